package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file begins the climbs from nouns.

// fromTarget climbs from a noun.
func (e *Engine) fromTarget(i int) {
	m := &e.matches[i]
	r := e.rule(m)
	c := e.start(i)
	if e.trace != nil {
		e.trace("target %q (%s, sign %+d)", e.doc.Slice(m.first, m.last), r.ID, r.Sign)
	}
	chunk := None
	at := m.first
	for ; at < m.last; at++ {
		if e.g.ChunkOf[at] != None {
			chunk = e.g.ChunkOf[at]
			break
		}
		if e.doc.Tokens[at].Char == '(' { // genetically modified (GM) | crops
			for at++; at < m.last && e.doc.Tokens[at].Char != ')'; at++ {
			}
		}
	}
	e.speak(i)
	if v := e.g.ClauseOf[m.first]; v != None && e.g.Tags[m.first] == grammar.Gerund && e.isWord(m.first+1, "of") {
		c.held = v // the dismantling of
		if !e.rise(e.verb(v), c) {
			e.lean(i, c)
		}
		return
	}
	if v := e.g.ClauseOf[m.first]; v != None && e.g.Tags[m.first].IsVerb() {
		// a noun that the grammar took for a verb, or a target with a verb in it
		if !e.fromVerb(v, c, e.g.Tags[m.first] != grammar.Gerund || e.g.Clauses[v].Finite && e.g.Clauses[v].First < m.first, true) { // is campaigning for
			e.lean(i, c)
		}
		return
	}
	if chunk == None {
		if e.trace != nil {
			e.trace("  stops: no noun phrase")
		}
		e.lean(i, c)
		return
	}
	e.deed(i, chunk, c)
	ch := &e.g.Chunks[chunk]
	if e.prefixed(m, ch, &c) {
		return
	}
	e.owned(m, ch, &c)
	if m.last < ch.Last && m.last <= ch.Head { // settlement | freeze
		if e.calledAfter(m.last, ch, &c) {
			return
		}
		if !e.premodifier(m.last, ch, &c) {
			if e.trace != nil {
				e.trace("  stops: it only describes %q", e.doc.TokenText(ch.Head))
			}
			e.lean(i, c)
			return
		}
	}
	e.tabledBy(ch, &c)
	e.attributes(ch, m, &c)
	e.describe(chunk, c)
	if !e.rise(e.noun(chunk), c) {
		if e.topic {
			e.lastSpoken[len(e.lastSpoken)-1].aired = true
		}
		e.lean(i, c)
	}
}

// prefixed: "anti-whaling activists", "the pro-independence party", "Brexit-backing MPs": those whom the word describes take the side.
func (e *Engine) prefixed(m *match, ch *grammar.Chunk, c *climb) bool {
	t := e.doc.Parts(&e.doc.Tokens[m.first])
	if t.Head == 0 || m.last > ch.Head {
		return false
	}
	switch e.doc.Lexicon.Text(t.Head) {
	case "anti":
		c.sign = -c.sign
	case "pro":
	default:
		switch e.doc.Lexicon.Text(t.Tail) {
		case "sceptic", "skeptic", "hating", "opposing":
			c.sign = -c.sign
		case "backing", "supporting", "voting", "favouring", "favoring", "loving":
		default:
			return false
		}
		if k := e.g.ChunkOf[ch.Head]; k == None || !e.agentive(k) {
			return false
		}
	}
	k := e.g.ChunkOf[ch.Head]
	if k != None && e.agentive(k) {
		e.emitChunk(k, ch.Head, c)
		return true
	}
	c.link(ModifierRole, m.first, m.first+1, e.rule(m).ID, 1)
	return false
}

// calledAfter: "gun-control advocates", "veil-ban critics": those who are called by what they stand for or against take the
// side. from is the token behind the target. It reports whether they do.
func (e *Engine) calledAfter(from int32, ch *grammar.Chunk, c *climb) bool {
	k := e.g.ChunkOf[ch.Head]
	if k == None || e.set.Backers == pack.NoList || e.isTarget(ch.Head) {
		return false
	}
	against := e.m.List(e.set.Foes, ch.Head, ch.Last) > 0
	if !against && e.m.List(e.set.Backers, ch.Head, ch.Last) < 0 {
		return false
	}
	for i := from; i < ch.Head; i++ {
		if t := e.g.Tags[i]; t == grammar.Possessive || t == grammar.Adjective || t != grammar.Mark && e.operator(i, pack.NounWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Sign > 0 }) == None {
			return false
		}
	}
	c.link(PredicateRole, ch.Head, ch.Last, "core/lists/backers", 1)
	if against {
		c.sign = -c.sign
		c.links[len(c.links)-1].Rule, c.links[len(c.links)-1].Sign = "core/lists/foes", -1
	}
	e.emitChunk(k, ch.Head, c)
	return true
}

// owned: a target that is somebody's plan, decision or call, in words of its own: "Sharon's disengagement plan".
func (e *Engine) owned(m *match, ch *grammar.Chunk, c *climb) {
	if m.last <= ch.Head || m.first > ch.Head || e.g.Tags[ch.Head] == grammar.Proper { // but: the agency's Clean Power Plan
		return
	}
	for i := e.headAt[ch.Head-e.first]; i != None; i = e.matches[i].next {
		k := &e.matches[i]
		r := e.rule(k)
		if !k.dead && r.Kind == pack.PredicateRule && r.Class == pack.NounWord && r.Sign < 0 && r.Holder == "subject" && r.Speech != "act" && m.first <= k.first && k.last <= m.last {
			d := *c // "its opposition to the reform", all of it the target
			e.possessors(i, ch, &d)
			return
		}
		if !k.dead && r.Kind == pack.PredicateRule && r.Class == pack.NounWord && r.Sign > 0 && r.Holder == "subject" {
			if p := e.possessor(ch); p.First != None && p.First < m.first+1 && p.Last <= ch.Head && (e.g.Tags[p.First] == grammar.Possessive || e.g.Tags[p.Last] == grammar.Possessive) {
				if e.ownersVerb(p, ch) {
					return // broke its promise to release them
				}
				d := *c
				e.emitSpan(p, ch.Head, &d)
			} else if ch.Last+1 < e.last && ch.Prep == None && e.isWord(ch.Last, "from", "by") { // the truce proposal by Egypt
				if n := e.chunkFrom(ch.Last + 1); n != None && e.agentive(n) {
					d := *c
					e.emitSpan(e.spanOf(n), ch.Head, &d)
				}
			}
			return
		}
	}
}

// tabledBy gives the side to the one whose bill or motion a phrase names: "Ann Lee's whaling bill", "Lee's bill to ban it".
func (e *Engine) tabledBy(ch *grammar.Chunk, c *climb) {
	if !e.inGroup(ch.Head, lexicon.Tabled) {
		return
	}
	if p := e.possessor(ch); p.First != None && p.Last < ch.Head && e.g.Tags[p.Last] == grammar.Possessive {
		d := *c
		e.emitSpan(p, ch.Head, &d)
	}
}

// premodifier goes through the nouns between a target and the head of its phrase. False: the phrase is about
// something else.
func (e *Engine) premodifier(from int32, ch *grammar.Chunk, c *climb) bool {
	for i := from; i <= ch.Head; i++ {
		if e.g.Tags[i] == grammar.Possessive || e.g.Tags[i] == grammar.Mark {
			continue
		}
		op := e.operator(i, pack.NounWord, c.issue, func(m *match, r *pack.Rule) bool { return m.first == i && m.last <= ch.Last })
		if op == None {
			if i < ch.Head && e.g.Tags[i] != grammar.Proper {
				continue
			}
			return false
		}
		e.apply(op, c)
		i = e.matches[op].last - 1
	}
	return true
}

// deed: a noun that names a deed whose agent is known: Israeli airstrikes killed, airstrikes by Israel.
func (e *Engine) deed(i int, chunk int32, c climb) {
	m := &e.matches[i]
	r := e.rule(m)
	if r.Agent == pack.NoList {
		return
	}
	ch := &e.g.Chunks[chunk]
	var who Span
	switch {
	case m.first > ch.First && e.m.Within(r.Agent, ch.First, m.first):
		who = e.possessor(&e.g.Chunks[chunk])
		if who.First == None || who.Last > m.last {
			who = Span{ch.First, m.first}
		}
	case m.last < e.last && e.isWord(m.last, "by", "from") && e.chunkFrom(m.last+1) != None && e.m.Within(r.Agent, m.last+1, e.g.Chunks[e.chunkFrom(m.last+1)].Last):
		who = e.spanOf(e.chunkFrom(m.last + 1))
	default:
		return
	}
	if v := e.subjectOf(chunk); v != None && !e.g.Clauses[v].Passive && e.asserted(v, true) {
		c.conf *= 0.8
		c.cue = Span{e.g.Clauses[v].First, e.g.Clauses[v].Last}
		c.link(HolderRole, who.First, who.Last, r.ID, 1)
		e.emit(e.holder(who), m.first, &c)
	}
}

// lean gives the side that a speech takes by naming a target, where nothing else decided.
func (e *Engine) lean(i int, c climb) {
	m := &e.matches[i]
	r := e.rule(m)
	if r.Lean == 0 || !e.in.Speech {
		return
	}
	if _, _, ok := e.voiceAt(m.first); !ok {
		return
	}
	c.sign = r.Lean
	c.neutral, c.cut, c.possible = r.Lean > 0 && (e.topic || e.inWhether(m.first)), false, false
	c.conf = 0.55
	c.links = nil
	c.link(TargetRole, m.first, m.last, r.ID, r.Lean)
	if e.trace != nil {
		e.trace("  leans %+d", c.sign)
	}
	e.speaks(m.first, &c)
}
