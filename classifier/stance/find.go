package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// This file finds the words of the packs.

// found is a sentence with something from which a climb can begin. The hits of its targets, acts and overrides stand in
// Engine.hits, with the others behind them; the matches made of them at the same places of Engine.matches.
type found struct {
	sentence             int32
	from, to             int32 // hits
	clauseFrom, clauseTo int32
	words                words
	spoken               int32 // behind what was spoken of in it, in Engine.spoken
}

// findWords looks for the packs' words in all sentences, before any of them is read: so the processor keeps the instructions
// of both. Operators are looked for only where something is left from which a climb can begin.
func (e *Engine) findWords() {
	e.hits, e.found = e.hits[:0], e.found[:0]
	for i := range e.doc.Sentences {
		s := &e.doc.Sentences[i]
		if e.doc.Paragraphs[s.Para].Kind == text.Furniture {
			continue
		}
		from := int32(len(e.hits))
		hits := e.m.Find(&e.gates, s.First, s.Last)
		if len(hits) == 0 {
			continue // most sentences
		}
		e.sentence, e.first, e.last = int32(i), s.First, s.Last
		e.hits = append(e.hits, hits...)
		e.keepFitting(from)
		if int32(len(e.hits)) > from {
			e.hits = append(e.hits, e.m.Find(&e.operatorsAndAnaphors, s.First, s.Last)...)
			e.found = append(e.found, found{sentence: int32(i), from: from, to: int32(len(e.hits))})
		}
	}
}

// keepFitting leaves of the hits from one on those that count: of issues that are asked for, in their context, acts only where
// a verb stands.
func (e *Engine) keepFitting(from int32) {
	hits, n := e.hits[from:], from
	for i := range hits {
		h := &hits[i]
		r := &e.set.Rules[h.Rule]
		switch {
		case e.in.Issues != nil && !e.in.Issues[r.Issue]:
			continue
		case r.Kind == pack.ActRule && !e.verbal(e.firstVerb(h.First, h.End)):
			e.tellDropped(r, h.First, h.End, "read as no verb")
			continue
		case len(r.Context) > 0 && !e.inContext(r):
			e.tellDropped(r, h.First, h.End, "its context does not hold")
			continue
		}
		e.hits[n] = *h
		n++
	}
	e.hits = e.hits[:n]
}

// readAnaphors reads the sentence at hand where it has no target of its own, but may take up what the one before spoke of.
func (e *Engine) readAnaphors(spoken int32) {
	f := found{sentence: e.sentence, from: int32(len(e.hits))}
	hits := e.m.Find(&e.anaphorRoots, e.first, e.last)
	if !slices.ContainsFunc(hits, func(h pack.Hit) bool { return e.standsAlone(h.End) }) {
		return
	}
	e.hits = append(e.hits, hits...)
	e.hits = append(e.hits, e.m.Find(&e.operators, e.first, e.last)...)
	f.to = int32(len(e.hits))
	e.join(int(f.from))
	e.prepare(&f)
	e.target, f.spoken = Span{None, None}, spoken
	e.readOthers(&f)
}

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
