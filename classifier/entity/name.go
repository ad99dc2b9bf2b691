package entity

import (
	"github.com/stance-dev/stance/classifier/lexicon"
)

// name is a stretch of words that is read as a name, before it is known whose.
type name struct {
	first, last         int32
	bare                int32 // the end without MP, OBE behind it
	roleFirst, roleLast int32 // the titles before it in the same run; empty where there are none
	kind                nameKind
	entity              int32
	place               *lexicon.Place // where it is a known one
	org                 *lexicon.Org
	gender              Gender
	words               int32 // without titles, initials count
	titled              bool  // a title or honorific stands before it
	the                 bool  // "the" stands before it
	weak                bool  // a name only if the article knows it from elsewhere
	modifier            bool  // stands before a title or another name in the same run
	suffix              key   // Jr.
}

type nameKind uint8

const (
	unknownName nameKind = iota
	personName
	orgName
	placeName
	textName
	handleName
)

// segment reads the run in s.units into names.
func (s *Set) segment() {
	us := s.units
	end := us[len(us)-1].last
	for len(us) > 2 && us[len(us)-1].kind != suffixUnit && s.on(us[len(us)-1].first, postnominalList) {
		us = us[:len(us)-1]
	}
	before, last := len(s.names), us[len(us)-1].last
	s.read(us)
	if n := len(s.names); last < end && n > before && s.names[n-1].kind == personName && s.names[n-1].last == last {
		s.names[n-1].last = end
	}
}

// read reads units into names.
func (s *Set) read(us []unit) {
	for len(us) > 1 && (us[len(us)-1].kind == linkUnit || us[len(us)-1].kind == particleUnit) {
		us = us[:len(us)-1]
	}
	n := len(us)
	if n == 1 {
		s.one(us)
		return
	}
	title := n - 1
	for title >= 0 && !s.isTitle(us, title) {
		title--
	}
	if s.isBody(&us[n-1]) && us[n-2].kind != initialUnit && (title < n-2 || us[n-1].kind == orgUnit) && !(title >= 0 && us[title].kind == honorUnit) && !s.pluralSurname(us) {
		if us[n-1].kind != orgUnit && title <= 0 {
			for len(us) > 2 && s.on(us[0].first, formerList) {
				us = us[1:]
			}
			if s.on(us[0].last-1, headList) && us[0].kind == wordUnit {
				s.emit(us, orgName) // Department for … Industrial Strategy
				return
			}
			s.emit(us, s.bodyKind(&us[len(us)-1]))
			return
		}
	}
	if title < 0 {
		s.untitled(us)
		return
	}
	if title == n-1 { // no name: the Israeli Prime Minister
		s.modifiers(us[:title])
		return
	}
	rest := us[title+1:]
	for i := range rest {
		if rest[i].kind != linkUnit || i == 0 || s.doc.TokenText(rest[i].first) == "," {
			continue
		}
		if title == 0 && us[0].class&lexicon.Adjective != 0 { // Royal Institute of Architects
			s.emit(us, orgName)
			return
		}
		s.modifiers(us[:title])
		s.untitled(rest)
		return
	}
	if rest[0].kind == placeUnit && len(rest) == 1 && us[title].kind == titleUnit && rest[0].class&lexicon.GivenName == 0 && s.isCountry(&rest[0]) ||
		rest[0].kind == orgUnit && len(rest) == 1 && us[title].kind == titleUnit {
		s.modifiers(us[:title])
		s.untitled(rest)
		return
	}
	if rest[0].kind == wordUnit && len(rest) == 1 && (rest[0].class&lexicon.Demonym != 0 || s.isBody(&rest[0])) && us[title].kind == titleUnit {
		s.modifiers(us[:title])
		return
	}
	for i := 0; i+2 < len(rest) && us[title].kind == titleUnit; i++ { // Speaker Kano Assembly Ann Lee
		if rest[i].kind == wordUnit && s.isBody(&rest[i]) && rest[i].class&lexicon.GivenName == 0 && rest[i+1].kind == wordUnit && rest[i+1].class&open == 0 {
			rest = rest[i+1:]
			break
		}
	}
	s.modifiers(us[:title])
	first := title
	for first > 0 && us[first-1].kind != honorUnit {
		first--
	}
	x := s.emit(rest, personName)
	x.titled = true
	if g := s.titleGender(us[:title+1]); g != AnyGender {
		x.gender = g
	} else if x.words == 1 {
		x.gender = AnyGender // a surname, whatever it means as a given name
	}
	key := s.key(us[title].first)
	if us[title].last-us[title].first == 1 && s.rules.hasKey(key, regnalList) && x.words == 1 {
		x.first = us[title].first
		x.roleFirst, x.roleLast = us[0].first, us[title].last
		return
	}
	for first <= title && s.on(us[first].last-1, plainList) {
		first++
	}
	if first <= title {
		x.roleFirst, x.roleLast = us[first].first, us[title].last
		if s.rules.hasKey(key, plainList) && us[title].last-us[title].first == 1 {
			x.roleLast = us[title].first
		}
	}
}

// isTitle reports whether a unit is a title or honorific of what follows, and no surname.
func (s *Set) isTitle(us []unit, k int) bool {
	u := &us[k]
	if u.kind != honorUnit && u.kind != titleUnit {
		return false
	}
	for i := range us { // Citizens for Tax Justice
		if us[i].kind == linkUnit && (i == k+1 || i < k && k == len(us)-1) {
			return false
		}
	}
	if k > 0 && k == len(us)-2 && u.last-u.first == 1 && u.class&lexicon.GivenName != 0 && us[k-1].kind == titleUnit && us[k+1].kind == wordUnit {
		return false // Defender Dean Cobb
	}
	if u.last-u.first > 1 || k == 0 || k < len(us)-1 && us[k+1].kind != suffixUnit {
		return true
	}
	surname := s.on(u.first, surnameList)
	if u.kind == honorUnit && !surname {
		return true
	}
	switch p := &us[k-1]; p.kind {
	case initialUnit, nickUnit, particleUnit:
		return false
	case honorUnit:
		return !s.on(p.first, plainList) || !surname && s.on(u.first, publicList) // Mr. President
	case wordUnit:
		if p.class&lexicon.GivenName != 0 && p.class&(lexicon.PlaceName|open) == 0 && s.line[s.current] == plainLine {
			return false // Steve Peers
		}
		if p.class&(open|lexicon.Demonym) == 0 && s.line[s.current] == plainLine && !s.before(us[0].first) {
			return false // Sadiq Khan
		}
		return !surname || p.class&lexicon.GivenName == 0 && p.class&open != 0
	case placeUnit:
		return p.class&lexicon.GivenName == 0 || p.class&lexicon.PlaceName != 0
	}
	return true
}

// isBody reports whether a unit is the last word of a body's or text's name.
func (s *Set) isBody(u *unit) bool {
	switch u.kind {
	case orgUnit:
		return true
	case wordUnit, placeUnit:
		return u.class&(lexicon.Body|lexicon.Document) != 0 && u.class&(lexicon.GivenName|lexicon.PlaceName) == 0 ||
			u.last-u.first == 1 && s.on(u.first, companyList|headList) && u.class&lexicon.GivenName == 0
	}
	return false
}

func (s *Set) bodyKind(u *unit) nameKind {
	if u.class&lexicon.Document != 0 && u.class&lexicon.Body == 0 && !s.on(u.first, companyList) {
		return textName
	}
	return orgName
}

func (s *Set) isCountry(u *unit) bool {
	p := s.placeOf(u)
	return p != nil && (p.Kind == "country" || p.Kind == "continent" || p.Kind == "territory")
}

func (s *Set) placeOf(u *unit) *lexicon.Place {
	if u.kind != placeUnit {
		return nil
	}
	if u.last-u.first > 1 {
		return s.doc.Lexicon.PhrasePlace(lexicon.Phrase{Kind: lexicon.PlacePhrase, Index: u.index})
	}
	return s.doc.Lexicon.PlaceOf(s.tokens[u.first].Word)
}

func (s *Set) titleGender(us []unit) Gender {
	for i := len(us) - 1; i >= 0; i-- {
		for t := us[i].last - 1; t >= us[i].first; t-- {
			if g := genderOf(s.class(t)); g != AnyGender && (us[i].kind == honorUnit || us[i].kind == titleUnit) {
				return g
			}
		}
	}
	return AnyGender
}

func genderOf(c lexicon.Class) Gender {
	switch c & (lexicon.Male | lexicon.Female) {
	case lexicon.Male:
		return Masculine
	case lexicon.Female:
		return Feminine
	}
	return AnyGender
}

// emit lists the units as one name.
func (s *Set) emit(us []unit, k nameKind) *name {
	var x *name
	s.names, x = more(s.names)
	*x = name{}
	last := us[len(us)-1].last
	x.first, x.last, x.bare, x.kind, x.entity = us[0].first, last, last, k, None
	if u := &us[0]; len(us) == 1 && u.kind == wordUnit {
		x.words = 1 // most
	} else {
		s.countWords(x, us)
	}
	x.the = s.before(x.first) && !s.describes(x.last)
	if k == personName && us[0].kind == wordUnit {
		x.gender = genderOf(us[0].class & givenMask(us[0].class))
		if us[0].class&lexicon.GivenName == 0 {
			x.gender = AnyGender
		}
	}
	if k == personName && x.gender == AnyGender {
		x.gender = s.genderBefore(x.first)
	}
	return x
}

// countWords fills in how many words a name has, its suffix, and which place or body is known by it.
func (s *Set) countWords(x *name, us []unit) {
	for i := range us {
		switch us[i].kind {
		case suffixUnit:
			x.suffix = s.suffixKey(us[i].last - 1)
		case linkUnit:
		default:
			x.words++
		}
	}
	if len(us) > 1 {
		return
	}
	switch u := &us[0]; {
	case u.kind == placeUnit:
		x.place = s.placeOf(u)
	case u.kind == orgUnit && u.last-u.first > 1:
		x.org = s.doc.Lexicon.PhraseOrg(lexicon.Phrase{Kind: lexicon.OrgPhrase, Index: u.index})
	case u.kind == orgUnit:
		x.org = s.doc.Lexicon.OrgOf(s.tokens[u.first].Word)
	}
}

// genderBefore returns the gender of a relation that stands before a name: "his wife, Anna".
func (s *Set) genderBefore(first int32) Gender {
	t := first - 1
	if s.char(t) == ',' {
		t--
	}
	if t < 0 || s.class(t)&lexicon.Relation == 0 {
		return AnyGender
	}
	return genderOf(s.class(t))
}

func givenMask(c lexicon.Class) lexicon.Class {
	if c&lexicon.GivenName != 0 {
		return lexicon.Male | lexicon.Female
	}
	return 0
}

// suffixKey is the key of Jr. without its full stop.
func (s *Set) suffixKey(i int32) key {
	w := s.doc.TokenText(i)
	if w[len(w)-1] == '.' {
		w = w[:len(w)-1]
	}
	return hashOf(w)
}
