package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file reads must, should and need.

// modal takes in must, should and need. It reports whether the side is asked for by the one who speaks, and not
// reported of the agent.
func (e *Engine) modal(v int32, c *climb) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if op := e.operator(i, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool { return r.Holder == "speaker" }); op != None {
			e.apply(op, c)
			return true
		}
	}
	if p := e.sharesModal(v); p != None { // "must act and lift it"
		if op := e.operator(e.g.Clauses[p].Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Holder == "speaker" }); op != None {
			e.apply(op, c)
			return true
		}
		return e.modal(p, c)
	}
	return false
}

// sharesModal returns the clause whose modal verb, or to, a verb in the base form shares, or None: must act | and lift.
func (e *Engine) sharesModal(v int32) int32 {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Coordinate || cl.OwnSubject || cl.Parent == None || cl.First != cl.Head {
		return None
	}
	w := cl.Parent
	for p := &e.g.Clauses[w]; p.Kind == grammar.Coordinate && !p.OwnSubject && p.Parent != None && p.First == p.Head; p = &e.g.Clauses[w] { // must act, | help and lift it
		w = p.Parent
	}
	switch p := &e.g.Clauses[w]; {
	case !p.Finite:
		if e.g.Tags[cl.Head] == grammar.VerbBase && e.isInfinitive(w) { // it is vital to end this, | stop that
			return w
		}
	case p.Modal && e.g.Tags[cl.Head] == grammar.VerbBase:
		return w
	case e.g.Tags[cl.Head] == grammar.VerbBase && e.doc.Is(p.Head, lexicon.Third) && e.infinitiveBehind(w): // needs to act | and lift it
		return w
	}
	return None
}

// needed: "the tariffs need to be scrapped": what is asked to be done to it, or to come of it.
func (e *Engine) needed(must, v, w int32, c climb) bool {
	cl := &e.g.Clauses[w]
	op := e.operator(cl.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule || cl.Passive && r.Kind == pack.PredicateRule && r.Holder != "speaker"
	})
	if op == None || !cl.Passive && cl.Object != None {
		if e.trace != nil {
			e.trace("  stops: subject of %q", e.name(e.verb(v)))
		}
		return c.gave
	}
	e.apply(op, &c)
	e.shift(v, &c)
	e.apply(must, &c)
	e.speaks(e.g.Clauses[v].Head, &c)
	return c.gave
}
