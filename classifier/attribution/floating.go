package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// floating reads a unit that is nothing but a quotation: it goes on from the statement before or, where nobody has
// spoken right before, belongs to the next unit.
func (f *Finder) floating(i int) {
	u := &f.units[i]
	if f.announced(i) || f.summedUp(i) {
		return
	}
	if f.last == None || i > f.lastUnit+1 && f.leadsNext(i) {
		f.pending = append(f.pending, Span{u.first, u.last})
		return
	}
	if !f.beat(i) {
		f.goOn(i)
	}
}

// summedUp gives the quotation that unit i is to whom the sentence behind it names: "X." That is the message from doctors.
func (f *Finder) summedUp(i int) bool {
	if i+1 >= len(f.units) {
		return false
	}
	n := &f.units[i+1]
	if n.turn != noTurn || n.para > f.units[i].para+1 || n.last-n.first < 5 || f.q.Of[n.first] >= 0 || !f.is(n.first, f.terms.that) {
		return false
	}
	at := n.first + 1
	if f.g.Tags[at] != grammar.Be || f.g.ChunkOf[at+1] == grammar.None {
		return false
	}
	k := f.g.ChunkOf[at+1]
	h := f.g.Chunks[k].Head
	if f.g.Chunks[k].First != at+1 || f.d.Lexicon.NounCue(f.d.Tokens[h].Word) == nil && !f.d.Is(h, lexicon.Document) || f.g.Tags[at+1] != grammar.Determiner || f.g.Chunks[k].Last >= n.last {
		return false
	}
	p := f.g.Chunks[k].Last
	if f.word(p) != "from" && f.word(p) != "of" {
		return false
	}
	src := f.nameBehind(p+1, n.last)
	if src.Empty() || !f.personal(src.First, src.Last) && !f.d.Is(src.Last-1, lexicon.Plural) {
		return false
	}
	f.emit(Span{f.units[i].first, f.units[i].last}, src, Span{h, h + 1}, "floating", "possessor")
	f.last, f.lastUnit = int32(len(f.List)-1), i
	return true
}

// announced gives the quotation that unit i is to the sentence before it where that ends with a verb of speech that has
// nothing to report: "The board's lawyer said in a statement. 'There is no paper.'"
func (f *Finder) announced(i int) bool {
	u := &f.units[i]
	if i == 0 || f.unitIndex != i-1 || len(f.List) != f.unitList || len(f.cues) == 0 {
		return false
	}
	b := &f.units[i-1]
	k := len(f.cues) - 1
	for k > 0 && f.cues[k].pos == 'n' { // said in a statement
		k--
	}
	c := &f.cues[k]
	if b.turn != noTurn || u.para > b.para+1 || c.first < b.first || c.first >= b.last || c.pos != 'v' || c.done || c.lex.Kind > lexicon.WritingCue ||
		c.lex.Takes&lexicon.TakesQuote == 0 || c.lex.Weak || !f.g.Clauses[c.clause].Finite || f.g.Clauses[c.clause].Passive || f.hasQuote(b.first, b.last) {
		return false
	}
	if k, _ := f.complementOf(c, b.last); k != noComplement || f.verbIn(c.last, b.last) {
		return false
	}
	src, rule := f.source(c, b)
	if src.Empty() || !f.personal(src.First, src.Last) {
		return false
	}
	f.emit(Span{u.first, u.last}, src, Span{c.first, c.last}, "floating", rule).reportedBy(c.lex)
	f.last, f.lastUnit = int32(len(f.List)-1), i
	return true
}

// beat gives the quotation that unit i is to whom the short sentence before it in the paragraph tells of, where it is
// somebody else than spoke before: "Mrs. Lee snorts. 'He can talk.'"
func (f *Finder) beat(i int) bool {
	u := &f.units[i]
	if f.r == nil || i < f.lastUnit+2 {
		return false
	}
	b := &f.units[i-1]
	if b.para != u.para || b.turn != noTurn || b.last-b.first > 14 || f.hasQuote(b.first, b.last) || f.char(b.last-1) != '.' {
		return false
	}
	src, ok := f.opensUnit(b)
	if !ok {
		return false
	}
	f.settle()
	speaker := f.r.Resolve(src)
	if speaker.Entity == None || speaker.Entity == f.List[f.last].Speaker.Entity {
		return false
	}
	f.emit(Span{u.first, u.last}, src, Span{}, "floating", "beat")
	f.settle()
	n := len(f.List) - 1
	f.List[n].Speaker = speaker
	f.last, f.lastUnit = int32(n), i
	return true
}

// relativeBehind reports whether a relative clause between commas begins at i.
func (f *Finder) relativeBehind(i, last int32) bool {
	return i+1 < last && f.char(i) == ',' && f.relative(i+1)
}

// goOn adds unit i to the statement before, if it is near.
func (f *Finder) goOn(i int) {
	u := &f.units[i]
	if f.last == None {
		return
	}
	if i > f.lastUnit+1 && u.para > f.units[f.lastUnit].para+1 {
		f.afterParagraph(i)
		return
	}
	s := &f.List[f.last]
	if r := f.q.Of[f.skipOpening(u.first, u.last)]; r >= 0 && f.q.List[r].Single && u.para != f.units[f.lastUnit].para && !f.single(s) {
		if f.words(r) < 9 {
			f.lastUnit = i // what stands behind it goes on
		}
		return // a heading
	}
	if u.para != f.units[f.lastUnit].para && f.apart(s, u) || i > f.lastUnit+1 && f.unquoted(s) {
		f.emit(Span{u.first, u.last}, Span{}, Span{}, "floating", "continue").previous = f.last
		f.last, f.lastUnit = int32(len(f.List)-1), i
		return
	}
	f.span(s, u.first, u.last)
	f.lastUnit = i
}

// unquoted reports whether a statement holds no quoted words.
func (f *Finder) unquoted(s *Statement) bool {
	for _, sp := range s.Spans {
		if f.hasQuote(sp.First, sp.Last) {
			return false
		}
	}
	return true
}

// afterParagraph gives the quotation that is the paragraph which begins with unit i to whom the paragraph before it, which
// quotes nobody, is about: the person that is the subject of its last sentence.
func (f *Finder) afterParagraph(i int) {
	u := &f.units[i]
	b := &f.units[i-1]
	if f.r == nil || b.para != u.para-1 || b.turn != noTurn || f.d.Paragraphs[b.para].Kind != text.Body || f.hasQuote(b.first, b.last) || f.char(b.last-1) != '.' ||
		f.d.Tokens[u.first].Flags&text.ParaStart == 0 || f.q.Of[u.first] < 0 || f.words(f.q.Of[u.first]) < 5 {
		return
	}
	src, ok := f.opensUnit(b)
	if !ok {
		return
	}
	for j := src.First; j < src.Last; j++ {
		if f.g.Tags[j] == grammar.Possessive {
			return // his plan would
		}
	}
	speaker := f.r.Resolve(src)
	if speaker.Entity == None {
		return
	}
	f.emit(Span{u.first, u.last}, src, Span{}, "floating", "beat")
	n := len(f.List) - 1
	f.List[n].Speaker = speaker
	f.last, f.lastUnit = int32(n), i
}

// apart reports whether a quotation in a paragraph of its own stands apart from statement s: the paragraph before ended
// with the words that report it ("…," the minister said.).
func (f *Finder) apart(s *Statement, u *unit) bool {
	if len(s.Spans) == 0 { // it says nothing so far
		return false
	}
	last := s.Spans[len(s.Spans)-1].Last
	if r := f.q.Of[last-1]; r >= 0 && f.q.List[r].Next >= 0 {
		return false
	}
	for i := last; i < u.first; i++ {
		if k := f.d.Tokens[i].Kind; k != text.Punct && k != text.Mark {
			return true
		}
	}
	return false
}

// single reports whether a statement ends in single quotation marks.
func (f *Finder) single(s *Statement) bool {
	if len(s.Spans) == 0 {
		return false
	}
	r := f.q.Of[s.Spans[len(s.Spans)-1].Last-1]
	return r >= 0 && f.q.List[r].Single
}

// leadsNext reports whether the unit behind i begins with a quotation and is not one throughout.
func (f *Finder) leadsNext(i int) bool {
	if i+1 >= len(f.units) {
		return false
	}
	n := &f.units[i+1]
	return n.para <= f.units[i].para+1 && f.q.Of[n.first] >= 0 && !n.sole
}

// takePending gives the quotations that wait to the statement of the unit behind them.
func (f *Finder) takePending(s *Statement) {
	if len(f.pending) == 0 {
		return
	}
	own := append([]Span(nil), s.Spans...)
	s.Spans = s.Spans[:0]
	for _, p := range f.pending {
		f.span(s, p.First, p.Last)
	}
	s.Spans = append(s.Spans, own...)
	f.pending = f.pending[:0]
}

// dropPending gives up quotations that nobody took.
func (f *Finder) dropPending(i int) {
	f.pending = f.pending[:0]
}

// afterColon reads a unit that begins the paragraph behind a cue that ended with a colon.
func (f *Finder) afterColon(u *unit, i int) bool {
	if !f.colon.waits {
		return false
	}
	f.colon.waits = false
	if u.para == f.colon.para && !u.sole {
		return false
	}
	if !u.sole && (f.q.Of[u.first] >= 0 || !f.colon.bare) {
		return false
	}
	end := u.last
	if !u.sole { // he writes: the rest of the paragraph, as far as nobody else is quoted
		for f.skip = i + 1; f.skip < len(f.units); f.skip++ {
			n := &f.units[f.skip]
			if n.para != u.para || n.turn != noTurn || f.hasQuote(n.first, n.last) {
				break
			}
			end = n.last
		}
	}
	f.emit(Span{u.first, end}, f.colon.source, f.colon.cue, "colon.next", f.colon.rule)
	f.last, f.lastUnit = int32(len(f.List)-1), i
	return true
}

// waitColon notes a unit that ends with a colon behind a cue.
func (f *Finder) waitColon(u *unit) {
	if f.char(u.last-1) != ':' {
		return
	}
	for n := 2*len(f.cues) - 1; n >= 0; n-- {
		c := &f.cues[n%len(f.cues)]
		if (n >= len(f.cues)) != (c.pos == 'v') { // verbs first
			continue
		}
		if c.done || c.lex.Takes&lexicon.TakesQuote == 0 {
			continue
		}
		src, rule := f.source(c, u)
		if src.Empty() && c.pos == 'v' && c.first == f.skipAdverbs(u.first, u.last) { // Added Ann Lee:
			src, rule = f.nameBehind(c.last, u.last), "inversion"
		}
		f.colon = colon{waits: true, para: u.para, cue: Span{c.first, c.last}, source: src, rule: rule,
			bare: c.pos == 'v' && c.lex.Kind <= lexicon.WritingCue && c.last >= u.last-1}
		return
	}
}

// opensUnit returns the person or body that a unit begins with and tells of.
func (f *Finder) opensUnit(b *unit) (Span, bool) {
	first := b.first
	if f.g.Tags[first] == grammar.Gerund { // Responding to the mayor, | Ann Lee doubled down.
		for first < b.last && first < b.first+16 && f.char(first) != ',' && f.q.Of[first] < 0 {
			first++
		}
		if first++; first >= b.last || f.char(first-1) != ',' {
			return Span{}, false
		}
	}
	src := Span{first, first}
	if c := f.g.ChunkOf[first]; c != grammar.None && f.g.Chunks[c].First == first {
		src.Last = f.phraseEnd(f.g.Chunks[c].Last, b.last)
	} else if f.d.Is(first, lexicon.PronSubject) {
		src.Last++
	}
	return src, !src.Empty() && f.personal(src.First, src.Last) && (f.verbAhead(src.Last, b.last) || f.relativeBehind(src.Last, b.last))
}
