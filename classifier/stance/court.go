package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file reads what is brought before courts and parliaments: a challenge to, an appeal by students against, a suit
// filed by farmers to stop.

// isFiling reports whether a chunk names what somebody brings before those who decide: a lawsuit, the appeals.
func (e *Engine) isFiling(c int32) bool {
	h := e.g.Chunks[c].Head
	return e.set.Filings != pack.NoList && e.g.Tags[h] == grammar.Noun && e.m.List(e.set.Filings, h, e.g.Chunks[c].Last) > 0
}

// filedBy returns the filing behind which a chunk names those who bring it, or None: an appeal by | students, a suit filed
// by | farmers.
func (e *Engine) filedBy(c int32) int32 {
	p := e.g.Chunks[c].Prep
	if p == None || !e.isWord(p, "by", "from", "of") {
		return None
	}
	j := e.before(p)
	if j == None {
		return None
	}
	if e.isWord(p, "by") && e.g.ChunkOf[j] == None && e.isWord(j, "filed", "brought", "lodged", "launched", "submitted", "made", "mounted", "tabled", "led", "signed", "refiled") {
		if j = e.before(j); j == None {
			return None
		}
	}
	if k := e.g.ChunkOf[j]; k != None && e.isFiling(k) {
		return k
	}
	return None
}

// filers returns the words that name those who bring a filing, behind it; First is None where none do.
func (e *Engine) filers(c int32) Span {
	i := e.g.Chunks[c].Last
	if i+2 < e.last && e.isWord(i+1, "by") {
		i++
	}
	if i+1 < e.last && e.isWord(i, "by", "from") {
		if k := e.chunkFrom(i + 1); k != None && e.agentive(k) && e.filedBy(k) == c {
			return e.spanOf(k)
		}
	}
	return Span{None, None}
}

// overFiler makes the step from a phrase behind a preposition over those who bring a filing against it: an appeal by
// students against. j is the token before the preposition p.
func (e *Engine) overFiler(j, p int32) (up, bool) {
	if j == None || e.g.ChunkOf[j] == None || !e.isWord(p, "against", "over", "to") || !e.agentive(e.g.ChunkOf[j]) {
		return up{}, false
	}
	k := e.filedBy(e.g.ChunkOf[j])
	return up{genitive, e.noun(k), None, p}, k != None
}

// brought gives those who bring a filing against something their side. prep is the preposition behind them, or None where
// the climb came from what the filing is to bring about.
func (e *Engine) brought(filing, prep int32, c *climb) {
	if prep != None {
		c.sign = -c.sign
		c.link(ReverserRole, e.g.Chunks[filing].Head, e.g.Chunks[filing].Last, "core/lists/filings", -1)
		if e.trace != nil {
			e.trace("  × -1 %q (core/lists/filings)", e.doc.TokenText(e.g.Chunks[filing].Head))
		}
	}
	if s := e.filers(filing); s.First != None {
		e.emitSpan(s, e.g.Chunks[filing].Head, c)
	}
}
