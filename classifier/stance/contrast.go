package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file reads what is set against something else: "a truce, not a war", "instead of a ban", "rather than build";
// and what nothing goes without.

// set against: the first token of a phrase stands behind "not" or "rather than". It returns where the contrast begins
// and the words that make it, or None.
func (e *Engine) contrast(first int32) (from int32, words Span, rule string) {
	p := e.before(first)
	if p == None {
		return None, Span{}, ""
	}
	if e.g.Tags[p] == grammar.Preposition && e.before(p) != None && e.g.Tags[e.before(p)] == grammar.Negation { // for talks, not for war
		p = e.before(p)
	}
	if e.g.Tags[p] == grammar.Negation {
		q := e.before(p)
		if q == None || !e.isComma(q) && e.g.Tags[q] != grammar.Coordinator {
			return None, Span{}, ""
		}
		m := e.shifterAt(p, "negation")
		if m == nil {
			return None, Span{}, ""
		}
		return p, Span{m.first, m.last}, e.rule(m).ID
	}
	if m := e.shifterAt(p, "negation"); m != nil && m.last == p+1 && m.last-m.first > 1 && !e.isWord(m.first, "no", "not", "short") && (!e.isWord(m.first, "far") || e.before(m.first) == None) {
		return m.first, Span{m.first, m.last}, e.rule(m).ID
	}
	return None, Span{}, ""
}

// against takes in a contrast: who wants the one does not want the other. It returns the phrase that the other is set
// against, and whether there is one; done: the side has been taken.
func (e *Engine) against(n node, c *climb) (to node, ok, done bool) {
	if e.words.shiftersFrom == e.words.shiftersTo {
		return n, false, false
	}
	first := e.firstOf(n)
	from, words, rule := e.contrast(first)
	if from == None {
		return n, false, false
	}
	turn := func() {
		if slices.ContainsFunc(c.links, func(l Link) bool { return l.Role == NegationRole && l.Span == words }) {
			return // taken in with the verb: "Rather than accept it, they"
		}
		e.negate(words, rule, c)
	}
	q := e.before(from)
	for q != None && (e.isComma(q) || e.g.Tags[q] == grammar.Coordinator) {
		q = e.before(q)
	}
	switch {
	case q == None: // "Instead of a ban, the ministers want …"
		for v := e.clauseFrom; v < e.clauseTo; v++ {
			if cl := &e.g.Clauses[v]; cl.First > first && cl.Finite && cl.Kind != grammar.RelClause {
				turn()
				e.taken(v, c)
				return n, true, true
			}
		}
	case e.g.ChunkOf[q] != None && n.chunk != None:
		turn()
		return e.noun(e.g.ChunkOf[q]), true, false
	case e.g.ChunkOf[q] != None:
		if v := e.governingVerb(e.g.ChunkOf[q]); v != None {
			turn()
			e.taken(v, c)
			return n, true, true
		}
	case e.g.ClauseOf[q] != None:
		turn()
		e.taken(e.g.ClauseOf[q], c)
		return n, true, true
	}
	return n, false, false
}

// taken gives the side to whoever takes it in a clause: the one who speaks, with must and should, else its agents.
func (e *Engine) taken(v int32, c *climb) {
	if e.modal(v, c) {
		e.speaks(e.g.Clauses[v].Head, c)
	} else if e.asserted(v, false) {
		e.emitAll(e.agents(v), v, c)
	}
}

func (e *Engine) firstOf(n node) int32 {
	if n.chunk != None {
		return e.g.Chunks[n.chunk].First
	}
	return e.g.Clauses[n.clause].First
}

// indispensable: "Without talks there can be no peace": what nothing goes without is good.
func (e *Engine) indispensable(prep int32, c *climb) bool {
	if !e.isWord(prep, "without") {
		return false
	}
	main := None
	p := e.before(prep)
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		if p != None && e.isWord(p, "that") && e.g.Clauses[v].First < prep { // said that without it
			continue
		}
		if cl := &e.g.Clauses[v]; cl.Finite && cl.Kind != grammar.RelClause && (main == None || cl.First < prep) && e.sameSegment(cl.First, prep) {
			main = v
		}
	}
	if main == None {
		return false
	}
	cl := &e.g.Clauses[main]
	from := cl.First
	if cl.OwnSubject && cl.Subject != None {
		from = e.g.Chunks[cl.Subject].First
	}
	for i := from; i < min(cl.Last+6, e.last); i++ {
		if i == prep {
			break
		}
		m, sign := e.shifterAt(i, "negation"), int8(-1)
		if m == nil {
			if k := e.verdictAt(i, c.issue); k != None && e.rule(&e.matches[k]).Sign < 0 {
				m = &e.matches[k]
			}
		}
		if m != nil {
			c.link(NegationRole, prep, prep+1, e.rule(m).ID, -1)
			c.link(NegationRole, m.first, m.last, e.rule(m).ID, sign)
			c.conf *= 0.9
			e.speaks(cl.Head, c)
			return true
		}
	}
	if !cl.Modal || p != None && !e.isWord(p, "that") {
		return false
	}
	sign := int8(0)
	if e.inGroup(cl.Head, lexicon.Perishing) {
		sign = -1 // without it the forests will die
	} else if e.isWord(cl.Head, "go") && e.isWord(cl.Last, "bankrupt", "bust", "under", "hungry") {
		sign = -1
	} else if k := e.verdictAt(cl.Last, c.issue); k != None && e.isWord(cl.First, "would") && e.g.Tags[cl.Head] == grammar.Be {
		sign = e.rule(&e.matches[k]).Sign // without it we would be richer
	}
	if sign == 0 {
		return false
	}
	c.sign *= -sign
	c.link(NegationRole, prep, prep+1, "core/shifters/not", -1)
	c.link(VerdictRole, cl.First, cl.Last, "core/verdicts/without", sign)
	c.conf *= 0.8
	e.speaks(cl.Head, c)
	return true
}

// onlyThat reports whether a clause says that only its subject will, can or would do something.
func (e *Engine) onlyThat(v int32) bool {
	cl := &e.g.Clauses[v]
	if !cl.Modal || cl.Negated || cl.Passive || !cl.OwnSubject || cl.Subject == None || cl.Object == None {
		return false
	}
	i := e.g.Chunks[cl.Subject].First
	return i > e.first && e.isWord(i-1, "only") || e.isWord(i, "only")
}
