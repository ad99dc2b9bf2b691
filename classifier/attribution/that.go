package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// The "that" of a clause behind a cue, over whom it was said to and when.

// isThat finds what a noun that reports is said to be, where it is told whose it is: his answer was | that he would stay.
func (f *Finder) isThat(c *cue, i, last int32) (complement, int32) {
	if k := f.g.ClauseOf[i]; k == grammar.None || !f.g.Clauses[k].Finite || f.g.Clauses[k].Last > i+1 {
		return noComplement, i
	}
	k := f.g.ChunkOf[c.head]
	if k == grammar.None || f.g.Chunks[k].Prep != grammar.None || f.g.Chunks[k].Last != i {
		return noComplement, i
	}
	whose := f.g.Chunks[k].First > 0 && f.g.Tags[f.g.Chunks[k].First-1] == grammar.Possessive
	for j := f.g.Chunks[k].First; j < c.head; j++ {
		whose = whose || f.g.Tags[j] == grammar.Possessive
	}
	at := f.skipAdverbs(i+1, last)
	switch {
	case !whose || at >= last:
	case f.q.Of[at] >= 0:
		return quoteComplement, at
	case f.word(at) == "that" && f.g.Tags[at] == grammar.Subordinator:
		return thatComplement, at
	}
	return noComplement, i
}

// ends reports whether nothing can follow a cue that it reports, because a full stop or a conjunction stands at i.
func (f *Finder) ends(i int32) bool {
	switch f.g.Tags[i] {
	case grammar.Coordinator:
		return f.q.Of[i] < 0 && f.g.ChunkOf[i] == grammar.None
	case grammar.Punct:
		ch := f.char(i)
		return f.q.Of[i] < 0 && ch != ',' && ch != ':' && ch != '-'
	}
	return false
}

// listenerEnd returns where the listener ends that begins at i, in a noun phrase that runs together with the subject of
// what is said: told MPs | people were ill, told the committee | unions representing pilots had. It is i elsewhere.
func (f *Finder) listenerEnd(i, last int32) int32 {
	k := f.g.ChunkOf[i]
	end := f.g.Chunks[k].Last
	if end-i < 2 || end >= last || !f.finiteTag(end) && f.g.Tags[end] != grammar.Gerund {
		return i
	}
	for j := i; j+1 < end; j++ {
		if f.q.Of[j] >= 0 || f.g.Tags[j] != grammar.Noun && f.g.Tags[j] != grammar.Proper {
			continue
		}
		if f.d.Is(j, lexicon.Plural) && f.d.Is(j, lexicon.Role|lexicon.Person) || f.d.Is(j, lexicon.Body) && j > i && f.d.Is(j+1, lexicon.Plural) {
			return j + 1
		}
		return i
	}
	return i
}

// thatAhead returns the conjunction "that" behind the phrases that begin with a preposition at i ("said | in an interview
// taped before the attacks | that"), or i.
func (f *Finder) thatAhead(i, last int32, takes lexicon.Takes) int32 {
	if i >= last || f.q.Of[i] >= 0 {
		return i
	}
	from := i
	if f.g.Tags[i] != grammar.Preposition && f.g.Tags[i] != grammar.Gerund && f.g.Tags[i] != grammar.Adverb && !f.timeWord(i) {
		k := f.g.ChunkOf[i]
		if takes&lexicon.TakesPersonThat == 0 || k == grammar.None || f.g.Chunks[k].First != i {
			return i
		}
		from = f.g.Chunks[k].Last // told | a crowd in Leeds that
	}
	inserted := false // between commas
	for j := from; j < last && j < i+24; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			continue
		}
		switch t := f.g.Tags[j]; {
		case t == grammar.Subordinator:
			if f.word(j) == "that" && !f.verbAhead(j+1, last) && (!inserted || f.char(j-1) == ',') {
				return j
			}
			if w := f.word(j); (w == "before" || w == "after") && !f.clauseBehind(j+1, last) {
				continue // taped before the attacks
			}
			return i
		case t == grammar.Punct && f.char(j) == ',' && f.g.Tags[j-1] == grammar.Proper: // in Salem, Ore., that
		case t == grammar.Punct && f.char(j) == ',' && (inserted || j > i+1 && f.inserts(j+1, last)):
			inserted = true // in its letter, written by Ann Lee, that
		case t == grammar.Punct && f.char(j) != '-', t == grammar.Relative, t == grammar.To, t == grammar.Modal, t == grammar.Coordinator && f.word(j) != "and":
			return i
		case t == grammar.Gerund && j > i && f.cueOf(j) != nil:
			return i
		case f.finiteTag(j) && !(j+1 < last && (f.word(j+1) == "that" && f.cueOf(j) == nil || f.g.Tags[j] == grammar.VerbPast && f.d.Is(j, lexicon.Participle) && f.g.Tags[j+1] == grammar.Preposition)):
			return i
		}
	}
	return i
}
