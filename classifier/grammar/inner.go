package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

const (
	finiteTags uint64 = 1<<Be | 1<<Have | 1<<Do | 1<<VerbPast | 1<<VerbPresent | 1<<Modal
	phraseTags uint64 = 1<<Determiner | 1<<Adjective | 1<<Noun | 1<<Proper | 1<<Possessive | 1<<Number | 1<<Mark
)

// findInner gives a finite verb to what somebody says before a comma, and to a clause behind "that", where they have none
// and a word that was taken for a noun can be it: "The tax costs jobs, she said", "no evidence that the tax costs jobs".
func (a *Analysis) findInner(first, last int32) {
	tags := a.Tags[:last]
	told, open := false, true
	for i := first; i < last; i++ {
		switch t := tags[i]; {
		case finiteTags>>(t&63)&1 != 0:
			open = false
		case t == Punct:
			if open && !told && i > first+2 && a.tokens[i].Char == ',' && a.toldBehind(i+1, last) {
				a.verbAmong(first, i)
			}
			open, told = false, true
		case t == Subordinator && a.tokens[i].Word == a.thatWord:
			j := i + 1
			for j < last && finiteTags>>(tags[j]&63)&1 == 0 && tags[j] != Punct && tags[j] != Subordinator && tags[j] != Relative && tags[j] != Wh {
				j++
			}
			if j == last || tags[j] == Punct {
				a.verbAmong(i+1, j)
			}
			i = j - 1
		}
	}
}

// toldBehind reports whether nothing but who said it, and that he did, begins at a token.
func (a *Analysis) toldBehind(i, last int32) bool {
	n := i
	for n < last && n < i+10 && phraseTags>>(a.Tags[n]&63)&1 != 0 {
		n++
	}
	return n > i && n < last && (a.Tags[n] == VerbPast || a.Tags[n] == VerbPresent) && a.doc.Is(n, lexicon.CueVerb)
}

// verbAmong makes the first noun in a run of tokens that can be a verb between its subject and its object one.
func (a *Analysis) verbAmong(first, last int32) {
	for i := first + 1; i+1 < last; i++ {
		if a.Tags[i] != Noun || a.Tags[i-1] != Noun && a.Tags[i-1] != Proper || a.tokens[i].Flags&text.Capital != 0 {
			continue
		}
		if t := a.Tags[i+1]; t != Noun && t != Proper && t != Adjective && t != Number {
			continue
		}
		form := lexicon.Third
		if a.doc.Is(i-1, lexicon.Plural|lexicon.People) {
			form = lexicon.Base
		}
		if a.doc.Is(i, form) {
			a.Tags[i] = VerbPresent
			return
		}
	}
}
