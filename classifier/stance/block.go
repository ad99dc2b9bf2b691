package stance

import (
	"github.com/stance-dev/stance/classifier/pack"
)

// This file takes targets and acts away: what blockers and longer matches cover, what stands outside its context.

// block takes away what blockers, exceptions and longer matches cover.
func (e *Engine) block() {
	for i := e.words.first[blockers]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		if m.dead {
			continue
		}
		r := e.rule(m)
		for j := e.words.first[targets]; j != None; j = e.matches[j].same {
			o := &e.matches[j]
			if e.rule(o).Issue == r.Issue && overlap(m, o) && m.last-m.first >= o.last-o.first && !o.dead {
				e.drop(o, "covered by a blocker")
			}
		}
	}
	for i := e.words.first[excepts]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		for j := e.words.from; j < e.words.to; j++ {
			if o := &e.matches[j]; o.rule == e.rule(m).Of && overlap(m, o) {
				o.dead = true
			}
		}
	}
	e.dropUnfitActs() // before they take the words of a target that is one
	for i := e.words.first[targets]; i != None; i = e.matches[i].same {
		if e.matches[i].dead {
			continue
		}
		for j := e.words.first[targets]; j != None; j = e.matches[j].same {
			a, b := &e.matches[i], &e.matches[j]
			if i == j || b.dead || !overlap(a, b) {
				continue
			}
			x, y := e.rule(a), e.rule(b)
			if x.Kind == pack.TargetRule && y.Kind == pack.TargetRule && x.Issue != y.Issue && a.first <= b.first && b.last < a.last {
				b.dead = e.g.ChunkOf[b.first] == e.g.ChunkOf[a.last-1] // Middle East peace | process
				continue
			}
			if x.Issue == y.Issue && (better(a, x, b, y) && !e.turnedBy(a, b) || e.turnedBy(b, a)) {
				if b.dead = true; e.trace != nil && x != y {
					e.trace("%s %q (%s): %q (%s) takes its words", kindOf(y), e.doc.Slice(b.first, b.last), y.ID, e.doc.Slice(a.first, a.last), x.ID)
				}
			}
		}
	}
}

// better is the policy for conflicts: the longest, then the higher priority, then the earliest.
func better(a *match, x *pack.Rule, b *match, y *pack.Rule) bool {
	if la, lb := a.last-a.first, b.last-b.first; la != lb {
		return la > lb
	}
	if x.Priority != y.Priority {
		return x.Priority > y.Priority
	}
	if a.first != b.first {
		return a.first < b.first
	}
	return a.rule < b.rule
}

func overlap(a, b *match) bool { return a.first < b.last && b.first < a.last }

// inContext reports whether all contexts of a rule hold.
func (e *Engine) inContext(r *pack.Rule) bool {
	for i := range r.Context {
		if !e.holds(&r.Context[i]) {
			return false
		}
	}
	return true
}

// holds reports whether a context holds. It is looked for once in a sentence, a paragraph or the document.
func (e *Engine) holds(c *pack.ContextRule) bool {
	place, first, last := int32(0), int32(0), int32(len(e.doc.Tokens))
	switch c.Scope {
	case "sentence":
		place, first, last = e.sentence, e.first, e.last
	case "paragraph":
		place = e.doc.Sentences[e.sentence].Para
		first, last = e.doc.Paragraphs[place].First, e.doc.Paragraphs[place].Last
	}
	known := &e.contexts[c.ID]
	if known.asked != place+1 {
		*known = contextIs{place + 1, e.near(c, first, last)}
	}
	return known.holds
}

func (e *Engine) near(c *pack.ContextRule, first, last int32) bool {
	return (c.Any == pack.NoList || e.m.Within(c.Any, first, last)) && (c.None == pack.NoList || !e.m.Within(c.None, first, last))
}

// turnedBy reports whether a shorter target inside of a longer one turns it, because its noun is what the phrase is about
// and the longer one passes over it: the new settlement | freeze | in the West Bank.
func (e *Engine) turnedBy(long, short *match) bool {
	x, y := e.rule(long), e.rule(short)
	if x.Kind != pack.TargetRule || y.Kind != pack.TargetRule || x.Sign <= 0 || y.Sign >= 0 || short.first < long.first || short.last >= long.last {
		return false
	}
	c := e.chunkFrom(long.first)
	return c != None && short.first <= e.g.Chunks[c].Head && e.g.Chunks[c].Head < short.last
}
