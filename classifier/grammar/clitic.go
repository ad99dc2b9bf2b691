package grammar

import (
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// What is written behind an apostrophe: is, has, have, will, not, or whose something is.

func (a *Analysis) clitic(i, last int32, prev Tag) Tag {
	w := a.tokens[i].Class
	if w.Is(lexicon.Negation) {
		return Negation
	}
	t := a.doc.TokenText(i)
	switch t[len(t)-1] | 0x20 {
	case 's':
		if i+1 < last && a.sIsVerb(i, prev) {
			return Be
		}
		return Possessive
	case 'e':
		if strings.HasSuffix(strings.ToLower(t), "ve") {
			return Have
		}
		return Be
	case 'm':
		return Be
	}
	return Modal // 'd, 'll
}

// sIsVerb reports whether 's is "is" or "has": behind a pronoun, or behind a noun with no noun to possess.
func (a *Analysis) sIsVerb(i int32, prev Tag) bool {
	before := a.tokens[i-1].Class
	switch {
	case before.Is(lexicon.PronSubject | lexicon.ExThere | lexicon.WhAdverb | lexicon.PronRelative):
		return true
	case before.Is(lexicon.PronOther) && !before.Is(lexicon.Noun):
		n := a.tokens[i+1].Class
		return a.doc.Is(i-1, lexicon.Determiner) || !n.Is(lexicon.Noun)
	case prev == Proper || prev == Noun:
		next := &a.tokens[i+1]
		n := next.Class
		return next.Kind == text.Word && next.Flags&text.Capital == 0 &&
			(n.Is(lexicon.Determiner|lexicon.Negation|lexicon.Preposition) && !n.Is(lexicon.Adjective|lexicon.PronOther) ||
				n.Is(lexicon.Gerund) && !n.Is(lexicon.Noun|lexicon.Adjective) && !a.state.finite() && !a.behindPreposition(i)) // but over Malta's logging
	}
	return false
}
