package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// What titles and labels judge without a verb, in front of a colon and behind one.

// beforeColon returns who is named before the colon of a title that ends right before a token: "Malta: | no", "Malta to Chile: |
// lift it". None: nobody is.
func (e *Engine) beforeColon(i int32) int32 {
	for i > e.first && e.g.Tags[i-1] == grammar.Mark {
		i--
	}
	if i--; i <= e.first || e.doc.Tokens[i].Char != ':' {
		return None
	}
	who := e.g.ChunkOf[e.first]
	if who == None || !e.agentive(who) {
		return None
	}
	if l := e.g.Chunks[who].Last; l == i || e.isWord(l, "to", "tells") && e.chunkFrom(l+1) != None && e.g.Chunks[e.chunkFrom(l+1)].Last == i {
		return who
	}
	return None
}

// titleOrder returns who tells somebody to do what a verb says in a title: "Malta to Chile: lift it". None: it is no such
// title.
func (e *Engine) titleOrder(v int32) int32 {
	cl := &e.g.Clauses[v]
	if cl.First <= e.first+1 || !e.doc.Is(cl.Head, lexicon.Base) || cl.First != cl.Head || cl.OwnSubject && cl.Subject != None && e.g.Chunks[cl.Subject].Last == cl.First || e.voice[cl.Head] != None {
		return None
	}
	return e.beforeColon(cl.First)
}

// titleNo: "Malta: no new taxes": a title without a verb, in which somebody says no. It reports whether it is such a one.
func (e *Engine) titleNo(chunk int32, c *climb) bool {
	i := e.g.Chunks[chunk].First
	who := e.beforeColon(i)
	if who == None || !c.negated() || e.voice[i] != None || e.shifterAt(i, "negation") == nil {
		return false
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		if e.g.Clauses[v].Finite {
			return false
		}
	}
	e.emitChunk(who, e.g.Chunks[chunk].Head, c)
	return true
}

// titleVerdict: "Ann Lee: new tax a mistake", "Union: tax bad for farmers": a title leaves out the verb before a verdict. It
// reports whether somebody says so.
func (e *Engine) titleVerdict(chunk int32, c *climb) bool {
	i := e.g.Chunks[chunk].First
	at := e.target.Last
	if at == None { // an anaphor
		at = e.g.Chunks[chunk].Last
	}
	if i < e.first+2 || e.doc.Tokens[i-1].Char != ':' && (e.g.Tags[i-1] != grammar.Mark || e.doc.Tokens[i-2].Char != ':') || at >= e.last {
		return false
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		if e.g.Clauses[v].First > i {
			return false
		}
	}
	for at < e.last && (e.g.Tags[at] == grammar.Determiner || e.g.Tags[at] == grammar.Adverb) {
		at++
	}
	if at >= e.last {
		return false
	}
	k := e.verdictAt(at, c.issue)
	if k == None {
		return false
	}
	sign := e.rule(&e.matches[k]).Sign
	if _, _, ok := e.voiceAt(at); ok {
		return e.verdict(k, *c, sign)
	}
	who := e.g.ChunkOf[e.first]
	if who == None || e.doc.Tokens[e.g.Chunks[who].Last].Char != ':' || !e.agentive(who) || sign == 0 {
		return false
	}
	m, r := e.addVerdict(k, sign, Span{e.matches[k].first, e.matches[k].last}, c)
	if e.trace != nil {
		e.trace("  × %+d verdict %q (%s)", sign, e.doc.Slice(m.first, m.last), r.ID)
	}
	e.emitChunk(who, at, c)
	return c.gave
}
