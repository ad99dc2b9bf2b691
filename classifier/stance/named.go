package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds the one or those whom a noun phrase names.

// eachOther reports whether "each other" stands at a token: what they accuse each other of is reported of nobody.
func (e *Engine) eachOther(i int32) bool {
	return i+1 < e.last && (e.isWord(i, "the") && e.isWord(i+1, "other") && (i+2 >= e.last || e.g.Tags[i+2] == grammar.Preposition) || e.isWord(i, "each") && e.isWord(i+1, "other") || e.isWord(i, "one") && e.isWord(i+1, "another"))
}

// joinedTo returns a chunk and all chunks joined to it before a token: Israel and Hamas.
func (e *Engine) joinedTo(c, until int32) []Span {
	from := len(e.spans)
	e.spans = append(e.spans, e.spanOf(c))
	if p := e.g.Chunks[c].First - 1; p > e.first && e.is(p, e.w.nor) && e.g.ChunkOf[p-1] != None { // neither Israel nor Hamas
		e.spans = append(e.spans, e.spanOf(e.g.ChunkOf[p-1]))
	} else if p > e.first+2 && e.is(p, e.w.as) && e.is(p-1, e.w.well) && e.is(p-2, e.w.as) && e.g.ChunkOf[p-3] != None && e.g.Chunks[e.g.ChunkOf[p-3]].Role == grammar.Subject && e.agentive(e.g.ChunkOf[p-3]) { // Israel as well as Hamas
		e.spans = append(e.spans, e.spanOf(e.g.ChunkOf[p-3]))
	}
	for i := e.g.Chunks[c].Last; i < until; i++ {
		if k := e.g.ChunkOf[i]; k != None {
			if p := e.g.Chunks[k].Prep; (p == None || p == e.g.Chunks[c].Prep) && e.listed(c, k) { // by Israel and Hamas have one
				for j := c + 1; j < k; j++ {
					if p := e.g.Chunks[j].Prep; p == None || p == e.g.Chunks[c].Prep {
						s := e.spanOf(j)
						if !slices.Contains(e.spans[from:], s) {
							e.spans = append(e.spans, s)
						}
					}
				}
				s := e.spanOf(k)
				if !slices.Contains(e.spans[from:], s) {
					e.spans = append(e.spans, s)
				}
			}
			i = e.g.Chunks[k].Last - 1
			continue
		}
		if t := e.g.Tags[i]; t != grammar.Coordinator && !e.isComma(i) && !(t == grammar.Adverb && e.g.Tags[i-1] == grammar.Coordinator) && t != grammar.Mark && !(e.is(i, e.w.of) && e.g.Tags[e.g.Chunks[c].Head] == grammar.Proper) {
			break
		}
	}
	return e.spans[from:len(e.spans):len(e.spans)]
}

// one makes a list of one span.
func (e *Engine) one(s Span) []Span {
	from := len(e.spans)
	e.spans = append(e.spans, s)
	return e.spans[from : from+1 : from+1]
}

// spanOf returns the words of a chunk; of "thousands of settlers" and "the parliament of Norway" all of them, of "the region of
// Wallonia" the name.
func (e *Engine) spanOf(c int32) Span {
	s := Span{e.g.Chunks[c].First, e.g.Chunks[c].Last}
	if n := e.named(c); n != None {
		return Span{e.g.Chunks[n].First, e.g.Chunks[n].Last}
	}
	for n := e.counted(c); n != None; n = e.counted(n) {
		s.Last = e.g.Chunks[n].Last
	}
	if n := e.bodyOf(c); n != None {
		s.Last = e.g.Chunks[n].Last
	}
	return s
}

// bodyOf returns the chunk of the name that a body or group has behind "of", or None: the government of | Ariel Sharon.
func (e *Engine) bodyOf(c int32) int32 {
	ch := &e.g.Chunks[c]
	if ch.Last+1 >= e.last || e.g.Tags[ch.Head] != grammar.Noun || ch.Head != ch.Last-1 || !e.is(ch.Last, e.w.of) || !e.agentive(c) {
		return None
	}
	n := e.chunkFrom(ch.Last + 1)
	if n == None || e.g.Tags[e.g.Chunks[n].Head] != grammar.Proper {
		return None
	}
	return n
}

// named returns the chunk of the name that a place has behind "of", or None: the city of | Bonn.
func (e *Engine) named(c int32) int32 {
	ch := &e.g.Chunks[c]
	if ch.Last+1 >= e.last || e.g.Tags[ch.Head] != grammar.Noun || e.g.Tags[ch.Last+1] != grammar.Proper ||
		!e.inGroup(ch.Head, lexicon.Territory) || !e.is(ch.Last, e.w.of) {
		return None
	}
	return e.g.ChunkOf[ch.Last+1]
}

// counted returns the chunk of those whom a number or amount counts: thousands of | settlers. None: it counts nobody.
func (e *Engine) counted(c int32) int32 {
	ch := &e.g.Chunks[c]
	if !e.inGroup(ch.Last, lexicon.BesideCount) { // most
		return None
	}
	if ch.Last+1 < e.last && e.isWord(ch.Last, "than") && e.isWord(ch.Head, "more", "fewer", "less") { // more than 5,000 | people
		return e.chunkFrom(ch.Last + 1)
	}
	if e.g.Tags[ch.Head] == grammar.Number && ch.Last+3 < e.last && e.isWord(ch.Last, "per") && e.isWord(ch.Last+1, "cent") && e.isWord(ch.Last+2, "of") {
		return e.chunkFrom(ch.Last + 3)
	}
	if t := &e.doc.Tokens[ch.Head]; ch.Last+1 < e.last && t.Char == '%' && ch.Head > ch.First && e.isWord(ch.Last, "of") { // 90% of | Danes
		return e.chunkFrom(ch.Last + 1)
	}
	if e.g.Tags[ch.Head] == grammar.Number && ch.Last+2 < e.last && (e.isWord(ch.Last, "in") || e.isWord(ch.Last, "out") && e.isWord(ch.Last+1, "of")) { // nine out of ten | doctors
		i := ch.Last + 1
		if e.isWord(i, "of") {
			i++
		}
		if e.g.Tags[i] == grammar.Number {
			return e.chunkFrom(i)
		}
	}
	if ch.Last+1 >= e.last || e.g.Tags[ch.Head] != grammar.Number && !e.inGroup(ch.Head, lexicon.Counting) || !e.isWord(ch.Last, "of") {
		return None
	}
	i := ch.Last + 1
	for i+1 < e.last && e.g.ChunkOf[i] == None && (e.g.Tags[i] == grammar.Number || e.isWord(i, "of") || e.inGroup(i, lexicon.Amount)) { // tens of thousands of
		i++
	}
	return e.chunkFrom(i)
}
