package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file answers what a climb asks at its steps: whether a verb only passes on, whether a phrase goes with an outer one.

// besideArticle reports whether a phrase that is joined to another, or the next of the list, begins with an article: it may
// go with an outer phrase that does.
func (e *Engine) besideArticle(n node) bool {
	var i int32
	if n.chunk == None {
		i = e.g.Clauses[n.clause].Last
	} else {
		if e.g.Tags[e.g.Chunks[n.chunk].First] == grammar.Determiner {
			return true
		}
		i = e.g.Chunks[n.chunk].Last
	}
	from := i
	for i < e.last && (e.isComma(i) || e.g.Tags[i] == grammar.Coordinator) {
		i++
	}
	return i > from && i < e.last && e.g.Tags[i] == grammar.Determiner && e.g.ChunkOf[i] != None
}

// deedBeside reports whether the chain comes from a deed that one asks for beside what a noun ends, not below it: "an end to the
// fighting | and the release of the captives". inner is the phrase that the noun governs.
func (e *Engine) deedBeside(inner int32, c *climb) bool {
	i := c.links[len(c.links)-1].Span.First
	if i < e.first || i >= e.last {
		return false
	}
	k := e.g.ChunkOf[i]
	if k == None || e.g.Chunks[k].First <= e.g.Chunks[inner].First {
		return false
	}
	return e.inGroup(e.g.Chunks[k].Head, lexicon.Remedy) && e.isWord(e.g.Chunks[k].Last, "of", "to", "for", "from")
}

// soMust: "The attacks must stop, and so must the raids": a modal verb alone stands for the verb before it.
func (e *Engine) soMust(v int32, c *climb) bool {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.Head] != grammar.Modal || cl.First == e.first || !e.isWord(cl.First-1, "so") || v == e.clauseFrom {
		return false
	}
	op := e.operator(e.g.Clauses[v-1].Head, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule
	})
	if op == None {
		return true
	}
	e.apply(op, c)
	e.speaks(cl.Head, c)
	return true
}

// willDo reports whether a clause tells what somebody who can take sides is going to do: the government will block it.
func (e *Engine) willDo(v int32) bool {
	if !e.announced(v) {
		return false
	}
	for _, s := range e.agents(v) {
		if e.canHold(s) && e.g.ChunkOf[s.First] != None && e.agentive(e.g.ChunkOf[s.First]) {
			return true
		}
	}
	return false
}

// askedFor reports whether a clause tells what somebody ought to do: "block it", "must block it", "demanded that they block it".
func (e *Engine) askedFor(v int32) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if e.inGroup(i, lexicon.Obliging) {
			return true
		}
	}
	return e.imperative(v) || e.subjunctive(v)
}

// judgesObject reports whether a verb's verdict on what stands behind it is that of the one who speaks.
func (e *Engine) judgesObject(k, v int32) bool {
	return e.rule(&e.matches[k]).Object != 0 && e.g.Clauses[v].Finite && (e.inVoice(v) || len(e.agents(v)) == 0)
}

// ruled takes in what a court says that may or may not be: "ruled that the mine could not go ahead". It reports whether
// a clause tells that.
func (e *Engine) ruled(what, v int32, c *climb) bool {
	if what == None || !e.inGroup(e.g.Clauses[v].Head, lexicon.Ruling) {
		return false
	}
	cl := &e.g.Clauses[what]
	if !cl.Passive && cl.Subject != None && e.agentive(cl.Subject) {
		return false // the reservists may not refuse
	}
	for i := cl.First; i < cl.Head; i++ {
		if e.inGroup(i, lexicon.Permitting) {
			c.possible = false
			if e.asserted(v, true) {
				e.emitAll(e.agents(v), v, c)
			}
			return true
		}
	}
	return false
}

// noTry reports whether a phrase says that nobody tries: "no efforts were made by the union to end the raids" tells of no side of its.
func (e *Engine) noTry(op int32, ch *grammar.Chunk) bool {
	m := &e.matches[op]
	return e.inGroup(m.head, lexicon.Trying) && e.g.Tags[ch.First] == grammar.Determiner && e.shifterAt(ch.First, "negation") != nil
}

// triedBy reports whether a noun phrase is what somebody tries himself: who gives up his efforts need not be against what
// they are for. Who will not give them up is for it.
func (e *Engine) triedBy(n, by node) bool {
	if n.chunk == None || by.clause != None && e.g.Clauses[by.clause].Negated || !e.inGroup(e.g.Chunks[n.chunk].Head, lexicon.Trying) || !e.isWord(e.g.Chunks[n.chunk].First, "its", "his", "her", "their") {
		return false
	}
	if e.trace != nil {
		e.trace("  stops: who gives up trying need not be against it")
	}
	return true
}

// toBeDone takes in what somebody wants to be done to an object: "calls for the blockade to be lifted", "wants the
// outposts dismantled". It reports whether there was such a thing.
func (e *Engine) toBeDone(n node, u *up, c *climb) bool {
	from := u.to.clause
	if n.chunk != None && from == None && u.op != None && u.to.chunk != None && (u.relation == complement || u.relation == genitive) { // calls for it to be scrapped
		if r := e.rule(&e.matches[u.op]); r.Kind != pack.PredicateRule || r.Sign <= 0 || r.Speech != "speech" || r.Class != pack.NounWord {
			return false
		}
		if from = e.g.Chunks[n.chunk].Clause; from == None {
			return false
		}
	} else if n.chunk == None || from == None || u.relation != object && u.relation != complement {
		return false
	}
	for v := from + 1; int(v) < len(e.g.Clauses) && e.g.Clauses[v].First < e.last; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < e.g.Chunks[n.chunk].Last {
			continue
		}
		i := e.g.Chunks[n.chunk].Last
		for ; i < cl.First; i++ {
			if e.isComma(i) { // "the outpost, inhabited by settlers, to be evacuated"
				for i++; i < e.last && !e.isComma(i); i++ {
				}
				continue
			}
			if e.g.Tags[i] != grammar.Preposition && e.g.ChunkOf[i] == None && e.g.Tags[i] != grammar.Mark && e.g.Tags[i] != grammar.Coordinator && e.g.Tags[i] != grammar.Adverb && e.g.Tags[i] != grammar.Adjective {
				return false
			}
		}
		if cl.First < i {
			continue // inside the insertion
		}
		ends := !cl.Passive && cl.Object == None && e.isInfinitive(v) && (cl.Last >= e.last || e.g.ChunkOf[cl.Last] == None && e.g.Tags[cl.Last] != grammar.Mark) // wants the tariffs to end
		if !ends && (!cl.Passive || !e.isInfinitive(v) && (e.g.Tags[cl.Head] != grammar.Participle || cl.Finite || e.byAgent(v) != nil)) {
			return false
		}
		op := e.operator(cl.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool {
			return r.Kind == pack.ReverserRule || !ends && r.Kind != pack.VerdictRule
		})
		if op != None && slices.ContainsFunc(c.links, func(l Link) bool { return l.Span.First == e.matches[op].first }) {
			return false // taken in before
		}
		if u.to.clause == None {
			if op != None && e.isInfinitive(v) {
				e.apply(op, c)
				return true
			}
			return false
		}
		g := &e.g.Clauses[u.to.clause]
		verb := e.operator(g.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool {
			return r.Kind == pack.PredicateRule && r.Sign != 0 && (e.isInfinitive(v) || r.Speech == "attitude" || r.Holder == "speaker")
		})
		if (verb != None || !e.isInfinitive(v) && e.causes(u.to.clause)) && op != None {
			e.apply(op, c)
			return true
		}
		return false
	}
	return false
}

// causes reports whether a verb with a participle behind its object tells what somebody has done to it: "have the
// flights stopped".
func (e *Engine) causes(v int32) bool {
	h := e.g.Clauses[v].Head
	return e.g.Tags[h] == grammar.Have || e.inGroup(h, lexicon.Causing)
}

// toldOfOthers reports whether a clause tells what somebody else than the one who tells it does or did, and not what will
// be done.
func (e *Engine) toldOfOthers(v int32) bool {
	if v == None {
		return false
	}
	cl := &e.g.Clauses[v]
	return cl.OwnSubject && cl.Subject != None && !cl.Modal && e.g.Tags[e.g.Chunks[cl.Subject].Head] != grammar.Pronoun
}

// beyond returns the phrase that a phrase with an indefinite article goes with, where what stands right before it has
// another article: "an end to the war | and a withdrawal". Both of the node are None: it goes with what stands before it.
func (e *Engine) beyond(n, before node) node {
	none := node{None, None}
	if n.chunk == None || before.chunk == None || !e.indefinite(n.chunk) || e.indefinite(before.chunk) {
		return none
	}
	q := before.chunk
	for range 3 {
		p := e.g.Chunks[q].Prep
		if p == None || e.before(p) == None || e.g.ChunkOf[e.before(p)] == None {
			return none
		}
		if q = e.g.ChunkOf[e.before(p)]; e.indefinite(q) {
			return e.noun(q)
		}
	}
	return none
}

// indefinite reports whether a phrase begins with an indefinite article.
func (e *Engine) indefinite(chunk int32) bool {
	return e.isWord(e.g.Chunks[chunk].First, "a", "an")
}

// madeOrMissed reports whether a noun that praises what hangs on it is the object of a verb that makes, takes or misses
// it: create the conditions for, seize the chance to.
func (e *Engine) madeOrMissed(u up) bool {
	p := e.before(e.g.Chunks[u.to.chunk].First)
	if p == None || e.g.ClauseOf[p] == None || e.objectRelation(e.g.ClauseOf[p]) != object {
		return false
	}
	return e.operator(e.g.Clauses[e.g.ClauseOf[p]].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind != pack.VerdictRule && !r.Judges }) != None
}

// inStatement reports whether a phrase is the text with which a sentence opens: "In a statement opposing it, the bishops urged".
func (e *Engine) inStatement(n node, prep int32) bool {
	return n.chunk != None && e.isWord(prep, "in") && e.inGroup(e.g.Chunks[n.chunk].Head, lexicon.Finding) && e.possessor(&e.g.Chunks[n.chunk]).First == None
}

// feltAfter gives the side of who tells what he feels after something was done: "expressed dismay after parliament approved
// it". v is the clause of the deed. It reports whether anybody does.
func (e *Engine) feltAfter(v int32, c *climb) bool {
	m := e.g.Clauses[v].Marker
	if m == None || !e.isWord(m, "after", "when") {
		return false
	}
	j := e.before(m)
	if j == None || e.g.ChunkOf[j] == None || e.g.Chunks[e.g.ChunkOf[j]].Last != m {
		return false
	}
	a, p := &e.g.Chunks[e.g.ChunkOf[j]], e.before(e.g.Chunks[e.g.ChunkOf[j]].First)
	if p == None || e.g.ClauseOf[p] == None || !e.isWord(e.g.Clauses[e.g.ClauseOf[p]].Head, "expressed", "voiced", "express", "expresses", "voice", "expressing", "voicing") {
		return false
	}
	sign, rule := int8(-1), "core/lists/disapproval"
	switch {
	case e.m.List(e.set.Disapproval, a.Head, a.Last) > 0:
	case e.m.List(e.set.Approval, a.Head, a.Last) > 0:
		sign, rule = 1, "core/lists/approval"
	default:
		return false
	}
	w := e.g.ClauseOf[p]
	d := *c
	d.sign *= sign
	d.gave = false
	d.link(PredicateRole, a.Head, a.Last, rule, sign)
	if e.trace != nil {
		e.trace("  × %+d %q", sign, e.doc.Slice(a.Head, a.Last))
	}
	e.emitAll(e.agents(w), w, &d)
	c.gave = c.gave || d.gave
	return d.gave
}

// attending reports whether a noun that takes a side goes with a deed by a preposition: resigned in protest at, as a
// protest against, with a call for.
func (e *Engine) attending(prep int32, c *climb) bool {
	if c.gave || !e.isWord(prep, "in", "as", "with", "amid", "out", "among") && !(e.isWord(prep, "by") && e.doc.Is(min(prep+1, e.last-1), lexicon.Gerund)) { // by voting against
		return false
	}
	sided := func(r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Class == pack.NounWord && r.Holder == "subject"
	}
	if c.rule != nil {
		return sided(c.rule)
	}
	for i := max(e.target.First, e.first); i < e.target.Last; i++ { // a target that says so itself: "protest against drilling"
		for k := e.headAt[i-e.first]; k != None; k = e.matches[k].next {
			if m := &e.matches[k]; !m.dead && m.last <= e.target.Last && sided(e.rule(m)) {
				return true
			}
		}
	}
	return false
}

// resumed returns the clause that goes on with a quotation behind its cue, where the cue was taken for the verb of what
// stands before it: "The plan," he said, "is a waste". None: it is no such cue.
func (e *Engine) resumed(at, cue int32) int32 {
	s := e.voice[at]
	if s == None || e.voice[e.g.Clauses[cue].Head] == s {
		return None
	}
	for w := cue + 1; w < min(e.clauseTo, cue+4); w++ {
		if i := e.g.Clauses[w].First; e.voice[i] == s {
			if (e.g.Tags[i-1] == grammar.Mark || e.isComma(i-1)) && !e.g.Clauses[w].OwnSubject && e.g.Clauses[w].Finite {
				return w
			}
			break
		}
	}
	return None
}

// speaksFor: "Supporters of the plan say": those who are called so by what they stand for, where they speak. It reports
// whether they do.
func (e *Engine) speaksFor(n node, v int32, c *climb) bool {
	r := c.rule
	if c.gave || n.chunk == None || r == nil || r.Kind != pack.PredicateRule || r.Class != pack.NounWord || r.Holder != "subject" || !e.agentive(n.chunk) || len(c.links) == 0 || e.g.ChunkOf[c.links[len(c.links)-1].Span.First] != n.chunk {
		return false
	}
	e.suchAs(n.chunk, c)
	if cue := e.doc.Lexicon.VerbCue(e.doc.Tokens[e.g.Clauses[v].Head].Word); cue != nil && !e.g.Clauses[v].Passive && e.asserted(v, false) {
		k := n.chunk
		if w := e.whoIs(v); w != None && n.chunk == e.g.Clauses[v].Subject { // Though a critic of it, Kerry said
			k = w
		}
		e.emitChunk(k, e.g.Chunks[n.chunk].Head, c)
	}
	return c.gave
}

// suchAs gives the side of those who are called so to the ones who are named as some of them: "critics of the plan, among
// them Ida Holm".
func (e *Engine) suchAs(chunk int32, c *climb) {
	i := max(e.target.Last, e.g.Chunks[chunk].Last)
	if !e.isComma(i) && !e.isWord(i, "such", "like", "including") {
		return
	}
	if e.isComma(i) {
		i++
	}
	switch {
	case i+2 < e.last && e.isWord(i, "such") && e.isWord(i+1, "as"), i+2 < e.last && e.isWord(i, "among") && e.isWord(i+1, "them"), i+2 < e.last && e.isWord(i, "led") && e.isWord(i+1, "by"):
		i += 2
	case i+1 < e.last && e.isWord(i, "including", "like", "notably"):
		i++
	default:
		return
	}
	if k := e.chunkFrom(i); k != None && e.agentive(k) {
		for _, s := range e.joinedTo(k, e.last) {
			e.emitSpan(s, i, c)
		}
	}
}

// hasOf reports whether a verb only gives its subject a plan, an objection or a duty that the chain holds: has no plans to.
func (e *Engine) hasOf(v int32, c *climb) bool {
	return e.g.Tags[e.g.Clauses[v].Head] == grammar.Have && !c.gave && c.rule != nil && c.rule.Kind == pack.PredicateRule &&
		c.rule.Class == pack.NounWord && c.rule.Holder == "subject"
}

// transparent reports whether a noun passes on what hangs on it by "of" though no pack says so: parts, kinds, numbers.
func (e *Engine) transparent(chunk int32) bool {
	if chunk == None {
		return false
	}
	return e.g.Tags[e.g.Chunks[chunk].Head] == grammar.Number || e.inGroup(e.g.Chunks[chunk].Head, lexicon.Portion)
}
