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

func TestHashIsTheSameWhereverAWordStandsAndHoweverItIsWritten(t *testing.T) {
	words := []string{"a", "Erekat", "erekat", "Zelensky", "zelenskyy", "O’Neill", "o'neill", "Müller", "muller", "Peña-Nieto", "pena-nieto", "Saint-Germain-en-Laye"}
	for _, w := range words {
		for _, around := range []string{"", " ", " and more words behind", "é"} {
			text := around + w + around
			if got, want := hashAt(text, len(around), len(around)+len(w)), hashOf(w); got != want {
				t.Errorf("%q in %q: %x, alone %x", w, text, got, want)
			}
		}
	}
	same := [][2]string{{"Erekat", "erekat"}, {"O’Neill", "o'neill"}, {"Müller", "muller"}, {"Peña-Nieto", "PENA-NIETO"}}
	for _, p := range same {
		if hashOf(p[0]) != hashOf(p[1]) {
			t.Errorf("%q and %q have different hashes", p[0], p[1])
		}
	}
	if hashOf("Zelensky") == hashOf("Zelenskyy") || hashOf("a") == hashOf("aa") {
		t.Error("different words have the same hash")
	}
}
