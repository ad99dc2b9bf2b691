package text

import (
	"math/bits"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// Most of a text is words of ASCII letters with a blank, a comma or a full stop behind. plain reads these eight bytes
// at a time and leaves everything else to the other methods of the scanner.

const (
	each = 0x0101010101010101 // one in each byte
	tops = 0x80 * each
)

// word8 returns the first eight bytes of s, the first in the lowest byte.
func word8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// letters returns 0x80 in each byte that is an ASCII letter, and 0 in the others.
func letters(x uint64) uint64 {
	low := (x | 0x20*each) &^ tops
	return (low + (0x80-'a')*each) &^ (low + (0x80-'z'-1)*each) &^ x & tops
}

// first returns the lowest n bytes of x, n < 8.
func first(n int, x uint64) uint64 { return x & (1<<(8*n&63) - 1) }

// pending are words whose look-up waits until there are many: then their memory is waited for once.
type pending struct {
	short           [lexicon.Batch]uint64
	wide            [lexicon.Batch][2]uint64
	shortAt, wideAt [lexicon.Batch]int32 // their tokens
	shorts, wides   uint
	found           [lexicon.Batch]lexicon.Found
}

// found takes what the lexicon knows of the word.
func (t *Token) found(f lexicon.Found) { t.Word, t.Class, t.Set = f.ID, f.Class, f.Set }

// lookUp looks up the words that wait.
func (sc *scanner) lookUp() {
	p, tokens := &sc.d.pending, sc.tokens
	if p.shorts > 0 {
		sc.d.Lexicon.FindShort(p.short[:p.shorts], &p.found)
		for i, at := range p.shortAt[:p.shorts] {
			tokens[at].found(p.found[i])
		}
		p.shorts = 0
	}
	if p.wides > 0 {
		sc.d.Lexicon.FindWide(p.wide[:p.wides], &p.found)
		for i, at := range p.wideAt[:p.wides] {
			tokens[at].found(p.found[i])
		}
		p.wides = 0
	}
}

// plain reads words, and single marks and blanks between them, from sc.i on, until something comes that it does not
// know, or stop or the end of the text is near. A paragraph must be open.
func (sc *scanner) plain(stop int) {
	s, i, tokens, capitals, signs, flags := sc.s, sc.i, sc.tokens, sc.capitals, sc.signs, sc.flags
	lex, p := sc.d.Lexicon, &sc.d.pending
	stop = min(stop, len(s)-24)
loop:
	for i < stop {
		if len(tokens)+1 >= cap(tokens) {
			tokens = append(tokens, Token{}, Token{})[:len(tokens)]
		}
		x, y := word8(s[i:]), uint64(0)
		l := letters(x)
		n := bits.TrailingZeros64(^l&tops) >> 3
		if n == 0 {
			c := s[i]
			if c == ' ' {
				flags |= SpaceBefore
				tokens[len(tokens)-1].Flags |= SpaceAfter
				i++
				continue
			}
			kind := alone[c]
			if kind == 0 || c == '.' && s[i+1] == '.' {
				break
			}
			at := len(tokens)
			signs = append(signs, int32(at))
			tokens = tokens[:at+1]
			t := &tokens[at]
			t.Class, t.Start, t.End, t.Word, t.Hyphenated, t.Set = 0, int32(i), int32(i+1), 0, 0, 0
			t.Flags, t.Kind, t.Char = flags, kind, c
			flags = 0
			i++
			if s[i] == ' ' {
				t.Flags |= SpaceAfter
				flags = SpaceBefore
				i++
			}
			continue
		}
		low := x & (l >> 2) // not 0 where a letter is in lower case
		if n < 8 {
			low, x = first(n, low), first(n, x|l>>2)
		} else {
			x |= l >> 2
			y = word8(s[i+8:])
			l = letters(y)
			m := bits.TrailingZeros64(^l&tops) >> 3
			if m == 8 {
				break
			}
			low |= first(m, y&(l>>2))
			y = first(m, y|l>>2)
			n += m
		}
		f := flags | Flags(^s[i]&0x20)>>1 // Capital
		if low == 0 && n > 1 {
			f |= AllCaps
		}
		end, clitic := i+n, 0
		switch behind[s[end]] {
		case wordEnds:
		case colon:
			if byte(x) == 'h' { // http://
				break loop
			}
		case fullStop:
			if c := s[end+1]; n == 1 || c == '.' || classOf[c]&lower != 0 || n == 3 && byte(x) == 'w' ||
				n <= 8 && lex.MayAbbreviate(x) {
				break loop
			}
		case apostrophe, e2:
			w := 1
			if s[end] != '\'' {
				c := s[end+2]
				if s[end+1] != 0x80 || (c < 0x93 || c > 0x9D) && c != 0xA6 {
					break loop
				}
				if c != 0x99 { // a dash, a quotation mark, an ellipsis
					break
				}
				w = 3
			}
			var begin int
			if clitic, begin = cliticAt(s, i, end, w); clitic == 0 {
				if wordAt(s, end+w) {
					break loop // O'Brien
				}
				break
			}
			if begin < end { // n't
				if n > 8 {
					break loop
				}
				n, end = n-1, begin
				x = first(n, x)
			}
		default:
			break loop
		}
		at := len(tokens)
		tokens = tokens[:at+1]
		t := &tokens[at]
		t.Start, t.End, t.Hyphenated, t.Kind, t.Char = int32(i), int32(end), 0, Word, 0
		i = end
		blank := b2i(s[end] == ' ')
		flags = Flags(blank) * SpaceBefore
		t.Flags = f | Flags(blank)*SpaceAfter
		i += blank
		capitals = append(capitals, int32(at))[:len(capitals)+int(f/Capital&1)]
		// the key goes to both lists, and counts in one: which one could not be foreseen
		p.short[p.shorts&(lexicon.Batch-1)], p.shortAt[p.shorts&(lexicon.Batch-1)] = x, int32(at)
		p.wide[p.wides&(lexicon.Batch-1)], p.wideAt[p.wides&(lexicon.Batch-1)] = [2]uint64{x, y}, int32(at)
		wide := uint(b2i(n > 8))
		p.shorts += 1 - wide
		p.wides += wide
		if clitic > 0 {
			k := p.shorts & (lexicon.Batch - 1)
			p.short[k], p.shortAt[k] = cliticKey(s[end:clitic]), int32(at+1)
			p.shorts++
			tokens = tokens[:at+2]
			t := &tokens[at+1]
			t.Start, t.End, t.Hyphenated, t.Flags, t.Kind, t.Char = int32(end), int32(clitic), 0, 0, Clitic, 0
			i = clitic
		}
		if p.shorts >= lexicon.Batch-1 || p.wides == lexicon.Batch {
			sc.tokens = tokens
			sc.lookUp()
		}
	}
	sc.i, sc.tokens, sc.capitals, sc.signs, sc.flags = i, tokens, capitals, signs, flags
}

// b2i returns 1 for true, without a decision.
func b2i(b bool) (n int) {
	if b {
		n = 1
	}
	return n
}

// cliticKey returns the key of a clitic of ASCII letters: 's, 've, n't.
func cliticKey(s string) (key uint64) {
	for i, at := 0, 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 0xE2: // ’
			c, i = '\'', i+2
		case c != '\'':
			c |= 0x20
		}
		key |= uint64(c) << at
		at += 8
	}
	return key
}

// alone holds the kind of each mark that is a token by itself wherever it stands; 0, that of words, for all else.
var alone = func() (t [256]Kind) {
	for _, c := range ".,;:!?()[]/" {
		t[c] = Punct
	}
	t['"'] = Mark
	return t
}()

// What may stand behind the letters of a word.
const (
	unknown uint8 = iota // may go on with the word
	wordEnds
	colon
	fullStop
	apostrophe
	e2 // the first byte of ’ and other marks
)

var behind = func() (t [256]uint8) {
	for c := range t {
		if endsPlain[c] != 0 {
			t[c] = wordEnds
		}
	}
	t[':'], t['/'], t['.'], t['\''], t[0xE2] = colon, colon, fullStop, apostrophe, e2
	return t
}()
