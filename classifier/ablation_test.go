package classifier_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier"
)

// Evidence is what decides: without the words of the predicate, or of the target, that a stance cites, its label is
// another one, or none, in at least 95 of 100 cases.
func TestEvidenceDecides(t *testing.T) {
	data, c := table(t, "testdata/pairs.txt")
	cut, changed := 0, 0
	for _, l := range strings.Split(data, "\n") {
		f := strings.SplitN(l, " | ", 4)
		if len(f) < 4 {
			continue
		}
		text := f[3]
		for _, s := range sides(t, c, text) {
			for _, e := range s.Evidence {
				switch e.Role {
				case classifier.TargetRole, classifier.PredicateRole, classifier.VerdictRole, classifier.ReverserRole:
				default:
					continue
				}
				without := text[:e.Span.Start] + strings.TrimPrefix(text[e.Span.End:], " ")
				cut++
				same := false
				for _, o := range sides(t, c, without) {
					same = same || o.Issue == s.Issue && o.Label == s.Label
				}
				if !same {
					changed++
				} else {
					t.Logf("still %v on %s: %s", s.Label, s.Issue, without)
				}
			}
		}
	}
	if cut < 500 || changed*100 < cut*95 {
		t.Errorf("%d of %d cuts changed the label, want 95 %%", changed, cut)
	}
	t.Logf("%d of %d cuts changed the label", changed, cut)
}

func sides(t *testing.T, c *classifier.Classifier, text string) []classifier.Stance {
	t.Helper()
	r, err := c.Classify(context.Background(), classifier.Article{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var out []classifier.Stance
	for _, st := range r.Statements {
		for _, s := range st.Stances {
			if s.Label == classifier.Support || s.Label == classifier.Oppose {
				out = append(out, s)
			}
		}
	}
	return out
}
