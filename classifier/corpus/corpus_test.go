package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestArticles(t *testing.T) {
	all := Articles()
	if len(all) != Size {
		t.Fatalf("%d articles, want %d", len(all), Size)
	}
	seen := map[string]bool{}
	marks := map[string]int{}
	for i, a := range all {
		if n := len(a.Text); n < 1000 || n > 14000 {
			t.Errorf("%s has %d bytes", a.ID, n)
		}
		if !utf8.ValidString(a.Text) || a.Title == "" {
			t.Errorf("%s has no title or is not UTF-8", a.ID)
		}
		if strings.ContainsAny(a.Text, "{}¶[]") {
			t.Errorf("%s has a slot left:\n%s", a.ID, a.Text)
		}
		if seen[a.Text] {
			t.Errorf("%s is there twice", a.ID)
		}
		seen[a.Text] = true
		if again := Write(i); again != a {
			t.Errorf("%s differs the second time", a.ID)
		}
		for _, m := range []string{`"`, "“", "‘", "''", "«", "\r\n", "\u0301", "😀", " said", " she "} {
			if strings.Contains(a.Text, m) {
				marks[m]++
			}
		}
	}
	for _, m := range []string{`"`, "“", "‘", "''", "«", "\r\n", "\u0301", "😀", " said", " she "} {
		if marks[m] < 3 {
			t.Errorf("only %d articles have %q", marks[m], m)
		}
	}
}

func TestText(t *testing.T) {
	for _, n := range []int{1, 1000, 100_000} {
		if s := Text(n); len(s) < n || len(s) > n+2000 {
			t.Errorf("Text(%d) has %d bytes", n, len(s))
		}
	}
}
