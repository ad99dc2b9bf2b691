package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file begins the climbs from verbs whose doing takes a side.

// fromAct climbs from a verb whose doing takes a side.
func (e *Engine) fromAct(i int) {
	m := &e.matches[i]
	r := e.rule(m)
	v := e.g.ClauseOf[m.first]
	if v == None {
		return
	}
	c := e.start(i)
	if e.trace != nil {
		e.trace("act %q (%s, sign %+d)", e.doc.Slice(m.first, m.last), r.ID, r.Sign)
	}
	e.speak(i)
	c.cue = Span{m.first, m.last}
	if i := e.g.Clauses[v].Last; i < m.last-1 && e.g.Tags[i] == grammar.Determiner && e.g.Tags[i-1] != grammar.Have { // grant no new permits
		if s := e.shifterAt(i, "negation"); s != nil && e.isWord(i, "no") {
			c.sign = -c.sign
			c.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
		}
	}
	if !e.fromVerb(v, c, r.Holder != "none", true) {
		e.lean(i, c)
	}
}

// actFits checks who does an act and to what.
func (e *Engine) actFits(r *pack.Rule, m *match, v int32) bool {
	cl := &e.g.Clauses[v]
	if r.Agent != pack.NoList {
		ok := false
		for _, h := range e.agents(v) {
			if h = e.referent(h); h.First != None && e.m.Within(r.Agent, h.First, h.Last) {
				ok = true
			}
		}
		if !ok {
			return false
		}
	}
	if r.ObjectList != pack.NoList {
		if cl.Passive && cl.Subject != None {
			s := &e.g.Chunks[cl.Subject]
			if e.m.Within(r.ObjectList, s.First, s.Last) || e.m.Within(r.ObjectList, s.Last, cl.First) {
				return true
			}
		}
		if !e.m.Within(r.ObjectList, cl.Head, max(e.objectsEnd(v), m.last)) {
			return false
		}
	}
	return true
}

// dropUnfitActs takes away the acts that somebody else does, or to something else, than their rule asks for.
func (e *Engine) dropUnfitActs() {
	for _, i := range e.byKind[pack.ActRule] {
		m := &e.matches[i]
		if m.dead {
			continue
		}
		r := e.rule(m)
		if v := e.g.ClauseOf[m.first]; v != None && !e.actFits(r, m, v) {
			e.drop(m, "another agent or object")
		}
	}
}

// objectsEnd returns the token behind what a verb can have for an object: its own words with those of its object, up to
// what somebody does in a clause behind it, "joined them in calling for".
func (e *Engine) objectsEnd(v int32) int32 {
	cl := &e.g.Clauses[v]
	end := cl.To
	if cl.Object == None {
		return end
	}
	o := e.g.Chunks[cl.Object].Last
	for w := v + 1; w < e.clauseTo; w++ {
		if k := &e.g.Clauses[w]; k.Parent == v && k.First > cl.Last && k.Kind == grammar.Participial && k.First > o && e.before(k.First) != None && e.g.Tags[e.before(k.First)] == grammar.Preposition {
			return k.First
		}
	}
	return max(end, o)
}
