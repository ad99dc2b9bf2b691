package text

import (
	"unicode"
	"unicode/utf8"
)

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
