package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file finds the prepositions that a cue takes.

const prepositions = lexicon.TakesOf | lexicon.TakesAbout | lexicon.TakesOn | lexicon.TakesFor | lexicon.TakesAgainst | lexicon.TakesAs

// prepAt reports whether a preposition that the cue takes stands at i, or behind its object, and where the content
// begins.
func (f *Finder) prepAt(i int32, takes lexicon.Takes, last int32) (bool, int32) {
	if takes&prepositions == 0 {
		return false, i
	}
	if j := f.timePhrase(i, last); j > i && f.timeWord(i) {
		i = j // apologised Wednesday | for
	} else if f.is(i, f.terms.on) && i+1 < last {
		if j := f.timePhrase(i+1, last); j > i+1 {
			i = j
			if takes&lexicon.TakesFor != 0 && i+1 < last && f.word(i) == "for" {
				return true, i + 1 // called on Tuesday for | a ceasefire
			}
		}
	}
	for j, n := i, 0; j < last && n < 2; n++ {
		if j+1 < last && want(takes, f.word(j)) {
			return true, i
		}
		k := f.g.ChunkOf[j]
		if k == grammar.None || f.q.Of[j] >= 0 || f.g.Chunks[k].First != j {
			return false, i
		}
		j = f.listEnd(f.g.Chunks[k].Last, last)
		for n := 0; n < 2 && takes&(lexicon.TakesAs|lexicon.TakesOf) != 0 && j+1 < last && f.q.Of[j] < 0 && f.word(j) != "as" && f.joinsNoun(j) && f.g.Tags[j] == grammar.Preposition; n++ {
			k := f.g.ChunkOf[j+1] // referred to workers | from Poland as
			if k == grammar.None || f.g.Chunks[k].First != j+1 || f.q.Of[j+1] >= 0 || want(takes, f.word(j)) {
				break
			}
			j = f.listEnd(f.g.Chunks[k].Last, last)
		}
		if takes&lexicon.TakesAs != 0 && j+3 < last && f.char(j) == ',' && f.g.Tags[j+1] == grammar.Preposition {
			for k := j + 2; k+1 < last && k < j+7 && f.q.Of[k] < 0; k++ { // portrays farmers, in particular, as
				if f.char(k) == ',' {
					if f.word(k+1) == "as" {
						j = k + 1
					}
					break
				}
			}
		}
		if takes&lexicon.TakesAs != 0 && j+1 < last && (f.g.Tags[j] == grammar.Gerund || f.g.Tags[j] == grammar.Participle) && f.q.Of[j] < 0 {
			for k := j + 1; k+1 < last && k < j+9 && f.q.Of[k] < 0 && f.d.Tokens[k].Kind != text.Punct; k++ { // labelled farmers leaving the town as "fools"
				if f.word(k) == "as" && f.q.Of[k+1] >= 0 {
					j = k
					break
				}
			}
		}
		if j < last && f.char(j) == ',' && n == 0 && f.relative(j+1) { // accused the man, who …, of
			for k := j + 1; k < last && k < j+20 && f.q.Of[k] < 0; k++ {
				if f.char(k) == ',' {
					j = k + 1
					break
				}
			}
		}
	}
	return false, i
}

// want reports whether a cue takes a preposition.
func want(takes lexicon.Takes, word string) bool {
	switch word {
	case "of":
		takes &= lexicon.TakesOf
	case "about", "over":
		takes &= lexicon.TakesAbout
	case "on", "upon":
		takes &= lexicon.TakesOn
	case "for":
		takes &= lexicon.TakesFor
	case "against":
		takes &= lexicon.TakesAgainst
	case "as":
		takes &= lexicon.TakesAs
	default:
		return false
	}
	return takes != 0
}

// takesWhat reports whether the preposition of a verb takes the "what" before its subject, not what follows: what readers
// think of | the tram.
func (f *Finder) takesWhat(c *cue, comp complement, src Span, u *unit) bool {
	if src.Empty() || c.pos != 'v' || !f.is(src.First, f.terms.what) && !(src.First > u.first && f.is(src.First-1, f.terms.what)) {
		return false
	}
	return comp == prepComplement && c.lex.Takes&lexicon.TakesAs == 0 || f.word(c.last-1) == "of"
}

// listEnd returns the end of a list of noun phrases, of which the first ends before i: the mayor, the clerk and Ann Lee
// alike. It is i where no list goes on.
func (f *Finder) listEnd(i, last int32) int32 {
	for j := i; j+1 < last && j < i+16 && f.q.Of[j] < 0; {
		both := f.g.Tags[j] == grammar.Coordinator
		if !both && f.char(j) != ',' {
			break
		}
		k := f.g.ChunkOf[j+1]
		if k == grammar.None || f.g.Chunks[k].First != j+1 || f.g.Chunks[k].Last > last {
			break
		}
		if j = f.g.Chunks[k].Last; both {
			if j < last && f.g.Tags[j] == grammar.Adverb {
				j++
			}
			return j
		}
	}
	return i
}
