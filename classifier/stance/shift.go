package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file takes in what changes a verb or a noun: negations, modal verbs, attributes.

// shifterAt returns the longest shifter of a category that a token stands in, or nil where there is none or a
// pseudo-shifter covers it.
//
//go:noinline
func (e *Engine) shifterAt(i int32, category string) *match {
	var found *match
	if e.words.underShifters&at(i) == 0 {
		return found
	}
	for _, k := range e.shiftersFrom(i - e.words.shifterReach) {
		m := &e.matches[k]
		if m.first > i {
			break
		}
		if m.dead || i >= m.last {
			continue
		}
		r := e.rule(m)
		if r.Category == "pseudo" {
			return nil
		}
		if r.Category == category && (found == nil || m.last-m.first > found.last-found.first) {
			found = m
		}
	}
	return found
}

// pseudoAt returns the pseudo-shifter that begins at a token, or nil.
func (e *Engine) pseudoAt(i int32) *match {
	for _, k := range e.shiftersFrom(i) {
		m := &e.matches[k]
		if m.first > i {
			break
		}
		if m.first == i && !m.dead && e.rule(m).Category == "pseudo" {
			return m
		}
	}
	return nil
}

// shift takes in what changes a verb group: negations in it, and words that leave it open.
func (e *Engine) shift(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	if e.words.shiftersFrom == e.words.shiftersTo {
		e.sooner(v, c)
		c.possible = c.possible && !e.may(v, c)
		return
	}
	first := cl.First
	possible := c.possible
	for first > e.first && (e.g.Tags[first-1] == grammar.Adverb || e.is(first-1, e.w.than) && e.isWord(first-2, "rather")) {
		first--
	}
	if m := e.shifterAt(first-1, "negation"); m != nil && m.last == first && m.last > m.first+1 && e.g.Tags[m.first] == grammar.Preposition {
		first = m.first // will | under no circumstances | accept
	}
	e.nobody(v, c)
	e.sooner(v, c)
	if m := e.invertedNegation(v); m != nil {
		e.negate(Span{m.first, m.last}, e.rule(m).ID, c)
	}
	for i := first; i < cl.Last; i++ {
		if m := e.shifterAt(i, "negation"); m != nil {
			e.negate(Span{m.first, m.last}, e.rule(m).ID, c)
			i = m.last - 1
			continue
		}
		if i < cl.Head && !(cl.Negated && e.either(i, e.w.can, e.w.could)) {
			if m := e.shifterAt(i, "possibility"); m != nil {
				c.possible = true
				c.link(ModifierRole, m.first, m.last, e.rule(m).ID, 0)
				if e.trace != nil {
					e.trace("  left open by %q (%s)", e.doc.Slice(m.first, m.last), e.rule(m).ID)
				}
				i = m.last - 1
			}
		}
	}
	if m := e.notOr(v); m != nil {
		e.negate(Span{m.first, m.last}, e.rule(m).ID, c)
	}
	if c.possible && (!possible && (e.impossible(v) || e.deniedBehind(v)) || e.may(v, c)) { // "could not accept", "could see no reason for"
		c.possible = false
	}
	if e.litotes(cl) {
		c.litotes = !c.neutral
		c.neutral = true
	}
	e.norEither(v, c)
}

// may reports whether a chain leaves open what it tells though it is told on a condition alone: "could accept it if".
func (e *Engine) may(v int32, c *climb) bool {
	return (c.rule == nil || c.rule.Kind == pack.PredicateRule) && e.able(v)
}

// negate turns the side by words that deny, and notes by which rule.
func (e *Engine) negate(words Span, rule string, c *climb) {
	c.sign = -c.sign
	c.link(NegationRole, words.First, words.Last, rule, -1)
	if e.trace != nil {
		e.trace("  × -1 %q (%s)", e.doc.Slice(words.First, words.Last), rule)
	}
}

// notOr returns the negation of the verb before a bare one that is joined to it by "or": will not support | or fund it. nil: none.
func (e *Engine) notOr(v int32) *match {
	cl := &e.g.Clauses[v]
	if v == e.clauseFrom || cl.OwnSubject || cl.First != cl.Head || cl.First == e.first || !e.is(cl.First-1, e.w.or) {
		return nil
	}
	p := &e.g.Clauses[v-1]
	if p.Last > cl.First || cl.First-p.Last > 8 {
		return nil
	}
	for i := p.First; i < p.Last; i++ {
		if m := e.shifterAt(i, "negation"); m != nil {
			return m
		}
	}
	return nil
}

// fronted reports whether a verb's auxiliary stands before its subject, in a clause of its own: "never will | we accept".
func (e *Engine) fronted(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Parent == None || cl.Kind != grammar.Complement || !cl.OwnSubject || cl.Subject == None || cl.First != cl.Head || !e.doc.Is(cl.Head, lexicon.Base) {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	return (p.First == p.Head || e.g.Tags[p.First] == grammar.Adverb || e.g.Tags[p.First] == grammar.Negation) && p.Subject == None && (e.g.Tags[p.Head] == grammar.Modal || e.g.Tags[p.Head] == grammar.Do) && p.Last == e.g.Chunks[cl.Subject].First
}

// invertedNegation returns the negation that opens an inverted clause: "Under no circumstances will we accept". nil: none.
func (e *Engine) invertedNegation(v int32) *match {
	if !e.fronted(v) {
		return nil
	}
	at := e.g.Clauses[e.g.Clauses[v].Parent].Head
	for i := at - 1; i >= e.first && i > at-5 && e.g.Tags[i] != grammar.Punct; i-- {
		if m := e.shifterAt(i, "negation"); m != nil {
			return m
		}
	}
	return nil
}

// sooner: "would rather resign than accept it": who would rather do something else does not do it.
func (e *Engine) sooner(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	than := cl.First - 1
	if than <= e.first || cl.First != cl.Head || !e.doc.Is(cl.Head, lexicon.Base) || !e.is(than, e.w.than) || e.isWord(than-1, "rather") {
		return
	}
	for i := than - 1; i >= e.first && i > than-14; i-- {
		if e.isWord(i, "rather", "sooner") {
			c.sign = -c.sign
			c.link(NegationRole, i, i+1, "than", -1)
			if e.trace != nil {
				e.trace("  × -1 %q … %q", e.doc.TokenText(i), e.doc.TokenText(than))
			}
			return
		}
	}
}

// norEither takes in the second verb of "neither … nor": who neither backs nor opposes something takes no side.
func (e *Engine) norEither(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	if cl.Parent == None || !e.is(cl.First-1, e.w.nor) || c.rule == nil {
		return
	}
	p := &e.g.Clauses[cl.Parent]
	m := e.shifterAt(cl.First-1, "negation")
	if m == nil || !e.isWord(p.Head-1, "neither") && !e.isWord(p.First-1, "neither") {
		return
	}
	other := e.operator(p.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule })
	if other != None && e.rule(&e.matches[other]).Sign*c.rule.Sign < 0 {
		c.neutral = true
		return
	}
	c.sign = -c.sign
	c.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
}

// nobody takes in a subject that denies what is said of it: "neither side accepts", "no country supports".
func (e *Engine) nobody(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	if !cl.Finite || !cl.OwnSubject || cl.Subject == None {
		return
	}
	first := e.g.Chunks[cl.Subject].First
	for i := max(first-1, e.first); i <= first; i++ {
		if m := e.shifterAt(i, "negation"); m != nil && e.isWord(i, "neither", "nor", "no", "none", "nobody", "nothing") {
			if l := e.g.Chunks[cl.Subject].Last; e.isWord(l, "but", "except", "besides", "save") || e.isWord(l, "other") && e.isWord(l+1, "than") || e.isWord(l, "apart", "aside") && e.isWord(l+1, "from") {
				return // no one but Malta backs it
			}
			if e.inGroup(e.g.Chunks[cl.Subject].Head, lexicon.Trying) { // "no efforts were made to"
				c.cut = true
				return
			}
			for _, l := range c.links {
				if l.Span.First == m.first {
					return // it has turned the target already: "no settlement will be"
				}
			}
			e.negate(Span{m.first, m.last}, e.rule(m).ID, c)
			return
		}
	}
}

// litotes: "does not rule out" is no support; but not: is not only right.
func (e *Engine) litotes(cl *grammar.Clause) bool {
	for _, k := range e.shiftersFrom(cl.First - 3) {
		m := &e.matches[k]
		if m.first >= cl.Last {
			break
		}
		if r := e.rule(m); r.Category == "pseudo" && m.first != cl.Head && m.last > cl.Head && !e.isWord(m.last-1, "only", "just", "merely", "simply") { // but not: vote | No
			return true
		}
	}
	return false
}

// attributes takes in what stands before a noun in its phrase: no truce, illegal settlements.
func (e *Engine) attributes(ch *grammar.Chunk, m *match, c *climb) {
	if e.is(ch.First-1, e.w.nor) {
		e.norNoun(ch.First-1, c)
	}
	for i := ch.First; i < ch.Head; i++ {
		if i == ch.First && i < m.first && m.kind == pack.PredicateRule && e.inGroup(i, lexicon.Scant) { // showed little enthusiasm
			c.sign = -c.sign
			c.link(NegationRole, i, i+1, "degree", -1)
			if e.trace != nil {
				e.trace("  × -1 %q", e.doc.TokenText(i))
			}
			continue
		}
		if e.g.Tags[i] == grammar.Determiner && (i < m.first || e.rule(m).Kind == pack.TargetRule) {
			if s := e.shifterAt(i, "negation"); s != nil {
				e.negate(Span{s.first, s.last}, e.rule(s).ID, c)
			} else if e.either(i, e.w.less, e.w.fewer) && !e.isWord(i+1, "than") { // want less of it
				c.sign = -c.sign
				c.link(NegationRole, i, i+1, "degree", -1)
				if e.trace != nil {
					e.trace("  × -1 %q", e.doc.TokenText(i))
				}
			}
		}
		if op := e.verdictAt(i, c.issue); op != None && e.g.Tags[i] != grammar.Noun {
			r := e.rule(&e.matches[op])
			if r.Class == pack.AdjectiveWord && r.Attribute {
				d := *c
				d.gave = false
				e.judge(op, d, r.Sign)
			}
		}
	}
}

// norNoun takes in the second noun of "neither … nor": offered neither sympathy | nor support for.
func (e *Engine) norNoun(nor int32, c *climb) {
	m := e.shifterAt(nor, "negation")
	if m == nil {
		return
	}
	for i := nor - 1; i >= e.first && i > nor-12; i-- {
		if v := e.g.ClauseOf[i]; v != None && e.g.Clauses[v].Finite {
			return
		}
		if e.isWord(i, "neither", "no") {
			e.negate(Span{m.first, m.last}, e.rule(m).ID, c)
			return
		}
	}
}

// negatedInside takes in the negation that a gap of a verb's pattern passed over: gave no support to, showed little
// enthusiasm for. What stands in the verb group or before the target is taken in there.
func (e *Engine) negatedInside(m *match, c *climb) {
	v := e.g.ClauseOf[m.first]
	if v == None || m.first < e.target.Last && e.target.First < m.last || e.rule(m).NamesNegation(e.doc.Lexicon, e.doc.Tokens[m.first].Word) {
		return
	}
	for _, l := range c.links {
		if l.Role == NegationRole && l.Span.First > m.first && l.Span.Last < m.last {
			return // taken in with the noun
		}
	}
	for i := max(e.g.Clauses[v].Last, m.first+1); i < m.last-1; i++ {
		switch e.g.Tags[i] {
		case grammar.Determiner, grammar.Adjective, grammar.Coordinator, grammar.Adverb, grammar.Pronoun:
		default:
			continue
		}
		if e.inGroup(i, lexicon.Denying) && !e.isWord(i+1, "less", "fewer", "more", "matter", "wonder") ||
			e.inGroup(i, lexicon.Scant) && e.g.Tags[i-1] != grammar.Determiner && e.g.ChunkOf[i] != None {
			c.sign = -c.sign
			c.link(NegationRole, i, i+1, "core/shifters/no", -1)
			if e.trace != nil {
				e.trace("  × -1 %q", e.doc.TokenText(i))
			}
			return
		}
	}
}

// deniedBehind reports whether a negation stands right behind a verb that can: "could see no reason for", "can see
// little merit in".
func (e *Engine) deniedBehind(v int32) bool {
	i := e.g.Clauses[v].Last
	return i < e.last && (e.g.Tags[i] == grammar.Determiner && e.shifterAt(i, "negation") != nil || e.inGroup(i, lexicon.Scant) && e.g.ChunkOf[i] != None && i+1 < e.last && e.g.Tags[i+1] != grammar.Preposition)
}
