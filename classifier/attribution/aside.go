package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// parenthetical finds cues with their source at the side of the content: "X," he said. X, said Mr. Smith, Y.
func (f *Finder) parenthetical(u *unit, cursor int32) int32 {
	side := f.firstSide(u)
	for k := range f.cues {
		c := &f.cues[k]
		if c.first < cursor || c.pos == 'n' || c.pos == 'a' || c.pos == 'v' && c.first <= side {
			continue
		}
		if end := f.aside(c, u, cursor); end > cursor {
			cursor = end
		}
	}
	return cursor
}

// firstSide returns the first token of a unit behind which an aside can stand, or its end.
func (f *Finder) firstSide(u *unit) int32 {
	side := u.last
	if !u.quotes.Empty() {
		side = max(u.first, f.q.List[u.quotes.First].Start())
	}
	for _, i := range f.d.Signs[u.signs.First:u.signs.Last] {
		if i >= side {
			break
		}
		if ch := f.char(i); ch == ',' || ch == '-' {
			return i
		}
	}
	return side
}

// aside reads one parenthetical cue and returns the end of what it takes, or 0.
func (f *Finder) aside(c *cue, u *unit, cursor int32) int32 {
	var src Span
	var rule string
	from, to := c.first, c.last // the cue with its source
	if c.pos == 'p' {
		src, _ = f.source(c, u)
		if src.Empty() {
			return 0
		}
		if c.first <= u.first+1 {
			return f.according(c, u, src)
		}
		rule, to = "according", max(src.Last, c.last)
	} else {
		cl := &f.g.Clauses[c.clause]
		if inv := f.closingName(c, u); !inv.Empty() {
			return f.beside(c, u, cursor, inv, "inversion", c.first, inv.Last)
		}
		if cl.Passive && f.heard(c, u) {
			return f.hearing(c, u, cursor)
		}
		if quoted := f.quotedAs(c, u); !quoted.Empty() && quoted.First > u.first && f.q.Of[quoted.First-1] >= 0 {
			// "X," the minister is quoted as saying
			src, rule, from = quoted, "subject.quoted", quoted.First
			return f.beside(c, u, cursor, src, rule, from, to)
		}
		if at := f.expected(c, u); !at.Empty() && at.First > u.first && f.q.Of[at.First-1] >= 0 {
			return f.beside(c, u, cursor, at, "subject", at.First, to) // "X," she is expected to say
		}
		if !cl.Finite || cl.Passive || c.lex.Takes&(lexicon.TakesQuote|lexicon.TakesThat) == 0 {
			return 0
		}
		src, rule = f.subjectOf(c, u)
		if !src.Empty() {
			if rule == "subject.relative" || f.is(c.first-1, f.terms.first) { // a plan – first floated in May – was
				return 0 // Mr. Smith, who said
			}
			if f.is(src.First-1, f.terms.as) && src.First > u.first && f.verbIn(u.first, src.First-1) && f.asSaid(c, u) { // as the minister put it
				from = src.First - 1
			} else {
				src.First = f.leftmost(src.First, u.first)
				from = src.First
			}
			if r := f.q.Of[max(from-1, 0)]; from > u.first+1 && r >= 0 && f.q.List[r].Open > u.first && f.g.Tags[f.q.List[r].Open-1] == grammar.Determiner && f.title(r) {
				from = f.q.List[r].Open - 1 // "X," | the 'Long Road' singer said
				src.First = from
			}
			if h := from - 2; from > u.first+2 && f.is(from-1, f.terms.how) && f.q.Of[h] < 0 && f.g.Tags[h] == grammar.Be && f.q.Of[h-1] >= 0 && f.soleQuote(u.first, h) {
				f.emit(Span{u.first, h}, src, Span{c.first, c.last}, "aside.quote", rule).reportedBy(c.lex) // "X" is how they describe it
				c.done = true
				f.main = int32(len(f.List) - 1)
				return u.last
			}
			if from <= u.first || !f.opensAside(from-1) || c.lex.Weak && c.lex.Takes&lexicon.TakesThat == 0 && f.frontedBy(u.first) {
				return 0
			}
			if f.insideRelative(c, u, src, from) {
				return 0
			}
			if c.lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == lexicon.TakesPersonThat && (c.last >= u.last || f.char(c.last) == '.') && f.d.Paragraphs[u.para].Kind == text.Headline && f.d.Is(c.head, lexicon.Participle) {
				src, rule = Span{}, "agent.none" // Captain was drunk, jury | told
			}
		} else if c.first > u.first && f.opensAside(c.first-1) {
			src, rule = f.invertedSubject(c, u), "inversion"
			if src.Empty() {
				return 0
			}
			to = src.Last
		} else {
			return 0
		}
	}
	return f.beside(c, u, cursor, src, rule, from, to)
}

// beside reads the content on the sides of a cue that stands with its source at from, to, and returns its end, or 0.
func (f *Finder) beside(c *cue, u *unit, cursor int32, src Span, rule string, from, to int32) int32 {
	left, leftQuote := f.leftContent(from, to, u, cursor)
	if left.Empty() {
		if i := f.toComma(to, u.last); rule == "inversion" && i+1 < u.last && f.q.Of[i+1] >= 0 && f.outerStart(c.first, u) && c.lex.Kind <= lexicon.WritingCue {
			end := f.quotesFrom(i+1, u.last) // But, said Mr. Lee, "X"
			f.emit(Span{i + 1, end}, src, Span{c.first, c.last}, "aside.quote", rule).from(c)
			c.done = true
			f.main = int32(len(f.List) - 1)
			return end
		}
		return 0
	}
	if leftQuote && (f.titled(left.First, u.first) || !f.soleQuote(left.First, left.Last) && f.title(f.regionAt(from-1))) {
		return 0 // Joe Smith, host of "Morning Call," said
	}
	if !leftQuote && !c.lex.Weak && c.pos == 'v' && c.lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == 0 && c.lex.Takes&(prepositions|lexicon.TakesObject|lexicon.TakesTo) != 0 && rule != "inversion" {
		return 0 // ten others accused in the case.
	}
	if !leftQuote && c.lex.Weak && c.lex.Takes&lexicon.TakesThat == 0 {
		// the plan, he went on, would fail
		if rule == "inversion" || c.lex.Kind != lexicon.SpeechCue || to+1 >= u.last || f.char(from-1) != ',' || f.char(to) != ',' || !f.verbAhead(to+1, u.last) {
			return 0
		}
	}
	spoken := leftQuote && c.lex.Takes&lexicon.TakesQuote != 0 && f.closedQuote(from-1) && f.soleQuote(left.First, left.Last)      // "X," he fumed
	tag := c.pos == 'v' && c.lex.Takes&lexicon.TakesThat != 0 && f.char(from-1) == ',' && c.last < u.last && f.char(c.last) == '.' // …, the court heard.
	if leftQuote && !spoken && !tag && (c.lex.Kind > lexicon.ThoughtCue || c.lex.Kind > lexicon.WritingCue && !f.soleQuote(left.First, left.Last) || c.lex == anyVerb && !f.soleQuote(left.First, left.Last)) {
		return 0
	}
	// "X," he said: what follows is no content, unless it says so
	closed := leftQuote && f.closedQuote(from-1)
	if leftQuote && !closed && c.pos == 'v' && f.verbIn(left.First, f.regionStart(left.Last-1)) {
		return 0 // he would "never" require them to
	}
	after := to
	if c.pos != 'p' {
		after = f.skipAdjuncts(to, u.last, c.lex)
		if rule == "inversion" {
			after = f.overInsertions(f.toComma(to, u.last), u.last)
		}
		if rule != "inversion" {
			switch k, at := f.complementOf(c, u.last); k {
			case thatComplement:
				if !leftQuote && f.thatBeyond(left, from, c, u) {
					break // the town is so dry, she said, that
				}
				if !spoken || !f.closedByComma(from-1) {
					return 0
				}
			case clauseComplement, whComplement, toComplement:
				if !closed || f.q.Of[left.First] < 0 && f.g.Tags[left.First] == grammar.Gerund && f.cueOf(left.First) != nil {
					return 0 // calling it "a mess", she said it must go
				}
			case quoteComplement:
				if f.capitalQuote(at, u.last) && !(leftQuote && f.soleQuote(left.First, left.Last)) {
					return 0
				}
				if at == c.last && !closed {
					return 0
				}
			case noComplement:
			default:
				sole := f.soleQuote(left.First, left.Last)
				if !leftQuote || !closed && !sole || !sole && (f.fronts(left.First) || k == objectComplement && c.lex.Takes&lexicon.TakesThat == 0) {
					return 0 // although he "loves China," he accuses it of
				}
			}
			if !leftQuote && after < u.last && f.char(after) != ',' && f.char(after) != '.' && f.char(after) != '-' && !f.occasionClause(after, from, u) {
				return 0
			}
		}
	} else {
		after = f.overInsertions(f.toComma(to, u.last), u.last)
	}
	if leftQuote {
		after = f.beforeQuote(after, u.last)
	}
	name := "aside.clause"
	if leftQuote {
		name = "aside.quote"
		if inner := f.innerReport(left, c, u, cursor); !inner.Empty() {
			left = inner // Asked why, he said, "X," the Herald reported
		}
	}
	if c.pos == 'v' && c.lex.Lemma == "quote" {
		if said := f.quotedSpeaker(c, u); !said.Empty() {
			src, rule = said, "subject.quoted"
		}
	}
	s := f.emit(left, src, Span{c.first, c.last}, name, rule)
	s.reportedBy(c.lex)
	c.done = true
	if leftQuote {
		f.main = int32(len(f.List) - 1)
		f.takePending(s)
	}
	end := to
	if right := f.rightContent(after, u, leftQuote, rule == "inversion" || f.soleQuote(left.First, left.Last), c); !right.Empty() {
		f.span(s, right.First, right.Last)
		end = right.Last
	}
	return end
}

// insideRelative reads an aside with its source at from that stands behind a relative pronoun, and reports whether it is one:
// what it reports is the clause of that. It leaves the sentence around it to others: two men who, | police say, were armed.
func (f *Finder) insideRelative(c *cue, u *unit, src Span, from int32) bool {
	r := from - 2
	if r <= u.first || f.q.Of[r] >= 0 || f.q.Of[from-1] >= 0 || f.g.Tags[r] != grammar.Relative || c.last+1 >= u.last || f.char(c.last) != f.char(from-1) || c.lex.Takes&lexicon.TakesThat == 0 {
		return false
	}
	i := c.last + 1
	if f.q.Of[i] < 0 && !f.verbAhead(i, u.last) && !f.bareClause(i, u.last) {
		return false
	}
	end := f.boundary(i, c, u)
	for j := i; j < end; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			continue
		}
		if f.char(j) == ',' && f.char(r-1) == ',' {
			end = j // the firm, which, he says, is broke, | will close
		}
	}
	if f.char(r-1) != ',' {
		end = f.mainVerb(i, end)
	}
	s := f.emit(Span{r, r + 1}, src, Span{c.first, c.last}, "aside.clause", "subject")
	s.reportedBy(c.lex)
	f.span(s, i, end)
	c.done = true
	return true
}

// thatBeyond reports whether a clause with "so" or a verb of saying before an aside goes on with "that" behind a comma: the
// papers show, she said, that.
func (f *Finder) thatBeyond(left Span, from int32, c *cue, u *unit) bool {
	if f.char(from-1) != ',' || f.fronts(left.First) || f.word(left.First) == "if" {
		return false
	}
	_, at := f.complementOf(c, u.last)
	if at < 1 || f.char(at-1) != ',' {
		return false
	}
	for j := left.First; j < left.Last; j++ {
		if f.word(j) == "so" || f.word(j) == "such" {
			return true
		}
	}
	lex := f.cueOf(left.Last - 1)
	return lex != nil && lex.Takes&lexicon.TakesThat != 0
}

// occasionClause reports whether what begins at i behind an aside tells on what occasion it was said, and ends the unit: the
// talks had failed, an envoy said | as fighting went on.
func (f *Finder) occasionClause(i, from int32, u *unit) bool {
	switch f.word(i) {
	case "as", "while", "after", "when", "before", "amid", "ahead":
	default:
		if f.g.Tags[i] != grammar.Preposition || f.char(from-1) != ',' {
			return false
		}
		for j := i; j < u.last; j++ {
			if f.q.Of[j] >= 0 || f.finiteTag(j) || f.g.Tags[j] == grammar.To || f.g.Tags[j] == grammar.Gerund || f.g.Tags[j] == grammar.Relative {
				return false
			}
		}
		return true // during a march outside the works in Leeds, Yorkshire.
	}
	if f.char(from-1) != ',' || f.g.Tags[i] != grammar.Subordinator && f.g.Tags[i] != grammar.Preposition && f.word(i) != "ahead" {
		return false
	}
	for ; i < u.last-1; i++ {
		if f.q.Of[i] >= 0 || f.char(i) == ',' {
			return false
		}
	}
	return true
}

// regionAt returns the quotation that ends right before token i+1, over a comma, or -1.
func (f *Finder) regionAt(i int32) int32 {
	for i > 0 && f.q.Of[i] < 0 && f.d.Tokens[i].Kind == text.Punct {
		i--
	}
	return f.q.Of[i]
}

// opensAside reports whether what follows token i can be "he said": a comma, a dash or a quotation's end.
func (f *Finder) opensAside(i int32) bool {
	return f.char(i) == ',' || f.char(i) == '-' || f.q.Of[i] >= 0
}

// closedQuote reports whether the quotation that ends with token i ends like a sentence: with a comma, ? or !.
func (f *Finder) closedQuote(i int32) bool {
	for i > 0 && f.q.Of[i] < 0 && f.d.Tokens[i].Kind == text.Punct {
		if f.char(i) == ',' {
			return true
		}
		i--
	}
	for ; i > 0 && f.d.Tokens[i].Kind == text.Mark; i-- {
	}
	switch f.char(i) {
	case ',', '?', '!', '.', '-', '~':
		return true
	}
	return false
}

// according reads "According to X, …" and returns the end of its content.
func (f *Finder) according(c *cue, u *unit, src Span) int32 {
	i := f.overInsertions(f.toComma(max(src.Last, c.last), u.last), u.last)
	if i >= u.last || f.char(i) != ',' && f.q.Of[i] < 0 {
		return 0
	}
	end := f.boundary(i+1, c, u)
	f.emit(Span{i, end}, src, Span{c.first, c.last}, "according.before", "according").reportedBy(c.lex)
	c.done = true
	return end
}
