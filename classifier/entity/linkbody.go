package entity

import (
	"slices"

	"github.com/stance-dev/stance/classifier/text"
)

// bodyName finds or makes the entity of a body, place or text.
func (s *Set) bodyName(i int) int32 {
	x := &s.names[i]
	k, kind := s.bodyKey(x), Organization
	if x.kind == textName {
		kind = Text
	}
	if x.weak {
		if l := s.index.first(k); l == None {
			return None
		}
	}
	if x.words == 1 && x.place == nil && x.org == nil { // the Ministry, IAEA: perhaps the short form of another
		return None
	}
	if a := s.letters(x); x.words > 1 && a != 0 && s.index.first(a) != None {
		k = a
	}
	if l := s.index.first(k); l != None {
		e := s.index.links[l].entity
		s.longer(e, x)
		return e
	}
	at := s.wordsOf(x.first, x.bare)
	if x.place == nil {
		if e := s.partOf(x, at); e != None {
			s.index.add(k, e, false)
			if int32(len(s.keys))-at > s.Entities[e].keyLast-s.Entities[e].keyFirst {
				s.Entities[e].keyFirst, s.Entities[e].keyLast = at, int32(len(s.keys))
				s.indexName(e)
			}
			s.longer(e, x)
			return e
		}
	}
	made := s.newEntity(s.doc.Slice(x.first, x.bare), kind, Neuter)
	made.place, made.org = x.place, x.org
	e := s.nameIt(made, at)
	s.index.add(k, e, false)
	for _, a := range s.acronymsOf(at) {
		if a != 0 {
			s.index.add(a, e, false)
		}
	}
	if x.org != nil || x.place != nil {
		return e
	}
	// the International Atomic Energy Agency (IAEA)
	if i+1 < len(s.names) {
		if y := &s.names[i+1]; y.first == x.last+1 && y.last-y.first == 1 && int(y.last) < len(s.tokens) &&
			s.tokens[x.last].Char == '(' && s.tokens[y.last].Char == ')' {
			s.index.add(s.key(y.first), e, false)
			s.index.add(s.bodyKey(y), e, false)
		}
	}
	return e
}

// partOf finds the body whose name begins or ends with the words from s.keys[at], or is begun or ended by them:
// Department of State, United States Department of State. The shorter one must have two words.
func (s *Set) partOf(x *name, at int32) int32 {
	words := s.keys[at:]
	for _, k := range [2]int{0, len(words) - 1} {
		n := 0
		for l := s.index.first(words[k]); l != None && n < maxLinks; l = s.index.links[l].next {
			n++
			e := &s.Entities[s.index.links[l].entity]
			if e.Kind != Organization && e.Kind != Text || e.place != nil || e.org != nil && x.org != nil {
				continue
			}
			if edge(words, s.keys[e.keyFirst:e.keyLast]) || edge(s.keys[e.keyFirst:e.keyLast], words) {
				return s.index.links[l].entity
			}
		}
	}
	return None
}

// edge reports whether b begins or ends with a, and a has two words or more.
func edge(a, b []key) bool {
	return len(a) >= 2 && len(a) < len(b) && (slices.Equal(a, b[:len(a)]) || slices.Equal(a, b[len(b)-len(a):]))
}

// longer counts a mention and keeps the longer form of the name.
func (s *Set) longer(e int32, x *name) {
	t := &s.Entities[e]
	t.Mentions++
	if n := s.doc.Slice(x.first, x.bare); len(n) > len(t.Name) {
		t.Name = n
	}
}

// bodyKey stands for what a name of a body or place names.
func (s *Set) bodyKey(x *name) key {
	switch {
	case x.place != nil:
		return hashOf(x.place.Name) ^ 1<<60
	case x.org != nil:
		return hashOf(x.org.Name) ^ 1<<61
	}
	h := key(0)
	for i := x.first; i < x.last; i++ {
		if t := &s.tokens[i]; t.Kind == text.Word || t.Kind == text.Number {
			h = (h*0x9E3779B97F4A7C15 + s.key(i)) ^ h>>29
		}
	}
	return h | hashed ^ 1<<62
}

// acronymsOf returns the keys of the initials of the words from s.keys[at], with and without the last one; 0 where
// there are too few.
func (s *Set) acronymsOf(at int32) (a [2]key) {
	if len(s.words)-int(at) < 3 {
		return a
	}
	var buf [12]byte
	n := 0
	for _, t := range s.words[at:] {
		c := s.doc.Text[s.tokens[t].Start]
		if c < 'A' || c > 'Z' {
			continue
		}
		if n == len(buf) {
			return a
		}
		buf[n] = c | 0x20
		n++
	}
	if n >= 3 {
		a[0] = s.rules.key(string(buf[:n]))
	}
	if n >= 4 && s.rules.hasKey(s.keys[len(s.keys)-1], companyList) {
		a[1] = s.rules.key(string(buf[:n-1]))
	}
	return a
}

// letters returns the key of a name that is an acronym with marks inside, PG&E, or 0.
func (s *Set) letters(x *name) key {
	var buf [8]byte
	n := 0
	for i := x.first; i < x.last; i++ {
		t := &s.tokens[i]
		if t.Kind == text.Symbol {
			continue
		}
		if size := t.End - t.Start; size > 3 || size > 1 && t.Flags&text.AllCaps == 0 {
			return 0
		}
		w := s.doc.TokenText(i)
		if n+len(w) > len(buf) {
			return 0
		}
		for j := range len(w) {
			buf[n] = w[j] | 0x20
			n++
		}
	}
	if n < 3 {
		return 0
	}
	return s.rules.key(string(buf[:n]))
}
