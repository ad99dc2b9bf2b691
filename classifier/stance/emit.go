package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
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
	label, toward, sign, conf := side(c.sign), NoLabel, c.sign, c.conf
	if c.neutral || c.possible {
		label = Neutral
	}
	var on *match // the condition of a side
	m, inside := e.condition(at)
	if c.given || c.open {
		m = nil
	}
	if m != nil && c.litotes && !inside && !c.possible && e.asksFor(m) { // would not oppose it provided that
		on, label, sign = m, Conditional, -sign
		toward = side(sign)
	} else if m != nil && label != Neutral {
		if inside {
			e.demanded(m, at, c)
			return
		}
		if c.undoes && !e.lastsOn(c) || c.againstIt() || !e.lasting(m) { // else it goes on with it until
			on, label = m, Conditional
			if r := e.rule(m); r.Toward != 0 {
				toward = side(sign * r.Toward)
			}
		}
	}
	if label == Oppose && m == nil {
		if on = e.forWant(at, c); on != nil {
			label, toward = Conditional, Support
		}
	}
	if label == Support || label == Oppose {
		if c.open || e.beforehand(at) {
			toward, label = label, Conditional
		}
	}
	if v := e.askedWhether(at); v != None && label != Neutral {
		p := e.g.Clauses[v].Parent
		if e.denies(&e.g.Clauses[p]) { // questions whether it works
			conf *= 0.9
		} else if e.operator(e.g.Clauses[p].Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule && r.Sign < 0 }) != None {
			return // who doubts whether has a side of his own
		} else {
			label, toward = Neutral, NoLabel
		}
	}
	if label == Neutral {
		sign = 0
	}
	f := e.find(h, at, c)
	f.Label, f.Toward, f.Score, f.Confidence = label, toward, float32(sign)*c.strength, conf
	if on != nil {
		f.Evidence = append(f.Evidence, Link{ConditionRole, Span{on.first, on.last}, e.rule(on).ID, e.rule(on).Toward})
	}
	inReadingOrder(f.Evidence)
	e.sided(c)
	if e.trace != nil {
		e.trace("  = %s %s: %s", e.holderText(h), e.set.Issues[c.issue].ID.Value, labelText(*f))
	}
}

// find adds a finding, without its label, to be filled in where it lies.
func (e *Engine) find(h Holder, at int32, c *climb) *Finding {
	e.findings = append(e.findings, Finding{})
	f := &e.findings[len(e.findings)-1]
	f.Issue, f.Holder, f.Statement, f.Sentence = c.issue, h, e.voice[at], e.sentence
	f.Clause, f.Cue = Span{e.first, e.last}, c.cue
	if f.Cue.First == None {
		f.Cue = Span{at, at + 1}
	}
	f.Evidence = e.keep(c.links)
	return f
}

// askedWhether returns the clause that leaves open what a token tells, or None: "would not say whether it should join".
func (e *Engine) askedWhether(at int32) int32 {
	for v := e.clauseAt(at); v != None; v = e.g.Clauses[v].Parent {
		if cl := &e.g.Clauses[v]; cl.Kind == grammar.Complement && cl.Parent != None && e.opensWhether(v) || e.unsaidHow(v) {
			return v
		}
	}
	return None
}

// unsaidHow reports whether a clause is what somebody would not say: "refused to say how people should vote", "would not be
// drawn on whether it should".
func (e *Engine) unsaidHow(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Parent == None || !e.inGroup(cl.From, lexicon.Leaving) && (cl.Marker == None || !e.inGroup(cl.Marker, lexicon.Leaving)) {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	return (p.Last == cl.From || p.Last+1 == cl.From && e.g.Tags[p.Last] == grammar.Preposition) && e.isWord(p.Head, "say", "drawn", "comment", "speculate", "reveal", "disclose") && (p.Negated || e.isInfinitive(cl.Parent))
}

// inWhether reports whether a token stands in a clause that leaves something open: "whether it can survive is …".
func (e *Engine) inWhether(at int32) bool {
	for v := e.clauseAt(at); v != None; v = e.g.Clauses[v].Parent {
		if e.opensWhether(v) {
			return true
		}
	}
	return false
}

func (e *Engine) opensWhether(v int32) bool {
	k := e.g.Clauses[v].Marker
	return k != None && e.is(k, e.w.whether)
}

// sided notes that a side was taken on what was spoken of, for anaphors.
func (e *Engine) sided(c *climb) {
	for k := e.spokenFrom(); k < len(e.lastSpoken); k++ {
		if s := &e.lastSpoken[k]; s.rule.Issue == c.issue {
			for i := range c.links {
				if l := &c.links[i]; l.Role == TargetRole && l.Span == s.text {
					if !s.sided && !c.neutral {
						s.event = c.sign
						s.framed = c.framed
					}
					s.sided = true
				}
			}
		}
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
	main := e.mainOf(m)
	if main == None || e.warned(m, main, at, c) || e.isWord(e.g.Clauses[main].Last, "able") { // will only be able to sign it if
		return
	}
	r := e.rule(m)
	offers := e.operator(e.g.Clauses[main].Head, pack.VerbWord, c.issue, func(_ *match, x *pack.Rule) bool {
		return x.Kind == pack.PredicateRule && x.Sign > 0 && !e.menaces(main) && !e.isWord(e.g.Clauses[main].Head, "vow", "vows", "vowed")
	})
	d := *c
	promised := false // by the agents of the clause alone
	switch {
	case r.Toward > 0 && c.negated() && !e.asksFor(m) && e.refuses(main, c.issue): // "no peace if there is no truce"
		d.sign = -d.sign
	case r.Toward <= 0 || e.asksFor(m):
	case e.isWord(m.last-2, "long"): // "no talks as long as it builds"
		if !e.refuses(main, c.issue) {
			return
		}
		d.sign = -d.sign
	case e.menaces(main): // "threatens an offensive if the rockets do not stop"
		d.sign = -d.sign
	case offers == None:
		return
	default:
		promised = true
	}
	holders := e.agents(main)
	d.conf *= 0.6
	d.link(ConditionRole, m.first, m.last, r.ID, 1)
	for _, s := range holders {
		if e.canHold(s) {
			e.note(e.holder(s), at, &d, side(d.sign))
			c.gave = true
		}
	}
	if s := e.g.Clauses[main].Subject; c.gave || promised && (s == None || !e.firstPerson(e.spanOf(s))) {
		return
	}
	if voices, _, ok := e.voiceAt(e.g.Clauses[main].Head); ok {
		for _, h := range voices {
			e.note(h, at, &d, side(d.sign))
			c.gave = true
		}
	}
}

// menaces reports whether a clause tells what nobody wants: threatens to act, vowed to resign.
func (e *Engine) menaces(v int32) bool {
	return e.inGroup(e.g.Clauses[v].Head, lexicon.Threatening) || e.inGroup(e.g.Clauses[e.lastInfinitive(v)].Head, lexicon.Threatening)
}

// warned: what would come of it is good or bad: "would be poorer if it left", "warns that it could not if". It reports
// whether somebody says so.
func (e *Engine) warned(m *match, main, at int32, c *climb) bool {
	cl := &e.g.Clauses[main]
	sign := e.consequence(main, c.issue)
	voices, negated, ok := e.voiceAt(cl.Head)
	if sign == 0 || negated || !ok || c.cut || c.neutral {
		return false
	}
	if e.rule(m).Toward < 0 {
		sign = -sign
	}
	d := *c
	d.sign *= sign
	d.conf *= 0.7
	d.link(ConditionRole, m.first, m.last, e.rule(m).ID, sign)
	for _, h := range voices {
		e.note(h, at, &d, side(d.sign))
		c.gave = true
	}
	return c.gave
}

// consequence returns whether what a clause tells that would happen is good (1) or bad (-1); 0: it does not tell.
func (e *Engine) consequence(v, issue int32) int8 {
	cl := &e.g.Clauses[v]
	if cl.Kind == grammar.Complement && cl.Parent != None && e.inGroup(e.g.Clauses[cl.Parent].Head, lexicon.Warning) {
		return -1
	}
	if !cl.Modal {
		return 0
	}
	sign := int8(1)
	if cl.Negated {
		sign = -1
	}
	if k := e.verdictVerb(v, issue); k != None {
		return sign * e.rule(&e.matches[k]).Sign
	}
	if e.g.Tags[cl.Head] != grammar.Be && !e.linking(cl.Head) {
		return 0
	}
	for i := cl.Last; i < min(cl.Last+8, e.last); i++ {
		if k := e.verdictAt(i, issue); k != None {
			return sign * e.rule(&e.matches[k]).Sign
		}
		if t := e.g.Tags[i]; t.IsVerb() || t == grammar.Punct || t == grammar.Preposition {
			break
		}
	}
	return 0
}

// refuses reports whether a clause says what somebody will not do: "will not talk", "there will be no talks".
func (e *Engine) refuses(v, issue int32) bool {
	cl := &e.g.Clauses[v]
	return cl.Negated || e.deniedBehind(v) || e.operator(cl.Head, pack.VerbWord, issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule && r.Sign < 0 }) != None
}

// asksFor reports whether a condition tells what its speaker wants: only if, on condition that, but not: if.
func (e *Engine) asksFor(m *match) bool {
	return m.last > m.first+1 && e.isWord(m.first, "only", "on", "as", "conditional", "contingent", "subject") && !e.isWord(m.first+1, "long") || e.isWord(m.first, "provided", "providing")
}

// note adds a finding with a label that is decided.
func (e *Engine) note(h Holder, at int32, c *climb, label Label) {
	f := e.find(h, at, c)
	f.Label, f.Score, f.Confidence = label, float32(c.sign)*c.strength, c.conf
	inReadingOrder(f.Evidence)
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

// inReadingOrder sorts the links of a chain. They are few, and nearly in order.
func inReadingOrder(links []Link) {
	for i := 1; i < len(links); i++ {
		for k := i; k > 0 && links[k].Span.First < links[k-1].Span.First; k-- {
			links[k-1], links[k] = links[k], links[k-1]
		}
	}
}
