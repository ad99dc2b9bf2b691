package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds what governs a phrase behind a preposition.

// predicative reports whether an adjective's pattern stands behind "is" with a noun of its own inside: is not | in sympathy
// with.
func (e *Engine) predicative(m *match, inside *grammar.Chunk) bool {
	i := e.before(m.first)
	return e.rule(m).Class == pack.AdjectiveWord && m.first < inside.First && i != None && e.g.ClauseOf[i] != None && e.g.Tags[e.g.Clauses[e.g.ClauseOf[i]].Head] == grammar.Be
}

// abovePreposition returns what the phrase behind a preposition hangs on.
func (e *Engine) abovePreposition(p, issue int32, isGerund bool) up {
	j := e.before(p)
	if q := e.likeBefore(p); q != None { // "call for an end to the war and for talks"
		return e.abovePreposition(q, issue, isGerund)
	}
	for j != None && e.g.Tags[j] == grammar.Coordinator { // "support for and commitment to"
		j = e.before(j)
	}
	if k := e.exampleOf(p); k != None { // "rejects all such steps, including bids for": what is named as one of them goes with them
		return up{joined, e.noun(k), None, None}
	}
	if j != None && e.g.ChunkOf[j] != None && e.isWord(p, "in", "on", "to", "from") { // a cut of 20% in
		if c := &e.g.Chunks[e.g.ChunkOf[j]]; (e.g.Tags[c.Head] == grammar.Number || e.g.Tags[c.First] == grammar.Number) && c.Prep != None && e.isWord(c.Prep, "of", "by") && !e.agentive(e.g.ChunkOf[j]) {
			if q := e.before(c.Prep); q != None && e.g.ChunkOf[q] != None {
				k := e.g.ChunkOf[q]
				if op := e.operator(e.g.Chunks[k].Head, pack.NounWord, issue, func(_ *match, r *pack.Rule) bool {
					return r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule
				}); op != None {
					return up{genitive, e.noun(k), op, p}
				}
			}
		}
	}
	if j != None && e.g.ChunkOf[j] != None { // the noun right before: "accused Israel of a violation of"
		c := e.g.ChunkOf[j]
		head := e.g.Chunks[c].Head
		op := e.operator(head, pack.NounWord, issue, func(m *match, r *pack.Rule) bool {
			if r.Kind == pack.VerdictRule && r.Object == 0 {
				return false // gave its blessing | to
			}
			if r.Kind == pack.CarrierRule && m.last == head+1 && e.isWord(p, "about", "concerning", "regarding", "on") && !isGerund && e.isDocument(&e.g.Chunks[c]) {
				return false // a resolution on something is not for it, but a bill on joining it is
			}
			return m.last == p+1 || m.last == head+1 && !e.isWord(p, "by", "in", "at", "after", "before", "during", "amid", "with", "near", "from", "as", "following", "despite", "since", "until")
		})
		// put an end to
		longer := e.endingAt(p+1, issue)
		if op != None && (longer == None || e.rule(&e.matches[longer]).Class != pack.VerbWord && !e.predicative(&e.matches[longer], &e.g.Chunks[c]) || e.matches[longer].first >= e.g.Chunks[c].First || e.is(p, e.w.of) && e.matches[op].last == p+1 && e.agentive(c) && e.rule(&e.matches[op]).Kind == pack.PredicateRule) { // accused | opponents of it of
			return up{genitive, e.noun(c), op, p}
		}
	}
	if u, ok := e.overFiler(j, p); ok {
		return u
	}
	if op := e.endingAt(p+1, issue); op != None {
		return e.viaOperator(op, p)
	}
	if u, ok := e.overOwner(j, p, issue); ok {
		return u
	}
	if j != None && e.is(p, e.w.to) && e.g.ChunkOf[j] != None && e.isWord(j, "response", "reaction", "answer", "retaliation") && e.isWord(e.g.Chunks[e.g.ChunkOf[j]].Prep, "in") {
		return up{relation: top, to: node{None, None}, op: None, prep: p} // demanded new tariffs in response to
	}
	rel := prepositional
	if isGerund {
		rel = gerund
	}
	switch {
	case j == None:
	case e.g.ChunkOf[j] != None:
		c := e.g.ChunkOf[j]
		if q := e.g.Chunks[c].Prep; e.is(p, e.w.of) || q != None && e.isWord(q, "as") || e.isWord(p, "in") && e.g.Tags[e.g.Chunks[c].Head] == grammar.Number { // $60 billion | in duties; // hailed it as an answer | to
			return up{genitive, e.noun(c), None, p}
		}
		if v := e.governingVerb(c); v != None && (isGerund || !e.isWord(p, "on", "about", "over") || e.agentive(c) || !e.leavesOpen(c)) {
			return up{rel, e.verb(v), None, p}
		}
		return up{genitive, e.noun(c), None, p}
	case e.g.ClauseOf[j] != None:
		v := e.g.ClauseOf[j]
		if c := &e.g.Clauses[v]; e.g.Tags[c.Head] == grammar.Gerund && c.First == c.Head && e.isWord(p, "of") && j == c.Head {
			return up{gerundOf, e.verb(v), None, p}
		}
		return up{rel, e.verb(v), None, p}
	case e.g.Tags[j] == grammar.Adjective || e.g.Tags[j] == grammar.Participle:
		if op := e.operator(j, pack.AdjectiveWord, issue, func(_ *match, r *pack.Rule) bool {
			return isGerund || len(r.Target) == 0 || slices.Contains(r.Target, "object") // due to its opposition
		}); op != None {
			return up{complement, node{None, None}, op, p}
		}
		if q := e.before(j); isGerund && e.isWord(p, "in") && q != None && e.g.ClauseOf[q] != None && e.g.Tags[q] == grammar.Be { // has been consistent in opposing
			return up{rel, e.verb(e.g.ClauseOf[q]), None, p}
		}
	}
	return up{relation: top, to: node{None, None}, op: None, prep: p}
}

// exampleOf returns the noun phrase before including or such as, of which what follows is an example, or along with, beside which
// it stands; None: there is none.
func (e *Engine) exampleOf(p int32) int32 {
	j := e.before(p)
	switch {
	case e.either(p, e.w.including, e.w.alongside):
	case e.is(p, e.w.as) && p > e.first+2 && e.isWord(p-1, "well") && e.isWord(p-2, "as"):
		j = e.before(p - 2)
	case e.is(p, e.w.with) && p > e.first+1 && e.isWord(p-1, "along", "together"):
		j = e.before(p - 1)
	case e.is(p, e.w.as) && j != None && e.isWord(j, "such"):
		j = e.before(j)
	default:
		return None
	}
	if j != None && e.isComma(j) {
		j = e.before(j)
	}
	if j == None {
		return None
	}
	return e.g.ChunkOf[j]
}

// leavesOpen reports whether a chunk names what leaves open whether something is to be: a vote on it.
func (e *Engine) leavesOpen(c int32) bool {
	return e.inGroup(e.g.Chunks[c].Head, lexicon.Deciding)
}

// likeBefore returns the same preposition before it, where one is joined to another: "for relief and for talks"; None: none.
func (e *Engine) likeBefore(p int32) int32 {
	j := e.before(p)
	if j == None || e.g.Tags[j] != grammar.Coordinator || e.g.Tags[p] != grammar.Preposition || e.isWord(p, "of", "in") {
		return None
	}
	for i := j - 1; i > e.first && i > j-20; i-- {
		if v := e.g.ClauseOf[i]; v != None && e.g.Clauses[v].Finite || e.g.Tags[i] == grammar.Punct && !e.isComma(i) {
			break
		}
		if e.g.Tags[i] == grammar.Preposition && e.doc.Tokens[i].Word == e.doc.Tokens[p].Word && e.before(i) != None && e.g.Tags[e.before(i)] != grammar.Coordinator {
			return i
		}
	}
	return None
}

// ofHolder reports whether "of" at a token tells whose side the noun before it names: the commitment | of Malta to.
func (e *Engine) ofHolder(p int32) bool {
	j := e.before(p)
	return e.is(p, e.w.of) && j != None && e.inGroup(j, lexicon.SideOf)
}

// overOwner makes the step from a phrase behind a preposition over the one whose objection or deed it is: "objections from
// Austria to", "the approval by parliament of".
func (e *Engine) overOwner(j, p, issue int32) (up, bool) {
	isOf := e.is(p, e.w.of)
	if j == None || e.g.ChunkOf[j] == None || !isOf && !e.isWord(p, "to", "for", "against", "over", "on") {
		return up{}, false
	}
	q := e.g.Chunks[e.g.ChunkOf[j]].Prep
	if q == None || !e.isWord(q, "from", "by", "among", "within", "in") && !e.ofHolder(q) || !e.agentive(e.g.ChunkOf[j]) {
		return up{}, false
	}
	i := e.before(q)
	if i == None || e.g.ChunkOf[i] == None {
		return up{}, false
	}
	d := e.g.ChunkOf[i]
	if isOf && (!e.isWord(q, "by") || !e.takesNoOf(j, p)) {
		return up{}, false
	}
	op := e.operator(e.g.Chunks[d].Head, pack.NounWord, issue, func(m *match, r *pack.Rule) bool {
		if isOf {
			return m.last <= q+1 && (r.Kind == pack.PredicateRule || r.Kind == pack.CarrierRule || r.Kind == pack.ReverserRule)
		}
		return r.Kind == pack.PredicateRule && m.last <= q+1 && (r.Sign < 0 || !e.isWord(p, "against")) // a petition by settlers against
	})
	return up{genitive, e.noun(d), op, p}, op != None
}

// takesNoOf reports whether "of" at a token says nothing about the name or body that ends at j: "by Chile of the accord",
// but "by the leader of the party".
func (e *Engine) takesNoOf(j, p int32) bool {
	if e.doc.Is(j, lexicon.PlaceName) {
		return true
	}
	next := p + 1
	return next < e.last && (e.g.Tags[next] == grammar.Determiner || e.g.Tags[next] == grammar.Adjective) && (e.g.Tags[j] == grammar.Proper || e.doc.Is(j, lexicon.Body))
}

// besidePlace returns what a phrase is joined to behind k: no thing is joined to a place, but to what is told of the place: "a
// withdrawal from Kassel and | the release of the men".
func (e *Engine) besidePlace(c, k int32) int32 {
	p := e.g.Chunks[k].Prep
	if p == None || p <= e.first || e.g.ChunkOf[p-1] == None || !e.doc.Is(e.g.Chunks[k].Head, lexicon.PlaceName) || e.g.Tags[e.g.Chunks[c].First] != grammar.Determiner ||
		e.g.Tags[e.g.Chunks[c].Head] != grammar.Noun || e.agentive(c) {
		return k
	}
	return e.g.ChunkOf[p-1]
}
