package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file climbs from a phrase to what governs it.

// rise climbs from a phrase to what governs it, until nothing does. It reports whether anybody took a side.
func (e *Engine) rise(n node, c climb) bool {
	beside := false // the climb came from a phrase that is joined to the one at hand
	for c.depth < maxClimb {
		c.depth++
		var u up
		done := false
		if c.held != None {
			u, c.held = e.aboveGerundNoun(c.held, c.issue), None
		} else {
			if to, ok, done := e.against(n, &c); done {
				return c.gave
			} else if ok {
				n = to
				continue
			}
			u = e.governor(n, c.issue)
			if c.joined && u.relation == prepositional && u.prep != None && e.verbOperator(u, c.issue) == None { // "restraint on both sides and a truce"
				if q := e.before(u.prep); q != None && e.g.ChunkOf[q] != None {
					n, beside = e.noun(e.g.ChunkOf[q]), true
					continue
				}
			}
			beside, c.joined = c.joined || beside && (u.relation == complement || u.relation == genitive), false
			done = e.toBeDone(n, &u, &c)
			if u.prep != None && u.op == None && e.indispensable(u.prep, &c) {
				return c.gave
			}
			if u.prep != None {
				if m := e.conditionTo(u.prep); m != nil { // conditional on
					if !c.cut && !c.neutral && !c.gave {
						e.demanded(m, e.at(n), &c)
					}
					return c.gave
				}
			}
		}
		switch u.relation {
		case top:
			if n.chunk != None && !c.gave && (e.titleVerdict(n.chunk, &c) || e.titleNo(n.chunk, &c)) {
				return c.gave
			}
			if u.prep != None && e.before(u.prep) == None && (e.attending(u.prep, &c) || e.inStatement(n, u.prep)) { // "In protest at the tax, the shops closed"
				for v := e.clauseFrom; v < e.clauseTo; v++ {
					if cl := &e.g.Clauses[v]; cl.Finite && cl.First > u.prep && cl.Kind != grammar.RelClause {
						if cl.OwnSubject && cl.Subject != None && e.isComma(e.before(e.g.Chunks[cl.Subject].First)) && e.asserted(v, false) {
							e.emitSubject(v, &c)
						}
						return c.gave
					}
				}
			}
			if e.trace != nil && !c.gave {
				e.trace("  nothing governs it")
			}
			return c.gave
		case joined:
			c.joined = n.chunk != None
			c.beside = e.besideArticle(n)
			if to := e.beyond(n, u.to); to.chunk != None {
				u.to = to
			}
			n = u.to
			continue
		case complement, genitive, infinitiveOf, thatOf:
			if u.op == None {
				if (u.relation == genitive || u.relation == infinitiveOf) && u.to.chunk != None && e.isFiling(u.to.chunk) {
					e.brought(u.to.chunk, u.prep, &c)
					n = u.to
					continue
				}
				if u.relation == genitive && (e.transparent(u.to.chunk) || c.beside) { // "salutes the courage of the parties and the truce"
					n, beside = u.to, c.beside
					continue
				}
				// many speeches about
				e.topic = e.topic || u.prep != None && (e.isWord(u.prep, "about", "regarding", "concerning") || c.rule == nil && e.isWord(u.prep, "on"))
				if r := c.rule; !c.gave && e.clauseFrom == e.clauseTo && u.prep != None && r != nil && r.Kind == pack.PredicateRule && r.Class == pack.NounWord && r.Holder == "subject" && e.isWord(u.prep, "in") && u.to.chunk != None && e.g.Chunks[u.to.chunk].First == e.first && e.agentive(u.to.chunk) { // Pope in truce appeal
					e.emitChunk(u.to.chunk, u.prep, &c)
					return c.gave
				}
				if e.trace != nil {
					e.trace("  stops at %q: no operator", e.name(u.to))
				}
				return c.gave
			}
			m := &e.matches[u.op]
			r := e.rule(m)
			if c.beside && r.Kind == pack.ReverserRule && c.rule != nil && c.rule.Kind == pack.ReverserRule && u.to.chunk != None { // "a halt to the raids and an end to the siege"
				n, c.beside = u.to, false
				continue
			}
			if beside && r.Kind == pack.ReverserRule && n.chunk != None && u.to.chunk != None && e.deedBeside(n.chunk, &c) { // a pause in the fighting and the release of
				n, c.beside = u.to, false
				continue
			}
			c.beside = false
			if r.Kind == pack.ReverserRule && r.Class == pack.VerbWord && u.to.clause != None {
				if k := e.verdictVerb(u.to.clause, c.issue); k != None && e.matches[k].last == m.last && e.judgesObject(k, u.to.clause) { // "would deal a blow to"
					return e.verdict(k, c, e.rule(&e.matches[k]).Object) || c.gave
				}
			}
			if r.Kind == pack.VerdictRule {
				if r.Object == 0 && r.Sign > 0 && r.Class == pack.NounWord && u.to.chunk != None && e.madeOrMissed(u) { // create the conditions for, miss a chance to
					e.apply(u.op, &c)
					n = u.to
					continue
				}
				if r.Object == 0 && (u.relation == infinitiveOf || u.relation == thatOf) { // it would be a mistake to
					return e.extraposed(u, c)
				}
				if i := e.before(m.first); r.Class == pack.AdjectiveWord && i != None && e.g.ClauseOf[i] != None {
					e.nobody(e.g.ClauseOf[i], &c) // "nothing is worse than"
				} else if r.Class == pack.AdjectiveWord && i != None && r.Object != 0 && e.isWord(i, "nothing") {
					c.sign = -c.sign // "there is nothing better than"
					c.link(NegationRole, i, i+1, "core/shifters/no", -1)
				}
				return e.verdict(u.op, c, r.Object) || c.gave
			}
			if r.Class == pack.VerbWord && r.Sign < 0 && e.triedBy(n, u.to) {
				return c.gave
			}
			if r.Class == pack.VerbWord && r.Sign == 0 && n.chunk != None && u.to.clause != None { // referred to it as madness
				if done, gave := e.called(n, u.to.clause, &c); done {
					return gave
				}
			}
			e.apply(u.op, &c)
			switch r.Class {
			case pack.VerbWord:
				if u.to.clause == None { // the grammar took the verb for a noun
					return c.gave
				}
				return e.fromVerb(u.to.clause, c, true, r.Kind != pack.PredicateRule)
			case pack.AdjectiveWord:
				return e.fromAdjective(u.op, c)
			}
			if u.to.chunk == None { // the grammar took the noun for a verb
				if v := e.g.ClauseOf[m.head]; v != None && e.g.Tags[m.head] == grammar.Gerund && e.g.Clauses[v].First == m.head { // protest his signing of
					c.held = v
					continue
				}
				return c.gave
			}
			if r.Sign > 0 && u.prep != None && m.last == m.head+1 && e.isWord(u.prep, "against") { // a law against
				c.sign = -c.sign
				c.link(ReverserRole, u.prep, u.prep+1, r.ID, -1)
				if e.trace != nil {
					e.trace("  × -1 \"against\"")
				}
				if p := e.possessor(&e.g.Chunks[u.to.chunk]); r.Kind == pack.CarrierRule && p.First != None && p.Last < m.head && e.g.Tags[p.Last] == grammar.Possessive { // Malta's law against
					e.emitSpan(p, m.first, &c)
				}
			}
			ch := &e.g.Chunks[u.to.chunk]
			if e.noTry(u.op, ch) {
				if e.trace != nil {
					e.trace("  stops: who does not try need not be against it")
				}
				return c.gave
			}
			e.attributes(ch, m, &c)
			if r.Kind == pack.CarrierRule {
				e.tabledBy(ch, &c)
			}
			e.possessors(u.op, ch, &c)
			e.namedAs(u.to.chunk, r, &c)
			e.describe(u.to.chunk, c)
			n = u.to
		case gerundOf:
			op := e.operator(e.g.Clauses[u.to.clause].Head, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool { return m.last == m.first+1 })
			if op == None {
				op = e.operator(e.g.Clauses[u.to.clause].Head, pack.NounWord, c.issue, nil)
			}
			if op == None {
				if e.trace != nil {
					e.trace("  stops at %q: no operator", e.name(u.to))
				}
				return c.gave
			}
			e.apply(op, &c)
			c.held = u.to.clause
			continue
		case modifies:
			return e.fromModifier(n, u, c)
		case adverbial:
			if n.clause != None && e.g.Clauses[n.clause].Marker != None && !c.gave { // look forward to the day when
				if k := e.endingAt(e.g.Clauses[n.clause].Marker+1, c.issue); k != None && e.rule(&e.matches[k]).Class == pack.VerbWord && e.g.ClauseOf[e.matches[k].first] != None {
					e.apply(k, &c)
					return e.fromVerb(e.g.ClauseOf[e.matches[k].first], c, true, false)
				}
			}
			if m, inside := e.condition(e.at(n)); inside && !c.gave {
				if main := e.mainOf(m); main != None && e.warned(m, main, e.at(n), &c) {
					return c.gave
				}
			}
			if n.clause != None && e.feltAfter(n.clause, &c) {
				return c.gave
			}
			if e.trace != nil && !c.gave {
				e.trace("  stops: it only tells when, how or why")
			}
			return c.gave
		case subject:
			v := u.to.clause
			at := e.target.First
			if at == None && n.chunk != None { // an anaphor
				at = e.g.Chunks[n.chunk].First
			}
			if w := e.resumed(max(at, e.first), v); w != None {
				v = w
			}
			if e.speaksFor(n, v, &c) {
				return c.gave
			}
			gave := e.asSubject(v, c)
			return e.alsoAsked(v, &c) || gave
		case predicative:
			return e.asPredicative(n, u.to.clause, c)
		case object, prepositional, infinitive, gerund, that:
			if u.relation == that && e.g.Tags[e.g.Clauses[u.to.clause].Head] == grammar.Be && e.g.Clauses[u.to.clause].Subject != None {
				return e.asPredicative(n, u.to.clause, c) // his hope is that
			}
			if u.relation == object && e.soMust(u.to.clause, &c) {
				return c.gave
			}
			op := e.verbOperator(u, c.issue)
			if op == None && u.relation == object {
				if k := e.endingAt(e.g.Clauses[u.to.clause].Last, c.issue); k != None && e.rule(&e.matches[k]).Class == pack.VerbWord && e.rule(&e.matches[k]).Kind == pack.PredicateRule && e.g.ClauseOf[e.matches[k].first] != None && e.matches[k].first < e.g.Clauses[u.to.clause].First { // "want to see"
					e.apply(k, &c)
					return e.fromVerb(e.g.ClauseOf[e.matches[k].first], c, true, false)
				}
			}
			if u.relation == object && !(op != None && (e.willDo(u.to.clause) || e.askedFor(u.to.clause))) {
				if k := e.verdictVerb(u.to.clause, c.issue); k != None && e.judgesObject(k, u.to.clause) {
					return e.verdict(k, c, e.rule(&e.matches[k]).Object) || c.gave
				}
				if done, gave := e.called(n, u.to.clause, &c); done {
					return gave
				}
			}
			if op == None && u.relation == gerund && u.prep != None && e.isWord(u.prep, "by") && !e.g.Clauses[u.to.clause].Finite { // "accused of breaking its word by leaving"
				n = u.to
				continue
			}
			if op == None && done && e.causes(u.to.clause) { // have the outposts removed
				return e.fromVerb(u.to.clause, c, true, true)
			}
			if op == None && u.relation == infinitive && e.g.Tags[e.g.Clauses[u.to.clause].Head] == grammar.Be { // our goal is to …
				return e.asPredicative(n, u.to.clause, c)
			}
			if op == None && u.relation == that && !c.gave && e.ruled(n.clause, u.to.clause, &c) {
				return c.gave
			}
			if op == None {
				if u.relation == object && e.hasOf(u.to.clause, &c) {
					return e.fromVerb(u.to.clause, c, true, false)
				}
				if e.joins(u) && e.isInfinitive(u.to.clause) { // urged Rome to join others in | backing it
					n = u.to
					continue
				}
				if j := e.before(max(u.prep, e.first)); u.relation == prepositional && c.beside && j != None && e.g.ChunkOf[j] != None && e.g.Tags[e.g.Chunks[e.g.ChunkOf[j]].First] == grammar.Determiner {
					n, c.beside = e.noun(e.g.ChunkOf[j]), false // banned the trade in ivory and | the quarry
					continue
				}
				if u.relation == prepositional && (e.attending(u.prep, &c) || n.chunk != None && e.g.Chunks[n.chunk].Prep != None && e.attending(e.g.Chunks[n.chunk].Prep, &c)) {
					if e.g.Clauses[u.to.clause].Passive && e.byAgent(u.to.clause) == nil { // were arrested in a sit-in against
						e.emitSubject(u.to.clause, &c)
					} else {
						e.emitAll(e.agents(u.to.clause), u.to.clause, &c)
					}
					return c.gave
				}
				e.topic = e.topic || u.prep != None && c.rule == nil && e.isWord(u.prep, "about", "regarding", "concerning")
				if e.trace != nil {
					e.trace("  stops at %q: no operator", e.name(u.to))
				}
				return c.gave
			}
			r := e.rule(&e.matches[op])
			if r.Sign == 0 && u.relation == that && n.clause != None && e.willNot(n.clause, u.to.clause) { // denied that she would back it
				m := &e.matches[op]
				c.sign = -c.sign
				c.link(NegationRole, m.first, m.last, r.ID, -1)
				e.emitAll(e.agents(u.to.clause), u.to.clause, &c)
				return c.gave
			}
			if r.Kind == pack.VerdictRule && u.relation == infinitive && r.Object != 0 && e.g.Tags[e.matches[op].last-1] == grammar.To {
				if m, inside := e.condition(e.g.Clauses[u.to.clause].Head); m != nil && inside {
					return c.gave // "if it is unable to"
				}
				if e.judgesObject(op, u.to.clause) { // "has failed to stop it"
					return e.verdict(op, c, r.Object) || c.gave
				}
				if op = e.operator(e.g.Clauses[u.to.clause].Head, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool {
					return r.Kind != pack.VerdictRule && (len(r.Target) == 0 || slices.Contains(r.Target, "infinitive"))
				}); op == None {
					return c.gave
				}
				r = e.rule(&e.matches[op])
			}
			if r.Kind == pack.VerdictRule {
				if u.relation == object {
					return e.verdict(op, c, r.Object) || c.gave
				}
				if s := e.g.Clauses[u.to.clause].Subject; u.relation == infinitive && s != None && e.isWord(e.g.Chunks[s].Head, "it") {
					return e.verdict(op, c, r.Sign) || c.gave // "it makes no sense to"
				}
				return c.gave
			}
			if u.relation == object && r.Sign < 0 && e.triedBy(n, u.to) {
				return c.gave
			}
			if u.relation == that && r.Kind == pack.CarrierRule && c.gave && e.toldOfOthers(n.clause) {
				return c.gave // "announced that the rebels are calling for it"
			}
			e.apply(op, &c)
			if u.relation == that && r.Kind == pack.PredicateRule && r.Sign < 0 {
				c.possible = false // who fears that it may happen is against it
			}
			return e.fromVerb(u.to.clause, c, true, r.Kind != pack.PredicateRule)
		}
	}
	return c.gave
}
