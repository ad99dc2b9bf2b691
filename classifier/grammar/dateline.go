package grammar

import "github.com/stance-dev/stance/classifier/text"

// This file finds the place, date and agency that open a report, which are no part of its first sentence.

// dateline is the end of what opens a sentence: "ROME, May 5 (AP) -- ".
type dateline struct {
	sentence int
	end      int32
}

// noteDatelines fills a.datelines.
func (a *Analysis) noteDatelines(d *text.Document) {
	a.datelines, a.dateline = a.datelines[:0], 0
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if p.FirstSent >= p.LastSent || d.Tokens[p.First].Flags&text.Capital == 0 {
			continue
		}
		if end := a.datelineEnd(p.First, min(d.Sentences[p.FirstSent].Last, p.First+14)); end != p.First {
			a.datelines = append(a.datelines, dateline{int(p.FirstSent), end})
		}
	}
}

// datelineEnd returns the token behind a place in capitals and a dash, or a place, a date perhaps, and an agency in
// brackets, that stand from first on. It returns first where there are none.
func (a *Analysis) datelineEnd(first, last int32) int32 {
	place := a.tokens[first].Flags&text.AllCaps != 0 && a.tokens[first].End-a.tokens[first].Start > 3 // not "EU – China talks"
	agency := false
	for i := first; i < last; i++ {
		switch t := &a.tokens[i]; {
		case t.Kind == text.Word:
			if t.Flags&text.Capital == 0 {
				return first
			}
		case t.Kind == text.Mark || t.Kind == text.Symbol:
			return first
		case t.Kind != text.Punct:
		case t.Char == ')':
			agency = i > first+2 && a.tokens[i-2].Char == '('
		case t.Char == '-' && (t.Flags&text.SpaceBefore != 0 || a.tokens[i-1].Char == '-'):
			for i+1 < last && a.tokens[i+1].Char == '-' {
				i++
			}
			if i+1 < last && (place || agency) && a.tokens[i].Flags&text.SpaceAfter != 0 {
				return i + 1
			}
			return first
		case t.Char == ':' && agency && i+1 < last:
			return i + 1
		case t.Char != '(' && t.Char != ',' && t.Char != '.':
			return first
		}
	}
	return first
}

// behindDateline returns where a sentence begins, without what opens it. The sentences are asked for in their order, from
// a.dateline = 0 on.
func (a *Analysis) behindDateline(i int, s *text.Sentence) int32 {
	if a.dateline < len(a.datelines) && a.datelines[a.dateline].sentence == i {
		a.dateline++
		return a.datelines[a.dateline-1].end
	}
	return s.First
}
