package grammar

import (
	"math/bits"

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
	i := first
	for open := true; open && i < last; i++ { // up to the first finite verb or mark
		switch t := tags[i]; {
		case finiteTags>>(t&63)&1 != 0:
			open = false
		case t == Punct:
			if i > first+2 && a.tokens[i].Char == ',' && a.toldBehind(i+1, last) {
				a.verbAmong(first, i)
			}
			open = false
		case t == Subordinator:
			i = a.behindThat(i, last) - 1
		}
	}
	for ; i < last; i += 8 {
		for m := ^others(eight(tags, int(i)), Subordinator) & tops; m != 0; m &= m - 1 {
			if at := i + int32(bits.TrailingZeros64(m)>>3); at < last {
				a.behindThat(at, last)
			}
		}
	}
}

// behindThat gives the clause behind a "that" at i a finite verb where it has none, and returns where the clause ends as
// far as that matters; the next token where another word is at i.
func (a *Analysis) behindThat(i, last int32) int32 {
	if i++; a.tokens[i-1].Word != a.thatWord {
		return i
	}
	const ends = finiteTags | 1<<Punct | 1<<Subordinator | 1<<Relative | 1<<Wh
	j := i
	for j < last && ends>>(a.Tags[j]&63)&1 == 0 {
		j++
	}
	if j == last || a.Tags[j] == Punct {
		a.verbAmong(i, j)
	}
	return j
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
