package classifier_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier"
)

// table reads a file of sentences, ISSUE | LABEL | HOLDER | SENTENCE a line, and loads a classifier for them.
func table(t *testing.T, file string, options ...classifier.Option) (string, *classifier.Classifier) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := classifier.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), c
}

// The families of minimal pairs that stances must tell apart: testdata/pairs.txt.
func TestMinimalPairs(t *testing.T) {
	data, c := table(t, "testdata/pairs.txt")
	family, lines := "", map[string]int{}
	for n, l := range strings.Split(data, "\n") {
		if name, ok := strings.CutPrefix(l, "# "); ok {
			family = name
			continue
		}
		f := strings.SplitN(l, " | ", 4)
		if len(f) < 4 {
			continue
		}
		lines[family]++
		if got, ok := pairHolds(t, c, f[0], f[1], f[2], f[3]); !ok {
			t.Errorf("pairs.txt:%d: %s: %s\n\twant %s %s, got %s", n+1, family, f[3], f[1], f[2], got)
		}
	}
	for f, n := range lines {
		if n < 40 {
			t.Errorf("the family %s has %d lines, fewer than 20 pairs", f, n)
		}
	}
}

// Sentences in the manner of news, each with the side that a reader takes from it: testdata/sentences.txt.
func TestNewsSentences(t *testing.T) {
	data, c := table(t, "testdata/sentences.txt")
	n := 0
	for line, l := range strings.Split(data, "\n") {
		f := strings.SplitN(l, " | ", 4)
		if len(f) < 4 || strings.HasPrefix(l, "#") {
			continue
		}
		n++
		if got, ok := pairHolds(t, c, f[0], f[1], f[2], f[3]); !ok {
			t.Errorf("sentences.txt:%d: %s\n\twant %s %s, got %s", line+1, f[3], f[1], f[2], got)
		}
	}
	if n == 0 {
		t.Error("no sentence")
	}
}

// A text may stop behind any word, as titles and cut-off texts do: each is read without looking behind its end.
func TestTextsCutOff(t *testing.T) {
	data, c := table(t, "testdata/sentences.txt")
	n := 0
	for _, l := range append(strings.Split(data, "\n"), " |  |  | Ann Lee wants to keep drilling") {
		f := strings.SplitN(l, " | ", 4)
		text := strings.TrimSpace(f[len(f)-1])
		for i := range text {
			if text[i] != ' ' && i+1 < len(text) {
				continue
			}
			n++
			if _, err := c.Classify(context.Background(), classifier.Article{Text: text[:i+1]}); err != nil {
				t.Fatalf("%s: %v", text[:i+1], err)
			}
		}
	}
	if n < 1000 {
		t.Errorf("%d texts, want 1000", n)
	}
}

// pairHolds reports whether a sentence comes out as a line of pairs.txt wants it.
func pairHolds(t *testing.T, c *classifier.Classifier, issue, label, holder, text string) (string, bool) {
	t.Helper()
	r, err := c.Classify(context.Background(), classifier.Article{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	names := map[classifier.Label]string{classifier.Support: "support", classifier.Oppose: "oppose", classifier.Conditional: "conditional", classifier.Neutral: "neutral"}
	var got []string
	found, opposite := false, false
	want, side, _ := strings.Cut(label, " ")
	for _, st := range r.Statements {
		for _, s := range st.Stances {
			if s.Issue != issue {
				continue
			}
			h := st.Speaker
			if s.Holder != classifier.None {
				h = s.Holder
			}
			name := ""
			if h != classifier.None {
				name = r.Speakers[h].Name
			}
			got = append(got, names[s.Label]+" by "+name)
			holds := holder == "" || strings.Contains(strings.ToLower(name), strings.ToLower(strings.TrimPrefix(holder, "The "))) || name != "" && strings.Contains(strings.ToLower(holder), strings.ToLower(name))
			switch want {
			case "not":
				opposite = opposite || holds && names[s.Label] == side
			case "conditional":
				found = found || holds && s.Label == classifier.Conditional && names[s.Toward] == side
			default:
				found = found || holds && names[s.Label] == want
			}
		}
	}
	text = strings.Join(got, ", ")
	switch want {
	case "none":
		return text, len(got) == 0
	case "not":
		return text, !opposite
	}
	return text, found
}
