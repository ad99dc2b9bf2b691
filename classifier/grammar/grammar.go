// Package grammar reads the syntax of a document as far as later stages need it: the part of speech of each token,
// noun phrases, and clauses with their subject, verb group and object.
//
// In goes a text.Document; out comes an Analysis whose indexes point into the document's tokens. It is a light
// grammar: word classes come from the lexicon, suffixes and the words beside; phrases and clauses from one pass from
// left to right with a small stack. It never looks beyond a sentence and takes linear time.
package grammar

import (
	"math/bits"

	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// None marks an index that points nowhere.
const None int32 = -1

// Analysis is the syntax of one document. Analyze fills it anew and keeps its memory.
type Analysis struct {
	Tags     []Tag    // of each token
	Chunks   []Chunk  // in order, apart from each other
	ChunkOf  []int32  // of each token: its chunk, or None
	Clauses  []Clause // in the order of their verb groups
	ClauseOf []int32  // of each token: the clause whose verb group it belongs to, or None

	doc *text.Document

	Links []int32 // the tokens that are a Relative or Possessive

	tokens     []text.Token // the document's
	stack      []frame
	known      *known           // the tags that need no rule
	lexicon    *lexicon.Lexicon // that known is of
	named      []uint64         // a bit for each word that stands with a capital inside a sentence of this document
	noted      []lexicon.ID     // these words
	by         lexicon.ID
	according  lexicon.ID
	rights     lexicon.ID
	whose      lexicon.ID
	last       lexicon.ID
	thatWord   lexicon.ID
	long       lexicon.ID
	soon       lexicon.ID
	time       lexicon.ID
	longer     lexicon.ID
	far        lexicon.ID
	ground     lexicon.ID
	then       lexicon.ID
	remaining  lexicon.ID
	betweenTwo lexicon.ID    // the preposition
	leastMost  [2]lexicon.ID // at least, at most
	days       [4]lexicon.ID // yesterday, today
	state      state         // before the word being tagged
	titled     bool          // the sentence being tagged is written Like a Headline
	begin      int32         // where the sentence being tagged begins
	stopped    bool          // the sentence being tagged ends with a stop
	datelines  []dateline    // in order
	dateline   int           // the next of them, see behindDateline
}

// Tag is a part of speech.
type Tag uint8

const (
	Other        Tag = iota
	Noun             // minister, talks
	Proper           // Israel, Kerry
	Pronoun          // he, him, himself, someone, this
	VerbPast         // said
	VerbPresent      // says, say
	VerbBase         // (to, will) say
	Participle       // (has) said, (was) rejected, backed (by)
	Gerund           // saying
	Modal            // will, 'd
	Be               // is, been
	Have             // has, as auxiliary or verb
	Do               // did, as auxiliary or verb
	Adjective        // Israeli, new
	Adverb           // strongly
	Determiner       // the, this, no
	Possessive       // his, 's
	Preposition      // of, to (a noun)
	To               // to (a verb)
	Coordinator      // and, but
	Subordinator     // because, that
	Relative         // who, which, that
	Wh               // how, why
	Number           // two, 1,500, first
	Negation         // not, n't, never
	Existential      // there (is)
	Interjection     // yes
	Punct            // , . : ( – …
	Mark             // quotation marks, apostrophes
)

// IsVerb reports whether a tag is a form of a verb, auxiliaries included.
func (t Tag) IsVerb() bool { return t >= VerbPast && t <= Do }

// IsNominal reports whether a tag can head a noun phrase.
func (t Tag) IsNominal() bool { return t >= Noun && t <= Pronoun }

// Chunk is a noun phrase without what follows its head: "the former Israeli prime minister", "Netanyahu's goal".
// Names and nouns with a possessive are one chunk with what they possess.
type Chunk struct {
	First, Last int32 // tokens, half-open
	Head        int32 // its last noun, name or pronoun
	Prep        int32 // the preposition that governs it, or None
	Clause      int32 // the clause that it belongs to, or None
	Role        Role  // in its clause
}

// Role is what a chunk does in its clause.
type Role uint8

const (
	NoRole     Role = iota
	Subject         // before the verb
	Object          // behind the verb, or inverted subject ("said Kerry")
	Second          // a second object, or the predicative noun behind "is"
	Oblique         // behind a preposition
	Apposition      // between commas behind another chunk
)

// Clause is a verb group with what depends on it.
type Clause struct {
	First, Last int32 // the verb group: "would not allow", half-open
	Head        int32 // its main verb
	Subject     int32 // chunk, or None; a clause without one of its own has that of the clause above
	Object      int32 // chunk, or None
	Parent      int32 // the clause above, or None; always an earlier index
	Marker      int32 // the token that opens it (that, if, who, to, and), or None
	From, To    int32 // tokens that it spans, with its marker and subject and all that it governs, half-open
	Kind        ClauseKind
	Finite      bool
	Passive     bool
	Negated     bool
	Modal       bool // will, would, may …
	OwnSubject  bool // Subject stands in this clause
}

// ClauseKind says how a clause is tied to the one above.
type ClauseKind uint8

const (
	Main        ClauseKind = iota
	Complement             // (said) that …, (said) he …
	RelClause              // who …
	Adverbial              // because …, if …
	Coordinate             // and …
	Infinitive             // to …
	Participial            // backed by …, calling for …
)

// Analyze fills the analysis for a document.
func (a *Analysis) Analyze(d *text.Document) {
	a.doc, a.tokens = d, d.Tokens
	if a.lexicon != d.Lexicon {
		a.learn(d.Lexicon)
	}
	n := len(d.Tokens)
	a.Tags = lists.Resize(a.Tags, n+8)[:n] // room for eight at once
	a.ChunkOf = lists.Resize(a.ChunkOf, n)
	a.ClauseOf = lists.Resize(a.ClauseOf, n)
	lists.Fill(a.ChunkOf, None)
	lists.Fill(a.ClauseOf, None)
	a.Chunks, a.Clauses = a.Chunks[:0], a.Clauses[:0]
	a.noteNames()
	a.noteDatelines(d)
	// one step after the other over the whole document: each finds its instructions and what the processor learned of
	// its decisions still there
	capitals := d.Capitals
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if a.cancelled(i, s) {
			return
		}
		k := 0
		for k < len(capitals) && capitals[k] < s.Last {
			k++
		}
		a.titled = a.inTitleCase(s.First, s.Last, capitals[:k])
		capitals = capitals[k:]
		first := a.behindDateline(i, s)
		if first != s.First {
			a.tag(s.First, first)
		}
		a.tag(first, s.Last)
		a.repair(first, s.Last)
		a.findVerb(first, s.Last)
		a.secondVerb(first, s.Last)
		a.findInner(first, s.Last)
	}
	a.listLinks()
	a.dateline = 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if a.cancelled(i, s) {
			return
		}
		first := a.behindDateline(i, s)
		if first != s.First {
			a.chunk(s.First, first)
		}
		a.chunk(first, s.Last)
	}
	a.dateline = 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if a.cancelled(i, s) {
			return
		}
		a.clauses(a.behindDateline(i, s), s.Last)
	}
}

// cancelled reports now and then, before long sentences always, whether nobody waits any more.
func (a *Analysis) cancelled(i int, s *text.Sentence) bool {
	return (i&63 == 0 || s.Last-s.First > 1000) && a.doc.Cancelled()
}

// Tags are looked at by eights, the first in the lowest byte.
const (
	each = 0x0101010101010101
	tops = 0x80 * each
)

// eight returns the eight tags from i on. Behind the last tag there is room for them.
func eight(tags []Tag, i int) uint64 {
	t := tags[i : i+8 : i+8]
	return uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
}

// others has the highest bit of each byte set that is not the tag sought. The other bits do not count.
func others(eight uint64, t Tag) uint64 { return eight ^ each*uint64(t) + each*127 } // tags are below 128

// listLinks fills a.Links.
func (a *Analysis) listLinks() {
	a.Links = a.Links[:0]
	n := len(a.Tags)
	for i := 0; i < n; i += 8 {
		x := eight(a.Tags, i)
		for m := ^(others(x, Relative) & others(x, Possessive)) & tops; m != 0; m &= m - 1 {
			if at := i + bits.TrailingZeros64(m)>>3; at < n {
				a.Links = append(a.Links, int32(at))
			}
		}
	}
}

// learn prepares the analysis for a lexicon.
func (a *Analysis) learn(lex *lexicon.Lexicon) {
	a.lexicon = lex
	a.whose, a.thatWord, a.last = lex.Lookup("whose"), lex.Lookup("that"), lex.Lookup("last")
	a.soon, a.betweenTwo = lex.Lookup("soon"), lex.Lookup("between")
	a.leastMost = [2]lexicon.ID{lex.Lookup("least"), lex.Lookup("most")}
	a.by, a.according, a.rights, a.long, a.longer, a.then, a.time = lex.Lookup("by"), lex.Lookup("according"), lex.Lookup("rights"), lex.Lookup("long"), lex.Lookup("longer"), lex.Lookup("then"), lex.Lookup("time")
	a.far, a.remaining, a.ground = lex.Lookup("far"), lex.Lookup("remaining"), lex.Lookup("ground")
	a.days = [...]lexicon.ID{lex.Lookup("yesterday"), lex.Lookup("today"), lex.Lookup("tomorrow"), lex.Lookup("tonight")}
	a.known = newKnown(lex)
}
