package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds whose side it is.

// agents returns who does what a verb group says: its subject, with all that is joined to it, the one after by in the
// passive, the one who is urged for an infinitive.
func (e *Engine) agents(v int32) []Span {
	for range 6 {
		cl := &e.g.Clauses[v]
		if cl.Passive && !e.isAdjectival(v) {
			return e.byAgent(v)
		}
		if cl.Subject != None && cl.Kind == grammar.Coordinate && cl.Parent != None && e.isWord(e.g.Chunks[cl.Subject].Head, "that", "which") {
			v = cl.Parent // "talks that have gone on, announce": the clause belongs further up
			continue
		}
		if cl.OwnSubject && cl.Subject != None {
			if e.g.Tags[e.g.Chunks[cl.Subject].Head] == grammar.Pronoun && e.relative(cl.Subject) {
				if a := e.antecedent(v); a != None {
					return e.joinedTo(a, cl.First)
				}
			}
			return e.joinedTo(cl.Subject, cl.First)
		}
		if cl.Kind == grammar.RelClause || cl.Kind == grammar.Participial && !e.afterComma(v) {
			if a := e.antecedent(v); a != None {
				if cl.Kind == grammar.RelClause || e.before(cl.First) != None && e.g.ChunkOf[e.before(cl.First)] == a {
					return e.joinedTo(a, cl.First)
				}
			}
		}
		if e.isInfinitive(v) {
			if c := e.firstTo(v); c != None {
				if p := e.before(e.g.Chunks[c].First); p != None && e.g.ClauseOf[p] != None && e.linking(e.g.Clauses[e.g.ClauseOf[p]].Head) {
					v = e.g.ClauseOf[p]
					continue
				}
				return e.joinedTo(c, cl.First)
			}
		}
		u := e.aboveVerb(v, None)
		switch {
		case (u.relation == infinitive || u.relation == gerund || u.relation == complement) && u.to.clause != None:
			// urged Hamas to …, accused Israel of …: the object acts, where there is one
			if o := e.between(u.to.clause, cl.First); o != None {
				return e.one(e.spanOf(o))
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
		case u.to.clause != None && u.to.clause != v && (u.relation == adverbial || u.relation == joined):
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

// joinedTo returns a chunk and all chunks joined to it before a token: Israel and Hamas.
func (e *Engine) joinedTo(c, until int32) []Span {
	from := len(e.spans)
	e.spans = append(e.spans, e.spanOf(c))
	for i := e.g.Chunks[c].Last; i < until; i++ {
		if k := e.g.ChunkOf[i]; k != None {
			if e.g.Chunks[k].Prep == None && e.listed(c, k) {
				for j := c + 1; j < k; j++ {
					if e.g.Chunks[j].Prep == None {
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
		if t := e.g.Tags[i]; t != grammar.Coordinator && !e.isComma(i) && t != grammar.Mark {
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

// spanOf returns the words of a chunk; of "thousands of settlers" all of them.
func (e *Engine) spanOf(c int32) Span {
	s := Span{e.g.Chunks[c].First, e.g.Chunks[c].Last}
	for n := e.counted(c); n != None; n = e.counted(n) {
		s.Last = e.g.Chunks[n].Last
	}
	return s
}

// counted returns the chunk of those whom a number or amount counts: thousands of | settlers. None: it counts nobody.
func (e *Engine) counted(c int32) int32 {
	ch := &e.g.Chunks[c]
	if ch.Last+1 < e.last && e.isWord(ch.Last, "than") && e.isWord(ch.Head, "more", "fewer", "less") { // more than 5,000 | people
		return e.chunkFrom(ch.Last + 1)
	}
	if ch.Last+1 >= e.last || !e.isWord(ch.Last, "of") || e.g.Tags[ch.Head] != grammar.Number &&
		!e.isWord(ch.Head, "thousands", "hundreds", "tens", "dozens", "scores", "millions", "number", "group", "groups", "members", "majority", "most", "some", "many", "all", "half", "part", "crowd", "crowds", "handful", "coalition", "several", "none", "both", "each", "one", "percent", "third", "thirds", "quarter", "two-thirds", "three-quarters") {
		return None
	}
	i := ch.Last + 1
	for i+1 < e.last && e.g.ChunkOf[i] == None && (e.g.Tags[i] == grammar.Number || e.isWord(i, "of", "hundreds", "thousands", "millions")) { // tens of thousands of
		i++
	}
	return e.chunkFrom(i)
}

// byAgent returns the ones after by behind a passive, or nil.
func (e *Engine) byAgent(v int32) []Span {
	cl := &e.g.Clauses[v]
	for i := cl.Last; i < min(cl.Last+14, e.last); i++ {
		if e.isWord(i, "by") && i+1 < e.last {
			if c := e.chunkFrom(i + 1); c != None {
				if e.g.Tags[e.g.Chunks[c].Head] == grammar.Number || !e.agentive(c) {
					continue
				}
				return e.joinedTo(c, e.last)
			}
			return nil
		}
		if t := e.g.Tags[i]; t.IsVerb() && t != grammar.Gerund || t == grammar.Punct && !e.isComma(i) {
			return nil
		}
	}
	return nil
}

// agentive reports whether a chunk names somebody who can take a side.
func (e *Engine) agentive(c int32) bool {
	ch := &e.g.Chunks[c]
	h := ch.Head
	const who = lexicon.Role | lexicon.Relation | lexicon.People | lexicon.Person | lexicon.Body | lexicon.Honorific | lexicon.GivenName |
		lexicon.PlaceName | lexicon.Demonym | lexicon.OrgName | lexicon.PronSubject | lexicon.PronObject
	if e.set.Surname(e.doc.TokenText(h)) && e.g.Tags[h] != grammar.Modal { // Theresa May, Trump
		return true
	}
	if e.doc.Is(h, lexicon.Month|lexicon.Weekday) {
		return false
	}
	if n := e.counted(c); n != None && e.agentive(n) {
		return true
	}
	if e.isDocument(ch) {
		return false
	}
	switch e.g.Tags[h] {
	case grammar.Proper:
		return !e.isTarget(h) || e.doc.Is(h, who)
	case grammar.Pronoun:
		return e.doc.Is(h, lexicon.PronSubject|lexicon.PronObject) || e.isWord(h, "who", "both", "all", "some", "many", "neither", "either", "none", "others")
	}
	w := e.doc.Lexicon.Word(e.doc.Tokens[h].Word)
	if e.doc.Is(h, who) || w.Noun != 0 && e.doc.Lexicon.Word(w.Noun).Is(who) {
		return true
	}
	return e.isActorNoun(h) || e.set.Agents != pack.NoList && e.m.List(e.set.Agents, h, ch.Last) > 0
}

// isDocument reports whether a chunk names a text: the bill, Resolution 1860.
func (e *Engine) isDocument(ch *grammar.Chunk) bool {
	h := ch.Head
	for h > ch.First && e.g.Tags[h] == grammar.Number {
		h--
	}
	if e.doc.Is(h, lexicon.Person|lexicon.Role|lexicon.People|lexicon.Body) {
		return false
	}
	return e.doc.Is(h, lexicon.Document)
}

// isActorNoun knows groups of people and bodies by the endings of their names.
func (e *Engine) isActorNoun(h int32) bool {
	s := e.doc.Lexicon.Text(e.doc.Tokens[h].Word)
	for _, suffix := range [...]string{"ists", "ist", "ers", "ants", "ians", "crats", "eers"} {
		if len(s) > len(suffix)+3 && s[len(s)-len(suffix):] == suffix && !e.isTarget(h) {
			switch s {
			case "numbers", "matters", "powers", "papers", "orders", "borders", "others", "talkers", "letters", "weather", "rockets":
				return s == "powers" || s == "others"
			}
			return true
		}
	}
	return false
}

func (e *Engine) isTarget(i int32) bool {
	for k := range e.matches {
		m := &e.matches[k]
		if !m.dead && m.first <= i && i < m.last && e.rule(m).Kind == pack.TargetRule {
			return true
		}
	}
	return false
}

// possessor returns the words in a chunk that name whose it is: Norway's, Palestinian, its; First is None where none do.
func (e *Engine) possessor(ch *grammar.Chunk) Span {
	for i := ch.First; i < ch.Head; i++ {
		if e.g.Tags[i] == grammar.Possessive {
			if i > ch.First { // Norway 's
				return Span{ch.First, i}
			}
			if !e.isWord(i, "our", "my") {
				return Span{i, i + 1}
			}
			return Span{None, None}
		}
	}
	end := ch.First
	for i := ch.First; i < ch.Head; i++ {
		if t := &e.doc.Tokens[i]; t.Head != 0 && e.doc.Lexicon.Word(t.Head).Is(lexicon.Demonym|lexicon.PlaceName|lexicon.OrgName) && e.doc.Lexicon.Word(t.Tail).Is(lexicon.Participle) {
			return Span{i, i + 1} // the UN-led call
		}
		if e.doc.Is(i, lexicon.Demonym|lexicon.PlaceName|lexicon.OrgName) || e.g.Tags[i] == grammar.Proper {
			end = i + 1
		} else if end > ch.First {
			break
		}
	}
	if end > ch.First {
		first := end - 1
		for first > ch.First && (e.g.Tags[first-1] == grammar.Proper || e.doc.Is(first-1, lexicon.Demonym)) {
			first--
		}
		return Span{first, end}
	}
	if h := ch.Head - 1; h >= ch.First && e.doc.Is(h, lexicon.Body|lexicon.People|lexicon.Role) { // cabinet approval
		return Span{ch.First, h + 1}
	}
	return Span{None, None}
}

// possessors gives the side to the one whose support, rejection or call it is.
func (e *Engine) possessors(op int32, ch *grammar.Chunk, c *climb) {
	m := &e.matches[op]
	r := e.rule(m)
	if r.Kind != pack.PredicateRule {
		return
	}
	if r.Holder == "speaker" {
		e.speaks(m.first, c)
		return
	}
	if p := e.possessor(ch); p.First != None && p.Last <= m.first+1 && p.First < m.head {
		e.emitSpan(p, m.first, c)
		return
	}
	// "the call by the envoy for"
	if i := m.head + 1; i < e.last && e.isWord(i, "by", "from") {
		if k := e.chunkFrom(i + 1); k != None && e.agentive(k) {
			for _, s := range e.joinedTo(k, e.last) {
				e.emitSpan(s, m.first, c)
			}
			return
		}
	}
	if e.isWord(ch.First, "our", "my") {
		e.speaks(m.first, c)
	}
}

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
		if e.voice[g.Head] != in || !e.doc.Is(g.Head, lexicon.CueVerb) {
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
	return nil, false, false
}

// voices makes a list of one holder.
func (e *Engine) voices(h Holder) []Holder {
	from := len(e.holders)
	e.holders = append(e.holders, h)
	return e.holders[from : from+1 : from+1]
}

// clauseAt returns the innermost clause that spans a token, or None.
func (e *Engine) clauseAt(token int32) int32 {
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
	c.gave = true
}

// holder makes a holder of the words that name him; first-person words are the voice's.
func (e *Engine) holder(s Span) Holder {
	if e.firstPerson(s) {
		if v := e.voice[s.First]; v != None && e.in.Statements[v].Speaker != None {
			return Holder{Span: Span{None, None}, Statement: v}
		}
		if e.in.Speech {
			return Holder{Span: Span{None, None}, Statement: None, Author: true}
		}
	}
	if e.in.Speech && e.isAuthor(s) {
		if v := e.voice[s.First]; v != None {
			return Holder{Span: Span{None, None}, Statement: v}
		}
		return Holder{Span: Span{None, None}, Statement: None, Author: true}
	}
	return Holder{Span: s, Statement: None}
}

func (e *Engine) emitAll(spans []Span, v int32, c *climb) {
	for _, s := range spans {
		e.emitSpan(s, e.g.Clauses[v].Head, c)
	}
}

func (e *Engine) emitSubject(v int32, c *climb) {
	cl := &e.g.Clauses[v]
	if cl.Subject != None {
		e.emitAll(e.joinedTo(cl.Subject, cl.First), v, c)
	}
}

func (e *Engine) emitChunk(chunk, at int32, c *climb) { e.emitSpan(e.spanOf(chunk), at, c) }

// emitSpan gives the side to the one whom some words name, if they name anybody who can take sides.
func (e *Engine) emitSpan(s Span, at int32, c *climb) {
	if !e.canHold(s) {
		if e.trace != nil {
			e.trace("  %q takes no sides", e.doc.Slice(s.First, s.Last))
		}
		return
	}
	e.emit(e.holder(s), at, c)
	c.gave = true
}

func (e *Engine) canHold(s Span) bool {
	ch := e.g.ChunkOf[s.First]
	if e.isWord(s.First, "any", "anyone", "anybody", "whoever", "nobody") {
		return false
	}
	if ch != None && e.spanOf(ch) == s {
		return e.agentive(ch)
	}
	return true
}
