package grammar

import "github.com/stance-dev/stance/classifier/lexicon"

// surelyBehind returns the tag of a word of the open classes without a capital behind a tag, where openClass tells it by
// these alone, as it does for four in ten of those that sure leaves open; Other where it looks further. No adverb may stand
// between, and a participle not be the first of a compound.
func surelyBehind(prev Tag, w lexicon.Class) Tag {
	verb, noun, adj, adverb := w.Is(lexicon.Verbal), w.Is(lexicon.Noun), w.Is(lexicon.Adjective), w.Is(lexicon.Adverb)
	if !verb {
		if prev == Be && noun && adj && !w.Is(lexicon.Demonym) {
			return Adjective
		}
		return Other
	}
	if (prev == Possessive || prev == Adjective) && w.Is(lexicon.CueVerb) || prev == Determiner && w.Is(lexicon.Gerund) {
		return Other
	}
	if !noun && !adj && w.Is(lexicon.Base|lexicon.Third) && !w.Is(lexicon.Past) && (prev == Determiner || prev == Possessive || prev == Adjective || w.Is(lexicon.Third) && (prev >= VerbPast && prev <= Gerund || prev == Preposition)) {
		return Noun
	}
	if here := surelyVerb(prev, w); here == yes || !noun && !adj && !adverb {
		if noun && (prev == Noun || prev == Proper || prev == Adjective || prev == Gerund) { // part of a compound, perhaps
			return Other
		}
		return formBehind(prev, w)
	} else if here == perhaps {
		return Other
	}
	switch {
	case adverb && !noun:
		if adj || prev == Proper || prev == Noun || prev == Pronoun {
			return Other
		}
		return Adverb
	case noun && adj:
		if prev == Be && !w.Is(lexicon.Demonym) {
			return Adjective
		}
		return Other
	case noun:
		return Noun
	}
	return Adjective
}

type answer uint8

const (
	no answer = iota
	yes
	perhaps
)

// surelyVerb answers what verbHere would behind a tag.
func surelyVerb(prev Tag, w lexicon.Class) answer {
	if w.Is(lexicon.Adverb) && w.Is(lexicon.Base) || w.Is(lexicon.Gerund) && w.Is(lexicon.Adjective) && prev.IsVerb() {
		return perhaps
	}
	is := func(c lexicon.Class, then answer) answer {
		if w.Is(c) {
			return then
		}
		return no
	}
	switch prev {
	case To, Modal, Do:
		return is(lexicon.Base, yes)
	case Have:
		return is(lexicon.Participle, yes)
	case Relative:
		return is(lexicon.Past|lexicon.Third|lexicon.Base, yes)
	case Determiner, Possessive, Adjective:
		return no
	case Number:
		return is(lexicon.Past, perhaps)
	case Preposition:
		return is(lexicon.Gerund, perhaps)
	case Be:
		return is(lexicon.Participle|lexicon.Gerund, perhaps)
	case VerbBase, VerbPast, VerbPresent, Participle, Gerund:
		if !w.Is(lexicon.Noun) {
			return is(lexicon.Gerund, yes)
		}
		return is(lexicon.Gerund, perhaps)
	case Pronoun:
		return is(lexicon.Past|lexicon.Third|lexicon.Base, perhaps)
	case Negation, Noun, Proper, Punct, Coordinator, Subordinator, Other:
		return perhaps
	}
	return no
}

// formBehind returns what verbForm would for a verb behind a tag.
func formBehind(prev Tag, c lexicon.Class) Tag {
	switch prev {
	case To, Modal, Do:
		if c&lexicon.Base != 0 {
			return VerbBase
		}
	case Have:
		if c&lexicon.Participle != 0 {
			return Participle
		}
	case Be:
		if c&lexicon.Participle != 0 {
			return Participle
		}
	case Negation:
		return Other
	case Pronoun, Coordinator:
		if c&(lexicon.Base|lexicon.Participle) != 0 {
			return Other
		}
	case Determiner, Possessive, Adjective, Preposition:
		if c&lexicon.Gerund != 0 && prev != Preposition {
			return Other
		}
		if c&lexicon.Participle != 0 && c&lexicon.Gerund == 0 {
			return Adjective
		}
	}
	switch {
	case c&lexicon.Gerund != 0:
		return Gerund
	case c&lexicon.Past != 0 && c&lexicon.Participle != 0:
		if prev.IsVerb() || prev == Punct || prev == Noun || prev == Proper {
			return Other
		}
		return VerbPast
	case c&lexicon.Past != 0:
		return VerbPast
	case c&lexicon.Third != 0:
		return VerbPresent
	case c&lexicon.Participle != 0:
		return Participle
	case prev == Punct:
		return VerbBase
	}
	return VerbPresent
}

// objectBefore reports whether the past form at i is the verb of a relative clause whose object is the noun before it: the levy
// that Rome | imposed on steel will hurt. It mends a "that" read as a conjunction.
func (a *Analysis) objectBefore(i, first int32) bool {
	j := i - 1
	for j > first && j > i-6 && (a.Tags[j] == Proper || a.Tags[j] == Noun || a.Tags[j] == Adjective || a.Tags[j] == Determiner || a.Tags[j] == Possessive) {
		j--
	}
	if j == i-1 || j <= first || a.Tags[j-1] != Noun {
		return false
	}
	if a.Tags[j] == Subordinator && a.tokens[j].Word == a.thatWord && !a.doc.Is(j-1, lexicon.CueNoun|lexicon.Time) && (!a.toldBefore(j-1) || !a.behindPreposition(j) && !a.tellsWhom(j)) {
		a.Tags[j] = Relative
	}
	return a.Tags[j] == Relative
}
