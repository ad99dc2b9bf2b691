package classifier

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// What firstInvalid accepts is what the standard library accepts, and it finds the place where that stops.
func FuzzFirstInvalid(f *testing.F) {
	for _, s := range []string{"", "a", "\x80", "“", "“a", "\xe2\x80", "ab\xe2\x80c", "\xed\xa0\x80", "é", "\U0001F600", "\xf4\x90\x80\x80", "\ufffd"} {
		for _, before := range []int{0, 5, 8, 31, 33, 47} {
			for _, behind := range []int{0, 2, 8, 40} {
				f.Add(strings.Repeat("x", before) + s + strings.Repeat("y", behind))
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := 0
		for want < len(s) {
			r, n := utf8.DecodeRuneInString(s[want:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			want += n
		}
		if got := firstInvalid(s); got != want {
			t.Errorf("firstInvalid(%q) = %d, want %d", s, got, want)
		}
	})
}
