package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds what governs gerunds and participles; above.go does so for the other verb groups.

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
		if u.relation == gerund && u.op == None && u.to.clause != None && e.isWord(j, "before", "after", "while") && e.verbOperator(u, issue) == None {
			return up{adverbial, u.to, None, j} // "resigned before voting against it"
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
		if k := e.g.ChunkOf[j]; e.doc.Is(e.g.Chunks[k].Head, lexicon.Weekday|lexicon.Month) { // a bill on Monday | aiming to
			if a := e.antecedent(v); a != None {
				return up{modifies, e.noun(e.overPlace(a)), None, None} // a bill to the council on Monday
			}
		}
		return up{modifies, e.noun(e.overPlace(e.g.ChunkOf[j])), None, None}
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
	if t := e.g.Tags[ch.Head]; t != grammar.Proper && t != grammar.Pronoun && !e.entailed(ch) || e.doc.Is(ch.Head, lexicon.Month|lexicon.Weekday) || e.subjectOf(e.g.ChunkOf[j]) != None {
		return up{}, false
	}
	prep := ch.Prep
	if q := e.before(ch.First); prep == None && q != None && e.g.Tags[q] == grammar.Coordinator && e.before(q) != None && e.g.ChunkOf[e.before(q)] != None { // on Malta and Chile joining
		if b := &e.g.Chunks[e.g.ChunkOf[e.before(q)]]; e.g.Tags[b.Head] == grammar.Proper {
			prep = b.Prep
		}
	}
	if prep != None {
		u = e.abovePreposition(prep, issue, true)
		return u, u.op != None || u.relation == gerund && e.verbOperator(u, issue) != None
	}
	p := e.before(ch.First)
	if p == None || e.g.ClauseOf[p] == None {
		return up{}, false
	}
	u = up{gerund, e.verb(e.g.ClauseOf[p]), None, None}
	return u, e.verbOperator(u, issue) != None
}

// entailed reports whether a phrase stands behind a verb that tells what something must come to: must involve | troops leaving.
func (e *Engine) entailed(ch *grammar.Chunk) bool {
	p := ch.First - 1
	return p >= e.first && e.g.ClauseOf[p] != None && e.isWord(p, "involve", "involves", "involving", "include", "includes", "including", "mean", "means", "require", "requires", "entail", "entails")
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
		case grammar.Pronoun: // any lifting of
			if e.isWord(j, "any", "some", "all", "more") {
				i = j
				continue
			}
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
			if from < c.First && e.commaBetween(c.Last, w.First) { // Ann Lee, while welcoming it, | said
				return up{adverbial, e.verb(k), None, None}
			}
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
	if e.isInfinitive(cl.Parent) && e.before(p.First) == None && e.g.Chunks[cl.Subject].First == p.Last { // To leave | the pact would be
		return true
	}
	return e.g.Tags[p.Head] == grammar.Gerund && p.First == p.Head && !e.doc.Is(p.Head, lexicon.CueVerb) && e.g.Chunks[cl.Subject].First == p.Last
}
