package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/pack"
)

// This file gives sides to those whom a deed or a text meets: the bill passed the Senate, the tax angered farmers.

// putTo returns the predicate of a verb that tells what those are for or against whom its subject meets: the bill passed
// the Senate, failed in the Commons, was rejected in parliament, angered farmers; None where it tells of its subject's own
// side, and op, what else the verb is, counts.
func (e *Engine) putTo(op, v, issue int32) int32 {
	r, cl := e.rule(&e.matches[op]), &e.g.Clauses[v]
	if r.Kind == pack.VerdictRule || r.Kind == pack.PredicateRule && r.Holder != "subject" && r.Holder != "object" || cl.Passive && e.byAgent(v) != nil {
		return None
	}
	return e.operator(cl.Head, pack.VerbWord, issue, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Holder == "object" && slices.Contains(r.Target, "subject") && (!cl.Passive || m.last > cl.Last)
	})
}

// reception gives a side to those whom what the climb came from meets.
func (e *Engine) reception(op, v int32, c climb) bool {
	cl, m := &e.g.Clauses[v], &e.matches[op]
	e.apply(op, &c)
	e.shift(v, &c)
	if !e.asserted(v, false) {
		return c.gave
	}
	k := cl.Object
	if m.last > cl.Last { // failed in the | Senate, sailed through | it
		if k = e.g.ChunkOf[m.last-1]; k == None {
			k = e.chunkFrom(m.last)
		}
	}
	if k != None {
		for _, s := range e.joinedTo(k, e.last) {
			e.emitSpan(s, cl.Head, &c)
		}
	}
	return c.gave
}
