package lexicon

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// table maps forms to IDs. Words of up to 16 bytes, nearly all, are kept inside the slots, so that a look-up touches
// one cache line and never a string. Those of up to 8 bytes, most words of a text, have slots of half the size to
// themselves: four of them share a cache line, and all take a megabyte.
type table struct {
	short      []shortSlot
	shortShift uint8
	wide       []wideSlot
	wideMask   uint32
	long       map[string]ID // forms of more than 16 bytes

	sets  []Class        // the classes that there are; the short slots hold indexes into them
	setOf map[Class]Set  // while the table is filled
	stops [1 << 7]uint64 // a bit for each abbreviation without its full stop, by stopBit
}

type shortSlot struct {
	key uint64
	id  ID
	set Set
}

// wideSlot is half a cache line. The form's class stands in it, too, so that one access tells all that most readers ask.
type wideSlot struct {
	lo, hi uint64
	class  Class
	id     ID
	set    Set
}

func newTable(forms []string) table {
	short, wide := 0, 0
	for _, f := range forms {
		if len(f) <= 8 {
			short++
		} else if len(f) <= 16 {
			wide++
		}
	}
	shortBits := max(bits.Len(uint(short*3/2)), 4)
	wideSize := 1 << max(bits.Len(uint(wide*3/2)), 4)
	return table{
		short: make([]shortSlot, 1<<shortBits), shortShift: uint8(64 - shortBits),
		wide: make([]wideSlot, wideSize), wideMask: uint32(wideSize - 1), long: map[string]ID{},
		sets: []Class{0}, setOf: map[Class]Set{0: 0},
	}
}

func hash(lo, hi uint64) uint32 {
	a, b := bits.Mul64(lo^0x9E3779B97F4A7C15, hi^0xD6E8FEB86659FD93)
	return uint32((a ^ b) >> 7)
}

func hashShort(key uint64) uint64 { return (key ^ key>>29) * 0x9E3779B97F4A7C15 }

// insert adds a form in lower case that is not yet in the table.
func (t *table) insert(form string, id ID, class Class) Set {
	set, ok := t.setOf[class]
	if !ok {
		set = Set(len(t.sets))
		t.setOf[class] = set
		t.sets = append(t.sets, class)
	}
	if n := len(form); class&Abbrev != 0 && n <= 9 && form[n-1] == '.' {
		lo, _ := load(form[:n-1])
		t.stops[stopBit(lo)>>6] |= 1 << (stopBit(lo) & 63)
	}
	switch lo, hi := load(form); {
	case len(form) <= 8:
		*t.findShort(lo) = shortSlot{lo, id, set}
	case len(form) <= 16:
		*t.findWide(lo, hi) = wideSlot{lo, hi, class, id, set}
	default:
		t.long[form] = id
	}
	return set
}

func stopBit(key uint64) uint64 { return hashShort(key) >> (64 - 13) }

// findShort returns the slot of a form of up to 8 bytes, or an empty one.
func (t *table) findShort(key uint64) *shortSlot {
	for i := hashShort(key) >> t.shortShift; ; i = (i + 1) & uint64(len(t.short)-1) {
		s := &t.short[i]
		if s.key == key || s.id == 0 {
			return s
		}
	}
}

// findWide returns the slot of a form of 9 to 16 bytes, or an empty one.
func (t *table) findWide(lo, hi uint64) *wideSlot {
	for i := hash(lo, hi) & t.wideMask; ; i = (i + 1) & t.wideMask {
		s := &t.wide[i]
		if s.id == 0 || s.lo == lo && s.hi == hi {
			return s
		}
	}
}

func (t *table) find(lo, hi uint64) Found {
	if hi == 0 {
		s := t.findShort(lo)
		return Found{t.sets[s.set], s.id, s.set}
	}
	s := t.findWide(lo, hi)
	return Found{s.class, s.id, s.set}
}

// lookup finds a form in any case. ’ counts as '.
func (t *table) lookup(form string) ID {
	if len(form) <= 16 {
		lo, hi := load(form)
		if (lo|hi)&0x8080808080808080 == 0 {
			return t.find(lowerASCII(lo), lowerASCII(hi)).ID
		}
	}
	return t.lookupFolded(form)
}

// keyAt returns the key of text[start:end] in lower case, as find takes it. It reads sixteen bytes at once and cuts off
// those behind the form; it is false where it cannot, or where letters beyond ASCII or too many stand there.
func keyAt(text string, start, end int) (lo, hi uint64, ok bool) {
	n := uint(end - start)
	if n > 16 || n == 0 || start+16 > len(text) {
		return 0, 0, false
	}
	lo = word8(text[start:])
	if n <= 8 {
		lo &= ^uint64(0) >> (64 - 8*n)
	} else {
		hi = word8(text[start+8:]) & (^uint64(0) >> (128 - 8*n))
	}
	return lowerASCII(lo), lowerASCII(hi), (lo|hi)&0x8080808080808080 == 0
}

func word8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// lookupFolded is the slow path: long words and words with letters beyond ASCII.
func (t *table) lookupFolded(form string) ID {
	var buf [64]byte
	if len(form) > 48 {
		return 0
	}
	b := Fold(buf[:0], form)
	if len(b) <= 16 {
		return t.find(loadBytes(b)).ID
	}
	return t.long[string(b)]
}

// Fold appends form in lower case, with ’ as ', as the lexicon keeps its forms.
func Fold(dst []byte, form string) []byte {
	for _, r := range form {
		switch {
		case r == '’':
			dst = append(dst, '\'')
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r |= 0x20
			}
			dst = append(dst, byte(r))
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// lowerASCII puts the capital letters among eight ASCII bytes into lower case.
func lowerASCII(x uint64) uint64 {
	const ones = 0x0101010101010101
	upper := (x + ones*(0x80-'A')) &^ (x + ones*(0x80-'Z'-1)) & (ones * 0x80)
	return x | upper>>2
}

func load(s string) (lo, hi uint64) {
	var b [16]byte
	copy(b[:], s)
	return binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])
}

func loadBytes(s []byte) (lo, hi uint64) {
	var b [16]byte
	copy(b[:], s)
	return binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])
}
