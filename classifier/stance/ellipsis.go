package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds sides whose target is left out, because it stands before in the same sentence.

// ellipsis: "calls for a truce, but Hamas refuses": a predicate without a target of its own takes up the one before.
func (e *Engine) ellipsis() {
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < e.first || !cl.Finite || cl.Passive || !cl.OwnSubject {
			continue
		}
		if cl.Object != None {
			e.withholds(v)
			continue
		}
		end := cl.Last
		to := end+1 < e.last && e.is(end, e.w.to) && e.g.Tags[end+1] == grammar.Punct // "but Malta refused to."
		if to || end < e.last && e.g.Tags[end] == grammar.Preposition {               // "and Hungary votes against."
			end++
		}
		if end < e.last && e.g.Tags[end] != grammar.Punct && e.g.Tags[end] != grammar.Coordinator {
			continue
		}
		op := e.operator(cl.Head, pack.VerbWord, None, func(m *match, r *pack.Rule) bool {
			return r.Kind == pack.PredicateRule && r.Sign != 0 && (m.last <= cl.Last && (to || end == cl.Last) || m.last == end) && r.Holder == "subject" && (r.Speech != "speech" || r.Sign < 0)
		})
		if op == None || end == cl.Last && e.isWord(cl.Head, "vote", "votes", "voted", "voting") { // said he would vote: for or against
			continue
		}
		if s := e.spokenBeforeIn(cl); s != nil {
			c := e.takeUp(s, to || e.inGroup(cl.Head, lexicon.Answering))
			if e.trace != nil {
				e.trace("%q leaves out %q", e.name(e.verb(v)), e.doc.Slice(s.text.First, s.text.Last))
			}
			e.apply(op, &c)
			if cl.Kind == grammar.RelClause { // "refused to sign the pact, which Egypt opposed": what governs the pact is none of it
				if e.shift(v, &c); e.asserted(v, false) {
					e.emitAll(e.agents(v), v, &c)
				}
				continue
			}
			e.fromVerb(v, c, true, false)
		}
	}
}

// soDid: "rejects the plan, and so does Malta", "as did Chile": whose side is told by an auxiliary alone is that of the one
// before.
func (e *Engine) soDid() {
	from := e.last
	for k := e.spokenFrom(); k < len(e.lastSpoken); k++ {
		if s := &e.lastSpoken[k]; s.takenUp() && s.event != 0 {
			from = min(from, s.text.Last)
		}
	}
	for i := max(e.first+1, from-1); i < e.last; {
		if i = e.auxiliaryBehind(i+1) - 1; i+2 >= e.last {
			break
		}
		if !(e.either(i, e.w.so, e.w.as) || e.either(i, e.w.nor, e.w.neither)) {
			continue
		}
		k := e.chunkFrom(i + 2)
		if k == None || e.g.Chunks[k].Last < e.last && e.g.Tags[e.g.Chunks[k].Last] != grammar.Punct && e.g.Tags[e.g.Chunks[k].Last] != grammar.Coordinator || !e.agentive(k) {
			continue
		}
		for n := len(e.lastSpoken) - 1; n >= 0 && e.lastSpoken[n].sentence == e.sentence; n-- {
			s := &e.lastSpoken[n]
			if s.text.Last > i || !s.takenUp() || s.event == 0 {
				continue
			}
			c := e.takeUp(s, true)
			c.link(AnaphorRole, i, i+2, "so", 1)
			if e.trace != nil {
				e.trace("%q takes up %q", e.doc.Slice(i, i+2), e.doc.Slice(s.text.First, s.text.Last))
			}
			for _, w := range e.joinedTo(k, e.last) {
				e.emitSpan(w, i+1, &c)
			}
			break
		}
	}
}

// auxiliaryBehind returns the next verb behind a token that can stand for another one – did, has, will –, or the sentence's end.
//
//go:noinline
func (e *Engine) auxiliaryBehind(i int32) int32 {
	const auxiliaries = 1<<grammar.Do | 1<<grammar.Be | 1<<grammar.Have | 1<<grammar.Modal
	tags := e.g.Tags[:e.last]
	for i++; int(i) < len(tags); i++ {
		if uint64(1)<<(tags[i]%64)&auxiliaries != 0 {
			break
		}
	}
	return i
}

// withholds: "hailed the treaty, but Malta withheld its support", "threatens a veto": a noun that takes a side and has no
// target of its own, as the object of a verb that passes it on or turns it.
func (e *Engine) withholds(v int32) {
	cl := &e.g.Clauses[v]
	o := &e.g.Chunks[cl.Object]
	if o.First != cl.Last || o.Last < e.last && e.g.Tags[o.Last] != grammar.Punct || o.Last-o.First > 3 || e.isTarget(o.Head) {
		return
	}
	noun := e.operator(o.Head, pack.NounWord, None, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Sign != 0 && r.Holder == "subject" && m.last == m.head+1
	})
	verb := e.verbOperator(up{object, e.verb(v), None, None}, None)
	if noun == None || verb == None || e.rule(&e.matches[verb]).Sign == 0 {
		return
	}
	if s := e.spokenBeforeIn(cl); s != nil {
		c := e.takeUp(s, false)
		e.apply(noun, &c)
		e.apply(verb, &c)
		e.fromVerb(v, c, true, false)
	}
}

// answers: "approves 900 homes, drawing criticism from Britain", "despite American objections": whose answer it is takes
// a side on what was done.
func (e *Engine) answers() {
	if e.set.Reactions == pack.NoList {
		return
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.Kind == grammar.RelClause && cl.Marker != None && e.is(cl.Marker, e.w.which) && e.isComma(cl.Marker-1) {
			e.judgedDeed(v)
			continue
		}
		if cl.Finite || e.g.Tags[cl.Head] != grammar.Gerund || !e.isComma(e.before(cl.First)) {
			continue
		}
		if a := e.answerTo(v); a.sign != 0 {
			e.answered(&a, cl.First)
		}
	}
	c := e.firstChunk()
	for ; c != None && int(c) < len(e.g.Chunks) && e.g.Chunks[c].First < e.last; c++ {
		ch := &e.g.Chunks[c]
		switch p := ch.Prep; {
		case p == None:
			if ch.First == ch.Head || !e.isComma(ch.First-1) || e.m.List(e.set.Reactions, ch.First, ch.Last) <= 0 {
				continue // ", drawing criticism from", read as a noun phrase
			}
		case e.doc.Tokens[p].Word == e.w.to && e.is(p+1, e.w.the) && e.is(ch.Last, e.w.of) && (p == e.first || e.isComma(p-1) || e.g.Tags[p-1] == grammar.Adverb): // to the dismay of
		case !e.inGroup(p, lexicon.Behind) || e.doc.Tokens[p].Word == e.w.of && !e.isWord(p-1, "face", "defiance", "spite"):
			continue
		}
		if a := e.answer(c); a.sign != 0 {
			if a.sign > 0 && ch.Prep != None && !e.isWord(ch.Prep, "amid", "with", "under", "at", "to") && !e.isWord(ch.Prep, "over") {
				a.sign = -1 // despite pressure from his party
			}
			e.answered(&a, e.last)
		}
	}
}

// judgedDeed: "approves 900 homes in Gilo, which the Palestinians condemn": the clause is about the deed before it.
func (e *Engine) judgedDeed(v int32) {
	cl := &e.g.Clauses[v]
	op := e.operator(cl.Head, pack.VerbWord, None, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Sign != 0 && r.Speech == "speech" && r.Holder == "subject" && m.last <= cl.Last
	})
	if op == None || !cl.OwnSubject || cl.Subject == None || cl.Object != None || !e.agentive(cl.Subject) {
		return
	}
	for k := len(e.lastSpoken) - 1; k >= 0; k-- {
		s := &e.lastSpoken[k]
		if s.sentence != e.sentence {
			break
		}
		if s.text.Last != cl.Marker-1 || !s.takenUp() || s.event == 0 || s.rule.Kind != pack.ActRule {
			continue
		}
		c := e.takeUp(s, true)
		e.apply(op, &c)
		e.fromVerb(v, c, true, false)
	}
}

// spokenHere reports whether somebody took a side in the sentence at hand.
func (e *Engine) spokenHere() bool {
	for k := len(e.lastSpoken) - 1; k >= 0 && e.lastSpoken[k].sentence == e.sentence; k-- {
		if e.lastSpoken[k].takenUp() || e.lastSpoken[k].befell != 0 {
			return true
		}
	}
	return false
}

// firstChunk returns the first chunk of the sentence at hand, or None.
func (e *Engine) firstChunk() int32 {
	for i := e.first; i < e.last; i++ {
		if c := e.g.ChunkOf[i]; c != None {
			return c
		}
	}
	return None
}

// anAnswer is what somebody says to a deed.
type anAnswer struct {
	sign int8 // 0: none
	noun Span
	rule string
	who  []Span
}

// answerTo returns the answer that a verb tells of: draws criticism from Britain.
func (e *Engine) answerTo(v int32) anAnswer {
	cl := &e.g.Clauses[v]
	if e.set.Reactions == pack.NoList || e.m.List(e.set.Reactions, cl.Head, e.last) <= 0 {
		return anAnswer{}
	}
	i := cl.Last
	for i < e.last && (e.g.Tags[i] == grammar.Preposition || e.g.Tags[i] == grammar.Adverb) && i < cl.Last+2 {
		i++
	}
	c := e.chunkFrom(i)
	if c == None {
		return anAnswer{}
	}
	if a := e.answer(c); a.sign != 0 || !e.agentive(c) || e.g.Chunks[c].Last >= e.last || e.g.ChunkOf[e.g.Chunks[c].Last] == None {
		return a
	}
	return e.answer(e.g.ChunkOf[e.g.Chunks[c].Last]) // earned Malta | a rebuke from
}

// answer returns the answer that a chunk names, with those whose it is: American objections, criticism from Britain.
func (e *Engine) answer(c int32) anAnswer {
	ch := &e.g.Chunks[c]
	var a anAnswer
	from := ch.Head
	if from > ch.First && e.g.Tags[from-1] == grammar.Adjective {
		from-- // an angry response
	}
	switch {
	case e.m.List(e.set.Disapproval, ch.Head, ch.Last) > 0 || from < ch.Head && e.m.List(e.set.Disapproval, from, ch.Last) > 0:
		a.sign, a.rule = -1, "core/lists/disapproval"
	case e.m.List(e.set.Approval, ch.Head, ch.Last) > 0 || from < ch.Head && e.m.List(e.set.Approval, from, ch.Last) > 0:
		a.sign, a.rule = 1, "core/lists/approval"
	default:
		return a
	}
	a.noun = Span{ch.Head, ch.Head + 1}
	if e.inGroup(ch.First, lexicon.Denying|lexicon.Scant) {
		return anAnswer{} // won no support from
	}
	if e.isWord(ch.Last, "to", "against", "over", "for", "about") {
		return anAnswer{} // it names what it answers to
	}
	if p := e.possessor(ch); p.First != None && p.Last <= ch.Head && e.m.List(e.set.Reactions, p.First, p.Last) <= 0 {
		if e.isWord(ch.Last, "of") || e.isWord(p.First, "its") {
			return anAnswer{} // its rejection of the plan; "received its first approval"
		}
		a.who = e.one(p)
		if i := e.before(ch.First); i != None && e.g.Tags[i] == grammar.Coordinator { // U.S. and Israeli objections
			if q := e.before(i); q != None && e.g.ChunkOf[q] != None && e.agentive(e.g.ChunkOf[q]) && e.g.Chunks[e.g.ChunkOf[q]].Prep != None {
				from := len(e.spans)
				e.spans = append(e.spans, p, e.spanOf(e.g.ChunkOf[q]))
				a.who = e.spans[from:len(e.spans):len(e.spans)]
			}
		}
		return a
	}
	if e.isWord(ch.Last, "from", "by", "among", "of", "in") {
		if k := e.chunkFrom(ch.Last + 1); k != None && e.agentive(k) {
			a.who = e.joinedTo(k, e.last)
			return a
		}
	}
	return anAnswer{}
}

// answered gives the side of an answer on what was last done before a token.
func (e *Engine) answered(a *anAnswer, until int32) {
	at := None
	for k := len(e.lastSpoken) - 1; k >= 0; k-- {
		s := &e.lastSpoken[k]
		if s.sentence != e.sentence {
			break
		}
		before := s.befell != 0 && !s.sided && a.sign < 0 // the truce began amid protests by settlers
		if before {
			s.event = s.befell
		}
		if s.text.First >= until || !before && !s.takenUp() || s.event == 0 || at != None && s.text.First != at {
			continue
		}
		at = s.text.First
		c := e.takeUp(s, true)
		if e.trace != nil {
			e.trace("%q answers to %q", e.doc.Slice(a.noun.First, a.noun.Last), e.doc.Slice(s.text.First, s.text.Last))
		}
		e.react(a, &c)
		for _, w := range a.who {
			e.emitSpan(w, a.noun.First, &c)
		}
	}
}

// befell notes what is told to have become of what was spoken of, for answers.
func (e *Engine) befell(c *climb) {
	for k := len(e.lastSpoken) - 1; k >= 0 && e.lastSpoken[k].sentence == e.sentence; k-- {
		if s := &e.lastSpoken[k]; !c.gave && !c.neutral && !c.possible && s.rule.Issue == c.issue && s.rule.Sign != 0 && len(c.links) > 0 && c.links[0].Span == s.text {
			s.befell = c.sign
			return
		}
	}
}

// react multiplies an answer into a chain.
func (e *Engine) react(a *anAnswer, c *climb) {
	c.sign *= a.sign
	c.cue = a.noun
	c.link(PredicateRole, a.noun.First, a.noun.Last, a.rule, a.sign)
	if e.trace != nil {
		e.trace("  × %+d %q (%s)", a.sign, e.doc.Slice(a.noun.First, a.noun.Last), a.rule)
	}
}

// spokenBeforeIn returns what was last spoken of before a clause in the same sentence, or nil.
func (e *Engine) spokenBeforeIn(cl *grammar.Clause) *spoken {
	for k := len(e.lastSpoken) - 1; k >= 0; k-- {
		if s := &e.lastSpoken[k]; s.sentence == e.sentence && s.text.Last <= cl.First && s.takenUp() {
			if c := cl.Subject; c != None && (e.g.Chunks[c].First <= s.text.First && s.text.Last <= e.g.Chunks[c].Last || s.text.Last == cl.First) {
				return nil // it does not work itself
			}
			return s
		}
	}
	return nil
}
