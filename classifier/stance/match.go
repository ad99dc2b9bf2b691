package stance

import (
	"bytes"
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// This file makes matches of what the packs' words hit, and finds the heads of operators.

// words are the matches of a sentence, as the climbs ask for them.
type words struct {
	from, to      int32         // in Engine.matches
	first         [chains]int32 // the first one of each chain, or None
	shiftersFrom  int32         // in Engine.shifters
	shiftersTo    int32
	shifterReach  int32 // the tokens of the longest shifter
	underShifters place // the tokens that they span
	operatorEnds  place // the tokens behind operators
}

// The chains of matches by what they are, in the order of the text; match.same leads on.
const (
	targets = iota // and acts
	overrides
	blockers
	excepts
	anaphors
	verdicts // that are no verbs
	chains
)

// place stands for some tokens of a sentence, of which it may say one too many: one bit is for every 64th.
type place uint64

func at(token int32) place { return 1 << (uint32(token) % 64) }

// prepare makes the matches of a sentence and takes away what does not count. All sentences are prepared before the first is
// read: so the processor keeps the instructions of both.
func (e *Engine) prepare(f *found) {
	e.toSentence(f.sentence)
	e.toClauses()
	f.clauseFrom, f.clauseTo = e.clauseFrom, e.clauseTo
	e.chain(f)
	e.block()
	f.words = e.words
}

// toSentence moves to a sentence.
func (e *Engine) toSentence(i int32) {
	s := &e.doc.Sentences[i]
	e.sentence, e.first, e.last = i, s.First, s.Last
	e.spans, e.holders = e.spans[:0], e.holders[:0]
	e.headAt = e.heads[e.first:e.last]
	e.clauseOf.token, e.clauseOf.clause = None, None
}

// join makes the matches of the hits from one on: those of targets before the others, each in the order of the text.
func (e *Engine) join(from int) {
	e.matches = slices.Grow(e.matches, len(e.hits)-len(e.matches))[:len(e.hits)]
	makeMatches(e.matches[from:], e.hits[from:], e.set.Rules)
}

// chain chains the matches of a sentence.
func (e *Engine) chain(f *found) {
	w := &e.words
	*w = words{from: f.from, to: f.to, first: noChain, shiftersFrom: int32(len(e.shifters))}
	last := noChain
	for i := w.from; i < w.to; i++ {
		m := &e.matches[i]
		var chain int
		switch m.kind {
		case pack.PredicateRule, pack.ReverserRule, pack.CarrierRule:
			e.addOperator(m, i)
			continue
		case pack.VerdictRule:
			if e.addOperator(m, i); m.dead || m.class == pack.VerbWord {
				continue
			}
			chain = verdicts
		case pack.ShifterRule:
			e.addShifter(m, i)
			continue
		case pack.TargetRule, pack.ActRule:
			e.fit(m)
			chain = targets
		case pack.BlockerRule:
			m.dead = e.crosses(m, e.g.ClauseOf[m.first])
			chain = blockers
		case pack.AnaphorRule:
			chain = anaphors
		case pack.OverrideRule:
			chain = overrides
		case pack.ExceptRule:
			chain = excepts
		}
		if k := last[chain]; k == None {
			w.first[chain] = i
		} else {
			e.matches[k].same = i
		}
		last[chain] = i
	}
	w.shiftersTo = int32(len(e.shifters))
}

var noChain = [chains]int32{None, None, None, None, None, None}

// makeMatches makes the matches of some hits. It stands apart and calls nothing, so that what it needs stays in registers.
//
//go:noinline
func makeMatches(to []match, hits []pack.Hit, rules []pack.Rule) {
	to = to[:len(hits)]
	for i := range hits {
		h := &hits[i]
		m, r := &to[i], &rules[h.Rule]
		m.is, m.rule, m.kind, m.class, m.dead = r, h.Rule, r.Kind, r.Class, false
		m.first, m.last, m.head, m.next, m.same = h.First, h.End, h.First, None, None
	}
}

// fit drops a target or an act that runs over what it should not.
func (e *Engine) fit(m *match) {
	switch {
	case m.kind == pack.ActRule:
		if e.crosses(m, e.g.ClauseOf[e.firstVerb(m.first, m.last)]) {
			e.drop(m, "runs over another verb or clause")
		}
		return
	case e.leadingVerb(m):
		m.first++
	}
	if e.overComma(m) {
		e.drop(m, "runs over a comma and an article")
	} else if e.crosses(m, e.g.ClauseOf[m.first]) {
		e.drop(m, "runs over a verb")
	}
}

// addShifter lists a shifter.
func (e *Engine) addShifter(m *match, i int32) {
	e.shifters = append(e.shifters, i)
	e.words.shifterReach = max(e.words.shifterReach, m.last-m.first)
	for t := m.first; t < m.last; t++ {
		e.words.underShifters |= at(t)
	}
}

// addOperator finds the head of an operator. It drops one whose word class is not that of the text.
func (e *Engine) addOperator(m *match, i int32) {
	if e.g.Tags[m.last-1] == grammar.To && e.either(m.last-2, e.w.road, e.w.roads) {
		m.dead = true // block the road | to demand
		return
	}
	switch m.class {
	case pack.VerbWord:
		if !e.verbal(m.first) {
			m.dead = true
			return
		}
	case pack.AdjectiveWord:
		if m.kind == pack.VerdictRule && e.inName(m.first) && m.last == m.first+1 {
			m.dead = true
			return
		}
	case pack.NounWord:
		m.head = e.nounHead(m)
		if m.head == None {
			m.dead = true
			return
		}
	}
	m.next = e.headAt[m.head-e.first]
	e.headAt[m.head-e.first] = i
	e.words.operatorEnds |= at(m.last)
}

// show makes a sentence with its matches the one at hand.
func (e *Engine) show(f *found) {
	e.toSentence(f.sentence)
	e.clauseFrom, e.clauseTo = f.clauseFrom, f.clauseTo
	e.words = f.words
}

// readSentence climbs from each target and act of a sentence.
func (e *Engine) readSentence(f *found) {
	e.show(f)
	e.overrides()
	asks, question := bytes.IndexByte(e.doc.Puncts[e.first:e.last], '?') >= 0, None
	if asks {
		question = e.questionMark()
	}
	for i := e.words.first[targets]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		if m.dead {
			continue
		}
		e.target, e.topic = Span{m.first, m.last}, false
		switch {
		case asks && (e.askedBy(question, m) || e.asksIn(m)): // takes no side, but may lean
			e.lean(int(i), e.start(int(i)))
		case m.kind == pack.TargetRule:
			e.fromTarget(int(i))
		default:
			e.fromAct(int(i))
		}
	}
	e.target = Span{None, None}
	f.spoken = int32(len(e.spoken))
}

// readOthers climbs from what stands for a target of a sentence or the one before, or leaves it out.
func (e *Engine) readOthers(f *found) {
	e.show(f)
	e.lastSpoken = lastOf(e.spoken[:f.spoken])
	e.anaphors()
	if len(e.lastSpoken) > 0 && e.lastSpoken[len(e.lastSpoken)-1].sentence == e.sentence && e.questionMark() == None {
		if e.spokenHere() {
			e.ellipsis()
			e.soDid()
			e.answers()
		}
		e.askedAbout()
	}
}

// inName reports whether a token stands in the middle of a name: the International | Criminal | Court.
func (e *Engine) inName(i int32) bool {
	d := e.doc.Tokens
	return i > e.first+1 && i+1 < e.last && d[i-1].Flags&d[i].Flags&d[i+1].Flags&text.Capital != 0
}

// drop takes a match away and tells why.
func (e *Engine) drop(m *match, why string) {
	m.dead = true
	e.tellDropped(e.rule(m), m.first, m.last, why)
}

func (e *Engine) tellDropped(r *pack.Rule, first, last int32, why string) {
	if e.trace != nil && (e.in.Issues == nil || e.in.Issues[r.Issue]) {
		e.trace("%s %q (%s): %s", kindOf(r), e.doc.Slice(first, last), r.ID, why)
	}
}

// kindOf names what a rule finds, for explain.
func kindOf(r *pack.Rule) string {
	switch r.Kind {
	case pack.ActRule:
		return "act"
	case pack.OverrideRule:
		return "override"
	}
	return "target"
}

func (e *Engine) verbal(i int32) bool {
	t := e.g.Tags[i]
	return t.IsVerb() || t == grammar.Modal || t == grammar.Participle || t == grammar.Gerund
}

// firstVerb returns the first token of some words that is no adverb.
func (e *Engine) firstVerb(first, last int32) int32 {
	i := first
	for i+1 < last && e.g.Tags[i] == grammar.Adverb {
		i++
	}
	return i
}

// overComma reports whether a match that begins with a name goes on behind a comma with an article, in another phrase: "in Gaza, |
// the withdrawal of".
func (e *Engine) overComma(m *match) bool {
	if e.g.Tags[m.first] != grammar.Proper {
		return false
	}
	for i := m.first + 1; i+1 < m.last; i++ {
		if e.isComma(i) && e.g.Tags[i+1] == grammar.Determiner {
			return true
		}
	}
	return false
}

// crosses reports whether a match runs over into another clause: over a finite verb that is not its own, or over a
// conjunction or relative pronoun.
func (e *Engine) crosses(m *match, own int32) bool {
	for i := m.first; i < m.last; i++ {
		v := e.g.ClauseOf[i]
		if v != None && v == own {
			continue
		}
		switch e.g.Tags[i] {
		case grammar.VerbPast:
			if t := e.g.Tags[max(i-1, e.first)]; i == m.first || t != grammar.Determiner && t != grammar.Number && t != grammar.Possessive {
				return true // but not: the two captured soldiers
			}
		case grammar.Subordinator:
			if e.isWord(i, "than") && i+1 < m.last && e.g.Tags[i+1] == grammar.Number { // fired more than 50 rockets
				continue
			}
			if !e.isWord(i, "as") || e.isComma(i-1) { // recognises the city as the capital
				return true
			}
		case grammar.Modal, grammar.Have, grammar.Do, grammar.Relative:
			return true
		case grammar.Gerund:
			if own == None && i > m.first && v != None && e.attendant(v) != None && e.actAt(i, m) {
				return true // with gunmen | firing dozens of rockets
			}
		case grammar.Be:
			if !e.isWord(i, "be", "being") {
				return true
			}
		case grammar.VerbPresent, grammar.VerbBase:
			if i == m.first+2 && e.g.Tags[i-1] == grammar.To && e.inGroup(m.first, lexicon.Entitlement|lexicon.Law) {
				continue // the right to bear arms, a deal to replace NAFTA
			}
			if i+1 < m.last && (e.g.Tags[i] == grammar.VerbPresent || own == None) || e.mainVerb(v) {
				return true
			}
		case grammar.Preposition:
			if own != None && i == e.g.Clauses[own].Last && e.g.Clauses[own].Passive && e.isWord(i, "by") {
				return true // what follows is the agent, not the object
			}
		}
	}
	return false
}

// actAt reports whether an act of the same issue as a match begins at a token.
func (e *Engine) actAt(i int32, m *match) bool {
	return slices.ContainsFunc(e.matches[e.words.from:e.words.to], func(k match) bool {
		return k.first == i && k.kind == pack.ActRule && e.rule(&k).Issue == e.rule(m).Issue
	})
}

// leadingVerb reports whether a target begins with a verb that governs it, in a form that also describes: suspended |
// peace talks.
func (e *Engine) leadingVerb(m *match) bool {
	if e.g.Tags[m.first] != grammar.VerbPast || m.last < m.first+2 || !e.doc.Is(m.first, lexicon.Participle) {
		return false
	}
	v := e.g.ClauseOf[m.first]
	if v == None || e.g.ChunkOf[m.first+1] == None || e.g.Tags[m.first+1] == grammar.Determiner || e.g.Tags[m.first+1] == grammar.Possessive {
		return false
	}
	cl := &e.g.Clauses[v]
	return cl.Finite && cl.Subject != None && cl.Head == m.first
}

// mainVerb reports whether a clause has the first finite verb of its sentence.
func (e *Engine) mainVerb(v int32) bool {
	if v == None || !e.g.Clauses[v].Finite {
		return false
	}
	for w := v - 1; w >= 0 && e.g.Clauses[w].First >= e.first; w-- {
		if e.g.Clauses[w].Finite {
			return false
		}
	}
	return true
}

// nounHead returns the head of the noun phrase that a match begins with, or None where it begins with something else.
func (e *Engine) nounHead(m *match) int32 {
	for i := m.first; i < m.last; i++ {
		switch t := e.g.Tags[i]; {
		case t.IsNominal() || t == grammar.Gerund || t == grammar.Number:
			for i+1 < m.last && (e.g.Tags[i+1].IsNominal() || e.g.Tags[i+1] == grammar.Gerund) {
				i++
			}
			return i
		case t == grammar.Adjective, t == grammar.Determiner, t == grammar.Mark, t == grammar.Participle, t == grammar.Possessive:
		default:
			return None
		}
	}
	return None
}
