package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file goes through what describes a noun: adjectives, relative and participial clauses, in both directions.

// fromAdjective: "opposed to", "in favour of", "ready to": the one of whom it is said holds the side.
func (e *Engine) fromAdjective(op int32, c climb) bool {
	m := &e.matches[op]
	i := e.before(m.first)
	if v := e.g.ClauseOf[m.first]; v != None && e.g.Clauses[v].Finite { // "is opposed to", one verb group
		c2 := c
		e.shift(v, &c2)
		e.emitSubject(v, &c2)
		return e.rise(e.verb(v), c2) || c2.gave
	}
	for i != None && (e.isComma(i) || e.g.Tags[i] == grammar.Adjective || e.g.Tags[i] == grammar.Adverb || e.g.Tags[i] == grammar.Coordinator || e.isWord(i, "than")) {
		if s := e.shifterAt(i, "negation"); s != nil && s.last == i+1 && s.first < i { // "anything but happy about"
			c.sign = -c.sign
			c.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
			i = s.first
		}
		i = e.before(i)
	}
	if i == None {
		return c.gave
	}
	if v := e.g.ClauseOf[i]; v != None {
		e.shift(v, &c)
		if e.modal(v, &c) {
			e.speaks(e.g.Clauses[v].Head, &c)
		} else {
			e.emitSubject(v, &c)
		}
		return e.rise(e.verb(v), c) || c.gave
	}
	if ch := e.g.ChunkOf[i]; ch != None && e.g.Chunks[ch].Prep != None && e.isWord(m.first, "against") { // "a march in Rome against"
		if v := e.governingVerb(ch); v != None && e.asserted(v, true) {
			e.emitAll(e.agents(v), v, &c)
			return c.gave
		}
	}
	if ch := e.g.ChunkOf[i]; ch != None { // "settlers opposed to the plan", "a resolution critical of settlements"
		if e.agentive(ch) {
			e.emitChunk(ch, i, &c)
			return c.gave
		}
		return e.viaDocument(ch, c)
	}
	return c.gave
}

// fromModifier: the climb comes out of a relative or participial clause of a noun.
func (e *Engine) fromModifier(n node, u up, c climb) bool {
	if u.to.chunk == None {
		return c.gave
	}
	if ch := &e.g.Chunks[u.to.chunk]; ch.First < e.target.Last && e.target.First < ch.Last {
		return c.gave // "refused the deal, which Egypt had offered": the target itself, from which the climb went down
	}
	if e.agentive(u.to.chunk) {
		if k := e.filedBy(u.to.chunk); k != None { // rejected an appeal by students who want to stop
			return e.rise(e.noun(k), c) || c.gave
		}
		return e.judgedDoer(u.to.chunk, c) || c.gave // it has taken its side as the agent of its clause
	}
	return e.viaDocument(u.to.chunk, c)
}

// judgedDoer: "condemned the militants firing rockets": who judges the doer judges the deed.
func (e *Engine) judgedDoer(chunk int32, c climb) bool {
	u := e.governor(e.noun(chunk), c.issue)
	if u.relation != object && u.relation != complement || u.to.clause == None {
		return false
	}
	op := u.op
	if op == None {
		op = e.verbOperator(u, c.issue)
	}
	if op == None {
		return false
	}
	if r := e.rule(&e.matches[op]); r.Kind != pack.PredicateRule || r.Sign >= 0 || e.infinitiveBehind(u.to.clause) {
		return false
	}
	c.gave = false
	e.apply(op, &c)
	return e.fromVerb(u.to.clause, c, true, false)
}

// viaDocument goes on from a text or plan whose content the climb has come through: who pushes for a resolution that
// calls for a deadline pushes for the deadline; who is against it need not be.
func (e *Engine) viaDocument(chunk int32, c climb) bool {
	head := e.g.Chunks[chunk].Head
	op := e.operator(head, pack.NounWord, c.issue, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.CarrierRule || r.Kind == pack.PredicateRule && r.Sign > 0
	})
	if op == None && !e.doc.Is(head, lexicon.Document) && !e.isFiling(chunk) {
		if e.trace != nil {
			e.trace("  stops at %q", e.name(e.noun(chunk)))
		}
		return c.gave
	}
	// a resolution that would end it does so
	ends := e.doc.Is(head, lexicon.Document) && c.rule != nil && (c.rule.Kind == pack.ReverserRule || c.rule.Kind == pack.CarrierRule)
	c.content = !ends && !e.isLaw(chunk) && !e.isFiling(chunk) && !(c.rule != nil && c.rule.Kind == pack.PredicateRule && c.rule.Sign > 0 && e.isMotion(head))
	c.possible = false // what a text would do is what it says
	return e.rise(e.noun(chunk), c) || c.gave
}

// isMotion reports whether a text is put to a vote, so that who votes it down is against what it asks for, and is not an issue
// of its own, as a resolution of the United Nations is.
func (e *Engine) isMotion(head int32) bool {
	if !e.isWord(head, "resolution", "resolutions", "motion", "motions") {
		return false
	}
	for k := e.words.first[targets]; k != None; k = e.matches[k].same { // vetoed the resolution is an act
		if m := &e.matches[k]; (m.kind == pack.TargetRule || m.kind == pack.ActRule) && !m.dead && m.first <= head && head < m.last {
			return false
		}
	}
	return true
}

// isLaw reports whether a chunk names a text that does what it says, so that who is against it is against that: a bill,
// but not a resolution.
func (e *Engine) isLaw(chunk int32) bool {
	return e.inGroup(e.g.Chunks[chunk].Head, lexicon.Law)
}

// describe goes down into what is said of a noun behind it: "the truce that Hamas rejected", "settlements, which are
// illegal", "a plan backed by Egypt".
func (e *Engine) describe(chunk int32, c climb) {
	ch := &e.g.Chunks[chunk]
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < ch.Last {
			continue
		}
		if cl.First >= e.last {
			break
		}
		if cl.Kind != grammar.RelClause && cl.Kind != grammar.Participial || !e.describes(v, chunk) {
			continue
		}
		d := c
		d.gave = false
		d.depth++
		switch {
		case cl.Kind == grammar.Participial && e.g.Tags[cl.Head] == grammar.Gerund:
			continue // its agent is the noun
		case cl.OwnSubject && cl.Subject != chunk:
			if e.judges(cl.Head) && e.judgedBehind(v, d) { // "which they consider a mistake"
				continue
			}
			w := e.lastInfinitive(v)
			if op := e.operator(e.g.Clauses[w].Head, pack.VerbWord, c.issue, func(m *match, _ *pack.Rule) bool {
				return m.last <= e.g.Clauses[w].Last || m.last >= e.last || e.g.ChunkOf[m.last] == None // has fought | for a decade
			}); op != None && (e.rule(&e.matches[op]).Kind != pack.VerdictRule || w != v) && e.g.Clauses[w].Object == None {
				e.apply(op, &d)
				e.fromVerb(w, d, true, e.rule(&e.matches[op]).Kind != pack.PredicateRule)
			}
		default:
			e.asSubjectIn(v, d)
		}
	}
}

// describes reports whether a clause describes a chunk: right behind it, or behind the words of its target ("air strikes
// on Rafah, which").
func (e *Engine) describes(v, chunk int32) bool {
	a := e.antecedent(v)
	if a == chunk || a == None {
		return a == chunk
	}
	if e.g.Chunks[chunk].Head < e.target.First || e.g.Chunks[chunk].Head >= e.target.Last || a < chunk {
		return false
	}
	if e.g.Chunks[a].Head < e.target.Last {
		return true
	}
	if cl := &e.g.Clauses[v]; cl.Kind == grammar.Participial && e.g.Tags[cl.First] == grammar.Participle && e.isComma(e.before(cl.First)) { // "the truce between Israel and Hamas, brokered by Egypt"
		for k := a; k > chunk; k-- {
			p := e.g.Chunks[k].Prep
			if q := e.before(e.g.Chunks[k].First); p == None && (q == None || e.g.Tags[q] != grammar.Coordinator) {
				return false
			} else if p != None && p > e.first && e.g.ChunkOf[p-1] == chunk {
				return true
			}
		}
		return false
	}
	p := e.g.Chunks[a].Prep // "a trade deal in Lima, which Peru"
	return p != None && e.g.Clauses[v].Marker != None && e.isComma(e.before(e.g.Clauses[v].Marker)) && e.isWord(p, "in", "at", "on") && e.before(p) != None && e.g.ChunkOf[e.before(p)] == chunk
}

// judgedBehind: a verb that judges what its clause describes, with the verdict right behind it.
func (e *Engine) judgedBehind(v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	for i := cl.Last; i < min(cl.Last+6, e.last); i++ {
		if t := e.g.Tags[i]; t.IsVerb() || t == grammar.Punct {
			return false
		}
		k := e.verdictAt(i, c.issue)
		if k == None {
			continue
		}
		e.addVerdict(k, e.rule(&e.matches[k]).Sign, Span{cl.First, cl.Last}, &c)
		e.shift(v, &c)
		if e.asserted(v, false) {
			e.emitAll(e.agents(v), v, &c)
		}
		return true
	}
	return false
}

// lastInfinitive returns the innermost infinitive that hangs on a verb right behind it: had promised | to remove.
func (e *Engine) lastInfinitive(v int32) int32 {
	for {
		n := v + 1
		if int(n) >= len(e.g.Clauses) || e.g.Clauses[n].First != e.g.Clauses[v].Last || !e.isInfinitive(n) {
			return v
		}
		v = n
	}
}

// asSubjectIn is asSubject for a clause that describes its subject; its climb ends there.
func (e *Engine) asSubjectIn(v int32, c climb) {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.Head] == grammar.Be || e.linking(cl.Head) {
		e.judged(v, c)
		return
	}
	if a := e.answerTo(v); a.sign != 0 {
		e.react(&a, &c)
		for _, w := range a.who {
			e.emitSpan(w, a.noun.First, &c)
		}
		return
	}
	op := e.operator(cl.Head, pack.VerbWord, c.issue, nil)
	if op == None {
		return
	}
	r := e.rule(&e.matches[op])
	passive := cl.Passive || e.g.Tags[cl.Head] == grammar.Participle && !cl.Finite
	switch {
	case r.Kind == pack.VerdictRule && !passive:
		e.verdict(op, c, r.Sign)
	case passive && r.Kind == pack.PredicateRule:
		by := e.byAgent(v)
		if by != nil {
			e.apply(op, &c)
			e.shift(v, &c)
			e.emitAll(by, v, &c)
		}
	}
}
