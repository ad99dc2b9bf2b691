package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file gives a side to those who hold it.

// emitAll gives each of several a side.
//
//go:noinline
func (e *Engine) emitAll(spans []Span, v int32, c *climb) {
	for _, s := range spans {
		e.emitSpan(s, e.g.Clauses[v].Head, c)
	}
}

func (e *Engine) emitSubject(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	if cl.Subject != None {
		e.emitAll(e.joinedTo(cl.Subject, cl.First), v, c)
	}
}

func (e *Engine) emitChunk(chunk, at int32, c *climb) { e.emitSpan(e.spanOf(chunk), at, c) }

// emitSpan gives the side to the one whom some words name, if they name anybody who can take sides.
func (e *Engine) emitSpan(s Span, at int32, c *climb) {
	if e.isItself(s, c) {
		return
	}
	if s.Last > s.First+1 && e.is(s.First, e.w.no) && e.g.Tags[s.First+1] != grammar.Number { // no group claimed it
		if e.trace != nil {
			e.trace("  %q is nobody", e.doc.Slice(s.First, s.Last))
		}
		return
	}
	if i := s.First - 1; i >= e.first && e.is(i, e.w.not) && e.isWord(s.First, "a", "an", "one", "all", "every", "many") {
		if e.trace != nil {
			e.trace("  %q is nobody", e.doc.Slice(i, s.Last))
		}
		return
	}
	if !e.canHold(s) && (c.agent == pack.NoList || !e.m.Within(c.agent, s.First, s.Last)) {
		if e.trace != nil {
			e.trace("  %q takes no sides", e.doc.Slice(s.First, s.Last))
		}
		return
	}
	for _, s := range e.several(s) {
		e.emit(e.holder(s), at, c)
	}
	c.gave = c.gave || !c.cut
}

// isItself reports whether some words name what the side is taken on: "LFR was rejected by", whose name looks like a body's.
func (e *Engine) isItself(s Span, c *climb) bool {
	if len(c.links) == 0 || c.agent != pack.NoList {
		return false
	}
	k := e.g.ChunkOf[s.First]
	if k == None {
		return false
	}
	for _, l := range c.links {
		if h := e.g.Chunks[k].Head; l.Role == TargetRole && s.First <= l.Span.First && l.Span.Last <= s.Last && l.Span.First <= h && h < l.Span.Last {
			return true
		}
	}
	return false
}

// several returns those whom "they" stands for where a clause above names them all: "Ireland and Spain say they will".
// Other words stand for themselves.
func (e *Engine) several(s Span) []Span {
	if s.Last == s.First+1 && (e.either(s.First, e.w.they, e.w.their) || e.is(s.First, e.w.both)) {
		for v := e.clauseAt(s.First); v != None; v = e.g.Clauses[v].Parent {
			if c := e.g.Clauses[v].Subject; c != None && e.g.Chunks[c].First < s.First && e.g.Tags[e.g.Chunks[c].Head] != grammar.Pronoun && e.agentive(c) {
				if all := e.joinedTo(c, e.g.Clauses[v].First); len(all) > 1 {
					return all
				}
				break
			}
		}
	}
	return e.one(s)
}

func (e *Engine) canHold(s Span) bool {
	ch := e.g.ChunkOf[s.First]
	if e.inGroup(s.First, lexicon.HardlyAnybody) || e.in.Speech && e.isWord(s.First, "it") && e.before(s.First) == None {
		return false
	}
	if j := s.First - 1; j > e.first && e.is(j, e.w.or) && e.g.ChunkOf[j-1] != None && e.inGroup(e.g.Chunks[e.g.ChunkOf[j-1]].First, lexicon.HardlyAnybody) {
		return false // any firm or person
	}
	if ch != None && e.spanOf(ch) == s {
		return e.agentive(ch)
	}
	if h := s.Last - 1; ch != None && e.doc.Is(h, lexicon.Document) && !e.doc.Is(h, lexicon.Person|lexicon.Role|lexicon.People|lexicon.Body|lexicon.OrgName|lexicon.PlaceName) && !e.inGroup(h, lexicon.Finding) {
		return false // the Constitution's amendment
	}
	return true
}
