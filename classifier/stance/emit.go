package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// emit notes that somebody takes a side: at is the token of the words that take it.
func (e *Engine) emit(h Holder, at int32, c *climb) {
	if c.cut {
		if e.trace != nil {
			e.trace("  stops: no side on it is taken")
		}
		return
	}
	f := Finding{Issue: c.issue, Holder: h, Statement: e.voice[at], Sentence: e.sentence, Clause: Span{e.first, e.last}, Cue: c.cue,
		Score: float32(c.sign) * c.strength, Confidence: c.conf, Evidence: e.keep(c.links)}
	if f.Cue.First == None {
		f.Cue = Span{at, at + 1}
	}
	switch {
	case c.neutral || c.possible:
		f.Label = Neutral
	default:
		f.Label = side(c.sign)
	}
	if m, inside := e.condition(at); m != nil && f.Label != Neutral {
		r := e.rule(m)
		if inside {
			e.demanded(m, at, c)
			return
		}
		f.Label, f.Toward = Conditional, NoLabel
		if r.Toward != 0 {
			f.Toward = side(c.sign * r.Toward)
		}
		f.Evidence = append(f.Evidence, Link{ConditionRole, Span{m.first, m.last}, r.ID, r.Toward})
	}
	if f.Label == Neutral {
		f.Score = 0
	}
	slices.SortStableFunc(f.Evidence, func(a, b Link) int { return int(a.Span.First - b.Span.First) })
	e.findings = append(e.findings, f)
	for k := range e.lastSpoken {
		if s := &e.lastSpoken[k]; s.sentence == e.sentence && s.rule.Issue == c.issue && len(c.links) > 0 {
			for _, l := range c.links {
				s.sided = s.sided || l.Role == TargetRole && l.Span == s.text
			}
		}
	}
	if e.trace != nil {
		e.trace("  = %s %s: %s", e.holderText(h), e.set.Issues[c.issue].ID.Value, labelText(f))
	}
}

// keep copies links, with room for one more.
func (e *Engine) keep(links []Link) []Link {
	from := len(e.links)
	e.links = append(append(e.links, links...), Link{})
	return e.links[from : from+len(links) : from+len(links)+1]
}

// demanded: the words stand inside a condition. Who will do something only when they come true wants them to: "offered a
// truce if Israel withdrew", "no talks until building stops".
func (e *Engine) demanded(m *match, at int32, c *climb) {
	if e.trace != nil {
		e.trace("  inside the condition of %q", e.doc.Slice(m.first, m.last))
	}
	main := None
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < e.first || !cl.Finite || !e.sameSegment(cl.First, m.first) {
			continue
		}
		if k, inside := e.condition(cl.Head); k == nil || !inside {
			if cl.First < m.first || m.first == e.first {
				main = int32(v) // the nearest before; behind, where the condition opens the sentence
				if m.first == e.first {
					break
				}
			}
		}
	}
	if main == None {
		return
	}
	r := e.rule(m)
	offers := e.operator(e.g.Clauses[main].Head, pack.VerbWord, c.issue, func(_ *match, x *pack.Rule) bool {
		return x.Kind == pack.PredicateRule && x.Sign > 0 && !e.isWord(e.g.Clauses[main].Head, "threatens", "threatened", "threaten", "warns", "warned")
	})
	if r.Toward > 0 && offers == None {
		return
	}
	holders := e.agents(main)
	d := *c
	d.conf *= 0.6
	d.link(ConditionRole, m.first, m.last, r.ID, 1)
	for _, s := range holders {
		if e.canHold(s) {
			e.note(e.holder(s), at, &d, side(d.sign))
			c.gave = true
		}
	}
	if c.gave {
		return
	}
	if voices, _, ok := e.voiceAt(e.g.Clauses[main].Head); ok {
		for _, h := range voices {
			e.note(h, at, &d, side(d.sign))
			c.gave = true
		}
	}
}

// note adds a finding with a label that is decided.
func (e *Engine) note(h Holder, at int32, c *climb, label Label) {
	f := Finding{Issue: c.issue, Holder: h, Statement: e.voice[at], Sentence: e.sentence, Clause: Span{e.first, e.last}, Cue: c.cue,
		Label: label, Score: float32(c.sign) * c.strength, Confidence: c.conf, Evidence: e.keep(c.links)}
	if f.Cue.First == None {
		f.Cue = Span{at, at + 1}
	}
	slices.SortStableFunc(f.Evidence, func(a, b Link) int { return int(a.Span.First - b.Span.First) })
	e.findings = append(e.findings, f)
	if e.trace != nil {
		e.trace("  = %s %s: %s", e.holderText(h), e.set.Issues[c.issue].ID.Value, label)
	}
}

func side(sign int8) Label {
	if sign > 0 {
		return Support
	}
	return Oppose
}

func labelText(f Finding) string {
	s := f.Label.String()
	if f.Toward != NoLabel {
		s += " toward " + f.Toward.String()
	}
	return s
}

func (l Label) String() string {
	return [...]string{"none", "support", "oppose", "conditional", "neutral"}[l]
}

func (e *Engine) holderText(h Holder) string {
	switch {
	case h.Author:
		return e.in.Author
	case h.Span.First != None:
		return e.doc.Slice(h.Span.First, h.Span.Last)
	}
	return "the speaker"
}

// merge brings findings of the same holder, statement and issue together: the surer one stays, and where both sides
// are as sure, nobody has taken one.
func (e *Engine) merge() []Finding {
	out := e.merged[:0]
	e.seen.reset(len(e.in.Statements))
	for _, f := range e.findings {
		k := e.seen.twin(out, &f)
		if k < 0 {
			out = append(out, f)
			e.seen.add(&f)
			continue
		}
		o := &out[k]
		switch {
		case o.Label == Neutral && f.Label != Neutral:
			*o = f
		case f.Label == Neutral:
		case o.Label == f.Label:
			if f.Confidence > o.Confidence {
				*o = f
			}
		case f.Confidence > o.Confidence:
			*o = f
		}
	}
	e.merged = out
	return out
}

// seen finds the findings of one statement without a look at the others.
type seen struct {
	first, last []int32 // by statement: its first and last finding, or None
	next        []int32 // by finding: the next one of its statement, or None
}

func (s *seen) reset(statements int) {
	s.next = s.next[:0]
	s.first, s.last = s.first[:0], s.last[:0]
	for range statements {
		s.first, s.last = append(s.first, None), append(s.last, None)
	}
}

// add notes the finding that was appended last.
func (s *seen) add(f *Finding) {
	at := int32(len(s.next))
	s.next = append(s.next, None)
	if f.Statement == None {
		return
	}
	if s.first[f.Statement] == None {
		s.first[f.Statement] = at
	} else {
		s.next[s.last[f.Statement]] = at
	}
	s.last[f.Statement] = at
}

// twin returns the first finding of the same issue and holder in the same statement or sentence, or -1.
func (s *seen) twin(all []Finding, f *Finding) int32 {
	same := func(o *Finding) bool { return o.Issue == f.Issue && o.Holder == f.Holder }
	found := None
	if f.Statement != None {
		for k := s.first[f.Statement]; k != None; k = s.next[k] {
			if same(&all[k]) {
				found = k
				break
			}
		}
	}
	for k := int32(len(all)) - 1; k >= 0 && all[k].Sentence == f.Sentence; k-- { // they are in order
		if same(&all[k]) && (found == None || k < found) {
			found = k
		}
	}
	return found
}

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

// overrides answers with whole phrases, and takes the targets that they cover away.
func (e *Engine) overrides() {
	for i := range e.matches {
		m := &e.matches[i]
		r := e.rule(m)
		if r.Kind != pack.OverrideRule || m.dead || e.outranked(i) {
			continue
		}
		c := climb{slab: &e.links, issue: r.Issue, sign: 1, strength: 0.8, conf: 0.9, cue: Span{m.first, m.last}, held: None}
		switch r.Label {
		case "oppose":
			c.sign = -1
		case "neutral":
			c.neutral = true
		}
		c.link(TargetRole, m.first, m.last, r.ID, c.sign)
		if e.trace != nil {
			e.trace("override %q (%s)", e.doc.Slice(m.first, m.last), r.ID)
		}
		if r.Label != "none" {
			e.override(r, m, &c)
		}
		for k := range e.matches {
			o := &e.matches[k]
			if x := e.rule(o); targetLike(x) && x.Issue == r.Issue && overlap(m, o) {
				o.dead = true
			}
		}
	}
}

func (e *Engine) override(r *pack.Rule, m *match, c *climb) {
	v := None
	for i := m.first; i < m.last; i++ {
		if e.g.ClauseOf[i] != None {
			v = e.g.ClauseOf[i]
			break
		}
	}
	var spans []Span
	switch r.Holder {
	case "speaker":
		e.speaks(m.first, c)
		return
	case "object":
		if ch := e.chunkFrom(m.last); ch != None {
			spans = []Span{e.spanOf(ch)}
		}
	case "by":
		if v != None {
			spans = e.byAgent(v)
		}
	default:
		if v != None {
			spans = e.agents(v)
			e.shift(v, c)
		} else if ch := e.g.ChunkOf[m.first]; ch != None {
			if w := e.subjectOf(ch); w != None {
				spans = e.agents(w)
			}
		}
	}
	for _, s := range spans {
		if r.Agent == pack.NoList || e.m.Within(r.Agent, s.First, s.Last) {
			e.emitSpan(s, m.first, c)
		}
	}
}

func (e *Engine) outranked(i int) bool {
	a := &e.matches[i]
	x := e.rule(a)
	for k := range e.matches {
		b := &e.matches[k]
		y := e.rule(b)
		if k == i || b.dead || y.Kind != pack.OverrideRule || y.Issue != x.Issue || !overlap(a, b) {
			continue
		}
		if y.Priority != x.Priority && y.Priority > x.Priority || y.Priority == x.Priority && better(b, y, a, x) {
			return true
		}
	}
	return false
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
	c.neutral, c.cut, c.possible = false, false, false
	c.conf = 0.55
	c.links = nil
	c.link(TargetRole, m.first, m.last, r.ID, r.Lean)
	if e.trace != nil {
		e.trace("  leans %+d", c.sign)
	}
	e.speaks(m.first, &c)
}
