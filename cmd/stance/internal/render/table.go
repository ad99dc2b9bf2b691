package render

import (
	"fmt"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"github.com/stance-dev/stance/client"
)

// Table draws the analysis of one article after another. It is safe for use by many goroutines.
type Table struct {
	style   Style
	labels  map[string]string // of issues, by id
	explain bool
}

// NewTable makes a table whose stances bear the labels of the listed issues. With explain it tells for each statement
// which rules found it and its speaker, and for each stance the words that decided.
func NewTable(style Style, issues []client.Issue, explain bool) *Table {
	return &Table{style: style, labels: labels(issues), explain: explain}
}

func labels(issues []client.Issue) map[string]string {
	m := make(map[string]string, len(issues))
	for _, i := range issues {
		m[i.ID] = i.Label
	}
	return m
}

// The widths of the first two columns, with the space after them. The third has what the terminal leaves.
const (
	speakerColumn = 25
	kindColumn    = 10
)

// part is a piece of a line in one colour.
type part struct {
	colour colour
	text   string
}

// Append draws an article: who, how, what, and below what the stances.
func (t *Table) Append(buf []byte, a client.Article, r client.Result) []byte {
	s := t.style
	stances := 0
	for range r.Stances() {
		stances++
	}
	id := fit(r.ArticleID, s.width())
	buf = s.paint(buf, bold, id)
	if room := s.width() - displaywidth.String(id) - 2; a.Title != "" && room > 10 {
		buf = append(buf, "  "...)
		buf = append(buf, fit(a.Title, room)...)
	}
	buf = append(buf, '\n')
	buf = s.paint(buf, dim, count(len(r.Statements), "statement")+", "+count(len(r.Speakers), "speaker")+", "+count(stances, "stance"))
	buf = append(buf, '\n')
	for _, w := range r.Warnings {
		for _, line := range wrap("warning: "+w.Message, s.width()) {
			buf = s.paint(buf, yellow, line)
			buf = append(buf, '\n')
		}
	}
	for i := range r.Statements {
		buf = append(buf, '\n')
		buf = t.statement(buf, &r, &r.Statements[i])
	}
	return append(buf, '\n')
}

func (t *Table) statement(buf []byte, r *client.Result, st *client.Statement) []byte {
	who, what := t.speaker(st), t.content(r, st)
	for i := range max(len(who), len(what)) {
		used := 0
		if i < len(who) {
			buf = t.style.paint(buf, who[i].colour, who[i].text)
			used = displaywidth.String(who[i].text)
		}
		if i < len(what) {
			buf = pad(buf, used, speakerColumn)
			kind := ""
			if i == 0 {
				kind = string(st.Kind)
				buf = t.style.paint(buf, dim, kind)
			}
			buf = pad(buf, len(kind), kindColumn)
			for _, p := range what[i] {
				buf = t.style.paint(buf, p.colour, p.text)
			}
		}
		buf = append(buf, '\n')
	}
	return buf
}

// speaker is the first column: the name, and the role below it.
func (t *Table) speaker(st *client.Statement) []part {
	if !st.Speaker.Known() {
		return []part{{dim, "(unknown)"}}
	}
	var parts []part
	for _, line := range wrap(st.Speaker.Name, speakerColumn-1) {
		parts = append(parts, part{bold, line})
	}
	if st.Speaker.Role != "" {
		for _, line := range wrap(st.Speaker.Role, speakerColumn-1) {
			parts = append(parts, part{dim, line})
		}
	}
	return parts
}

// content is the last column: the words, the stances, and why.
func (t *Table) content(r *client.Result, st *client.Statement) [][]part {
	width := t.style.width() - speakerColumn - kindColumn
	var lines [][]part
	text := st.Text
	if st.Kind == client.Direct && st.Resolution != client.ByAuthor {
		text = "“" + text + "”"
	}
	for _, line := range wrap(text, width) {
		lines = append(lines, []part{{none, line}})
	}
	for i := range st.Stances {
		x := &st.Stances[i]
		c, sign, words := side(x.Label, x.Toward)
		if x.Holder != st.Speaker && x.Holder.Known() {
			words += " (" + x.Holder.Name + ")"
		}
		words = fmt.Sprintf("%s, %.0f %%", clean(words), 100*x.Confidence)
		label := sign + " " + fit(t.issue(x.Issue), width-3)
		if displaywidth.String(label)+2+displaywidth.String(words) <= width {
			lines = append(lines, []part{{c, label}, {none, ": " + words}})
		} else {
			lines = append(lines, []part{{c, label}, {none, ":"}}, []part{{none, "  " + fit(words, width-2)}})
		}
		if t.explain {
			lines = append(lines, evidence(r, x, width)...)
		}
	}
	if t.explain {
		for _, line := range wrap(why(r, st), width) {
			lines = append(lines, []part{{dim, line}})
		}
	}
	return lines
}

func (t *Table) issue(id string) string {
	if label := t.labels[id]; label != "" {
		return label
	}
	return id
}

// evidence is the chain of a stance, a link a line: what the words do, the sign, the words, the rule.
func evidence(r *client.Result, x *client.Stance, width int) [][]part {
	var lines [][]part
	for _, e := range x.Evidence {
		c, sign := dim, " 0"
		switch {
		case e.Sign > 0:
			c, sign = green, "+1"
		case e.Sign < 0:
			c, sign = red, "−1"
		}
		head := fmt.Sprintf("    %-9s ", e.Role)
		// The rule is what an author of packs looks for: the words make room for it.
		words := " “" + fit(r.Text(e.Span), width-displaywidth.String(head)-5) + "”"
		line := []part{{dim, head}, {c, sign}, {none, words}}
		if rule := "  " + clean(e.Rule); displaywidth.String(head+sign+words+rule) <= width {
			lines = append(lines, append(line, part{dim, rule}))
		} else { // on a line of its own
			indent := strings.Repeat(" ", len(head)+3)
			lines = append(lines, line, []part{{dim, indent + fit(e.Rule, width-len(indent))}})
		}
	}
	return lines
}

// why tells which rules found the content and the speaker.
func why(r *client.Result, st *client.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "content by %s", rule(st.ContentRule))
	if st.Cue.Text != "" {
		fmt.Fprintf(&b, ", cue “%s”", st.Cue.Text)
	}
	fmt.Fprintf(&b, "; speaker by %s", rule(st.SpeakerRule))
	if mention := r.Text(st.Mention); mention != "" {
		fmt.Fprintf(&b, ", %s “%s”", st.Resolution, mention)
	} else {
		fmt.Fprintf(&b, ", %s", st.Resolution)
	}
	fmt.Fprintf(&b, "; %.0f %% sure", 100*st.Confidence)
	return b.String()
}

// side is the colour, the sign and the words of a stance.
func side(label, toward client.Label) (c colour, sign, words string) {
	switch label {
	case client.Support:
		return green, "+", "for"
	case client.Oppose:
		return red, "−", "against"
	case client.Conditional:
		switch toward {
		case client.Support:
			return yellow, "?", "for on a condition"
		case client.Oppose:
			return yellow, "?", "against on a condition"
		}
		return yellow, "?", "on a condition"
	}
	return blue, "·", "no side"
}

func rule(name string) string {
	if name == "" {
		return "no rule"
	}
	return name
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
