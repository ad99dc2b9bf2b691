package pack

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Lint gives advice on a pack of a set, where it is not wrong but may not be what its author means: issues with too few
// examples, targets and acts that no example uses, terms that two issues or two rules claim, lists that nothing names.
// used are the rules that the examples' answers went through; nil where they were not run.
func Lint(s *Set, p *Pack, used map[string]bool) Errors {
	var out Errors
	named := map[string]bool{}
	for _, t := range p.Patterns() {
		var ignore Errors
		for _, r := range refs(ParsePattern(t.Text, &ignore)) {
			named[r] = true
		}
	}
	for _, l := range p.Lists {
		if !named[l.Name.Value] && p.ID.Value != CoreID {
			out.add(l.Name.Pos, "the list %q is not used", l.Name.Value)
		}
	}
	lintContext(p.Context, "pack", &out)
	for i := range p.Issues {
		is := &p.Issues[i]
		if n := len(is.Examples); n < MinExamples {
			out.add(is.ID.Pos, "the issue %q has %d examples, fewer than %d", is.ID.Value, n, MinExamples)
		}
		labels := map[string]bool{}
		for _, x := range is.Examples {
			labels[x.Label.Value] = true
		}
		for _, l := range []string{"support", "oppose", "none"} {
			if !labels[l] {
				out.add(is.ID.Pos, "the issue %q has no example with the label %s", is.ID.Value, l)
			}
		}
		lintSides(is, &out)
		lintContext(is.Context, "issue", &out)
		lintNames(p, is, &out)
		if used == nil {
			continue
		}
		at := p.ID.Value + "/" + is.ID.Value + "/"
		for _, t := range is.Targets {
			if !used[at+t.ID.Value] {
				out.add(t.ID.Pos, "no example goes through the target %q", t.ID.Value)
			}
		}
		for _, a := range is.Acts {
			if !used[at+a.ID.Value] {
				out.add(a.ID.Pos, "no example goes through the act %q", a.ID.Value)
			}
		}
		for _, o := range is.Overrides {
			if !used[at+o.ID.Value] && o.Label.Value != "none" {
				out.add(o.ID.Pos, "no example goes through the override %q", o.ID.Value)
			}
		}
	}
	lintTerms(s, p, &out)
	return out.sorted()
}

// shortContext is the number of patterns from which on a context of a whole issue is thought to hold in a short item, too.
const shortContext = 7

// lintContext finds a context that short items will not meet, though they name the issue.
func lintContext(c *Context, of string, out *Errors) {
	if c == nil || len(c.Any) == 0 || len(c.Any) >= shortContext || slices.ContainsFunc(c.Any, func(t Text) bool { return strings.Contains(t.Value, "{") }) {
		return
	}
	out.add(c.Pos, "the context of the %s has %d patterns: a headline or a sentence that names none of them finds nothing; give it to the targets that need it, or name all that may stand around", of, len(c.Any))
}

// lintSides finds what makes an issue miss those who speak of it in other words.
func lintSides(is *Issue, out *Errors) {
	opposed := false
	for _, t := range is.Targets {
		opposed = opposed || t.Sign.Value < 0
		for _, m := range t.Match {
			if w := firstWord(m.Value); w == "a" || w == "an" {
				out.add(m.Pos, "%q is only found behind %q: leave the article out", m.Value, w)
			}
		}
		lintThe(t, out)
	}
	for _, a := range is.Acts {
		opposed = opposed || a.Sign.Value < 0
	}
	if !opposed && len(is.Targets) > 0 {
		out.add(is.ID.Pos, "the issue %q has no target or act with the sign -1: add what the contrary is called (a ban, a freeze, the alternative), if it has a name", is.ID.Value)
	}
	for _, b := range is.Blockers {
		if !slices.ContainsFunc(is.Targets, func(t Target) bool {
			return slices.ContainsFunc(t.Match, func(m Text) bool { return lastWord(m.Value) == lastWord(b.Value) })
		}) {
			continue
		}
		switch w := firstWord(b.Value); w {
		case "on", "of", "in", "for", "at", "with", "about", "to", "over", "from", "by", "against":
			out.add(b.Pos, "the blocker %q covers the target behind every %q, also in \"demands %s …\": begin with the word before it", b.Value, w, w)
		}
	}
}

// lintThe finds targets that are only found behind "the".
func lintThe(t Target, out *Errors) {
	var first Text
	more := 0
	for _, m := range t.Match {
		if name, ok := strings.CutPrefix(m.Value, "the "); ok && !unicode.IsUpper(firstLetter(name)) {
			if first.Value == "" {
				first = m
			} else {
				more++
			}
		}
	}
	if first.Value == "" {
		return
	}
	and := ""
	if more > 0 {
		and = fmt.Sprintf(" and %d more of the target %q", more, t.ID.Value)
	}
	out.add(first.Pos, "%q%s: not found in headlines, nor in \"a …\", \"this …\", \"the new …\": write %s, with a context where it mostly means something else", first.Value, and, strings.TrimPrefix(first.Value, "the "))
}

// firstLetter returns the first letter of a pattern, or 0.
func firstLetter(pattern string) rune {
	for _, r := range pattern {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}

// firstWord returns the first word of a pattern.
func firstWord(pattern string) string {
	w, _, _ := strings.Cut(strings.TrimSpace(pattern), " ")
	return strings.TrimPrefix(w, "=")
}

// lastWord returns the last word of a pattern.
func lastWord(pattern string) string {
	return pattern[strings.LastIndexByte(pattern, ' ')+1:]
}

// lintTerms finds patterns of targets and acts that are written twice. Acts with an object are left out: what they claim
// is their words and the object's together.
func lintTerms(s *Set, p *Pack, out *Errors) {
	type claim struct {
		Located
		pack string
	}
	claims := map[string]claim{}
	shared := map[string][]Located{} // by section of the other issue: with another pack, or another issue
	term := func(other *Pack, t Located) {
		key := strings.ToLower(strings.Join(strings.Fields(t.Value), " "))
		first, ok := claims[key]
		if !ok {
			claims[key] = claim{t, other.ID.Value}
			return
		}
		if other != p && first.pack != p.ID.Value || first.Section == t.Section && first.Rule != t.Rule && other != p {
			return
		}
		switch {
		case first.Section == t.Section && first.Rule == t.Rule:
			out.add(t.Pos, "%q stands twice in %q", t.Value, t.Rule)
		case first.Section == t.Section:
			out.add(t.Pos, "%q is shadowed: %q in line %d has the same words", t.Value, first.Rule, first.Pos.Line)
		default:
			mine, theirs := t, first.Located
			if other != p {
				mine, theirs = first.Located, t
			}
			issue, _, _ := strings.Cut(strings.TrimPrefix(theirs.Section, "issues/"), "/")
			shared[issue] = append(shared[issue], mine)
		}
	}
	for _, other := range s.Packs {
		for i := range other.Issues {
			is := &other.Issues[i]
			at := "issues/" + is.ID.Value
			for _, t := range is.Targets {
				for _, x := range t.Match {
					term(other, Located{x, at + "/targets", t.ID.Value})
				}
			}
			for _, a := range is.Acts {
				if len(a.Object) > 0 {
					continue
				}
				for _, x := range a.Match {
					term(other, Located{x, at + "/acts", a.ID.Value})
				}
			}
		}
	}
	for issue, all := range shared {
		and := ""
		if len(all) > 1 {
			and = fmt.Sprintf(" and %d more", len(all)-1)
		}
		verb := "is"
		if and != "" {
			verb = "are"
		}
		out.add(all[0].Pos, "%q%s %s claimed by the issue %s, too: both will be found; leave it so where they are about the same", all[0].Value, and, verb, issue)
	}
}

// Coverage counts the rules of a pack's issues, and those that the examples' answers went through.
func Coverage(p *Pack, used map[string]bool) (hit, all int) {
	for _, is := range p.Issues {
		at := p.ID.Value + "/" + is.ID.Value + "/"
		for _, t := range is.Targets {
			all++
			if used[at+t.ID.Value] {
				hit++
			}
		}
		for _, a := range is.Acts {
			all++
			if used[at+a.ID.Value] {
				hit++
			}
		}
		for _, o := range is.Overrides {
			all++
			if used[at+o.ID.Value] {
				hit++
			}
		}
	}
	return hit, all
}

// Used returns the rules that the answers of examples went through.
func Used(outcomes []Outcome) map[string]bool {
	used := map[string]bool{}
	for _, o := range outcomes {
		for _, a := range o.Answers {
			for _, r := range a.Rules {
				used[r] = true
			}
		}
	}
	return used
}
