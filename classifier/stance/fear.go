package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// What somebody fears, warns of or alleges is a side of its own.

// dreaded: "warned that the tax would empty the shops": who fears or hopes for what something does takes a side on it,
// whatever it is. ok reports whether it is so told.
func (e *Engine) dreaded(v int32, on *climb) (gave, ok bool) {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Complement || cl.Parent == None || cl.Passive || cl.Negated || e.inGroup(cl.Head, lexicon.Undergoing) {
		return false, false
	}
	if i := cl.Last; i+1 < e.last && e.isWord(i, "to", "in") && e.isWord(cl.Head, "lead", "result", "amount") && e.chunkFrom(i+1) != None { // would lead to chaos
	} else if o := e.chunkFrom(cl.Last); o == None && (cl.Object == None || e.g.Chunks[cl.Object].First < cl.Last || e.g.Chunks[cl.Object].First > cl.Last+2) || o != None && e.g.Chunks[o].Prep != None {
		return false, false
	}
	op := e.operator(e.g.Clauses[cl.Parent].Head, pack.VerbWord, on.issue, func(_ *match, r *pack.Rule) bool {
		return r.Sign != 0 && slices.Contains(r.Target, "effect")
	})
	if op == None {
		return false, false
	}
	c := *on
	e.apply(op, &c)
	return e.fromVerb(cl.Parent, c, true, false), true
}

// feared returns the operator by which somebody fears what a clause tells, or None. A warning may also threaten.
func (e *Engine) feared(v, issue int32) int32 {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Complement || cl.Parent == None {
		return None
	}
	return e.operator(e.g.Clauses[cl.Parent].Head, pack.VerbWord, issue, func(_ *match, r *pack.Rule) bool {
		return r.Sign < 0 && slices.Contains(r.Target, "effect")
	})
}

// fearedFor goes on with what becomes of the target, where somebody fears that: "fears that the tax will be scrapped".
func (e *Engine) fearedFor(op, v int32, on *climb) (gave, ok bool) {
	cl := &e.g.Clauses[v]
	k := e.feared(v, on.issue)
	if k == None || !cl.Modal || e.inGroup(e.matches[k].first, lexicon.Cautioning) {
		return false, false
	}
	c := *on
	e.apply(op, &c)
	e.shift(v, &c)
	c.possible = false
	e.apply(k, &c)
	return e.fromVerb(cl.Parent, c, true, false), true
}

// alleged: "dismissed claims that the tax would empty the shops": who rejects what others say that it would do is for it.
func (e *Engine) alleged(v int32, on *climb) (gave, ok bool) {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Complement || cl.Negated || !cl.Modal || e.set.Claims == pack.NoList {
		return false, false
	}
	j := e.beforeThat(v)
	if j == None || e.g.ChunkOf[j] == None || e.m.List(e.set.Claims, e.g.Chunks[e.g.ChunkOf[j]].Head, e.last) <= 0 {
		return false, false
	}
	c := *on
	c.sign = -c.sign
	c.link(VerdictRole, cl.First, cl.Last, "core/claims", -1)
	e.claimed(e.g.ChunkOf[j], &c)
	return c.gave, true
}
