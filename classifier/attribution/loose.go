package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds clauses that are not said right behind their verb: said under the old rules, the town had paid.

// looseClause looks for the clause that a verb of speech or writing reports where nothing right behind it is one, and notes
// it as its complement: behind phrases of the clause's own, said | after the vote, the town had paid; and behind a comma
// where the sentence begins with the speaker, the mayor said, | the town had paid.
func (f *Finder) looseClause(c *cue, u *unit) bool {
	found := c.lex.Lemma == "find" && c.clause != None
	if c.pos != 'v' || c.lex.Kind > lexicon.WritingCue && !found || c.lex.Takes&lexicon.TakesThat == 0 || c.lex.Weak || !f.g.Clauses[c.clause].Finite || f.g.Clauses[c.clause].Passive {
		return false
	}
	src, rule := f.subjectOf(c, u)
	if src.Empty() || rule == "subject.relative" || !f.personal(src.First, src.Last) && !(found && f.d.Is(src.Last-1, lexicon.Document)) || src.First > u.first && f.word(src.First-1) == "as" {
		return false
	}
	at := f.overPhrases(c.last, u.last)
	if at == None {
		if c.last+1 >= u.last || f.char(c.last) != ',' || f.q.Of[c.last+1] >= 0 || !f.bareClause(c.last+1, u.last) || f.speaksNext(c.last+1, u.last) || src.First != u.first {
			return false
		}
		at = c.last + 1
	}
	c.complement, c.at = clauseComplement, at
	return true
}

// overPhrases returns where the clause begins before which phrases with a preposition stand, from i on, and a comma; None:
// there is none. The phrases are the clause's own but for those that tell where it was said.
func (f *Finder) overPhrases(i, last int32) int32 {
	from := i
	i = f.skipAdverbs(i, last)
	if f.word(i) == "on" {
		i = f.onTime(i, last) // said on Monday | under the rules, the town had
	} else {
		i = f.timePhrase(i, last)
	}
	switch f.word(i) {
	case "with", "to", "of", "about", "for", "from", "as":
		return None // joked with his friend, his brother left
	}
	if i == from && i+1 < last && f.q.Of[i] < 0 && f.char(i+1) == ',' && f.d.Is(i, lexicon.Adverb) {
		i++ // said overall,
	}
	if i > from && f.char(i) == ',' && f.d.Is(i-1, lexicon.Adverb) && i+1 < last && f.q.Of[i+1] < 0 && f.bareClause(i+1, last) && !f.speaksNext(i+1, last) {
		return i + 1 // said overall, | the town had
	}
	j := i
	for n := 0; n < 4 && j+1 < last && f.q.Of[j] < 0 && f.g.Tags[j] == grammar.Preposition; n++ {
		if f.q.Of[j+1] >= 0 && !f.capitalQuote(j+1, last) { // said despite "tall promises" from the council, the town had
			j = f.regionEnd(j + 1)
			continue
		}
		k := f.chunkFrom(j + 1)
		if k == grammar.None || f.g.Chunks[k].First > j+3 || f.g.Chunks[k].Last > last || f.q.Of[f.g.Chunks[k].Last-1] >= 0 {
			return None
		}
		j = f.g.Chunks[k].Last
	}
	if j == i || j+1 >= last || f.char(j) != ',' || f.q.Of[j+1] >= 0 || !f.bareClause(j+1, last) || f.g.Tags[j+1] == grammar.Gerund || f.speaksNext(j+1, last) {
		return None
	}
	if f.occasion(i, last) {
		return j + 1
	}
	return i
}

// speaksNext reports whether a subject with a verb of speech or writing begins at i: …, | the Herald reported.
func (f *Finder) speaksNext(i, last int32) bool {
	j := i + 1
	if k := f.g.ChunkOf[i]; k != grammar.None && f.g.Chunks[k].First == i {
		j = f.phraseEnd(f.g.Chunks[k].Last, last)
	} else if f.g.Tags[i] != grammar.Pronoun {
		return false
	}
	return j < last && f.q.Of[j] < 0 && f.finiteTag(j) && f.speech(j)
}
