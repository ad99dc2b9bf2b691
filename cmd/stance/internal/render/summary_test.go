package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/summary"
)

func stand(m *summary.Matrix, holder, issue string, label client.Label, times int) {
	for range times {
		h := &client.Speaker{Name: holder}
		m.Add(client.Result{Statements: []client.Statement{{Stances: []client.Stance{{Issue: issue, Label: label, Holder: h}}}}})
	}
}

func TestSummary(t *testing.T) {
	m := summary.New()
	stand(m, "Ada Moor", "bridge", client.Support, 12)
	stand(m, "Ada Moor", "bridge", client.Oppose, 3)
	stand(m, "Ada Moor", "ferry", client.Neutral, 1)
	stand(m, "The fishermen of the northern harbours", "ferry", client.Oppose, 2)
	stand(m, "", "unlisted", client.Conditional, 1)
	stand(m, "Bo", "bridge", client.Support, 1)
	got := string(Summary(Style{Width: 80}, m, harbour, 3))
	want := `20 stances by 4 holders on 3 issues in 20 articles

                              Harbour bridge
                              │     Ferry
                              │     │     unlisted
Ada Moor                      +12−3 ·1
The fishermen of the northe…        −2
(unknown)                                 ?1

+for −against ?on a condition ·no side
1 more holder with fewer stances: --top 0 shows all
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	coloured := string(Summary(Style{Width: 80, Colour: true}, m, harbour, 3))
	if !strings.Contains(coloured, "\x1b[32m+12\x1b[0m\x1b[31m−3\x1b[0m") || stripSGR(coloured) != got {
		t.Errorf("%q", coloured)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	if got := string(Summary(Style{}, summary.New(), nil, 0)); got != "0 stances by 0 holders on 0 issues in 0 articles\n" {
		t.Errorf("%q", got)
	}
}

func TestSummaryFitsTheTerminal(t *testing.T) {
	m := summary.New()
	for i := range 40 {
		stand(m, fmt.Sprint("Holder with a name ", i), fmt.Sprint("an_issue_with_a_very_long_name_", i%30), client.Support, i)
	}
	for _, width := range []int{60, 80, 160} {
		out := string(Summary(Style{Width: width}, m, nil, 0))
		for line := range strings.SplitSeq(out, "\n") {
			if n := displaywidth.String(line); n > width {
				t.Errorf("width %d: a line of %d: %q", width, n, line)
			}
		}
		for i := 1; i < 40; i++ {
			if !strings.Contains(out, fmt.Sprintf("name %d ", i)) {
				t.Errorf("width %d: holder %d is missing", width, i)
			}
		}
	}
}
