package pack

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellings are British words with their American spelling: texts of the other side of the ocean are missed without it.
var spellings = [][2]string{
	{"defence", "defense"}, {"labour", "labor"}, {"programme", "program"}, {"centre", "center"}, {"licence", "license"}, {"offence", "offense"},
	{"neighbour", "neighbor"}, {"harbour", "harbor"}, {"colour", "color"}, {"honour", "honor"}, {"aluminium", "aluminum"},
	{"organisation", "organization"}, {"nationalisation", "nationalization"}, {"privatisation", "privatization"}, {"legalisation", "legalization"},
	{"normalisation", "normalization"}, {"liberalisation", "liberalization"}, {"decriminalisation", "decriminalization"}, {"theatre", "theater"},
	{"mum", "mom"}, {"railway", "railroad"}, {"fibre", "fiber"}, {"plough", "plow"}, {"tyre", "tire"},
}

// lintNames finds the names of a thing that are likely to be missing: abbreviations, the other spelling, what people do.
func lintNames(p *Pack, is *Issue, out *Errors) {
	words := map[string]bool{} // of all the issue's patterns and the pack's lists
	note := func(all ...Patterns) {
		for _, texts := range all {
			for _, t := range texts {
				for _, w := range patternWords(t.Value) {
					words[w] = true
				}
			}
		}
	}
	for _, l := range p.Lists {
		note(l.Patterns)
	}
	for _, t := range is.Targets {
		note(t.Match)
	}
	for _, a := range is.Acts {
		note(a.Match, a.Object)
	}
	note(is.Blockers)
	for _, t := range is.Targets {
		if c := t.Context; c != nil && len(c.Any) > 0 && len(c.Any) < shortContext && !slices.ContainsFunc(c.Any, func(t Text) bool { return strings.Contains(t.Value, "{") }) && (c.Scope.Value == "" || c.Scope.Value == "document") {
			out.add(c.Pos, "the target %q is only found where one of %d patterns stands in the text: a headline or a short item has none of them; name all that may stand around (other names of the thing, places, persons, bodies), or leave the context out where your articles are about the subject", t.ID.Value, len(c.Any))
		}
		for _, m := range t.Match {
			if short := initials(m.Value); len(short) > 2 && !words[short] && !words[short+"s"] {
				out.add(m.Pos, "%q has no short form: add %q, if it is called so", m.Value, short)
			}
			for _, pair := range spellings {
				for i, w := range pair {
					if other := pair[1-i]; slices.Contains(patternWords(m.Value), w) && !words[other] {
						out.add(m.Pos, "%q is %q elsewhere: write (%s|%s)", w, other, w, other)
					}
				}
			}
		}
	}
	if len(is.Acts) == 0 && len(is.Targets) > 0 {
		out.add(is.ID.Pos, "the issue %q has no acts: add what those do who are for it or against it, beyond supporting, starting and stopping it, if there is such a thing", is.ID.Value)
	}
}

// patternWords returns the words of a pattern without its signs.
func patternWords(pattern string) []string {
	return strings.FieldsFunc(pattern, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '&'
	})
}

// initials returns the abbreviation of a name that is all of words with a capital, but for those that join them; else "".
func initials(pattern string) string {
	var short []rune
	for _, w := range strings.Fields(pattern) {
		switch w {
		case "of", "the", "the?", "and", "for", "on", "in":
			continue
		}
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || strings.ContainsFunc(w[size:], func(r rune) bool { return !unicode.IsLower(r) }) {
			return ""
		}
		short = append(short, r)
	}
	return string(short)
}
