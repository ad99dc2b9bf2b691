package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// tag gives each token of a sentence its part of speech, from left to right, from what its form can be, the tag
// before it and the form behind it. For most words that stands in tables: no rule is asked for them.
func (a *Analysis) tag(first, last int32) {
	a.begin = first
	a.stopped = a.endsWithStop(first, last)
	rows := &a.known.rows[0]
	if a.titled {
		rows = &a.known.rows[1]
	}
	s := newSentence
	for i := first; ; i++ {
		var e effect
		if i, s, e = a.tagSure(i, last, s, rows); i >= last {
			break
		}
		if e&ifSingle == 0 || i+1 < last && a.doc.Lexicon.Compound(a.tokens[i].Word, a.tokens[i+1].Word) {
			a.state = s
			tok, prev, t := &a.tokens[i], s.prev(), Other
			switch e & (askMask << askShift) {
			case askOpen: // most of them
				t = a.openClass(i, last, prev, tok.Class)
			case askClosed:
				if t = a.closed(i, last, prev, tok.Class); t == Other {
					t = a.openClass(i, last, prev, tok.Class)
				}
			default:
				t = a.tagOne(i, first, last, prev)
			}
			e = effectOf(t, prev, a.known.traits[tok.Set])
		}
		a.Tags[i] = e.tag()
		s = s.after(e)
	}
}

// tagSure tags tokens from i on up to one for which something has to be asked, and returns that, the state, and what is
// known of it. It calls nothing and stands apart, so that what it needs stays in registers.
//
//go:noinline
func (a *Analysis) tagSure(i, last int32, s state, rows *writtenRows) (int32, state, effect) {
	tokens, columns, effects := a.tokens[:last], a.known.columns, &a.known.effects
	tags := a.Tags[:len(tokens)]
	_, at := rows[0], int(i)
	for ; uint(at) < uint(len(tokens)); at++ {
		e := effectIn(&tokens[at], s, rows, columns, effects)
		if e&surely == 0 {
			return int32(at), s, e
		}
		tags[at] = e.tag()
		s = s.after(e)
	}
	return int32(len(tokens)), s, 0
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
	if tok.Word == 0 || w&^lexicon.PackWord == 0 && tok.Flags&(text.Hyphen|text.Capital) == text.Hyphen && arabicArticle(a.doc.TokenText(i)) { // only a pack's pattern has it: al-Zahar
		return a.unknown(i, first, last, prev)
	}
	if tok.Flags&text.Capital == 0 {
		return a.tagKnown(i, last, prev, w)
	}
	if i+1 < last && a.tokens[i+1].Kind == text.Number && a.doc.TokenText(i) == "Number" && a.doc.TokenText(i+1) == "10" {
		return Proper // Number 10 said
	}
	if otherMine(w, prev) || i == first && w.Is(lexicon.Plural) && w.Is(lexicon.Noun) && w.Is(lexicon.Verbal) && a.next(i, last).Is(lexicon.PronRelative) && !a.next(i, last).Is(lexicon.Subordinator) {
		return Noun // Rebels who
	}
	if w.Is(closedClasses) && !a.nameLike(i, first, last, w) {
		if t := a.closed(i, last, prev, w); t != Other {
			return t
		}
	}
	if a.isName(i, first, last, w, prev) {
		return Proper
	}
	return a.openClass(i, last, prev, w)
}

// tagKnown tags a word without a capital that the lexicon has.
func (a *Analysis) tagKnown(i, last int32, prev Tag, w lexicon.Class) Tag {
	if w.Is(closedClasses) {
		if otherMine(w, prev) {
			return Noun
		}
		if t := a.closed(i, last, prev, w); t != Other {
			return t
		}
	}
	return a.openClass(i, last, prev, w)
}

// otherMine reports whether a pronoun that is a noun, too, is one behind a tag: a coal mine.
func otherMine(w lexicon.Class, prev Tag) bool {
	return w.Is(lexicon.PronOther) && w.Is(lexicon.Noun) && !w.Is(lexicon.Determiner|lexicon.Numeral) && (prev == Noun || prev == Adjective || prev == Determiner)
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
			if i+1 < last && a.tokens[i+1].Word == a.by && t.Class.Is(lexicon.Adverb|lexicon.Preposition) { // put forward by, called for by
				i++
				t = &a.tokens[i]
			}
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
		case w.Is(lexicon.Past) && j > i+1 && a.speaks(j): // those surveyed | said
			return false
		case w.Is(lexicon.Adjective | lexicon.Adverb | lexicon.Numeral | lexicon.Determiner | lexicon.Participle | lexicon.Gerund):
			continue
		}
		return false
	}
	return false
}

// betweenNames reports whether a word stands between two words with a capital, the second perhaps with an article.
func (a *Analysis) betweenNames(i, last int32) bool {
	if a.tokens[i-1].Flags&text.Capital == 0 || i+1 >= last {
		return false
	}
	if i+2 < last && a.tokens[i+1].Class.Is(lexicon.Determiner) && a.tokens[i+1].Flags&text.Capital == 0 {
		i++
	}
	return a.tokens[i+1].Flags&text.Capital != 0
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
		case noun && w.Is(lexicon.Past) && w.Is(lexicon.CueVerb) && j+1 < last && (a.tokens[j+1].Kind == text.Punct && a.tokens[j+1].Char == ',' || a.tokens[j+1].Class.Is(lexicon.To) && a.tokens[j-1].Flags&text.Capital != 0):
			return true // as the minister noted, …; after Ann Lee threatened to
		case noun && w.Is(lexicon.Coordinator) && a.betweenNames(j, last): // after Ireland and Spain said
		case w.Is(lexicon.Coordinator|lexicon.Subordinator) && !w.Is(lexicon.Preposition|lexicon.Determiner):
			return false
		case w.Is(lexicon.Noun|lexicon.Pronoun) || t.Flags&text.Capital != 0 || t.Word == 0:
			noun = true
		}
	}
	return false
}
