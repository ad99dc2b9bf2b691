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

// noLetters returns a number whose lowest bit that is set is the highest of the first byte that is no ASCII letter; 0
// where all eight are letters. What follows that byte does not count: it may be wrong by what was carried.
func noLetters(x uint64) uint64 {
	low := x | 0x20*each
	return ((low + (0x80-'z'-1)*each) | ((0x80+'a'-1)*each - low) | x) & tops
}

// before returns all bits of the bytes before the first one in m, which is such a number.
func before(m uint64) uint64 { return (m ^ (m - 1)) >> 8 }

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
		if at+2 >= len(tokens) { // a word, its clitic, a mark
			tokens = slices.Grow(tokens[:at], 3)
			tokens = tokens[:cap(tokens)]
		}
		var end int
		var key lexicon.Key
		i, end, at, flags, key = spacedWords(s[:stop+24], i, tokens[:len(tokens)-2], at, flags)
		if i >= stop || at+2 >= len(tokens) {
			flags &= SpaceBefore | BehindWord
			continue
		}
		if n := end - i; n > 0 {
			if n == 16 {
				break
			}
			clitic := 0
			switch behind[s[end]] {
			case wordEnds:
			case colon:
				if s[i]|0x20 == 'h' { // http://
					break loop
				}
			case fullStop:
				if c := s[end+1]; n == 1 || c == '.' || classOf[c]&lower != 0 || n == 3 && s[i]|0x20 == 'w' ||
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
					flags |= Split
					end = begin
					key = lexicon.Key(first(n-1, uint64(key)))
				}
			default:
				break loop
			}
			t := &tokens[at]
			t.await(key)
			t.Start, t.End, t.Hyphenated, t.Flags, t.Kind, t.Char = int32(i), int32(end), 0, flags, Word, 0
			at++
			i = end
			flags = BehindWord
			if clitic > 0 {
				t = &tokens[at]
				t.await(cliticKey(s[end:clitic]))
				t.Start, t.End, t.Hyphenated, t.Flags, t.Kind, t.Char = int32(end), int32(clitic), 0, Enclitic|BehindWord, Clitic, 0
				at++
				i = clitic
			}
		}
		c := s[i]
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
		t.Class, t.Start, t.End, t.Hyphenated = lexicon.Class(kind), int32(i), int32(i+1), 0
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
	}
	// what was noted of a word that another method shall read does not count
	sc.i, sc.tokens, sc.flags = i, tokens[:at], flags&(SpaceBefore|BehindWord)
}

// spacedWords reads words of up to 15 letters that have a blank behind them, until something else comes, the last 24
// bytes of s, or the end of tokens. It returns where it stopped and what it knows of the word there: its end, the
// place of its token, its flags and its key. No word stands there where end is i, a longer one where it is 16 letters on.
// It calls nothing and stands apart, so that all of it stays in registers.
//
//go:noinline
func spacedWords(s string, i int, tokens []Token, at int, flags Flags) (start, end, next int, f Flags, k lexicon.Key) {
	for i < len(s)-24 && uint(at) < uint(len(tokens)) {
		x := word8(s[i:])
		f = flags | Flags(^x&0x20)>>1 // Capital
		low := x | 0x20*each
		var n int
		if m := noLetters(x); m != 0 {
			if m&0x80 != 0 {
				return i, i, at, flags, 0
			}
			n = bits.TrailingZeros64(m) >> 3
			k = lexicon.Key(low & before(m))
			if x&0x2000 == 0 && n > 1 && x&before(m)&(0x20*each) == 0 { // most have a small letter in the second place
				f |= AllCaps
			}
		} else {
			y := word8(s[i+8:])
			m := noLetters(y)
			if m == 0 {
				return i, i + 16, at, flags, 0
			}
			n = 8 + bits.TrailingZeros64(m)>>3
			k = lexicon.KeyOf(low, (y|0x20*each)&before(m))
			y &= before(m)
			if x&0x2000 == 0 && (x|y)&(0x20*each) == 0 {
				f |= AllCaps
			}
		}
		end = i + n
		if s[end] != ' ' {
			return i, end, at, f, k
		}
		t := &tokens[at]
		*t = Token{}
		t.await(k)
		t.Start, t.End, t.Flags = int32(i), int32(end), f|SpaceAfter
		at++
		i = end + 1
		flags = SpaceBefore | BehindWord
	}
	return i, i, at, flags, 0
}

// await notes a key until lookUp. That of a token that is no word or clitic is its kind.
func (t *Token) await(k lexicon.Key) { t.Class = lexicon.Class(k) }

// lookUp asks the lexicon for the words from token first on, whose keys stand in their Class until then: those of a
// paragraph together, so that the processor can wait for the memory of several of them. It lists the capitals and CueWords, too.
func (sc *scanner) lookUp(first int) {
	d := sc.d
	for ; first < len(sc.tokens); first += 64 {
		capitals, cues := findForms(d.Lexicon, sc.tokens[first:min(first+64, len(sc.tokens))])
		d.Capitals, d.CueWords = appendBits(d.Capitals, first, capitals), appendBits(d.CueWords, first, cues)
	}
}

// findForms replaces the keys of up to 64 tokens by what the lexicon says, and returns a bit for each that has a capital,
// and for each that opens a cue. It calls nothing and stands apart, so that what it needs stays in registers.
//
//go:noinline
func findForms(lex *lexicon.Lexicon, tokens []Token) (capitals, cues uint64) {
	forms, sets := lex.Forms(), lex.Sets()
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		f := forms.Find(lexicon.Key(t.Class))
		c := sets[f.Set]
		t.Word, t.Set, t.Class = f.ID, f.Set, c
		capitals = capitals<<1 | uint64(t.Flags/Capital&1)
		cues = cues<<1 | uint64(c/lexicon.OpensCue&1)
	}
	return capitals, cues
}

// appendBits appends the places of the bits that are set, of which the lowest one stands for first.
func appendBits(list []int32, first int, set uint64) []int32 {
	n := len(list)
	list = slices.Grow(list, 64)[:n+64]
	for room := list[n:]; set != 0; set &= set - 1 {
		room[0] = int32(first + bits.TrailingZeros64(set))
		room = room[1:]
		n++
	}
	return list[:n]
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
