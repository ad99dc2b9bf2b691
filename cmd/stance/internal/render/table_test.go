package render

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"github.com/stance-dev/stance/client"
)

func sample() (client.Article, client.Result) {
	ada := &client.Speaker{Name: "Ada\x1b[2J Moor", Role: "minister of harbours, bridges and everything else that is wet"}
	other := &client.Speaker{Name: "the ministry"}
	return client.Article{ID: "a1", Title: strings.Repeat("A long title ", 20)}, client.Result{
		ArticleID: "a1",
		Warnings:  []client.Warning{{Message: "the language is doubtful"}},
		Speakers:  []client.Speaker{*ada, *other},
		Statements: []client.Statement{
			{Kind: client.Direct, Text: "We will build.\n\n" + strings.Repeat("word ", 40), Speaker: ada, Stances: []client.Stance{
				{Issue: "bridge", Label: client.Support, Holder: ada, Confidence: 0.9},
				{Issue: "ferry", Label: client.Oppose, Holder: other, Confidence: 0.5},
				{Issue: "x", Label: client.Conditional, Toward: client.Support, Holder: ada},
				{Issue: "x", Label: client.Conditional, Toward: client.Oppose, Holder: ada},
				{Issue: "x", Label: client.Conditional, Holder: ada},
				{Issue: "x", Label: client.Neutral, Holder: ada},
			}},
			{Kind: client.Indirect, Text: "nothing", Speaker: &client.Speaker{}},
		},
	}
}

var harbour = []client.Issue{{ID: "bridge", Label: "Harbour bridge"}, {ID: "ferry", Label: "Ferry"}}

func TestTableFitsTheTerminal(t *testing.T) {
	a, r := sample()
	for _, width := range []int{1, 40, 80, 97, 300} {
		style := Style{Width: width}
		for _, explain := range []bool{false, true} {
			out := string(NewTable(style, harbour, explain).Append(nil, a, r))
			for line := range strings.SplitSeq(out, "\n") {
				if n := displaywidth.String(line); n > style.width() {
					t.Errorf("width %d: a line of %d: %q", width, n, line)
				}
			}
			if strings.Contains(out, "\x1b") {
				t.Errorf("there is an escape in plain text")
			}
		}
	}
}

func TestTableTellsStances(t *testing.T) {
	a, r := sample()
	out := string(NewTable(Style{}, harbour, false).Append(nil, a, r))
	for _, want := range []string{
		"2 statements, 2 speakers, 6 stances", "+ Harbour bridge: for, 90 %", "− Ferry: against (the ministry), 50 %",
		"? x: for on a condition", "? x: against on a condition", "? x: on a condition", "· x: no side", "(unknown)", "warning: the language is doubtful",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in:\n%s", want, out)
		}
	}
	coloured := string(NewTable(Style{Colour: true}, harbour, false).Append(nil, a, r))
	if !strings.Contains(coloured, "\x1b[32m+ Harbour bridge\x1b[0m") || !strings.Contains(coloured, "\x1b[31m− Ferry\x1b[0m") {
		t.Errorf("no colours in:\n%q", coloured)
	}
	if plain := stripSGR(coloured); plain != out {
		t.Errorf("the colours change more than colours:\n%s", plain)
	}
}

func stripSGR(s string) string {
	for {
		at := strings.Index(s, "\x1b[")
		if at < 0 {
			return s
		}
		s = s[:at] + s[at+strings.IndexByte(s[at:], 'm')+1:]
	}
}
