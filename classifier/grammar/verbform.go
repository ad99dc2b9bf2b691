package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells in which form a verb stands.

// verbForm returns the form in which a verb stands.
func (a *Analysis) verbForm(i, last int32, prev Tag, c lexicon.Class) Tag {
	if a.tokens[i].Word == a.remaining && prev != Be && a.next(i, last).Is(lexicon.Noun|lexicon.Adjective|lexicon.Numeral) {
		return Adjective // the release of remaining hostages
	}
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
		if c&lexicon.Gerund != 0 {
			return Gerund
		}
	case Negation:
		switch a.auxBefore(i) {
		case Modal, Do, To:
			if c&lexicon.Base != 0 {
				return VerbBase
			}
		case Be:
			if c&lexicon.Gerund != 0 {
				return Gerund
			}
			if c&lexicon.Participle != 0 {
				return Participle
			}
		case Have:
			if c&lexicon.Participle != 0 {
				return Participle
			}
		case Pronoun, Noun, Proper:
			if c&lexicon.Past != 0 { // he never said
				return VerbPast
			}
			if c&lexicon.Third != 0 { // it no longer says
				return VerbPresent
			}
		}
		if c&lexicon.Base != 0 {
			return VerbBase
		}
	case Pronoun: // did he say, had he said
		switch aux := a.auxBefore(i - 1); {
		case (aux == Modal || aux == Do) && c&lexicon.Base != 0 && i >= 2 && a.Tags[i-2] == aux:
			return VerbBase
		case aux == Have && c&lexicon.Participle != 0 && i >= 2 && a.Tags[i-2] == aux:
			return Participle
		}
	case Coordinator:
		if n := a.next(i, last); c&lexicon.Participle != 0 && a.Tags[i-1] == Adverb && n.Is(lexicon.Noun) && !n.Is(lexicon.Determiner|lexicon.Preposition|lexicon.Adverb) && a.besideAdjective(i) {
			return Adjective // within secure and mutually agreed borders
		}
		if i >= 2 {
			switch t := a.Tags[i-2]; {
			case (t == VerbBase || a.state.verb() == VerbBase) && c&lexicon.Base != 0:
				return VerbBase
			case t == Participle && c&lexicon.Participle != 0:
				return Participle
			}
		}
	case Determiner, Possessive, Adjective:
		if c&lexicon.Gerund != 0 {
			if n := a.next(i, last); n == 0 || n.Is(lexicon.Preposition) && !n.Is(lexicon.Noun|lexicon.Adjective) {
				return Noun // the full lifting of
			}
			if prev == Adjective && i >= 2 && a.auxBefore(i-1) != Be {
				return Noun // called deep-sea mining a disgrace
			}
			return Gerund
		}
		if c&lexicon.Participle != 0 {
			return Adjective
		}
	case Preposition:
		if c&lexicon.Gerund != 0 {
			return Gerund
		}
		if c&lexicon.Participle != 0 {
			return Adjective
		}
	}
	switch {
	case c&lexicon.Gerund != 0:
		if a.wantedTo(i, last, prev) {
			return Noun
		}
		return Gerund
	case c&lexicon.Past != 0 && c&lexicon.Participle != 0:
		if prev.IsVerb() && a.next(i, last).Is(lexicon.Noun) {
			return Adjective // to arrest suspected militants
		}
		if prev == Punct && i > 0 && a.tokens[i-1].Char == ',' && a.byFollows(i, last) && (a.state.verb() == Other || i > 1 && (a.Tags[i-2] == Noun || a.Tags[i-2] == Proper)) {
			return Participle // Abbas, angered by the raid, …
		}
		if (prev == Noun || prev == Proper) && (a.state.finite() && !(a.takesClause(i) && a.object(i+1, last)) && !a.spoken(i, last) && !a.haveBefore(i) || a.wanted(i, last) || a.byFollows(i, last) && !a.alone(i)) {
			return Participle
		}
		return VerbPast
	case c&lexicon.Past != 0:
		return VerbPast
	case c&lexicon.Third != 0:
		return VerbPresent
	case c&lexicon.Participle != 0:
		return Participle
	case c&lexicon.Base != 0:
		if prev == Punct || prev == Other {
			return VerbBase
		}
		return VerbPresent
	}
	return Other
}

// pluralOf reports whether the noun phrase that ends at i with prepositional phrases is headed by a plural: homes in the
// settlement of Ariel.
func (a *Analysis) pluralOf(i int32) bool {
	noun := None // the first noun of the phrase at hand, from behind its last
	for j := i - 1; j >= 0 && j > i-14; j-- {
		switch t := a.Tags[j]; t {
		case Noun:
			if noun == None {
				noun = j
			}
		case Proper, Adjective, Determiner, Number, Possessive, Mark:
		case Preposition:
			noun = None
		default:
			return noun != None && a.doc.Is(noun, lexicon.Plural|lexicon.People)
		}
		if j == 0 {
			return noun != None && a.doc.Is(noun, lexicon.Plural|lexicon.People)
		}
	}
	return false
}

// wanted reports whether a participle tells what somebody wants done to the noun phrase before it: "want the airport
// closed after ten".
func (a *Analysis) wanted(i, last int32) bool {
	if a.object(i+1, last) {
		return false
	}
	for j := i - 1; j >= 0 && j > i-8; j-- {
		switch t := a.Tags[j]; t {
		case Noun, Proper, Adjective, Determiner, Possessive, Mark:
		case Preposition:
			if a.doc.TokenText(j) != "of" && a.doc.TokenText(j) != "for" {
				return false
			}
		case VerbPast, VerbPresent, VerbBase, Gerund:
			switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[j].Word).Verb) {
			case "want", "see", "get", "keep", "leave", "need", "like":
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}

// spoken reports whether a past form of a verb of speech is the verb of the noun phrase before it and no participle: one
// that stands behind a quotation and a name, as in "X" Smith said, and "said" wherever no infinitive follows.
func (a *Analysis) spoken(i, last int32) bool {
	c := a.doc.Lexicon.VerbCue(a.tokens[i].Word)
	if c == nil || c.Kind > lexicon.WritingCue || a.next(i, last).Is(lexicon.To) {
		return false
	}
	if c.Takes&lexicon.TakesPersonThat != 0 && a.thatBehind(i+2, last) || c.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == lexicon.TakesThat && a.thatBehind(i+1, last) {
		return true // the mayor, who met farmers in the meeting, | assured residents that
	}
	return c.Lemma == "say" || a.behindQuote(i) || c.Takes&lexicon.TakesAs != 0 && a.calledSo(i)
}

// behindQuote reports whether a name with a quotation's end before it ends before i.
func (a *Analysis) behindQuote(i int32) bool {
	j := i - 1
	for j > 0 && j > i-5 && a.Tags[j] == Proper {
		j--
	}
	return j > 0 && j < i-1 && a.tokens[j].Kind == text.Mark && a.tokens[j].Flags&(text.SpaceBefore|text.SpaceAfter) == text.SpaceAfter
}

// calledSo reports whether the verb at i tells how somebody calls something: "what Ann Lee | called".
func (a *Analysis) calledSo(i int32) bool {
	j := i - 1
	for j > 0 && j > i-6 && (a.Tags[j] == Proper || a.Tags[j] == Noun || a.Tags[j] == Determiner && a.doc.TokenText(j) != "what") {
		j--
	}
	return j < i-1 && a.doc.TokenText(j) == "what"
}

// wantedTo reports whether a gerund is what somebody wants or allows to do something: wants | fracking | to stop.
func (a *Analysis) wantedTo(i, last int32, prev Tag) bool {
	if !prev.IsVerb() || i == 0 || i+2 >= last || a.doc.TokenText(i+1) != "to" || !a.doc.Is(i+2, lexicon.Base) {
		return false
	}
	switch w := a.doc.Lexicon.Word(a.tokens[i-1].Word); a.doc.Lexicon.Text(w.Verb) {
	case "want", "allow", "permit", "enable", "cause", "force", "like", "need", "ask", "order":
		return true
	}
	return false
}

// wants reports whether a verb may tell what somebody wants or allows something to do.
func (a *Analysis) wants(i int32) bool {
	switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[i].Word).Verb) {
	case "want", "allow", "permit", "enable", "cause", "force", "like", "ask", "order":
		return true
	}
	return false
}

// haveBefore reports whether only a phrase with a preposition stands between a form of have and i: has in the past | described.
func (a *Analysis) haveBefore(i int32) bool {
	for j := i - 1; j > 0 && j > i-6; j-- {
		switch a.Tags[j] {
		case Noun, Adjective, Determiner, Number, Possessive:
		case Preposition:
			return a.Tags[j-1] == Have
		default:
			return false
		}
	}
	return false
}

// alone reports whether a verb is no passive even before "by": said, voted by 300 to 280.
func (a *Analysis) alone(i int32) bool {
	switch a.doc.Lexicon.Text(a.tokens[i].Word) {
	case "said", "voted", "stood", "abode", "swore", "went", "came", "fell", "rose", "grew": // grew by a tenth, stood by the plan
		return true
	}
	return false
}

// endsAt reports whether the sentence ends at i.
func (a *Analysis) endsAt(i, last int32) bool {
	return i >= last || i+1 == last && a.tokens[i].Kind == text.Punct
}

// auxBefore returns the tag of the last word before i that is no adverb, negation or mark.
func (a *Analysis) auxBefore(i int32) Tag {
	for j := i - 1; j >= 0 && j > i-5; j-- {
		switch t := a.Tags[j]; t {
		case Adverb, Negation, Mark:
		default:
			return t
		}
	}
	return Other
}
