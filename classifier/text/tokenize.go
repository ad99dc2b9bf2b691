package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
)

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
	tokens []Token // the document's, once the run is over
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
	p := &sc.d.Paragraphs[len(sc.d.Paragraphs)-1]
	p.Last = int32(len(sc.tokens))
	p.End = sc.tokens[p.Last-1].End
}

// emit appends a token from sc.i to end and moves on.
func (sc *scanner) emit(end int, t Token) {
	t.Start, t.End = int32(sc.i), int32(end)
	t.Flags |= sc.flags
	if !sc.para {
		sc.para = true
		t.Flags |= ParaStart
		sc.d.Paragraphs = append(sc.d.Paragraphs, Paragraph{Start: t.Start, First: int32(len(sc.tokens))})
	}
	sc.flags = 0
	sc.tokens = append(sc.tokens, t)
	sc.i = end
}

// word reads a word that begins at sc.i with a letter, and the clitic behind it.
func (sc *scanner) word() {
	s, start := sc.s, sc.i
	if sc.plainWord() {
		return
	}
	if c := s[start] | 0x20; (c == 'h' || c == 'w') && sc.url() {
		return
	}
	if end := acronymEnd(s, start); end > 0 {
		sc.acronym(end)
		return
	}
	sc.wordFrom(start, 0)
}

// plainWord reads a word of ASCII letters and digits that ends where nothing of it can follow: most words. The others
// it leaves to word.
func (sc *scanner) plainWord() bool {
	s, start := sc.s, sc.i
	i, seen := start, byteClass(0)
	for i < len(s) {
		k := classOf[s[i]]
		if k&wordByte == 0 {
			break
		}
		seen |= k
		i++
	}
	if i < len(s) && endsPlain[s[i]] == 0 {
		return false
	}
	t := Token{Kind: Word}
	t.Word, t.Class = sc.d.Lexicon.LookupAt(s, start, i)
	if s[start] <= 'Z' { // it begins with a letter
		t.Flags |= Capital
		if seen&lower == 0 && i > start+1 {
			t.Flags |= AllCaps
		}
	}
	if seen&digit != 0 {
		t.Flags |= Digits
	}
	sc.emit(i, t)
	return true
}

// endsPlain holds the bytes behind which no word goes on.
var endsPlain = func() (t [256]uint8) {
	for c := range t {
		if classOf[c]&(wordByte|high|mark) == 0 && c != '-' && c != '.' && c != ':' && c != '/' || c == '"' {
			t[c] = 1
		}
	}
	return t
}()

// wordFrom reads on a word from i; seen are the classes of the bytes before i.
func (sc *scanner) wordFrom(i int, seen byteClass) {
	s, start := sc.s, sc.i
	first, last := 0, 0 // hyphens
	clitic := 0         // end of the clitic behind the word
	for i < len(s) {
		k := classOf[s[i]]
		if k&wordByte != 0 {
			seen |= k
			i++
			continue
		}
		c := s[i]
		if c == '-' {
			if i+1 < len(s) && i > start && wordAt(s, i+1) {
				if first == 0 {
					first = i
				}
				last = i
				i++
				continue
			}
			break
		}
		if c == '\'' || c == 0xE2 && isRightSingle(s[i:]) {
			n := 1
			if c != '\'' {
				n = 3
			}
			end, begin := cliticAt(s, start, i, n)
			if end > 0 {
				clitic = end
				i = begin
				break
			}
			if i > start && i+n < len(s) && wordAt(s, i+n) && (i-start <= 2 || classOf[s[i+n]]&upper == 0) {
				i += n
				continue
			}
			break
		}
		if k&high != 0 {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == '‑' { // the hyphen that does not break lines
				if first == 0 {
					first = i
				}
				last = i
				i += n
				continue
			}
			if !wordRune(r) {
				break
			}
			if unicode.IsUpper(r) {
				seen |= upper
			} else if unicode.IsLower(r) {
				seen |= lower
			}
			i += n
			continue
		}
		break
	}
	if i == start { // cannot be: the caller saw a letter
		i++
	}
	i = sc.domainEnd(i)
	t := Token{Kind: Word, Flags: sc.shape(start, seen)}
	if end := sc.abbreviationEnd(start, i); end > 0 {
		i = end
		t.Flags |= Stop
	}
	t.Word, t.Class = sc.d.Lexicon.LookupAt(s, start, i)
	if first > 0 {
		t.Flags |= Hyphen
		t.Head = sc.d.Lexicon.Lookup(s[start:first])
		if r, n := utf8.DecodeRuneInString(s[last:]); r != utf8.RuneError {
			t.Tail = sc.d.Lexicon.Lookup(s[last+n : i])
		}
	}
	sc.emit(i, t)
	if clitic > 0 {
		sc.clitic(clitic)
	}
}

// clitic emits the clitic that stands at sc.i.
func (sc *scanner) clitic(end int) {
	t := Token{Kind: Clitic}
	t.Word, t.Class = sc.d.Lexicon.LookupAt(sc.s, sc.i, end)
	sc.emit(end, t)
}

// shape tells a word's case from the classes of its bytes.
func (sc *scanner) shape(start int, seen byteClass) (f Flags) {
	c := sc.s[start]
	if classOf[c]&upper != 0 {
		f |= Capital
	} else if c >= utf8.RuneSelf {
		if r, _ := utf8.DecodeRuneInString(sc.s[start:]); unicode.IsUpper(r) {
			f |= Capital
		}
	}
	if seen&digit != 0 {
		f |= Digits
	}
	if f&Capital != 0 && seen&lower == 0 && start+1 < len(sc.s) && wordAt(sc.s, start+1) {
		f |= AllCaps
	}
	return f
}

// wordAt reports whether a letter or digit begins at i.
func wordAt(s string, i int) bool {
	k := classOf[s[i]]
	if k&wordByte != 0 {
		return true
	}
	if k&high != 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return wordRune(r)
	}
	return false
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\u200d' || r == '\u00ad'
}

func isRightSingle(s string) bool {
	return len(s) >= 3 && s[0] == 0xE2 && s[1] == 0x80 && s[2] == 0x99
}

// cliticAt looks for a clitic whose apostrophe, n bytes long, stands at i. It returns the clitic's end, or 0, and
// where the clitic begins: at i, or at the n of n't.
func cliticAt(s string, start, i, n int) (end, begin int) {
	j := i + n
	k := j
	for k < len(s) && k-j < 3 && classOf[s[k]]&(lower|upper) != 0 {
		k++
	}
	if k-j == 3 || k < len(s) && (classOf[s[k]]&wordByte != 0 || classOf[s[k]]&high != 0 && wordAt(s, k)) {
		return 0, i
	}
	switch k - j {
	case 1:
		switch s[j] | 0x20 {
		case 's', 'd', 'm':
			return k, i
		case 't':
			if i-start >= 2 && s[i-1]|0x20 == 'n' {
				return k, i - 1
			}
		}
	case 2:
		a, b := s[j]|0x20, s[j+1]|0x20
		if b == 'e' && (a == 'r' || a == 'v') || a == 'l' && b == 'l' {
			return k, i
		}
	}
	return 0, i
}

// acronymEnd returns the end of letters with full stops that begin at i (U.S., p.m., J.), or 0.
func acronymEnd(s string, i int) int {
	end := 0
	for i+1 < len(s) && classOf[s[i]]&(lower|upper) != 0 && s[i+1] == '.' {
		i += 2
		end = i
	}
	return end
}

// acronym reads letters with full stops up to end.
func (sc *scanner) acronym(end int) {
	s, start := sc.s, sc.i
	if end-start == 2 && (classOf[s[start]]&upper == 0 || s[start] == 'I') { // "a." and "I." end a sentence
		sc.wordFrom(start, 0)
		return
	}
	if end < len(s) && (wordAt(s, end) || s[end] == '-') { // "U.S.A", "U.S.-led", "e.g.the"
		if s[end] == '-' && end+1 < len(s) && wordAt(s, end+1) {
			sc.wordFrom(end, upper)
			return
		}
		if i := end; classOf[s[i]]&upper != 0 && (i+1 == len(s) || !wordAt(s, i+1)) {
			end++
		} else if end-start == 2 {
			sc.wordFrom(start, 0)
			return
		}
	}
	t := Token{Kind: Word, Flags: Stop}
	t.Word, t.Class = sc.d.Lexicon.LookupAt(s, start, end)
	if classOf[s[start]]&upper != 0 {
		t.Flags |= Capital
		if end-start == 2 {
			t.Flags |= Initial
		} else {
			t.Flags |= AllCaps
		}
	}
	clitic := 0
	if end < len(s) && (s[end] == '\'' || isRightSingle(s[end:])) {
		n := 1
		if s[end] != '\'' {
			n = 3
		}
		clitic, _ = cliticAt(s, start, end, n)
	}
	sc.emit(end, t)
	if clitic > 0 {
		sc.clitic(clitic)
	}
}

// abbreviationEnd returns the end of an abbreviation with its full stop, where the word before i is one, or 0.
func (sc *scanner) abbreviationEnd(start, i int) int {
	s := sc.s
	if i >= len(s) || s[i] != '.' || i-start > 8 || i+1 < len(s) && s[i+1] == '.' {
		return 0
	}
	if _, c := sc.d.Lexicon.LookupAt(s, start, i+1); c&lexicon.Abbrev == 0 {
		return 0
	}
	if i-start == 2 && s[start]|0x20 == 'n' && s[start+1]|0x20 == 'o' { // "No. 5", but "He said no."
		if i+2 >= len(s) || classOf[s[i+2]]&digit == 0 {
			return 0
		}
	}
	return i + 1
}

var domains = map[string]bool{"com": true, "org": true, "net": true, "gov": true, "edu": true, "co": true, "uk": true, "io": true, "tv": true, "info": true, "eu": true, "int": true}

// domainEnd moves the end of a word over ".com" and the like.
func (sc *scanner) domainEnd(i int) int {
	s := sc.s
	for i+2 < len(s) && s[i] == '.' && classOf[s[i+1]]&lower != 0 {
		j := i + 1
		for j < len(s) && j-i < 6 && classOf[s[j]]&lower != 0 {
			j++
		}
		if !domains[s[i+1:j]] || j < len(s) && wordAt(s, j) {
			break
		}
		i = j
	}
	return i
}

// url reads a web address that begins at sc.i.
func (sc *scanner) url() bool {
	s := sc.s[sc.i:]
	if !hasPrefixFold(s, "http://") && !hasPrefixFold(s, "https://") && !hasPrefixFold(s, "www.") {
		return false
	}
	n := 0
	for n < len(s) && classOf[s[n]]&(space|newline|mark) == 0 && s[n] < utf8.RuneSelf && s[n] != '<' && s[n] != '>' {
		n++
	}
	for n > 0 && (s[n-1] == '.' || s[n-1] == ',' || s[n-1] == ')' || s[n-1] == ';') {
		n--
	}
	sc.emit(sc.i+n, Token{Kind: URL})
	return true
}

func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := s[i]; c != prefix[i] && c|0x20 != prefix[i] {
			return false
		}
	}
	return true
}

// number reads digits with their separators, and letters that belong to them: 1,500 3.5 20th 25-year-old.
func (sc *scanner) number() {
	s, i := sc.s, sc.i
	for i < len(s) {
		c := s[i]
		if classOf[c]&digit != 0 {
			i++
			continue
		}
		if (c == ',' || c == '.' || c == ':') && i+1 < len(s) && classOf[s[i+1]]&digit != 0 {
			i += 2
			continue
		}
		break
	}
	if i < len(s) && (classOf[s[i]]&(lower|upper) != 0 || s[i] == '-' && i+1 < len(s) && wordAt(s, i+1)) {
		sc.wordFrom(i, digit)
		return
	}
	sc.emit(i, Token{Kind: Number, Flags: Digits})
}

func (sc *scanner) quoteMark(c byte) {
	s := sc.s
	twice := sc.i+1 < len(s) && s[sc.i+1] == c
	switch {
	case c == '\'' && twice:
		sc.emit(sc.i+2, Token{Kind: Mark, Char: StraightDouble})
	case c == '`' && twice:
		sc.emit(sc.i+2, Token{Kind: Mark, Char: OpenDouble})
	default:
		sc.emit(sc.i+1, Token{Kind: Mark, Char: c})
	}
}

func (sc *scanner) punct(c byte) {
	s, i := sc.s, sc.i
	switch c {
	case '-':
		n := 1
		for i+n < len(s) && s[i+n] == '-' {
			n++
		}
		sc.emit(i+n, Token{Kind: Punct, Char: '-'})
	case '.':
		n := 1
		for i+n < len(s) && s[i+n] == '.' {
			n++
		}
		t := Token{Kind: Punct, Char: '.'}
		if n > 1 {
			t.Char = '~'
		}
		sc.emit(i+n, t)
	case ',', ';', ':', '!', '?', '(', ')', '[', ']', '/':
		sc.emit(i+1, Token{Kind: Punct, Char: c})
	case '@', '#':
		n := 1
		for i+n < len(s) && (classOf[s[i+n]]&wordByte != 0 || s[i+n] == '_') {
			n++
		}
		if n > 1 {
			sc.emit(i+n, Token{Kind: Handle, Char: c})
			return
		}
		fallthrough
	default:
		sc.emit(i+1, Token{Kind: Symbol, Char: c})
	}
}

// beyondASCII reads a token that begins with a character beyond ASCII.
func (sc *scanner) beyondASCII() {
	r, n := utf8.DecodeRuneInString(sc.s[sc.i:])
	switch r {
	case '“', '‟', '＂':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: OpenDouble})
	case '”':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: CloseDouble})
	case '‘', '‛':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: OpenSingle})
	case '’':
		if len(sc.s) > sc.i+n && isRightSingle(sc.s[sc.i+n:]) {
			n *= 2
			sc.emit(sc.i+n, Token{Kind: Mark, Char: CloseDouble})
			return
		}
		sc.emit(sc.i+n, Token{Kind: Mark, Char: CloseSingle})
	case '„':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: LowDouble})
	case '‚':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: LowSingle})
	case '«', '‹':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: LeftGuillemet})
	case '»', '›':
		sc.emit(sc.i+n, Token{Kind: Mark, Char: RightGuillemet})
	case '–', '—', '―', '‒', '−':
		sc.emit(sc.i+n, Token{Kind: Punct, Char: '-'})
	case '…':
		sc.emit(sc.i+n, Token{Kind: Punct, Char: '~'})
	case '\u2028', '\u2029', '\u0085':
		sc.gap()
		sc.closeParagraph()
		sc.i += n
	default:
		switch {
		case unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u2060' || r == '\u200e' || r == '\u200f':
			sc.gap()
			sc.i += n
		case wordRune(r):
			sc.wordFrom(sc.i, 0)
		default:
			sc.emit(sc.i+n, Token{Kind: Symbol})
		}
	}
}
