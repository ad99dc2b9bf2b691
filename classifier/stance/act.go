package stance

import (
	"strconv"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file begins the climbs from verbs whose doing takes a side.

// fromAct climbs from a verb whose doing takes a side.
func (e *Engine) fromAct(i int) {
	m := &e.matches[i]
	r := e.rule(m)
	v := e.g.ClauseOf[m.first]
	if v == None {
		return
	}
	c := e.start(i)
	if e.trace != nil {
		e.trace("act %q (%s, sign %+d)", e.doc.Slice(m.first, m.last), r.ID, r.Sign)
	}
	e.speak(i)
	c.cue = Span{m.first, m.last}
	k := e.g.Clauses[v].Last
	if k < m.last-2 && (e.g.Tags[k] == grammar.Adverb || e.g.Tags[k] == grammar.Preposition) { // hand out | no more licences
		k++
	}
	if k < m.last-1 && e.g.Tags[k] == grammar.Determiner && e.g.Tags[k-1] != grammar.Have { // grant no new permits
		if s := e.shifterAt(k, "negation"); s != nil && e.isWord(k, "no") {
			c.sign = -c.sign
			c.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
		}
	}
	if !e.fromVerb(v, c, r.Holder != "none", true) {
		e.lean(i, c)
	}
}

// misfit tells why an act is not what its rule is about: somebody else does it, or to something else; with the words that
// show it, if any. Empty: it fits.
func (e *Engine) misfit(r *pack.Rule, m *match, v int32) (why string, where Span) {
	cl := &e.g.Clauses[v]
	if r.Agent != pack.NoList || r.NotAgent != pack.NoList {
		where, ok := Span{None, None}, r.Agent == pack.NoList
		for _, h := range e.agents(v) {
			if h = e.ofWhom(e.referent(h)); h.First == None {
				continue
			}
			if r.NotAgent != pack.NoList && e.m.Within(r.NotAgent, h.First, h.Last) {
				return "its not_agent does it:", h
			}
			if where.First == None {
				where = h
			}
			if e.inRelative(v) && e.g.ChunkOf[h.First] != None && e.g.ChunkOf[h.First] == e.g.ChunkOf[h.Last-1] && !e.agentive(e.g.ChunkOf[h.First]) { // "a Hamas bombing that killed": a deed is nobody
				continue
			}
			if ch := e.g.ChunkOf[h.First]; ch != None && h.Last == e.g.Chunks[ch].Head && e.doc.Is(h.First, lexicon.Demonym) && e.isInfinitive(v) { // the Israeli plan to
				h.Last++
			}
			ok = ok || e.m.Within(r.Agent, h.First, h.Last)
		}
		if h := e.asked(v); !ok && h != None { // whom somebody asks to do it: "calls for the president to go"
			ok = e.m.Within(r.Agent, e.g.Chunks[h].First, e.g.Chunks[h].Last)
		}
		if !ok && where.First != None && r.NotAgent == pack.NoList && e.g.Clauses[v].Kind == grammar.RelClause { // approved a bill that annexes it
			c := e.g.ChunkOf[where.First]
			ok = c != None && e.inGroup(e.g.Chunks[c].Head, lexicon.Law)
		}
		if !ok {
			return "another agent", where
		}
	}
	if r.ObjectList == pack.NoList {
		return "", where
	}
	if cl.Passive && cl.Subject != None {
		s := &e.g.Chunks[cl.Subject]
		if e.objectIn(r, s.First, s.Last) || e.objectIn(r, s.Last, cl.First) {
			return "", where
		}
	}
	end := max(e.objectsEnd(v), m.last)
	if !e.objectIn(r, cl.Head, end) && !e.objectBefore(r, v) {
		return "none of its objects in", Span{cl.Head, end}
	}
	if i := e.turned(r, cl.Last, end); i != None {
		return "its object stands behind", Span{i, i + 1}
	}
	return "", where
}

// inRelative reports whether a verb is that of a relative clause, or joined to it.
func (e *Engine) inRelative(v int32) bool {
	cl := &e.g.Clauses[v]
	return cl.Kind == grammar.RelClause || cl.Kind == grammar.Coordinate && !cl.OwnSubject && cl.Parent != None && e.g.Clauses[cl.Parent].Kind == grammar.RelClause
}

// objectIn reports whether an object of an act is named in a run of tokens, and no blocker of the issue covers it.
func (e *Engine) objectIn(r *pack.Rule, first, last int32) bool {
	if !e.m.Within(r.ObjectList, first, last) {
		return false
	}
	if e.words.first[blockers] == None {
		return true
	}
	blocked := func(i, end int32) bool {
		for k := e.words.first[blockers]; k != None; k = e.matches[k].same {
			if b := &e.matches[k]; !b.dead && e.rule(b).Issue == r.Issue && b.first <= i && end <= b.last {
				return true
			}
		}
		return false
	}
	for i := first; i < last; i++ {
		end := e.m.List(r.ObjectList, i, last)
		if end > 0 && !blocked(i, end) {
			return true
		}
	}
	return false
}

// objectBefore reports whether a pronoun stands for the object of an act, which is named before it, in the sentence or the
// one before: "condemned the mine and said that it should not be built".
func (e *Engine) objectBefore(r *pack.Rule, v int32) bool {
	cl := &e.g.Clauses[v]
	it := cl.Object
	if cl.Passive {
		it = cl.Subject
	}
	if it == None || !e.isWord(e.g.Chunks[it].Head, "it", "them", "they", "him", "her", "he", "she") || e.g.Chunks[it].First+1 != e.g.Chunks[it].Last {
		return false
	}
	first := e.first
	if s := e.sentence - 1; s >= 0 && e.doc.Sentences[s].Para == e.doc.Sentences[e.sentence].Para {
		first = e.doc.Sentences[s].First
	}
	at := e.g.Chunks[it].First
	return e.objectIn(r, max(first, at-80), at)
}

// turned returns the noun behind which the object of an act stands, where it turns the side: approves a ban on the
// cultivation of. None: there is no such noun.
func (e *Engine) turned(r *pack.Rule, from, end int32) int32 {
	for k := e.words.from; k < e.words.to; k++ {
		m := &e.matches[k]
		if m.first >= end {
			break
		}
		if m.dead || m.first < from || m.kind != pack.ReverserRule && m.kind != pack.PredicateRule {
			continue
		}
		o := e.rule(m)
		if o.Class != pack.NounWord || o.Sign >= 0 || !e.set.Serves(o, r.Issue) || m.head+1 >= end || e.g.Tags[m.head+1] != grammar.Preposition {
			continue
		}
		if !e.m.Starts(r.ObjectList, from, m.head+1, end) {
			return m.head
		}
	}
	return None
}

// dropUnfitActs takes away the acts that somebody else does, or to something else, than their rule asks for.
func (e *Engine) dropUnfitActs() {
	for i := e.words.first[targets]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		if m.dead || m.kind != pack.ActRule {
			continue
		}
		r := e.rule(m)
		if v := e.g.ClauseOf[m.first]; v != None {
			why, where := e.misfit(r, m, v)
			if why != "" && where.First != None && e.trace != nil {
				why += " " + strconv.Quote(e.doc.Slice(where.First, where.Last))
			}
			if why != "" {
				e.drop(m, why)
			}
		}
	}
}

// objectsEnd returns the token behind what a verb can have for an object: its own words with those of its object, up to
// what somebody does in a clause behind it, "joined them in calling for".
func (e *Engine) objectsEnd(v int32) int32 {
	cl := &e.g.Clauses[v]
	end := cl.To
	if cl.Object == None {
		return end
	}
	o := e.g.Chunks[cl.Object].Last
	for w := v + 1; w < e.clauseTo; w++ {
		if k := &e.g.Clauses[w]; k.Parent == v && k.First > cl.Last && k.Kind == grammar.Participial && k.First > o && e.before(k.First) != None && e.g.Tags[e.before(k.First)] == grammar.Preposition {
			return k.First
		}
	}
	return max(end, o)
}

// asked returns the chunk right before an infinitive, which names who is to do it, or None.
func (e *Engine) asked(v int32) int32 {
	if !e.isInfinitive(v) {
		return None
	}
	j := e.before(e.g.Clauses[v].First)
	if j == None {
		return None
	}
	return e.g.ChunkOf[j]
}
