package render

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two", 10, []string{"one two"}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one\n\n two\tthree", 20, []string{"one two three"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"a bcdefghij k", 4, []string{"a", "bcde", "fghi", "j k"}},
		{"日本語の本", 4, []string{"日本", "語の", "本"}},
		{"e\u0301e\u0301e\u0301 x", 3, []string{"e\u0301e\u0301e\u0301", "x"}},
	} {
		if diff := cmp.Diff(c.want, wrap(c.text, c.width)); diff != "" {
			t.Errorf("wrap(%q, %d): %s", c.text, c.width, diff)
		}
	}
}

// Whatever the text, no line is wider than the column, none is lost, and the terminal gets nothing to obey.
func TestWrapAnyText(t *testing.T) {
	whole := func(s string) string { return strings.ReplaceAll(clean(s), " ", "") }
	err := quick.Check(func(text string, w uint8) bool {
		width := int(w%60) + 2
		lines := wrap(text, width)
		for _, line := range lines {
			if displaywidth.String(line) > width || strings.ContainsFunc(line, unicode.IsControl) {
				return false
			}
		}
		return strings.ReplaceAll(strings.Join(lines, ""), " ", "") == whole(text)
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\x1b[31mb":      "a\ufffd[31mb",
		"a\u0085b\u009bc": "a b\ufffdc", // NEL is white space, CSI is not
		"a\u202eb\u2066c": "a\ufffdb\ufffdc",
		"  a\r\n b ":      "a b",
		"bell\a":          "bell\ufffd",
	} {
		if got := clean(text); got != want {
			t.Errorf("clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{{"short", 5, "short"}, {"longer", 5, "long…"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"}} {
		if got := fit(c.text, c.width); got != c.want {
			t.Errorf("fit(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
