package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file reads content that is no clause: noun phrases, infinitives, quoted words.

// phraseTags are those of words at which a content that is no clause may end.
const phraseTags = mayFinite | 1<<grammar.Relative | 1<<grammar.Subordinator | 1<<grammar.Wh | 1<<grammar.Punct | 1<<grammar.Coordinator

// phraseContent returns the end of a content that is a noun phrase or infinitive: it stops at the first comma, at a
// conjunction before a verb, at a subordinate clause.
func (f *Finder) phraseContent(i int32, c *cue, u *unit) int32 {
	end := f.boundary(i, c, u)
	inner := false // a clause of the content's own
	modifier := c.pos == 'v' && !f.g.Clauses[c.clause].Finite
	as := c.lex.Takes&lexicon.TakesAs != 0 && c.pos == 'v' // described the deal | as
	quoted := !u.quotes.Empty()
	search := phraseTags | 1<<grammar.Gerund
	if c.complement == objectComplement {
		search |= 1 << grammar.Preposition
	}
	for j := i + 1; j < end; j++ {
		t := f.g.Tags[j]
		if !quoted && !search.has(t) {
			continue
		}
		if t == grammar.Gerund && f.q.Of[j] < 0 && (c.lex.Lemma == "quote" || c.lex.Lemma == "cite") && f.word(j) == "saying" {
			return j // quoted the mayor | saying
		}
		if t == grammar.Preposition && f.q.Of[j] < 0 && c.complement == objectComplement && !inner && f.ownOccasion(j, end) {
			return j // called it "a joke" | in a statement
		}
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			if j+2 < end && f.closedByComma(j) && f.g.Tags[j+1] == grammar.Coordinator && f.q.Of[j+2] < 0 && f.word(j+1) == "and" && (f.g.Tags[j+2] == grammar.Adverb || f.finiteTag(j+2)) {
				return j + 1 // called it "a joke," | and then left
			}
			if j+1 < end && (f.spokenBehind(j+1, end) || f.closedByComma(j) && (f.g.Tags[j+1] == grammar.Determiner || f.g.Tags[j+1] == grammar.Pronoun && f.verbAhead(j+2, end))) {
				return j + 1
			}
			continue
		}
		if !inner && f.finiteTag(j) && (modifier || f.speech(j) && c.lex.Kind > lexicon.WritingCue || f.speech(j) && f.g.Tags[j-1] != grammar.Pronoun && f.char(j-1) == 0 && c.pos == 'v' && f.agentless(c)) {
			return j // a resolution calling for an end | was passed
		}
		switch t {
		case grammar.Relative, grammar.Subordinator, grammar.Wh:
			if c.pos == 'n' && f.g.Tags[j-1] == grammar.Preposition && (f.word(j) == "which" || f.word(j) == "whom") {
				return j - 1
			}
			inner = true
		}
		if quoted && f.q.Of[j-1] >= 0 && f.timeNoun(j) {
			return j // called it "nagging" | weeks before
		}
		switch t {
		case grammar.Punct:
			switch f.char(j) {
			case ',':
				if f.listGoesOn(j, end) {
					continue
				}
				if c.complement == toComplement && !modifier && c.pos == 'v' && !f.g.Clauses[c.clause].Passive && j+1 < end && (f.word(j+1) == "if" || f.word(j+1) == "unless") {
					continue // promised to build it, if they win
				}
				if e := f.insertionEnd(j, end); inner && e > j && e+1 < end && f.q.Of[e+1] < 0 && f.finiteTag(e+1) && f.thatOpen(i, j) {
					j = e // denied reports that Ann Lee, the mayor, | had left
					continue
				}
				if k := f.objectInsertion(j, end, as, c); k > j {
					j = k
					continue
				}
				return j
			case ';', ':', '-':
				return j
			}
		case grammar.Subordinator:
			switch f.word(j) {
			case "because":
				if f.q.Of[j-1] < 0 { // called it "a mistake" because …
					return j
				}
			case "as":
				if !as || f.clauseBehind(j+1, end) || f.saysBehind(j, end) {
					return j
				}
				as = false
			case "when", "after", "while", "before", "although", "though", "since", "until":
				if inner && f.word(j) == "since" {
					continue // a row that has gone on since May
				}
				if f.word(j) == "when" && f.word(j+1) == "it" && f.word(j+2) == "comes" {
					continue // lax when it comes to rules
				}
				if quoted && f.word(j) == "while" && f.g.Tags[j+1] == grammar.Pronoun && f.speaks(Span{j, end}) {
					continue // called it "mad" to build while they "sit on" land
				}
				return j
			}
		case grammar.Coordinator:
			if j+1 < end && (f.finiteTag(j+1) || !inner && f.word(j) == "but" && f.q.Of[j+1] < 0 && f.clauseBehind(j+1, end)) {
				return j
			}
		}
	}
	return end
}

// thatOpen reports whether a clause with "that" begins between i and the comma at j and has no verb before it.
func (f *Finder) thatOpen(i, j int32) bool {
	for k := j - 1; k > i; k-- {
		switch {
		case f.q.Of[k] >= 0 || f.finiteTag(k):
			return false
		case f.g.Tags[k] == grammar.Subordinator:
			return f.is(k, f.terms.that)
		}
	}
	return false
}

// clauseBehind reports whether a noun phrase with its verb right behind it begins at i: as | it was sailing through.
func (f *Finder) clauseBehind(i, last int32) bool {
	if i >= last || f.q.Of[i] >= 0 {
		return false
	}
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		return f.g.Tags[i] == grammar.Pronoun && f.verbAhead(i+1, last)
	}
	j := f.phraseEnd(f.g.Chunks[c].Last, last)
	if e := f.insertionEnd(j, last); e > j && e+1 < last && f.q.Of[e+1] < 0 {
		j = e + 1 // as the baroness, a former nurse, spoke
	}
	return f.verbAhead(j, last)
}

// saysBehind reports whether a participle that reports stands behind the "as" at i: quoted the president as saying.
func (f *Finder) saysBehind(i, last int32) bool {
	return i+1 < last && f.q.Of[i+1] < 0 && f.d.Is(i+1, lexicon.Gerund) && f.word(i) == "as" && f.speech(i+1)
}

// agentless reports whether a verb may be a participle that the grammar took for a past: "a woman accused of theft | told".
func (f *Finder) agentless(c *cue) bool {
	return f.d.Is(c.head, lexicon.Participle) && f.g.Tags[c.head] == grammar.VerbPast
}

// spokenBehind reports whether a subject with a verb that reports begins at i: "Calling it 'a farce' | the bishop said".
func (f *Finder) spokenBehind(i, last int32) bool {
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		return false
	}
	j := f.phraseEnd(f.g.Chunks[c].Last, last)
	return j < last && f.finiteTag(j) && f.speech(j)
}

// objectInsertion returns the comma that closes an insertion behind the object of a cue, which begins with the comma
// at i, where what is said of the object follows: called his rival, Ann Lee, | "weak"; described the deal, which …, | as.
func (f *Finder) objectInsertion(i, last int32, as bool, c *cue) int32 {
	if e := f.insertionEnd(i, last); e > i && e+1 < last && f.g.Tags[e+1] == grammar.To && c.complement == objectToComplement {
		return e
	}
	of := c.lex.Takes&lexicon.TakesOf != 0 && c.complement == prepComplement
	praise := c.lex.Takes&lexicon.TakesFor != 0 && c.complement == objectComplement // praised Ann Lee, the mayor, for
	if c.lex.Takes&lexicon.TakesAs == 0 && !of && !praise || c.pos != 'v' || !f.inserts(i+1, last) {
		return i
	}
	relative := f.relative(i + 1)
	for j := i + 1; j+1 < last && j < i+20; j++ {
		switch {
		case f.q.Of[j] >= 0, !relative && (f.finiteTag(j) || f.speech(j)):
			return i
		case f.char(j) != ',':
		case of && f.word(j+1) == "of", praise && f.word(j+1) == "for", !of && f.q.Of[j+1] >= 0, as && f.word(j+1) == "as", j+2 < last && f.g.Tags[j+1] == grammar.Determiner && f.fragmentBehind(j+2, last):
			return j
		default:
			return i
		}
	}
	return i
}

// fragmentBehind reports whether a quotation begins within a few words behind i that is no sentence.
func (f *Finder) fragmentBehind(i, last int32) bool {
	for j := i; j < last && j < i+4; j++ {
		if f.q.Of[j] >= 0 {
			return true
		}
		if f.g.ChunkOf[j] == grammar.None {
			return false
		}
	}
	return false
}

// listGoesOn reports whether the comma at i separates members of a list that ends with a conjunction.
func (f *Finder) listGoesOn(i, last int32) bool {
	if i+1 < last && f.word(i+1) == "with" {
		return false
	}
	for j := i + 1; j < last && j < i+14; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			continue
		}
		if f.g.Tags[j] == grammar.Coordinator {
			return j+1 < last && !f.finiteTag(j+1)
		}
		if f.finiteTag(j) || f.g.Tags[j] == grammar.Relative || f.g.Tags[j] == grammar.Gerund {
			return false
		}
	}
	return false
}
