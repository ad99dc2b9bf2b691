package entity

import "testing"

func TestPlainLetter(t *testing.T) {
	if len(plainLetters) != 'ſ'-'À'+1 {
		t.Fatalf("%d letters, want %d", len(plainLetters), 'ſ'-'À'+1)
	}
	for r, want := range map[rune]rune{'A': 'a', 'z': 'z', 'É': 'e', 'ø': 'o', 'ß': 's', 'ł': 'l', 'Š': 's', 'ž': 'z', 'ğ': 'g', 'ı': 'i', 'ţ': 't', 'ő': 'o', 'Ω': 'ω', '’': '\'', '1': '1'} {
		if got := plainLetter(r); got != want {
			t.Errorf("%c: %c, want %c", r, got, want)
		}
	}
}
