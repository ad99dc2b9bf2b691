package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells how a verb is meant: as done, held or promised by its agent, as asked for, or as merely thought of.

// isTo reports whether a clause tells what something is: "the aim was to join", "the best answer is to leave".
func (e *Engine) isTo(v int32) bool {
	cl := &e.g.Clauses[v]
	if !cl.Finite || e.g.Tags[cl.First] != grammar.Be || cl.Subject == None || !cl.OwnSubject || e.agentive(cl.Subject) || e.g.Tags[e.g.Chunks[cl.Subject].Head] == grammar.Pronoun || e.ownerOf(cl.Subject).First != None {
		return false
	}
	for i := cl.First + 1; i < cl.Head; i++ {
		if e.g.Tags[i] == grammar.To {
			return e.g.Tags[i+1] != grammar.Be
		}
	}
	if e.g.Tags[cl.Head] == grammar.Gerund { // the only way is lifting
		for i := e.g.Chunks[cl.Subject].First; i < cl.First; i++ {
			if op := e.verdictAt(i, None); op != None && e.rule(&e.matches[op]).Class == pack.NounWord {
				return true
			}
		}
	}
	return false
}

// former reports whether a verb tells of a side that somebody took in former days: who once backed.
func (e *Engine) former(v int32) bool {
	cl := &e.g.Clauses[v]
	if !cl.Finite {
		return false
	}
	for i := max(cl.First-1, e.first); i < cl.Head; i++ {
		if (e.g.Tags[i] == grammar.Adverb || cl.Kind == grammar.RelClause) && e.isWord(i, "once", "formerly") {
			return true
		}
	}
	return false
}

// asserted reports whether a verb group tells what its agent does, holds or promises.
func (e *Engine) asserted(v int32, act bool) bool {
	cl := &e.g.Clauses[v]
	if p := e.sharesModal(v); p != None {
		return e.asserted(p, act)
	}
	if e.isInfinitive(v) {
		return e.purpose(v) || e.foretold(v) || e.firstTo(v) != None || e.headline(v) != None || e.broughtTo(v)
	}
	if !cl.Finite || e.g.Tags[cl.First] == grammar.Gerund || e.g.Tags[cl.First] == grammar.Participle {
		if e.attendant(v) != None {
			return true
		}
		if _, ok := e.withSubject(v, None); ok {
			return false
		}
		u := e.aboveParticiple(v, None)
		if u.op != None && e.deniesAny(u.op) {
			return false // sees no justification for keeping
		}
		if (u.relation == gerund || u.relation == complement) && e.blamed(u, v) {
			return false // condemned Israel for using
		}
		switch u.relation {
		case adverbial, modifies:
			return true
		case gerund:
			if op := e.verbOperator(u, None); op != None && e.rule(&e.matches[op]).Kind == pack.ReverserRule {
				return false // stopped short of endorsing
			}
			if u.prep != None && e.isWord(u.prep, "by") && (e.subjunctive(u.to.clause) || e.blamedOf(u.to.clause) || e.isInfinitive(u.to.clause) && !e.asserted(u.to.clause, act)) {
				return false // "demanded that they help by accepting", "pressed them to help by accepting", "accused them of cheating by accepting"
			}
			return u.prep != None && (e.isWord(u.prep, "for", "of", "by", "after", "over") || e.joins(u) && e.joined(u.to.clause, act) || e.isWord(u.prep, "in") && e.joined(u.to.clause, act) && !e.g.Clauses[u.to.clause].Passive && e.verbOperator(u, None) == None)
		case complement:
			return u.prep != None && e.isWord(u.prep, "of", "for") && e.rule(&e.matches[u.op]).Kind != pack.ReverserRule && e.rule(&e.matches[u.op]).Class != pack.AdjectiveWord
		}
		return false
	}
	for i := max(cl.First-1, e.first); i < cl.Head; i++ {
		if e.isWord(i, "originally", "initially", "formerly") {
			return false // he may have changed his mind
		}
		if i < cl.First {
			continue
		}
		if e.inGroup(i, lexicon.CanModal) && (!act && (e.isWord(i, "cannot") || cl.Negated || e.deniedBehind(v)) || !e.isWord(i, "cannot") && e.neverBehind(i, cl.Head) && (!act || e.accepts(cl.Head))) {
			continue // who cannot accept it is against it
		}
		if e.inGroup(i, lexicon.OpenModal) {
			return e.able(v)
		}
		if e.is(i, e.w.yet) {
			return false // who has not yet signed may still do so
		}
		if cl.Negated && !act && e.g.Tags[i] == grammar.Adverb && e.isWord(i, "specifically", "explicitly", "expressly", "necessarily", "formally", "officially") {
			return false // who has not explicitly backed it need not be against it
		}
	}
	if e.fronted(v) {
		return e.invertedNegation(v) != nil
	}
	if cl.First == cl.Head && cl.OwnSubject && cl.Subject != None && e.doc.Is(cl.Head, lexicon.Base) {
		if p := e.before(e.g.Chunks[cl.Subject].First); p != None && e.isWord(p, "let", "lets", "letting", "make", "makes", "made", "help", "helps", "helped", "see", "watch") {
			return false // would not let Iran get
		}
	}
	if e.g.Tags[cl.Head] == grammar.VerbBase && cl.First == cl.Head && cl.OwnSubject && cl.Kind == grammar.Complement || e.subjunctive(v) {
		return false // "demanded that Israel halt"
	}
	if cl.Kind == grammar.Complement && cl.Parent != None && cl.OwnSubject && e.isWord(e.g.Clauses[cl.Parent].Head, "ensure", "ensures", "ensured", "ensuring", "guarantee", "guarantees", "guaranteed", "guaranteeing") {
		return false // "to ensure Iran never gets it"
	}
	if cl.Kind == grammar.Complement && cl.Parent != None && cl.Modal && e.hoped(cl) {
		return false
	}
	if cl.Kind == grammar.Complement && cl.Parent != None && (e.disputed(cl.Parent) || cl.OwnSubject && e.disbelieved(cl.Parent) || e.untold(v)) || act && cl.Kind == grammar.Complement && e.onlyClaimed(v) {
		return false
	}
	if e.unlikely(cl) {
		return false
	}
	if (cl.Kind == grammar.Adverbial || cl.Kind == grammar.Complement) && e.conditional(cl.Marker) {
		return e.unsaid(v)
	}
	return true
}

// unsaid reports whether a clause tells what its subject would not say of itself: "refused to say whether she supports it".
func (e *Engine) unsaid(v int32) bool {
	cl := &e.g.Clauses[v]
	if !e.isWord(cl.Marker, "whether", "if") || cl.Kind != grammar.Complement || cl.Parent == None || cl.Subject == None || !cl.OwnSubject || e.g.Tags[e.g.Chunks[cl.Subject].Head] != grammar.Pronoun {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	return e.inGroup(p.Head, lexicon.Unsaying) && (p.Negated || e.isInfinitive(cl.Parent))
}

// joined reports whether somebody joins others, as a gerund behind it tells: not "stopped short of joining them in".
func (e *Engine) joined(v int32, act bool) bool {
	cl := &e.g.Clauses[v]
	return cl.Finite || e.asserted(v, act)
}

// accepts reports whether a verb tells of a side for what stands behind it.
func (e *Engine) accepts(head int32) bool {
	return e.inGroup(head, lexicon.Accepting)
}

// neverBehind reports whether "never" stands between a modal verb and the verb: could never accept.
func (e *Engine) neverBehind(modal, head int32) bool {
	for i := modal + 1; i < head; i++ {
		if e.isWord(i, "never") {
			return true
		}
	}
	return false
}

// attendant returns the chunk of who does what a participle tells beside the main clause, or what that answers to: "with | Labour | now
// backing it", "in response to | Dublin | recognising it". None: it is no such phrase.
func (e *Engine) attendant(v int32) int32 {
	cl := &e.g.Clauses[v]
	j := e.before(cl.First)
	if e.g.Tags[cl.First] != grammar.Gerund || j == None || e.g.ChunkOf[j] == None {
		return None
	}
	if q := e.before(e.g.Chunks[e.g.ChunkOf[j]].First); q != None && e.g.Tags[q] == grammar.Coordinator && v > e.clauseFrom && e.g.Clauses[v-1].Last <= q && e.agentive(e.g.ChunkOf[j]) && e.attendant(v-1) != None {
		return e.g.ChunkOf[j] // with Labour backing it and the Greens opposing it
	}
	p := e.g.Chunks[e.g.ChunkOf[j]].Prep
	if p == None || !e.agentive(e.g.ChunkOf[j]) || e.isWord(p+1, "their", "its") {
		return None
	}
	b := e.before(p)
	if e.isWord(p, "with") && (b == None || e.isComma(b)) || e.isWord(p, "to") && b != None && e.isWord(b, "response", "reaction") {
		return e.g.ChunkOf[j]
	}
	return None
}

// disputed reports whether a verb tells that something is not so: "denies that the group has agreed".
func (e *Engine) disputed(v int32) bool {
	return e.operator(e.g.Clauses[v].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Sign == 0 && !r.Judges && slices.Contains(r.Target, "clause")
	}) != None
}

// disbelieved reports whether a verb tells that somebody does not believe something: "does not think the group will agree".
func (e *Engine) disbelieved(v int32) bool {
	cl := &e.g.Clauses[v]
	return cl.Negated && e.set.Beliefs != pack.NoList && e.m.List(e.set.Beliefs, cl.Head, cl.Last) > 0
}

// hoped reports whether a clause tells what somebody else is hoped, expected or feared to do.
func (e *Engine) hoped(cl *grammar.Clause) bool {
	if !cl.OwnSubject || cl.Subject == None || e.g.Tags[e.g.Chunks[cl.Subject].Head] == grammar.Pronoun {
		return false
	}
	p := &e.g.Clauses[cl.Parent]
	attitude := func(_ *match, r *pack.Rule) bool { return r.Kind == pack.PredicateRule && r.Speech == "attitude" }
	if j := e.before(cl.From); j != None && e.g.ChunkOf[j] != None && j == e.g.Chunks[e.g.ChunkOf[j]].Head && e.operator(j, pack.NounWord, None, attitude) != None {
		return true // expressed hope that
	}
	if e.g.Tags[p.Head] == grammar.Be {
		return p.Subject != None && e.operator(e.g.Chunks[p.Subject].Head, pack.NounWord, None, attitude) != None
	}
	return e.operator(p.Head, pack.VerbWord, None, attitude) != None
}

// unlikely reports whether a clause tells what is not expected of its subject: "it was unlikely that the group would agree".
func (e *Engine) unlikely(cl *grammar.Clause) bool {
	if !cl.Modal || !cl.OwnSubject || cl.Subject == None {
		return false
	}
	for j := cl.First - 1; j >= e.first && j > cl.First-8 && e.g.ClauseOf[j] == None; j-- {
		if e.isWord(j, "unlikely", "improbable", "doubtful", "inconceivable") {
			return true
		}
	}
	return false
}

// subjunctive reports whether a clause tells what somebody demands, by its verb in the base form behind a singular:
// "demands that Israel apologise and lift the blockade",
// "demanded Israel halt raids".
func (e *Engine) subjunctive(v int32) bool {
	cl := &e.g.Clauses[v]
	w := e.doc.Tokens[cl.Head].Class
	if cl.First != cl.Head && !(cl.First+1 == cl.Head && e.isWord(cl.First, "not")) || !w.Is(lexicon.Base) || cl.Parent == None {
		return false
	}
	asked := cl.Kind == grammar.Complement && e.inGroup(e.g.Clauses[cl.Parent].Head, lexicon.Demanding)
	if w.Is(lexicon.Third|lexicon.Past) && !asked && !(cl.Kind == grammar.Complement && e.inGroup(e.g.Clauses[cl.Parent].Head, lexicon.Recommending)) {
		return false
	}
	switch cl.Kind {
	case grammar.Coordinate:
		return !cl.OwnSubject && e.subjunctive(cl.Parent)
	case grammar.Complement:
		if !cl.OwnSubject || cl.Subject == None || cl.Marker != None && !e.isWord(cl.Marker, "that") || cl.Marker == None && !asked && !e.inGroup(e.g.Clauses[cl.Parent].Head, lexicon.Recommending) {
			return false
		}
		if asked {
			return true // "demanded that other states share", which is no form of its own
		}
		if e.counted(cl.Subject) != None {
			return false // that 60 percent of voters support it
		}
		h := e.g.Chunks[cl.Subject].Head
		return e.g.Tags[h] == grammar.Proper && !e.doc.Is(h, lexicon.Plural|lexicon.People) || e.g.Tags[h] == grammar.Noun && !e.doc.Is(h, lexicon.Plural|lexicon.People) || e.isWord(h, "he", "she", "it")
	}
	return false
}

// imperative: somebody's sentence begins with a verb that has no subject: "Lift the tariffs", "Don't build it".
func (e *Engine) imperative(v int32) bool {
	cl := &e.g.Clauses[v]
	if cl.Subject != None || e.g.Tags[cl.Head] != grammar.VerbBase || !e.inVoice(v) {
		return false
	}
	if cl.First != cl.Head && !e.isWord(cl.First, "do", "please", "never", "not") {
		return false
	}
	p := e.before(cl.First)
	return p == None || e.g.Tags[p] == grammar.Punct && e.doc.Tokens[p].Char == ':'
}

// able reports whether can and could tell of the side that their subject takes: who could accept something only on a
// condition has one.
func (e *Engine) able(v int32) bool {
	cl := &e.g.Clauses[v]
	if !e.isWord(cl.First, "can", "could", "may", "might") {
		return false
	}
	m, inside := e.condition(cl.Head)
	return m != nil && !inside || e.beforehand(cl.Head)
}

// deniesAny reports whether an operator of several words denies that there is anything for it: sees no reason for.
func (e *Engine) deniesAny(op int32) bool {
	m := &e.matches[op]
	for i := m.first + 1; i < m.last; i++ {
		if e.isWord(i, "no", "little") {
			return true
		}
	}
	return false
}

// firstTo returns the noun phrase of "the first agency to admit", whose infinitive tells what was done; None: none.
func (e *Engine) firstTo(v int32) int32 {
	j := e.before(e.g.Clauses[v].First)
	if j == None || e.g.ChunkOf[j] == None {
		return None
	}
	c := e.g.ChunkOf[j]
	for n := c; n >= 0 && n >= c-2; n-- { // "the first agency of the United Nations to admit"
		for i := e.g.Chunks[n].First; i < e.g.Chunks[n].Last; i++ {
			if e.inGroup(i, lexicon.OnlyOne) || e.isOrdinal(i) {
				return n
			}
		}
		p := e.g.Chunks[n].Prep
		if p == None || !e.isWord(p, "of", "in", "after", "besides", "outside") {
			break
		}
		if q := e.before(p); q != None && e.g.ChunkOf[q] == None && e.inGroup(q, lexicon.OnlyOne) { // the last | of the members to
			return n
		}
	}
	return None
}

// isOrdinal reports whether a token counts in figures or in words: 22nd, fourth.
func (e *Engine) isOrdinal(i int32) bool {
	s := e.doc.TokenText(i)
	if n := len(s); n > 2 && s[0] >= '1' && s[0] <= '9' {
		switch s[n-2:] {
		case "st", "nd", "rd", "th":
			return true
		}
	}
	return e.inGroup(i, lexicon.Ordinal)
}

// headline returns the chunk of who will do it where a title says so by an infinitive: "Labour to approve the plan".
// None: it is no such title.
func (e *Engine) headline(v int32) int32 {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.First] != grammar.To && (cl.First+1 >= cl.Head || e.g.Tags[cl.First+1] != grammar.To) {
		return None
	}
	if t := &e.doc.Tokens[e.last-1]; t.Kind == text.Punct || t.Kind == text.Mark {
		return None // a title has no stop
	}
	c := e.chunkFrom(e.first)
	if c != None && e.g.Chunks[c].Last < cl.First && e.doc.Tokens[e.g.Chunks[c].Last].Char == ':' { // Leeds: mayor to
		c = e.chunkFrom(e.g.Chunks[c].Last + 1)
	} else if c != None && e.before(e.g.Chunks[c].First) != None {
		return None
	}
	if c == None {
		return None
	}
	if j := e.before(cl.First); j == None || e.g.ChunkOf[j] == None || e.g.ChunkOf[j] != c && !e.listed(c, e.g.ChunkOf[j]) || !e.agentive(c) {
		return None
	}
	for k := e.clauseFrom; k < e.clauseTo; k++ {
		if w := &e.g.Clauses[k]; w.Finite && w.Kind == grammar.Main && !e.commaBetween(cl.Last, w.First) {
			return None // "workers to be paid strike"
		}
	}
	return c
}

func (e *Engine) conditional(marker int32) bool {
	return marker != None && e.isWord(marker, "if", "unless", "until", "whether", "should")
}

// announced reports whether a clause tells what will be done, in somebody's words: "said that talks will not go on".
func (e *Engine) announced(v int32) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if e.isWord(i, "will", "'ll", "won", "shall") || e.isWord(i, "would") && cl.Kind == grammar.Complement {
			return !e.in.Speech
		}
	}
	return false
}

// impossible reports whether a clause tells what cannot be: "cannot be accepted".
func (e *Engine) impossible(v int32) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if e.inGroup(i, lexicon.CanModal) {
			return cl.Negated || e.isWord(i, "cannot")
		}
	}
	return false
}
