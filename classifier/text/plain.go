package text

import (
	"math/bits"
	"slices"

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

// plain reads words, and single marks and blanks between them, from sc.i on, until something comes that it does not
// know, or stop or the end of the text is near. A paragraph must be open.
func (sc *scanner) plain(stop int) {
	s, i, flags := sc.s, sc.i, sc.flags
	tokens, at := sc.tokens[:cap(sc.tokens)], len(sc.tokens)
	stop = min(stop, len(s)-24)
loop:
	for i < stop {
		if at+1 >= len(tokens) {
			tokens = append(tokens, Token{}, Token{})
			tokens = tokens[:cap(tokens)]
		}
		x := word8(s[i:])
		l := letters(x)
		n := bits.TrailingZeros64(^l&tops) >> 3
		if n == 0 {
			c := byte(x)
			if c == ' ' {
				flags |= SpaceBefore
				tokens[at-1].Flags |= SpaceAfter
				i++
				continue
			}
			kind := alone[c]
			if kind == 0 || c == '.' && s[i+1] == '.' {
				break
			}
			t := &tokens[at]
			t.Class, t.Start, t.End, t.Hyphenated = 0, int32(i), int32(i+1), 0
			t.Flags, t.Kind, t.Char = flags, kind, c
			sc.d.Signs = append(sc.d.Signs, int32(at))
			at++
			flags = 0
			i++
			if s[i] == ' ' {
				t.Flags |= SpaceAfter
				flags = SpaceBefore
				i++
			}
			continue
		}
		flags |= Flags(^x&0x20) >> 1 // Capital
		low := x & (l >> 2)          // not 0 where a letter is in lower case
		x |= l >> 2
		key := lexicon.Key(x)
		if n < 8 {
			low, key = first(n, low), lexicon.Key(first(n, x))
		} else {
			y := word8(s[i+8:])
			l = letters(y)
			m := bits.TrailingZeros64(^l&tops) >> 3
			if m == 8 {
				break
			}
			low |= first(m, y&(l>>2))
			key = lexicon.KeyOf(x, first(m, y|l>>2))
			n += m
		}
		if low == 0 && n > 1 {
			flags |= AllCaps
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
				n <= 8 && sc.d.Lexicon.MayAbbreviate(key) {
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
				end = begin
				key = lexicon.Key(first(n-1, uint64(key)))
			}
		default:
			break loop
		}
		t := &tokens[at]
		t.await(key)
		t.Start, t.End, t.Hyphenated, t.Kind, t.Char = int32(i), int32(end), 0, Word, 0
		at++
		i = end
		blank := b2i(s[end] == ' ')
		t.Flags = flags | Flags(blank)*SpaceAfter
		flags = Flags(blank) * SpaceBefore
		i += blank
		if clitic > 0 {
			t.Flags |= Split
			t = &tokens[at]
			t.await(cliticKey(s[end:clitic]))
			t.Start, t.End, t.Hyphenated, t.Flags, t.Kind, t.Char = int32(end), int32(clitic), 0, Split, Clitic, 0
			at++
			i = clitic
		}
	}
	// what was noted of a word that another method shall read does not count
	sc.i, sc.tokens, sc.flags = i, tokens[:at], flags&SpaceBefore
}

// await notes a key until lookUp.
func (t *Token) await(k lexicon.Key) { t.Class = lexicon.Class(k) }

// lookUp asks the lexicon for the words from token first on, whose keys stand in their Class until then: those of a
// paragraph at once, so that the processor can wait for the memory of several of them. It lists the capitals and CueWords, too.
func (sc *scanner) lookUp(first int) {
	d, tokens := sc.d, sc.tokens
	forms, sets := d.Lexicon.Forms(), d.Lexicon.Sets()
	d.Capitals = slices.Grow(d.Capitals, len(tokens)-first)
	capitals, n := d.Capitals[:cap(d.Capitals)], len(d.Capitals)
	d.CueWords = slices.Grow(d.CueWords, len(tokens)-first)
	cues, m := d.CueWords[:cap(d.CueWords)], len(d.CueWords)
	for i := first; i < len(tokens); i++ {
		t := &tokens[i]
		f := forms.Find(lexicon.Key(t.Class))
		t.Word, t.Set, t.Class = f.ID, f.Set, sets[f.Set]
		capitals[n] = int32(i)
		n += int(t.Flags / Capital & 1)
		cues[m] = int32(i)
		m += int(t.Class / lexicon.OpensCue & 1)
	}
	d.Capitals, d.CueWords = capitals[:n], cues[:m]
}

// listPuncts fills Document.Puncts.
func (d *Document) listPuncts() {
	tokens := d.Tokens
	d.Puncts = slices.Grow(d.Puncts[:0], len(tokens))[:len(tokens)]
	clear(d.Puncts)
	for _, i := range d.Signs {
		if t := &tokens[i]; t.Kind == Punct {
			d.Puncts[i] = t.Char
		}
	}
}

// b2i returns 1 for true, without a decision.
func b2i(b bool) (n int) {
	if b {
		n = 1
	}
	return n
}

// cliticKey returns the key of a clitic of ASCII letters: 's, 've, n't.
func cliticKey(s string) (key lexicon.Key) {
	for i, at := 0, 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 0xE2: // ’
			c, i = '\'', i+2
		case c != '\'':
			c |= 0x20
		}
		key |= lexicon.Key(c) << at
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
