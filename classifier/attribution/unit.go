package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file cuts the document into units.

// unit is a sentence as a reader sees it: it never ends inside a quotation.
type unit struct {
	first, last int32
	para        int32
	sole        bool // nothing but quotations
	turn        turnKind
	label       Span // names the speaker of a turn
	quotes      Span // the quotations that stand in it, indexes into those of the document; not of a turn
	signs       Span // the same for the document's Signs
	cues        Span // the same for the cues found
}

// divide cuts the document into units.
func (f *Finder) divide() {
	f.units = f.units[:0]
	f.pending = f.pending[:0]
	var quotes, signs int32
	for pi := range f.d.Paragraphs {
		p := &f.d.Paragraphs[pi]
		if p.Kind == text.Furniture || f.wholeParagraph(pi) {
			continue
		}
		first := f.dateline(p)
		for s := p.FirstSent; s < p.LastSent; s++ {
			end := f.d.Sentences[s].Last
			if end < p.Last && (f.inside(end) || f.tagClause(first, end, p.Last)) {
				if end = f.cutUnit(first, end); end == None {
					continue
				}
			}
			u := longer(&f.units)
			*u = unit{first: first, last: end, para: int32(pi)}
			quotes, signs = f.behind(u, quotes, signs)
			u.sole = !u.quotes.Empty() && f.soleQuote(f.skipOpening(first, end), end)
			first = end
		}
	}
}

// maxUnit is how long a unit grows, in tokens, where it has more than one quotation: opening marks without closing ones
// would make one of a whole paragraph, and each quotation look to its end.
const maxUnit = 4000

// cutUnit returns where a unit ends that is too long to go on behind a token: there, or before the quotation that holds
// it. It returns None where it goes on.
func (f *Finder) cutUnit(first, end int32) int32 {
	if end-first < maxUnit {
		return None
	}
	if f.inside(end) {
		if end = f.regionStart(end); end <= first {
			return None
		}
	}
	return end
}

// behind notes the quotations and signs of a unit, which are looked for from two indexes on, and returns where those of
// the next begin.
func (f *Finder) behind(u *unit, quotes, signs int32) (int32, int32) {
	list, all := f.q.List, f.d.Signs
	for int(quotes) < len(list) && list[quotes].End() <= u.first {
		quotes++
	}
	for int(signs) < len(all) && all[signs] < u.first {
		signs++
	}
	u.quotes, u.signs = Span{quotes, quotes}, Span{signs, signs}
	for int(u.quotes.Last) < len(list) && list[u.quotes.Last].Start() < u.last {
		u.quotes.Last++
	}
	for int(u.signs.Last) < len(all) && all[u.signs.Last] < u.last {
		u.signs.Last++
	}
	return max(quotes, u.quotes.Last-1), u.signs.Last
}

// dateline returns the token behind a place and agency that open a paragraph, or its first: "WASHINGTON (AP) — ".
func (f *Finder) dateline(p *text.Paragraph) int32 {
	if f.d.Tokens[p.First].Flags&text.AllCaps == 0 {
		return f.agencyLine(p)
	}
	for i := p.First; i < p.Last && i < p.First+14; i++ {
		t := &f.d.Tokens[i]
		switch {
		case f.q.Of[i] >= 0 || f.g.Tags[i].IsVerb() && t.Flags&text.Capital == 0:
			return p.First
		case t.Kind == text.Punct && t.Char == '-' && t.Flags&text.SpaceBefore != 0 && t.Flags&text.SpaceAfter != 0 && i+1 < p.Last:
			return i + 1
		}
	}
	return p.First
}

// agencyLine returns the token behind a place, a date perhaps, and an agency in brackets that open a paragraph, or its first:
// "Salem [Oregon], May 5 (ANI): ".
func (f *Finder) agencyLine(p *text.Paragraph) int32 {
	if f.d.Tokens[p.First].Flags&text.Capital == 0 {
		return p.First
	}
	for i := p.First + 1; i+3 < p.Last && i < p.First+12; i++ {
		t := &f.d.Tokens[i]
		switch {
		case t.Kind == text.Punct && t.Char == '(':
			if c := f.char(i + 3); f.d.Tokens[i+1].Flags&text.AllCaps != 0 && f.char(i+2) == ')' && (c == ':' || c == '-') && i+4 < p.Last {
				return i + 4
			}
			return p.First
		case t.Kind == text.Word && t.Flags&text.Capital == 0 || t.Kind == text.Mark:
			return p.First
		}
	}
	return p.First
}

// inside reports whether token i stands in the quotation that began before it.
func (f *Finder) inside(i int32) bool {
	return f.q.Of[i] >= 0 && f.q.Of[i-1] == f.q.Of[i]
}

// skipOpening returns the token behind adverbs and conjunctions at the beginning of a unit: "Then, …".
func (f *Finder) skipOpening(i, last int32) int32 {
	j := i
	for j < last && f.q.Of[j] < 0 && (f.g.Tags[j] == grammar.Adverb || f.g.Tags[j] == grammar.Coordinator || f.char(j) == ',') {
		j++
	}
	if j < last && f.q.Of[j] >= 0 {
		return j
	}
	return i
}

// soleQuote reports whether quotations are all that a stretch holds.
func (f *Finder) soleQuote(first, last int32) bool {
	found := false
	for i := first; i < last; i++ {
		switch {
		case f.q.Of[i] >= 0:
			found, i = true, f.regionEnd(i)-1
		case f.d.Tokens[i].Kind != text.Punct && f.d.Tokens[i].Kind != text.Mark:
			return false
		}
	}
	return found
}

// tagClause reports whether a quotation ends at end and "Trump said." follows: the sentence goes on there, whatever
// mark the quotation ends with.
func (f *Finder) tagClause(first, end, last int32) bool {
	if f.q.Of[end-1] < 0 || f.q.Of[end] >= 0 {
		return false
	}
	i := end
	if c := f.g.ChunkOf[i]; c == grammar.None || f.g.Chunks[c].First != i {
		return false
	} else {
		i = f.phraseEnd(f.g.Chunks[c].Last, last)
	}
	for i < last && f.g.Tags[i] == grammar.Adverb {
		i++
	}
	if i >= last || f.q.Of[i] >= 0 || f.g.ClauseOf[i] == grammar.None {
		return false
	}
	cl := &f.g.Clauses[f.g.ClauseOf[i]]
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[cl.Head].Word)
	if lex == nil || lex.Takes&lexicon.TakesQuote == 0 || lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat|lexicon.TakesWh) == 0 || cl.Passive || lex.Kind > lexicon.WritingCue {
		return false
	}
	c := cue{first: cl.First, last: cl.Last, head: cl.Head, clause: f.g.ClauseOf[i], lex: lex, pos: 'v'}
	stop := f.sentenceEnd(end, last)
	switch k, at := f.complementOf(&c, stop); k {
	case thatComplement:
		return false
	case clauseComplement, whComplement, toComplement:
		return at > f.skipAdverbs(c.last, stop) && !f.closedByStop(end-1)
	case quoteComplement:
		return !f.capitalQuote(at, stop)
	case noComplement:
		return at >= stop || f.g.Tags[at] != grammar.To
	case prepComplement: // said of his rival
		return lex.Takes&lexicon.TakesAs == 0
	}
	return false
}

// sentenceEnd returns the end of the sentence that holds token i.
func (f *Finder) sentenceEnd(i, last int32) int32 {
	return min(last, f.d.Sentences[f.d.SentenceOf(i)].Last)
}
