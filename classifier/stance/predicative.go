package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// What a target is said to be: behind a verb that links.

// asPredicative: the phrase stands behind is: "the only way is a two-state solution".
func (e *Engine) asPredicative(n node, v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	if cl.Subject == None {
		return c.gave
	}
	if w := v - 1; w >= e.clauseFrom && e.g.Clauses[w].Last == cl.First && e.g.Clauses[w].Finite && e.g.Clauses[w].OwnSubject && e.g.Clauses[w].Subject != None {
		s := e.g.Chunks[e.g.Clauses[w].Subject].First
		if i := e.before(s); i != None && e.isWord(i, "what", "all") || e.isWord(s, "what") { // "what we do not need is"
			if op := e.verbOperator(up{object, e.verb(w), None, None}, c.issue); op != None && e.rule(&e.matches[op]).Kind == pack.PredicateRule {
				e.apply(op, &c)
				return e.fromVerb(w, c, true, false)
			}
		}
	}
	s := &e.g.Chunks[cl.Subject]
	if e.g.Tags[s.Head] == grammar.Existential { // "there will be no truce"
		if sign, at := e.tooMuch(n); sign != 0 {
			c.sign *= sign
			c.link(VerdictRole, at.First, at.Last, "degree", sign)
			e.shift(v, &c)
			e.speaks(cl.Head, &c)
			return c.gave
		}
		m, inside := e.condition(cl.Head)
		if inside { // "no talks until there is a truce"
			if !c.cut && !c.neutral {
				e.demanded(m, cl.Head, &c)
			}
			return c.gave
		}
		if e.without(cl.Last) || m != nil && e.isWord(cl.First, "can") { // "there can be no peace without justice", "… if there is no justice"
			return c.gave
		}
		asked := !inside && e.modal(v, &c) // "there must be a truce"
		if asked || cl.Modal && (c.negated() || cl.Negated || m != nil && !inside) {
			e.shift(v, &c)
			c.possible = false
			e.speaks(cl.Head, &c)
		}
		return c.gave
	}
	if r := c.rule; r != nil && r.Kind == pack.PredicateRule && r.Class == pack.NounWord && r.Holder == "subject" && !c.gave && e.agentive(cl.Subject) { // "is an opponent of"
		e.shift(v, &c)
		if e.asserted(v, false) {
			e.emitAll(e.agents(v), v, &c)
		}
		return c.gave
	}
	for i := s.First; i < cl.First; i++ {
		if op := e.verdictAt(i, c.issue); op != None {
			e.shift(v, &c)
			return e.verdict(op, c, e.rule(&e.matches[op]).Sign) || c.gave
		}
	}
	if e.g.Tags[s.Head] == grammar.Pronoun && n.chunk != None && e.isWord(s.Head, "it", "this", "that") { // "it is a bad deal"
		for i := e.g.Chunks[n.chunk].First; i < e.target.First; i++ {
			if op := e.verdictAt(i, c.issue); op != None && e.matches[op].last <= e.target.First {
				e.shift(v, &c)
				return e.verdict(op, c, e.rule(&e.matches[op]).Sign) || c.gave
			}
		}
	}
	if op := e.operator(s.Head, pack.NounWord, c.issue, nil); op != None {
		r := e.rule(&e.matches[op])
		e.apply(op, &c)
		e.shift(v, &c)
		if r.Kind == pack.PredicateRule {
			e.positionOf(op, s, v, &c)
		}
		return c.gave
	}
	if e.trace != nil {
		e.trace("  stops: behind %q", e.name(e.verb(v)))
	}
	return c.gave
}

// positionOf gives the position that a noun behind a linking verb names to whose it is, else to who speaks: "is our goal".
func (e *Engine) positionOf(op int32, ch *grammar.Chunk, v int32, c *climb) {
	if !e.owner(ch.Head, c) {
		e.possessors(op, ch, c)
	}
	if !c.gave {
		e.speaks(e.g.Clauses[v].Head, c)
	}
}

// tooMuch tells whether a phrase says that there is too much (-1) of what it names, or enough (1), which a negation
// turns; with the words that say so.
func (e *Engine) tooMuch(n node) (sign int8, words Span) {
	if n.chunk == None {
		return 0, Span{}
	}
	i := e.g.Chunks[n.chunk].First
	if i > e.first && e.isWord(i-1, "too") {
		switch {
		case e.isWord(i, "much", "many"):
			return -1, Span{i - 1, i + 1}
		case e.isWord(i, "little", "few"):
			return 1, Span{i - 1, i + 1}
		}
	}
	if e.isWord(i, "enough") { // "there is not enough": more is wanted
		return -1, Span{i, i + 1}
	}
	return 0, Span{}
}

// without reports whether "without" follows in the sentence.
func (e *Engine) without(i int32) bool {
	for ; i < e.last; i++ {
		if e.isWord(i, "without") {
			return true
		}
	}
	return false
}
