package attribution

import (
	"bytes"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file passes over what stands between a cue and its content: "said on Monday in a statement that".

// skipAdjuncts returns the first token behind i that is no adverb, time, place or listener: it looks for what is said
// in "said Monday in an interview with the paper that …".
func (f *Finder) skipAdjuncts(i, last int32, lex *lexicon.Cue) int32 {
	listener := lex.Takes&lexicon.TakesPersonThat != 0
	for i < last && f.q.Of[i] < 0 {
		switch t := f.g.Tags[i]; {
		case i+1 < last && f.mayBeTime(i+1) && f.nearTime(i) && f.timePhrase(i+1, last) > i+1:
			i++
			continue
		case t == grammar.Adverb && !(f.is(i, f.terms.as) || i+1 < last && f.word(i+1) == "than" || lex.Takes&lexicon.TakesThat != 0 && i+1 < last && f.is(i+1, f.terms.that) && f.word(i) == "so"):
			i++
			continue
		case t == grammar.Preposition && f.adjunct(i, last):
			c := f.chunkFrom(i + 1)
			i = f.g.Chunks[c].Last
			if i < last && f.q.Of[i] >= 0 { // said on "This Week" that
				if end := f.regionEnd(i); end < last && end-i < 12 && f.word(end) == "that" {
					i = end
				}
			}
			continue
		}
		if j := f.timePhrase(i, last); j > i && !f.verbAhead(j, last) {
			if i = j; f.char(i) == '(' && i+2 < last && f.char(i+2) == ')' && f.timeWord(i+1) {
				i += 3 // heard today (Monday) | that
			}
			continue
		}
		if c := f.g.ChunkOf[i]; listener && c != grammar.None && f.g.Chunks[c].First == i {
			j := min(f.phraseEnd(f.g.Chunks[c].Last, last), last)
			if f.listens(j, last, lex) || !f.clauseAt(i, last, true) {
				listener = false
				if i = j; i < last && i > 0 && f.q.Of[i] >= 0 && (f.g.Tags[i-1] == grammar.Possessive || f.inside(i)) && f.title(f.q.Of[i]) && f.words(f.q.Of[i]) < 6 && f.regionEnd(i) < last {
					i = f.regionEnd(i) // told the channel's "Morning Call" | the plan
				}
				if f.char(i) == ',' {
					if e := f.insertionEnd(i, last); e > i {
						i = e + 1 // told Ann Lee, the mayor, he
					}
				}
				continue
			}
		}
		if mark := f.char(i); (mark == ',' || mark == '-') && i+2 < last { // said, however, that
			if f.g.Tags[i+1] == grammar.Adverb && f.char(i+2) == mark {
				i += 3
				continue
			}
			if j := f.insertion(i, last); j > i {
				i = j
				continue
			}
		}
		break
	}
	return min(i, last)
}

// nearTime reports whether token i is a word before a time that belongs to it: late | on Monday.
func (f *Finder) nearTime(i int32) bool {
	switch f.word(i) {
	case "earlier", "later", "late", "early":
		return true
	}
	return false
}

// onTime returns the token behind a time at i, with "on" or without, or i: "on Friday", "Tuesday".
func (f *Finder) onTime(i, last int32) int32 {
	if f.word(i) == "on" && i+1 < last {
		if j := f.timePhrase(i+1, last); j > i+1 {
			return j
		}
		return i
	}
	return f.timePhrase(i, last)
}

// listens reports whether a noun phrase behind a cue that ends before j is the listener: always with tell, else where
// another noun phrase follows, "assured reporters | the state would".
func (f *Finder) listens(j, last int32, lex *lexicon.Cue) bool {
	if lex.Takes&lexicon.TakesThat == 0 {
		return true
	}
	if j >= last || f.q.Of[j] >= 0 {
		return false
	}
	c := f.g.ChunkOf[j]
	return c != grammar.None && f.g.Chunks[c].First == j && !f.timeWord(j)
}

// insertion returns the token behind an insertion between commas at i that a that-clause or a quotation follows:
// "said, in answer to a question, that".
func (f *Finder) insertion(i, last int32) int32 {
	from, to := i+2, min(last, i+20)
	if from >= to || f.g.Tags[i+1] == grammar.Coordinator {
		return i
	}
	n := bytes.IndexByte(f.d.Puncts[from:to], f.char(i))
	j := from + int32(n)
	if n < 0 || j+1 >= last || f.g.Tags[j+1] != grammar.Subordinator || f.word(j+1) != "that" || f.hasQuote(from, j+1) {
		return i
	}
	return j + 1
}

// verbAhead reports whether a finite verb stands at i, perhaps behind adverbs.
func (f *Finder) verbAhead(i, last int32) bool {
	for i < last && f.g.Tags[i] == grammar.Adverb {
		i++
	}
	return i < last && f.finiteTag(i)
}

// adjunct reports whether the preposition at i begins a phrase that tells when, where or to whom.
func (f *Finder) adjunct(i, last int32) bool {
	if i+1 >= last || f.q.Of[i+1] >= 0 {
		return false
	}
	c := f.chunkFrom(i + 1)
	if c == grammar.None || f.g.Chunks[c].First > i+2 || f.g.Chunks[c].Last > last || f.q.Of[f.g.Chunks[c].Last-1] >= 0 {
		return false
	}
	switch f.word(i) {
	case "in", "on", "at", "during", "to", "from", "with", "via", "through", "before", "after", "since", "of", "by", "over", "about", "for", "between":
		return true
	}
	return false
}

// movedOut reports whether the subject of what a cue reports stands before it as a relative pronoun: "a plan, which the
// minister said | was a mistake".
func (f *Finder) movedOut(c *cue, last int32) bool {
	if c.last >= last || f.q.Of[c.last] >= 0 || !f.finiteTag(c.last) || c.first == 0 {
		return false
	}
	i := c.first - 1
	for i > 0 && f.q.Of[i] < 0 && f.g.Tags[i] == grammar.Adverb {
		i-- // which the ministry now says
	}
	k := f.g.ChunkOf[i]
	if k != grammar.None {
		i = f.g.Chunks[k].First
	} else if f.g.Tags[i] != grammar.Pronoun {
		return false
	}
	if i == 0 || f.q.Of[i-1] >= 0 {
		return false
	}
	switch f.word(i - 1) {
	case "which", "who", "what", "that":
		return true
	}
	return false
}

// tellsWhen reports whether a time without preposition begins at i: Monday, last week.
func (f *Finder) tellsWhen(i, last int32) bool {
	if f.timeWord(i) {
		return i+1 >= last || f.g.Tags[i+1] != grammar.Possessive // but: Sunday's march
	}
	if !f.mayBeTime(i) || f.timePhrase(i, last) == i {
		return false // nearly always
	}
	switch f.word(i) {
	case "last", "next", "earlier", "late", "early":
		return true
	}
	return false
}

// eachOther reports whether token i is a part of "each other", "one another": who blamed whom is not told.
func (f *Finder) eachOther(i int32) bool {
	switch f.word(i) {
	case "each":
		return f.word(i+1) == "other"
	case "one":
		return f.word(i+1) == "another"
	case "other":
		return f.word(i-1) == "each"
	case "another":
		return f.word(i-1) == "one"
	}
	return false
}

// gap reports whether the clause that begins at i behind "that" lacks a subject or an object, so that "that" is a
// relative pronoun: remarks that | were condemned, a claim that | his rivals deny.
func (f *Finder) gap(i, last int32) bool {
	if f.verbAhead(i, last) {
		return true
	}
	if i >= last || f.q.Of[i] >= 0 {
		return false
	}
	if f.d.Is(i, lexicon.Third) && f.d.Is(i, lexicon.CueVerb) && i+1 < last {
		switch f.g.Tags[i+1] {
		case grammar.Noun, grammar.Proper, grammar.Determiner, grammar.Adjective, grammar.Pronoun, grammar.Subordinator:
			return true // a report that claims rebels killed
		}
	}
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		return false
	}
	j := f.phraseEnd(f.g.Chunks[c].Last, last)
	for j < last && f.g.Tags[j] == grammar.Adverb {
		j++
	}
	if j+1 >= last || f.g.ClauseOf[j] == grammar.None || f.q.Of[j] >= 0 {
		return false
	}
	lex := f.cueOf(j)
	end := f.g.Clauses[f.g.ClauseOf[j]].Last
	return lex != nil && lex.Takes&lexicon.TakesObject != 0 && !lex.Weak && end < last && f.d.Tokens[end].Kind == text.Punct
}

// saidGap reports whether a subject with a verb of saying or thinking and its clause begin at i: facts about the meeting
// that | he claims he knew.
func (f *Finder) saidGap(i, last int32) bool {
	if i >= last {
		return false
	}
	j := i + 1
	if c := f.g.ChunkOf[i]; c != grammar.None && f.g.Chunks[c].First == i {
		j = f.g.Chunks[c].Last
	} else if f.g.Tags[i] != grammar.Pronoun {
		return false
	}
	if j >= last || f.q.Of[j] >= 0 || f.g.ClauseOf[j] == grammar.None {
		return false
	}
	lex, end := f.cueOf(j), f.g.Clauses[f.g.ClauseOf[j]].Last
	return lex != nil && lex.Kind <= lexicon.ThoughtCue && lex.Takes&lexicon.TakesThat != 0 && !lex.Weak && f.bareClause(end, last)
}

func (f *Finder) skipAdverbs(i, last int32) int32 {
	for i < last && f.q.Of[i] < 0 && f.g.Tags[i] == grammar.Adverb && f.word(i) != "as" && !(i+1 < last && f.word(i+1) == "than") {
		i++
	}
	return i
}

// degree reports whether an adverb tells of a noun phrase behind it how much it is: said | too much money went, | almost all.
func (f *Finder) degree(i int32) bool {
	switch f.word(i) {
	case "too", "so", "very", "almost", "nearly", "hardly", "barely", "approximately", "roughly", "virtually", "practically":
		return true
	}
	return false
}
