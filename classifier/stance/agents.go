package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds who does what a verb says.

// agents returns who does what a verb group says: its subject, with all that is joined to it, the one after by in the
// passive, the one who is urged for an infinitive.
func (e *Engine) agents(v int32) []Span {
	for range 6 {
		cl := &e.g.Clauses[v]
		if cl.Passive && !e.isAdjectival(v) {
			return e.byAgent(v)
		}
		if cl.Subject != None && cl.Kind == grammar.Coordinate && cl.Parent != None && e.isWord(e.g.Chunks[cl.Subject].Head, "that", "which", "what", "there") {
			// "said there was no way back and vowed", "talks that have gone on, announce", "rejected what was on offer and insisted on": the clause belongs further up
			what := cl.Subject
			for v = cl.Parent; e.g.Clauses[v].Subject == what && e.g.Clauses[v].Parent != None && e.isWord(e.g.Chunks[what].Head, "what", "there"); {
				v = e.g.Clauses[v].Parent
			}
			continue
		}
		if w := e.behindInsertion(v); w != None {
			v = w
			continue
		}
		if k := e.whoIs(v); k != None {
			return e.joinedTo(k, cl.First)
		}
		if cl.OwnSubject && cl.Subject != None {
			if e.g.Tags[e.g.Chunks[cl.Subject].Head] == grammar.Pronoun && e.relative(cl.Subject) {
				if a := e.antecedent(v); a != None {
					return e.joinedTo(a, cl.First)
				}
			}
			if s := e.ownerOf(cl.Subject); s.First != None {
				return e.one(s) // Norway's goal is to
			}
			return e.joinedTo(cl.Subject, cl.First)
		}
		if k := e.attendant(v); k != None {
			return e.joinedTo(k, cl.First)
		}
		if w := e.spentOn(v); w != None && !cl.OwnSubject {
			v = w
			continue
		}
		if cl.Kind == grammar.RelClause || cl.Kind == grammar.Participial && !e.afterComma(v) {
			a := e.antecedent(v)
			if a != None && (cl.Kind == grammar.Participial || !e.afterComma(v)) { // a draft at the council that recommends
				a = e.overPlace(a)
			}
			if a != None && e.writtenTo(v, a) != None {
				v = e.writtenTo(v, a)
				continue
			} else if a != None {
				if s, is := e.isOne(a); s != None && is == None {
					return e.one(e.spanOf(s))
				} else if s != None {
					return e.joinedTo(s, e.g.Clauses[is].First)
				}
				if s := e.saidToBe(a); s != None {
					return e.one(e.spanOf(s))
				}
				if w := e.stagedBy(a); w != None {
					v = w
					continue
				}
				if cl.Kind == grammar.RelClause || e.before(cl.First) != None && e.g.ChunkOf[e.before(cl.First)] != None && e.overPlace(e.g.ChunkOf[e.before(cl.First)]) == a {
					return e.joinedTo(a, cl.First)
				}
			}
		}
		if e.isInfinitive(v) {
			if c := e.forWhom(v); c != None {
				return e.joinedTo(c, cl.First)
			}
			if c := e.firstTo(v); c != None && e.toldWhen(c) == None {
				p := e.before(e.g.Chunks[c].First)
				if p != None && e.isWord(p, "of", "among") { // one of the first allies to
					if p = e.before(p); p != None && e.g.ChunkOf[p] != None {
						p = e.before(e.g.Chunks[e.g.ChunkOf[p]].First)
					}
					for p != None && (e.g.Tags[p] == grammar.Adjective || e.g.Tags[p] == grammar.Determiner || e.g.Tags[p] == grammar.Adverb) {
						p = e.before(p)
					}
				}
				if p != None && e.g.ClauseOf[p] != None && e.linking(e.g.Clauses[e.g.ClauseOf[p]].Head) {
					v = e.g.ClauseOf[p]
					continue
				}
				if j := e.before(max(p, e.first)); e.isComma(p) && j != None && e.g.ChunkOf[j] != None && e.agentive(e.g.ChunkOf[j]) { // Ann Lee, one of few peers to
					c = e.g.ChunkOf[j]
				}
				return e.joinedTo(c, cl.First)
			}
		}
		u := e.aboveVerb(v, None)
		if u.relation == top && e.isInfinitive(v) {
			if c := e.headline(v); c != None {
				return e.joinedTo(c, cl.First)
			}
		}
		switch {
		case (u.relation == infinitive || u.relation == gerund || u.relation == complement) && u.to.clause != None:
			// urged Hamas to …, accused Israel of …: the object acts, where there is one
			o := e.between(u.to.clause, cl.First)
			if o != None && !e.agentive(o) && u.relation == infinitive && e.verbOperator(u, None) == None {
				o = None // diverts funds | to build
			}
			if o != None && e.joins(u) && e.agentive(o) && e.g.Clauses[u.to.clause].OwnSubject && e.g.Clauses[u.to.clause].Subject != None { // joined | Britain and Italy in urging
				with := e.joinedTo(o, cl.First)
				return append(with[:len(with):len(with)], e.joinedTo(e.g.Clauses[u.to.clause].Subject, e.g.Clauses[u.to.clause].First)...)
			}
			if o != None && !e.joins(u) && !(u.prep != None && e.isWord(u.prep, "after", "before", "by", "without", "despite", "since")) {
				return e.one(e.spanOf(o))
			}
			if e.eachOther(e.g.Clauses[u.to.clause].Last) {
				return nil
			}
			g := &e.g.Clauses[u.to.clause]
			if g.Passive && g.Subject != None { // "Israel was urged to"
				return e.joinedTo(g.Subject, g.First)
			}
			v = u.to.clause
			continue
		case u.to.chunk != None && (u.relation == infinitiveOf || u.relation == complement || u.relation == genitive):
			if p := e.possessor(&e.g.Chunks[u.to.chunk]); p.First != None {
				return e.one(p)
			}
			if w := e.governingVerb(u.to.chunk); w != None && w != v {
				v = w
				continue
			}
		case u.relation == complement && u.op != None && u.to.chunk == None: // "remaining committed to continuing"
			j := e.before(e.matches[u.op].first)
			for j != None && e.g.Tags[j] == grammar.Adverb {
				j = e.before(j)
			}
			if j != None && e.g.ClauseOf[j] != None && e.g.ClauseOf[j] != v {
				v = e.g.ClauseOf[j]
				continue
			}
		case u.to.clause != None && u.to.clause != v && (u.relation == adverbial || u.relation == joined):
			if w := e.mainAbove(u.to.clause); u.relation == adverbial && w != None && e.isInfinitive(u.to.clause) && e.g.Tags[cl.First] == grammar.Gerund && e.afterComma(v) {
				v = w // "called on them to accept it, hoping to"
				continue
			}
			if g := &e.g.Clauses[u.to.clause]; u.relation == adverbial && !cl.Finite && g.Passive && g.OwnSubject && g.Subject != None { // "Having called for it, he was delighted"
				return e.joinedTo(g.Subject, g.First)
			}
			v = u.to.clause
			continue
		}
		if cl.Subject != None {
			return e.joinedTo(cl.Subject, cl.First)
		}
		return nil
	}
	return nil
}

// whoIs returns the subject of a verb behind the comma of a phrase that tells what he is and that the grammar took for the
// subject: "Though a critic of the plan, | Kerry voted". None: there is none.
func (e *Engine) whoIs(v int32) int32 {
	cl := &e.g.Clauses[v]
	if !cl.Finite || !cl.OwnSubject || cl.Subject == None {
		return None
	}
	s := &e.g.Chunks[cl.Subject]
	p, j := s.First-1, e.before(cl.First)
	if p < e.first || e.before(p) != None || !e.isWord(p, "though", "although", "while", "as", "once", "long", "despite", "formerly") || j == None || e.g.ChunkOf[j] == None || e.g.ChunkOf[j] == cl.Subject {
		return None
	}
	k := e.g.ChunkOf[j]
	if !e.isComma(e.before(e.g.Chunks[k].First)) || !e.agentive(k) {
		return None
	}
	return k
}

// forWhom returns the chunk of who is to do what an infinitive says: "time for Malta to join". None: nobody is so named.
func (e *Engine) forWhom(v int32) int32 {
	j := e.before(e.g.Clauses[v].First)
	if j == None || e.g.ChunkOf[j] == None {
		return None
	}
	c := e.g.ChunkOf[j]
	if p := e.g.Chunks[c].Prep; p == None || !e.isWord(p, "for") || !e.agentive(c) || e.operator(e.g.Chunks[c].Head, pack.NounWord, None, nil) != None {
		return None
	}
	return c
}

func (e *Engine) relative(chunk int32) bool {
	return e.g.Tags[e.g.Chunks[chunk].First] == grammar.Relative
}

func (e *Engine) afterComma(v int32) bool { return e.isComma(e.before(e.g.Clauses[v].First)) }

// isAdjectival: "is opposed", "is committed": the subject holds it though the form is passive.
func (e *Engine) isAdjectival(v int32) bool {
	h := e.g.Clauses[v].Head
	for i := e.headAt[h-e.first]; i != None; i = e.matches[i].next {
		if m := &e.matches[i]; !m.dead && e.rule(m).Class == pack.AdjectiveWord && e.rule(m).Kind == pack.PredicateRule {
			return e.byAgent(v) == nil
		}
	}
	return false
}

// between returns the chunk between a verb and what hangs on it that can act: urged | Hamas | to stop.
func (e *Engine) between(v, before int32) int32 {
	found := None
	for i := e.g.Clauses[v].Last; i < before; i++ {
		if c := e.g.ChunkOf[i]; c != None && c != found {
			if e.agentive(c) && (e.g.Chunks[c].Prep == None || e.endingAt(e.g.Chunks[c].First, None) != None) {
				return c
			}
			i = e.g.Chunks[c].Last - 1
			continue
		}
	}
	return found
}

// joins reports whether a gerund tells what somebody does together with others: "joined Egypt in urging".
func (e *Engine) joins(u up) bool {
	return u.relation == gerund && u.prep != None && e.isWord(u.prep, "in") && e.inGroup(e.g.Clauses[u.to.clause].Head, lexicon.Joining)
}

// isOne returns the chunk of which a sentence says that it is the one, or one of those, that a chunk describes, and the clause that
// says so: "Canada and Chile were among nine states that"; None for one that stands beside him: "Ann Lee, one of five peers who". None:
// of nothing.
func (e *Engine) isOne(c int32) (who, is int32) {
	for range 3 {
		p := e.before(e.g.Chunks[c].First)
		if p == None {
			return None, None
		}
		if e.isWord(p, "of", "among", "in") {
			if p = e.before(p); p == None {
				return None, None
			}
		}
		if v := e.g.ClauseOf[p]; v != None {
			cl := &e.g.Clauses[v]
			if cl.OwnSubject && cl.Subject != None && e.g.Chunks[cl.Subject].Last <= cl.First && (e.g.Tags[cl.Head] == grammar.Be || e.linking(cl.Head)) && e.g.Tags[e.g.Chunks[cl.Subject].Head] != grammar.Pronoun && e.agentive(cl.Subject) {
				return cl.Subject, v
			}
			return None, None
		}
		if e.isComma(p) && e.isWord(e.g.Chunks[c].Head, "one") && e.before(p) != None { // Ann Lee, one of five peers who
			if k := e.g.ChunkOf[e.before(p)]; k != None && e.g.Tags[e.g.Chunks[k].Head] == grammar.Proper && e.agentive(k) {
				return k, None
			}
			return None, None
		}
		if c = e.g.ChunkOf[p]; c == None {
			return None, None
		}
	}
	return None, None
}

// behindInsertion returns the main clause that a verb goes on, behind a comma and a conjunction, over the clause of a
// noun in between: "would not block the plan, which the envoy drew up, but will not pay for it"; None: there is none.
func (e *Engine) behindInsertion(v int32) int32 {
	cl := &e.g.Clauses[v]
	if cl.Kind != grammar.Coordinate || cl.OwnSubject || cl.Parent == None || !cl.Finite || e.g.Clauses[cl.Parent].Kind != grammar.RelClause {
		return None
	}
	j := e.before(cl.First)
	for j != None && e.g.Tags[j] == grammar.Adverb {
		j = e.before(j)
	}
	if j == None || e.g.Tags[j] != grammar.Coordinator || !e.isComma(e.before(j)) {
		return None
	}
	return e.mainAbove(cl.Parent)
}

// saidToBe returns the chunk that another describes right behind it, or None: called Hezbollah | a group that; Hezbollah,
// a group that.
func (e *Engine) saidToBe(c int32) int32 {
	if !e.indefinite(c) {
		return None
	}
	p := e.g.Chunks[c].First - 1
	for p > e.first && e.g.Tags[p] == grammar.Mark {
		p--
	}
	comma := e.isComma(p)
	for p > e.first && (e.isComma(p) || e.g.Tags[p] == grammar.Mark) {
		p--
	}
	if p < e.first || e.g.ChunkOf[p] == None {
		return None
	}
	k := e.g.ChunkOf[p]
	if e.g.Tags[e.g.Chunks[k].Head] != grammar.Proper || !e.agentive(k) {
		return None
	}
	if comma {
		return k
	}
	if q := e.before(e.g.Chunks[k].First); q != None && e.g.ClauseOf[q] != None && e.judges(e.g.Clauses[e.g.ClauseOf[q]].Head) {
		return k
	}
	return None
}

// writtenTo returns the verb of "wrote to Congress | demanding", whose subject demands, or None.
func (e *Engine) writtenTo(v, a int32) int32 {
	p := e.g.Chunks[a].Prep
	if p == None || !e.isWord(p, "to") || !e.doc.Is(e.g.Clauses[v].Head, lexicon.CueVerb) || e.g.Tags[e.g.Clauses[v].Head] != grammar.Gerund {
		return None
	}
	w := e.governingVerb(a)
	if w == v || w == None || !e.g.Clauses[w].Finite {
		return None
	}
	return w
}

// stagedBy returns the verb of those who hold a protest that a participle describes: staged a rally | demanding; None: it names
// nobody.
func (e *Engine) stagedBy(a int32) int32 {
	if !e.isWord(e.g.Chunks[a].Head, "protest", "protests", "rally", "rallies", "demonstration", "demonstrations", "march", "marches", "vigil", "strike", "strikes", "sit-in", "gathering", "campaign", "petition") {
		return None
	}
	if p := e.before(e.g.Chunks[a].First); p != None && e.g.ClauseOf[p] != None && e.isWord(p, "held", "hold", "holds", "holding", "staged", "stage", "stages", "staging", "organised", "organized", "organise", "organize", "launched", "launch", "attended", "joined", "led", "mounted", "began", "signed") {
		return e.g.ClauseOf[p]
	}
	return None
}
