package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds what stands for a target, or leaves it out.

// spoken is an issue that was spoken of, for anaphors.
type spoken struct {
	match    match
	rule     *pack.Rule
	sentence int32
	text     Span
	sided    bool // somebody took a side on it
}

func (e *Engine) speak(i int) {
	m := &e.matches[i]
	e.lastSpoken = append(e.lastSpoken, spoken{*m, e.rule(m), e.sentence, Span{m.first, m.last}, false})
	if len(e.lastSpoken) > 12 {
		e.lastSpoken = e.lastSpoken[len(e.lastSpoken)-12:]
	}
}

// anaphors: "such a move", "it" stand for what somebody last took a side on.
func (e *Engine) anaphors() {
	for i := range e.matches {
		m := &e.matches[i]
		if m.dead || e.rule(m).Kind != pack.AnaphorRule || e.longerAnaphor(i) {
			continue
		}
		chunk := e.g.ChunkOf[m.last-1]
		if chunk == None || e.g.Chunks[chunk].Head >= m.last {
			continue
		}
		at := None // where the antecedents begin: one place, perhaps several issues
		for k := len(e.lastSpoken) - 1; k >= 0; k-- {
			s := &e.lastSpoken[k]
			if s.sentence < e.sentence-1 {
				break
			}
			if s.text.Last > m.first || !s.sided || at != None && s.text.First != at || s.rule.Sign == 0 {
				continue
			}
			at = s.text.First
			c := climb{slab: &e.links, issue: s.rule.Issue, sign: s.rule.Sign, strength: 0.7, conf: 0.6, cue: Span{None, None}, held: None}
			c.link(TargetRole, s.text.First, s.text.Last, s.rule.ID, s.rule.Sign)
			c.link(AnaphorRole, m.first, m.last, e.rule(m).ID, 1)
			if e.trace != nil {
				e.trace("anaphor %q for %q", e.doc.Slice(m.first, m.last), e.doc.Slice(s.text.First, s.text.Last))
			}
			e.rise(e.noun(chunk), c)
		}
	}
}

// ellipsis: "calls for a truce, but Hamas refuses": a predicate without a target of its own takes up the one before.
func (e *Engine) ellipsis() {
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < e.first || !cl.Finite || cl.Passive || !cl.OwnSubject || cl.Object != None || cl.Last < e.last && e.g.Tags[cl.Last] != grammar.Punct && e.g.Tags[cl.Last] != grammar.Coordinator {
			continue
		}
		op := e.operator(cl.Head, pack.VerbWord, None, func(m *match, r *pack.Rule) bool {
			return r.Kind == pack.PredicateRule && r.Sign != 0 && m.last <= cl.Last && r.Holder == "subject" && (r.Speech != "speech" || r.Sign < 0)
		})
		if op == None {
			continue
		}
		for k := len(e.lastSpoken) - 1; k >= 0; k-- {
			s := &e.lastSpoken[k]
			if s.sentence != e.sentence || s.text.Last > cl.First || !s.sided || s.rule.Sign == 0 {
				continue
			}
			c := climb{slab: &e.links, issue: s.rule.Issue, sign: s.rule.Sign, strength: 0.7, conf: 0.6, cue: Span{None, None}, held: None}
			c.link(TargetRole, s.text.First, s.text.Last, s.rule.ID, s.rule.Sign)
			if e.trace != nil {
				e.trace("%q leaves out %q", e.name(e.verb(int32(v))), e.doc.Slice(s.text.First, s.text.Last))
			}
			e.apply(op, &c)
			e.fromVerb(int32(v), c, true, false)
			break
		}
	}
}

func (e *Engine) longerAnaphor(i int) bool {
	for k := range e.matches {
		if k != i && e.matches[k].rule == e.matches[i].rule && overlap(&e.matches[k], &e.matches[i]) && e.matches[k].last-e.matches[k].first > e.matches[i].last-e.matches[i].first {
			return true
		}
	}
	return false
}
