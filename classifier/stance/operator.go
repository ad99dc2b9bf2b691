package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds the operator that a word is – the predicate, reverser, carrier or verdict of the packs – and applies it.

// operator returns the operator whose head a token is and that fits the issue, the word class and what may follow:
// the longest, an issue's own before its pack's before the core's, predicates before verdicts, reversers and carriers. -1: none.
func (e *Engine) operator(head int32, class pack.WordClass, issue int32, fits func(*match, *pack.Rule) bool) int32 {
	if head < e.first || head >= e.last {
		return None
	}
	best := None
	for i := e.headAt[head-e.first]; i != None; i = e.matches[i].next {
		m := &e.matches[i]
		if m.class != class || m.dead {
			continue
		}
		r := e.rule(m)
		if r.Judges || e.target.First <= m.head && m.head < e.target.Last || !e.set.Serves(r, issue) || fits != nil && !fits(m, r) {
			continue
		}
		if best == None || e.preferred(i, best) {
			best = i
		}
	}
	return best
}

func (e *Engine) preferred(i, j int32) bool {
	a, b := &e.matches[i], &e.matches[j]
	x, y := e.rule(a), e.rule(b)
	if la, lb := a.last-a.first, b.last-b.first; la != lb {
		return la > lb
	}
	if (x.Issue >= 0) != (y.Issue >= 0) {
		return x.Issue >= 0
	}
	if own := e.set.Own(x); own != e.set.Own(y) {
		return own
	}
	if x.Kind != y.Kind {
		return x.Kind < y.Kind
	}
	return a.rule < b.rule
}

// verbOperator returns the operator that a verb is for what hangs on it by a relation.
func (e *Engine) verbOperator(u up, issue int32) int32 {
	v := &e.g.Clauses[u.to.clause]
	return e.operator(v.Head, pack.VerbWord, issue, func(m *match, r *pack.Rule) bool {
		if m.last == v.Last && m.last < e.last && r.Kind == pack.PredicateRule && e.inGroup(m.last, lexicon.Undoing) {
			return false // back down: another verb
		}
		want := ""
		switch u.relation {
		case object:
			want = "object"
			if m.last > v.Last && !e.particle(v.Last, m.last) && !e.aroundObject(m, v) { // the pattern's preposition asks for another place
				return false
			}
		case infinitive:
			want = "infinitive"
		case gerund:
			want = "gerund"
			if u.prep != None && (m.last > v.Last || !e.takes(r, u.prep)) {
				return false
			}
		case that:
			want = "clause"
		case prepositional:
			want = "object"
			if m.last > v.Last || !e.takes(r, u.prep) {
				return false
			}
			if c := e.g.ChunkOf[e.before(u.prep)]; r.Kind == pack.CarrierRule && c != None && e.tells(c) {
				return false // published figures on
			}
			if r.Kind == pack.CarrierRule && v.Object != None && e.isWord(u.prep, "on") && m.last == m.first+1 && e.agentive(v.Object) {
				return false // led the bishops | on the bill
			}
		}
		return len(r.Target) == 0 || slices.Contains(r.Target, want)
	})
}

// particle reports whether only adverbs stand between two tokens: brushed | aside.
func (e *Engine) particle(first, last int32) bool {
	for i := first; i < last; i++ {
		if e.g.Tags[i] != grammar.Adverb {
			return false
		}
	}
	return true
}

// tells reports whether a chunk names what tells of something without a side on it: a report, figures.
func (e *Engine) tells(c int32) bool {
	ch := &e.g.Chunks[c]
	return e.isDocument(ch) || e.inGroup(ch.Head, lexicon.Telling)
}

// takes reports whether a verb's operator reaches over a preposition that its pattern does not name.
func (e *Engine) takes(r *pack.Rule, prep int32) bool {
	switch {
	case r.Kind == pack.PredicateRule && r.Sign < 0:
		return e.isWord(prep, "for", "over", "about", "on", "against", "at", "of")
	case r.Kind == pack.PredicateRule:
		return e.isWord(prep, "for", "on", "about", "over", "with", "to")
	case r.Kind == pack.ReverserRule:
		return e.isWord(prep, "from")
	}
	return e.isWord(prep, "with", "on", "to", "into")
}

// aroundObject reports whether a pattern of a verb has the verb's object inside, and nothing that it goes on to: puts the
// talks on hold, turns it down.
func (e *Engine) aroundObject(m *match, v *grammar.Clause) bool {
	if v.Object == None || e.g.Chunks[v.Object].First < v.Last || e.g.Chunks[v.Object].Last > m.last {
		return false
	}
	if e.g.Chunks[v.Object].Last == m.last || e.isWord(m.last-1, "as") || m.first < e.target.First && e.target.First < m.last && e.turnsAt(e.target.First) {
		return true // attacked the decision, attacked it as, put an | end to it
	}
	return e.g.Tags[m.last-1] != grammar.Preposition || m.last >= e.last || e.g.ChunkOf[m.last] == None
}

// apply multiplies an operator into the product.
func (e *Engine) apply(op int32, c *climb) {
	m := &e.matches[op]
	r := e.rule(m)
	if p := c.rule; c.neutral && p != nil && p.Sign == 0 && p.Speech == "attitude" && p.Holder == "subject" && r.Kind == pack.PredicateRule && r.Speech == "speech" && r.Sign > 0 {
		c.neutral = false // urged her to consider it
	}
	if p := c.rule; c.cut && p != nil && p.Sign == 0 && p.Holder == "none" && p.Class == pack.NounWord && r.Sign == 0 && r.Holder != "none" {
		c.cut = false // neutral on the issue of it
	}
	c.rule = r
	role := PredicateRole
	switch r.Kind {
	case pack.ReverserRule:
		role = ReverserRole
	case pack.VerdictRule:
		role = VerdictRole
	case pack.PredicateRule:
		c.strength = max(c.strength, r.Strength)
		c.cue = Span{m.first, m.last}
	}
	if c.cue.First == None {
		c.cue = Span{m.first, m.last}
	}
	switch {
	case r.Sign < 0 && m.first < e.target.First && e.target.First < m.last && e.turnsAt(e.target.First):
		// call a halt to it, where the target is the halt
	case r.Sign != 0:
		c.sign *= r.Sign
	case r.Holder == "none":
		c.cut, e.topic = true, true // spoken of, without a side
	default:
		c.neutral = true
	}
	if c.content && r.Sign <= 0 {
		c.cut = true // who is against a text need not be against what it says
	}
	if r.Class == pack.NounWord && (r.Kind == pack.CarrierRule || r.Sign > 0 && e.inGroup(m.head, lexicon.Law)) && c.framed == 0 && c.againstIt() {
		c.framed = c.sign
	}
	c.link(role, m.first, m.last, r.ID, r.Sign)
	if e.trace != nil {
		e.trace("  × %+d %q (%s)", r.Sign, e.doc.Slice(m.first, m.last), r.ID)
	}
	if m.last > m.first+2 && r.Class == pack.VerbWord {
		e.negatedInside(m, c)
	}
}

// turnsAt reports whether a noun that turns what it governs begins at a token: a halt to.
func (e *Engine) turnsAt(i int32) bool {
	for k := e.headAt[i-e.first]; k != None; k = e.matches[k].next {
		if r := e.rule(&e.matches[k]); r.Kind == pack.ReverserRule && r.Class == pack.NounWord {
			return true
		}
	}
	return false
}
