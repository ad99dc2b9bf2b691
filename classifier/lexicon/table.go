package lexicon

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// table maps forms to IDs. Words of up to 16 bytes, nearly all, are kept inside the slots, so that a look-up touches
// one cache line and never a string.
type table struct {
	slots []slot
	mask  uint32
	long  map[string]ID // forms of more than 16 bytes
}

// slot is half a cache line. The form's class stands in it, too, so that one access tells all that most readers ask.
type slot struct {
	lo, hi uint64
	class  Class
	id     ID
}

func newTable(forms int) table {
	size := 1 << bits.Len(uint(forms*2))
	return table{slots: make([]slot, size), mask: uint32(size - 1), long: map[string]ID{}}
}

func hash(lo, hi uint64) uint32 {
	a, b := bits.Mul64(lo^0x9E3779B97F4A7C15, hi^0xD6E8FEB86659FD93)
	return uint32((a ^ b) >> 7)
}

// insert adds a form in lower case that is not yet in the table.
func (t *table) insert(form string, id ID, class Class) {
	if len(form) > 16 {
		t.long[form] = id
		return
	}
	lo, hi := load(form)
	for i := hash(lo, hi) & t.mask; ; i = (i + 1) & t.mask {
		if t.slots[i].id == 0 {
			t.slots[i] = slot{lo, hi, class, id}
			return
		}
	}
}

// find returns the slot of a form, or an empty one.
func (t *table) find(lo, hi uint64) *slot {
	for i := hash(lo, hi) & t.mask; ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.id == 0 || s.lo == lo && s.hi == hi {
			return s
		}
	}
}

// lookup finds a form in any case. ’ counts as '.
func (t *table) lookup(form string) ID {
	if len(form) <= 16 {
		lo, hi := load(form)
		if (lo|hi)&0x8080808080808080 == 0 {
			return t.find(lowerASCII(lo), lowerASCII(hi)).id
		}
	}
	return t.lookupFolded(form)
}

// slotAt finds the slot of text[start:end]. It reads sixteen bytes at once and cuts off those behind the word. It is
// nil where that cannot be done: then lookup has to.
func (t *table) slotAt(text string, start, end int) *slot {
	n := uint(end - start)
	if n > 16 || n == 0 || start+16 > len(text) {
		return nil
	}
	lo, hi := word8(text[start:]), uint64(0)
	if n <= 8 {
		lo &= ^uint64(0) >> (64 - 8*n)
	} else {
		hi = word8(text[start+8:]) & (^uint64(0) >> (128 - 8*n))
	}
	if (lo|hi)&0x8080808080808080 != 0 {
		return nil
	}
	return t.find(lowerASCII(lo), lowerASCII(hi))
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
		return t.find(loadBytes(b)).id
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
