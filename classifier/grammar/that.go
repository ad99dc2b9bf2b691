package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells what the word "that" is where it stands.

// that tells the three uses of "that" apart.
func (a *Analysis) that(i, last int32, prev Tag, next lexicon.Class) Tag {
	if i+1 >= last || a.tokens[i+1].Kind == text.Punct && a.tokens[i+1].Char != '-' {
		if i+2 < last && a.tokens[i+1].Char == ',' && (prev == VerbPast || prev == VerbPresent) && a.reports(i-1) &&
			(a.tokens[i+2].Kind == text.Mark || a.tokens[i+2].Class.Is(lexicon.Subordinator|lexicon.Preposition) && !a.tokens[i+2].Class.Is(lexicon.Coordinator)) {
			return Subordinator // said that, because of the rain, the
		}
		return Pronoun
	}
	if a.tokens[i+1].Kind == text.Clitic { // that's
		if prev == Noun {
			return Relative
		}
		return Pronoun
	}
	if next.Is(lexicon.Gerund) && !next.Is(lexicon.Noun|lexicon.Adjective|lexicon.Aux) {
		return Subordinator // that lifting the ban would …
	}
	if prev == Proper && a.doc.Is(i-1, lexicon.Weekday|lexicon.Month) && !next.Is(lexicon.Aux|lexicon.Time) {
		return Subordinator // warned Berlin on Monday that levies on steel would
	}
	verbNext := next.Is(lexicon.Aux) || next.Is(lexicon.Past|lexicon.Third) && !next.Is(lexicon.Noun) &&
		!(i+2 < last && a.doc.Lexicon.Compound(a.tokens[i+1].Word, a.tokens[i+2].Word))
	if prev == Noun && (verbNext || next.Is(lexicon.Third) && next.Is(lexicon.Plural) && !a.finiteAhead(i+1, last)) {
		return Relative // a plan that calls for
	}
	if (prev == Noun || prev == Proper) && !(a.reports(i-1) && (prev != Noun || a.doc.Is(i-1, lexicon.CueNoun))) { // a bill is no report
		if !verbNext && a.tellsWhom(i) {
			return Subordinator // told parliament that
		}
		if next.Is(lexicon.Gerund) && !next.Is(lexicon.Past|lexicon.Third|lexicon.Base) {
			return Subordinator // warned Israel that annexing it would
		}
		if verbNext || next.Is(lexicon.Verbal) && !next.Is(lexicon.Noun) {
			return Relative
		}
		if next.Is(lexicon.Pronoun|lexicon.Determiner|lexicon.Possessive|lexicon.ExThere) || a.capitalAt(i+1, last) {
			if prev == Noun && a.leavesObject(i+1, last) {
				return Relative
			}
			return Subordinator
		}
		if prev == Proper && i > 1 && a.Tags[i-2] == Preposition && !next.Is(lexicon.Verbal) {
			return Subordinator // said in Paris that reconciliation is
		}
		return Relative
	}
	if prev == Be && a.capitalAt(i+1, last) {
		return Subordinator // his hope is that Congress will
	}
	if prev.IsVerb() || prev == Noun || prev == Proper || prev == Adjective || prev == Pronoun {
		if verbNext && (prev == VerbPast || prev == VerbPresent) {
			return Pronoun // "said that was wrong"
		}
		if next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) && !next.Is(lexicon.Determiner) && !a.tokens[i-1].Class.Is(lexicon.Time) && (!a.reports(i-1) || prev.IsVerb() && a.callsSo(i-1) && !next.Is(lexicon.Verbal|lexicon.Adjective|lexicon.Adverb)) {
			return Determiner
		}
		return Subordinator
	}
	if verbNext {
		return Pronoun
	}
	if prev == Preposition && next.Is(lexicon.Determiner|lexicon.Possessive|lexicon.ExThere) && !next.Is(lexicon.Noun) {
		return Subordinator // point out that the
	}
	if prev == Preposition || prev == To || prev == Coordinator && next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) {
		return Determiner
	}
	if prev == Punct && next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) {
		return Determiner
	}
	return Subordinator
}

// tellsWhom reports whether the noun phrase that ends at i names whom a verb tells something.
func (a *Analysis) tellsWhom(i int32) bool {
	for j := i - 1; j >= 0 && j > i-6; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner, Possessive, Number:
		case VerbPast, VerbPresent, VerbBase, Gerund, Participle:
			c := a.doc.Lexicon.VerbCue(a.tokens[j].Word)
			return c != nil && c.Takes&lexicon.TakesPersonThat != 0
		default:
			return false
		}
	}
	return false
}

// leavesObject reports whether the clause that begins at i ends with its verb, so that it describes the noun before it:
// the pact that Reed opposed | passed.
func (a *Analysis) leavesObject(i, last int32) bool {
	for j := i; j < last && j < i+8; j++ {
		t := &a.tokens[j]
		w := t.Class
		switch {
		case t.Kind == text.Punct || w.Is(lexicon.Preposition|lexicon.Coordinator|lexicon.To) && !w.Is(lexicon.Noun):
			return false
		case j > i && w.Is(lexicon.Past|lexicon.Third|lexicon.Base) && t.Flags&text.Capital == 0 && j+2 < last && a.tokens[j+1].Class.Is(lexicon.To) && a.tokens[j+2].Class.Is(lexicon.Base) && !a.toldBefore(i-2): // a levy that Rome plans to impose on
			if j+3 >= last || a.tokens[j+3].Kind == text.Punct {
				return true
			}
			n := a.tokens[j+3].Class
			return n.Is(lexicon.Preposition|lexicon.Aux) && !n.Is(lexicon.Determiner)
		case j > i && w.Is(lexicon.Past|lexicon.Participle) && t.Flags&text.Capital == 0 && !w.Is(lexicon.Aux) && (!w.Is(lexicon.Adjective|lexicon.Noun) || w.Is(lexicon.CueVerb)):
			if j+1 >= last || a.tokens[j+1].Kind == text.Punct {
				return true
			}
			n := a.tokens[j+1].Class
			return n.Is(lexicon.Aux) && !n.Is(lexicon.Gerund) || n.Is(lexicon.Past) && !n.Is(lexicon.Adjective|lexicon.Noun)
		}
	}
	return false
}

// toldBefore reports whether a verb that can take a clause stands shortly before a token or at it: said in the interview | that.
func (a *Analysis) toldBefore(i int32) bool {
	for k := i; k >= 0 && k > i-12 && a.tokens[k].Kind != text.Punct; k-- {
		if a.Tags[k].IsVerb() && a.tokens[k].Class.Is(lexicon.CueVerb) {
			return true
		}
	}
	return false
}

// callsSo reports whether the verb at i tells how somebody calls something and takes no clause: called that plan a farce.
func (a *Analysis) callsSo(i int32) bool {
	c := a.doc.Lexicon.VerbCue(a.tokens[i].Word)
	return c != nil && c.Takes&lexicon.TakesAs != 0 && c.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == 0
}
