// Package attribution finds statements: what one source is reported to say, write, believe or hold, and who it is.
//
// In go a document, its quotations, its grammar and a Resolver that knows the speakers; out come Statements as tokens.
// The text is read unit by unit (a sentence as a reader sees it: a quotation of several sentences with its "he said" is
// one), each unit cue by cue. A cue is a word that reports ("said", "claim", "according to", ":"); what it takes tells
// where its content lies, and the noun phrase at its side is the source.
package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

// None marks an index that points nowhere.
const None int32 = -1

// Span is a stretch of tokens, half-open.
type Span struct{ First, Last int32 }

// Empty reports whether no token is in the span.
func (s Span) Empty() bool { return s.First >= s.Last }

// Statement is a piece of content with its cue and its source.
type Statement struct {
	Kind        Kind
	Spans       []Span // the content, in order, apart from each other; never empty
	Cue         Span   // empty where no words report it
	Source      Span   // the words that name the speaker; empty where none do
	Speaker     Speaker
	Lemma       string  // of the cue, as the lexicon has it; "" where it is none of the lexicon's
	ContentRule string  // which rule found the content
	SpeakerRule string  // which rule found the source and what it stands for
	Confidence  float32 // that extent and speaker are right, 0 to 1

	cue      *lexicon.Cue // of the lemma, or nil
	previous int32        // the statement of the same speaker that it goes on from, or None
}

// Kind says how a statement is reported.
type Kind uint8

const (
	Direct Kind = iota + 1
	Mixed
	Indirect
	Position
)

// Speaker is what a Resolver makes of a source.
type Speaker struct {
	Entity     int32 // in the Resolver's numbering, or None
	Resolution uint8 // how it was found, as the Resolver has it; 0 where it was not asked
	Rule       string
}

// Resolver says whom the words of a source stand for. It is asked in the order of the text, and remembers.
type Resolver interface {
	// Resolve finds the speaker that a source names. The source may be a relative pronoun.
	Resolve(source Span) Speaker
	// Continue finds the speaker of a statement without a source that goes on from the one before.
	Continue(previous Speaker) Speaker
}

// Finder finds statements. The zero value is ready; Find keeps its memory.
type Finder struct {
	List []Statement
	All  bool // list what seldom is a statement, too: for counting

	d *text.Document
	q *quote.Regions
	g *grammar.Analysis
	r Resolver

	terms      terms
	units      []unit
	guest      Speaker // who answers in an interview whose turns are Q and A
	guestKnown bool    // that was looked for
	skip       int     // the first unit that is not read yet
	labels     []int32 // by paragraph: where the label of its turn ends, or None; empty: no transcript
	found      []cue   // the cues of all units
	cues       []cue   // those of the unit that is read
	settled    int     // how many statements have their speaker
	pending    []Span  // floating quotations that belong to the unit behind them
	last       int32   // the statement that a floating quotation may continue, or None
	lastUnit   int     // its unit
	unitList   int     // the first statement of the unit that is read
	unitIndex  int     // the unit that is read
	main       int32   // the statement of the unit that a floating quotation would continue, or None
	colon      colon   // a cue that waits for the next paragraph
	place      places
}

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

// Find fills f.List with the statements of a document, in the order in which they begin.
func (f *Finder) Find(d *text.Document, q *quote.Regions, g *grammar.Analysis, r Resolver) {
	f.begin(d, q, g, r)
	f.findTurns()
	f.divide()
	f.collect()
	f.complements()
	for i := range f.units {
		f.read(i)
	}
	f.settle()
	f.finish()
}

func (f *Finder) begin(d *text.Document, q *quote.Regions, g *grammar.Analysis, r Resolver) {
	f.d, f.q, f.g, f.r = d, q, g, r
	f.List, f.settled = f.List[:0], 0
	f.last, f.colon, f.skip, f.place = None, colon{}, 0, places{}
	f.cues, f.unitIndex, f.unitList = nil, -1, 0 // those of the document before say nothing here
	if f.terms.lexicon != d.Lexicon {
		f.terms = newTerms(d.Lexicon)
	}
}

// terms are what is asked of a lexicon again and again. They never change once made.
type terms struct {
	lexicon               *lexicon.Lexicon
	according, per, based lexicon.ID
	lemmas                []int32 // by cue: the number of its lemma in the weights
}

func newTerms(l *lexicon.Lexicon) terms {
	w := terms{lexicon: l, according: l.Lookup("according"), per: l.Lookup("per"), based: l.Lookup("based")}
	for _, c := range l.Cues() {
		w.lemmas = append(w.lemmas, weights.lemmas[c.Lemma])
	}
	return w
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
			n := len(f.units)
			if n == cap(f.units) {
				f.units = append(f.units, unit{})
			} else {
				f.units = f.units[:n+1]
			}
			u := &f.units[n]
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
			found = true
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

// add appends an empty statement.
func (f *Finder) add() *Statement {
	n := len(f.List)
	if n < cap(f.List) {
		f.List = f.List[:n+1]
	} else {
		f.List = append(f.List, Statement{})
	}
	s := &f.List[n]
	*s = Statement{Spans: s.Spans[:0], Speaker: Speaker{Entity: None}, previous: None}
	return s
}

// span adds a stretch of content without the marks and commas at its edges.
func (f *Finder) span(s *Statement, first, last int32) {
	for first < last && (f.edge(first) || f.d.Tokens[first].Kind == text.Symbol && f.d.Tokens[first].Char == 0 && f.d.Tokens[first].Flags&text.ParaStart != 0) { // a bullet
		first++
	}
	for first < last && f.edge(last-1) && !f.leftOpenStop(last-1) {
		last--
	}
	if last-1 > first && f.g.Tags[last-1] == grammar.Coordinator && f.q.Of[last-1] < 0 {
		last--
	}
	if first < last {
		s.Spans = append(s.Spans, Span{first, last})
	}
}

// leftOpenStop reports whether a full stop stands at the end of a quotation whose mark is left open.
func (f *Finder) leftOpenStop(i int32) bool {
	r := f.q.Of[i]
	return r >= 0 && f.q.List[r].Close < 0 && f.q.List[r].Last == i+1 && f.char(i) == '.'
}

// edge reports whether a token at the edge of a content does not belong to it.
func (f *Finder) edge(i int32) bool {
	t := &f.d.Tokens[i]
	if t.Kind == text.Mark { // a stray one
		return f.q.Of[i] < 0
	}
	return t.Kind == text.Punct && t.Char != '(' && t.Char != ')' && t.Char != '~'
}

// settle finds the speakers of the statements that have none yet, in order. It is called once all are found, before
// where a speaker decides what comes next: so the processor keeps the instructions of both.
func (f *Finder) settle() {
	for ; f.settled < len(f.List) && f.r != nil; f.settled++ {
		switch s := &f.List[f.settled]; {
		case !s.Source.Empty():
			s.Speaker = f.r.Resolve(s.Source)
		case s.previous != None:
			s.Speaker = f.r.Continue(f.List[s.previous].Speaker)
		}
	}
}

// finish tells the kind of each statement from the share of its words inside quotation marks and drops the empty ones.
func (f *Finder) finish() {
	n := 0
	for i := range f.List {
		s := &f.List[i]
		if len(s.Spans) == 0 {
			continue
		}
		sh, words, quoted := f.measure(s)
		s.tell(words, quoted)
		s.Confidence = f.confidence(s, sh)
		if n != i {
			f.List[n], f.List[i] = f.List[i], f.List[n]
		}
		n++
	}
	f.List = f.List[:n]
	// in the order in which they begin; they nearly are
	for i := 1; i < n; i++ {
		for k := i; k > 0 && f.List[k].Spans[0].First < f.List[k-1].Spans[0].First; k-- {
			f.List[k], f.List[k-1] = f.List[k-1], f.List[k]
		}
	}
}

// tell tells the kind of a statement from how many of its words stand inside quotation marks.
func (s *Statement) tell(words, quoted int) {
	switch {
	case s.ContentRule == "label.signature" && quoted == 0: // a post
		s.Kind = Direct
	case s.ContentRule == "label.turn": // his own words without marks
	case quoted*20 >= words*19 && quoted > 0:
		s.Kind = Direct
	case quoted > 0:
		s.Kind = Mixed
	case s.Kind == 0:
		s.Kind = Indirect
	}
}
