package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds judgements: what is said of the target or done to it in the voice of the one who speaks.

// judges reports whether a verb can have a verdict behind its object.
func (e *Engine) judges(head int32) bool {
	for i := e.headAt[head-e.first]; i != None; i = e.matches[i].next {
		if e.rule(&e.matches[i]).Judges {
			return true
		}
	}
	return false
}

// addVerdict adds a verdict to a chain, with its sign there and the words that pass it on as the cue.
func (e *Engine) addVerdict(verdict int32, sign int8, cue Span, c *climb) (*match, *pack.Rule) {
	m := &e.matches[verdict]
	r := e.rule(m)
	c.sign *= sign
	c.strength, c.cue = r.Strength, cue
	c.link(VerdictRole, m.first, m.last, r.ID, sign)
	return m, r
}

// called: "calls the blockade illegal": a verdict behind the object of a verb that judges, in its subject's voice.
func (e *Engine) called(n node, v int32, on *climb) (done, gave bool) {
	cl := &e.g.Clauses[v]
	if !e.judges(cl.Head) {
		return false, false
	}
	from := e.g.Chunks[n.chunk].Last
	if h := e.g.Chunks[n.chunk].Head; e.target.First <= h && h < e.target.Last { // past all words of the target
		from = max(from, e.target.Last)
	}
	if e.target.First >= from && e.target.First < from+8 && e.unfinite(from, e.target.First) { // called | the decision | to lift the tariffs | a mistake
		from = e.target.Last
	}
	from = max(from, e.pastList(cl.Last, min(e.last, from+12)))
	for i := from; i < min(e.last, from+12); i++ {
		k := e.verdictAt(i, on.issue)
		if w := e.g.ClauseOf[i]; w != None && k == None && (e.g.Tags[e.g.Clauses[w].Head] != grammar.Be || e.g.Tags[cl.First] == grammar.Gerund && e.g.Clauses[w].Finite) || // but: calling a vote | is no crime
			e.g.Tags[i] == grammar.Coordinator && e.g.Tags[min(i+1, e.last-1)] != grammar.Adjective || e.isComma(i) {
			break
		}
		if k == None {
			continue
		}
		c := *on
		m, r := e.addVerdict(k, e.rule(&e.matches[k]).Sign, Span{cl.First, cl.Last}, &c)
		if e.trace != nil {
			e.trace("  × %+d %q … %q (%s)", r.Sign, e.name(e.verb(v)), e.doc.Slice(m.first, m.last), r.ID)
		}
		if e.isInfinitive(v) && !e.asserted(v, false) || cl.Kind == grammar.Participial && !e.afterComma(v) { // voted to declare it void, a motion calling it illegal
			return true, e.fromVerb(v, c, true, false)
		}
		e.shift(v, &c)
		if e.modal(v, &c) {
			e.speaks(cl.Head, &c)
		} else if e.asserted(v, false) {
			e.emitAll(e.agents(v), v, &c)
		}
		return true, c.gave
	}
	return false, false
}

// calledBy: the phrase is the subject of a passive that tells what somebody calls it: "was described as a disgrace by".
func (e *Engine) calledBy(v int32, on *climb) (done, gave bool) {
	cl := &e.g.Clauses[v]
	if !cl.Passive || !cl.Finite || !e.judges(cl.Head) || e.byAgent(v) == nil {
		return false, false
	}
	for i := cl.Last; i < min(e.last, cl.Last+10) && !e.is(i, e.w.by); i++ {
		k := e.verdictAt(i, on.issue)
		if k == None {
			continue
		}
		c := *on
		e.addVerdict(k, e.rule(&e.matches[k]).Sign, Span{cl.First, cl.Last}, &c)
		e.shift(v, &c)
		if !e.modal(v, &c) && e.asserted(v, false) {
			e.emitAll(e.agents(v), v, &c)
		}
		return true, c.gave
	}
	return false, false
}

// pastList returns the token behind a list of examples between commas in a run of tokens, or None: "called the camps, including
// those in the north and the east, | illegal".
func (e *Engine) pastList(first, last int32) int32 {
	for i := first; i+1 < last; i++ {
		if e.isComma(i) && e.isWord(i+1, "including", "among", "notably", "like") {
			for k := i + 2; k < min(e.last, i+14); k++ {
				if e.isComma(k) {
					return k + 1
				}
			}
		}
	}
	return None
}

// unfinite reports whether only an infinitive or a preposition and what belongs to them stand in a run of tokens.
func (e *Engine) unfinite(first, last int32) bool {
	t := e.g.Tags[first]
	if t != grammar.To && t != grammar.Preposition && t != grammar.Relative {
		return false
	}
	for i := first; i < last; i++ {
		if v := e.g.ClauseOf[i]; v != None && e.g.Clauses[v].Finite && (t != grammar.Relative || e.g.Clauses[v].Kind != grammar.RelClause) || e.g.Tags[i] == grammar.Punct || e.g.Tags[i] == grammar.Mark {
			return false
		}
	}
	return true
}

// verdictVerb returns the verdict that a verb gives, or None.
func (e *Engine) verdictVerb(v, issue int32) int32 {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.First] == grammar.Do && cl.First < cl.Head { // the grammar took a noun for the verb: do | harm to
		if k := e.operator(cl.First, pack.VerbWord, issue, func(m *match, r *pack.Rule) bool { return r.Kind == pack.VerdictRule && m.last > cl.Head }); k != None {
			return k
		}
	}
	return e.operator(cl.Head, pack.VerbWord, issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.VerdictRule })
}

// linking reports whether a verb ties a verdict to its subject: is, remains, amounts to.
func (e *Engine) linking(i int32) bool {
	return e.set.Links != pack.NoList && e.m.List(e.set.Links, i, e.last) > 0
}

// judged: the phrase is the subject of is and the like: a verdict behind it decides.
func (e *Engine) judged(v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	end := min(cl.Last+12, e.last)
	but := false // "is not a threat but an opportunity"
	for i := cl.Last; i < end; i++ {
		t := e.g.Tags[i]
		but = but || cl.Negated && e.isWord(i, "but")
		if t == grammar.Punct && !e.isComma(i) {
			break
		}
		if op := e.verdictAt(i, c.issue); op != None && !e.merely(i) {
			r := e.rule(&e.matches[op])
			if t == grammar.Adjective && r.Sign > 0 && e.weighs(op, c.issue) { // "is a key obstacle to"
				continue
			}
			if cl.Negated && r.Sign > 0 && e.isWord(e.matches[op].last, "without") { // "is not possible without": no judgement on it
				return c.gave
			}
			if !but {
				e.shift(v, &c)
			}
			return e.verdict(op, c, r.Sign) || c.gave
		}
		if w := e.g.ClauseOf[i]; w != None && (t == grammar.Gerund || t == grammar.Have && !e.g.Clauses[w].Finite) && e.g.Clauses[w].First == i && i <= cl.Last+1 { // is "having a bad effect on"
			if k := e.verdictVerb(w, c.issue); k != None {
				return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
			}
		}
		if m := e.shifterAt(i, "negation"); m != nil { // "is no solution", "is far from fair"
			c.sign = -c.sign
			c.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
			i = m.last - 1
			continue
		}
		if m := e.pseudoAt(i); m != nil { // "is nothing less than an insult"
			i = m.last - 1
			continue
		}
		if i > cl.Last && (t.IsVerb() || t == grammar.Subordinator || t == grammar.Relative) || t == grammar.Preposition && i > cl.Last {
			break
		}
	}
	// "is opposed", "is our goal"
	if cl.Last < e.last {
		if ch := e.chunkFrom(cl.Last); ch != None {
			head := e.g.Chunks[ch].Head
			if op := e.operator(head, pack.NounWord, c.issue, nil); op != None {
				if e.rule(&e.matches[op]).Kind == pack.PredicateRule {
					e.apply(op, &c)
					e.shift(v, &c)
					e.positionOf(op, &e.g.Chunks[ch], v, &c)
					return c.gave
				}
			}
		}
	}
	if e.trace != nil {
		e.trace("  stops: subject of %q without a verdict", e.name(e.verb(v)))
	}
	return c.gave
}

// verdictAt returns the verdict that begins at a token, adjective or noun, or None.
func (e *Engine) verdictAt(i, issue int32) int32 {
	best := None
	for k := e.words.first[verdicts]; k != None; k = e.matches[k].same {
		m := &e.matches[k]
		if m.first > i {
			break
		}
		r := e.rule(m)
		if m.first != i || r.Class == pack.AdjectiveWord && (e.g.Tags[i] == grammar.Noun || e.g.Tags[i] == grammar.Preposition) && m.last == i+1 || !e.set.Serves(r, issue) {
			continue
		}
		if best == None || e.preferred(k, best) {
			best = k
		}
	}
	return best
}

// weighs reports whether a verdict of one word only tells how much weight what is bad has: a fundamental obstacle, the key failure.
func (e *Engine) weighs(verdict, issue int32) bool {
	m := &e.matches[verdict]
	ch := e.g.ChunkOf[m.first]
	if ch == None || m.last > m.first+1 || !e.inGroup(m.first, lexicon.Weighing) {
		return false
	}
	h := e.g.Chunks[ch].Head
	return h > m.first && (e.isBad(h, issue) || h > m.first+1 && e.isBad(m.last, issue))
}

// isBad reports whether a noun, or words that begin with it, take a side against what they are said of.
func (e *Engine) isBad(noun, issue int32) bool {
	if k := e.verdictAt(noun, issue); k != None {
		return e.rule(&e.matches[k]).Sign < 0
	}
	return e.operator(noun, pack.NounWord, issue, func(_ *match, r *pack.Rule) bool { return r.Sign < 0 }) != None
}

// merely reports whether a just before an adjective or an article is no judgement: "is not just wrong", "is just a start".
func (e *Engine) merely(i int32) bool {
	return i+1 < e.last && e.isWord(i, "just") && (e.g.Tags[i+1] == grammar.Adjective || e.g.Tags[i+1] == grammar.Determiner)
}

// extraposed: "it would be a mistake to ban it", "it is vital that talks go on": the verdict is on what follows it.
func (e *Engine) extraposed(u up, c climb) bool {
	m := &e.matches[u.op]
	i := e.before(m.first)
	if u.to.chunk != None {
		i = e.before(e.g.Chunks[u.to.chunk].First)
	}
	if i == None || e.g.ClauseOf[i] == None {
		return e.verdict(u.op, c, e.rule(m).Sign) || c.gave
	}
	v := e.g.ClauseOf[i]
	e.shift(v, &c)
	return e.verdict(u.op, c, e.rule(m).Sign) || c.gave
}

// pleonastic reports whether a verb group is that of "it was too early to recognise": nobody does it.
func (e *Engine) pleonastic(v int32) bool {
	cl := &e.g.Clauses[v]
	if !cl.OwnSubject || cl.Subject == None || !e.is(e.g.Chunks[cl.Subject].Head, e.w.it) {
		return false
	}
	for i := cl.First; i < cl.Head; i++ {
		if e.g.Tags[i] == grammar.To {
			return i > cl.First+1 && e.g.Tags[i-1] == grammar.Adverb
		}
	}
	return false
}

// denied reports whether a clause says what nothing and nobody will do: the one who speaks says so.
func (e *Engine) denied(v int32) bool {
	cl := &e.g.Clauses[v]
	if !cl.OwnSubject || cl.Subject == None || !cl.Modal {
		return false
	}
	s := &e.g.Chunks[cl.Subject]
	m := e.shifterAt(s.First, "negation")
	return m != nil && m.first == s.First && (s.Head < m.last || e.isWord(s.First, "no"))
}

// verdict ends a climb with a judgement by the one who speaks.
func (e *Engine) verdict(op int32, c climb, sign int8) bool {
	if sign == 0 {
		e.topic = e.topic || e.rule(&e.matches[op]).Sign == 0
		return false
	}
	if p := c.rule; p != nil && p.Kind == pack.PredicateRule && p.Class == pack.NounWord && p.Speech == "act" && sign < 0 && e.inGroup(e.matches[op].last-1, lexicon.Failing) {
		if e.trace != nil {
			e.trace("  stops: only told to have failed")
		}
		return c.gave // talks on a truce failed
	}
	m, r := e.addVerdict(op, sign, Span{e.matches[op].first, e.matches[op].last}, &c)
	if e.trace != nil {
		e.trace("  × %+d verdict %q (%s)", sign, e.doc.Slice(m.first, m.last), r.ID)
	}
	if v := e.g.ClauseOf[m.first]; v != None && r.Class == pack.VerbWord {
		if p := e.g.Clauses[v].Parent; c.rule == nil && p != None && e.isWord(e.g.Clauses[v].First-1, "nor") && e.isWord(e.g.Clauses[p].Head-1, "neither") { // "neither help nor hinder it"
			other := e.operator(e.g.Clauses[p].Head, pack.VerbWord, c.issue, nil)
			if other == None || e.rule(&e.matches[other]).Sign*r.Sign < 0 {
				c.neutral = true
			}
			c.rule = r
		}
		e.shift(v, &c)
		if i := e.g.Clauses[v].Last; i < e.last && m.last <= i {
			if s := e.shifterAt(i, "negation"); s != nil && s.first == i { // "serves nobody"
				c.sign = -c.sign
				c.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
			}
		}
	}
	c.possible = false // what might harm is harmful
	if r.Class == pack.VerbWord && r.Sign < 0 && sign > 0 {
		c.given = true // who fears for it if something else is done is for it, done or not
	}
	if r.Class == pack.NounWord && e.owner(m.head, &c) {
		return c.gave
	}
	e.speaks(m.first, &c)
	return c.gave
}

// owner gives the side to the one whose goal, hope or call a noun is: "Jordan's goal is", "the aim of the talks' hosts".
// It reports whether there is one.
func (e *Engine) owner(head int32, c *climb) bool {
	ch := e.g.ChunkOf[head]
	if ch == None || e.operator(head, pack.NounWord, c.issue, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Holder == "subject"
	}) == None {
		return false
	}
	p := e.possessor(&e.g.Chunks[ch])
	if l := e.g.Chunks[ch].Last; p.First == None && l+1 < e.last && e.isWord(l, "of") {
		if e.operator(head, pack.NounWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule && r.Sign < 0 }) != None {
			return true // a rejection of something else
		}
		if k := e.chunkFrom(l + 1); k != None && e.agentive(k) {
			p = e.spanOf(k)
		}
	}
	if p.First == None || !e.canHold(p) {
		return false
	}
	e.emitSpan(p, head, c)
	return true
}

// judge gives the verdict of an adjective before a noun to the one who speaks, where somebody does.
func (e *Engine) judge(op int32, c climb, sign int8) {
	m := &e.matches[op]
	if _, _, ok := e.voiceAt(m.first); !ok {
		return
	}
	c.conf *= 0.85
	c.given = true // "as long as the inhuman siege goes on"
	e.verdict(op, c, sign)
}
