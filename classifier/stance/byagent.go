package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// Who is named behind a passive or as an owner, and whom such a name means.

// ownerOf returns the words that tell whose goal, plan or view a chunk names, where it names one; First is None where not.
func (e *Engine) ownerOf(c int32) Span {
	ch := &e.g.Chunks[c]
	none := Span{None, None}
	if e.isFiling(c) {
		if s := e.filers(c); s.First != None {
			return s // a suit by farmers seeks to
		}
		return e.possessor(ch)
	}
	if !e.inGroup(ch.Head, lexicon.Outlook) &&
		e.operator(ch.Head, pack.NounWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule && r.Holder == "subject" }) == None || e.agentive(c) {
		return none
	}
	if p := e.possessor(ch); p.First != None {
		return p
	}
	if ch.Last+1 < e.last && e.isWord(ch.Last, "of") {
		if k := e.chunkFrom(ch.Last + 1); k != None && e.agentive(k) {
			return e.spanOf(k)
		}
	}
	return none
}

// byAgent returns the ones after by behind a passive, or nil.
func (e *Engine) byAgent(v int32) []Span {
	cl := &e.g.Clauses[v]
	from := cl.Last
	if op := e.operator(cl.Head, pack.VerbWord, None, nil); op != None && e.matches[op].first <= cl.Head && !e.isWord(e.matches[op].last-1, "by") {
		from = max(from, e.matches[op].last) // was put on hold | by
		for i := cl.Last; i < e.matches[op].last; i++ {
			if e.isWord(i, "by") {
				from = i // was criticised | by Rome for
				break
			}
		}
	}
	for i := from; i < min(from+14, e.last); i++ {
		if e.is(i, e.w.by) && i+1 < e.last {
			if c := e.chunkFrom(i + 1); c != None {
				if e.g.Tags[e.g.Chunks[c].Head] == grammar.Number || !e.agentive(c) {
					continue
				}
				return e.joinedTo(c, e.last)
			}
			return nil
		}
		if i == from && e.g.Tags[i] == grammar.To { // was pressed to stay in it by ministers
			for i++; i < e.last && e.g.Tags[i] == grammar.Adverb; i++ {
			}
			continue
		}
		if t := e.g.Tags[i]; t.IsVerb() && t != grammar.Gerund || t == grammar.Punct && !e.isComma(i) {
			return nil
		}
	}
	return nil
}

// referent returns the words that a pronoun stands for, as far as the grammar can tell: the subject of the clause above
// ("Iran says it will"), or else of the sentence before; "we" in a quotation is whom the sentence names as speaking. Other
// words stand for themselves.
func (e *Engine) referent(s Span) Span {
	if s.First == None || s.Last != s.First+1 {
		return s
	}
	if e.voice[s.First] != None && e.inGroup(s.First, lexicon.FirstPerson) {
		return e.quoted(s)
	}
	if !e.inGroup(s.First, lexicon.ThirdPerson) {
		return s
	}
	for v := e.clauseAt(s.First); v != None; v = e.g.Clauses[v].Parent {
		if c := e.g.Clauses[v].Subject; c != None && e.g.Chunks[c].First < s.First && e.g.Tags[e.g.Chunks[c].Head] != grammar.Pronoun && e.agentive(c) {
			return e.spanOf(c)
		}
	}
	if e.sentence > 0 {
		first := e.doc.Sentences[e.sentence-1].First
		for v := e.clauseFrom - 1; v >= 0 && e.g.Clauses[v].First >= first; v-- {
			cl := &e.g.Clauses[v]
			if c := cl.Subject; c != None && cl.OwnSubject && cl.Kind == grammar.Main && e.g.Tags[e.g.Chunks[c].Head] != grammar.Pronoun {
				return Span{e.g.Chunks[c].First, e.g.Chunks[c].Last}
			}
		}
	}
	return s
}

// quoted returns who is named in the sentence as the speaker of words in the first person: "We will hit back," Ida Holm
// said. It returns the words themselves where nobody is.
func (e *Engine) quoted(s Span) Span {
	for v := e.clauseTo - 1; v >= e.clauseFrom; v-- {
		cl := &e.g.Clauses[v]
		if c := cl.Subject; c != None && cl.OwnSubject && e.voice[cl.Head] != e.voice[s.First] && e.doc.Is(cl.Head, lexicon.CueVerb) && e.g.Tags[e.g.Chunks[c].Head] != grammar.Pronoun && e.agentive(c) {
			return e.spanOf(c)
		}
	}
	return s
}
