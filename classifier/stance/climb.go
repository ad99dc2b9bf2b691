package stance

import "github.com/stance-dev/stance/classifier/pack"

// climb is the state of one way up from a target: the product so far and the chain that made it.
type climb struct {
	issue    int32
	sign     int8 // the product of all signs so far
	strength float32
	conf     float32
	links    []Link
	slab     *[]Link // where links are kept
	cue      Span
	neutral  bool       // an operator with the sign 0 stands in the chain
	litotes  bool       // and nothing else makes it neutral than "does not oppose"
	possible bool       // may, might: no side
	gave     bool       // a holder was found on the way
	rule     *pack.Rule // of the operator that was applied last, or nil
	framed   int8       // the sign at the plan or text that is to turn it: a bill to ban it; 0: none
	held     int32      // the verb that stands as a noun and governs the phrase, or None
	undoes   bool       // it began at an act against what the issue proposes: suspends the aid
	cut      bool       // no side can be taken any more
	open     bool       // it began at a phrase that states a condition itself
	given    bool       // no condition bears on it: it is said of the target itself
	beside   bool       // the last step was to a phrase that it is joined to; both have determiners
	joined   bool       // the last step was to a phrase that it is joined to
	content  bool       // the chain has left the text that a document holds
	agent    int32      // the list of those who do the act that the climb began at, or pack.NoList
	depth    int
}

const maxClimb = 14

// link adds a link. The links so far stay as they are for other climbs that share them.
//
//go:noinline
func (c *climb) link(r Role, first, last int32, rule string, sign int8) {
	s := *c.slab
	from := len(s) - len(c.links)
	if len(c.links) > 0 && (from < 0 || &s[from] != &c.links[0]) { // others have been added since: they go on from a copy
		from = len(s)
		s = append(s, c.links...)
	}
	s = append(s, Link{})
	l := &s[len(s)-1]
	l.Role, l.Span, l.Rule, l.Sign = r, Span{first, last}, rule, sign
	*c.slab, c.links = s, s[from:len(s):len(s)]
}

// againstIt reports whether the chain turns its target, or negates it.
func (c *climb) againstIt() bool {
	for _, l := range c.links {
		if l.Role != TargetRole && l.Sign < 0 {
			return true
		}
	}
	return false
}

// negated reports whether a negation stands in the chain.
func (c *climb) negated() bool {
	for _, l := range c.links {
		if l.Role == NegationRole {
			return true
		}
	}
	return false
}

func (e *Engine) start(i int) climb {
	m := &e.matches[i]
	r := e.rule(m)
	c := climb{slab: &e.links, issue: r.Issue, sign: r.Sign, strength: 0.8, conf: 0.9, cue: Span{None, None}, held: None, agent: pack.NoList}
	if r.Kind == pack.ActRule {
		c.agent, c.undoes = r.Agent, r.Sign < 0
	}
	if r.Sign == 0 {
		c.sign, c.neutral = 1, true
	}
	c.link(TargetRole, m.first, m.last, r.ID, r.Sign)
	return c
}
