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
