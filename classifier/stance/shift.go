package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// shifters of the sentence that a token stands in, without those that a pseudo-shifter covers.
//
//go:noinline
func (e *Engine) shifterAt(i int32, category string) *match {
	var found *match
	for _, k := range e.byKind[pack.ShifterRule] {
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
	for _, k := range e.byKind[pack.ShifterRule] {
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
	first := cl.First
	possible := c.possible
	for first > e.first && (e.g.Tags[first-1] == grammar.Adverb || e.isWord(first-1, "than") && e.isWord(first-2, "rather")) {
		first--
	}
	e.nobody(v, c)
	e.sooner(v, c)
	if m := e.invertedNegation(v); m != nil {
		c.sign = -c.sign
		c.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
		if e.trace != nil {
			e.trace("  × -1 %q (%s)", e.doc.Slice(m.first, m.last), e.rule(m).ID)
		}
	}
	for i := first; i < cl.Last; i++ {
		if m := e.shifterAt(i, "negation"); m != nil {
			c.sign = -c.sign
			c.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
			if e.trace != nil {
				e.trace("  × -1 %q (%s)", e.doc.Slice(m.first, m.last), e.rule(m).ID)
			}
			i = m.last - 1
			continue
		}
		if i < cl.Head && !(cl.Negated && e.isWord(i, "can", "could")) {
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
	if !possible && (e.impossible(v) || e.deniedBehind(v)) || c.possible && (c.rule == nil || c.rule.Kind == pack.PredicateRule) && e.able(v) { // "could not accept", "could see no reason for"
		c.possible = false
	}
	if e.litotes(cl) {
		c.neutral = true
	}
	e.norEither(v, c)
}

// fronted reports whether a verb's auxiliary stands before its subject, in a clause of its own: "never will | we accept".
func (e *Engine) fronted(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Parent == None || cl.Kind != grammar.Complement || !cl.OwnSubject || cl.Subject == None || cl.First != cl.Head || !e.doc.Is(cl.Head, lexicon.Base) {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	return p.First == p.Head && p.Subject == None && (e.g.Tags[p.Head] == grammar.Modal || e.g.Tags[p.Head] == grammar.Do) && p.Last == e.g.Chunks[cl.Subject].First
}

// invertedNegation returns the negation that opens an inverted clause: "Under no circumstances will we accept". nil: none.
func (e *Engine) invertedNegation(v int32) *match {
	if !e.fronted(v) {
		return nil
	}
	at := e.g.Clauses[e.g.Clauses[v].Parent].First
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
	if than <= e.first || cl.First != cl.Head || !e.doc.Is(cl.Head, lexicon.Base) || !e.isWord(than, "than") || e.isWord(than-1, "rather") {
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
	if cl.Parent == None || !e.isWord(cl.First-1, "nor") || c.rule == nil {
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
			if e.inGroup(e.g.Chunks[cl.Subject].Head, lexicon.Trying) { // "no efforts were made to"
				c.cut = true
				return
			}
			for _, l := range c.links {
				if l.Span.First == m.first {
					return // it has turned the target already: "no settlement will be"
				}
			}
			c.sign = -c.sign
			c.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
			if e.trace != nil {
				e.trace("  × -1 %q (%s)", e.doc.Slice(m.first, m.last), e.rule(m).ID)
			}
			return
		}
	}
}

// litotes: "does not rule out" is no support.
func (e *Engine) litotes(cl *grammar.Clause) bool {
	for _, k := range e.byKind[pack.ShifterRule] {
		m := &e.matches[k]
		if r := e.rule(m); r.Category == "pseudo" && m.first >= cl.First-2 && m.first < cl.Last && m.last > cl.Head {
			return true
		}
	}
	return false
}

// attributes takes in what stands before a noun in its phrase: no truce, illegal settlements.
func (e *Engine) attributes(ch *grammar.Chunk, m *match, c *climb) {
	for i := ch.First; i < ch.Head; i++ {
		if e.g.Tags[i] == grammar.Determiner && (i < m.first || e.rule(m).Kind == pack.TargetRule) {
			if s := e.shifterAt(i, "negation"); s != nil {
				c.sign = -c.sign
				c.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
				if e.trace != nil {
					e.trace("  × -1 %q (%s)", e.doc.Slice(s.first, s.last), e.rule(s).ID)
				}
			} else if e.isWord(i, "less", "fewer") && !e.isWord(i+1, "than") { // want less of it
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

// conditionReach is how many tokens from a verb no condition of it stands. All are tried for each verb of a sentence.
const conditionReach = 200

// condition returns the condition under which a verb stands: the shifter, or nil. inside: the verb is itself what the
// condition asks for.
func (e *Engine) condition(at int32) (m *match, inside bool) {
	for _, k := range e.byKind[pack.ShifterRule] {
		s := &e.matches[k]
		r := e.rule(s)
		if max(s.first-at, at-s.first) > conditionReach {
			continue
		}
		if r.Category != "condition" || e.shifterAt(s.first, "condition") != s || s.last == s.first+1 && e.g.Tags[s.first] == grammar.Adverb || e.tellsWhen(s.last) || e.inOffice(s.last) || e.inverted(s.first) || e.apart(at, s.first) {
			continue
		}
		if s.last == s.first+1 && e.isWord(s.first, "once", "until") && e.pastTime(s, at) {
			continue
		}
		if at >= s.first && at < e.conditionEnd(s) {
			return s, true
		}
		if (e.sameSegment(at, s.first) || e.opened(s, at)) && e.reaches(s, at) {
			m = s
		}
	}
	return m, false
}

// inverted reports whether should stands before its subject for another reason than a condition: nor should the, why should it.
func (e *Engine) inverted(i int32) bool {
	return i > e.first && e.isWord(i, "should") && e.isWord(i-1, "nor", "neither", "so", "why", "what", "how", "who", "where", "when", "which", "only")
}

// conditionTo returns the condition whose words end with a preposition: conditional on; nil: there is none.
func (e *Engine) conditionTo(prep int32) *match {
	for _, k := range e.byKind[pack.ShifterRule] {
		if s := &e.matches[k]; s.last == prep+1 && s.last > s.first+1 && e.rule(s).Category == "condition" && e.shifterAt(s.first, "condition") == s {
			return s
		}
	}
	return nil
}

// pastTime reports whether "once" and "until" only tell when something was that a verb tells of: "criticised it until he
// was promoted".
func (e *Engine) pastTime(s *match, at int32) bool {
	past := func(v int32) bool {
		cl := &e.g.Clauses[v]
		return cl.Finite && !cl.Modal && !cl.Negated && (e.g.Tags[cl.First] == grammar.VerbPast || e.isWord(cl.First, "was", "were", "had"))
	}
	inner := None
	for i := s.last; i < min(s.last+12, e.last); i++ {
		if v := e.g.ClauseOf[i]; v != None && e.g.Clauses[v].Finite {
			inner = v
			break
		}
	}
	if inner == None || !past(inner) {
		return false
	}
	if at >= s.first {
		m := e.mainBefore(inner)
		if m == None || e.g.Clauses[m].First > s.first {
			return false
		}
		return past(m)
	}
	v := e.clauseAt(at)
	return v != None && past(v)
}

// reaches reports whether a condition bears on a verb: not on one that stands outside of what it is said in: "rejected the
// plan, arguing that it would work only if".
func (e *Engine) reaches(s *match, at int32) bool {
	for i := s.first - 1; i > at; i-- { // "will keep the truce but will fight on as long as"
		if e.isWord(i, "but") && e.g.Tags[i] == grammar.Coordinator && i+1 < e.last && (e.g.ClauseOf[i+1] != None || e.g.Tags[i+1] == grammar.Adverb) {
			return false
		}
	}
	v := e.clauseAt(s.first)
	if v != None && (e.g.Clauses[v].From >= s.first || e.g.Clauses[v].Marker != None && e.g.Clauses[v].Marker >= s.first) {
		v = e.g.Clauses[v].Parent // the clause of the condition itself
	}
	for ; v != None; v = e.g.Clauses[v].Parent {
		cl := &e.g.Clauses[v]
		if cl.Kind == grammar.Complement && cl.From > at && cl.Parent != None && !e.g.Clauses[cl.Parent].Finite && e.clauseAt(at) != cl.Parent {
			return false
		}
	}
	return true
}

// opened reports whether a condition opens the sentence, and a verb belongs to the main clause behind it.
func (e *Engine) opened(s *match, at int32) bool {
	if e.before(s.first) != None {
		return false
	}
	end := e.conditionEnd(s)
	if !e.isComma(end) || at < end {
		return false
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		if cl := &e.g.Clauses[v]; cl.First > end && cl.Finite {
			return e.sameSegment(min(at, cl.First), at)
		}
	}
	return false
}

// deniedBehind reports whether a negation stands right behind a verb that can: "could see no reason for".
func (e *Engine) deniedBehind(v int32) bool {
	i := e.g.Clauses[v].Last
	return i < e.last && e.g.Tags[i] == grammar.Determiner && e.shifterAt(i, "negation") != nil
}

// apart reports whether a condition is quoted, and what it might bear on stands outside the quotation.
func (e *Engine) apart(at, condition int32) bool {
	if v := e.voice[condition]; v == None || e.voice[at] == v {
		return false
	}
	if e.voice[at] != None {
		return true
	}
	for i := min(at, condition); i < max(at, condition); i++ {
		if e.g.Tags[i] == grammar.Mark {
			return true
		}
	}
	return false
}

// conditionEnd returns the token behind the words of a condition: a comma where it opens the sentence, else a stop.
func (e *Engine) conditionEnd(s *match) int32 {
	for i := s.last; i < e.last; i++ {
		if e.g.Tags[i] == grammar.Punct && (!e.isComma(i) || e.before(s.first) == None || e.isComma(s.first-1) && i > s.last+3) {
			return i
		}
	}
	return e.last
}

// tellsWhen reports whether a time follows, and no condition: until 2020, once Monday is over.
func (e *Engine) tellsWhen(i int32) bool {
	for ; i < e.last && (e.g.Tags[i] == grammar.Determiner || e.g.Tags[i] == grammar.Adjective || e.g.Tags[i] == grammar.Preposition || e.g.Tags[i] == grammar.Adverb); i++ {
		if e.inGroup(i, lexicon.PartOfTime) {
			return true
		}
	}
	return i < e.last && (e.g.Tags[i] == grammar.Number || e.doc.Is(i, lexicon.Month|lexicon.Weekday) || e.inGroup(i, lexicon.TimeWord))
}

// inOffice reports whether a condition only tells how long somebody is in power: as long as I am prime minister.
func (e *Engine) inOffice(i int32) bool {
	if !e.isWord(i-1, "as") || !e.isWord(i-2, "long") || !e.isWord(i, "i", "he", "she", "we") {
		return false
	}
	v := e.clauseAt(i)
	if v == None || e.g.Tags[e.g.Clauses[v].Head] != grammar.Be {
		return false
	}
	for j := e.g.Clauses[v].Last; j < min(e.g.Clauses[v].Last+4, e.last) && e.g.Tags[j] != grammar.Punct; j++ {
		if e.doc.Is(j, lexicon.Role) || e.inGroup(j, lexicon.InPower) {
			return true
		}
	}
	return false
}

// sameSegment reports whether no new main clause begins between two tokens.
func (e *Engine) sameSegment(a, b int32) bool {
	if a > b {
		a, b = b, a
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.From > a && cl.First < b && cl.First > a && cl.Finite && cl.OwnSubject && (cl.Kind == grammar.Main || cl.Kind == grammar.Coordinate) {
			return false
		}
	}
	for i := a; i < b; i++ {
		if e.g.Tags[i] == grammar.Punct && (e.doc.Tokens[i].Char == ';' || e.doc.Tokens[i].Char == ':') {
			return false
		}
	}
	return true
}
