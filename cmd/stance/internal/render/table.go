package render

import (
	"fmt"
	"strings"

	"github.com/clipperhouse/displaywidth"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Table draws the analysis of one article after another. It is safe for use by many goroutines.
type Table struct {
	style   Style
	labels  map[string]string // of issues, by id
	explain bool
}

// NewTable makes a table whose stances bear the labels of the listed issues.
func NewTable(style Style, list *stancev1.ListIssuesResponse, explain bool) *Table {
	t := &Table{style: style, labels: make(map[string]string), explain: explain}
	for _, i := range list.GetIssues() {
		t.labels[i.GetId()] = i.GetLabel()
	}
	return t
}

const (
	speakerColumn = 24
	kindColumn    = 9
)

// part is a piece of a line in one colour.
type part struct {
	colour colour
	text   string
}

// Append draws an article's statements: who, how, what, and below what the stances.
func (t *Table) Append(buf []byte, a *stancev1.Article, r *stancev1.ClassifyArticleResponse) []byte {
	s := t.style
	title := a.GetTitle()
	buf = s.paint(buf, bold, fit(r.GetArticleId(), s.width()))
	if room := s.width() - displaywidth.String(r.GetArticleId()) - 2; title != "" && room > 10 {
		buf = append(buf, "  "...)
		buf = append(buf, fit(title, room)...)
	}
	stances := 0
	for _, st := range r.GetStatements() {
		stances += len(st.GetStances())
	}
	buf = append(buf, '\n')
	buf = s.paint(buf, dim, fmt.Sprintf("%s, %s, %s", count(len(r.GetStatements()), "statement"), count(len(r.GetSpeakers()), "speaker"), count(stances, "stance")))
	buf = append(buf, '\n')
	for _, w := range r.GetWarnings() {
		buf = s.paint(buf, yellow, fit("warning: "+w.GetMessage(), s.width()))
		buf = append(buf, '\n')
	}
	for _, st := range r.GetStatements() {
		buf = append(buf, '\n')
		buf = t.statement(buf, r, st)
	}
	return append(buf, '\n')
}

func (t *Table) statement(buf []byte, r *stancev1.ClassifyArticleResponse, st *stancev1.Statement) []byte {
	speaker := t.speaker(r, st)
	content := t.content(r, st)
	for i := range max(len(speaker), len(content)) {
		used := 0
		if i < len(speaker) {
			buf = t.style.paint(buf, speaker[i].colour, speaker[i].text)
			used = displaywidth.String(speaker[i].text)
		}
		if i >= len(content) {
			buf = append(buf, '\n')
			continue
		}
		buf = pad(buf, used, speakerColumn+1)
		kind := ""
		if i == 0 {
			kind = kindName(st.GetKind())
			buf = t.style.paint(buf, dim, kind)
		}
		buf = pad(buf, len(kind), kindColumn)
		for _, p := range content[i] {
			buf = t.style.paint(buf, p.colour, p.text)
		}
		buf = append(buf, '\n')
	}
	return buf
}

// speaker is the first column: the name, and the role below it.
func (t *Table) speaker(r *stancev1.ClassifyArticleResponse, st *stancev1.Statement) []part {
	who := speakerAt(r, st.SpeakerIndex)
	if who == nil {
		return []part{{dim, "(unknown)"}}
	}
	var parts []part
	for _, line := range wrap(who.GetName(), speakerColumn) {
		parts = append(parts, part{bold, line})
	}
	if who.GetRole() != "" {
		for _, line := range wrap(who.GetRole(), speakerColumn) {
			parts = append(parts, part{dim, line})
		}
	}
	return parts
}

// content is the last column: the words, the stances, and why.
func (t *Table) content(r *stancev1.ClassifyArticleResponse, st *stancev1.Statement) [][]part {
	width := t.style.width() - speakerColumn - 1 - kindColumn
	var lines [][]part
	for _, line := range wrap(st.GetText(), width) {
		lines = append(lines, []part{{none, line}})
	}
	for _, x := range st.GetStances() {
		c, sign, verb := side(x)
		issue := t.labels[x.GetIssueId()]
		if issue == "" {
			issue = x.GetIssueId()
		}
		text := verb + ": " + issue
		if holder := speakerAt(r, x.HolderIndex); holder != nil {
			text = holder.GetName() + " " + text
		}
		mark := fmt.Sprintf(" %3.0f %%", 100*x.GetConfidence())
		lines = append(lines, []part{{c, sign + " " + fit(text, width-2-len(mark))}, {dim, mark}})
		if t.explain {
			lines = append(lines, t.evidence(x, width)...)
		}
	}
	if t.explain {
		why := fmt.Sprintf("content %s, speaker %s, %.0f %%", rule(st.GetContentRule()), rule(st.GetSpeakerRule()), 100*st.GetSpeakerConfidence())
		for _, line := range wrap(why, width) {
			lines = append(lines, []part{{dim, line}})
		}
	}
	return lines
}

func (t *Table) evidence(x *stancev1.Stance, width int) [][]part {
	var lines [][]part
	for _, e := range x.GetEvidence() {
		role := strings.ToLower(strings.TrimPrefix(e.GetRole().String(), "EVIDENCE_ROLE_"))
		text := fmt.Sprintf("    %+d %s %s [%d, %d)", e.GetSign(), role, e.GetRuleId(), e.GetSpan().GetStart(), e.GetSpan().GetEnd())
		lines = append(lines, []part{{dim, fit(text, width)}})
	}
	return lines
}

// side is the colour, the sign and the word of a stance.
func side(x *stancev1.Stance) (c colour, sign, verb string) {
	switch x.GetLabel() {
	case stancev1.StanceLabel_STANCE_LABEL_SUPPORT:
		return green, "+", "supports"
	case stancev1.StanceLabel_STANCE_LABEL_OPPOSE:
		return red, "−", "opposes"
	case stancev1.StanceLabel_STANCE_LABEL_CONDITIONAL:
		switch x.GetToward() {
		case stancev1.StanceLabel_STANCE_LABEL_SUPPORT:
			return yellow, "?", "supports on a condition"
		case stancev1.StanceLabel_STANCE_LABEL_OPPOSE:
			return yellow, "?", "opposes on a condition"
		}
		return yellow, "?", "makes conditional"
	}
	return blue, "○", "takes no side"
}

func speakerAt(r *stancev1.ClassifyArticleResponse, index *int32) *stancev1.Speaker {
	if index == nil || int(*index) >= len(r.GetSpeakers()) || *index < 0 {
		return nil
	}
	return r.GetSpeakers()[*index]
}

func kindName(k stancev1.StatementKind) string {
	return strings.ToLower(strings.TrimPrefix(k.String(), "STATEMENT_KIND_"))
}

func rule(name string) string {
	if name == "" {
		return "-"
	}
	return name
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
