package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds in whose voice words stand.

// voiceAt returns in whose voice a token stands: the speaker of the statement that holds it, the subject of the verb
// that reports it, the author of a speech. ok is false in a reporter's own words.
func (e *Engine) voiceAt(token int32) (holders []Holder, negated, ok bool) {
	in := e.voice[token]
	for v := e.clauseAt(token); v != None; v = e.g.Clauses[v].Parent {
		cl := &e.g.Clauses[v]
		p := cl.Parent
		if p == None || cl.Kind != grammar.Complement {
			continue
		}
		g := &e.g.Clauses[p]
		if e.voice[g.Head] != in {
			if in != None && e.in.Statements[in].Speaker != None && (!g.Negated && e.denies(g) || g.Negated && e.voice[g.Head] == None && e.set.Beliefs != pack.NoList && e.m.List(e.set.Beliefs, g.Head, g.Last) > 0) {
				e.doubt = p
				return e.voices(Holder{Span: Span{None, None}, Statement: in}), true, true
			}
			continue
		}
		if !e.doc.Is(g.Head, lexicon.CueVerb) && !(e.g.Tags[g.Head] == grammar.Be && g.Subject != None && e.ownerOf(g.Subject).First != None) { // Hungary's position is that
			continue
		}
		// somebody inside the statement speaks: "the official said that France does not believe …"
		from := len(e.holders)
		for _, s := range e.agents(p) {
			if e.canHold(s) {
				e.holders = append(e.holders, e.holder(s))
			}
		}
		holders = e.holders[from:len(e.holders):len(e.holders)]
		if len(holders) == 0 {
			continue
		}
		if !g.Negated && e.denies(g) {
			e.doubt = p
			return holders, true, true
		}
		if g.Negated {
			// who does not believe it takes the other side, who does not say it none
			e.doubt = p
			return holders, true, e.set.Beliefs != pack.NoList && e.m.List(e.set.Beliefs, g.Head, g.Last) > 0
		}
		return holders, false, true
	}
	if in != None {
		if e.in.Statements[in].Speaker == None {
			return nil, false, false
		}
		return e.voices(Holder{Span: Span{None, None}, Statement: in}), false, true
	}
	if e.in.Speech {
		return e.voices(Holder{Span: Span{None, None}, Statement: None, Author: true}), false, true
	}
	if w := e.trailing(token); w != None {
		from := len(e.holders)
		for _, s := range e.agents(w) {
			if e.canHold(s) {
				e.holders = append(e.holders, e.holder(s))
			}
		}
		holders = e.holders[from:len(e.holders):len(e.holders)]
		return holders, false, len(holders) > 0
	}
	if s := e.inView(); s.First != None && s.Last <= token {
		return e.voices(e.holder(s)), false, true
	}
	return nil, false, false
}

// inView returns who a sentence begins by naming as the one whose view it gives: "For Omar Haddad, it is", "In the
// bishop's view,". First is None where it names nobody.
func (e *Engine) inView() Span {
	i := e.first
	none := Span{None, None}
	switch {
	case i+3 >= e.last:
	case e.isWord(i, "for", "to"):
		k := e.g.ChunkOf[i+1]
		if k != None && e.g.Chunks[k].First == i+1 && e.isComma(e.g.Chunks[k].Last) && e.agentive(k) {
			return e.spanOf(k)
		}
	case e.isWord(i, "in"):
		k := e.g.ChunkOf[i+1]
		if k == None || e.g.Chunks[k].First != i+1 || !e.inGroup(e.g.Chunks[k].Head, lexicon.Outlook) {
			return none
		}
		ch := &e.g.Chunks[k]
		if p := e.possessor(ch); p.First != None && e.isComma(ch.Last) {
			return p
		}
		if ch.Last+1 < e.last && e.isWord(ch.Last, "of") {
			if k := e.g.ChunkOf[ch.Last+1]; k != None && e.agentive(k) && e.isComma(e.g.Chunks[k].Last) {
				return e.spanOf(k)
			}
		}
	}
	return none
}

// denies reports whether a clause denies what it governs.
func (e *Engine) denies(cl *grammar.Clause) bool {
	return e.set.Denials != pack.NoList && e.m.List(e.set.Denials, cl.Head, cl.Last) > 0
}

// willNot reports whether somebody denies that he himself will do what a clause tells: "denied reports that she would leave".
func (e *Engine) willNot(v, denial int32) bool {
	cl, d := &e.g.Clauses[v], &e.g.Clauses[denial]
	if !cl.OwnSubject || cl.Subject == None || !e.isWord(cl.First, "will", "would", "'ll", "'d") || cl.Negated || d.Negated || !e.denies(d) {
		return false
	}
	s := e.g.Chunks[cl.Subject].Head
	return e.g.Tags[s] == grammar.Pronoun && e.inGroup(s, lexicon.FirstPerson|lexicon.ThirdPerson) && e.asserted(denial, false)
}

// trailing returns the clause at a sentence's end that says who says what stands before it, or None: "…, Reed told the
// House".
func (e *Engine) trailing(token int32) int32 {
	w := e.clauseTo - 1
	if w < e.clauseFrom {
		return None
	}
	cl := &e.g.Clauses[w]
	if !cl.Finite || !cl.OwnSubject || cl.Subject == None || cl.Negated || e.g.Chunks[cl.Subject].First <= token || !e.isComma(e.before(e.g.Chunks[cl.Subject].First)) {
		return None
	}
	c := e.doc.Lexicon.VerbCue(e.doc.Tokens[cl.Head].Word)
	if c == nil || c.Kind > lexicon.WritingCue || c.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == 0 {
		return None
	}
	return w
}

// voices makes a list of one holder.
func (e *Engine) voices(h Holder) []Holder {
	from := len(e.holders)
	e.holders = append(e.holders, h)
	return e.holders[from : from+1 : from+1]
}

// clauseAt returns the innermost clause that spans a token, or None. It is asked for the same token by all who want to know whose
// side it tells.
//
//go:noinline
func (e *Engine) clauseAt(token int32) int32 {
	if e.clauseOf.token != token {
		e.clauseOf.token, e.clauseOf.clause = token, e.findClause(token)
	}
	return e.clauseOf.clause
}

func (e *Engine) findClause(token int32) int32 {
	best := None
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.From > token {
			if cl.First > e.last {
				break
			}
			continue
		}
		if token < cl.To && cl.First >= e.first && (best == None || cl.From >= e.g.Clauses[best].From) {
			best = v
		}
	}
	return best
}

// speaks gives the side to the one in whose voice a token stands.
func (e *Engine) speaks(token int32, c *climb) {
	if e.disputedThat(token, c) {
		return
	}
	holders, negated, ok := e.voiceAt(token)
	if !ok {
		if e.trace != nil {
			e.trace("  a judgement in the reporter's own words")
		}
		return
	}
	d := *c
	if negated {
		d.sign = -d.sign
		for i := e.g.Clauses[e.doubt].First; i < e.g.Clauses[e.doubt].Last; i++ {
			if m := e.shifterAt(i, "negation"); m != nil {
				d.link(NegationRole, m.first, m.last, e.rule(m).ID, -1)
				break
			}
		}
	}
	for _, h := range holders {
		e.emit(h, token, &d)
	}
	c.gave = c.gave || !c.cut
}
