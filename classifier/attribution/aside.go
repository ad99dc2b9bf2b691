package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// parenthetical finds cues with their source at the side of the content: "X," he said. X, said Mr. Smith, Y.
func (f *Finder) parenthetical(u *unit, cursor int32) int32 {
	side, found := u.first, false // the first token behind which an aside can stand, as far as it has been looked for
	for k := range f.cues {
		c := &f.cues[k]
		if c.first < cursor || c.pos == 'n' || c.pos == 'a' {
			continue
		}
		for !found && side < c.first {
			if found = f.opensAside(side); !found {
				side++
			}
		}
		if c.pos == 'v' && !found {
			continue
		}
		if end := f.aside(c, u, cursor); end > cursor {
			cursor = end
		}
	}
	return cursor
}

// aside reads one parenthetical cue and returns the end of what it takes, or 0.
func (f *Finder) aside(c *cue, u *unit, cursor int32) int32 {
	var src Span
	var rule string
	from, to := c.first, c.last // the cue with its source
	if c.pos == 'p' {
		src, rule = f.nameBehind(c.last, u.last), "according"
		if src.Empty() {
			return 0
		}
		if c.first <= u.first+1 {
			return f.according(c, u, src)
		}
		to = src.Last
	} else {
		cl := &f.g.Clauses[c.clause]
		if cl.Passive && f.heard(c, u) {
			return f.hearing(c, u, cursor)
		}
		if !cl.Finite || cl.Passive || c.lex.Takes&(lexicon.TakesQuote|lexicon.TakesThat) == 0 {
			return 0
		}
		src, rule = f.subjectOf(c, u)
		if !src.Empty() {
			if rule == "subject.relative" {
				return 0 // Mr. Smith, who said
			}
			if f.word(src.First-1) == "as" && src.First > u.first && f.verbIn(u.first, src.First-1) && f.asSaid(c, u) { // as the minister put it
				from = src.First - 1
			} else {
				src.First = f.leftmost(src.First, u.first)
				from = src.First
			}
			if from <= u.first || !f.opensAside(from-1) {
				return 0
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
	if leftQuote && !f.soleQuote(left.First, left.Last) && f.title(f.regionAt(from-1)) {
		return 0 // Joe Smith, host of "Morning Call," said
	}
	if !leftQuote && c.lex.Weak && c.lex.Takes&lexicon.TakesThat == 0 {
		return 0
	}
	spoken := leftQuote && c.lex.Takes&lexicon.TakesQuote != 0 && f.closedQuote(from-1) && f.soleQuote(left.First, left.Last) // "X," he fumed
	if leftQuote && !spoken && (c.lex.Kind > lexicon.ThoughtCue || c.lex.Kind > lexicon.WritingCue && !f.soleQuote(left.First, left.Last) || c.lex == anyVerb && !f.soleQuote(left.First, left.Last)) {
		return 0
	}
	// "X," he said: what follows is no content, unless it says so
	closed := leftQuote && f.closedQuote(from-1)
	after := to
	if c.pos != 'p' {
		after = f.skipAdjuncts(to, u.last, c.lex)
		if rule == "inversion" {
			after = f.overInsertions(f.toComma(to, u.last), u.last)
		}
		if rule != "inversion" {
			switch k, at := f.complementOf(c, u.last); k {
			case thatComplement:
				return 0
			case clauseComplement, whComplement, toComplement:
				if !closed {
					return 0
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
				if !leftQuote || !closed && !sole || !sole && f.fronts(left.First) {
					return 0 // although he "loves China," he accuses it of
				}
			}
			if !leftQuote && after < u.last && f.char(after) != ',' && f.char(after) != '.' && f.char(after) != '-' {
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

// heard reports whether a passive verb of telling stands behind a comma and its listener and ends its sentence: "…, a jury
// has been told."
func (f *Finder) heard(c *cue, u *unit) bool {
	return c.lex.Takes&lexicon.TakesPersonThat != 0 && c.last < u.last && f.char(c.last) == '.' && !f.g.Clauses[c.clause].Modal
}

// hearing reads "X, a jury has been told." and returns its end, or 0: nobody is named who told.
func (f *Finder) hearing(c *cue, u *unit, cursor int32) int32 {
	who, _ := f.subjectBefore(c.first, u.first)
	if who.Empty() || who.First <= u.first || f.char(who.First-1) != ',' {
		return 0
	}
	left, _ := f.leftContent(who.First, c.last, u, cursor)
	if left.Empty() {
		return 0
	}
	f.emit(left, Span{}, Span{c.first, c.last}, "aside.clause", "agent.none").Lemma = c.lex.Lemma
	c.done = true
	return c.last
}

// asSaid reports whether a cue behind "as" and its subject can report the clause around: as he said, put it, noted.
func (f *Finder) asSaid(c *cue, u *unit) bool {
	if c.lex.Kind > lexicon.WritingCue || c.lex.Weak || c.clause == None || f.g.Clauses[c.clause].Passive {
		return false
	}
	for i := range f.cues {
		if d := &f.cues[i]; d.first < c.first && d.pos == 'v' {
			return false // it stands in what another one reports
		}
	}
	k, _ := f.complementOf(c, u.last)
	return k == noComplement && f.char(f.skipAdjuncts(c.last, u.last, c.lex)) != 0
}

// leftmost moves the start of a name to the quotation before it, over words with capitals and a noun before them:
// "…," | columnist Ai Jun wrote. It is i where none stands there.
func (f *Finder) leftmost(i, first int32) int32 {
	for j := i; j > first && j > i-7; j-- {
		if f.q.Of[j-1] >= 0 {
			return j
		}
		t := &f.d.Tokens[j-1]
		if t.Kind != text.Word || f.g.Tags[j-1].IsVerb() || t.Flags&text.Capital == 0 && f.g.Tags[j-1] != grammar.Noun && f.g.Tags[j-1] != grammar.Adjective {
			return i
		}
	}
	return i
}

// invertedSubject finds the subject behind a cue: "X," said Mr. Smith.
func (f *Finder) invertedSubject(c *cue, u *unit) Span {
	src := f.nameBehind(c.last, u.last)
	if src.Empty() || f.timeWord(src.First) {
		return Span{}
	}
	if k := f.g.ChunkOf[src.First]; k != grammar.None && f.g.Tags[f.g.Chunks[k].Head] == grammar.Noun && f.timeNoun(f.g.Chunks[k].Head) {
		return Span{} // announced last week by the ministry
	}
	if f.q.Of[c.first-1] >= 0 {
		if f.closedQuote(c.first - 1) {
			return src
		}
		if c.lex.Kind > lexicon.WritingCue || c.last-c.first > 1 {
			return Span{} // "everyone" is following his lead
		}
	} else if f.g.Tags[src.First] == grammar.Pronoun || c.lex.Kind > lexicon.WritingCue || c.lex.Takes&lexicon.TakesPersonThat != 0 || f.g.Tags[c.head] == grammar.VerbBase || c.last-c.first > 1 {
		return Span{}
	}
	if f.verbAhead(src.Last, u.last) || f.bareClause(c.last, u.last) {
		return Span{}
	}
	return src
}

// regionAt returns the quotation that ends right before token i+1, over a comma, or -1.
func (f *Finder) regionAt(i int32) int32 {
	for i > 0 && f.q.Of[i] < 0 && f.d.Tokens[i].Kind == text.Punct {
		i--
	}
	return f.q.Of[i]
}

// title reports whether the words of quotation r are written like a title: all longer ones with a capital.
func (f *Finder) title(r int32) bool {
	if r < 0 {
		return false
	}
	g := &f.q.List[r]
	words := 0
	for i := g.First; i < g.Last; i++ {
		t := &f.d.Tokens[i]
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		words++
		if t.Flags&text.Capital == 0 && t.Kind == text.Word && t.End-t.Start > 3 {
			return false
		}
		if f.d.Is(i, lexicon.PronSubject) && f.g.ClauseOf[i] == grammar.None && i+1 < g.Last && f.finiteTag(i+1) && f.d.Tokens[i+1].Flags&text.Capital == 0 {
			return false // "We won"
		}
	}
	return words > 0 && words < 14
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

// toComma returns the comma, dash, full stop or quotation behind i, over an apposition or relative clause.
func (f *Finder) toComma(i, last int32) int32 {
	for i < last && f.q.Of[i] < 0 && f.char(i) != ',' && f.char(i) != ';' && f.char(i) != '.' {
		i++
	}
	return i
}

// leftContent finds the content before an aside that stands at from, to.
func (f *Finder) leftContent(from, to int32, u *unit, cursor int32) (Span, bool) {
	start := max(u.first, cursor)
	end := from
	for end > start && f.q.Of[end-1] < 0 && (f.char(end-1) == ',' || f.char(end-1) == '-') {
		end--
	}
	if end <= start {
		return Span{}, false
	}
	if f.q.Of[end-1] >= 0 {
		r := f.regionStart(end - 1)
		if r <= start {
			return Span{start, end}, true
		}
		if f.soleQuote(start, end) {
			return Span{start, end}, true
		}
		if f.q.Of[start] < 0 && (f.char(r-1) == ':' || f.char(r-1) == '-') || f.char(r-1) == ',' && f.capitalQuote(r, end) && f.word(start) != "if" {
			return Span{r, end}, true
		}
		return Span{start, end}, true
	}
	// in the writer's words: it needs a verb, or goes on in quotation marks: No change, he said, "hides what it is"
	if c := f.g.ChunkOf[start]; c != grammar.None && f.fragmentAfter(from, u) && f.g.Tags[start] != grammar.Pronoun && !f.timeWord(start) {
		return Span{start, end}, false
	}
	for i := start; i < end; i++ {
		if f.q.Of[i] >= 0 || f.finiteTag(i) {
			return Span{start, end}, false
		}
	}
	// Talks to resume on Friday, says union
	if to >= u.last && f.char(from-1) == ',' && end-start > 2 && f.d.Tokens[start].Flags&text.Capital != 0 && f.toIn(start, end) {
		return Span{start, end}, false
	}
	// In contrast, he said, there is …: what stands before is short
	i := f.overInsertions(f.toComma(to, u.last), u.last)
	if i+1 < u.last && f.char(i) == ',' && f.q.Of[i+1] < 0 && f.bareClause(i+1, u.last) && end-start < 5 {
		return Span{start, end}, false
	}
	// The biggest challenge, he said, is …
	if i+1 < u.last && f.char(i) == ',' {
		if f.verbAhead(i+1, u.last) && f.g.ChunkOf[start] != grammar.None {
			return Span{start, end}, false
		}
		// For voters like them, he said, their "experience told them"
		if c := f.g.ChunkOf[i+1]; c != grammar.None && f.q.Of[i+1] < 0 && f.g.Chunks[c].Last < u.last && f.q.Of[f.g.Chunks[c].Last] >= 0 {
			return Span{start, end}, false
		}
	}
	return Span{}, false
}

// toIn reports whether an infinitive stands between two tokens, as headlines write the future.
func (f *Finder) toIn(i, last int32) bool {
	for ; i < last; i++ {
		if f.g.Tags[i] == grammar.To {
			return true
		}
	}
	return false
}

// fragmentAfter reports whether the next quotation behind i stands behind a comma and begins with a small letter.
func (f *Finder) fragmentAfter(i int32, u *unit) bool {
	for ; i < u.last; i++ {
		if f.q.Of[i] >= 0 {
			return f.char(i-1) == ',' && !f.capitalQuote(i, u.last)
		}
	}
	return false
}

// capitalQuote reports whether a quotation begins at i, behind a comma or colon perhaps, with a capital letter.
func (f *Finder) capitalQuote(i, last int32) bool {
	for i < last && f.q.Of[i] < 0 && f.d.Tokens[i].Kind == text.Punct {
		i++
	}
	if i >= last || f.q.Of[i] < 0 {
		return false
	}
	for i < last && f.d.Tokens[i].Kind == text.Mark {
		i++
	}
	return i < last && f.d.Tokens[i].Flags&text.Capital != 0
}

// overInsertions returns the comma behind the insertions that begin with the comma at i and belong to a name before it:
// a relative clause, an apposition, an age. It is i where nothing goes on behind them.
func (f *Finder) overInsertions(i, last int32) int32 {
	for range 3 {
		j := f.insertionEnd(i, last)
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// insertionEnd returns the comma behind the insertion that begins with the comma at i, or i.
func (f *Finder) insertionEnd(i, last int32) int32 {
	if i+2 >= last || f.char(i) != ',' || f.q.Of[i+1] >= 0 {
		return i
	}
	relative := false
	switch f.word(i + 1) {
	case "who", "whose", "which":
		relative = true
	default:
		c := f.chunkFrom(i + 1)
		if t := f.g.Tags[i+1]; c == grammar.None || t != grammar.Determiner && t != grammar.Possessive && t != grammar.Number && t != grammar.Noun && t != grammar.Adjective {
			return i
		}
		if h := f.g.Chunks[c].Head; !f.d.Is(h, lexicon.Role|lexicon.Relation|lexicon.Person) && f.g.Tags[i+1] != grammar.Number {
			return i
		}
	}
	for j := i + 2; j < last && j < i+30; j++ {
		if f.q.Of[j] >= 0 || !relative && f.finiteTag(j) {
			return i
		}
		if f.char(j) == ',' {
			if j+1 < last && (f.q.Of[j+1] >= 0 || f.finiteTag(j+1) || f.bareClause(j+1, last)) {
				return j
			}
			if !relative && f.insertionEnd(j, last) > j {
				return j
			}
			return i
		}
	}
	return i
}

// beforeQuote returns the comma near i behind which the quotation goes on, over phrases that tell of what and where:
// "X," he said of Ann and Bob, "and Y". It is i where there is none.
func (f *Finder) beforeQuote(i, last int32) int32 {
	for j := i; j+1 < last && j < i+16; j++ {
		switch {
		case j > i && f.q.Of[j] >= 0 && f.d.Tokens[j-1].Flags&text.Stop != 0 && f.capitalQuote(j, last):
			return j // said Ann Lee, D-Ore. "Y."
		case f.q.Of[j] >= 0 || f.finiteTag(j) || f.g.Tags[j] == grammar.Gerund || f.g.Tags[j] == grammar.To || f.g.Tags[j] == grammar.Subordinator || f.char(j) == '.' || f.char(j) == ':':
			return i
		case f.char(j) == ',' && f.q.Of[j+1] >= 0:
			return j
		}
	}
	return i
}

// rightContent finds how the content goes on behind an aside.
func (f *Finder) rightContent(i int32, u *unit, leftQuote, sole bool, c *cue) Span {
	if i >= u.last {
		return Span{}
	}
	k := i
	if f.char(k) == ',' || f.char(k) == ':' || f.char(k) == '-' {
		k++
	}
	if k >= u.last {
		return Span{}
	}
	if f.q.Of[k] >= 0 {
		if k == i && i > c.last && c.pos == 'v' && f.d.Tokens[i-1].Kind == text.Word && f.g.Tags[i-1] != grammar.Adverb && !f.timeWord(i-1) && f.title(f.q.Of[k]) {
			return Span{} // "X," he said on "Morning Call"
		}
		return Span{k, f.quoteTail(f.quotesFrom(k, u.last), k, c, u)}
	}
	if f.char(i) != ',' && f.char(i) != '-' {
		return Span{}
	}
	if leftQuote && sole {
		if !f.verbAhead(k, u.last) {
			return Span{}
		}
		return Span{k, f.boundary(k, c, u)}
	}
	switch f.g.Tags[k] {
	case grammar.Gerund, grammar.Relative, grammar.Participle, grammar.Wh:
		return Span{}
	case grammar.Subordinator:
		return Span{}
	}
	return Span{k, f.boundary(k, c, u)}
}

// according reads "According to X, …" and returns the end of its content.
func (f *Finder) according(c *cue, u *unit, src Span) int32 {
	i := f.overInsertions(f.toComma(src.Last, u.last), u.last)
	if i >= u.last || f.char(i) != ',' && f.q.Of[i] < 0 {
		return 0
	}
	end := f.boundary(i+1, c, u)
	f.emit(Span{i, end}, src, Span{c.first, c.last}, "according.before", "according").reportedBy(c.lex)
	c.done = true
	return end
}
