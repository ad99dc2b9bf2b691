package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// read finds the statements of unit i.
func (f *Finder) read(i int) {
	u := &f.units[i]
	if i < f.skip {
		f.lastUnit = i
		return
	}
	if u.turn != noTurn {
		f.readTurn(i)
		return
	}
	if f.afterColon(u, i) {
		return
	}
	if u.sole {
		f.floating(i)
		return
	}
	before := len(f.List)
	f.main, f.unitIndex, f.unitList = None, i, before
	f.cues = f.found[u.cues.First:u.cues.Last]
	cursor := max(f.named(u), f.frontedAs(u))
	if cursor == 0 {
		cursor = f.headlineTail(u)
	}
	cursor = max(cursor, f.parenthetical(u, cursor))
	for k := range f.cues {
		c := &f.cues[k]
		if c.done || c.first < cursor {
			continue
		}
		if !c.judged {
			f.judge(c, u)
		}
		if c.accepted == 0 {
			continue
		}
		cursor = max(cursor, f.report(c, u))
	}
	f.leftover(u, before)
	f.dropPending(i)
	if f.main != None {
		f.last, f.lastUnit = f.main, i
	} else if len(f.List) > before {
		f.last, f.lastUnit = int32(len(f.List)-1), i
	}
	f.waitColon(u)
}

// emit adds a statement.
func (f *Finder) emit(content, source Span, cueWords Span, contentRule, speakerRule string) *Statement {
	s := f.add()
	s.Cue, s.Source, s.ContentRule, s.SpeakerRule = cueWords, source, contentRule, speakerRule
	f.span(s, content.First, content.Last)
	return s
}

// complements finds what follows the cues of all units, and whether that ever is a statement. Cues behind one that a clause
// follows are mostly a part of that: they are left until they are asked for.
func (f *Finder) complements() {
	for i := range f.units {
		u := &f.units[i]
		for k := u.cues.First; k < u.cues.Last; k++ {
			c := &f.found[k]
			f.judge(c, u)
			if c.accepted != 0 && (c.complement == thatComplement || c.complement == clauseComplement || c.complement == whComplement) {
				break
			}
		}
	}
}

// judge finds what follows a cue and whether that ever is a statement.
func (f *Finder) judge(c *cue, u *unit) {
	possible := u.shapes()
	comp, at := f.complementOf(c, u.last)
	switch {
	case comp == noComplement && f.looseClause(c, u):
		c.accepted = f.acceptedShapes(c, clauseComplement) & possible
	case comp == noComplement || comp == quoteComplement && c.pos == 'p' && f.title(f.q.Of[at]):
		c.accepted = 0
	case f.All || comp == objectComplement && c.lex.Lemma == "deny" && f.claims(at): // denied the charges, not denied him the visa
		c.accepted = possible
	default:
		c.accepted = f.acceptedShapes(c, comp) & possible // by how often it was a statement
	}
	c.judged = true
}

// shapes returns the shapes that a content in a unit can have, as acceptedShapes does.
func (u *unit) shapes() shapeSet {
	if u.quotes.Empty() {
		return unquotedShapes
	}
	return allShapes
}

// report reads a cue with its content behind it and returns the content's end, or 0.
func (f *Finder) report(c *cue, u *unit) int32 {
	comp, at := c.complement, c.at
	var end int32
	switch comp {
	case thatComplement:
		end = f.boundary(at, c, u)
		if c.pos == 'n' && f.g.Tags[c.last] != grammar.Be {
			end = min(end, f.outerVerb(c, u))
		}
	case quoteComplement:
		end = f.quotesFrom(at, u.last)
		end = f.quoteTail(end, at, c, u)
	case objectComplement, prepComplement, toComplement, objectToComplement, gerundComplement:
		end = f.phraseContent(at, c, u)
		if f.saysBehind(end, u.last) || comp == objectComplement && c.lex.Kind <= lexicon.WritingCue && f.documentSays(at, u.last) {
			return 0
		}
	default:
		end = f.boundary(at, c, u)
		if comp == clauseComplement && at > c.last && f.q.Of[at-1] < 0 && f.degree(at-1) {
			at--
		}
	}
	if comp == prepComplement && c.pos == 'v' && at == c.last && f.word(at) == "as" && at+1 < u.last && f.q.Of[at+1] >= 0 && end == f.regionEnd(at+1) && f.closedByComma(end-1) &&
		end < u.last && f.q.Of[end] < 0 && f.g.Tags[end] == grammar.Determiner && !f.clauseBehind(end, u.last) {
		end = f.phraseContent(end, c, u) // described as "vile," | the attack in the north
	}
	if c.pos == 'v' && (comp == thatComplement || comp == clauseComplement) && f.relativeBefore(c, u) {
		end = min(end, f.mainVerb(at, end)) // who said the plan was dead | has left
	}
	if c.pos == 'v' && (comp == objectComplement || comp == prepComplement || comp == quoteComplement) && !u.quotes.Empty() && f.relativeBefore(c, u) {
		end = f.verbBehindQuote(at, end) // who called it "a farce" | has left
	}
	sh, open := shape(0), false // whether it depends on the source
	if c.accepted != u.shapes() {
		sh = f.shape(!u.quotes.Empty() && f.speaks(Span{at, end}), end, u)
		accepted := c.accepted & sh.anySource()
		if accepted == 0 {
			return 0
		}
		open = accepted != sh.anySource()
	}
	if comp == prepComplement && c.pos == 'v' && c.lex.Lemma == "ask" && c.first == u.first && f.g.Tags[c.head] != grammar.Gerund {
		return 0 // Asked about it, he said
	}
	if comp == clauseComplement && c.pos == 'v' && f.word(c.head) == "saw" && !f.hasWord("as", at, end) {
		return 0 // saw | its shares plunge
	}
	if comp == whComplement && c.pos == 'v' && f.g.Tags[c.head] != grammar.Gerund && (c.first == u.first || f.word(c.first-1) == "when" || f.word(c.first-1) == "if") {
		return 0 // asked whether it would, he said: others asked
	}
	if c.pos == 'v' && at+1 < u.last && f.word(at) == "as" && f.g.Clauses[c.clause].Passive && f.d.Is(at+1, lexicon.Gerund) && f.cueOf(at+1) != nil {
		return 0 // was quoted as saying: the saying reports
	}
	if comp == toComplement && (f.word(at+1) == "do" || f.word(at+1) == "know") && (at+2 >= u.last || f.g.Tags[at+2] == grammar.Punct) {
		return 0 // which he had refused to do
	}
	if c.pos == 'v' && (f.unsaid(c, u) || f.namedSo(c, at, u) || f.describes(c, comp, u)) {
		return 0
	}
	src, rule := f.source(c, u)
	if comp == prepComplement && (src.Empty() || rule == "agent" && src.First > at) && c.pos == 'v' && f.g.Clauses[c.clause].Passive {
		if by, i := f.agentBehind(at, end, u); !by.Empty() {
			src, rule, end = by, "agent", i
		}
	}
	if comp == quoteComplement && c.pos == 'v' && c.lex.Takes&lexicon.TakesAs != 0 {
		if by := f.calledBy(f.quotesFrom(at, u.last), u); !by.Empty() {
			src, rule, end = by, "agent", f.quotesFrom(at, u.last)
		}
	}
	if c.pos == 'n' && comp == quoteComplement && src.Empty() && f.words(f.q.Of[at]) < 4 {
		return 0 // The word "crisis" was used twice
	}
	if c.pos == 'n' && comp == clauseComplement && (src.Empty() || f.word(src.First) == "editor") {
		return 0 // The interview: Ann Lee; Editor's note: …
	}
	if c.pos == 'v' && c.lex.Lemma == "see" && comp == objectComplement && !src.Empty() && !f.g.Clauses[c.clause].Passive && f.g.Tags[src.First] != grammar.Pronoun && !f.personal(src.First, src.Last) {
		return 0 // the attack saw | shares fall
	}
	if !src.Empty() && c.pos == 'v' && src.First > u.first && f.word(src.First-1) == "nor" {
		return 0 // neither Smith nor Jones said who had won
	}
	if f.takesWhat(c, comp, src, u) {
		return 0
	}
	if comp == prepComplement && f.eachOther(c.last) {
		return 0
	}
	if src.Empty() && c.pos == 'v' && !f.All && comp != quoteComplement && comp != thatComplement && comp != whComplement && !f.g.Clauses[c.clause].Passive {
		return 0
	}
	if src.Empty() && c.pos == 'v' && f.g.Tags[f.g.Clauses[c.clause].Head] == grammar.Participle && !f.g.Clauses[c.clause].Finite {
		return 0
	}
	clause := comp == thatComplement || comp == clauseComplement || comp == whComplement
	if open && !(clause && src.Empty()) && c.accepted&(sh|f.sourceShape(src, rule)).alone() == 0 {
		return 0
	}
	words := Span{c.first, c.last}
	if comp == toComplement && at == c.last && at-1 > c.head && f.g.Tags[at-1] == grammar.Negation {
		at-- // vowed | not to sell
		words.Last--
	}
	content := Span{at, end}
	if r := f.relativeObject(c, comp, src, u); r != None {
		content = Span{r, r + 1} // which | he called "a farce"
	}
	s := f.emit(content, src, words, complementRules[comp], rule)
	if content.First != at {
		f.span(s, at, end)
	}
	s.from(c)
	if src.Empty() && c.pos == 'v' && c.first == u.first && f.g.Tags[c.first] == grammar.Gerund && f.last != None && f.r != nil && f.lastUnit == f.unitIndex-1 {
		s.previous, s.SpeakerRule = f.last, "continue" // Adding: "X"
	}
	return end
}

// hasWord reports whether a word stands in a stretch.
func (f *Finder) hasWord(w string, i, last int32) bool {
	for ; i < last; i++ {
		if f.word(i) == w {
			return true
		}
	}
	return false
}

// relativeObject returns the relative pronoun before the subject of a verb where that is what the verb tells of: the levy,
// which he called "a farce", whom they describe as "weak". It is None where there is none.
func (f *Finder) relativeObject(c *cue, comp complement, src Span, u *unit) int32 {
	if c.pos != 'v' || comp != quoteComplement && comp != prepComplement || c.at != c.last || src.First <= u.first+1 || src.Last > c.first {
		return None
	}
	r := src.First - 1
	if f.q.Of[r] >= 0 || f.g.Tags[r] != grammar.Relative || !f.relative(r) || comp == prepComplement && f.word(c.at) != "as" || comp == quoteComplement && c.lex.Takes&lexicon.TakesAs == 0 {
		return None
	}
	return r
}

// claims reports whether the noun phrase at i is a claim that somebody can deny: allegations, the report, wrongdoing.
func (f *Finder) claims(i int32) bool {
	k := f.g.ChunkOf[i]
	if k == grammar.None {
		return false
	}
	switch h := f.g.Chunks[k].Head; f.word(h) {
	case "charges", "charge", "wrongdoing", "involvement", "responsibility", "rumours", "rumors", "links", "knowledge",
		"murder", "manslaughter", "rape", "assault", "theft", "fraud", "burglary", "robbery", "arson", "affray", "perjury", "bribery", "corruption", "conspiracy", "harassment",
		"stalking", "blackmail", "kidnap", "offence", "offences", "counts", "misconduct", "negligence", "racism", "bias", "liability", "suggestions", "speculation":
		return true // he denies murder
	default:
		return f.d.Is(h, lexicon.CueNoun)
	}
}

// describes reports whether a participle only describes the noun behind it: "her grieving family", "and threatening
// messages were sent".
func (f *Finder) describes(c *cue, comp complement, u *unit) bool {
	if c.first <= u.first || c.last-c.first > 1 {
		return false
	}
	if t := f.g.Tags[c.first-1]; (t == grammar.Number && f.d.Tokens[c.first-1].Flags&text.Hyphen == 0 && !(c.first > u.first+1 && f.g.Tags[c.first-2] == grammar.Proper) || t == grammar.Determiner || t == grammar.Adjective && comp == objectComplement) && f.d.Is(c.first, lexicon.Participle) {
		return comp == objectComplement || comp == clauseComplement && c.lex.Lemma != "say" // six suspected thieves, but: four in 10 said
	}
	if f.g.Tags[c.first] != grammar.Gerund {
		return false
	}
	switch t := f.g.Tags[c.first-1]; {
	case t == grammar.Determiner, t == grammar.Possessive, f.word(c.first-1) == "her":
		return comp == objectComplement || comp == clauseComplement
	case t == grammar.Coordinator:
		return comp == clauseComplement
	}
	return false
}

// agentBehind returns who stands behind "by" at the end of what a passive verb reports, and where that "by" is: was accused
// of misleading the house | by Ann Lee.
func (f *Finder) agentBehind(i, end int32, u *unit) (Span, int32) {
	for ; i < end; i++ {
		if f.q.Of[i] >= 0 || f.word(i) != "by" || f.g.Tags[i-1] == grammar.Participle || f.g.Tags[i-1].IsVerb() {
			continue
		}
		if s := f.nameBehind(i+1, u.last); !s.Empty() && f.personal(s.First, s.Last) {
			return s, i
		}
	}
	return Span{}, i
}

// unsaid reports whether a participle that reports tells what was not said: "stopped short of | saying".
func (f *Finder) unsaid(c *cue, u *unit) bool {
	if c.first > u.first+1 && f.is(c.first-1, f.terms.as) && f.word(c.first-2) == "so" && f.g.Clauses[c.clause].Kind == grammar.Infinitive {
		return true // so as not | to declare
	}
	if c.first > u.first+1 && f.g.Tags[c.first] == grammar.To {
		if c.lex.Lemma == "reason" && f.g.Tags[c.first-1].IsVerb() {
			return true // it stands | to reason
		}
		for j := c.first - 1; j >= u.first && j > c.first-4 && f.q.Of[j] < 0; j-- {
			if f.word(j) == "too" {
				return true // too upset | to speak
			}
		}
	}
	if c.first <= u.first || f.g.Tags[c.first] != grammar.Gerund || f.g.Tags[c.first-1] != grammar.Preposition {
		return false
	}
	switch f.word(c.first - 1) {
	case "without":
		return true
	case "of":
		return f.word(c.first-2) == "short" || f.word(c.first-2) == "instead"
	}
	return false
}

// documentSays reports whether the object at i is a document whose words follow: issued a statement | calling for.
func (f *Finder) documentSays(i, last int32) bool {
	k := f.g.ChunkOf[i]
	if k == grammar.None || !f.d.Is(f.g.Chunks[k].Head, lexicon.Document|lexicon.CueNoun) {
		return false
	}
	j := f.g.Chunks[k].Last
	return j < last && f.q.Of[j] < 0 && f.g.Tags[j] == grammar.Gerund && f.speech(j)
}

// calledBy returns who stands behind "by" at i: has been shown in Paris and called 'a masterpiece' | by Mr. Lee.
func (f *Finder) calledBy(i int32, u *unit) Span {
	if i+1 >= u.last || f.word(i) != "by" {
		return Span{}
	}
	if s := f.nameBehind(i+1, u.last); !s.Empty() && f.personal(s.First, s.Last) {
		return s
	}
	return Span{}
}

// namedSo reports whether a verb only gives the name of somebody: "an apple grower | named Pete Lee".
func (f *Finder) namedSo(c *cue, at int32, u *unit) bool {
	if c.lex.Lemma != "name" || c.first <= u.first || f.g.Tags[at] != grammar.Proper {
		return false
	}
	k := f.g.ChunkOf[c.first-1]
	return k != grammar.None && (f.word(f.g.Chunks[k].First) == "a" || f.word(f.g.Chunks[k].First) == "an")
}

func (s *Statement) reportedBy(c *lexicon.Cue) { s.Lemma, s.cue = c.Lemma, c }

// from notes what the cue of a statement tells about it.
func (s *Statement) from(c *cue) {
	s.reportedBy(c.lex)
	if c.lex.Kind == lexicon.AttitudeCue {
		s.Kind = Position
	}
}

// anyVerb reports whether a verb stands between two tokens, one that demands ("bring back the ferry") too, but
// none that may be an adjective ("live updates").
func (f *Finder) anyVerb(i, last int32) bool {
	for ; i < last; i++ {
		if t := f.g.Tags[i]; t == grammar.VerbBase && !f.d.Is(i, lexicon.Adjective) || t == grammar.To || f.finiteTag(i) {
			return true
		}
	}
	return false
}

// speaks reports whether quoted words that are no title stand in a stretch.
func (f *Finder) speaks(s Span) bool {
	for i := s.First; i < s.Last; i++ {
		if f.q.Of[i] >= 0 {
			if !f.work(f.regionStart(i), s.First) {
				return true
			}
			i = f.regionEnd(i) - 1
		}
	}
	return false
}
