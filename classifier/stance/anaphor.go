package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds what stands for a target, or leaves it out.

// spoken is an issue that was spoken of, for anaphors.
type spoken struct {
	rule     *pack.Rule
	sentence int32
	text     Span
	sided    bool // somebody took a side on it
	event    int8 // which; 0: nobody did
	befell   int8 // what became of it without anybody's side: 1, it came or goes on; 0: nothing is told
	framed   int8 // the sign of the plan or text that would turn it, through which the side was taken; 0: none
	topic    bool // the sentence opens with it: "Asked about the plan, …"
	aired    bool // it was discussed, without a side: "The house debated the plan."
}

func (e *Engine) speak(i int) {
	m := &e.matches[i]
	e.spoken = append(e.spoken, spoken{})
	s := &e.spoken[len(e.spoken)-1]
	s.rule, s.sentence, s.text, s.topic = e.rule(m), e.sentence, Span{m.first, m.last}, e.isTopic(m.first)
	e.lastSpoken = lastOf(e.spoken)
}

// lastOf returns what was spoken of last: so much that an anaphor can stand for it.
func lastOf(all []spoken) []spoken { return all[max(0, len(all)-12):] }

// anaphors: "such a move", "it" stand for what somebody last took a side on.
func (e *Engine) anaphors() {
	for i := e.words.first[anaphors]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		if m.dead || !e.standsAlone(m.last) || e.isTarget(m.last-1) || e.g.Tags[m.first] == grammar.Subordinator || e.ownName(m) || e.either(m.first, e.w.its, e.w.the) && e.is(m.last, e.w.of) || e.longerAnaphor(i) || e.expletive(m) { // the French initiative, its use of force
			continue
		}
		chunk := e.g.ChunkOf[m.last-1]
		apposed := e.either(m.first, e.w.a, e.w.an)
		within := apposed && e.inMove(m)
		if apposed && !within && !e.isComma(e.before(m.first)) {
			continue
		}
		from, at := e.antecedentOf(m, apposed)
		if at == None && within {
			from, at = e.sentence, e.deedBehind(m)
		}
		if at == None {
			continue
		}
		for k := range e.lastSpoken { // one place, perhaps several issues
			s := &e.lastSpoken[k]
			if s.sentence != from || s.text.First != at || !e.standsFor(m, s) && (at < m.first || !s.takenUp()) {
				continue
			}
			if s.rule.Kind == pack.ActRule && s.sentence == e.sentence && (e.isObject(chunk) || s.rule.Sign < 0 && e.g.Chunks[chunk].Prep != None) && e.g.Tags[m.last-1] == grammar.Pronoun && !e.deedItself(m, s) {
				continue // "leaves the accord, calling it": the accord, not the leaving
			}
			if s.rule.Kind == pack.ActRule && e.g.Tags[m.last-1] == grammar.Pronoun && e.isLeft(chunk) {
				continue // "has broken the limits of the accord since others pulled out of it": nobody pulls out of a deed
			}
			c := e.takeUp(s, e.set.Events != pack.NoList && e.m.List(e.set.Events, m.last-1, m.last) > 0)
			c.link(AnaphorRole, m.first, m.last, e.rule(m).ID, c.sign*s.rule.Sign)
			if e.trace != nil {
				e.trace("anaphor %q for %q", e.doc.Slice(m.first, m.last), e.doc.Slice(s.text.First, s.text.Last))
			}
			e.describe(chunk, c)
			if !apposed {
				e.rise(e.noun(chunk), c)
			}
		}
	}
}

// isLeft reports whether a phrase is what somebody leaves: pulled out of it, withdrew from it.
func (e *Engine) isLeft(chunk int32) bool {
	p := e.g.Chunks[chunk].Prep
	return p != None && p > e.first && (e.isWord(p, "from") || e.isWord(p, "of") && e.isWord(p-1, "out"))
}

// deedItself reports whether a pronoun means a deed and not its object: another speaks of it ("will leave, with Labour calling it"), or
// a noun tells of the deed ("the plan to leave, calling it").
func (e *Engine) deedItself(m *match, s *spoken) bool {
	if v := e.clauseAt(m.first); v != None && e.attendant(v) != None {
		return true
	}
	v := e.g.ClauseOf[s.text.First]
	if v == None || !e.isInfinitive(v) {
		return false
	}
	j := e.before(e.g.Clauses[v].First)
	return j != None && e.g.ChunkOf[j] != None && e.operator(j, pack.NounWord, s.rule.Issue, nil) != None
}

// expletive reports whether "it" stands for the infinitive behind a judgement: it is vital for them to stay.
func (e *Engine) expletive(m *match) bool {
	i := m.last
	if m.last != m.first+1 || !e.is(m.first, e.w.it) || i+3 >= e.last || e.g.Tags[i] != grammar.Be {
		return false
	}
	for i++; i < e.last && (e.g.Tags[i] == grammar.Adverb || e.g.Tags[i] == grammar.Negation); i++ {
	}
	if i+2 >= e.last || e.g.Tags[i] != grammar.Adjective || !e.isWord(i+1, "for") {
		return false
	}
	k := e.chunkFrom(i + 2)
	return k != None && e.g.Chunks[k].Last < e.last && e.g.Tags[e.g.Chunks[k].Last] == grammar.To
}

// antecedentOf returns the sentence and the token where what an anaphor stands for begins: what was last spoken of in its
// sentence, else in the one before – for a noun what that one begins with, which it is mainly about. None: nothing.
func (e *Engine) antecedentOf(m *match, apposed bool) (sentence, at int32) {
	at = None
	deed := false
	for k := len(e.lastSpoken) - 1; k >= 0; k-- {
		s := &e.lastSpoken[k]
		if s.sentence < e.sentence-1 || at != None && s.sentence != sentence || apposed && s.sentence != e.sentence {
			break
		}
		if !e.standsFor(m, s) {
			continue
		}
		if at == None || s.text.First < at && !deed {
			sentence, at = s.sentence, s.text.First
			deed = s.rule.Kind == pack.ActRule && m.last > m.first+1 && e.set.Events != pack.NoList && e.m.List(e.set.Events, m.last-1, m.last) > 0 // the move is what somebody does
		}
		if s.sentence == e.sentence || e.g.Tags[m.last-1] == grammar.Pronoun {
			break
		}
	}
	if at == None && !apposed && e.is(m.first, e.w.the) {
		return e.sentence, e.toldAfter(m)
	}
	return sentence, at
}

// toldAfter returns the token where the deed begins that only the clause behind "the move" tells of: "condemned the move after
// Israel approved | 300 homes". None: there is none.
func (e *Engine) toldAfter(m *match) int32 {
	for k := e.spokenFrom(); k < len(e.lastSpoken); k++ {
		s := &e.lastSpoken[k]
		if s.text.First < m.last || !s.takenUp() || s.event == 0 || e.set.Events == pack.NoList || e.m.List(e.set.Events, m.last-1, m.last) == 0 {
			continue
		}
		for v := e.clauseAt(s.text.First); v != None; v = e.g.Clauses[v].Parent {
			if p := e.g.Clauses[v].Marker; p != None && p >= m.last && e.isWord(p, "after", "as", "when") {
				return s.text.First
			}
		}
	}
	return None
}

// inMove reports whether a move is told of as what a deed is a part of: recognised it in | a move that angered Israel.
func (e *Engine) inMove(m *match) bool {
	p := e.before(m.first)
	return p != None && m.last < e.last && e.isWord(p, "in") && e.set.Events != pack.NoList && e.m.List(e.set.Events, m.last-1, m.last) > 0 &&
		(e.g.Tags[m.last] == grammar.Relative || e.g.Tags[m.last] == grammar.Participle || e.isWord(m.last, "that"))
}

// deedBehind returns the token where the deed begins that follows the move at the head of its sentence: "In a move that
// angered Israel, Chile | recognised it". None: there is none.
func (e *Engine) deedBehind(m *match) int32 {
	if m.first > e.first+1 {
		return None
	}
	for k := e.spokenFrom(); k < len(e.lastSpoken); k++ {
		if s := &e.lastSpoken[k]; s.text.First >= m.last && s.takenUp() && s.event != 0 && e.commaBetween(m.last, s.text.First) {
			return s.text.First
		}
	}
	return None
}

// standsFor reports whether an anaphor can stand for what was spoken of.
func (e *Engine) standsFor(m *match, s *spoken) bool {
	if e.either(m.first, e.w.them, e.w.they) && (s.sentence != e.sentence || !e.plural(s.text, m.first)) {
		return false
	}
	if s.sentence == e.sentence && s.rule.Sign != 0 && e.g.Tags[m.last-1] == grammar.Pronoun && e.saidOf(m, s) {
		return true
	}
	if s.aired && s.sentence == e.sentence-1 && s.rule.Sign != 0 && m.last > m.first+1 && e.either(m.first, e.w.the, e.w.this) {
		return true
	}
	return s.text.Last <= m.first && (s.takenUp() || s.topic && s.rule.Sign != 0 && e.g.Tags[m.last-1] == grammar.Pronoun ||
		s.sentence == e.sentence && s.rule.Sign != 0 && e.g.Tags[m.last-1] == grammar.Pronoun && e.isSubject(s.text))
}

// saidOf reports whether somebody's words, in which an anaphor stands, are said of what was spoken of: "We will fight it,"
// she said of the tax; asked about the tax, he said it.
func (e *Engine) saidOf(m *match, s *spoken) bool {
	c := e.g.ChunkOf[s.text.First]
	if c == None || e.voice[m.first] == None || e.voice[s.text.First] != None {
		return false
	}
	p := e.before(e.g.Chunks[c].First)
	if p == None || !e.isWord(p, "of", "about") || p == e.first || e.g.ClauseOf[p-1] == None {
		return false
	}
	cue := e.doc.Lexicon.VerbCue(e.doc.Tokens[e.g.Clauses[e.g.ClauseOf[p-1]].Head].Word)
	return cue != nil && cue.Kind <= lexicon.WritingCue
}

// isTopic reports whether a sentence opens by telling that it is about what stands at a token: "Asked about the plan, …".
func (e *Engine) isTopic(at int32) bool {
	i := e.first
	if e.inGroup(i, lexicon.TurningTo) {
		i++
	}
	if i > e.first && i < at && e.isWord(i, "whether", "if") && e.isWord(e.first, "asked", "questioned", "quizzed", "pressed") {
		return !e.commaBetween(i, at)
	}
	if i+1 > at || at > i+6 || !e.inGroup(i, lexicon.Concerning) || e.isWord(i, "to", "as") && i == e.first && !e.isWord(i+1, "for") {
		return false
	}
	for ; i < at; i++ {
		if e.isComma(i) || e.g.ClauseOf[i] != None {
			return false
		}
	}
	return true
}

// spokenFrom returns where what the sentence at hand speaks of begins in lastSpoken.
func (e *Engine) spokenFrom() int {
	k := len(e.lastSpoken)
	for k > 0 && e.lastSpoken[k-1].sentence == e.sentence {
		k--
	}
	return k
}

// askedAbout: "Asked about the tax, she said it was late": who answers addresses it, where nobody takes a side on it.
func (e *Engine) askedAbout() {
	for k := e.spokenFrom(); k < len(e.lastSpoken); k++ {
		s := &e.lastSpoken[k]
		if !s.topic || s.sided || s.rule.Sign == 0 || e.voice[s.text.First] != None {
			continue
		}
		for i := s.text.Last; i < e.last; i++ {
			if v := e.voice[i]; v != None {
				if e.in.Statements[v].Speaker != None {
					c := e.takeUp(s, false)
					c.neutral = true
					e.emit(Holder{Span: Span{None, None}, Statement: v}, i, &c)
				}
				break
			}
			if v := e.g.ClauseOf[i]; v != None && i == e.g.Clauses[v].Head && e.g.Clauses[v].Finite && e.g.Clauses[v].OwnSubject && e.operator(i, pack.VerbWord, s.rule.Issue, func(_ *match, r *pack.Rule) bool {
				return r.Kind == pack.PredicateRule && r.Sign == 0 && r.Holder != "none"
			}) != None { // declined to comment
				c := e.takeUp(s, false)
				c.neutral = true
				e.emitAll(e.agents(v), v, &c)
				break
			}
		}
	}
}

// plural reports whether some words are a plural that "them", at a token, can stand for: no other plural stands between.
func (e *Engine) plural(s Span, at int32) bool {
	c := e.g.ChunkOf[s.First]
	if c == None || at > s.Last+60 || e.inGroup(e.g.Chunks[c].Head, lexicon.Somebody) || !e.doc.Is(e.g.Chunks[c].Head, lexicon.Plural) {
		return false
	}
	for k := c + 1; int(k) < len(e.g.Chunks) && e.g.Chunks[k].First < at; k++ {
		if e.doc.Is(e.g.Chunks[k].Head, lexicon.Plural) && e.subjectOf(k) == None && !e.agentive(k) {
			return false
		}
	}
	if !e.isWord(at, "they") {
		return true
	}
	for i := max(e.first, at-80); i < at; i++ { // those who speak of it
		if k := e.g.ChunkOf[i]; k != None && k != c && e.doc.Is(e.g.Chunks[k].Head, lexicon.Plural) && e.agentive(k) {
			return false
		}
	}
	return true
}

// takeUp begins a climb from what was spoken of; event: from the side that was taken on it.
func (e *Engine) takeUp(s *spoken, event bool) climb {
	c := climb{slab: &e.links, issue: s.rule.Issue, sign: s.rule.Sign, strength: 0.7, conf: 0.6, cue: Span{None, None}, held: None}
	switch {
	case event && s.event != 0:
		c.sign = s.event
	case s.framed != 0: // a bill to ban it; "it" is the bill
		c.sign = s.framed
	}
	c.link(TargetRole, s.text.First, s.text.Last, s.rule.ID, s.rule.Sign)
	return c
}

// standsAlone reports whether an anaphor that ends before a token is a noun phrase, or the head of one.
func (e *Engine) standsAlone(last int32) bool {
	c := e.g.ChunkOf[last-1]
	return c != None && e.g.Chunks[c].Head < last
}

// spokenBefore reports whether the sentence before spoke of anything that an anaphor can stand for.
func (e *Engine) spokenBefore() bool {
	for k := len(e.lastSpoken) - 1; k >= 0 && e.lastSpoken[k].sentence >= e.sentence-1; k-- {
		if s := &e.lastSpoken[k]; s.takenUp() || s.topic || s.aired {
			return true
		}
	}
	return false
}

// ownName reports whether a match has a name in it.
func (e *Engine) ownName(m *match) bool {
	for i := m.first; i < m.last; i++ {
		if e.g.Tags[i] == grammar.Proper || e.doc.Is(i, lexicon.Demonym) {
			return true
		}
	}
	return false
}

// takenUp reports whether an anaphor or an ellipsis can take it up.
//
//go:noinline
func (s *spoken) takenUp() bool { return s.sided && s.rule.Sign != 0 }

// isObject reports whether a phrase stands right behind a verb and is no subject.
func (e *Engine) isObject(chunk int32) bool {
	p := e.before(e.g.Chunks[chunk].First)
	return p != None && e.g.ClauseOf[p] != None && e.subjectOf(chunk) == None
}

// isSubject reports whether some words are the subject of a clause.
func (e *Engine) isSubject(s Span) bool {
	c := e.g.ChunkOf[s.First]
	return c != None && e.subjectOf(c) != None
}

func (e *Engine) longerAnaphor(i int32) bool {
	for k := e.words.first[anaphors]; k != None; k = e.matches[k].same {
		if k != i && e.matches[k].rule == e.matches[i].rule && overlap(&e.matches[k], &e.matches[i]) && e.matches[k].last-e.matches[k].first > e.matches[i].last-e.matches[i].first {
			return true
		}
	}
	return false
}
