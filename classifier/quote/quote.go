// Package quote finds what stands between quotation marks.
//
// In goes a Document; out come Regions: the outermost stretches of quoted words, in order, each within one paragraph,
// with links where a quotation goes on in the next one. Marks of every kind pair with each other by the side on which
// they touch a word, so that mixed, doubled and lost marks spoil no more than their own paragraph.
package quote

import (
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/text"
)

// Region is a stretch of quoted words. A region inside another is part of it and not listed.
type Region struct {
	Open, Close int32 // the mark tokens; -1 where there is none
	First, Last int32 // the words between them: tokens, half-open, never empty
	Next, Prev  int32 // the regions in the paragraphs behind and before it that are the same quotation, or -1
	Single      bool  // stands in single marks
	Left        bool  // was left open: ends with its paragraph, or before the next opening mark
}

// Start returns the first token of the region, its mark included.
func (g *Region) Start() int32 {
	if g.Open >= 0 {
		return g.Open
	}
	return g.First
}

// End returns the token behind the region and its mark.
func (g *Region) End() int32 {
	if g.Close >= 0 {
		return g.Close + 1
	}
	return g.Last
}

// Regions are the quotations of one document. The zero value is ready; Find keeps its memory.
type Regions struct {
	List []Region
	Of   []int32 // by token: the region that holds it, marks included, or -1

	events []event
}

// event is a token that may open or close a quotation.
type event struct {
	token  int32
	opens  bool
	closes bool
	single bool
	sure   bool  // of a single mark that closes: cannot be the apostrophe of a plural
	next   int32 // of a single mark: the next event that closes a single one for sure, or len(events)
	weak   int32 // the same, that may be an apostrophe
	open   int32 // the next single mark that opens
}

// Find fills r with the quotations of d. It takes time linear in the number of tokens.
func (r *Regions) Find(d *text.Document) {
	r.List = r.List[:0]
	r.Of = lists.Resize(r.Of, len(d.Tokens))
	lists.Fill(r.Of, -1)
	signs := d.Signs
	for p := range d.Paragraphs {
		signs = r.paragraph(d, &d.Paragraphs[p], p, signs)
	}
	r.link(d)
	for i := range r.List {
		g := &r.List[i]
		lists.Fill(r.Of[g.Start():g.End()], int32(i))
	}
}

// paragraph pairs the marks of one paragraph. It takes those of its tokens off the document's signs.
func (r *Regions) paragraph(d *text.Document, p *text.Paragraph, pi int, signs []int32) []int32 {
	r.events = r.events[:0]
	n := 0
	for ; n < len(signs) && signs[n] < p.Last; n++ {
		if i := signs[n]; d.Tokens[i].Kind == text.Mark {
			if e, ok := read(d, p, i); ok {
				r.events = append(r.events, e)
			}
		}
	}
	signs = signs[n:]
	if len(r.events) == 0 {
		return signs
	}
	r.lookAhead()
	for i := 0; i < len(r.events); {
		e := &r.events[i]
		switch {
		case e.single && e.opens:
			i = r.single(d, p, pi, i)
		case !e.single && e.opens:
			i = r.double(d, p, i)
		case !e.single && e.closes && i == 0 && r.leftOpen(d, pi):
			// the paragraph before was left open and this one begins inside the quotation
			r.add(d, Region{Open: -1, Close: e.token, First: p.First, Last: e.token})
			i++
		case !e.single && e.closes && r.blankInside(d, p, i):
			i = r.close(d, e.token, r.events[i+1].token, i+1)
		default:
			i++
		}
	}
	return signs
}

// blankInside reports whether event i closes nothing and is an opening mark with a blank on its wrong side: he replied," Who?"
func (r *Regions) blankInside(d *text.Document, p *text.Paragraph, i int) bool {
	at := r.events[i].token
	if i+1 >= len(r.events) || at == p.First || at+1 >= p.Last || d.Tokens[at].Char != text.StraightDouble || d.Tokens[at].Flags&text.SpaceBefore != 0 || d.Tokens[at+1].Flags&text.Capital == 0 {
		return false
	}
	b, n := &d.Tokens[at-1], &r.events[i+1]
	return b.Kind == text.Punct && (b.Char == ',' || b.Char == ':') && !n.single && n.closes && !n.opens && d.Tokens[n.token].Char == text.StraightDouble
}

func (r *Regions) lookAhead() {
	n := int32(len(r.events))
	next, weak, open := n, n, n
	for i := n - 1; i >= 0; i-- {
		e := &r.events[i]
		e.next, e.weak, e.open = next, weak, open
		if !e.single {
			continue
		}
		switch {
		case e.closes && e.sure:
			next = i
		case e.closes:
			weak = i
		}
		if e.opens {
			open = i
		}
	}
}

// add lists a region if it holds more than marks.
func (r *Regions) add(d *text.Document, g Region) {
	g.Next, g.Prev = -1, -1
	for i := g.First; i < g.Last; i++ {
		if k := d.Tokens[i].Kind; k != text.Mark && k != text.Punct {
			r.List = append(r.List, g)
			return
		}
	}
}

// double reads the quotation that event i opens and returns the first event behind it.
func (r *Regions) double(d *text.Document, p *text.Paragraph, i int) int {
	from := r.events[i].token
	depth := 0
	for j := i + 1; j < len(r.events); j++ {
		e := &r.events[j]
		if e.single {
			continue
		}
		if e.opens && e.closes { // the side does not tell: inside a quotation it closes
			if depth == 0 {
				return r.close(d, from, e.token, j)
			}
			depth--
			continue
		}
		if e.closes {
			if depth == 0 {
				return r.close(d, from, e.token, j)
			}
			depth--
			continue
		}
		if r.nested(d, from, j) {
			depth++
			continue
		}
		if e.token == from+1 { // the mark was doubled
			continue
		}
		// a second opening mark: the closing one before it was lost
		r.add(d, Region{Open: from, Close: -1, First: from + 1, Last: lostEnd(d, from+1, e.token), Left: true})
		return j
	}
	if r.events[i].closes { // alone, and its side does not tell: no quotation
		return i + 1
	}
	r.add(d, Region{Open: from, Close: -1, First: from + 1, Last: p.Last, Left: true})
	return len(r.events)
}

func (r *Regions) close(d *text.Document, open, shut int32, j int) int {
	r.add(d, Region{Open: open, Close: shut, First: open + 1, Last: shut})
	return j + 1
}

// nested reports whether the opening mark j, inside the quotation that the mark from opens, is followed by its own
// closing mark and then by another for the quotation around it. Curly marks inside straight ones need only their own.
func (r *Regions) nested(d *text.Document, from int32, j int) bool {
	closes := 0
	if d.Tokens[from].Char == text.StraightDouble && r.events[j].token > from+1 && d.Tokens[r.events[j].token].Char == text.OpenDouble {
		closes = 1
	}
	for k := j + 1; k < len(r.events) && k <= j+6; k++ {
		e := &r.events[k]
		if e.single {
			continue
		}
		if !e.closes || e.opens && closes > 0 {
			return false
		}
		closes++
		if closes == 2 {
			return true
		}
	}
	return false
}

// lostEnd finds where a quotation ends whose closing mark was lost before the opening mark at last: with the last
// sentence that ends before it, or there.
func lostEnd(d *text.Document, first, last int32) int32 {
	for i := last - 1; i > first; i-- {
		t := &d.Tokens[i]
		if t.Flags&text.SentStart != 0 {
			return i
		}
	}
	return last
}

// single reads the quotation that the single mark i opens and returns the first event behind it.
func (r *Regions) single(d *text.Document, p *text.Paragraph, pi, i int) int {
	e := &r.events[i]
	end := e.next
	// an apostrophe of a plural closes only where nothing better does before the next opening mark
	if n := int32(len(r.events)); end == n || e.open < end && e.weak < e.open {
		if e.weak < n && (end == n || e.weak < e.open) {
			end = e.weak
		}
	}
	if int(end) < len(r.events) {
		if e.open < end && !r.innerSingle(e.open, end) {
			return i + 1 // 'Bama fans sang 'Dixie': the first one was an apostrophe
		}
		if !r.balanced(i, int(end)) {
			return i + 1
		}
		shut := r.events[end].token
		r.add(d, Region{Open: e.token, Close: shut, First: e.token + 1, Last: shut, Single: true})
		return int(end) + 1
	}
	if r.runsOn(d, p, pi, e.token) {
		r.add(d, Region{Open: e.token, Close: -1, First: e.token + 1, Last: p.Last, Single: true, Left: true})
		return len(r.events)
	}
	return i + 1
}

// innerSingle reports whether a single mark inside single marks is closed by a mark before end.
func (r *Regions) innerSingle(open, end int32) bool {
	return r.events[open].next < end || r.events[open].weak < end
}

// balanced reports whether the double marks between two events pair with each other. So many that it takes long to
// tell do not.
func (r *Regions) balanced(i, j int) bool {
	if j-i > 100 {
		return false
	}
	depth := 0
	for k := i + 1; k < j; k++ {
		switch e := &r.events[k]; {
		case e.single:
		case e.opens && (!e.closes || depth == 0):
			depth++
		case depth == 0:
			return false
		default:
			depth--
		}
	}
	return depth == 0
}

// runsOn reports whether a single mark without a closing one opens a quotation of several paragraphs: it stands where
// a quotation may begin, and the next paragraph begins with an opening single mark.
func (r *Regions) runsOn(d *text.Document, p *text.Paragraph, pi int, open int32) bool {
	if pi+1 >= len(d.Paragraphs) {
		return false
	}
	next := d.Paragraphs[pi+1].First
	e, ok := read(d, &d.Paragraphs[pi+1], next)
	if d.Tokens[next].Kind != text.Mark || !ok || !e.single || !e.opens {
		return false
	}
	if open == p.First || d.Tokens[open].Flags&text.SentStart != 0 {
		return true
	}
	t := &d.Tokens[open-1]
	return t.Kind == text.Punct && (t.Char == ',' || t.Char == ':')
}

// leftOpen reports whether the last quotation found stands in the paragraph before and was left open there.
func (r *Regions) leftOpen(d *text.Document, pi int) bool {
	if len(r.List) == 0 || pi == 0 {
		return false
	}
	g := &r.List[len(r.List)-1]
	return g.Left && !g.Single && g.Last == d.Paragraphs[pi-1].Last
}

// link joins a region that was left open at the end of its paragraph to the one that begins the next.
func (r *Regions) link(d *text.Document) {
	p := 0
	for i := 0; i+1 < len(r.List); i++ {
		g, n := &r.List[i], &r.List[i+1]
		if !g.Left || g.Single != n.Single {
			continue
		}
		for p < len(d.Paragraphs) && d.Paragraphs[p].Last < g.Last {
			p++
		}
		if p+1 >= len(d.Paragraphs) || d.Paragraphs[p].Last != g.Last {
			continue
		}
		first := d.Paragraphs[p+1].First
		if n.Open == first || n.Open < 0 && n.First == first {
			g.Next, n.Prev = int32(i+1), int32(i)
		}
	}
}
