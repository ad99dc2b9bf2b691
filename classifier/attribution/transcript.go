package attribution

import (
	"bytes"
	"strings"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// Where whole paragraphs are somebody's words: the turns of a transcript ("MOORE: We will see.", "Q. And then?") and
// quotations that are signed ("X" – Ann Moore).

// maxLabel is the most tokens that name the speaker of a turn or sign a quotation.
const maxLabel = 10

// findTurns notes for each paragraph the label that opens it, if the document is a transcript: three labels or more, and
// one of them again.
func (f *Finder) findTurns() {
	f.labels = f.labels[:0]
	f.guest, f.guestKnown = Speaker{Entity: None}, false
	var seen [16]string
	known, labelled, again := 0, 0, 0
	for pi := range f.d.Paragraphs {
		p := &f.d.Paragraphs[pi]
		end := f.labelAt(p)
		if p.Kind == text.Headline && pi+1 < len(f.d.Paragraphs) && f.labelAt(&f.d.Paragraphs[pi+1]) == None {
			end = None // Dear Ann: the chef on fame
		}
		f.labels = append(f.labels, end)
		if end == None {
			continue
		}
		labelled++
		name := f.d.Slice(p.First, end)
		k := 0
		for k < known && !strings.EqualFold(seen[k], name) {
			k++
		}
		switch {
		case k < known:
			again++
		case known < len(seen):
			seen[known] = name
			known++
		}
	}
	if labelled < 3 || again == 0 {
		f.labels = f.labels[:0]
	}
}

// labelAt returns the token behind the label that opens a paragraph, the colon or the first word of the turn, or None.
func (f *Finder) labelAt(p *text.Paragraph) int32 {
	if p.Kind == text.Furniture || p.Last-p.First < 2 {
		return None
	}
	t := &f.d.Tokens[p.First]
	if t.Flags&text.Initial != 0 && (f.isLetter(p.First, "q.") || f.isLetter(p.First, "a.")) {
		return p.First + 1 // Q. And then?
	}
	last := min(p.Last-1, p.First+maxLabel)
	if !f.hasPunct(':', p.First, last) {
		return None // as most
	}
	speaks := false
	for i := p.First; i < last; i++ {
		t := &f.d.Tokens[i]
		switch {
		case t.Kind == text.Punct && t.Char == ':':
			if speaks {
				return i
			}
			return None
		case t.Kind == text.Punct && (t.Char == '(' || t.Char == ')' || t.Char == ',' || t.Char == '-'), t.Kind == text.Clitic:
		case t.Kind != text.Word:
			return None
		case t.Flags&text.Capital == 0:
			if !t.Class.Is(lexicon.Preposition | lexicon.Determiner | lexicon.Role | lexicon.Coordinator) {
				return None
			}
		case f.isLetter(i, "q") || f.isLetter(i, "a") || f.isLetter(i, "question") || f.isLetter(i, "answer"):
			speaks = true
		case i == p.First && f.isLetter(i, "the"): // The Bugle: Will you stand?
		case t.Class.Is(lexicon.Month | lexicon.Weekday | lexicon.PlaceName | lexicon.Determiner):
			return None
		case t.Flags&text.AllCaps != 0 && t.End-t.Start > 2, t.Class.Is(lexicon.Role | lexicon.Person | lexicon.GivenName | lexicon.Honorific), f.g.Tags[i] == grammar.Proper:
			speaks = true
		}
	}
	return None
}

// hasPunct reports whether a mark stands between two tokens.
func (f *Finder) hasPunct(mark byte, first, last int32) bool {
	return first < last && bytes.IndexByte(f.d.Puncts[first:last], mark) >= 0
}

func (f *Finder) isLetter(i int32, word string) bool {
	return strings.EqualFold(f.d.TokenText(i), word)
}

// wholeParagraph makes one unit of a paragraph that is a turn of a transcript or a signed quotation, or reports false.
func (f *Finder) wholeParagraph(pi int) bool {
	p := &f.d.Paragraphs[pi]
	if len(f.labels) > 0 {
		if end := f.labels[pi]; end != None {
			f.units = append(f.units, unit{first: p.First, last: p.Last, para: int32(pi), turn: newTurn, label: Span{p.First, end}})
			return true
		}
		if n := len(f.units); n > 0 && f.units[n-1].turn != noTurn && f.units[n-1].para == int32(pi)-1 && p.Kind == text.Body && !f.hasQuote(p.First, p.Last) {
			f.units = append(f.units, unit{first: p.First, last: p.Last, para: int32(pi), turn: sameTurn})
			return true
		}
	}
	label, end := f.signature(p)
	if label.Empty() {
		label, end = f.signedLong(p)
	}
	if !label.Empty() {
		if end > p.First {
			f.units = append(f.units, unit{first: p.First, last: end, para: int32(pi), turn: signed, label: label})
			return true
		}
		// the line below the quotation
		if n := len(f.units); n > 0 && f.units[n-1].sole && f.units[n-1].turn == noTurn && f.units[n-1].para >= int32(pi)-1 {
			u := &f.units[n-1]
			u.turn, u.label, u.sole = signed, label, false
			return true
		}
	}
	return false
}

func (f *Finder) hasQuote(first, last int32) bool {
	for i := first; i < last; i++ {
		if f.q.Of[i] >= 0 {
			return true
		}
	}
	return false
}

// signedLong returns the name behind the dash that follows the quotation which a paragraph begins with, where a comma and
// more about it stand behind ("X" – Ann Lee, writing in the Herald), or, of a tweet without marks, the name before its handle
// and date at the end; and where the signed words end.
func (f *Finder) signedLong(p *text.Paragraph) (Span, int32) {
	if f.q.Of[p.First] < 0 {
		return f.tweetSign(p)
	}
	dash := f.regionEnd(p.First)
	for dash < p.Last && f.q.Of[dash] < 0 && (f.char(dash) == '.' || f.char(dash) == ',') {
		dash++
	}
	if dash+2 >= p.Last || f.q.Of[dash] >= 0 || f.char(dash) != '-' {
		return Span{}, 0
	}
	s := f.nameBehind(dash+1, p.Last)
	if s.Empty() || f.g.ChunkOf[s.First] == grammar.None || f.g.Tags[f.g.Chunks[f.g.ChunkOf[s.First]].Head] != grammar.Proper || s.Last < p.Last && f.char(s.Last) != ',' {
		return Span{}, 0
	}
	return s, dash
}

// tweetSign reads "… – Ann Lee (@annlee) June 14, 2018" at a paragraph's end.
func (f *Finder) tweetSign(p *text.Paragraph) (Span, int32) {
	if f.char(p.Last-1) == '.' {
		return Span{}, 0 // most paragraphs
	}
	for i := p.Last - 1; i > p.First+4 && i > p.Last-8; i-- {
		if f.d.Tokens[i].Kind != text.Handle {
			if f.char(i) != ')' && f.char(i) != ',' && f.char(i) != '.' && !f.timeWord(i) && f.d.Tokens[i].Kind != text.Number {
				return Span{}, 0
			}
			continue
		}
		if f.char(i-1) != '(' {
			return Span{}, 0
		}
		for j := i - 2; j > p.First && j > i-8; j-- {
			if f.char(j) == '-' {
				return Span{j + 1, i - 1}, j
			}
		}
		return Span{}, 0
	}
	return Span{}, 0
}

// signature returns the name behind the dash that ends a paragraph which is otherwise all quotation, and where the
// quotation ends: at the paragraph's beginning where it stands in the one before.
func (f *Finder) signature(p *text.Paragraph) (Span, int32) {
	last := p.Last
	for last > p.First && f.char(last-1) == '.' {
		last--
	}
	if !f.hasPunct('-', max(p.First, last-maxLabel), last) {
		return Span{}, 0
	}
	dash := last
	name := false
	for i := last - 1; i >= p.First && i >= last-maxLabel; i-- {
		t := &f.d.Tokens[i]
		if t.Kind == text.Punct && t.Char == '-' {
			dash = i
			break
		}
		if f.q.Of[i] >= 0 || t.Kind != text.Word && t.Kind != text.Number && !(t.Kind == text.Punct && t.Char == ',') {
			return Span{}, 0
		}
		if f.g.Tags[i].IsVerb() && t.Flags&text.Capital == 0 {
			return Span{}, 0
		}
		name = name || f.g.Tags[i] == grammar.Proper
	}
	if dash >= last-1 || !name || f.g.Tags[dash+1] != grammar.Proper && f.d.Tokens[dash+1].Flags&text.Capital == 0 {
		return Span{}, 0
	}
	if dash > p.First && !f.soleQuote(p.First, dash) {
		return Span{}, 0
	}
	return Span{dash + 1, last}, dash
}

// turnKind says what a unit that is a whole paragraph is.
type turnKind uint8

const (
	noTurn   turnKind = iota
	newTurn           // begins with the speaker's label
	sameTurn          // goes on from the turn before
	signed            // a quotation with its speaker's name behind a dash
)

// readTurn finds the statement of a unit that is a whole paragraph.
func (f *Finder) readTurn(i int) {
	u := &f.units[i]
	if u.turn == sameTurn {
		if f.last != None {
			s := &f.List[f.last]
			s.Spans = append(s.Spans, Span{u.first, u.last})
			f.lastUnit = i
		}
		return
	}
	content, cue := Span{u.first, u.last}, Span{u.label.First - 1, u.label.First}
	rule := "label.signature"
	if u.turn == newTurn {
		rule = "label.turn"
		content.First, cue = u.label.Last, Span{}
		if f.char(u.label.Last) == ':' {
			content.First++
			cue = Span{u.label.Last, u.label.Last + 1}
		}
	}
	s := f.emit(content, u.label, cue, rule, "label")
	f.settle()
	if u.turn == newTurn {
		s.Kind = Direct
		s.Spans = s.Spans[:0]
		if !content.Empty() { // a label may end the article
			s.Spans = append(s.Spans, content) // with the marks at its end: all of it is his
		}
		if u.label.Last-u.label.First == 1 && f.d.Tokens[u.label.First].End-f.d.Tokens[u.label.First].Start <= 2 {
			s.Speaker = Speaker{Entity: None, Resolution: s.Speaker.Resolution, Rule: s.Speaker.Rule} // Q and A are nobody's names
			if f.isLetter(u.label.First, "a") || f.isLetter(u.label.First, "a.") {
				s.Speaker = f.answers(i)
			}
		} else {
			f.sameLabel(s)
		}
	}
	f.last, f.lastUnit = int32(len(f.List)-1), i
}

// answers returns whom the article presents before the first turn, which is at unit i or before: the person with whose name
// a sentence of the introduction begins.
func (f *Finder) answers(i int) Speaker {
	if f.guestKnown || f.r == nil {
		return f.guest
	}
	f.guestKnown = true
	for strict := range 2 { // a sentence that begins with the name first: Ann Lee, then: Mayor Ann Lee
		for _, u := range f.units[:i] {
			if u.turn != noTurn {
				break
			}
			c := f.g.ChunkOf[u.first]
			if f.d.Paragraphs[u.para].Kind != text.Body || c == grammar.None || f.g.Chunks[c].First != u.first || f.g.Tags[f.g.Chunks[c].Head] != grammar.Proper {
				continue
			}
			end, person := f.g.Chunks[c].Last, false
			for k := u.first; k < end && (k == u.first || strict > 0); k++ {
				person = person || f.d.Is(k, lexicon.GivenName|lexicon.Honorific|lexicon.Role)
			}
			if end-u.first > 1 && person {
				f.guest = f.r.Resolve(Span{u.first, end})
				return f.guest
			}
		}
	}
	return f.guest
}

// sameLabel gives a turn the speaker of an earlier one with the same label.
func (f *Finder) sameLabel(s *Statement) {
	name := f.d.Slice(s.Source.First, s.Source.Last)
	for k, near := len(f.List)-2, 0; k >= 0 && near < maxLabel; k-- {
		o := &f.List[k]
		if o.ContentRule != "label.turn" {
			continue
		}
		near++
		if f.d.Slice(o.Source.First, o.Source.Last) == name {
			s.Speaker = o.Speaker
			return
		}
	}
}
