package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file finds who speaks in a parenthesis: "X," said Mr. Smith. X, she is expected to say. X, a jury has been told.

// closingName returns the name that ends the unit behind "said" where a comma stands before that: The union, which represents
// miners, is growing, | said its spokesman Tom Lee.
func (f *Finder) closingName(c *cue, u *unit) Span {
	if c.lex.Lemma != "say" && (c.lex.Kind != lexicon.SpeechCue || c.lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != lexicon.TakesThat || f.g.Tags[c.first] != grammar.VerbPast) || c.last-c.first != 1 || c.first <= u.first+2 || f.char(c.first-1) != ',' || f.q.Of[c.last-1] >= 0 || c.last >= u.last || f.q.Of[c.last] >= 0 {
		return Span{}
	}
	k := f.g.ChunkOf[c.last]
	if k == grammar.None || f.g.Chunks[k].First != c.last || f.g.Tags[f.g.Chunks[k].Head] != grammar.Proper || !f.personal(c.last, f.g.Chunks[k].Last) || f.timeWord(f.g.Chunks[k].Head) {
		return Span{}
	}
	end := f.g.Chunks[k].Last
	if stop := f.onTime(end, u.last); stop < u.last && f.char(stop) == '.' && end-c.last > 1 {
		return Span{c.last, end}
	}
	if end+1 < u.last && f.char(end) == ',' { // …, near Leith, said Lee, head of the league.
		if n := f.g.ChunkOf[end+1]; n != grammar.None && f.g.Chunks[n].First == end+1 && f.d.Is(f.g.Chunks[n].Head, lexicon.Role|lexicon.Relation) && !f.verbIn(end, u.last) {
			return Span{c.last, min(f.phraseEnd(f.g.Chunks[n].Last, u.last), u.last)}
		}
	}
	return Span{}
}

// expected returns the subject of an infinitive that reports what will be said: "she | is expected to say".
func (f *Finder) expected(c *cue, u *unit) Span {
	if f.g.Clauses[c.clause].Kind != grammar.Infinitive || c.lex.Kind > lexicon.WritingCue || c.clause == 0 {
		return Span{}
	}
	p := &f.g.Clauses[c.clause-1]
	if !p.Finite || p.First < u.first || p.Last < c.first-1 || f.q.Of[p.First] >= 0 {
		return Span{}
	}
	s, _ := f.subjectBefore(p.First, u.first)
	return s
}

// heard reports whether a passive verb of telling stands behind a comma and its listener, or behind a comma and "it", and
// ends its sentence: "…, a jury has been told.", "…, it has been claimed."
func (f *Finder) heard(c *cue, u *unit) bool {
	if c.last >= u.last || f.char(c.last) != '.' || f.g.Clauses[c.clause].Modal {
		return false
	}
	return c.lex.Takes&lexicon.TakesPersonThat != 0 || c.lex.Takes&lexicon.TakesThat != 0 && c.lex.Kind <= lexicon.ThoughtCue && c.first > u.first && f.word(c.first-1) == "it"
}

// hearing reads "X, a jury has been told." and returns its end, or 0: nobody is named who told.
func (f *Finder) hearing(c *cue, u *unit, cursor int32) int32 {
	who, _ := f.subjectBefore(c.first, u.first)
	if who.Empty() || who.First <= u.first || f.char(who.First-1) != ',' {
		return 0
	}
	left, _ := f.leftContent(who.First, c.last, u, cursor)
	if left.Empty() {
		return 0
	}
	f.emit(left, Span{}, Span{c.first, c.last}, "aside.clause", "agent.none").Lemma = c.lex.Lemma
	c.done = true
	return c.last
}

// leftmost moves the start of a name to the quotation before it, over words with capitals and a noun before them:
// "…," | columnist Ai Jun wrote. It is i where none stands there.
func (f *Finder) leftmost(i, first int32) int32 {
	for j := i; j > first && j > i-7; j-- {
		if f.q.Of[j-1] >= 0 {
			return j
		}
		t := &f.d.Tokens[j-1]
		if t.Kind != text.Word || f.g.Tags[j-1].IsVerb() || t.Flags&text.Capital == 0 && f.g.Tags[j-1] != grammar.Noun && f.g.Tags[j-1] != grammar.Adjective {
			return i
		}
	}
	return i
}

// invertedSubject finds the subject behind a cue: "X," said Mr. Smith.
func (f *Finder) invertedSubject(c *cue, u *unit) Span {
	src := f.nameBehind(c.last, u.last)
	if src.Empty() || f.timeWord(src.First) {
		return Span{}
	}
	if k := f.g.ChunkOf[src.First]; k != grammar.None && f.g.Tags[f.g.Chunks[k].Head] == grammar.Noun && f.timeNoun(f.g.Chunks[k].Head) {
		return Span{} // announced last week by the ministry
	}
	if f.q.Of[c.first-1] >= 0 {
		if f.closedQuote(c.first-1) && (!f.finiteBehind(src.Last, u.last) || f.soleQuote(u.first, c.first)) {
			return src // but: Mr. Lee, citing "the facts," said the plan would
		}
		if c.lex.Kind > lexicon.WritingCue || c.last-c.first > 1 {
			return Span{} // "everyone" is following his lead
		}
	} else if f.g.Tags[src.First] == grammar.Pronoun || c.lex.Kind > lexicon.WritingCue || c.lex.Takes&lexicon.TakesThat == 0 || c.lex.Takes&lexicon.TakesPersonThat != 0 || f.g.Tags[c.head] == grammar.VerbBase || c.last-c.first > 1 {
		return Span{}
	}
	if f.verbAhead(src.Last, u.last) || f.bareClause(c.last, u.last) {
		return Span{}
	}
	return src
}

// finiteBehind reports whether a finite verb follows a noun phrase that ends before i.
func (f *Finder) finiteBehind(i, last int32) bool {
	return f.q.Of[min(i, last-1)] < 0 && f.verbAhead(i, last)
}
