package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds the conditions under which verbs stand.

// conditionReach is how many tokens from a verb no condition of it stands. All are tried for each verb of a sentence.
const conditionReach = 200

// condition returns the condition under which a verb stands: the shifter, or nil. inside: the verb is itself what the
// condition asks for.
func (e *Engine) condition(at int32) (m *match, inside bool) {
	for _, k := range e.shiftersFrom(at - conditionReach) {
		s := &e.matches[k]
		if s.first > at+conditionReach {
			break
		}
		r := e.rule(s)
		if r.Category != "condition" || e.shifterAt(s.first, "condition") != s || s.last == s.first+1 && e.g.Tags[s.first] == grammar.Adverb || e.tellsWhen(s.last) || e.inOffice(s.last) || e.ifElected(s.last) || e.inverted(s.first) || e.apart(at, s.first) {
			continue
		}
		if s.last == s.first+1 && e.isWord(s.first, "once", "until") && e.pastTime(s, at) {
			continue
		}
		if at >= s.first && at < e.conditionEnd(s, at+1) {
			return s, true
		}
		if (e.sameSegment(at, s.first) || e.opened(s, at)) && e.reaches(s, at) {
			m = s
		}
	}
	return m, false
}

// wantReach is how many tokens behind a chain its "without" stands at most.
const wantReach = 12

// forWant returns the "without" that tells that somebody is only against something for want of something else: "will not
// resume talks without a pledge". nil: there is none.
func (e *Engine) forWant(at int32, c *climb) *match {
	if v := e.clauseAt(at); v == None || e.isWord(e.g.Clauses[v].First, "did") {
		return nil
	}
	i, refuses := at, false
	for _, l := range c.links {
		i = max(i, l.Span.Last)
		refuses = refuses || l.Sign < 0 && (l.Role == NegationRole || l.Role == PredicateRole || l.Role == VerdictRole)
	}
	if !refuses {
		return nil
	}
	for _, l := range c.links {
		if l.Role == VerdictRole && l.Span.Last == i {
			return nil // "is worthless without Peru"
		}
	}
	for to := min(i+wantReach, e.last); i+1 < to && e.g.Tags[i] != grammar.Punct; i++ {
		if e.isWord(i, "without") {
			if e.g.Tags[i+1] == grammar.Gerund || e.shifterAt(i, "pseudo") != nil {
				return nil
			}
			return e.shifterAt(i, "negation")
		}
		if v := e.g.ClauseOf[i]; v != None && e.g.Clauses[v].Finite {
			break
		}
	}
	return nil
}

// beforehand reports whether a token tells what may only come after something else that is asked for: "before we ratify
// it, we need guarantees".
func (e *Engine) beforehand(at int32) bool {
	v := e.clauseAt(at)
	if v == None {
		return false
	}
	cl := &e.g.Clauses[v]
	k := cl.Marker
	if k == None && e.g.Tags[cl.First] == grammar.Gerund {
		k = e.before(cl.First)
	}
	if k == None || !e.is(k, e.w.before) {
		return false
	}
	main := e.mainAbove(v)
	if e.before(k) == None {
		for main = v + 1; main < e.clauseTo && (!e.g.Clauses[main].Finite || e.g.Clauses[main].Kind == grammar.RelClause); main++ {
		}
		if main >= e.clauseTo {
			return false
		}
	}
	if main == None {
		return false
	}
	m := &e.g.Clauses[main]
	return e.isWord(m.First, "must", "should", "need", "needs", "want", "wants", "demand", "demands", "require", "requires") || e.isWord(m.Head, "need", "want") && m.Modal || m.Passive && e.isWord(m.Head, "needed", "required")
}

// inverted reports whether should stands before its subject for another reason than a condition: nor should the, why should it.
func (e *Engine) inverted(i int32) bool {
	return i > e.first && e.isWord(i, "should") && e.isWord(i-1, "nor", "neither", "so", "why", "what", "how", "who", "where", "when", "which", "only")
}

// conditionTo returns the condition whose words end with a preposition: conditional on; nil: there is none.
func (e *Engine) conditionTo(prep int32) *match {
	for _, k := range e.shiftersFrom(prep - e.words.shifterReach) {
		s := &e.matches[k]
		if s.first > prep {
			break
		}
		if s.last == prep+1 && s.last > s.first+1 && e.rule(s).Category == "condition" && e.shifterAt(s.first, "condition") == s {
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
	if s.first > at+1 && e.isWord(s.first, "if", "unless") && e.isWord(s.first-1, "but") {
		return false // "will talk to them, but if they refuse we will"
	}
	for i := s.first - 1; i > at; i-- { // "will keep the truce but will fight on as long as"
		if e.isWord(i, "but") && e.g.Tags[i] == grammar.Coordinator && !(i+1 == s.first && e.isWord(s.first, "only", "not")) && // but: "will lift it, but only if"
			i+1 < e.last && (e.g.ClauseOf[i+1] != None || e.g.Tags[i+1] == grammar.Adverb) {
			return false
		}
	}
	v := e.clauseAt(s.first)
	if v != None && (e.g.Clauses[v].From >= s.first || e.g.Clauses[v].Marker != None && e.g.Clauses[v].Marker >= s.first) {
		v = e.g.Clauses[v].Parent // the clause of the condition itself
	}
	done := s.first > at && e.told(at)
	for ; v != None; v = e.g.Clauses[v].Parent {
		cl := &e.g.Clauses[v]
		if done && cl.Kind == grammar.RelClause && cl.First > at {
			return false // passed a bill that lets her go if
		}
		if cl.Kind == grammar.Complement && cl.From > at && cl.Parent != None && !e.g.Clauses[cl.Parent].Finite && e.clauseAt(at) != cl.Parent {
			return false
		}
	}
	return true
}

// told reports whether a verb tells what was done: not what will or would be, is or is to be.
func (e *Engine) told(at int32) bool {
	v := e.g.ClauseOf[at]
	if v == None {
		return false
	}
	cl := &e.g.Clauses[v]
	return cl.Finite && !cl.Modal && !cl.Negated && (e.g.Tags[cl.First] == grammar.VerbPast || e.g.Tags[cl.First] == grammar.Have && e.g.Tags[cl.Head] == grammar.Participle)
}

// opened reports whether a condition opens the sentence, and a verb belongs to the main clause behind it.
func (e *Engine) opened(s *match, at int32) bool {
	if e.before(s.first) != None {
		return false
	}
	end := e.conditionEnd(s, e.last)
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

// conditionEnd returns the token behind the words of a condition: a comma where it opens the sentence, else a stop; last at most.
func (e *Engine) conditionEnd(s *match, last int32) int32 {
	for i := s.last; i < last; i++ {
		if e.g.Tags[i] == grammar.Punct && (!e.isComma(i) || e.before(s.first) == None || e.isComma(s.first-1) && i > s.last+3) {
			return i
		}
	}
	return last
}

// mainOf returns the clause that a condition bears on, or None: the nearest before; behind, where it opens the sentence.
func (e *Engine) mainOf(m *match) int32 {
	bears := func(v int32) bool {
		k, inside := e.condition(e.g.Clauses[v].Head)
		return k == nil || !inside
	}
	if e.before(m.first) == None {
		for v := e.clauseFrom; v < e.clauseTo; v++ {
			if cl := &e.g.Clauses[v]; cl.Finite && e.sameSegment(cl.First, m.first) && bears(v) {
				return v
			}
		}
		return None
	}
	for v := e.clausesFrom(m.first) - 1; v >= e.clauseFrom && e.g.Clauses[v].First >= m.first-conditionReach; v-- {
		if cl := &e.g.Clauses[v]; cl.Finite && bears(v) {
			if e.sameSegment(cl.First, m.first) {
				return v
			}
			break // nor are those before it
		}
	}
	return None
}

// tellsWhen reports whether a time follows, and no condition: until 2020, once Monday is over.
func (e *Engine) tellsWhen(i int32) bool {
	for ; i < e.last && (e.g.Tags[i] == grammar.Determiner || e.g.Tags[i] == grammar.Adjective || e.g.Tags[i] == grammar.Preposition || e.g.Tags[i] == grammar.Adverb); i++ {
		if e.inGroup(i, lexicon.PartOfTime) {
			return true
		}
	}
	return i < e.last && (e.g.Tags[i] == grammar.Number && !e.counts(i) || e.doc.Is(i, lexicon.Month|lexicon.Weekday) || e.inGroup(i, lexicon.TimeWord))
}

// counts reports whether a number tells how many there are of something that is no time: until two soldiers.
func (e *Engine) counts(i int32) bool {
	c := e.g.ChunkOf[i]
	if c == None {
		return false
	}
	h := e.g.Chunks[c].Head
	return h > i && e.g.Tags[h] == grammar.Noun && !e.inGroup(h, lexicon.PartOfTime|lexicon.TimeWord) && !e.doc.Is(h, lexicon.Month|lexicon.Weekday)
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

// lasting reports whether the words of a condition tell how long something goes on: "fight until", "for as long as".
func (e *Engine) lasting(m *match) bool {
	return m.last == m.first+1 && e.isWord(m.first, "until") || m.first > e.first && e.isWord(m.first, "as", "so") && e.isWord(m.first-1, "for")
}

// lastsOn reports whether the act that a climb comes from is to go on with something: "continue the war until".
func (e *Engine) lastsOn(c *climb) bool {
	return e.isWord(c.links[0].Span.First, "continue", "continues", "continued", "continuing", "carry", "keep", "keeps", "go", "press")
}

// ifElected reports whether a condition only asks for the power to keep a promise: if elected, if given the chance, should
// he win the election. Who promises something for that time is for it.
func (e *Engine) ifElected(i int32) bool {
	if i >= e.last || !e.isWord(i-1, "if", "when", "once", "should") {
		return false
	}
	if e.g.Tags[i] == grammar.Pronoun && e.isWord(i, "he", "she", "they", "i", "we") {
		i++
		if i < e.last && e.inGroup(i, lexicon.Winning) {
			for j := i + 1; j < min(i+6, e.last); j++ {
				if e.doc.Is(j, lexicon.Role) || e.inGroup(j, lexicon.InPower|lexicon.Contested) {
					return true
				}
				if e.ended(j) {
					return j == i+1
				}
			}
			return i+1 == e.last || e.g.Tags[i+1] == grammar.Preposition && e.doc.Is(i+2, lexicon.Month|lexicon.Weekday)
		}
		if i < e.last && (e.g.Tags[i] == grammar.Be || e.isWord(i, "get", "gets")) {
			i++
		} else if i+1 < e.last && (e.isWord(i, "take", "takes") && e.isWord(i+1, "office", "power") || e.isWord(i, "come", "comes") && e.isWord(i+1, "to", "into") && e.inGroup(i+2, lexicon.InPower)) {
			return true
		}
	}
	if i+2 < e.last && e.isWord(i, "given", "offered") {
		i++
		if e.g.Tags[i] == grammar.Determiner || e.g.Tags[i] == grammar.Possessive {
			i++
		}
		return e.isWord(i, "chance", "opportunity") || e.inGroup(i, lexicon.InPower|lexicon.Contested)
	}
	return i < e.last && (e.inGroup(i, lexicon.Elected) || i+2 < e.last && (e.isWord(i, "returned", "voted", "swept") && e.isWord(i+1, "to", "into", "in") && e.inGroup(i+2, lexicon.InPower) || e.isWord(i, "in") && e.isWord(i+1, "office", "power", "government")))
}

// sameSegment reports whether no new main clause begins between two tokens.
func (e *Engine) sameSegment(a, b int32) bool {
	if a > b {
		a, b = b, a
	}
	for v := e.clausesFrom(a + 1); v < e.clauseTo && e.g.Clauses[v].First < b; v++ {
		cl := &e.g.Clauses[v]
		if cl.From > a && cl.Finite && cl.OwnSubject && (cl.Kind == grammar.Main || cl.Kind == grammar.Coordinate) {
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

// many is how many there must be in a sentence before it pays not to go through them from the first on.
const many = 16

// clausesFrom returns the first clause of the sentence whose verb group begins at a token or behind it.
func (e *Engine) clausesFrom(token int32) int32 {
	v := e.clauseFrom
	if e.clauseTo-v > many {
		all := e.g.Clauses[v:e.clauseTo]
		n, _ := slices.BinarySearchFunc(all, token, func(cl grammar.Clause, t int32) int { return int(cl.First - t) })
		return v + int32(n)
	}
	for v < e.clauseTo && e.g.Clauses[v].First < token {
		v++
	}
	return v
}

// shiftersFrom returns the shifters of the sentence that begin at a token or behind it.
func (e *Engine) shiftersFrom(token int32) []int32 {
	all := e.shifters[e.words.shiftersFrom:e.words.shiftersTo]
	if len(all) > many {
		n, _ := slices.BinarySearchFunc(all, token, func(k, t int32) int { return int(e.matches[k].first - t) })
		return all[n:]
	}
	for len(all) > 0 && e.matches[all[0]].first < token {
		all = all[1:]
	}
	return all
}
