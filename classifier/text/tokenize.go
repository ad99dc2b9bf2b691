package text

import "github.com/stance-dev/stance/classifier/lexicon"

// byteClass sorts the first byte of a character.
type byteClass uint8

const (
	lower byteClass = 1 << iota
	upper
	digit
	space
	newline
	mark
	high // not ASCII
)

var classOf = func() (t [256]byteClass) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z':
			t[c] = lower
		case 'A' <= c && c <= 'Z':
			t[c] = upper
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '\n' || c == '\v' || c == '\f' || c == '\r':
			t[c] = newline
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case c == '"' || c == '\'' || c == '`':
			t[c] = mark
		case c >= 0x80:
			t[c] = high
		}
	}
	return t
}()

const wordByte = lower | upper | digit

// scanner is the state of one run over a text.
type scanner struct {
	d      *Document
	tokens []Token // the document's, once the run is over; their Class is a key until the paragraph is closed, see lookUp
	s      string
	i      int
	flags  Flags // of the next token
	para   bool  // a paragraph is open
}

// askEvery is how many bytes are read between two questions whether anybody still waits: below a millisecond.
const askEvery = 1 << 14

func (d *Document) tokenize() {
	sc := scanner{d: d, tokens: d.Tokens, s: d.Text, flags: SpaceBefore}
	s := sc.s
	ask := askEvery
	for sc.i < len(s) {
		if sc.i >= ask {
			if d.Cancelled() {
				break
			}
			ask = sc.i + askEvery
		}
		if sc.para {
			if sc.plain(ask); sc.i >= len(s) {
				break
			}
		}
		c := s[sc.i]
		switch k := classOf[c]; {
		case k&(lower|upper) != 0:
			sc.word()
		case k&space != 0:
			sc.gap()
			sc.i++
		case k&digit != 0:
			sc.number()
		case k&newline != 0:
			sc.gap()
			sc.closeParagraph()
			sc.i++
		case k&mark != 0:
			sc.quoteMark(c)
		case k&high != 0:
			sc.beyondASCII()
		default:
			sc.punct(c)
		}
	}
	sc.gap()
	sc.closeParagraph()
	d.Tokens = sc.tokens
}

// gap notes white space behind the last token and before the next.
func (sc *scanner) gap() {
	sc.flags |= SpaceBefore
	if n := len(sc.tokens); n > 0 {
		sc.tokens[n-1].Flags |= SpaceAfter
	}
}

func (sc *scanner) closeParagraph() {
	if !sc.para {
		return
	}
	sc.para = false
	sc.flags &^= BehindWord
	p := &sc.d.Paragraphs[len(sc.d.Paragraphs)-1]
	p.Last = int32(len(sc.tokens))
	sc.lookUp(int(p.First))
	p.End = sc.tokens[p.Last-1].End
}

// emit appends a token from sc.i to end and moves on. The token stands until the next.
func (sc *scanner) emit(end int, kind Kind, char byte, flags Flags) *Token {
	at := len(sc.tokens)
	flags |= sc.flags
	sc.flags = 0
	if kind <= Number {
		sc.flags = BehindWord
	}
	if !sc.para {
		sc.para = true
		flags |= ParaStart
		sc.d.Paragraphs = append(sc.d.Paragraphs, Paragraph{Start: int32(sc.i), First: int32(at)})
	}
	if kind == Handle || flags&(Capital|Hyphen) == Hyphen {
		sc.d.Joined = append(sc.d.Joined, int32(at))
	}
	if kind > Clitic || flags&Stop != 0 {
		sc.d.Signs = append(sc.d.Signs, int32(at))
	}
	if at == cap(sc.tokens) {
		sc.tokens = append(sc.tokens, Token{})
	}
	sc.tokens = sc.tokens[:at+1]
	t := &sc.tokens[at]
	*t = Token{}
	t.await(lexicon.Key(kind))
	t.Start, t.End, t.Flags, t.Kind, t.Char = int32(sc.i), int32(end), flags, kind, char
	sc.i = end
	return t
}
