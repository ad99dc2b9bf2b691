package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file tells deeds that somebody is only blamed for from those that are reported.

// blamed reports whether a gerund tells of a deed for which another accuses or condemns its agent: that is no report of what
// he does. Whom he calls on to do something is his own word, and nobody accuses by an infinitive.
func (e *Engine) blamed(u up, v int32) bool {
	op := u.op
	if u.prep != None && !e.isWord(u.prep, "for", "of") || u.to.clause == None || e.isInfinitive(u.to.clause) {
		return false
	}
	if op == None && u.prep != None {
		op = e.verbOperator(u, None)
	}
	if op == None {
		return false
	}
	r := e.rule(&e.matches[op])
	if r.Kind != pack.PredicateRule || r.Sign >= 0 || r.Class != pack.VerbWord {
		return false
	}
	h := e.g.Clauses[v].Head
	if e.matches[op].first < h && h < e.matches[op].last {
		return true // a pattern with the gerund: "accuse of committing"
	}
	return e.isWord(e.matches[op].last-1, "for", "of") == (u.op != None) &&
		e.operator(h, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule }) == None
}

// blamedOf reports whether a clause is a gerund that tells what somebody is blamed for.
func (e *Engine) blamedOf(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Finite || e.g.Tags[cl.First] != grammar.Gerund {
		return false
	}
	u := e.aboveParticiple(v, None)
	return (u.relation == gerund || u.relation == complement) && e.blamed(u, v)
}
