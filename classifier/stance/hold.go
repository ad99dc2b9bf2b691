package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds whose side it is.

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
		return e.inGroup(h, lexicon.Finding) && ch.Role == grammar.Subject && ch.Clause != None && e.doc.Is(e.g.Clauses[ch.Clause].Head, lexicon.CueVerb) // a UN report condemned
	}
	if e.g.Tags[h] == grammar.Number && ch.First == h && ch.Role == grammar.Subject && !e.is(ch.Last, e.w.of) && e.inGroup(h, lexicon.Throng) {
		return true // Thousands took to the streets
	}
	if ch.Role == grammar.Subject && e.is(ch.Last, e.w.of) && ch.Last+2 < e.last && e.inGroup(ch.Last+1, lexicon.Throng) && e.g.ChunkOf[ch.Last+2] == None {
		return true // Tens of thousands took to the streets
	}
	if ch.Role == grammar.Subject && (e.is(h, e.w.percent) || e.g.Tags[h] == grammar.Number && e.isWord(ch.Last, "percent", "per")) {
		return true // 65 percent opposed it
	}
	switch e.g.Tags[h] {
	case grammar.Proper:
		if ch.First == h && isRoman(e.doc.TokenText(h)) {
			return false // resolution 194 (III), which
		}
		return !e.isTarget(h) || e.doc.Is(h, who)
	case grammar.Pronoun:
		return e.doc.Is(h, lexicon.PronSubject|lexicon.PronObject) || e.inGroup(h, lexicon.Somebody)
	}
	if e.g.Tags[h] == grammar.Noun && e.doc.Is(h, lexicon.Body) && !e.doc.Is(h, who&^lexicon.Body) && e.isTarget(h) {
		return false // every new house in the West Bank
	}
	w := e.doc.Lexicon.Word(e.doc.Tokens[h].Word)
	if e.doc.Is(h, who) || w.Noun != 0 && e.doc.Lexicon.Word(w.Noun).Is(who) {
		return true
	}
	return e.isActorNoun(h) || e.set.Agents != pack.NoList && e.m.List(e.set.Agents, h, ch.Last) > 0
}

// isRoman reports whether a word is a Roman number of at least two digits.
func isRoman(s string) bool {
	for i := range len(s) {
		if s[i] != 'I' && s[i] != 'V' && s[i] != 'X' {
			return false
		}
	}
	return len(s) > 1
}

// isDocument reports whether a chunk names a text: the bill, Resolution 1860.
func (e *Engine) isDocument(ch *grammar.Chunk) bool {
	h := ch.Head
	for h > ch.First && e.g.Tags[h] == grammar.Number {
		h--
	}
	if e.doc.Is(h, lexicon.Person|lexicon.Role|lexicon.People|lexicon.Body) && !(e.g.Tags[h] == grammar.Noun && e.either(h, e.w.order, e.w.orders)) {
		return false
	}
	return e.doc.Is(h, lexicon.Document)
}

// isActorNoun knows groups of people and bodies by the endings of their names.
func (e *Engine) isActorNoun(h int32) bool {
	s := e.doc.TokenText(h)
	for _, suffix := range [...]string{"ists", "ist", "ers", "ors", "ants", "ians", "crats", "eers"} {
		if len(s) > len(suffix)+3 && s[len(s)-len(suffix):] == suffix && !e.isTarget(h) {
			return !e.inGroup(h, lexicon.ThingLikePeople)
		}
	}
	return false
}

func (e *Engine) isTarget(i int32) bool {
	for k := e.words.first[targets]; k != None; k = e.matches[k].same {
		if m := &e.matches[k]; m.kind == pack.TargetRule && !m.dead && m.first <= i && i < m.last {
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
		if t := e.doc.Parts(&e.doc.Tokens[i]); t.Head != 0 && e.doc.Lexicon.Word(t.Head).Is(lexicon.Demonym|lexicon.PlaceName|lexicon.OrgName) && e.doc.Lexicon.Word(t.Tail).Is(lexicon.Participle) {
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
	if h := ch.Head - 1; h >= ch.First && e.g.Tags[h] != grammar.Adjective && !e.isWord(h, "court", "firm") && e.doc.Is(h, lexicon.Body|lexicon.People|lexicon.Role) { // cabinet approval
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
		d := *c
		if k := e.g.ChunkOf[m.head]; k != None {
			if u := e.governor(e.noun(k), c.issue); u.relation == predicative { // "is not the time for"
				e.shift(u.to.clause, &d)
				if i := e.g.Clauses[u.to.clause].Last; i < m.first && e.isWord(i, "no") && e.isWord(i+1, "longer") { // "is no longer a case for"
					if s := e.shifterAt(i, "negation"); s != nil {
						d.sign = -d.sign
						d.link(NegationRole, s.first, s.last, e.rule(s).ID, -1)
					}
				}
			} else if u.relation == subject && !c.gave {
				e.shift(u.to.clause, &d) // "the case for it has not been made"
			}
		}
		e.speaks(m.first, &d)
		c.gave = c.gave || d.gave
		return
	}
	if e.isWord(ch.First, "any", "every") {
		return // any Israeli attempt to
	}
	if p := e.possessor(ch); p.First != None && p.Last <= m.first+1 && p.First < m.head {
		if e.ownersVerb(p, ch) {
			return
		}
		if i := e.before(ch.First); i != None && e.g.ClauseOf[i] != None && e.isInfinitive(e.g.ClauseOf[i]) && e.isWord(p.First, "its", "their", "his", "her") && e.ends(e.g.ClauseOf[i]) {
			if who := e.agents(e.g.ClauseOf[i]); len(who) == 1 && who[0].First < p.First { // urged them to drop their opposition
				p = who[0]
			}
		} else if i != None && e.g.ClauseOf[i] != None && e.isInfinitive(e.g.ClauseOf[i]) && e.isWord(p.First, "its", "their", "his", "her") && r.Sign > 0 &&
			e.operator(e.g.Clauses[e.g.ClauseOf[i]].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.CarrierRule }) != None {
			return // "refuses to give its consent"
		}
		p = e.whose(p, ch)
		e.emitSpan(p, m.first, c)
		return
	}
	// "the call by the envoy for"
	if i := m.head + 1; i < e.last && (e.isWord(i, "by", "from") || e.isWord(i, "in", "among", "within") && m.last > i || e.ofHolder(i)) { // the hostility in Norway to
		if k := e.chunkFrom(i + 1); k != None && e.agentive(k) {
			for _, s := range e.joinedTo(k, e.last) {
				e.emitSpan(s, m.first, c)
			}
			return
		}
	}
	if e.isWord(ch.First, "our", "my") {
		e.speaks(m.first, c)
		return
	}
	// "support for it from the envoy"
	if i := e.target.Last; i > e.first && i+1 < e.last && i > m.head && e.isWord(i, "from", "among") && e.g.ClauseOf[i-1] == None && r.Holder == "subject" && r.Speech != "act" {
		if k := e.chunkFrom(i + 1); k != None && e.agentive(k) {
			for _, s := range e.joinedTo(k, e.last) {
				e.emitSpan(s, m.first, c)
			}
		}
	}
}

// ends reports whether a verb ends something, which one can do with what is one's own: to drop their opposition, but not
// to back their bid.
func (e *Engine) ends(v int32) bool {
	return e.operator(e.g.Clauses[v].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.ReverserRule }) != None
}

// ownersVerb reports whether a pronoun means the subject of a verb that is an operator, so that the climb goes on to him:
// "dropped its support for".
func (e *Engine) ownersVerb(p Span, ch *grammar.Chunk) bool {
	if !e.isWord(p.First, "its", "their", "his", "her") {
		return false
	}
	i := e.before(ch.First)
	if i != None && i > e.first && e.g.ClauseOf[i] == None && e.g.Tags[i] == grammar.Preposition {
		i-- // gave | up its claim
	}
	if i == None {
		return false
	}
	turned := false
	if op := e.endingAt(ch.First, None); op != None && e.rule(&e.matches[op]).Class == pack.VerbWord && e.rule(&e.matches[op]).Kind == pack.PredicateRule && e.rule(&e.matches[op]).Sign < 0 && e.rule(&e.matches[op]).Speech == "act" && e.g.Tags[e.matches[op].last-1] == grammar.Preposition { // went back on | its promise
		i, turned = e.matches[op].first, true
	}
	v := e.g.ClauseOf[i]
	if v == None || e.g.Clauses[v].Passive || !e.g.Clauses[v].Finite {
		return false
	}
	s := e.g.Clauses[v].Subject
	return s != None && e.agentive(s) && (turned || e.verbOperator(up{object, e.verb(v), None, None}, None) != None)
}

// whose returns the object of a verb whom "its" and the like behind a preposition mean: "thanked Japan for its support".
// Other words stand for themselves.
func (e *Engine) whose(p Span, ch *grammar.Chunk) Span {
	if p.Last != p.First+1 || !e.isWord(p.First, "its", "their", "his", "her") {
		return p
	}
	v := e.governingVerb(e.g.ChunkOf[ch.Head])
	if op := e.endingAt(ch.First, None); op != None && e.rule(&e.matches[op]).Class == pack.VerbWord { // "take … to court over"
		v = e.g.ClauseOf[e.matches[op].first]
	}
	if v == None {
		return p
	}
	cl := &e.g.Clauses[v]
	if ch.Prep == None || !e.isWord(ch.Prep, "for", "over", "about", "on", "of") {
		return p
	}
	if i := e.before(ch.Prep); i != None && e.g.ChunkOf[i] != None { // "sanctions on Iran over its refusal"
		if k := e.g.ChunkOf[i]; e.g.Chunks[k].Prep != None && e.isWord(e.g.Chunks[k].Prep, "on", "against", "to", "from", "with") && e.agentive(k) && e.isWord(ch.Prep, "over", "for") {
			if e.isWord(e.g.Chunks[k].Prep, "from") && cl.OwnSubject && cl.Subject != None && e.isReproach(e.g.Chunks[k].Prep-1) { // came under criticism from Rome for its plan
				return e.spanOf(cl.Subject)
			}
			return e.spanOf(k)
		}
	}
	if w := cl.Parent; !cl.Finite && w != None && e.g.Clauses[w].Passive && e.g.Clauses[w].OwnSubject && e.g.Clauses[w].Subject != None { // was accused of holding Rome hostage over its refusal
		return e.spanOf(e.g.Clauses[w].Subject)
	}
	if cl.Object == None {
		return p
	}
	o := &e.g.Chunks[cl.Object]
	if o.Last > ch.First || o.First < cl.Head || o.First > p.First || !e.agentive(cl.Object) {
		return p
	}
	return e.spanOf(cl.Object)
}

// isReproach reports whether the noun at a token names the praise or blame that somebody meets with.
func (e *Engine) isReproach(i int32) bool {
	return i >= e.first && e.set.Disapproval != pack.NoList && (e.m.List(e.set.Disapproval, i, i+1) > 0 || e.m.List(e.set.Approval, i, i+1) > 0)
}

// namedAs gives the side to the one who is called an opponent or a supporter: "Ann Lee, an opponent of the plan,".
func (e *Engine) namedAs(chunk int32, r *pack.Rule, c *climb) {
	if c.gave || r.Kind != pack.PredicateRule || r.Class != pack.NounWord || r.Holder != "subject" || !e.agentive(chunk) {
		return
	}
	i := e.g.Chunks[chunk].First
	for p := e.before(i); p != None && e.isWord(p, "of"); p = e.before(i) { // "one of the keenest advocates of"
		q := e.before(p)
		if q == None || e.g.ChunkOf[q] == None || !e.transparent(e.g.ChunkOf[q]) {
			return
		}
		i = e.g.Chunks[e.g.ChunkOf[q]].First
	}
	comma := e.before(i)
	if v := e.subjectOf(chunk); v != None && e.doc.Is(e.g.Chunks[chunk].Head, lexicon.Plural) && e.asserted(v, false) { // "opponents of the mine have appealed"
		d := *c
		d.conf *= 0.8
		e.emitChunk(chunk, e.g.Chunks[chunk].Head, &d)
		return
	}
	if !e.isComma(comma) || e.before(comma) == None {
		return
	}
	for k := comma + 1; k < e.g.Chunks[chunk].Last; k++ {
		if e.inGroup(k, lexicon.Formerly) {
			return // he may have changed his mind
		}
	}
	i = comma
	if k := e.g.ChunkOf[e.before(i)]; k != None && (e.g.Tags[e.g.Chunks[k].Head] == grammar.Proper || e.g.Chunks[k].Role == grammar.Subject) && e.agentive(k) {
		e.emitChunk(k, e.g.Chunks[chunk].Head, c)
	}
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
	if v := e.voice[s.First]; v != None && (e.either(s.First, e.w.it, e.w.its) || e.either(s.First, e.w.they, e.w.their)) { // in somebody's words, never he himself
		if r := e.referent(s); r.First != s.First && e.voice[r.First] == v {
			s = r
		}
	}
	if v := e.voice[s.First]; v != None && e.either(s.First, e.w.he, e.w.she) && s.Last == s.First+1 { // "Kerry said that Abbas had told him that he would"
		if w := e.clauseAt(s.First); w != None && e.g.Clauses[w].Kind == grammar.Complement && e.g.Clauses[w].Parent != None {
			p := &e.g.Clauses[e.g.Clauses[w].Parent]
			if p.OwnSubject && p.Subject != None && e.voice[p.Head] == v && e.doc.Is(p.Head, lexicon.CueVerb) && e.g.Tags[e.g.Chunks[p.Subject].Head] == grammar.Proper && e.agentive(p.Subject) {
				s = e.spanOf(p.Subject)
			}
		}
	}
	if e.either(s.First, e.w.he, e.w.she) && s.Last == s.First+1 { // "Bush says he": a surname that is a word, too, and so may be nobody's elsewhere
		if r := e.referent(s); r.Last == r.First+1 && e.doc.Is(r.First, lexicon.Noun|lexicon.Adjective|lexicon.Base) && e.set.Surname(e.doc.TokenText(r.First)) {
			s = r
		}
	}
	return Holder{Span: e.ofWhom(e.ahead(s)), Statement: None}
}

// ahead returns the subject behind the comma that a pronoun in a phrase which opens the sentence stands for: "Citing her
// opposition to it, | Ewa Nowak left". Other words stand for themselves.
func (e *Engine) ahead(s Span) Span {
	if s.Last != s.First+1 {
		return s
	}
	own := (e.either(s.First, e.w.his, e.w.her) || e.either(s.First, e.w.its, e.w.their))
	if !own {
		if e.g.ChunkOf[s.First] == None || !e.isWord(s.First, "he", "she", "it", "they") {
			return s
		}
		if w := e.subjectOf(e.g.ChunkOf[s.First]); w == None || e.g.Clauses[w].Kind != grammar.Adverbial || e.g.Clauses[w].Marker == None || e.before(e.g.Clauses[w].Marker) != None {
			return s // but: Although he backs it, | Hunt voted
		}
	}
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if !cl.Finite || !own && cl.OwnSubject && cl.Subject != None && e.g.Chunks[cl.Subject].First == s.First {
			continue
		}
		if cl.First < s.First || !cl.OwnSubject || cl.Subject == None || cl.Kind == grammar.RelClause {
			return s
		}
		c := &e.g.Chunks[cl.Subject]
		if c.First > s.First && e.isComma(e.before(c.First)) && e.g.Tags[c.Head] != grammar.Pronoun && e.agentive(cl.Subject) {
			return e.spanOf(cl.Subject)
		}
		return s
	}
	return s
}

// ofWhom returns the country or the person that "his government" stands for, as far as the sentence tells: the one named
// in the description of him, else himself. Other words stand for themselves.
func (e *Engine) ofWhom(s Span) Span {
	if s.Last != s.First+2 || !e.isWord(s.First, "his", "her", "its", "their") ||
		!e.inGroup(s.First+1, lexicon.BodyOf) {
		return s
	}
	r := e.referent(Span{s.First, s.First + 1})
	if r.First == s.First {
		return s
	}
	if c := e.g.ChunkOf[r.First]; c != None {
		if p := e.possessor(&e.g.Chunks[c]); p.First != None && e.doc.Is(p.Last-1, lexicon.PlaceName|lexicon.OrgName) {
			return p
		}
	}
	return r
}
