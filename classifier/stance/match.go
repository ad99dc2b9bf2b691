package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// found is a sentence with something from which a climb can begin. The hits of its targets stand in Engine.hits, with the
// others behind them.
type found struct {
	sentence         int32
	from, others, to int32
}

// findWords looks for the packs' words in all sentences, before any of them is read: so the processor keeps the instructions
// of both.
func (e *Engine) findWords() {
	e.hits, e.found = e.hits[:0], e.found[:0]
	for i := range e.doc.Sentences {
		if s := &e.doc.Sentences[i]; e.doc.Paragraphs[s.Para].Kind != text.Furniture {
			f := found{sentence: int32(i)}
			if e.findIn(s.First, s.Last, &e.gates, &e.operatorsAndAnaphors, &f) {
				e.found = append(e.found, f)
			}
		}
	}
}

// findIn looks for some words in a sentence and, where a climb can begin from one of them, for others.
func (e *Engine) findIn(first, last int32, wanted, others *pack.Roots, f *found) bool {
	f.from = int32(len(e.hits))
	hits := e.m.Find(wanted, first, last)
	if !e.anyTarget(hits) {
		return false // most sentences
	}
	e.hits = append(e.hits, hits...)
	f.others = int32(len(e.hits))
	e.hits = append(e.hits, e.m.Find(others, first, last)...)
	f.to = int32(len(e.hits))
	return true
}

// readAnaphors reads the sentence at hand where it has no target of its own, but may take up what the one before spoke of.
func (e *Engine) readAnaphors() {
	if f := (found{sentence: e.sentence}); e.findIn(e.first, e.last, &e.anaphorRoots, &e.operators, &f) {
		e.readSentence(&f)
	}
}

// readSentence climbs from each target and act of the sentence at hand.
func (e *Engine) readSentence(f *found) {
	e.join(f)
	if !e.voicesMarked {
		e.markVoices()
		e.voicesMarked = true
	}
	e.toClauses()
	e.spans, e.holders = e.spans[:0], e.holders[:0]
	e.indexOperators()
	e.block()
	e.overrides()
	question := e.isQuestion()
	for _, i := range e.targets {
		m := &e.matches[i]
		if m.dead {
			continue
		}
		e.target, e.topic = Span{m.first, m.last}, false
		switch {
		case question || e.asksIn(m): // takes no side, but may lean
			e.lean(int(i), e.start(int(i)))
		case m.kind == pack.TargetRule:
			e.fromTarget(int(i))
		default:
			e.fromAct(int(i))
		}
	}
	e.target = Span{None, None}
	e.anaphors()
	if !question {
		if e.spokenHere() {
			e.ellipsis()
			e.soDid()
			e.answers()
		}
		e.askedAbout()
	}
}

// join makes the matches of the hits of a sentence, in their order.
func (e *Engine) join(f *found) {
	n := int(f.to - f.from)
	if cap(e.matches) < n {
		e.matches = make([]match, n, 2*n)
	}
	e.matches = e.matches[:n]
	for i := range e.byKind {
		e.byKind[i] = e.byKind[i][:0]
	}
	e.targets, e.beside = e.targets[:0], e.beside[:0]
	e.shifterReach = 0
	hits, a, b := e.hits[:f.to], f.from, f.others
	for i := range e.matches {
		k := a
		if a == f.others || b < f.to && hits[b].Before(hits[a]) {
			k = b
			b++
		} else {
			a++
		}
		h, m := &hits[k], &e.matches[i]
		m.is, m.rule, m.kind, m.dead = &e.set.Rules[h.Rule], h.Rule, e.kinds[h.Rule], false
		m.first, m.last, m.head, m.next = h.First, h.End, h.First, None
		e.byKind[m.kind] = append(e.byKind[m.kind], int32(i))
		if m.kind == pack.ShifterRule {
			e.shifterReach = max(e.shifterReach, m.last-m.first)
		}
		if 1<<m.kind&besideOperators != 0 {
			e.beside = append(e.beside, int32(i))
			if m.targetLike() {
				e.targets = append(e.targets, int32(i))
			}
		}
	}
}

// besideOperators are the kinds of matches that block goes through.
const besideOperators = 1<<pack.TargetRule | 1<<pack.ActRule | 1<<pack.OverrideRule | 1<<pack.BlockerRule | 1<<pack.ExceptRule

// openGates chooses the packs whose context holds in the document and of which an issue is asked for. It reports whether
// there are any.
func (e *Engine) openGates() bool {
	e.roots = e.roots[:0]
	for i := range e.set.Gates {
		g := &e.set.Gates[i]
		asked := g.First < g.Last && (e.in.Issues == nil || slices.Contains(e.in.Issues[g.First:g.Last], true))
		switch {
		case !asked:
		case g.Context == nil || e.holds(g.Context):
			e.roots = append(e.roots, g.Root)
		case e.trace != nil:
			e.trace("nothing is looked for: the context of the pack %s does not hold", e.set.Issues[g.First].Pack)
		}
	}
	e.gates.Choose(e.set, e.roots...)
	return len(e.roots) > 0
}

// anyTarget reports whether hits hold anything from which a climb can begin.
func (e *Engine) anyTarget(hits []pack.Hit) bool {
	for _, h := range hits {
		switch e.kinds[h.Rule] {
		case pack.TargetRule, pack.ActRule, pack.OverrideRule:
			if e.in.Issues == nil || e.in.Issues[e.set.Rules[h.Rule].Issue] {
				return true
			}
		case pack.AnaphorRule:
			if e.standsAlone(h.End) {
				return true
			}
		}
	}
	return false
}

// indexOperators finds the heads of operators and drops those whose word class is not that of the text.
func (e *Engine) indexOperators() {
	e.headAt = lists.Resize(e.headAt, int(e.last-e.first))
	lists.Fill(e.headAt, None)
	for i := range e.matches {
		m := &e.matches[i]
		switch m.kind {
		case pack.ActRule:
			verb := e.firstVerb(m)
			switch {
			case !e.verbal(verb):
				e.drop(m, "read as no verb")
			case e.crosses(m, e.g.ClauseOf[verb]):
				e.drop(m, "runs over another verb or clause")
			}
			continue
		case pack.TargetRule:
			if e.leadingVerb(m) {
				m.first++
			}
			if e.overComma(m) {
				e.drop(m, "runs over a comma and an article")
			} else if e.crosses(m, e.g.ClauseOf[m.first]) {
				e.drop(m, "runs over a verb")
			}
			continue
		case pack.BlockerRule:
			m.dead = e.crosses(m, e.g.ClauseOf[m.first])
			continue
		case pack.PredicateRule, pack.ReverserRule, pack.CarrierRule, pack.VerdictRule:
			if e.g.Tags[m.last-1] == grammar.To && e.isWord(m.last-2, "road", "roads") {
				m.dead = true // block the road | to demand
				continue
			}
		default:
			continue
		}
		switch e.rule(m).Class {
		case pack.VerbWord:
			if !e.verbal(m.first) {
				m.dead = true
				continue
			}
		case pack.AdjectiveWord:
			if m.kind == pack.VerdictRule && e.inName(m.first) && m.last == m.first+1 {
				m.dead = true
				continue
			}
		case pack.NounWord:
			m.head = e.nounHead(m)
			if m.head == None {
				m.dead = true
				continue
			}
		}
		m.next = e.headAt[m.head-e.first]
		e.headAt[m.head-e.first] = int32(i)
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
	if r := e.rule(m); e.trace != nil && (e.in.Issues == nil || e.in.Issues[r.Issue]) {
		e.trace("%s %q (%s): %s", kindOf(r), e.doc.Slice(m.first, m.last), r.ID, why)
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

// firstVerb returns the first token of a match that is no adverb.
func (e *Engine) firstVerb(m *match) int32 {
	i := m.first
	for i+1 < m.last && e.g.Tags[i] == grammar.Adverb {
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
			if !e.isWord(i, "as") || e.isComma(i-1) { // recognises the city as the capital
				return true
			}
		case grammar.Modal, grammar.Have, grammar.Do, grammar.Relative:
			return true
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

func (m *match) targetLike() bool { return m.kind == pack.TargetRule || m.kind == pack.ActRule }
