// Package text cuts an article into tokens, sentences and paragraphs.
//
// In goes a string of valid UTF-8 and the lexicon; out comes a Document whose tokens carry their place in the string
// and the lexicon's ID of their form. A Document is scratch: Read fills it anew and keeps its memory.
package text

import "github.com/stance-dev/stance/classifier/lexicon"

// Document is an article as tokens. All places are bytes into Text, or indexes into Tokens, Sentences, Paragraphs.
type Document struct {
	Text       string
	Tokens     []Token
	Lexicon    *lexicon.Lexicon
	Sentences  []Sentence
	Puncts     []byte // by token: the Char of a Punct, 0 of all others
	Paragraphs []Paragraph
	Hyphenated []Parts         // the first is empty and stands for all other words
	Capitals   []int32         // the tokens that are words with a capital letter
	Joined     []int32         // the handles, and the hyphenated words without a capital letter
	Signs      []int32         // the tokens that are no words, and the abbreviations with their full stop
	CueWords   []int32         // the tokens of the class OpensCue
	Done       <-chan struct{} // closed when nobody waits for the analysis any more; nil: never
}

// Cancelled reports whether Done is closed. Stages ask now and then, and leave their work unfinished.
func (d *Document) Cancelled() bool {
	select {
	case <-d.Done:
		return true
	default:
		return false
	}
}

// Token is a word, number or mark. Tokens are in order and do not overlap; between them is only white space.
type Token struct {
	Class      lexicon.Class // of Word
	Start, End int32         // bytes; End is behind the last one
	Word       lexicon.ID    // its form in lower case; 0 where the lexicon lacks it
	Hyphenated int32         // of a hyphenated word: its place in Hyphenated; else 0
	Set        lexicon.Set   // stands for Class, see Lexicon.Sets; the Kind of those that are no words or clitics
	Flags      Flags
	Kind       Kind
	Char       byte // of Punct and Mark: the mark in ASCII ('-' for every dash, '~' for an ellipsis, see Mark); else 0
}

// Parts are the forms of a hyphenated word's first and last part: "Jordanian" and "drafted".
type Parts struct {
	Head, Tail lexicon.ID
}

// Kind says what a token is.
type Kind uint8

const (
	Word   Kind = iota // letters, perhaps with digits, hyphens, inner apostrophes, or an abbreviation with its full stops
	Clitic             // 's, n't, 're, 've, 'll, 'd, 'm, split off the word before it
	Number             // digits: 1,500 3.5 2016
	Punct              // . , ; : ! ? ( ) [ ] dashes, ellipses
	Mark               // may be a quotation mark: see Char
	Symbol             // any other character: $ % & …
	Handle             // @name or #tag
	URL                // http://…, www.…
)

// The Char of a Mark says which one it is.
const (
	StraightDouble = '"'  // ", also ''
	StraightSingle = '\'' // '
	OpenDouble     = 'L'  // “ and ``
	CloseDouble    = 'R'  // ”
	OpenSingle     = 'l'  // ‘
	CloseSingle    = 'r'  // ’, the apostrophe, too
	LowDouble      = 'D'  // „
	LowSingle      = 'd'  // ‚
	LeftGuillemet  = '<'  // « and ‹
	RightGuillemet = '>'  // » and ›
	Backtick       = '`'
)

// Flags are properties of a token's writing and place.
type Flags uint16

const (
	SpaceBefore Flags = 1 << iota // white space, or the beginning of the text, stands before it
	SpaceAfter                    // white space, or the end of the text, stands behind it
	ParaStart                     // the first token of its paragraph
	SentStart                     // the first token of its sentence
	Capital                       // begins with a capital letter
	AllCaps                       // two or more letters, all capital
	Digits                        // holds a digit
	Hyphen                        // holds a hyphen between letters
	Stop                          // ends with a full stop that belongs to it: Mr., U.S., J.
	Initial                       // one capital letter with a full stop: J.
	Split                         // n't is split off it
	BehindWord                    // a word, clitic or number stands before it in its paragraph
	Enclitic                      // a clitic
)

// Sentence is a run of tokens.
type Sentence struct {
	First, Last int32 // tokens, half-open
	Para        int32 // its paragraph
}

// Paragraph is a line of the text that is not empty.
type Paragraph struct {
	Start, End          int32 // bytes, without white space at the edges
	First, Last         int32 // tokens, half-open
	FirstSent, LastSent int32 // sentences, half-open
	Kind                ParaKind
	signed              bool // a sign that mayCredit stands in it
}

// ParaKind says what a paragraph is.
type ParaKind uint8

const (
	Body      ParaKind = iota
	Headline           // the first lines of an article: no full stop, short
	Furniture          // captions, "RELATED: …", navigation, time codes, bylines: nobody speaks here
)

// Read fills the document with a text of less than 2 GiB. Tokens of the text before it are gone.
func (d *Document) Read(lex *lexicon.Lexicon, s string) {
	d.Text, d.Lexicon = s, lex
	d.Tokens, d.Sentences, d.Paragraphs, d.Capitals, d.Signs = d.Tokens[:0], d.Sentences[:0], d.Paragraphs[:0], d.Capitals[:0], d.Signs[:0]
	d.Hyphenated, d.Joined, d.CueWords = append(d.Hyphenated[:0], Parts{}), d.Joined[:0], d.CueWords[:0]
	d.tokenize()
	d.splitSentences()
	d.markFurniture()
}

// Slice returns the words from one token to before another, as they stand in the text.
func (d *Document) Slice(first, last int32) string {
	if first >= last {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

// TokenText returns the letters of one token as they stand in the text.
func (d *Document) TokenText(i int32) string {
	t := &d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// Punct returns the mark that a token is that is a Punct; 0 of all others, and beyond the edges of the text.
func (d *Document) Punct(i int32) byte {
	if uint(i) < uint(len(d.Puncts)) {
		return d.Puncts[i]
	}
	return 0
}

// Parts returns the parts of a hyphenated word; they are 0 for all others.
func (d *Document) Parts(t *Token) Parts { return d.Hyphenated[t.Hyphenated] }

// Is reports whether a token's form has one of the classes. A word that is a name only in capitals (US) counts as a
// name only in capitals.
func (d *Document) Is(i int32, c lexicon.Class) bool {
	t := &d.Tokens[i]
	if t.Class&c == 0 {
		return false
	}
	const names = lexicon.PlaceName | lexicon.OrgName
	if t.Class&lexicon.CapsOnly != 0 && t.Flags&AllCaps == 0 {
		return t.Class&c&^names != 0
	}
	return true
}

// SentenceOf returns the index of the sentence that holds a token.
func (d *Document) SentenceOf(token int32) int32 {
	lo, hi := 0, len(d.Sentences)
	for hi-lo > 1 {
		m := (lo + hi) / 2
		if d.Sentences[m].First <= token {
			lo = m
		} else {
			hi = m
		}
	}
	return int32(lo)
}

// SentenceNear is SentenceOf for a token that stands in the sentence near, or soon behind or before it.
func (d *Document) SentenceNear(token, near int32) int32 {
	all := d.Sentences
	for range 4 {
		switch k := int(near); {
		case k > 0 && all[k].First > token:
			near--
		case k+1 < len(all) && all[k+1].First <= token:
			near++
		default:
			return near
		}
	}
	return d.SentenceOf(token)
}

// TokenAt returns the index of the first token that ends behind a byte, or len(Tokens).
func (d *Document) TokenAt(offset int32) int32 {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Tokens[m].End > offset {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return int32(lo)
}
