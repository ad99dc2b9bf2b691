package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds what governs a verb group; tree.go does so for noun phrases.

func (e *Engine) aboveVerb(v, issue int32) up {
	c := &e.g.Clauses[v]
	nothing := up{relation: top, to: node{None, None}, op: None, prep: None}
	begin := c.First
	switch {
	case e.isInfinitive(v):
		return e.aboveInfinitive(v, issue)
	case !c.Finite || e.g.Tags[c.Head] == grammar.Gerund && c.Head == c.First:
		return e.aboveParticiple(v, issue)
	case c.Kind == grammar.RelClause:
		if a := e.antecedent(v); a != None {
			return up{modifies, e.noun(a), None, None}
		}
	case c.OwnSubject && c.Subject != None && e.reducedRelative(v, e.before(e.g.Chunks[c.Subject].First)):
		return up{modifies, e.noun(c.Subject), None, None}
	case c.Kind == grammar.Complement, c.Kind == grammar.Adverbial:
		begin = c.From
		j := e.before(begin)
		if c.Kind == grammar.Complement && j != None {
			if v2 := e.g.ClauseOf[j]; v2 != None {
				return up{that, e.verb(v2), None, None}
			}
			if ch := e.g.ChunkOf[j]; ch != None {
				if op := e.operator(e.g.Chunks[ch].Head, pack.NounWord, issue, nil); op != None {
					return up{thatOf, e.noun(ch), op, None}
				}
			}
			if op := e.endingAt(begin, issue); op != None {
				return e.viaOperator(op, None)
			}
			if op := e.endingAt(begin+1, issue); op != None { // "pleased that"
				return e.viaOperator(op, None)
			}
		}
		if c.Parent != None {
			if c.Kind == grammar.Complement {
				return up{that, e.verb(c.Parent), None, None}
			}
			return up{adverbial, e.verb(c.Parent), None, c.Marker}
		}
	case c.Kind == grammar.Coordinate && !c.OwnSubject && c.Parent != None && (e.g.Tags[c.Head] == grammar.VerbBase && c.Head == c.First || e.subjunctive(v)):
		// "to halt building and lift the blockade"
		return up{joined, e.verb(c.Parent), None, None}
	}
	return nothing
}

func (e *Engine) isInfinitive(v int32) bool {
	c := &e.g.Clauses[v]
	for i := c.First; i < c.Head; i++ {
		if e.g.Tags[i] == grammar.To {
			return !e.g.Tags[c.First].IsVerb() || e.g.Tags[c.First] == grammar.To
		}
	}
	return false
}

func (e *Engine) aboveInfinitive(v, issue int32) up {
	c := &e.g.Clauses[v]
	to := c.First
	for e.g.Tags[to] != grammar.To {
		to++
	}
	j := e.before(c.First)
	if e.isComma(j) { // "votes, with two abstaining, to adopt"
		if v2 := e.mainAbove(v); v2 != None {
			return up{infinitive, e.verb(v2), None, None}
		}
	}
	for j != None && e.isComma(j) {
		j = e.before(j)
	}
	if op := e.endingAt(to+1, issue); op != None { // "agree to", "right to"
		return e.viaInfinitive(op)
	}
	if op := e.endingAt(c.First, issue); op != None {
		if r := e.rule(&e.matches[op]); r.Class != pack.NounWord && (len(r.Target) == 0 || slices.Contains(r.Target, "infinitive")) {
			return e.viaInfinitive(op)
		}
	}
	if j != None && j > e.first && e.isWord(j, "order") && e.isWord(j-1, "in") { // "sent ships in order to"
		j = e.before(j - 1)
	}
	if j == None {
		return up{relation: top, to: node{None, None}, op: None, prep: None}
	}
	if e.g.Tags[j] == grammar.Coordinator { // "to halt X and to lift Y"
		for w := v - 1; w >= e.clauseFrom && w > v-4 && !e.g.Clauses[w].Finite; w-- {
			if e.isInfinitive(w) {
				return up{joined, e.verb(w), None, None}
			}
		}
		if c.Parent != None {
			return up{joined, e.verb(c.Parent), None, None}
		}
	}
	if v2 := e.g.ClauseOf[j]; v2 != None {
		return up{infinitive, e.verb(v2), None, None}
	}
	if ch := e.g.ChunkOf[j]; ch != None {
		head := e.g.Chunks[ch].Head
		if op := e.operator(head, pack.NounWord, issue, nil); op != None {
			return up{infinitiveOf, e.noun(ch), op, None}
		}
		if p := e.g.Chunks[ch].Prep; p != None && e.isWord(p, "for") { // "the time has come for him to"
			if op := e.endingAt(p+1, issue); op != None && e.rule(&e.matches[op]).Holder == "speaker" {
				return e.viaInfinitive(op)
			}
		}
		k := ch
		for hop := range 3 { // "an attempt by the groups to break", "the decision of the Government of Israel to"
			p := e.g.Chunks[k].Prep
			if p == None || !e.isWord(p, "of") && !e.doc.Is(e.g.Chunks[k].Head, lexicon.Weekday|lexicon.Month) && (hop > 0 && !e.transparent(k) || !e.isWord(p, "by", "from", "for")) {
				break
			}
			q := e.before(p)
			if q == None || e.g.ChunkOf[q] == None {
				break
			}
			k = e.g.ChunkOf[q]
			if op := e.operator(e.g.Chunks[k].Head, pack.NounWord, issue, nil); op != None {
				return up{infinitiveOf, e.noun(k), op, None}
			}
		}
		if v2 := e.governingVerb(ch); v2 != None {
			return up{infinitive, e.verb(v2), None, None}
		}
	}
	if e.g.Tags[j] == grammar.Adjective || e.g.Tags[j] == grammar.Participle {
		if op := e.operator(j, pack.AdjectiveWord, issue, nil); op != None {
			return up{infinitiveOf, node{None, None}, op, None}
		}
	}
	if c.Parent != None {
		return up{infinitive, e.verb(c.Parent), None, None}
	}
	return up{relation: top, to: node{None, None}, op: None, prep: None}
}

// mainAbove returns the finite clause that a clause stands in, or None.
func (e *Engine) mainAbove(v int32) int32 {
	for v = e.g.Clauses[v].Parent; v != None; v = e.g.Clauses[v].Parent {
		if e.g.Clauses[v].Finite {
			return v
		}
	}
	return None
}

func (e *Engine) viaInfinitive(op int32) up {
	u := e.viaOperator(op, None)
	switch {
	case u.to.clause != None:
		u.relation = infinitive
	default:
		u.relation = infinitiveOf
	}
	return u
}

func (e *Engine) aboveParticiple(v, issue int32) up {
	c := &e.g.Clauses[v]
	for k := v + 1; int(k) < len(e.g.Clauses) && k < v+4; k++ { // said leaving it would be
		if w := &e.g.Clauses[k]; w.From == c.First && w.Finite && w.Kind == grammar.Complement && !w.OwnSubject {
			return up{subject, e.verb(k), None, None}
		}
	}
	if k := e.gerundWith(v); k != None {
		return up{subject, e.verb(k), None, None}
	}
	j := e.before(c.First)
	if j == None {
		return e.gerundSubject(v)
	}
	if n := e.enumerated(v, j); n.chunk != None || n.clause != None {
		return up{joined, n, None, None}
	}
	switch {
	case e.g.Tags[j] == grammar.Preposition || e.g.Tags[j] == grammar.To:
		u := e.abovePreposition(j, issue, true)
		if u.relation == top && e.before(j) == None && e.isWord(j, "by", "in", "after", "before") { // "By joining, Malta will"
			if s := e.gerundSubject(v); s.relation == adverbial {
				s.prep = j
				return s
			}
		}
		return u
	case e.g.Tags[j] == grammar.Subordinator && e.isWord(j, "that") && e.gerundSubject(v).relation == subject:
		return e.gerundSubject(v)
	case e.g.Tags[j] == grammar.Subordinator:
		if c.Parent != None {
			return up{adverbial, e.verb(c.Parent), None, j}
		}
		if u := e.gerundSubject(v); u.relation == subject {
			return u
		}
		if w := e.mainBefore(v); w != None {
			return up{adverbial, e.verb(w), None, j}
		}
	case e.g.ClauseOf[j] != None:
		u := up{gerund, e.verb(e.g.ClauseOf[j]), None, None}
		if e.verbOperator(u, issue) == None { // "said freeing prisoners was wrong"
			if s := e.gerundSubject(v); s.relation == subject {
				return s
			}
		}
		return u
	case e.g.Tags[j] == grammar.Coordinator:
		if q := e.before(j); q != None && c.Parent != None && !e.g.Clauses[c.Parent].Finite {
			return up{joined, e.verb(c.Parent), None, None}
		}
	case e.g.ChunkOf[j] != None:
		if u, ok := e.withSubject(v, issue); ok {
			return u
		}
		if w := e.spentOn(v); w != None {
			return up{adverbial, e.verb(w), None, None}
		}
		return up{modifies, e.noun(e.g.ChunkOf[j]), None, None}
	}
	if c.Parent != None {
		return up{adverbial, e.verb(c.Parent), None, None}
	}
	return e.gerundSubject(v)
}

// enumerated returns what a gerund without an object is listed with, which stands before it: "banned the trade in ivory,
// whaling and the sale of furs". j is the token before it. Both of the node are None: it stands in no list.
func (e *Engine) enumerated(v, j int32) node {
	c := &e.g.Clauses[v]
	none := node{None, None}
	if e.g.Tags[c.First] != grammar.Gerund || c.Last != c.First+1 || !e.isComma(j) && e.g.Tags[j] != grammar.Coordinator {
		return none
	}
	last := e.g.Tags[j] == grammar.Coordinator // of the list
	q := j
	for q != None && (e.isComma(q) || e.g.Tags[q] == grammar.Coordinator) {
		q = e.before(q)
	}
	i := c.Last
	switch {
	case q == None:
		return none
	case last && (i >= e.last || e.g.ClauseOf[i] == None && e.g.ChunkOf[i] == None):
	case i < e.last && (e.isComma(i) || e.g.Tags[i] == grammar.Coordinator): // something else comes behind it
		for i < e.last && (e.isComma(i) || e.g.Tags[i] == grammar.Coordinator || e.g.Tags[i] == grammar.Mark) {
			i++
		}
		if i >= e.last || e.g.ChunkOf[i] == None && e.g.Tags[i] != grammar.Gerund {
			return none
		}
	default:
		return none
	}
	if k := e.g.ChunkOf[q]; k != None {
		return e.noun(k)
	}
	if w := e.g.ClauseOf[q]; w != None && e.g.Tags[e.g.Clauses[w].Head] == grammar.Gerund && e.g.Clauses[w].First == e.g.Clauses[w].Head {
		return e.verb(w)
	}
	return none
}

// withSubject makes the step from a gerund with a name for its subject to what governs both: "against Malta joining the
// union", "objects to them leaving". ok is false where the gerund describes what stands before it.
func (e *Engine) withSubject(v, issue int32) (u up, ok bool) {
	cl := &e.g.Clauses[v]
	j := e.before(cl.First)
	if j == None || e.g.ChunkOf[j] == None || e.g.Tags[cl.Head] != grammar.Gerund || e.g.Tags[cl.First] != grammar.Gerund {
		return up{}, false
	}
	ch := &e.g.Chunks[e.g.ChunkOf[j]]
	if t := e.g.Tags[ch.Head]; t != grammar.Proper && t != grammar.Pronoun || e.doc.Is(ch.Head, lexicon.Month|lexicon.Weekday) || e.subjectOf(e.g.ChunkOf[j]) != None {
		return up{}, false
	}
	if ch.Prep != None {
		u = e.abovePreposition(ch.Prep, issue, true)
		return u, u.op != None || u.relation == gerund && e.verbOperator(u, issue) != None
	}
	p := e.before(ch.First)
	if p == None || e.g.ClauseOf[p] == None {
		return up{}, false
	}
	u = up{gerund, e.verb(e.g.ClauseOf[p]), None, None}
	return u, e.verbOperator(u, issue) != None
}

// spentOn returns the verb that tells that its subject spent time on what a gerund names: spent years | trying. None: there
// is no such verb.
func (e *Engine) spentOn(v int32) int32 {
	i := e.g.Clauses[v].First
	if e.g.Tags[i] != grammar.Gerund || e.before(i) == None || e.g.ChunkOf[e.before(i)] == None {
		return None
	}
	p := e.before(e.g.Chunks[e.g.ChunkOf[e.before(i)]].First)
	if p == None || e.g.ClauseOf[p] == None || !e.isWord(p, "spent", "spend", "spends", "spending", "wasted", "devoted") {
		return None
	}
	return e.g.ClauseOf[p]
}

// mainBefore returns the main clause that stands before a clause in its sentence, or None.
func (e *Engine) mainBefore(v int32) int32 {
	for w := v - 1; w >= 0 && e.g.Clauses[w].First >= e.first; w-- {
		if cl := &e.g.Clauses[w]; cl.Finite && cl.Kind == grammar.Main {
			if n := w + 1; n < v && e.doc.Is(cl.Head, lexicon.CueVerb) && e.g.Clauses[n].Finite && e.g.Clauses[n].Kind == grammar.Complement {
				return n // what is said
			}
			return w
		}
	}
	return None
}

// aboveGerundNoun returns what governs a verb that stands as a noun: "against the proposed dismantling of".
func (e *Engine) aboveGerundNoun(v, issue int32) up {
	i := e.g.Clauses[v].First
	for j := e.before(i); j != None; j = e.before(i) {
		switch e.g.Tags[j] {
		case grammar.Adjective, grammar.Determiner, grammar.Possessive, grammar.Number, grammar.Participle, grammar.Proper:
			i = j
			continue
		case grammar.Preposition:
			return e.abovePreposition(j, issue, false)
		}
		if w := e.g.ClauseOf[j]; w != None {
			return up{e.objectRelation(w), e.verb(w), None, None}
		}
		break
	}
	return e.gerundSubject(v)
}

// gerundWith returns the clause whose subject is a gerund with its object: "said that closing the plants would be wrong".
// The grammar takes the object for the subject. None: there is no such clause.
func (e *Engine) gerundWith(v int32) int32 {
	c := &e.g.Clauses[v]
	if e.g.Tags[c.First] != grammar.Gerund || c.Last != c.First+1 {
		return None
	}
	if cue := e.doc.Lexicon.VerbCue(e.doc.Tokens[c.First].Word); cue != nil && cue.Takes&lexicon.TakesThat != 0 {
		return None // "believing the plants would be wrong"
	}
	for k := v + 1; k < e.clauseTo; k++ {
		w := &e.g.Clauses[k]
		if !w.Finite || w.Kind == grammar.RelClause || !w.OwnSubject || w.Subject == None {
			continue
		}
		if (w.From <= c.First || w.Parent == v) && e.g.Chunks[w.Subject].First == c.Last && !e.isWord(w.First, "are", "were", "have") {
			return k // not "existing homes are …"
		}
		return None
	}
	return None
}

// gerundSubject: "Building more homes would be a mistake"; with a comma behind it, it goes beside the clause that
// follows: "Voicing concern, the ministers …".
func (e *Engine) gerundSubject(v int32) up {
	c := &e.g.Clauses[v]
	for k := v + 1; int(k) < len(e.g.Clauses) && e.g.Clauses[k].First < e.last; k++ {
		w := &e.g.Clauses[k]
		if !w.Finite || w.First < c.Last || w.Kind == grammar.RelClause {
			continue
		}
		if w.Kind == grammar.Complement && !e.swallowed(k) && (w.OwnSubject || w.From > c.First) { // "that leaving it would be", but not "… said he would"
			continue
		}
		from := w.First
		if w.OwnSubject && w.Subject != None {
			from = e.g.Chunks[w.Subject].First
		}
		if from > c.Last && e.commaBetween(c.Last, from) {
			return up{adverbial, e.verb(k), None, None}
		}
		return up{subject, e.verb(k), None, None}
	}
	return up{relation: top, to: node{None, None}, op: None, prep: None}
}

// swallowed reports whether the grammar took the object of a gerund for the subject of the verb behind it: lifting |
// the tariffs would harm.
func (e *Engine) swallowed(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Complement || cl.Parent == None || !cl.OwnSubject || cl.Subject == None {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	return e.g.Tags[p.Head] == grammar.Gerund && p.First == p.Head && !e.doc.Is(p.Head, lexicon.CueVerb) && e.g.Chunks[cl.Subject].First == p.Last
}

func (e *Engine) commaBetween(a, b int32) bool {
	for i := a; i < b; i++ {
		if e.isComma(i) {
			return true
		}
	}
	return false
}

// antecedent returns the chunk that a relative or participial clause describes, or None.
func (e *Engine) antecedent(v int32) int32 {
	c := &e.g.Clauses[v]
	at := c.First
	if c.Marker != None {
		at = c.Marker
	}
	for i := at - 1; i >= e.first && i > at-5; i-- {
		if ch := e.g.ChunkOf[i]; ch != None {
			if j := e.g.Chunks[ch].First - 1; j > e.first && e.g.ChunkOf[j] != None && e.doc.Is(e.g.Chunks[ch].Head, lexicon.Time) && e.isWord(e.g.Chunks[ch].First, "last", "this", "next", "earlier") {
				return e.g.ChunkOf[j] // a resolution last month, which
			}
			if p := e.g.Chunks[ch].Prep; p != None && p > e.first && e.doc.Is(e.g.Chunks[ch].Head, lexicon.Weekday|lexicon.Month) && e.g.ChunkOf[p-1] != None {
				return e.g.ChunkOf[p-1] // a bill on Monday that
			}
			return ch
		}
		if t := e.g.Tags[i]; t != grammar.Punct && t != grammar.Preposition && t != grammar.Mark {
			return None
		}
	}
	return None
}
