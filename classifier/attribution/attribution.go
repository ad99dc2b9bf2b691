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

// CueClass returns the class of the statement's cue, as Class does.
func (s *Statement) CueClass() string { return Class(s.cue) }

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

// Finder finds statements. The zero value is ready; Find keeps its memory. What most of its code asks for stands first, where
// an instruction that reads it is the shortest.
type Finder struct {
	List []Statement
	All  bool // list what seldom is a statement, too: for counting

	d *text.Document
	q *quote.Regions
	g *grammar.Analysis
	r Resolver

	cues       []cue // those of the unit that is read
	units      []unit
	guest      Speaker // who answers in an interview whose turns are Q and A
	guestKnown bool    // that was looked for
	skip       int     // the first unit that is not read yet
	labels     []int32 // by paragraph: where the label of its turn ends, or None; empty: no transcript
	found      []cue   // the cues of all units
	settled    int     // how many statements have their speaker
	pending    []Span  // floating quotations that belong to the unit behind them
	last       int32   // the statement that a floating quotation may continue, or None
	lastUnit   int     // its unit
	unitList   int     // the first statement of the unit that is read
	unitIndex  int     // the unit that is read
	main       int32   // the statement of the unit that a floating quotation would continue, or None
	colon      colon   // a cue that waits for the next paragraph
	place      places
	terms      terms
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
	lexicon                                                             *lexicon.Lexicon
	according, per, based, led                                          lexicon.ID
	as, despite, first, how, no, on, once, that, what, which, who, with lexicon.ID
	cues                                                                []int32 // by cue: its number in the weights
}

func newTerms(l *lexicon.Lexicon) terms {
	w := terms{lexicon: l, according: l.Lookup("according"), per: l.Lookup("per"), based: l.Lookup("based"), led: l.Lookup("led"),
		as: l.Lookup("as"), first: l.Lookup("first"), how: l.Lookup("how"), no: l.Lookup("no"), despite: l.Lookup("despite"), on: l.Lookup("on"), once: l.Lookup("once"), that: l.Lookup("that"),
		what: l.Lookup("what"), which: l.Lookup("which"), who: l.Lookup("who"), with: l.Lookup("with")}
	cues := l.Cues()
	for i := range cues {
		w.cues = append(w.cues, weights.numberOfCue(&cues[i]))
	}
	return w
}

// add appends an empty statement.
func (f *Finder) add() *Statement {
	s := longer(&f.List)
	*s = Statement{Spans: s.Spans[:0], Speaker: Speaker{Entity: None}, previous: None}
	return s
}

// longer makes a list longer by one and returns that, with what stood there before where the memory is old.
func longer[T any](list *[]T) *T {
	n := len(*list)
	if n < cap(*list) {
		*list = (*list)[:n+1]
	} else {
		var none T
		*list = append(*list, none)
	}
	return &(*list)[n]
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
