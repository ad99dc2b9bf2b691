package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds the subject of a verb that shares it with another one: "he said, adding", "Calling it a farce, he left".

// lastSource returns the source of the statement before a participle in the same unit: "he said, adding".
func (f *Finder) lastSource(c *cue, u *unit) Span {
	if n := len(f.List); n > f.unitList && f.char(c.first-1) == ',' || n > f.unitList && f.closedByComma(c.first-1) {
		s := f.List[n-1].Source
		if f.main != None && int(f.main) >= f.unitList {
			s = f.List[f.main].Source
		}
		return s
	}
	return Span{}
}

// shared finds the subject that a verb without one of its own takes over: from the verb before it in the unit, or,
// at the unit's beginning ("Calling it a farce, Mr. Smith left"), from the noun phrase behind the comma.
func (f *Finder) shared(c *cue, u *unit) (Span, bool) {
	cl := &f.g.Clauses[c.clause]
	if c.first == u.first || f.g.Tags[c.first] == grammar.Gerund && f.outerStart(c.first, u) {
		for i := c.last; i < u.last; i++ {
			if f.q.Of[i] >= 0 {
				if i = f.regionEnd(i) - 1; !f.closedByComma(i) {
					continue
				}
			}
			if f.char(i) == ',' || f.q.Of[i] >= 0 { // Citing "other plans," Ann Lee
				if k := i + 1; k < u.last {
					if s := f.nameBehind(k, u.last); !s.Empty() {
						return s, true
					}
				}
			}
		}
		return Span{}, false
	}
	if f.g.Tags[c.first] == grammar.Gerund && f.word(c.first-1) == "for" && f.blamed(c, u) {
		return Span{}, false
	}
	parent := cl.Parent
	if c.first > u.first && f.g.Tags[c.first] == grammar.Gerund && f.g.Tags[c.first-1] == grammar.Preposition {
		for parent != grammar.None && !f.g.Clauses[parent].Finite && f.g.Clauses[parent].First > u.first {
			parent = f.g.Clauses[parent].Parent // is trying to win by | calling for
		}
	}
	if parent != grammar.None && f.within(f.g.Clauses[parent].First, c.first) {
		parent = grammar.None // said it was "a slap", | and warned
	}
	// the last finite verb before it that has a subject
	from := c.clause - 1
	if f.g.Tags[c.first] == grammar.Gerund && (f.char(c.first-1) == ',' || c.lex.Lemma == "add") {
		from = f.participleOf(c, u)
	}
	past := cl.Finite && c.first > u.first && f.g.Tags[c.first-1] == grammar.Coordinator && f.tense(c.first) == grammar.VerbPast
	for k := from; k >= 0; k-- {
		p := &f.g.Clauses[k]
		if p.First < u.first {
			break
		}
		if !p.Finite || f.q.Of[p.First] >= 0 || k < parent && k != from {
			continue
		}
		if past && p.Modal && p.Kind != grammar.Main && f.pastBefore(k, u) {
			parent = grammar.None
			continue // asked for time so they could come | and said
		}
		if f.within(p.First, c.first) {
			continue
		}
		if s, _ := f.subjectBefore(p.First, u.first); !s.Empty() {
			return s, true
		}
		if lex := f.d.Lexicon.VerbCue(f.d.Tokens[p.Head].Word); lex != nil && p.First > u.first && f.opensAside(p.First-1) { // "X," said Smith, adding
			if s := f.nameBehind(p.Last, c.first); !s.Empty() && !f.timeWord(s.First) {
				return s, true
			}
		}
	}
	// X, adding …: the subject that the grammar found
	if cl.Subject != grammar.None {
		ch := &f.g.Chunks[cl.Subject]
		if ch.First >= u.first && ch.Last <= u.last && f.q.Of[ch.First] < 0 && !f.within(ch.First, c.first) {
			if start := f.phraseStart(cl.Subject, u.first); start != None {
				return Span{start, ch.Last}, true
			}
		}
	}
	return Span{}, false
}

// blamed reports whether the participle behind "for" tells what somebody else did: thanked Ann Lee for | saying.
func (f *Finder) blamed(c *cue, u *unit) bool {
	k := f.clauseBefore(c.first)
	if k < 0 || f.g.Clauses[k].First < u.first {
		return false
	}
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[f.g.Clauses[k].Head].Word)
	return lex != nil && lex.Takes&lexicon.TakesFor != 0 && f.g.Clauses[k].Last < c.first-1 && f.g.ChunkOf[f.g.Clauses[k].Last] != grammar.None
}

// pastBefore reports whether a finite past verb stands before clause k in the unit.
func (f *Finder) pastBefore(k int32, u *unit) bool {
	for k--; k >= 0 && f.g.Clauses[k].First >= u.first; k-- {
		if p := &f.g.Clauses[k]; p.Finite && f.tense(p.First) == grammar.VerbPast {
			return true
		}
	}
	return false
}

// threatens reports whether the verb of clause k is one of speech, that of the main clause none: the club left after its
// coach vowed to stay, | claiming.
func (f *Finder) threatens(k, main int32) bool {
	c := &f.g.Clauses[k]
	for c.Kind == grammar.Infinitive && k > main {
		k--
		c = &f.g.Clauses[k]
	}
	if k <= main || !c.Finite || c.Passive || f.d.Lexicon.VerbCue(f.d.Tokens[f.g.Clauses[main].Head].Word) != nil {
		return false
	}
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[c.Head].Word)
	return lex != nil && lex.Kind == lexicon.SpeechCue && !lex.Weak
}

// participleOf returns the clause that a participle behind a comma belongs to: the main one over those below it, "He
// apologised after they came out, | saying", but the last one where a comma stands before that, too.
func (f *Finder) participleOf(c *cue, u *unit) int32 {
	last := c.clause - 1
	for k := last; k >= 0 && f.g.Clauses[k].First >= u.first; k-- {
		p := &f.g.Clauses[k]
		if !p.Finite || f.q.Of[p.First] >= 0 || f.within(p.First, c.first) {
			continue
		}
		if p.Kind == grammar.Main {
			if last > k && f.g.Clauses[last].First > p.First && f.threatens(last, k) {
				return last
			}
			return k
		}
		if p.Marker > u.first && f.char(p.Marker-1) == ',' {
			break
		}
	}
	return last
}
