package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// This file finds what governs a phrase: the verb whose subject, object or complement it is, or the noun that it
// depends on; above.go does so for verb groups. It stands between the engine and package grammar, so that the rest of the engine speaks of relations alone.

// relation is how a phrase hangs on what governs it.
type relation uint8

const (
	top           relation = iota // nothing governs it
	subject                       // of a verb
	object                        // of a verb
	predicative                   // behind a form of be
	prepositional                 // of a verb, behind a preposition
	complement                    // behind an operator that names its place itself: "call for", "opposition to"
	genitive                      // of a noun: "expansion of", "plan for"
	infinitive                    // to … of a verb
	infinitiveOf                  // to … of a noun or adjective
	gerundOf                      // of a verb that stands as a noun: the dismantling of
	gerund                        // …ing of a verb, with or without preposition
	that                          // that … of a verb
	thatOf                        // that … of a noun
	modifies                      // a relative or participial clause of a noun
	adverbial                     // a clause beside another: if …, because …, rejecting …
	joined                        // and …: shares what governs the phrase before
)

// node is a noun phrase or a verb group. One of chunk and clause is None.
type node struct {
	chunk, clause int32
}

// up is the step from a phrase to what governs it.
type up struct {
	relation relation
	to       node
	op       int32 // the operator match that was found on the way, or None
	prep     int32 // the preposition, or None
}

func (e *Engine) noun(chunk int32) node  { return node{chunk, None} }
func (e *Engine) verb(clause int32) node { return node{None, clause} }

// governor returns what governs a phrase.
func (e *Engine) governor(n node, issue int32) up {
	if n.chunk != None {
		return e.aboveNoun(n.chunk, issue)
	}
	return e.aboveVerb(n.clause, issue)
}

func (e *Engine) aboveNoun(c, issue int32) up {
	ch := &e.g.Chunks[c]
	p := e.before(ch.First)
	if ch.First > e.first+1 && e.is(ch.First, e.w.cent) && e.is(ch.First-1, e.w.per) && e.g.ChunkOf[ch.First-2] != None { // a 2 | per | cent levy
		return e.aboveNoun(e.g.ChunkOf[ch.First-2], issue)
	}
	if op := e.endingAt(ch.First, issue); op != None && p != None && e.g.Tags[p] == grammar.Adjective && e.rule(&e.matches[op]).Class == pack.VerbWord {
		return e.viaOperator(op, None) // keep open the prospect
	}
	for p != None && e.g.ChunkOf[p] == None && (e.g.Tags[p] == grammar.Determiner || e.g.Tags[p] == grammar.Adjective || e.g.Tags[p] == grammar.Possessive || e.g.Tags[p] == grammar.Number) {
		p = e.before(p) // a phrase that the grammar has cut
	}
	if e.isComma(p) && e.before(p) != None && e.g.Tags[e.before(p)] == grammar.Adjective { // "an independent, democratic state"
		for p != None && (e.isComma(p) || e.g.Tags[p] == grammar.Adjective || e.g.Tags[p] == grammar.Determiner) {
			p = e.before(p)
		}
	}
	if p != None && p > e.first && (e.g.Tags[ch.First] == grammar.Number || e.either(ch.First, e.w.least, e.w.most)) {
		if e.moreThan(p) && e.g.ChunkOf[p-1] != None && e.before(p-1) != None && !e.isComma(e.before(p-1)) {
			return e.aboveNoun(e.g.ChunkOf[p-1], issue) // plans for | more than 1,000 homes
		}
		if p = e.beforeAmount(p); p == None && ch.Last < e.last && e.g.ClauseOf[ch.Last] != None && e.g.Clauses[e.g.ClauseOf[ch.Last]].Finite {
			return up{subject, e.verb(e.g.ClauseOf[ch.Last]), None, None} // up to 1,000 homes | will be built
		}
	}
	if u, ok := e.aboveWhat(p, issue); ok {
		return u
	}
	if p != None && (e.g.Tags[p] == grammar.Preposition || e.g.Tags[p] == grammar.Subordinator && e.isWord(p, "as")) {
		return e.abovePreposition(p, issue, false)
	}
	if v := e.subjectOf(c); v != None && !e.reducedRelative(v, p) {
		if p != None && e.g.ClauseOf[p] != None && e.gerundWith(e.g.ClauseOf[p]) == v && e.operator(p, pack.VerbWord, issue, nil) != None {
			return up{object, e.verb(e.g.ClauseOf[p]), None, None}
		}
		return up{subject, e.verb(v), None, None}
	}
	if p == None {
		return up{relation: top, to: node{None, None}, op: None, prep: None}
	}
	if e.g.Tags[p] == grammar.Coordinator || e.isComma(p) {
		q := p
		for q != None && (e.g.Tags[q] == grammar.Coordinator || e.isComma(q)) {
			q = e.before(q)
		}
		if q != None && e.g.ChunkOf[q] != None {
			return up{joined, e.noun(e.besidePlace(c, e.g.ChunkOf[q])), None, None}
		}
	}
	if t := &e.doc.Tokens[p]; t.Char == '-' && t.Flags&text.SpaceBefore == 0 && p > e.first && e.g.ChunkOf[p-1] != None {
		return up{joined, e.noun(e.g.ChunkOf[p-1]), None, None} // the Dominican Republic–Central America agreement
	}
	if v := e.g.ClauseOf[p]; v != None {
		if op := e.endingAt(ch.First, issue); op != None && e.rule(&e.matches[op]).Class == pack.VerbWord { // refuses to discuss
			if w := e.g.ClauseOf[e.matches[op].first]; w != None && w != v && e.isInfinitive(v) {
				return e.viaOperator(op, None)
			}
		}
		return up{e.objectRelation(v), e.verb(v), None, None}
	}
	if e.g.Tags[p] == grammar.To { // "committed to peace", with a noun that looks like a verb
		return e.abovePreposition(p, issue, false)
	}
	if (ch.Role == grammar.Object || ch.Role == grammar.Second) && ch.Clause != None {
		return up{e.objectRelation(ch.Clause), e.verb(ch.Clause), None, None}
	}
	// an operator that ends right before the phrase
	if op := e.endingAt(ch.First, issue); op != None {
		return e.viaOperator(op, None)
	}
	return up{relation: top, to: node{None, None}, op: None, prep: None}
}

// moreThan reports whether a token ends "more than", "less than" or "fewer than".
func (e *Engine) moreThan(p int32) bool {
	return e.isWord(p, "than") && e.isWord(p-1, "more", "less", "fewer")
}

// beforeAmount returns the token before the words that say how exact a number is, whose last one is p: of | over 1,000, for
// | at least 20, approved | up to 300; None where they begin the sentence; or p.
func (e *Engine) beforeAmount(p int32) int32 {
	q := p
	switch {
	case e.moreThan(p),
		e.isWord(p, "to") && e.isWord(p-1, "up", "close"):
		q = p - 1
	case e.isWord(p, "as") && p > e.first+1 && e.isWord(p-1, "many", "much", "few") && e.isWord(p-2, "as"):
		q = p - 2
	case e.isWord(p, "at"), e.g.Tags[p] == grammar.Preposition && e.isWord(p, "over", "about", "around", "under", "above", "near"):
	default:
		return p
	}
	switch q = e.before(q); {
	case q == None || e.isComma(q):
		return None
	case e.g.Tags[q] == grammar.Preposition || e.g.ClauseOf[q] != None:
		return q
	}
	return p
}

// aboveWhat makes the step over what somebody calls it: "condemned what he called | the siege", "lobbied against what they
// describe as | a bad deal". p is the token before the phrase.
func (e *Engine) aboveWhat(p, issue int32) (up, bool) {
	if p == None {
		return up{}, false
	}
	v := e.g.ClauseOf[p]
	if v == None && e.is(p, e.w.as) && e.before(p) != None {
		v = e.g.ClauseOf[e.before(p)]
	}
	if v == None || !e.judges(e.g.Clauses[v].Head) {
		return up{}, false
	}
	i := e.g.Clauses[v].First
	if s := e.g.Clauses[v].Subject; s != None && e.g.Chunks[s].Last <= i {
		i = e.g.Chunks[s].First
	}
	w := e.before(i)
	if w == None || !e.is(w, e.w.what) || e.before(w) == None {
		return up{}, false
	}
	q := e.before(w)
	if k := e.g.ClauseOf[q]; k != None {
		return up{e.objectRelation(k), e.verb(k), None, None}, true
	}
	if e.g.Tags[q] == grammar.Preposition {
		return e.abovePreposition(q, issue, false), true
	}
	return up{}, false
}

func (e *Engine) objectRelation(v int32) relation {
	if h := e.g.Clauses[v].Head; e.g.Tags[h] == grammar.Be || e.inGroup(h, lexicon.Linking) {
		return predicative
	}
	return object
}

// subjectOf returns the clause whose own subject a chunk is, or shares by being joined to it, or None.
func (e *Engine) subjectOf(c int32) int32 {
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.Subject == c && cl.OwnSubject && (cl.Kind != grammar.RelClause || e.underWhich(v)) && !e.inTarget(v) && !e.swallowed(v) {
			return v
		}
		if cl.First > e.last {
			break
		}
	}
	// the second of "Israel and Hamas agree"
	ch := &e.g.Chunks[c]
	if ch.Last < e.last {
		if v := e.g.ClauseOf[ch.Last]; v != None && e.g.Clauses[v].Finite && e.g.Clauses[v].Subject != None && e.g.Clauses[v].Subject < c && e.g.Clauses[v].OwnSubject && e.listed(e.g.Clauses[v].Subject, c) {
			return v
		}
	}
	return None
}

// underWhich reports whether a relative clause has a preposition before its pronoun, so that its subject is its own: "an
// agreement under which the tariffs will fall".
func (e *Engine) underWhich(v int32) bool {
	m := e.g.Clauses[v].Marker
	if m == None {
		return false
	}
	p := e.before(m)
	return p != None && e.g.Tags[p] == grammar.Preposition
}

// reducedRelative reports whether what looks like a chunk's verb describes it, and the chunk is the object of the verb
// before: "vetoes a resolution aimed at".
func (e *Engine) reducedRelative(v, before int32) bool {
	if before == None || e.g.ClauseOf[before] == None || e.doc.Is(before, lexicon.AuxBe) {
		return false
	}
	cl := &e.g.Clauses[v]
	return cl.First == cl.Head && e.doc.Is(cl.Head, lexicon.Participle) && e.g.Tags[cl.Head] == grammar.VerbPast && cl.Last < e.last && e.g.Tags[cl.Last] == grammar.Preposition
}

// inTarget reports whether the grammar took a part of a noun target for a verb: settlement | freeze.
func (e *Engine) inTarget(v int32) bool {
	h := e.g.Clauses[v].Head
	for k := e.words.first[targets]; k != None; k = e.matches[k].same {
		if m := &e.matches[k]; m.kind == pack.TargetRule && !m.dead && m.first < h && h < m.last {
			return true
		}
	}
	return false
}

// listed reports whether only commas, coordinators and other chunks stand between two chunks.
func (e *Engine) listed(a, b int32) bool {
	coordinator := false
	for i := e.g.Chunks[a].Last; i < e.g.Chunks[b].First; i++ {
		switch {
		case e.g.Tags[i] == grammar.Coordinator:
			if e.isWord(i, "but") && e.isComma(i-1) {
				return false // is celebrated by some, but others
			}
			coordinator = true
		case e.g.ChunkOf[i] != None, e.isComma(i), e.g.Tags[i] == grammar.Mark, coordinator && e.g.Tags[i] == grammar.Adverb && e.g.Tags[i-1] == grammar.Coordinator, e.isWord(i, "of") && e.g.Tags[e.g.Chunks[a].Head] == grammar.Proper: // Ann Lee of Malta and even Bo Roe
		default:
			return false
		}
	}
	return coordinator
}

// endingAt returns the best operator whose pattern ends right before a token, or None.
func (e *Engine) endingAt(i, issue int32) int32 {
	best := None
	if e.words.operatorEnds&at(i) == 0 {
		return best
	}
	for k := e.words.from; k < e.words.to; k++ {
		m := &e.matches[k]
		if m.last != i || m.kind < pack.PredicateRule || m.kind > pack.VerdictRule || m.dead || e.target.First <= m.head && m.head < e.target.Last {
			continue
		}
		r := e.rule(m)
		if r.Judges {
			continue
		}
		if !e.set.Serves(r, issue) {
			continue
		}
		if r.Class == pack.AdjectiveWord && m.first == m.head && e.g.Tags[m.head] == grammar.Noun && m.head > e.first && e.g.Tags[m.head-1] == grammar.Determiner {
			continue // urged the faithful | to pray
		}
		if r.Class == pack.NounWord && m.head+1 == m.last {
			// the noun itself stands last: it does not name the preposition
			continue
		}
		if r.Class == pack.NounWord && e.g.ChunkOf[m.head] == None && e.g.Tags[m.head] == grammar.Gerund && e.g.ClauseOf[m.head] != None && e.g.Clauses[e.g.ClauseOf[m.head]].First < m.head {
			continue // is pushing | to: no push
		}
		if r.Class == pack.NounWord && e.g.ChunkOf[m.head] == None && e.g.Tags[m.head] == grammar.Gerund && best != None {
			continue // are campaigning to
		}
		if best != None && r.Class == pack.VerbWord && e.rule(&e.matches[best]).Class == pack.NounWord && e.g.ChunkOf[e.matches[best].head] == None && e.g.ClauseOf[m.first] != None {
			best = k
			continue
		}
		if r.Class == pack.VerbWord && e.overVerb(m) {
			continue // commit to reversing the decision | to
		}
		if best == None || e.preferred(k, best) {
			best = k
		}
	}
	return best
}

// overVerb reports whether the gap of a verb's pattern runs over another verb.
func (e *Engine) overVerb(m *match) bool {
	own := e.g.ClauseOf[m.first]
	for i := m.first + 1; i+1 < m.last; i++ {
		if v := e.g.ClauseOf[i]; v != None && v != own && e.g.Clauses[v].Head == i && e.g.Tags[i] == grammar.Gerund {
			return true
		}
	}
	return false
}

// viaOperator makes the step to the phrase that an operator's head belongs to.
func (e *Engine) viaOperator(op, prep int32) up {
	m := &e.matches[op]
	switch e.rule(m).Class {
	case pack.VerbWord:
		if v := e.g.ClauseOf[m.first]; v != None {
			return up{complement, e.verb(v), op, prep}
		}
	case pack.NounWord:
		if c := e.g.ChunkOf[m.head]; c != None {
			return up{complement, e.noun(c), op, prep}
		}
	}
	return up{complement, node{None, None}, op, prep}
}

// governingVerb returns the verb that a chunk is the object of, directly or behind a preposition of the verb's.
func (e *Engine) governingVerb(c int32) int32 {
	for range 8 {
		ch := &e.g.Chunks[c]
		p := e.before(ch.First)
		if p == None || ch.Role == grammar.Subject {
			return None
		}
		if v := e.g.ClauseOf[p]; v != None {
			return v
		}
		switch {
		case e.g.Tags[p] == grammar.Preposition || e.g.Tags[p] == grammar.To:
			q := e.before(p)
			if q == None {
				return None
			}
			if v := e.g.ClauseOf[q]; v != None {
				return v
			}
			if e.g.ChunkOf[q] == None || e.operator(q, pack.NounWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.ReverserRule }) != None {
				return None // demanded cuts | in subsidies for
			}
			c = e.g.ChunkOf[q]
		case e.g.Tags[p] == grammar.Coordinator || e.isComma(p):
			q := e.before(p)
			if q == None || e.g.ChunkOf[q] == None {
				return None
			}
			c = e.g.ChunkOf[q]
		case (ch.Role == grammar.Object || ch.Role == grammar.Second) && ch.Clause != None:
			return ch.Clause
		default:
			return None
		}
	}
	return None
}

// at returns the head of a phrase or verb group.
func (e *Engine) at(n node) int32 {
	if n.clause != None {
		return e.g.Clauses[n.clause].Head
	}
	return e.g.Chunks[n.chunk].Head
}

func (e *Engine) name(n node) string {
	switch {
	case n.chunk != None:
		return e.doc.Slice(e.g.Chunks[n.chunk].First, e.g.Chunks[n.chunk].Last)
	case n.clause != None:
		return e.doc.Slice(e.g.Clauses[n.clause].First, e.g.Clauses[n.clause].Last)
	}
	return ""
}
