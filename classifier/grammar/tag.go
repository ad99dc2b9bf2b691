package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// tag gives each token of a sentence its part of speech, from left to right, from what its form can be, the tag
// before it and the form behind it. Most words are sure: no rule is asked for them. What a tag does to the state comes
// from tables, as a decision for each token could not be foreseen by the processor.
func (a *Analysis) tag(first, last int32) {
	prev := Punct // the last tag that was not a mark or adverb
	finite, verb := uint8(0), Other
	a.begin = first
	a.stopped = a.endsWithStop(first, last)
	a.events = resize(a.events, int(last-first))
	events := 0
	tokens, tags := a.tokens[first:last], a.Tags[first:last]
	for i := range tokens {
		tok := &tokens[i]
		set := tok.Set
		if tok.Flags&text.Capital != 0 {
			set = 0
		}
		t := a.sure[set] | kindTags[tok.Kind&7]
		clitic := i+1 < len(tokens) && tokens[i+1].Kind == text.Clitic
		if clitic || tok.Kind == text.Clitic {
			t = Other
		}
		if t == Other {
			if !clitic && tok.Flags&text.Capital != 0 && a.surelyName(tok, first+int32(i), first) {
				t = Proper
			} else {
				a.finite, a.verb = finite != 0, verb
				t = a.tagOne(first+int32(i), first, last, prev)
			}
		}
		tags[i] = t
		e := &effects[t&31]
		a.events[events] = first + int32(i)
		events += int(e.event | e.participle&uint8(tok.Class/lexicon.Participle))
		finite &^= e.ends | e.pronoun&uint8(tok.Class/lexicon.PronSubject)&^uint8(tok.Class/lexicon.PronObject)
		if e.verb {
			if t != VerbBase { // "said talks had failed": a new clause may begin without a word
				finite = 1 &^ uint8(tok.Class/lexicon.ThatVerb)
			}
			if t <= VerbBase {
				verb = t
			}
		}
		next := t
		if e.passes != 0 && prev != Other {
			next = prev
		}
		prev = next
	}
	a.events = a.events[:events]
}

// kindTags are the tags of tokens that are no words; Other of those that tagOne has to look at.
var kindTags = [8]Tag{text.Punct: Punct, text.Mark: Mark, text.Number: Number, text.Handle: Proper, text.URL: Proper}

// effect is what a tag does to the state of the sentence being tagged; the numbers are 0 or 1.
type effect struct {
	event      uint8 // repair or findVerb want to see it
	participle uint8 // they do if its form can be a participle, see describedGerund
	ends       uint8 // a clause may begin that has no finite verb yet
	pronoun    uint8 // … if it can only be a subject
	passes     uint8 // what stands before it counts for what stands behind it
	verb       bool  // is finite, or the base form
}

var effects = func() (e [32]effect) {
	for _, t := range []Tag{VerbPast, VerbPresent, VerbBase, Modal, Be, Have, Do} {
		e[t].event, e[t].verb = 1, true
	}
	for _, t := range []Tag{Punct, Subordinator, Relative, Wh, Coordinator} {
		e[t].event, e[t].ends = 1, 1
	}
	for _, t := range []Tag{Participle, Gerund, To, Existential, Pronoun} {
		e[t].event = 1
	}
	e[Adjective].participle, e[Pronoun].pronoun = 1, 1
	e[Mark].passes, e[Adverb].passes = 1, 1
	return e
}()

// surelyName reports whether a word with a capital is a name by the first rules that would be asked, without asking
// the others: the lexicon lacks it, or it stands inside a sentence and is of an open class. No clitic stands behind it.
func (a *Analysis) surelyName(tok *text.Token, i, first int32) bool {
	if tok.Word == 0 {
		return tok.Flags&(text.Hyphen|text.Digits) == 0
	}
	return i > first && !a.titled && !tok.Class.Is(closedClasses|lexicon.Demonym) && a.tokens[i-1].Kind <= text.Number
}

// endsWithStop reports whether a sentence ends like one; a headline does not.
func (a *Analysis) endsWithStop(first, last int32) bool {
	for i := last - 1; i >= first && i >= last-3; i-- {
		t := &a.tokens[i]
		if t.Kind == text.Punct && (t.Char == '.' || t.Char == '!' || t.Char == '?' || t.Char == '~' || t.Char == ':') || t.Flags&text.Stop != 0 {
			return true
		}
	}
	return false
}

func (a *Analysis) tagOne(i, first, last int32, prev Tag) Tag {
	tok := &a.tokens[i]
	switch tok.Kind {
	case text.Punct:
		return Punct
	case text.Mark:
		return Mark
	case text.Number:
		return Number
	case text.Handle, text.URL:
		return Proper
	case text.Symbol:
		switch tok.Char {
		case '&':
			return Coordinator
		case '$':
			return Number
		case '%':
			return Noun
		}
		return Other
	case text.Clitic:
		return a.clitic(i, last, prev)
	}
	w := tok.Class
	if i+1 < last && a.tokens[i+1].Kind == text.Clitic && !w.Is(lexicon.Aux) && a.doc.Is(i+1, lexicon.Negation) {
		return Modal // the wo of won't, the ca of can't
	}
	if tok.Word == 0 {
		return a.unknown(i, first, last, prev)
	}
	if w.Is(lexicon.PronOther) && w.Is(lexicon.Noun) && !w.Is(lexicon.Determiner|lexicon.Numeral) && (prev == Noun || prev == Adjective || prev == Determiner) {
		return Noun // a coal mine
	}
	if w.Is(closedClasses) && !a.nameLike(i, first, last, w) {
		if t := a.closed(i, last, prev, w); t != Other {
			return t
		}
	}
	if tok.Flags&text.Capital != 0 && a.isName(i, first, last, w, prev) {
		return Proper
	}
	return a.openClass(i, last, prev, w)
}

// next returns what the token behind i, over marks, can be.
func (a *Analysis) next(i, last int32) lexicon.Class {
	for i++; i < last; i++ {
		if t := &a.tokens[i]; t.Kind != text.Mark {
			return t.Class
		}
	}
	return 0
}

// byFollows reports whether the token behind i, over marks, is "by", and somebody may follow: no number ("voted by 300
// to 280"), no deed.
func (a *Analysis) byFollows(i, last int32) bool {
	for i++; i < last; i++ {
		if t := &a.tokens[i]; t.Kind != text.Mark {
			n := a.next(i, last)
			return t.Word == a.by && (i+1 >= last || a.tokens[i+1].Kind != text.Number && !a.doc.Is(i+1, lexicon.Numeral)) && !(n.Is(lexicon.Gerund) && !n.Is(lexicon.Noun)) && !a.majority(i+1, last)
		}
	}
	return false
}

// majority reports whether the noun phrase at i tells by how many votes: a large majority.
func (a *Analysis) majority(i, last int32) bool {
	for ; i < last && a.tokens[i].Kind == text.Word; i++ {
		switch w := a.tokens[i].Class; {
		case w.Is(lexicon.Determiner):
			continue
		case w.Is(lexicon.Noun):
			switch a.doc.TokenText(i) {
			case "majority", "margin", "vote", "votes", "margins":
				return true
			}
			if !w.Is(lexicon.Adjective) {
				return false
			}
		case !w.Is(lexicon.Adjective | lexicon.Participle):
			return false
		}
	}
	return false
}

// takesClause reports whether a clause without a conjunction can stand behind the verb at i.
func (a *Analysis) takesClause(i int32) bool { return a.tokens[i].Class.Is(lexicon.ThatVerb) }

func (a *Analysis) unknownLower(i, last int32) bool {
	return i < last && a.tokens[i].Kind == text.Word && a.tokens[i].Word == 0 && a.tokens[i].Flags&text.Capital == 0
}

// nounFollows reports whether the words behind i lead to a noun: a determiner there has something to determine.
func (a *Analysis) nounFollows(i, last int32) bool {
	for j := i + 1; j < last && j < i+5; j++ {
		t := &a.tokens[j]
		if t.Kind == text.Mark {
			continue
		}
		if t.Kind == text.Number || t.Kind == text.Symbol {
			continue
		}
		if t.Kind != text.Word {
			return false
		}
		w := t.Class
		switch {
		case t.Word == 0 || t.Flags&text.Capital != 0:
			return true
		case w.Is(lexicon.Determiner) && j == i+1 && !w.Is(lexicon.PronRelative):
			continue // all these things
		case w.Is(lexicon.Aux | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator | lexicon.Possessive | lexicon.To):
			return w.Is(lexicon.PronOther) && w.Is(lexicon.Noun)
		case w.Is(lexicon.Noun):
			return !(w.Is(lexicon.Third|lexicon.Past) && j == i+1 && !w.Is(lexicon.Plural))
		case w.Is(lexicon.Adjective | lexicon.Adverb | lexicon.Numeral | lexicon.Determiner | lexicon.Participle | lexicon.Gerund):
			continue
		}
		return false
	}
	return false
}

// clauseFollows reports whether a subject and a finite verb begin at i, within a few words.
func (a *Analysis) clauseFollows(i, last int32) bool {
	noun := false
	for j := i; j < last && j < i+9; j++ {
		t := &a.tokens[j]
		w := t.Class
		switch {
		case t.Kind == text.Mark:
		case t.Kind == text.Punct:
			return false
		case t.Kind == text.Clitic && noun: // Israel's capital
		case w.Is(lexicon.PronSubject) && t.Flags&text.AllCaps == 0 && !w.Is(lexicon.PronObject):
			return true
		case w.Is(lexicon.Modal|lexicon.AuxDo) || w.Is(lexicon.AuxBe|lexicon.AuxHave) && !w.Is(lexicon.Gerund):
			return noun
		case w.Is(lexicon.Past|lexicon.Third) && !w.Is(lexicon.Noun|lexicon.Adjective):
			return noun
		case noun && w.Is(lexicon.Past) && w.Is(lexicon.CueVerb) && j+1 < last && a.tokens[j+1].Kind == text.Punct && a.tokens[j+1].Char == ',':
			return true // as the minister noted, …
		case w.Is(lexicon.Coordinator|lexicon.Subordinator) && !w.Is(lexicon.Preposition|lexicon.Determiner):
			return false
		case w.Is(lexicon.Noun|lexicon.Pronoun) || t.Flags&text.Capital != 0 || t.Word == 0:
			noun = true
		}
	}
	return false
}
