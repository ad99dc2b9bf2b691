package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file tells what an infinitive behind another verb says of its agent: what somebody is up to, was brought to do, says
// by his deed or is expected to do.

// purpose reports whether an infinitive tells what its clause's agent is up to: "moved troops to break the truce".
func (e *Engine) purpose(v int32) bool {
	u := e.aboveInfinitive(v, None)
	if u.relation != infinitive || u.to.clause == None {
		return false
	}
	op := u.op
	if op == None {
		op = e.verbOperator(u, None)
	}
	if op != None && (e.rule(&e.matches[op]).Kind != pack.VerdictRule || e.judgesObject(op, u.to.clause) || e.ends(u.to.clause)) && !e.byWayOf(v) {
		return false
	}
	g := &e.g.Clauses[u.to.clause]
	if e.forWhom(v) != None {
		return false // somebody else is to do it
	}
	if op != None && g.Subject != None && e.isWord(e.g.Chunks[g.Subject].Head, "it") {
		return false // "it makes no sense to"
	}
	if j := e.before(e.g.Clauses[v].First); j != None && e.isWord(j, "nothing", "little", "enough") {
		return false // did nothing to stop it
	}
	if !g.Finite || e.linking(g.Head) && (g.Last >= e.last || e.g.Tags[g.Last] != grammar.Preposition) || e.g.Tags[g.Head] == grammar.Have || !e.asserted(u.to.clause, false) {
		return false
	}
	if e.operator(g.Head, pack.VerbWord, None, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Sign < 0 && r.Speech != "act" && !e.isWord(g.Head, "protested", "protest", "protests") && (m.last <= g.Last || e.chunkFrom(m.last) == None) // but: broke with her party to
	}) != None {
		return false // "resisted temptations to"
	}
	if j := e.before(e.g.Clauses[v].First); j != None && e.g.ChunkOf[j] != None && e.possessor(&e.g.Chunks[e.g.ChunkOf[j]]).First != None && !e.isWord(e.g.Chunks[e.g.ChunkOf[j]].First, "his", "her", "its", "their") {
		if op := e.verbOperator(up{object, u.to, None, None}, None); op != None && e.rule(&e.matches[op]).Sign < 0 {
			return false // "vetoed Malta's invitation to join"
		}
	}
	if w := e.doc.Lexicon.Word(e.doc.Tokens[g.Head].Word); !g.Passive && w.Is(lexicon.CueVerb) && e.spokenTo(u.to.clause, e.g.Clauses[v].First) {
		return false // "told Hamas to"
	}
	return !g.Negated
}

// broughtTo reports whether an infinitive tells what somebody was brought to do, and so did: "persuaded Israel to resume it".
func (e *Engine) broughtTo(v int32) bool {
	j := e.before(e.g.Clauses[v].First)
	if j == None || e.g.ChunkOf[j] == None && e.g.ClauseOf[j] == None {
		return false
	}
	u := e.aboveInfinitive(v, None)
	if u.relation != infinitive || u.to.clause == None {
		return false
	}
	g := &e.g.Clauses[u.to.clause]
	if !e.inGroup(g.Head, lexicon.Bringing) || !g.Finite || g.Negated || g.Modal || e.g.Tags[g.First] != grammar.VerbPast && e.g.Tags[g.First] != grammar.Have && !e.isWord(g.First, "was", "were") {
		return false
	}
	return (g.Passive || e.between(u.to.clause, e.g.Clauses[v].First) != None) && e.asserted(u.to.clause, true)
}

// byWayOf reports whether an infinitive tells what somebody says by stopping something: "block the road to demand".
func (e *Engine) byWayOf(v int32) bool {
	if !e.isInfinitive(v) || e.operator(e.g.Clauses[v].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && (r.Speech == "speech" || r.Sign < 0 && r.Speech == "attitude")
	}) == None {
		return false
	}
	u := e.aboveInfinitive(v, None)
	if u.relation != infinitive || u.to.clause == None {
		return false
	}
	g := &e.g.Clauses[u.to.clause]
	if g.Object == None || e.g.Chunks[g.Object].Last > e.g.Clauses[v].First || e.agentive(g.Object) || e.operator(e.g.Chunks[g.Object].Head, pack.NounWord, None, notVerdict) != None && !e.isWord(e.g.Chunks[g.Object].Head, "road", "roads") {
		return false // "halted plans to"
	}
	return e.operator(g.Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool {
		return r.Sign < 0 && (r.Kind == pack.ReverserRule || r.Kind == pack.PredicateRule && r.Speech == "act")
	}) != None
}

func notVerdict(_ *match, r *pack.Rule) bool { return r.Kind != pack.VerdictRule }

// spokenTo reports whether somebody stands right behind a verb, so that an infinitive tells what he is to do.
func (e *Engine) spokenTo(v, before int32) bool {
	c := e.chunkFrom(e.g.Clauses[v].Last)
	return c != None && e.g.Chunks[c].First < before && e.agentive(c)
}

// foretold reports whether an infinitive tells what somebody is going to do: "is expected to veto it".
func (e *Engine) foretold(v int32) bool {
	u := e.aboveInfinitive(v, None)
	if u.relation != infinitive || u.to.clause == None {
		return false
	}
	g := &e.g.Clauses[u.to.clause]
	return g.Finite && g.Passive && !g.Negated && e.inGroup(g.Head, lexicon.Foretelling) && e.isWord(g.First, "is", "are", "'s", "’s", "'re", "’re") && e.asserted(u.to.clause, false)
}
