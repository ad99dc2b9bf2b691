package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file reads reports that begin with as: as reported by the agency.

// frontedAs reads "As X noted in Paris, …" and returns the end of its content, or 0.
func (f *Finder) frontedAs(u *unit) int32 {
	as := u.first
	for as < u.last && f.g.Tags[as] == grammar.Coordinator {
		as++
	}
	if as >= u.last || !f.is(as, f.terms.as) {
		return 0
	}
	if as+2 < u.last && f.word(as+2) == "by" {
		return f.asReportedBy(as+1, u)
	}
	if len(f.cues) == 0 || f.cues[0].pos != 'v' {
		return 0
	}
	c := &f.cues[0]
	if c.lex.Kind > lexicon.WritingCue || c.lex.Weak || f.g.Clauses[c.clause].Passive {
		return 0
	}
	src, rule := f.subjectOf(c, u)
	if src.Empty() || src.First != as+1 {
		return 0
	}
	i := c.last
	if k := f.chunkFrom(i); c.lex.Takes&lexicon.TakesPersonThat != 0 && k != grammar.None && f.g.Chunks[k].First == i && f.personal(i, f.g.Chunks[k].Last) {
		i = f.g.Chunks[k].Last // as she told the paper
	} else if k, _ := f.complementOf(c, u.last); k != noComplement {
		return 0
	}
	switch f.word(i) {
	case "", "in", "on", "at", "during", "to", "from", "after", "before":
	default:
		if f.char(i) != ',' && f.g.Tags[i] != grammar.Adverb && !f.tellsWhen(i, u.last) {
			return 0
		}
	}
	i = f.toComma(i, u.last)
	if i-c.last > 14 || i+1 >= u.last || f.char(i) != ',' || f.verbIn(c.last, i) || f.q.Of[i+1] < 0 && !f.bareClause(i+1, u.last) {
		return 0
	}
	end := f.boundary(i+1, c, u)
	f.emit(Span{i + 1, end}, src, Span{c.first, c.last}, "according.before", rule).reportedBy(c.lex)
	c.done = true
	return end
}

// asReportedBy reads "As reported by X, …", whose participle stands at i, and returns the end of its content, or 0.
func (f *Finder) asReportedBy(i int32, u *unit) int32 {
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[i].Word)
	if lex == nil || lex.Kind > lexicon.WritingCue || lex.Takes&lexicon.TakesThat == 0 || !f.d.Is(i, lexicon.Participle) {
		return 0
	}
	src := f.nameBehind(i+2, u.last)
	if src.Empty() {
		return 0
	}
	j := f.overInsertions(f.toComma(src.Last, u.last), u.last)
	if j+1 >= u.last || f.char(j) != ',' || f.q.Of[j+1] < 0 && !f.bareClause(j+1, u.last) {
		return 0
	}
	c := cue{first: i, last: i + 2, head: i, clause: None, lex: lex, pos: 'p'}
	end := f.boundary(j+1, &c, u)
	f.emit(Span{j + 1, end}, src, Span{i, i + 2}, "according.before", "agent").reportedBy(lex)
	return end
}

// quotedSpeaker returns whose words a verb of quoting gives: "X," the agency quoted | a resident | as saying.
func (f *Finder) quotedSpeaker(c *cue, u *unit) Span {
	s := f.nameBehind(c.last, u.last)
	if s.Empty() {
		return Span{}
	}
	for i := s.Last; i+1 < u.last && i < s.Last+10 && f.q.Of[i] < 0 && f.char(i) == 0; i++ {
		if f.word(i) == "as" && f.d.Is(i+1, lexicon.Gerund) {
			return s
		}
	}
	return Span{}
}

// asSaid reports whether a cue behind "as" and its subject can report the clause around: as he said, put it, noted.
func (f *Finder) asSaid(c *cue, u *unit) bool {
	if c.lex.Kind > lexicon.WritingCue || c.lex.Weak || c.clause == None || f.g.Clauses[c.clause].Passive {
		return false
	}
	for i := range f.cues {
		if d := &f.cues[i]; d.first < c.first && d.pos == 'v' {
			return false // it stands in what another one reports
		}
	}
	k, _ := f.complementOf(c, u.last)
	return k == noComplement && f.char(f.skipAdjuncts(c.last, u.last, c.lex)) != 0
}
