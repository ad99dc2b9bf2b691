package grammar

import "github.com/stance-dev/stance/classifier/lexicon"

// closedClasses are the classes of words that are tagged by closed.
const closedClasses = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Aux | lexicon.Negation | lexicon.To | lexicon.ExThere | lexicon.WhAdverb | lexicon.Numeral | lexicon.Interjection

// sure returns the tag of a known word without a capital whose class tells it, whatever stands before and behind; Other
// where closed or openClass have to look there. It answers for most words of a text, and says what these would.
func sure(w lexicon.Class) Tag {
	if w&^lexicon.PackWord == 0 || w.Is(lexicon.PronOther) && w.Is(lexicon.Noun) {
		return Other
	}
	if !w.Is(closedClasses) {
		return sureOpen(w)
	}
	switch {
	case w.Is(lexicon.To):
	case w.Is(lexicon.Modal):
		if !w.Is(lexicon.Noun) || w.Is(lexicon.Negation) {
			return Modal
		}
	case w.Is(lexicon.AuxBe):
		return Be
	case w.Is(lexicon.AuxHave):
		return Have
	case w.Is(lexicon.AuxDo):
		return Do
	case w.Is(lexicon.ExThere):
	case w.Is(lexicon.Negation) && !w.Is(lexicon.Determiner|lexicon.Coordinator):
		if w.Is(lexicon.PronOther) {
			return Pronoun
		}
		return Negation
	case w.Is(lexicon.Possessive):
		if !w.Is(lexicon.PronObject) {
			return Possessive
		}
	case w.Is(lexicon.PronRelative):
		if !w.Is(lexicon.Subordinator | lexicon.Determiner) {
			return Relative
		}
	case w.Is(lexicon.PronSubject | lexicon.PronReflexive | lexicon.PronObject):
		return Pronoun
	case w.Is(lexicon.WhAdverb):
		if w.Is(lexicon.Subordinator) {
			return Subordinator
		}
		return Wh
	case w.Is(lexicon.Subordinator):
		if !w.Is(lexicon.Preposition | lexicon.Adverb | lexicon.Participle) { // provided
			return Subordinator
		}
	case w.Is(lexicon.Coordinator) && !w.Is(lexicon.Preposition):
		if !w.Is(lexicon.Determiner | lexicon.Adverb) { // yet, so
			return Coordinator
		}
	case w.Is(lexicon.Determiner):
		if !w.Is(lexicon.PronOther | lexicon.Interjection | lexicon.Adjective) { // certain
			return Determiner
		}
	case w.Is(lexicon.Preposition):
		if !w.Is(lexicon.Gerund | lexicon.Participle | lexicon.Noun) { // given, the past
			return Preposition
		}
	case w.Is(lexicon.PronOther):
		if !w.Is(lexicon.Numeral) {
			return Pronoun
		}
	case w.Is(lexicon.Numeral):
		if !w.Is(lexicon.Noun | lexicon.Adverb) { // first
			return Number
		}
	}
	return Other
}

// sureWithCapital returns the tag of a word of the closed classes with a capital, where sure tells it, nameLike does not take
// it for a name, and closed does not look further at the beginning of a sentence: however, No longer. approximators are
// left to the caller.
func sureWithCapital(w lexicon.Class) Tag {
	const names = lexicon.GivenName | lexicon.Month | lexicon.PlaceName | lexicon.OrgName | lexicon.CapsOnly
	if !w.Is(closedClasses) || w.Is(names) || w.Is(lexicon.Plural) && w.Is(lexicon.Noun) || w.Is(lexicon.WhAdverb) && w.Is(lexicon.Adverb) ||
		w.Is(lexicon.Negation) && w.Is(lexicon.Determiner) {
		return Other
	}
	return sure(w)
}

func sureOpen(w lexicon.Class) Tag {
	noun, adjective := w.Is(lexicon.Noun), w.Is(lexicon.Adjective)
	switch {
	case w.Is(lexicon.Verbal) || noun && adjective:
	case noun:
		if !w.Is(lexicon.Adverb) {
			return Noun
		}
	case adjective:
		if !w.Is(lexicon.Adverb) {
			return Adjective
		}
	case w.Is(lexicon.Adverb):
		return Adverb
	}
	return Other
}
