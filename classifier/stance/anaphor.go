package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
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
	if len(e.lastSpoken) == 12 {
		e.lastSpoken = e.lastSpoken[:copy(e.lastSpoken, e.lastSpoken[1:])]
	}
	e.lastSpoken = append(e.lastSpoken, spoken{*m, e.rule(m), e.sentence, Span{m.first, m.last}, false})
}

// anaphors: "such a move", "it" stand for what somebody last took a side on.
func (e *Engine) anaphors() {
	for i := range e.matches {
		m := &e.matches[i]
		if m.dead || m.kind != pack.AnaphorRule || e.longerAnaphor(i) {
			continue
		}
		if !e.standsAlone(m.last) || e.ownName(m) || e.isWord(m.first, "its") && e.isWord(m.last, "of") { // the French initiative, its use of force
			continue
		}
		chunk := e.g.ChunkOf[m.last-1]
		at := None // where the antecedents begin: one place, perhaps several issues
		for k := len(e.lastSpoken) - 1; k >= 0; k-- {
			s := &e.lastSpoken[k]
			if s.sentence < e.sentence-1 {
				break
			}
			if s.text.Last > m.first || !s.takenUp() && !(s.sentence == e.sentence && s.rule.Sign != 0 && e.g.Tags[m.last-1] == grammar.Pronoun && e.isSubject(s.text)) || at != None && s.text.First != at {
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

// standsAlone reports whether an anaphor that ends before a token is a noun phrase, or the head of one.
func (e *Engine) standsAlone(last int32) bool {
	c := e.g.ChunkOf[last-1]
	return c != None && e.g.Chunks[c].Head < last
}

// spokenBefore reports whether the sentence before spoke of anything that an anaphor can stand for.
func (e *Engine) spokenBefore() bool {
	for k := len(e.lastSpoken) - 1; k >= 0 && e.lastSpoken[k].sentence >= e.sentence-1; k-- {
		if e.lastSpoken[k].takenUp() {
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
func (s *spoken) takenUp() bool { return s.sided && s.rule.Sign != 0 }

// isSubject reports whether some words are the subject of a clause.
func (e *Engine) isSubject(s Span) bool {
	c := e.g.ChunkOf[s.First]
	return c != None && e.subjectOf(c) != None
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
			if s.sentence != e.sentence || s.text.Last > cl.First || !s.takenUp() {
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
