package text

import (
	"unicode"
	"unicode/utf8"
)

func (sc *scanner) quoteMark(c byte) {
	s := sc.s
	twice := sc.i+1 < len(s) && s[sc.i+1] == c
	switch {
	case c == '\'' && twice && sc.closesInner():
		sc.emit(sc.i+1, Mark, c, 0)
		sc.emit(sc.i+2, Mark, StraightDouble, 0)
	case c == '\'' && twice:
		sc.emit(sc.i+2, Mark, StraightDouble, 0)
	case c == '`' && twice:
		sc.emit(sc.i+2, Mark, OpenDouble, 0)
	default:
		sc.emit(sc.i+1, Mark, c, 0)
	}
}

// closesInner reports whether three apostrophes stand behind a word: the first one closes the quotation inside the other,
// "He said, 'Come.'" in marks of two and one.
func (sc *scanner) closesInner() bool {
	s, i := sc.s, sc.i
	return i > 0 && s[i-1] > ' ' && s[i-1] != '\'' && i+2 < len(s) && s[i+2] == '\'' && (i+3 == len(s) || s[i+3] != '\'')
}

func (sc *scanner) punct(c byte) {
	s, i := sc.s, sc.i
	switch c {
	case '-':
		n := 1
		for i+n < len(s) && s[i+n] == '-' {
			n++
		}
		sc.emit(i+n, Punct, '-', 0)
	case '.':
		n := 1
		for i+n < len(s) && s[i+n] == '.' {
			n++
		}
		if n > 1 {
			c = '~'
		}
		sc.emit(i+n, Punct, c, 0)
	case ',', ';', ':', '!', '?', '(', ')', '[', ']', '/':
		sc.emit(i+1, Punct, c, 0)
	case '@', '#':
		n := 1
		for i+n < len(s) && (classOf[s[i+n]]&wordByte != 0 || s[i+n] == '_') {
			n++
		}
		if n > 1 {
			sc.emit(i+n, Handle, c, 0)
			return
		}
		fallthrough
	default:
		sc.emit(i+1, Symbol, c, 0)
	}
}

// beyondASCII reads a token that begins with a character beyond ASCII.
func (sc *scanner) beyondASCII() {
	r, n := utf8.DecodeRuneInString(sc.s[sc.i:])
	switch r {
	case '“', '‟', '＂':
		sc.emit(sc.i+n, Mark, OpenDouble, 0)
	case '”', '″': // the second is the sign for inches, which some editors write for it
		sc.emit(sc.i+n, Mark, CloseDouble, 0)
	case '‘', '‛':
		sc.emit(sc.i+n, Mark, OpenSingle, 0)
	case '’':
		if len(sc.s) > sc.i+n && isRightSingle(sc.s[sc.i+n:]) {
			n *= 2
			sc.emit(sc.i+n, Mark, CloseDouble, 0)
			return
		}
		sc.emit(sc.i+n, Mark, CloseSingle, 0)
	case '„':
		sc.emit(sc.i+n, Mark, LowDouble, 0)
	case '‚':
		sc.emit(sc.i+n, Mark, LowSingle, 0)
	case '«', '‹':
		sc.emit(sc.i+n, Mark, LeftGuillemet, 0)
	case '»', '›':
		sc.emit(sc.i+n, Mark, RightGuillemet, 0)
	case '–', '—', '―', '‒', '−':
		sc.emit(sc.i+n, Punct, '-', 0)
	case '…':
		sc.emit(sc.i+n, Punct, '~', 0)
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
			sc.emit(sc.i+n, Symbol, 0, 0)
		}
	}
}
