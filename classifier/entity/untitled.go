package entity

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// modifiers lists the names of bodies, places and persons that stand before a title or name.
func (s *Set) modifiers(us []unit) {
	for i := 0; i < len(us); {
		switch u := us[i]; u.kind {
		case placeUnit, orgUnit:
			k := orgName
			if u.kind == placeUnit {
				k = placeName
			}
			s.emit(us[i:i+1], k).modifier = true
			i++
		case wordUnit:
			j := i
			for j < len(us) && (us[j].kind == wordUnit || us[j].kind == linkUnit || us[j].kind == initialUnit) && us[j].class&lexicon.Demonym == 0 {
				j++
			}
			if j == i {
				i++
				continue
			}
			if us[j-1].kind == wordUnit && (j-i > 1 || us[i].class&open == 0) {
				s.untitled(us[i:j])
				s.names[len(s.names)-1].modifier = true
			}
			i = j
		default:
			i++
		}
	}
}

// untitled reads units before which no title stands.
func (s *Set) untitled(us []unit) {
	n := len(us)
	if u := us[0]; n > 1 && u.kind == wordUnit && (n == 2 && u.class&lexicon.Adverb != 0 && u.class&named == 0 && us[1].class&open == 0 || s.on(u.first, formerList) ||
		s.opens(u.first) && u.class&lexicon.Adjective != 0 && u.class&named == 0 && !s.insideName(u.first)) {
		us = us[1:]
		n--
	}
	if n == 1 {
		s.one(us)
		return
	}
	first, last := &us[0], &us[n-1]
	links, sure, opens, words := false, false, 0, 0
	for i := range us {
		u := &us[i]
		switch u.kind {
		case linkUnit:
			links = true
		case initialUnit, suffixUnit, nickUnit, particleUnit:
			sure = sure || i > 0 || u.kind == initialUnit
		default:
			words++
			if u.class&open != 0 && u.class&(lexicon.GivenName|lexicon.PlaceName|lexicon.OrgName) == 0 {
				opens++
			}
		}
	}
	switch {
	case links:
		s.emit(us, orgName)
		return
	case s.isBody(last) && us[n-2].kind != initialUnit && !s.pluralSurname(us):
		if last.kind == orgUnit {
			break
		}
		s.emit(us, s.bodyKind(last))
		return
	case sure:
		if i := s.given(us); i > 0 {
			s.modifiers(us[:i])
			us = us[i:]
		}
		s.emit(us, personName)
		return
	}
	// Republican Donald Trump
	if i := s.given(us); i > 0 && n-i >= 2 {
		s.modifiers(us[:i])
		s.emit(us[i:], personName)
		return
	}
	if i := knownUnit(us); i >= 0 && first.class&lexicon.GivenName == 0 {
		s.around(us, i)
		return
	}
	the := s.before(us[0].first)
	given := first.class&lexicon.GivenName != 0
	ambiguous := first.class&(lexicon.PlaceName|lexicon.OrgName) != 0 || first.class&open != 0
	switch {
	case words > 4:
		s.emit(us, orgName)
	case given && !the && !(ambiguous && opens > 0 && last.class&open != 0 && last.class&lexicon.Plural != 0):
		s.emit(us, personName)
	case the:
		s.emit(us, orgName)
	case first.class&lexicon.Demonym != 0:
		if last.class&open == 0 && n == 2 { // the demonym describes a lone surname
			s.one(us[1:])
			return
		}
		s.emit(us, orgName)
	case opens == 0:
		s.emit(us, personName)
	case opens == words:
		s.emit(us, unknownName)
	case first.class&open == 0 && last.class&lexicon.Plural == 0, first.class&lexicon.Noun != 0 && last.class&open == 0:
		s.emit(us, personName)
	default:
		s.emit(us, unknownName)
	}
}

// pluralSurname reports whether a given name stands before the plural of what may be a body: Barbara Mills.
func (s *Set) pluralSurname(us []unit) bool {
	f, l := &us[0], &us[len(us)-1]
	return len(us) == 2 && f.kind == wordUnit && l.kind == wordUnit && f.class&lexicon.GivenName != 0 && f.class&(open|lexicon.PlaceName|lexicon.OrgName) == 0 &&
		l.class&lexicon.Plural != 0 && l.class&(lexicon.Role|lexicon.People|lexicon.Document) == 0 && !s.before(f.first)
}

// given returns where a person's name begins that words of other kinds stand before, or 0.
func (s *Set) given(us []unit) int {
	for i := 1; i < len(us)-1; i++ {
		u, p := us[i], us[i-1]
		if u.kind != wordUnit || u.class&lexicon.GivenName == 0 {
			if u.kind == placeUnit && u.class&lexicon.GivenName != 0 && p.class&lexicon.GivenName == 0 && p.class&lexicon.Demonym != 0 {
				return i
			}
			continue
		}
		home := i == 1 && us[0].kind == wordUnit && us[0].class&lexicon.GivenName == 0 && us[0].first > 1 && (s.doc.TokenText(us[0].first-1) == "of" || s.doc.TokenText(us[0].first-1) == "for") && s.class(us[0].first-2)&lexicon.Role != 0
		for j := range i {
			v := us[j]
			if home {
				break // Mayor of Calderby | Ann Lee
			}
			if v.kind != placeUnit && v.kind != orgUnit && v.class&lexicon.Demonym == 0 && (v.class&open == 0 || v.class&lexicon.GivenName != 0) {
				return 0
			}
		}
		if us[0].class&lexicon.GivenName != 0 {
			return 0
		}
		return i
	}
	return 0
}

// knownUnit returns the first unit that is a known place or body, or -1.
func knownUnit(us []unit) int {
	for i, u := range us {
		if u.kind == placeUnit || u.kind == orgUnit {
			return i
		}
	}
	return -1
}

// around reads units among which unit i is a known place or body.
func (s *Set) around(us []unit, i int) {
	n := len(us)
	u := &us[i]
	kind := placeName
	if u.kind == orgUnit {
		kind = orgName
	}
	long := u.last-u.first > 1
	switch {
	case i > 0 && !long && us[i-1].kind == wordUnit && us[i-1].class&(lexicon.Demonym|open) == 0 && i == n-1 && kind == placeName:
		s.emit(us, personName) // Denzel Washington
	case i > 0:
		if us[0].class&lexicon.Demonym == 0 && i == n-1 && us[0].class&open != 0 && kind == orgName {
			s.emit(us[i:], kind)
			return
		}
		if i == n-1 && !long {
			s.emit(us, kind) // East Jerusalem
			return
		}
		s.untitled(us[:i])
		s.untitled(us[i:])
	case n == 2 && us[1].kind != wordUnit:
		s.emit(us[:1], kind)
		s.untitled(us[1:])
	case long || kind == orgName || us[1].class&open != 0:
		if us[1].class&open == 0 && us[1].class&lexicon.GivenName != 0 || n > 2 && us[1].class&open == 0 {
			s.emit(us[:1], kind).modifier = true
			s.untitled(us[1:])
			return
		}
		s.emit(us, orgName) // Texas Rangers, Iran Deal
	case n == 2 && !s.before(u.first) && !s.isCountry(u):
		s.emit(us, personName)
	default:
		s.emit(us[:1], kind).modifier = true
		s.untitled(us[1:])
	}
}

// before reports whether "the" stands before a token.
func (s *Set) before(i int32) bool {
	if i == 0 {
		return false
	}
	t := &s.tokens[i-1]
	return t.Word == s.rules.the && t.Flags&text.AllCaps == 0
}

// one reads a run of one unit.
func (s *Set) one(us []unit) {
	u := &us[0]
	switch u.kind {
	case placeUnit:
		s.emit(us[:1], placeName)
		return
	case orgUnit:
		s.emit(us[:1], orgName)
		return
	case titleUnit:
		if u.last-u.first == 1 {
			s.emit(us[:1], personName).weak = true
		}
		return
	case wordUnit:
	default:
		return
	}
	t := &s.tokens[u.first]
	c := u.class
	switch {
	case c&lexicon.Demonym != 0:
		if c&lexicon.GivenName != 0 || s.insideName(u.first) && c&lexicon.Plural == 0 {
			s.emit(us[:1], personName).weak = true
		}
	case c&(lexicon.Month|lexicon.Weekday) != 0:
		s.emit(us[:1], personName).weak = true
	case c&lexicon.GivenName != 0:
		x := s.emit(us[:1], personName)
		x.weak = c&open != 0 && s.opens(u.first)
	case t.Flags&text.AllCaps != 0 && s.line[s.current] == plainLine && (c&open == 0 || c&(lexicon.Verbal|lexicon.Adjective|lexicon.Adverb|lexicon.Numeral) == 0 && t.End-t.Start > 2):
		s.emit(us[:1], orgName)
	case c&lexicon.Body != 0:
		s.emit(us[:1], orgName)
	case c&lexicon.Document != 0:
		s.emit(us[:1], textName).weak = s.opens(u.first)
	case c&open != 0:
		s.emit(us[:1], unknownName).weak = true
	default:
		s.emit(us[:1], unknownName)
	}
}
