package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file reads what is said of whether something is so: "there is no evidence that it is harmful", "rejected claims
// that it is unsafe".

// disputedThat takes in what is said of the clause that a judgement stands in. It reports whether that has settled whose
// side it is.
func (e *Engine) disputedThat(token int32, c *climb) bool {
	if e.set.Proofs == pack.NoList || e.set.Claims == pack.NoList {
		return false
	}
	for v := e.clauseAt(token); v != None; v = e.g.Clauses[v].Parent {
		cl := &e.g.Clauses[v]
		if first, last := e.unreasoned(v); first != None && e.voice[first] == e.voice[token] {
			e.negate(Span{first, last}, "core/proofs", c)
			return false
		}
		if cl.Kind != grammar.Complement {
			continue
		}
		j := e.beforeThat(v)
		if j == None {
			continue
		}
		if e.voice[j] != None && e.voice[j] != e.voice[token] {
			continue
		}
		if first, last := e.unproven(j); first != None {
			c.conf *= 0.8
			e.negate(Span{first, last}, "core/proofs", c)
			return false
		}
		if k := e.g.ChunkOf[j]; k != None && e.m.List(e.set.Claims, e.g.Chunks[k].Head, e.last) > 0 {
			if w := e.isOf(k); w != None { // "is of the view that"
				e.emitAll(e.agents(w), w, c)
				return true
			}
			e.claimed(k, c)
			return true
		}
	}
	return false
}

// unreasoned returns the words that tell that there is no reason for what a clause asks for: "no reason why it should",
// "not clear why it should". first is None where none do.
func (e *Engine) unreasoned(v int32) (first, last int32) {
	why := e.g.Clauses[v].Marker
	if why == None || !e.g.Clauses[v].Modal || !e.is(why, e.w.why) || e.before(why) == None {
		return None, None
	}
	j := e.before(why)
	if k := e.g.ChunkOf[j]; k != None {
		ch := &e.g.Chunks[k]
		if !e.inGroup(ch.Head, lexicon.Reasons) {
			return None, None
		}
		if m := e.shifterAt(ch.First, "negation"); m != nil && m.last <= ch.Head || e.isWord(ch.First, "little") {
			return ch.First, ch.Head + 1
		}
		j = e.before(ch.First)
		if j != None && e.g.ClauseOf[j] != None && e.g.Clauses[e.g.ClauseOf[j]].Negated { // does not see any reason why
			return e.g.Clauses[e.g.ClauseOf[j]].First, ch.Head + 1
		}
		return None, None
	}
	if e.isWord(j, "unclear") {
		return j, j + 1
	}
	at := j
	if e.isWord(j, "clear", "evident", "obvious") {
		at = e.before(j)
	} else if !e.isWord(j, "see", "understand", "fathom") {
		return None, None
	}
	if at == None || e.g.ClauseOf[at] == None || !e.g.Clauses[e.g.ClauseOf[at]].Negated {
		return None, None
	}
	return e.g.Clauses[e.g.ClauseOf[at]].First, j + 1
}

// isOf returns the clause that says of its subject that it is of what a chunk names, or None.
func (e *Engine) isOf(chunk int32) int32 {
	p := e.g.Chunks[chunk].Prep
	if p == None || !e.isWord(p, "of") || e.before(p) == None {
		return None
	}
	v := e.g.ClauseOf[e.before(p)]
	if v == None || e.g.Tags[e.g.Clauses[v].Head] != grammar.Be {
		return None
	}
	return v
}

// untold reports whether a clause tells what there is no evidence of: "no sign that the fleet has sailed".
func (e *Engine) untold(v int32) bool {
	if e.set.Proofs == pack.NoList {
		return false
	}
	j := e.beforeThat(v)
	if j == None {
		return false
	}
	first, _ := e.unproven(j)
	return first != None
}

// beforeThat returns the last token before the "that" of a clause, or None where it has none.
func (e *Engine) beforeThat(v int32) int32 {
	cl := &e.g.Clauses[v]
	that := cl.Marker
	if that == None || !e.is(that, e.w.that) {
		for that = cl.First - 1; that > e.first && that > cl.First-12 && e.doc.Tokens[that].Word != e.w.that; that-- {
		}
	}
	if that <= e.first || !e.is(that, e.w.that) {
		return None
	}
	return e.before(that)
}

// unproven returns the words that tell, up to a token, that something is not so: "no evidence", "not true", "no reason
// to believe". first is None where none do.
func (e *Engine) unproven(j int32) (first, last int32) {
	if k := e.g.ChunkOf[j]; k != None {
		ch := &e.g.Chunks[k]
		if e.m.List(e.set.Proofs, ch.Head, e.last) < 0 {
			return None, None
		}
		if m := e.shifterAt(ch.First, "negation"); m != nil && m.last <= ch.Head {
			return m.first, ch.Head + 1
		}
		if e.isWord(ch.First, "little", "scant", "insufficient") {
			return ch.First, ch.Head + 1
		}
		if p := e.before(ch.First); p != None && e.g.ClauseOf[p] != None && e.g.Clauses[e.g.ClauseOf[p]].Negated {
			return e.g.Clauses[e.g.ClauseOf[p]].First, ch.Head + 1 // did not find evidence
		}
		return None, None
	}
	if v := e.g.ClauseOf[j]; v != None && e.isInfinitive(v) {
		i := e.before(e.g.Clauses[v].First)
		if i == None || e.g.ChunkOf[i] == None || e.m.List(e.set.Proofs, e.g.Chunks[e.g.ChunkOf[i]].Head, e.last) <= j {
			return None, None
		}
		f := e.g.Chunks[e.g.ChunkOf[i]].First
		if m := e.shifterAt(f, "negation"); m != nil || e.isWord(f, "little", "scant") {
			return f, j + 1
		}
		return None, None
	}
	i := j
	for i > e.first && e.g.ClauseOf[i] == None && e.g.ChunkOf[i] == None && e.g.Tags[i] != grammar.Punct {
		i--
	}
	v := e.g.ClauseOf[i]
	if v == None || e.m.List(e.set.Proofs, j, e.last) < 0 {
		return None, None
	}
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.Head] != grammar.Be && e.g.Tags[cl.First] != grammar.Be || !cl.Negated || cl.Subject == None || !e.isWord(e.g.Chunks[cl.Subject].Head, "it") {
		return None, None
	}
	return cl.First, j + 1
}

// claimed: a judgement that is a claim of others is that of nobody here; who rejects the claim takes the other side.
func (e *Engine) claimed(k int32, c *climb) {
	n := e.noun(k)
	u := e.governor(n, c.issue)
	d := *c
	d.conf *= 0.8
	switch u.relation {
	case object:
		op := e.verbOperator(u, c.issue)
		if op == None || e.rule(&e.matches[op]).Sign >= 0 {
			break
		}
		e.apply(op, &d)
		e.shift(u.to.clause, &d)
		if e.asserted(u.to.clause, false) {
			e.emitAll(e.agents(u.to.clause), u.to.clause, &d)
			c.gave = c.gave || d.gave
		}
		return
	case genitive, complement:
		if u.op != None && e.rule(&e.matches[u.op]).Sign < 0 && u.to.chunk != None {
			e.apply(u.op, &d)
			e.possessors(u.op, &e.g.Chunks[u.to.chunk], &d)
			c.gave = c.gave || d.gave
			return
		}
	}
	if e.trace != nil {
		e.trace("  stops: a claim of others")
	}
}

// onlyClaimed reports whether a clause tells what is only claimed of its subject: "accusations that soldiers shot her".
func (e *Engine) onlyClaimed(v int32) bool {
	if e.set.Claims == pack.NoList {
		return false
	}
	j := e.beforeThat(v)
	return j != None && e.g.ChunkOf[j] != None && e.m.List(e.set.Claims, e.g.Chunks[e.g.ChunkOf[j]].Head, e.last) > 0
}
