package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file asks what stands before and behind a word that can be a verb.

// numbered reports whether a number stands at i: for killing | two men, firing | dozens of rockets.
func (a *Analysis) numbered(i, last int32) bool {
	return i < last && (a.tokens[i].Kind == text.Number || a.tokens[i].Class.Is(lexicon.Numeral))
}

// onwards reports whether a particle of a verb in -ing stands at i, before a preposition or an object: is pressing | ahead
// with, is holding | back four men.
func (a *Analysis) onwards(i, last int32) bool {
	if i+1 >= last || !a.tokens[i].Class.Is(lexicon.Adverb) || !a.next(i, last).Is(lexicon.Preposition) && !a.object(i+1, last) {
		return false
	}
	switch a.doc.TokenText(i) {
	case "ahead", "forward", "back", "away", "hard":
		return true
	}
	return false
}

// bare reports whether a participle that may be an adjective is the last word but for an agent or a time: was not lifted.
func (a *Analysis) bare(i int32) bool {
	j := i + 1
	return int(j) >= len(a.tokens) || a.tokens[j].Kind == text.Punct || a.doc.TokenText(j) == "by" || a.tokens[j].Class.Is(lexicon.Month|lexicon.Weekday)
}

// behindPreposition reports whether the noun phrase that ends at i stands behind a preposition other than "of".
func (a *Analysis) behindPreposition(i int32) bool {
	for j := i - 1; j > a.begin && j > i-6; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner, Possessive:
		case Preposition:
			return a.doc.TokenText(j) != "of"
		default:
			return false
		}
	}
	return false
}

// behindVerb reports whether the noun phrase that ends before i stands behind a preposition and a verb, so that it is no
// subject: saying in court | files.
func (a *Analysis) behindVerb(i int32) bool {
	for j := i - 1; j > a.begin && j > i-5; j-- {
		switch a.Tags[j] {
		case Noun, Adjective, Determiner, Possessive:
		case Preposition:
			t := a.Tags[j-1]
			return t == Gerund || t == VerbBase || t == VerbPast && a.reports(j-1)
		default:
			return false
		}
	}
	return false
}

// nameInComma reports whether nothing but a name, or a noun for a body or paper with its article, stands between a comma and
// i, no list.
func (a *Analysis) nameInComma(i int32) bool {
	j := i - 1
	if a.Tags[j] != Proper && !a.doc.Is(j, lexicon.Body|lexicon.Document|lexicon.Role) || a.doc.Is(j, lexicon.Plural) {
		return false
	}
	for ; j > a.begin && a.Tags[j] == Proper || j == i-1; j-- {
	}
	if a.Tags[j] == Determiner {
		j--
	} else if a.Tags[i-1] != Proper {
		return false
	}
	return j > a.begin && a.tokens[j].Kind == text.Punct && a.tokens[j].Char == ','
}

// afterAside reports whether what stands between the comma before i and the one before that is "he said".
func (a *Analysis) afterAside(i int32) bool {
	j := i - 2
	if j < a.begin+3 || a.tokens[i-1].Char != ',' || a.Tags[j] != VerbPast && a.Tags[j] != VerbPresent || !a.reports(j) {
		return false
	}
	for j--; j > a.begin && j > i-7; j-- {
		switch t := a.Tags[j]; t {
		case Pronoun, Proper, Noun, Determiner:
		case Punct:
			return a.tokens[j].Char == ',' && (a.Tags[j-1] == Noun || a.Tags[j-1] == Proper)
		default:
			return false
		}
	}
	return false
}

// thatBehind reports whether the conjunction "that" with a clause stands at i.
func (a *Analysis) thatBehind(i, last int32) bool {
	return i+1 < last && a.tokens[i].Word == a.thatWord && (a.object(i+1, last) || a.clauseFollows(i+1, last))
}

// object reports whether an object or clause can begin at i: a determiner, pronoun, name, quotation, "that".
func (a *Analysis) object(i, last int32) bool {
	if i >= last {
		return false
	}
	t := &a.tokens[i]
	w := t.Class
	switch {
	case t.Kind == text.Mark:
		return t.Char != text.CloseSingle && (t.Flags&text.SpaceBefore != 0 || t.Char == text.OpenDouble)
	case t.Kind != text.Word:
		return t.Kind == text.Number || t.Kind == text.Handle
	case t.Flags&text.Capital != 0:
		return !w.Is(lexicon.Month | lexicon.Weekday)
	case w.Is(lexicon.Determiner | lexicon.Possessive | lexicon.PronSubject | lexicon.PronObject | lexicon.PronReflexive):
		return true
	}
	return false
}

// finiteAhead reports whether a finite verb that this noun phrase could be the subject of comes before the clause ends.
func (a *Analysis) finiteAhead(i, last int32) bool { return a.finiteWithin(i, last, 12) }

// finiteWithin is finiteAhead over n tokens.
func (a *Analysis) finiteWithin(i, last, n int32) bool {
	for j := i + 1; j < last && j < i+n; j++ {
		t := &a.tokens[j]
		w := t.Class
		switch {
		case t.Kind == text.Punct || t.Kind == text.Mark:
			return false
		case w.Is(lexicon.Aux) && !w.Is(lexicon.Gerund):
			return true
		case w.Is(lexicon.Subordinator) && w.Is(lexicon.Preposition):
			if a.clauseFollows(j+1, last) {
				return false // calls off its truce after seven are killed
			}
		case w.Is(lexicon.Subordinator | lexicon.PronRelative), w.Is(lexicon.PronSubject) && !w.Is(lexicon.PronObject):
			return false
		case w.Is(lexicon.To):
			j++
		case t.Flags&text.Capital == 0 && w.Is(lexicon.Past|lexicon.Third) && (!w.Is(lexicon.Noun|lexicon.Adjective) || w.Is(lexicon.CueVerb) && w.Is(lexicon.Past)):
			return true
		}
	}
	return false
}

// verbFollows reports whether the word behind i, or behind an adverb there, can only be a finite verb.
func (a *Analysis) verbFollows(i, last int32) bool {
	w := a.next(i, last)
	if w.Is(lexicon.Adverb) && !w.Is(lexicon.Adjective|lexicon.Noun|lexicon.Preposition|lexicon.Verbal) {
		w = a.next(i+1, last)
	}
	return w.Is(lexicon.Aux) || w.Is(lexicon.Past|lexicon.Third) && !w.Is(lexicon.Noun|lexicon.Adjective) || w.Is(lexicon.Past) && w.Is(lexicon.CueVerb)
}

// besideAdjective reports whether a word behind a conjunction is joined to an adjective that stands before a noun, and not
// behind a form of be: a just, comprehensive and | lasting peace.
func (a *Analysis) besideAdjective(i int32) bool {
	j := i - 1
	for j > 0 && a.Tags[j] == Adverb {
		j--
	}
	if a.Tags[j] != Coordinator || j < 2 || a.Tags[j-1] != Adjective && a.Tags[j-1] != Participle {
		return false
	}
	for j--; j >= 0; j-- {
		switch t := a.Tags[j]; t {
		case Adjective, Participle, Adverb, Coordinator:
			continue
		case Punct:
			if a.tokens[j].Char != ',' {
				return false
			}
		case Determiner, Possessive, Preposition, To, VerbBase, VerbPresent, VerbPast, Gerund:
			return !a.doc.Lexicon.In(a.tokens[j].Word, lexicon.Linking)
		default:
			return false
		}
	}
	return false
}

// namesFrom reports whether the names that end at token i stand behind a conjunction or semicolon, or begin the sentence: "while
// the Faroe Islands and | Malta".
func (a *Analysis) namesFrom(i int32) bool {
	from := max(a.begin, i-12)
	for i > from && (a.Tags[i] == Proper || a.Tags[i] == Adverb || a.Tags[i] == Determiner || a.tokens[i].Char == ',') {
		i--
	}
	return a.Tags[i] == Subordinator || a.tokens[i].Char == ';' || i == a.begin && !a.state.finite()
}
