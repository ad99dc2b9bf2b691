package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// crowd is more statements than a sentence makes. Behind so many no quotation is given to anybody: each is compared with
// all of them.
const crowd = 200

// leftover gives the quotations of a unit that no cue has taken to the nearest word before them that may report.
func (f *Finder) leftover(u *unit, before int) {
	for r := u.quotes.First; r < u.quotes.Last && len(f.List)-before < crowd; r++ {
		if i := max(f.q.List[r].Start(), u.first); !f.taken(i, before) {
			f.orphan(i, u, before)
		}
	}
}

// taken reports whether a statement of the unit holds token i or the one behind it.
func (f *Finder) taken(i int32, before int) bool {
	for k := before; k < len(f.List); k++ {
		for _, s := range f.List[k].Spans {
			if s.First <= i+1 && i < s.Last {
				return true
			}
		}
	}
	return false
}

// orphan looks for the cue of the quotation that begins at i.
func (f *Finder) orphan(i int32, u *unit, before int) {
	if f.skipOpening(u.first, u.last) == i && f.last != None && f.lastUnit == f.unitIndex-1 && f.closedQuote(f.regionEnd(i)-1) && u.para == f.units[f.lastUnit].para {
		// "X," he said. "Y," which was new.
		f.span(&f.List[f.last], i, f.regionEnd(i))
		f.main = f.last
		return
	}
	if f.tagged(i, u) {
		return
	}
	if f.titled(i, u.first) || i > u.first && f.char(i-1) == '-' && f.title(f.q.Of[i]) {
		return
	}
	led := i > u.first && (f.char(i-1) == ',' || f.char(i-1) == ':' || f.char(i-1) == '-')
	end := f.quotesFrom(i, u.last)
	if led && (f.capitalQuote(i, u.last) || f.char(i-1) == ':') {
		// He put it this way in a memo to the staff, "X"
		if n := len(f.List); f.char(i-1) == ':' && n > before {
			// he was glad, he said: "X"
			f.afterClause(n-1, i, end, u)
			return
		}
		if f.ledBy(i, end, u) {
			return
		}
		for k := len(f.cues) - 1; k >= 0; k-- {
			c := &f.cues[k]
			if c.done || c.last > i || c.lex.Takes&(lexicon.TakesQuote|lexicon.TakesThat) == 0 {
				continue
			}
			src, rule := f.source(c, u)
			if src.Empty() {
				continue
			}
			f.emit(Span{i, end}, src, Span{c.first, c.last}, "quote.cue_before", rule).reportedBy(c.lex)
			f.main = int32(len(f.List) - 1)
			return
		}
		if f.char(i-1) == ':' {
			src := f.nameBefore(i-1, u.first)
			if c := f.g.ChunkOf[u.first]; c != grammar.None && f.g.Tags[f.g.Chunks[c].Head] == grammar.Proper && !f.verbIn(u.first, i) {
				src = Span{u.first, f.g.Chunks[c].Last} // Ann Lee, 66, a plumber: "X"
			}
			if !src.Empty() {
				f.emit(Span{i, end}, src, Span{i - 1, i}, "quote.colon", "colon")
				f.main = int32(len(f.List) - 1)
				return
			}
		}
	}
	f.byVerb(i, u)
}

// afterClause gives the quotation at i, behind a colon, to statement n, which ends there: he said the odds were poor:
// "X". Where another verb of speech stands nearer, it is that one's: he recalled what his wife had told him: "X".
func (f *Finder) afterClause(n int, i, end int32, u *unit) {
	s := &f.List[n]
	first, source, rule := i, s.Source, s.SpeakerRule
	var lex *lexicon.Cue
	f.main = int32(n)
	if k := len(s.Spans); k > 0 && s.Spans[k-1].Last == i-1 {
		first = s.Spans[k-1].First
	}
	for k := f.cuesFrom(first); k < len(f.cues) && f.cues[k].first < i; k++ {
		c := &f.cues[k]
		if c.pos != 'v' || c.lex.Kind > lexicon.WritingCue || c.lex.Takes&lexicon.TakesQuote == 0 || c.lex.Weak {
			continue
		}
		if f.g.Clauses[c.clause].Finite || f.char(c.first-1) == ',' {
			if src, r := f.source(c, u); !src.Empty() {
				source, rule, lex = src, r, c.lex
			}
		}
	}
	if first < i && lex == nil {
		s.Spans = s.Spans[:len(s.Spans)-1]
		f.span(s, first, end)
		return
	}
	q := f.emit(Span{i, end}, source, Span{i - 1, i}, "quote.colon", rule)
	if lex != nil {
		q.reportedBy(lex)
	}
	f.main = int32(len(f.List) - 1)
}

// ledBy gives the quotation at i, behind a comma or colon, to the verb of speech that begins the unit with its subject
// behind it: Said Ann Lee, who was there, "X".
func (f *Finder) ledBy(i, end int32, u *unit) bool {
	lex := f.spokenWord(u.first)
	if lex == nil || !f.capitalQuote(i, u.last) || f.g.ClauseOf[u.first] == grammar.None {
		return false
	}
	src := f.nameBehind(u.first+1, i)
	if src.Empty() || !f.personal(src.First, src.Last) {
		return false
	}
	f.emit(Span{i, end}, src, Span{u.first, u.first + 1}, "quote.cue_before", "inversion").reportedBy(lex)
	f.main = int32(len(f.List) - 1)
	return true
}

// spokenWord returns the cue that token i is if it is a finite form of a verb of speech or writing that takes a
// quotation, whatever the grammar made of it.
func (f *Finder) spokenWord(i int32) *lexicon.Cue {
	t := &f.d.Tokens[i]
	if !t.Class.Is(lexicon.CueVerb) || !t.Class.Is(lexicon.Past|lexicon.Third) {
		return nil
	}
	lex := f.d.Lexicon.VerbCue(t.Word)
	if lex == nil || lex.Kind > lexicon.WritingCue || lex.Takes&lexicon.TakesQuote == 0 || lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) == 0 {
		return nil
	}
	return lex
}

// tagged reads a quotation that begins its unit, ends like speech and has somebody's name with a verb of speech behind
// it which the grammar could not tell apart: "X," Fight for 15 organising director Ann Lee told a crowd.
func (f *Finder) tagged(i int32, u *unit) bool {
	end := f.regionEnd(i)
	if i > u.first && f.skipOpening(u.first, u.last) != i || !f.closedQuote(end-1) || f.closedByStop(end-1) {
		return false
	}
	name := false
	for j := end; j < u.last && j < end+40 && f.q.Of[j] < 0; j++ {
		name = name || f.personal(j, j+1) || f.d.Is(j, lexicon.Document) || j == end && f.d.Tokens[j].Flags&text.Capital != 0 && !f.d.Is(j, lexicon.Adverb|lexicon.Pronoun) // Will wrote
		lex := f.spokenWord(j)
		if lex == nil || j == end || j > end+1 && f.g.Tags[j-1] == grammar.Relative || f.d.Tokens[j].Flags&text.Capital != 0 {
			continue
		}
		if !name || f.g.Tags[j] == grammar.Noun && j+1 < u.last && f.char(j+1) != '.' {
			return false
		}
		src := Span{end, j}
		if k := f.g.ChunkOf[j-1]; k != grammar.None && f.g.Tags[f.g.Chunks[k].Head] == grammar.Proper {
			src.First = f.g.Chunks[k].First
		}
		s := f.emit(Span{i, end}, src, Span{j, j + 1}, "aside.quote", "subject")
		s.reportedBy(lex)
		f.main = int32(len(f.List) - 1)
		f.takePending(s)
		c := cue{first: j, last: j + 1, head: j, clause: None, lex: lex, pos: 'v'}
		if right := f.rightContent(f.beforeQuote(f.skipAdjuncts(j+1, u.last, lex), u.last), u, true, true, &c); !right.Empty() && f.q.Of[right.First] >= 0 {
			f.span(s, right.First, right.Last)
		}
		return true
	}
	return false
}

// byVerb gives the quotation at i to the verb before it that may report, whatever stands between them: words that
// somebody took the trouble to quote mostly are somebody's.
func (f *Finder) byVerb(i int32, u *unit) {
	r := f.q.Of[i]
	if f.title(r) || i > u.first && f.d.Is(i-1, lexicon.StopQuote) || f.words(r) < 5 {
		return
	}
	k := f.clauseBefore(i)
	if k < 0 {
		return
	}
	cl := &f.g.Clauses[k]
	if cl.First < u.first || cl.Passive || i-cl.Last > 8 || f.q.Of[cl.First] >= 0 || f.q.Of[cl.Last-1] >= 0 {
		return
	}
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[cl.Head].Word)
	if lex == nil {
		return
	}
	c := cue{first: cl.First, last: cl.Last, head: cl.Head, clause: k, lex: lex, pos: 'v'}
	src, rule := f.source(&c, u)
	if src.Empty() {
		return
	}
	content := Span{cl.Last, f.phraseContent(cl.Last, &c, u)}
	if lex.Takes&lexicon.TakesQuote != 0 && lex.Takes&lexicon.TakesAs == 0 && f.capitalQuote(i, u.last) {
		content = Span{i, f.regionEnd(i)} // asked the crowd | "Will it hold?"
	}
	if content.Last < f.regionEnd(i) || f.inStatement(content) {
		return
	}
	f.emit(content, src, Span{c.first, c.last}, "quote.verb", rule).reportedBy(lex)
}

// verbIn reports whether a finite verb stands between two tokens.
func (f *Finder) verbIn(i, last int32) bool {
	for ; i < last; i++ {
		if f.finiteTag(i) {
			return true
		}
	}
	return false
}

// words returns how many words quotation r holds.
func (f *Finder) words(r int32) int {
	g := &f.q.List[r]
	n := 0
	for i := g.First; i < g.Last; i++ {
		if k := f.d.Tokens[i].Kind; k != text.Punct && k != text.Mark {
			n++
		}
	}
	return n
}

// inStatement reports whether a statement of the unit holds a part of a stretch.
func (f *Finder) inStatement(c Span) bool {
	for k := f.unitList; k < len(f.List); k++ {
		for _, s := range f.List[k].Spans {
			if s.First < c.Last && c.First < s.Last {
				return true
			}
		}
	}
	return false
}

// nameBefore finds the last name before token i.
func (f *Finder) nameBefore(i, first int32) Span {
	for j := i - 1; j >= first; j-- {
		if f.q.Of[j] >= 0 {
			return Span{}
		}
		if k := f.g.ChunkOf[j]; k != grammar.None {
			ch := &f.g.Chunks[k]
			if f.personal(ch.First, ch.Last) && ch.First >= first && f.word(ch.Head) != "it" { // For Ann, it is simple: "X"
				return Span{ch.First, min(ch.Last, i)}
			}
			j = ch.First
		}
	}
	return Span{}
}
