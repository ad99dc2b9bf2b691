package entity

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/internal/lists"
)

// key stands for a word in any case: its lexicon ID, or a hash of its letters where the lexicon lacks it.
type key uint64

const hashed key = 1 << 63

// key returns the key of the word at a token.
func (s *Set) key(i int32) key {
	if w := s.tokens[i].Word; w != 0 {
		return key(w)
	}
	return s.hash(i)
}

// hash returns the hash of a token's letters. A name is asked for it again and again.
func (s *Set) hash(i int32) key {
	if s.noted[i]&notedHash == 0 {
		s.noted[i] |= notedHash
		t := &s.tokens[i]
		s.hashes[i] = hashAt(s.doc.Text, int(t.Start), int(t.End))
	}
	return s.hashes[i]
}

// noted tells what is known of a token already.
type noted uint8

const (
	notedHash   noted = 1 << iota // Set.hashes holds its hash
	notedOpens                    // opens was asked
	notedOpener                   // and said yes
	notedPart                     // it is part of a name wherever a name may stand
)

// plainLetters are the letters from À to ſ without their marks.
const plainLetters = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// plainLetter returns a letter in lower case and without its mark: e for É.
func plainLetter(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r | 0x20
	case r < 'À':
		return r
	case r <= 'ſ':
		return rune(plainLetters[r-'À'])
	case r == '’':
		return '\''
	}
	return unicode.ToLower(r)
}

// hashOf hashes the letters in lower case and without marks.
func hashOf(w string) key { return hashAt(w, 0, len(w)) }

// maxHashed is how many letters are hashed eight at a time; longer words go letter by letter.
const maxHashed = 64

// hashAt is hashOf for text[start:end]. It reads eight bytes at once where text goes on behind.
func hashAt(text string, start, end int) key {
	if end-start > maxHashed {
		return hashMarked(text[start:end])
	}
	h := uint64(end - start)
	for i := start; i < end; i += 8 {
		var x uint64
		if i+8 <= len(text) {
			b := text[i : i+8]
			x = uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
			if n := end - i; n < 8 {
				x &= 1<<(8*n) - 1
			}
		} else {
			for k := end - 1; k >= i; k-- {
				x = x<<8 | uint64(text[k])
			}
		}
		if x&(ones*0x80) != 0 {
			return hashMarked(text[start:end])
		}
		h = addEight(h, x)
	}
	return key(h) | hashed
}

const ones = 0x0101010101010101

// addEight adds up to eight ASCII letters, in any case, to a hash.
func addEight(h, x uint64) uint64 {
	upper := (x + ones*(0x80-'A')) &^ (x + ones*(0x80-'Z'-1)) & (ones * 0x80)
	h = (h ^ (x | upper>>2)) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// hashMarked is hashOf for words that are long or hold letters with marks.
func hashMarked(w string) key {
	var buf [maxHashed]byte
	n := 0
	for _, r := range w {
		if r = plainLetter(r); r >= utf8.RuneSelf || n == len(buf) {
			return hashRunes(w)
		}
		buf[n] = byte(r)
		n++
	}
	h := uint64(n)
	for i := 0; i < n; i += 8 {
		h = addEight(h, binary.LittleEndian.Uint64(buf[i&(maxHashed-8):]))
	}
	return key(h) | hashed
}

// hashRunes is FNV-1a, for what is long or in other letters.
func hashRunes(w string) key {
	h := uint64(14695981039346656037)
	for _, r := range w {
		h = (h ^ uint64(plainLetter(r))) * 1099511628211
	}
	return key(h) | hashed
}

// keyIndex maps a key to the entities that were listed under it, latest first.
type keyIndex struct {
	keys  []key   // a hash table, larger by half than what it holds
	head  []int32 // by slot of keys
	links []link
}

type link struct {
	entity int32
	next   int32
	last   bool // the key is the last word of a person's name
}

// reset empties the index for up to n keys.
func (x *keyIndex) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	x.keys, x.head, x.links = lists.Resize(x.keys, size), lists.Resize(x.head, size), x.links[:0]
	clear(x.keys)
}

// slot returns where a key stands, or is to stand.
func (x *keyIndex) slot(k key) int {
	m := uint64(len(x.keys) - 1)
	i := (uint64(k) * 0x9E3779B97F4A7C15) >> 20 & m
	for x.keys[i] != k && x.keys[i] != 0 {
		i = (i + 1) & m
	}
	return int(i)
}

func (x *keyIndex) add(k key, entity int32, last bool) {
	i := x.slot(k)
	next := None
	if x.keys[i] != 0 {
		next = x.head[i]
	}
	x.keys[i], x.head[i] = k, int32(len(x.links))
	var l *link
	x.links, l = more(x.links)
	l.entity, l.next, l.last = entity, next, last
}

// first returns the latest link of a key, or None.
func (x *keyIndex) first(k key) int32 {
	if i := x.slot(k); x.keys[i] != 0 {
		return x.head[i]
	}
	return None
}
