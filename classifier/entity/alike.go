package entity

import (
	"strings"
	"unicode/utf8"
)

// same reports whether the words at to end can name the person e: the last words agree and the first ones do not
// contradict, or the shorter name's words stand in the longer one.
func (s *Set) same(e *Entity, at, end int32) bool {
	a, b := s.keys[e.keyFirst:e.keyLast], s.keys[at:end]
	if a[len(a)-1] == b[len(b)-1] {
		if a[0] == b[0] {
			return true
		}
		if v, w := s.word(e.keyFirst), s.word(at); initialOf(v, w) || initialOf(w, v) || shortOf(v, w) || shortOf(w, v) {
			return true
		}
		for _, k := range a[:len(a)-1] {
			if k == b[0] {
				return true
			}
		}
		for _, k := range b[:len(b)-1] {
			if k == a[0] {
				return true
			}
		}
		return false
	}
	return within(a, b) || within(b, a)
}

// initialOf reports whether a is "J." and b "John", or a is "J" and b "John".
func initialOf(a, b string) bool {
	return (len(a) == 1 || len(a) == 2 && a[1] == '.') && len(b) > 0 && a[0] == b[0]
}

// shortOf reports whether a shortens b: Tim, Timothy.
func shortOf(a, b string) bool { return len(a) >= 3 && len(a) < len(b) && strings.HasPrefix(b, a) }

// within reports whether the words of a, at least two, stand in b in their order, beginning with the same.
func within(a, b []key) bool {
	if len(a) < 2 || len(a) >= len(b) || a[0] != b[0] {
		return false
	}
	j := 0
	for _, k := range b {
		if j < len(a) && a[j] == k {
			j++
		}
	}
	return j == len(a)
}

// misspelt finds a person whose surname is one edit from the word: Areikat, Aerikat.
func (s *Set) misspelt(x *name, k key) int32 {
	w := s.doc.TokenText(x.last - 1)
	if k&hashed == 0 || len(w) < 5 || x.kind == orgName || x.kind == textName {
		return None
	}
	for e := len(s.Entities) - 1; e >= 0 && e >= len(s.Entities)-32; e-- {
		t := &s.Entities[e]
		if !t.full || t.keyLast <= t.keyFirst || s.keys[t.keyLast-1]&hashed == 0 {
			continue
		}
		if v := s.word(t.keyLast - 1); oneEdit(w, v) || sameButAccents(w, v) {
			return int32(e)
		}
	}
	return None
}

// oneEdit reports whether two words that begin alike differ by one letter more, less, other, or by two neighbours
// that changed places.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && a[i]|0x20 == b[i]|0x20 {
		i++
	}
	if i == len(a) {
		return len(b) > len(a) && b[len(b)-1] != 's'
	}
	if len(a) < len(b) {
		return strings.EqualFold(a[i:], b[i+1:])
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// sameButAccents reports whether two words have the same letters when those with accents count as those without.
func sameButAccents(a, b string) bool {
	for len(a) > 0 && len(b) > 0 {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x|0x20 != y|0x20 && (x < utf8.RuneSelf) == (y < utf8.RuneSelf) {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return a == b
}

// handle finds the person whose surname a handle holds: @realDonaldTrump.
func (s *Set) handle(x *name) int32 {
	h := s.doc.TokenText(x.first)
	if h[0] != '@' {
		return None
	}
	low := strings.ToLower(h)
	for e := range s.Entities[:min(len(s.Entities), 64)] {
		t := &s.Entities[e]
		if !t.full || t.keyLast <= t.keyFirst {
			continue
		}
		w := s.word(t.keyLast - 1)
		if len(w) > 3 && (w[0] >= utf8.RuneSelf || strings.IndexByte(low, w[0]|0x20) > 0) && strings.Contains(low, strings.ToLower(w)) {
			t.Mentions++
			return int32(e)
		}
	}
	return s.nameIt(s.newEntity(h, UnknownKind, AnyGender), int32(len(s.keys)))
}
