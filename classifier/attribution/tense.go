package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds the verb of the clause around a report, and verbs of one tense.

// relativeCue reports whether the relative clause that begins at k reports something itself: "…, which has opposed it".
func (f *Finder) relativeCue(k int32, u *unit) bool {
	for n := f.cuesFrom(k + 1); n < len(f.cues); n++ {
		if d := &f.cues[n]; d.pos == 'v' {
			return d.first <= k+2 && f.g.Clauses[d.clause].Finite && !f.movedOut(d, u.last) && f.reports(d, u)
		}
	}
	return false
}

// sameTense reports whether two verb groups could be joined: both finite, or both not.
func (f *Finder) sameTense(a, b *cue) bool {
	if a.clause == None || b.clause == None {
		return false
	}
	x, y := &f.g.Clauses[a.clause], &f.g.Clauses[b.clause]
	return x.Finite == y.Finite && f.tense(x.First) == f.tense(y.First)
}

// behindHave reports whether a verb can go on with the auxiliary of another: has said X, | and called on.
func (f *Finder) behindHave(a, b *cue) bool {
	if a.clause == None || b.clause == None {
		return false
	}
	x, y := &f.g.Clauses[a.clause], &f.g.Clauses[b.clause]
	return x.Finite && y.Finite && f.tense(x.First) == grammar.VerbPast && f.tense(y.First) == grammar.Have && x.Last-x.First == 1 && f.d.Is(x.First, lexicon.Participle)
}

// sameTenseAs reports whether a finite verb group could be joined to that of clause k: expressed fears that …, | and called.
func (f *Finder) sameTenseAs(c *cue, k int32, u *unit) bool {
	if k < 0 || f.g.Clauses[k].First < u.first || !f.g.Clauses[k].Finite {
		return false
	}
	p := cue{clause: k}
	return f.sameTense(c, &p) || f.behindHave(c, &p)
}

// tense returns the form of a verb group that begins at i: "did" and "does" count as what they stand for.
func (f *Finder) tense(i int32) grammar.Tag {
	if f.g.Tags[i] == grammar.Do {
		if f.d.Is(i, lexicon.Past) || f.word(i) == "did" {
			return grammar.VerbPast
		}
		return grammar.VerbPresent
	}
	return f.g.Tags[i]
}

// reports reports whether a cue has something to report behind it.
func (f *Finder) reports(c *cue, u *unit) bool {
	k, _ := f.complementOf(c, u.last)
	return k != noComplement
}

// cueOf returns the cue that the verb at token i is, or nil.
func (f *Finder) cueOf(i int32) *lexicon.Cue {
	if k := f.g.ClauseOf[i]; k != grammar.None {
		return f.d.Lexicon.VerbCue(f.d.Tokens[f.g.Clauses[k].Head].Word)
	}
	return nil
}

// speech reports whether the verb at token i is one of speech or writing.
func (f *Finder) speech(i int32) bool {
	c := f.cueOf(i)
	return c != nil && c.Kind <= lexicon.WritingCue
}

// relativeBefore reports whether a cue stands in a relative clause without a comma before it.
func (f *Finder) relativeBefore(c *cue, u *unit) bool {
	i := c.first - 1
	for i > u.first && f.g.Tags[i] == grammar.Adverb {
		i--
	}
	return i > u.first && f.g.Tags[i] == grammar.Relative && f.char(i-1) != ','
}

// ofRelative reports whether the subject of a cue is a relative pronoun: who last month said.
func (f *Finder) ofRelative(c *cue, u *unit) bool {
	_, rule := f.subjectOf(c, u)
	return rule == "subject.relative"
}

// mainVerb returns the finite verb behind a clause that begins at i and has one of its own, with no conjunction or comma
// between them, so that it is that of the clause around; or end.
func (f *Finder) mainVerb(i, end int32) int32 {
	if f.word(i) == "that" {
		i++
	}
	first := false
	for j := i; j < end; j++ {
		if f.q.Of[j] >= 0 {
			if j = f.regionEnd(j) - 1; f.closedByComma(j) || f.closedByStop(j) {
				return end
			}
			continue
		}
		switch f.g.Tags[j] {
		case grammar.Punct, grammar.Coordinator, grammar.Relative, grammar.Wh, grammar.Subordinator:
			return end
		}
		if k := f.g.ClauseOf[j]; k != grammar.None && f.finiteTag(j) {
			if first && f.g.Tags[j-1] != grammar.Pronoun && !f.takesClauseBefore(j, i) {
				return j
			}
			first = true
			j = max(j, f.g.Clauses[k].Last-1)
		}
	}
	return end
}

// verbBehindQuote returns the finite verb that stands right behind a quotation between i and end, or end.
func (f *Finder) verbBehindQuote(i, end int32) int32 {
	for ; i < end; i++ {
		if f.q.Of[i] < 0 {
			continue
		}
		if i = f.regionEnd(i); i < end && f.q.Of[i] < 0 && f.finiteTag(i) {
			return i
		}
	}
	return end
}

// takesClauseBefore reports whether the verb before token j can have a clause for its object: he knew the plan | was dead.
func (f *Finder) takesClauseBefore(j, first int32) bool {
	k := f.clauseBefore(j)
	if k < 0 || f.g.Clauses[k].First < first {
		return false
	}
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[f.g.Clauses[k].Head].Word)
	if f.g.Clauses[k].Passive && (lex == nil || lex.Takes&lexicon.TakesPersonThat == 0) {
		return false // who were seen on the bridge | have left
	}
	return lex != nil && lex.Kind <= lexicon.ThoughtCue && lex.Takes&lexicon.TakesThat != 0
}

// outerVerb returns the verb whose subject is the noun that c is, or the unit's end: "the claim that X | was denied".
func (f *Finder) outerVerb(c *cue, u *unit) int32 {
	chunk := f.g.ChunkOf[c.head]
	for k := f.clauseBefore(c.last) + 1; chunk != grammar.None && int(k) < len(f.g.Clauses); k++ {
		cl := &f.g.Clauses[k]
		if cl.First >= u.last {
			break
		}
		if cl.Finite && cl.Subject == chunk && f.q.Of[cl.First] < 0 {
			return cl.First
		}
	}
	// a second verb right behind the first one's complement
	first := false
	for j := c.last; j < u.last; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			continue
		}
		switch f.g.Tags[j] {
		case grammar.Punct, grammar.Coordinator, grammar.Relative, grammar.Wh:
			return u.last
		case grammar.Subordinator:
			if first {
				return u.last
			}
		}
		if k := f.g.ClauseOf[j]; k != grammar.None && f.finiteTag(j) {
			if first && f.q.Of[j-1] < 0 && f.g.Tags[j-1] != grammar.Pronoun {
				return j
			}
			first = true
			j = max(j, f.g.Clauses[k].Last-1)
		}
	}
	return u.last
}
