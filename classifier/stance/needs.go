package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file reads what is told to be needed of the subject itself.

// needs: "The tax needs to be scrapped, needs scrapping, ought to go": what the one who speaks wants to become of a subject
// stands in a clause of its own. It reports whether there was such a thing.
func (e *Engine) needs(op, v int32, c *climb) (gave, ok bool) {
	w := v + 1
	if w >= e.clauseTo {
		return false, false
	}
	cl, to := &e.g.Clauses[v], &e.g.Clauses[w]
	i := cl.Last
	for i < to.First && e.g.Tags[i] == grammar.Adverb {
		i++
	}
	noun := e.g.Tags[to.First] == grammar.Gerund && to.First == to.Head
	if i != to.First || to.OwnSubject || !noun && !e.isInfinitive(w) {
		return false, false
	}
	done := noun || to.Passive
	k := e.operator(to.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule || done && r.Kind == pack.PredicateRule
	})
	if k == None || to.Object != None && e.g.Chunks[to.Object].First <= to.Last+2 {
		return false, false
	}
	e.apply(k, c)
	e.apply(op, c)
	e.shift(v, c)
	if m, inside := e.condition(cl.Head); inside {
		if !c.cut && !c.neutral {
			e.demanded(m, cl.Head, c)
		}
	} else {
		e.speaks(cl.Head, c)
	}
	return e.rise(e.verb(v), *c) || c.gave, true
}

// goesOn returns the verdict that a verb only tells to go on: "continues to hurt the poor, keeps hurting them"; None: there is none.
func (e *Engine) goesOn(v, issue int32) int32 {
	w := v + 1
	if w >= e.clauseTo {
		return None
	}
	cl, to := &e.g.Clauses[v], &e.g.Clauses[w]
	if to.OwnSubject || to.Object == None || to.Passive || to.First > cl.Last+1 || e.g.Tags[to.First] != grammar.Gerund && !e.isInfinitive(w) ||
		e.operator(cl.Head, pack.VerbWord, issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.CarrierRule }) == None {
		return None
	}
	return e.verdictVerb(w, issue)
}

// askedToo goes on from a clause that tells who has not done yet what is asked of them: "calls on those who have not signed it to
// do so". ok is false where nothing is asked.
func (e *Engine) askedToo(v int32, on *climb) (gave, ok bool) {
	cl := &e.g.Clauses[v]
	if !cl.Negated || cl.Marker == None || cl.Marker == e.first || !e.isWord(cl.Marker, "that", "which", "who") {
		return false, false
	}
	a := e.g.ChunkOf[cl.Marker-1] // the grammar may take it for what is said
	if a == None {
		return false, false
	}
	for w := v + 1; w < min(e.clauseTo, v+3); w++ {
		to := &e.g.Clauses[w]
		if !e.isWord(to.Head, "do") || !e.isWord(to.Last, "so", "likewise") || !e.isInfinitive(w) {
			continue
		}
		g := e.governingVerb(a)
		if g == None {
			break
		}
		op := e.verbOperator(up{infinitive, e.verb(g), None, None}, on.issue)
		if op == None {
			break
		}
		c := *on
		e.apply(op, &c)
		return e.fromVerb(g, c, true, false), true
	}
	return false, false
}
