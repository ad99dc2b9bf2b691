package lexicon

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/internal/lists"
)

// Key stands for a form in lower case. A form of up to eight bytes is its own key, its first letter in the lowest byte; a
// longer one has a hash of its letters with the top bit set, which a short form of ASCII letters never has. 0 stands for
// no form. That two forms of the lexicon have the same key is seen when it is built; that a word which it lacks has the
// key of one is less likely than an error of the memory.
type Key uint64

// KeyOf returns the key of a form of up to 16 bytes in lower case, of which lo holds the first eight.
func KeyOf(lo, hi uint64) Key {
	if hi == 0 {
		return Key(lo)
	}
	return longKey(lo, hi)
}

// short reports whether it is the key of no other form.
func (k Key) short() bool { return k>>63 == 0 }

func longKey(lo, hi uint64) Key {
	a, b := bits.Mul64(lo^0x9E3779B97F4A7C15, hi^0xD6E8FEB86659FD93)
	return Key(a^b) | 1<<63
}

// noSets are as many of the first sets as no form has, but for the first: those of tokens that are no words, see
// Lexicon.Sets. The keys of the same numbers, which no form has either, lead to them.
const noSets = 8

// table maps the keys of forms to their IDs.
type table struct {
	Forms

	sets  []Class        // the classes that there are; the forms hold indexes into them
	setOf map[Class]Set  // while the table is filled
	stops [1 << 7]uint64 // a bit for each abbreviation without its full stop, by stopBit
}

// Forms are all forms by their keys. A look-up touches a quarter of a cache line, and never a string.
type Forms struct {
	forms []Form // a power of two
}

// Form is what the table knows of a form. ID and Set are 0 for a word that is not in it.
type Form struct {
	Key Key
	ID  ID
	Set Set // of its classes
}

func newTable(forms int) table {
	size := max(bits.Len(uint(forms*3/2)), 4)
	t := table{Forms: Forms{lists.Touched[Form](1 << size)}, sets: make([]Class, noSets), setOf: map[Class]Set{0: 0}}
	for k := Key(1); k < noSets; k++ {
		*t.Find(k) = Form{k, 0, Set(k)}
	}
	return t
}

// hash spreads the keys; its high bits count.
func hash(k Key) uint64 { return uint64(k) * 0x9E3779B97F4A7C15 }

// insert adds a form in lower case that is not yet in the table.
func (t *table) insert(form string, id ID, class Class) {
	set, ok := t.setOf[class]
	if !ok {
		set = Set(len(t.sets))
		t.setOf[class] = set
		t.sets = append(t.sets, class)
	}
	if n := len(form); class&Abbrev != 0 && n <= 9 && form[n-1] == '.' {
		b := stopBit(keyOf(form[:n-1]))
		t.stops[b>>6] |= 1 << (b & 63)
	}
	k := keyOf(form)
	f := t.Find(k)
	if f.Key == k {
		panic("lexicon: two forms have the same key, one is " + form) // the hash has to be another
	}
	*f = Form{k, id, set}
}

func stopBit(k Key) uint64 { return hash(k) >> (64 - 13) }

// Find returns the form with a key. It must not be changed.
func (t Forms) Find(k Key) *Form {
	const used = 20 // bits of the hash: enough for a million places, and a shift by a constant
	mask := uint64(len(t.forms) - 1)
	i := hash(k) >> (64 - used) & mask
	f := &t.forms[i]
	for f.Key != k && f.Key != 0 { // seldom
		i = (i + 1) & mask
		f = &t.forms[i]
	}
	return f
}

// keyAt returns the key of the form text[start:end], in any case. ’ counts as '. Where it can it reads eight bytes at
// once and cuts off those behind the form.
func keyAt(text string, start, end int) Key {
	if n := uint(end - start); n <= 16 && n > 0 {
		var lo, hi uint64
		if start+16 <= len(text) {
			lo, hi = word8(text[start:]), word8(text[start+8:])
		} else {
			var form [16]byte
			copy(form[:], text[start:end])
			lo, hi = binary.LittleEndian.Uint64(form[:]), binary.LittleEndian.Uint64(form[8:])
		}
		if n <= 8 {
			lo, hi = lo&(^uint64(0)>>(64-8*n)), 0
		} else {
			hi &= ^uint64(0) >> (128 - 8*n)
		}
		if (lo|hi)&0x8080808080808080 == 0 {
			return KeyOf(lowerASCII(lo), lowerASCII(hi))
		}
	}
	if end-start > longest {
		return 0
	}
	var buf [2 * longest]byte
	return keyOf(Fold(buf[:0], text[start:end]))
}

// longest is how many bytes a word has at most that is looked up.
const longest = 48

// keyOf returns the key of a form in lower case.
func keyOf[T string | []byte](form T) Key {
	var eight [8]byte
	copy(eight[:], form)
	k := Key(binary.LittleEndian.Uint64(eight[:]))
	for len(form) > 8 {
		form = form[8:]
		eight = [8]byte{}
		copy(eight[:], form)
		k = longKey(uint64(k), binary.LittleEndian.Uint64(eight[:]))
	}
	return k
}

func word8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
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
