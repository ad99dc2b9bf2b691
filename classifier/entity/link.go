package entity

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// maxLinks is how many entities that share a word of their name are compared with a mention.
const maxLinks = 16

// link gives each name its entity. Full names of persons and the names of bodies and places come first, so that a
// surname in the headline finds the full name in the text.
func (s *Set) link() {
	words := 0
	for i := range s.names {
		words += int(s.names[i].last-s.names[i].first) + 2
	}
	s.index.reset(words)
	for i := range s.names {
		switch x := &s.names[i]; x.kind {
		case personName, unknownName:
			if x.words > 1 {
				x.entity = s.fullName(i)
			}
		case orgName, placeName, textName:
			if x.words > 1 && s.letters(x) == 0 || x.words == 1 && x.last-x.first > 1 {
				x.entity = s.bodyName(i)
			}
		}
	}
	for i := range s.names {
		x := &s.names[i]
		if x.entity != None {
			continue
		}
		if x.kind == orgName || x.kind == placeName || x.kind == textName {
			if x.words == 1 && (x.place != nil || x.org != nil) {
				x.entity = s.surnameOf(x) // Bolton, Jordan
			}
			if x.entity == None {
				x.entity = s.bodyName(i)
			}
		}
		if x.entity == None {
			x.entity = s.shortName(i)
		}
	}
	for i := range s.names {
		if x := &s.names[i]; x.entity != None {
			s.evidence(x, &s.Entities[x.entity])
		}
	}
}

// readTitle completes the surnames of persons whom the text does not name in full with the given name that the headline
// puts before them.
func (s *Set) readTitle(title string) {
	s.title.Read(s.doc.Lexicon, title)
	for i := int32(1); int(i) < len(s.title.Tokens); i++ {
		given := &s.title.Tokens[i-1]
		if given.Kind != text.Word || given.Flags&text.Capital == 0 || !s.doc.Lexicon.Word(given.Word).Is(lexicon.GivenName) {
			continue
		}
		k := key(s.title.Tokens[i].Word)
		if k == 0 {
			k = hashOf(s.title.TokenText(i))
		}
		l := s.index.first(k)
		if l == None {
			continue
		}
		e := &s.Entities[s.index.links[l].entity]
		if e.full || e.Kind != Person && e.Kind != UnknownKind || clash(e.Gender, genderOf(s.doc.Lexicon.Word(given.Word).Class)) {
			continue
		}
		e.Name, e.Kind, e.full = s.title.Slice(i-1, i+1), Person, true
		if e.Gender == AnyGender {
			e.Gender = genderOf(s.doc.Lexicon.Word(given.Word).Class)
		}
	}
}

// word returns the letters of a word in s.keys.
func (s *Set) word(k int32) string { return s.doc.TokenText(s.words[k]) }

// wordsOf appends the words of a name to s.keys and s.words and returns where they begin.
func (s *Set) wordsOf(first, last int32) int32 {
	at := int32(len(s.keys))
	for i := first; i < last; i++ {
		t := &s.tokens[i]
		if t.Kind != text.Word || int32(len(s.keys)) > at && s.on(i, suffixList) {
			continue
		}
		s.keys = append(s.keys, s.key(i))
		s.words = append(s.words, i)
	}
	return at
}

// fullName finds or makes the entity of a name of two words or more.
func (s *Set) fullName(i int) int32 {
	x := &s.names[i]
	first := x.first
	if x.titled && x.words == 1 {
		first = x.last - 1
	}
	at := s.wordsOf(first, x.bare)
	end := int32(len(s.keys))
	for k := end - 1; k >= at && k >= end-3; k-- {
		n := 0
		for l := s.index.first(s.keys[k]); l != None && n < maxLinks; l = s.index.links[l].next {
			n++
			e := &s.Entities[s.index.links[l].entity]
			if !e.full || e.suffix != x.suffix || clash(e.Gender, x.gender) && e.sure || !s.same(e, at, end) {
				continue
			}
			if s.fuller(e, at, end) {
				e.Name, e.keyFirst, e.keyLast = s.spelling(x), at, end
				s.indexName(s.index.links[l].entity)
			}
			if x.kind == personName {
				e.Kind = Person
			}
			e.Mentions++
			return s.index.links[l].entity
		}
	}
	kind := UnknownKind
	if x.kind == personName {
		kind = Person
	}
	e := s.newEntity(s.spelling(x), kind, x.gender)
	e.full, e.suffix, e.sure = true, x.suffix, x.titled && x.gender != AnyGender
	return s.nameIt(e, at)
}

// fuller reports whether the words at to end are a better name than what e has: they are more, and a longer tail is no
// common word that a headline puts behind the name, or they leave such a word out.
func (s *Set) fuller(e *Entity, at, end int32) bool {
	n, m := end-at, e.keyLast-e.keyFirst
	switch {
	case n > m:
		return s.keys[end-1] == s.keys[e.keyLast-1] || !s.common(s.keys[end-1])
	case n < m:
		return s.keys[end-1] != s.keys[e.keyLast-1] && s.common(s.keys[e.keyLast-1])
	}
	return false
}

// common reports whether a word is one that is seldom a name.
func (s *Set) common(k key) bool {
	if k&hashed != 0 {
		return false
	}
	c := s.doc.Lexicon.Word(lexicon.ID(k)).Class
	return c&open != 0 && c&(lexicon.GivenName|lexicon.PlaceName|lexicon.Honorific) == 0
}

func clash(a, b Gender) bool { return a != AnyGender && b != AnyGender && a != b }

// newEntity lists an entity, with nothing but these known of it. Those that have a name of their own are passed to nameIt.
func (s *Set) newEntity(name string, k Kind, g Gender) *Entity {
	var e *Entity
	s.Entities, e = more(s.Entities)
	*e = Entity{}
	e.Name, e.Kind, e.Gender, e.First, e.roleList, e.last = name, k, g, None, None, None
	return e
}

// nameIt gives the last entity, which is mentioned, the name whose words stand from s.keys[at], and returns it.
func (s *Set) nameIt(e *Entity, at int32) int32 {
	e.Mentions, e.keyFirst, e.keyLast = 1, at, int32(len(s.keys))
	i := int32(len(s.Entities) - 1)
	s.indexName(i)
	return i
}

func (s *Set) indexName(i int32) {
	e := &s.Entities[i]
	for k := e.keyFirst; k < e.keyLast; k++ {
		if t := &s.tokens[s.words[k]]; t.End-t.Start < 2 {
			continue
		}
		s.index.add(s.keys[k], i, k == e.keyLast-1)
	}
}

// shortName finds the entity of a single word, or makes one. It returns None for a word that is a name only if the
// article knows it.
func (s *Set) shortName(i int) int32 {
	x := &s.names[i]
	if x.kind == handleName {
		return s.handle(x)
	}
	k := s.key(x.bare - 1)
	best, score := None, 0
	n, shared := 0, 0
	for l := s.index.first(k); l != None && n < maxLinks; l = s.index.links[l].next {
		n++
		link := s.index.links[l]
		v := s.fits(x, link)
		if v > 40 {
			shared++
		}
		if v > 0 && v >= score { // the links go from the last entity to the first
			best, score = link.entity, v
		}
	}
	if shared > 1 && !x.titled {
		if e := s.family(k); e != None {
			best = e
		}
	}
	if best == None && x.kind != placeName {
		best = s.misspelt(x, k)
	}
	if best != None {
		e := &s.Entities[best]
		e.Mentions++
		if x.titled && e.Gender == AnyGender && x.gender != AnyGender {
			e.Gender, e.sure = x.gender, true
		}
		if x.titled && e.Kind == UnknownKind {
			e.Kind = Person
		}
		return best
	}
	if x.weak && !x.titled {
		return None
	}
	if !x.titled {
		x.gender = AnyGender // Clinton, Kelly: more likely a surname than a given name
	}
	kind, g := UnknownKind, x.gender
	switch x.kind {
	case personName:
		kind = Person
	case orgName, placeName:
		kind, g = Organization, Neuter
	case textName:
		kind, g = Text, Neuter
	}
	e := s.newEntity(s.spelling(x), kind, g)
	e.suffix, e.sure = x.suffix, x.titled && x.gender != AnyGender
	return s.nameIt(e, s.wordsOf(x.bare-1, x.bare))
}

// surnameOf finds the person whose last name a word is that is also a place or a body.
func (s *Set) surnameOf(x *name) int32 {
	if s.located(x.first) || x.the {
		return None
	}
	n := 0
	for l := s.index.first(s.key(x.bare - 1)); l != None && n < maxLinks; l = s.index.links[l].next {
		n++
		k := s.index.links[l]
		if e := &s.Entities[k.entity]; k.last && e.full && e.Kind == Person {
			e.Mentions++
			return k.entity
		}
	}
	return None
}

// fits says how well a single word fits an entity whose name holds it; 0: not at all.
func (s *Set) fits(x *name, l link) int {
	e := &s.Entities[l.entity]
	person := e.Kind == Person || e.Kind == UnknownKind
	v := 1
	switch {
	case person && e.full:
		if x.kind == orgName && s.class(x.first)&lexicon.Body != 0 && (x.the || !l.last || e.Kind != Person) || clash(e.Gender, x.gender) && x.titled {
			return 0
		}
		if x.kind == placeName && (!l.last || e.Kind != Person || s.located(x.first)) {
			return 0
		}
		if x.the && e.Kind != Person {
			v++
		} else if x.the {
			return 0
		}
		if !l.last {
			if s.word(e.keyFirst) != s.doc.TokenText(x.bare-1) && e.keyLast-e.keyFirst > 2 && len(s.word(e.keyLast-2)) < 4 {
				return 0
			}
		} else {
			v += 40
		}
	case person:
		v += 30
	default: // a body: Peabody of Peabody Energy, the Times
		if x.titled || x.kind == placeName {
			return 0
		}
		first := e.keyFirst < e.keyLast && s.keys[e.keyFirst] == s.key(x.bare-1)
		switch {
		case e.keyLast-e.keyFirst <= 1 || x.kind == orgName && s.tokens[x.first].Flags&text.AllCaps != 0:
			v += 20
		case x.the && s.heads(s.key(x.bare-1), e):
			v += 10
		case l.last && (x.the || s.describes(x.last) && s.on(x.bare-1, companyList)):
			v += 10
		case first && !x.the && e.place == nil && x.kind != personName && s.class(x.first)&(open|lexicon.PlaceName) == 0:
			v += 10
		default:
			return 0
		}
		if x.weak && !x.the && !s.describes(x.last) {
			return 0
		}
	}
	return v + int(min(e.Mentions, 9))
}

// sited reports whether a word stands where a place does: in Hampstead, Hampstead, New Hampshire.
func (s *Set) sited(x *name) bool {
	if s.located(x.first) && s.doc.TokenText(x.first-1) != "from" && s.doc.TokenText(x.first-1) != "to" {
		return true
	}
	return s.char(x.last) == ',' && int(x.last)+1 < len(s.tokens) && s.class(x.last+1)&lexicon.PlaceName != 0 && s.tokens[x.last+1].Flags&text.Capital != 0
}

// describes reports whether the word at t is a noun that a name before it describes: a Times article.
func (s *Set) describes(t int32) bool {
	return int(t) < len(s.tokens) && s.tokens[t].Flags&text.Capital == 0 && s.class(t)&lexicon.Noun != 0 && s.class(t)&(lexicon.Past|lexicon.Aux) == 0
}

// located reports whether a preposition of place stands before a token.
func (s *Set) located(i int32) bool {
	if i == 0 {
		return false
	}
	switch s.doc.TokenText(i - 1) {
	case "in", "In", "at", "from", "From", "near", "to", "across", "outside", "into", "around":
		return true
	}
	return false
}

// evidence lets a name that stands in place tell what its entity is.
func (s *Set) evidence(x *name, e *Entity) {
	if e.Kind == UnknownKind {
		switch {
		case x.titled:
			e.Kind = Person
		case x.the || x.words == 1 && s.sited(x):
			e.Kind, e.Gender = Organization, Neuter
		case x.words > 1:
			next := x.last
			if int(next) < len(s.tokens) && s.class(next)&lexicon.CueVerb != 0 {
				e.Kind = Person
			}
		}
	}
	if e.Kind == Person && !e.full && x.words == 1 && !x.titled && s.char(x.last) == ',' && s.sited(x) && (e.Mentions == 1 || s.located(x.first)) {
		e.Kind, e.Gender = Organization, Neuter // Salem, New Hampshire
	}
	if e.Gender == AnyGender && x.gender != AnyGender && (x.words > 1 || x.titled) {
		e.Gender, e.sure = x.gender, x.titled
	}
}
