package entity

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells whether a name goes on behind a word that is no name: "of", a nickname, a comma and a title.

// bridge reads the words in lower case, marks and commas that stand inside a name at j. It adds them to the units
// and returns what is behind them, or j where the name ends.
func (s *Set) bridge(j, last int32) int32 {
	t := &s.tokens[j]
	switch {
	case t.Kind == text.Word && t.Flags&text.Capital == 0 && !s.on(j, particleList|linksList):
		return j
	case t.Kind == text.Word && t.Flags&text.Capital == 0 && s.on(j, particleList):
		e := j + 1
		for e < last && e < j+3 && s.tokens[e].Flags&text.Capital == 0 && s.on(e, particleList) {
			e++
		}
		if e < last && s.part(e, last) {
			s.units = append(s.units, unit{first: j, last: e, kind: particleUnit})
			return e
		}
		return j
	case t.Kind == text.Punct && t.Char == ',' && j+1 < last && s.tokens[j+1].Kind == text.Word &&
		s.tokens[j+1].Flags&text.Capital != 0 && s.on(j+1, suffixList):
		s.units = append(s.units, unit{first: j, last: j + 2, kind: suffixUnit})
		return j + 2
	case t.Kind == text.Punct && t.Char == ',' && s.campus(j, last):
		s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
		return j + 1
	case t.Kind == text.Punct && t.Char == ',' && s.listed(j, last) && s.listBody(j, last):
		s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
		return j + 1
	case t.Kind == text.Mark && (t.Char == text.CloseSingle || t.Char == text.StraightSingle) && t.Flags&text.SpaceBefore == 0 && len(s.units) > 1 && j+1 < last && s.part(j+1, last) &&
		s.class(j-1)&lexicon.Plural != 0 && s.class(j-1)&open != 0 && s.class(j+1)&lexicon.Body != 0: // Leeds Magistrates' Court
		s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
		return j + 1
	case t.Kind == text.Clitic:
		if s.officeOf(j, last) {
			s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
			return j + 1
		}
		return j
	case t.Kind == text.Mark || t.Kind == text.Punct && t.Char == '(':
		return s.nickname(j, last)
	case t.Kind == text.Symbol && t.Char == '&' && j+1 < last && s.part(j+1, last):
		s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
		return j + 1
	case t.Kind == text.Word && t.Flags&text.Capital == 0:
		return s.bodyLink(j, last)
	case t.Kind == text.Word && len(s.units) > 1 && s.units[len(s.units)-2].kind == linkUnit && s.doc.TokenText(s.units[len(s.units)-2].first) == "to" &&
		j+1 < last && s.part(j+1, last): // Alliance to Reclaim Our Schools
		s.units = append(s.units, unit{first: j, last: j + 1, kind: linkUnit})
		return j + 1
	}
	return j
}

// officeOf reports whether the 's at j joins what somebody is to the body that is his, in one name: Cook County Sheriff's
// Office, Lakeville Women's Club.
func (s *Set) officeOf(j, last int32) bool {
	if j == 0 || j+1 >= last || s.tokens[j+1].Kind != text.Word || s.tokens[j+1].Flags&text.Capital == 0 {
		return false
	}
	if j > 1 && s.class(j-2)&(lexicon.GivenName|lexicon.Honorific) != 0 && s.class(j-2)&lexicon.Role == 0 {
		return false // Ann Baker's Club
	}
	const somebody = lexicon.Role | lexicon.People | lexicon.Person
	whose, body := s.class(j-1), s.class(j+1)
	return body&lexicon.Body != 0 && body&(lexicon.GivenName|lexicon.PlaceName) == 0 && whose&somebody != 0 && whose&(lexicon.GivenName|lexicon.PlaceName|lexicon.Demonym) == 0
}

// listed reports whether the comma at j stands in a list of fields with capitals: Food, Farming and Rural Affairs.
func (s *Set) listed(j, last int32) bool {
	const field = lexicon.Noun | lexicon.Adjective
	words := 0
	for i := j + 1; i < last && i < j+9; i++ {
		t := &s.tokens[i]
		switch c := s.class(i); {
		case t.Kind == text.Word && t.Flags&text.Capital != 0 && t.Flags&text.Initial == 0 && c&field != 0 && c&(lexicon.GivenName|lexicon.PlaceName|lexicon.Role|lexicon.Honorific|lexicon.Weekday|lexicon.Month) == 0:
			words++
		case s.char(i) == ',' && words > 0:
			words = 0
		case words > 0 && s.doc.TokenText(i) == "and":
			return i+1 < last && s.tokens[i+1].Flags&text.Capital != 0 && (i+2 < last && s.on(i+2, tailList) || s.class(i+1)&field != 0 && s.class(i+1)&(lexicon.GivenName|lexicon.PlaceName|lexicon.Role) == 0)
		default:
			return false
		}
	}
	return false
}

// listBody reports whether the list in which the comma at j stands belongs to a body's name: its head stands before, or
// its last word behind: Department for Food, …; Rail, Maritime and Transport union.
func (s *Set) listBody(j, last int32) bool {
	for i := range s.units {
		u := &s.units[i]
		if i > 0 && u.kind == linkUnit && s.on(s.units[i-1].last-1, headList) {
			return true
		}
		if u.kind != wordUnit && u.kind != linkUnit || u.kind == wordUnit && u.class&(lexicon.Noun|lexicon.Adjective) == 0 {
			return false
		}
	}
	and := false
	for i := j + 1; i < last && i < j+12; i++ {
		w := s.doc.TokenText(i)
		switch {
		case w == "and":
			and = true
		case and && (s.on(i, tailList) || s.on(i, headList) && s.tokens[i].Flags&text.Capital != 0):
			return true
		case s.tokens[i].Flags&text.Capital == 0 && s.char(i) != ',':
			return false
		}
	}
	return false
}

// campus reports whether a comma stands inside the name of a university: University of California, San Diego.
func (s *Set) campus(j, last int32) bool {
	n := len(s.units)
	if n == 0 || j+1 >= last || !s.part(j+1, last) || s.doc.TokenText(s.units[0].first) != "University" && s.doc.TokenText(s.units[max(n-3, 0)].first) != "University" {
		return false
	}
	u, ok := s.phrase(j+1, last)
	if !ok {
		s.single(j+1, true, &u)
	}
	return u.kind == placeUnit && (s.units[n-1].kind == orgUnit || n >= 3 && s.units[n-1].kind == placeUnit && s.units[n-2].kind == linkUnit) &&
		int(u.last) < len(s.tokens) && s.char(u.last) != ','
}

// nickname reads "Bobby" between a first and a last name.
func (s *Set) nickname(j, last int32) int32 {
	e := j + 1
	for e < last && e < j+4 && s.tokens[e].Kind == text.Word && s.tokens[e].Flags&text.Capital != 0 {
		e++
	}
	if e == j+1 || e+1 >= last || !s.part(e+1, last) {
		return j
	}
	switch t := &s.tokens[e]; {
	case t.Kind == text.Mark && s.tokens[j].Kind == text.Mark:
	case t.Kind == text.Punct && t.Char == ')' && s.tokens[j].Kind == text.Punct && e == j+2 && s.class(j+1)&lexicon.GivenName != 0:
	default:
		return j
	}
	if s.tokens[j].Flags&text.SpaceBefore == 0 || s.tokens[e].Flags&text.SpaceAfter == 0 {
		return j
	}
	u := &s.units[len(s.units)-1]
	if u.kind != initialUnit && u.class&lexicon.GivenName == 0 && !(u.kind == wordUnit && u.class&open == 0) {
		return j
	}
	s.units = append(s.units, unit{first: j, last: e + 1, kind: nickUnit})
	return e + 1
}

// bodyLink reads "of", "for", "and" and the like where they join the words of a body's name or title:
// Department of Justice, Secretary of State, Food and Drug Administration.
func (s *Set) bodyLink(j, last int32) int32 {
	if !s.on(j, linksList) {
		return j
	}
	w := s.doc.TokenText(j)
	e := j + 1
	if (w == "of" || w == "for" || w == "on") && e < last && s.doc.TokenText(e) == "the" {
		e++
	}
	if e >= last || !s.part(e, last) || s.tokens[e].Flags&text.Initial != 0 {
		return j
	}
	prev := &s.units[len(s.units)-1]
	next := s.class(e)
	switch w {
	case "of":
		if prev.kind == titleUnit && prev.class&lexicon.Plural == 0 && s.isTitle(s.units, len(s.units)-1) {
			return s.titleOf(j, e, last)
		}
		if !s.on(prev.last-1, headList) && prev.class&lexicon.Body == 0 {
			return j
		}
	case "for", "on":
		if w == "for" && prev.kind == titleUnit && (next&(open|lexicon.GivenName|lexicon.PlaceName) == 0 || s.on(prev.last-1, seatList)) {
			for k := e + 1; k+1 < last && k < e+6 && (s.part(k, last) || s.joins(k) && s.part(k+1, last)); k++ {
				if s.class(k)&lexicon.GivenName != 0 && s.part(k+1, last) { // Minister for Jal Shakti | Devika Rao, MP for Hayes & Harlow | Ann Lee
					prev.last = k
					return k
				}
			}
		}
		if w == "for" && prev.kind == titleUnit && prev.class&lexicon.Plural == 0 && next&open != 0 && next&(lexicon.GivenName|lexicon.PlaceName) == 0 && s.isTitle(s.units, len(s.units)-1) {
			return s.titleOf(j, e, last)
		}
		if n := len(s.units); w == "for" && n > 2 && prev.class&open != 0 && next&open != 0 && s.units[n-2].kind == linkUnit && (s.on(s.units[n-3].last-1, headList) || s.units[n-3].class&lexicon.Body != 0) {
			break // the Convention of Patriots for Justice
		}
		if !s.on(prev.last-1, headList) && prev.class&lexicon.Body == 0 || next&lexicon.GivenName != 0 && next&open == 0 {
			return j
		}
	case "to", "without", "in":
		if w == "in" && prev.class&lexicon.Body != 0 && next&lexicon.PlaceName != 0 && len(s.units) > 1 && (s.doc.TokenText(prev.first) == "Embassy" || s.doc.TokenText(prev.first) == "Consulate") {
			break // the US Embassy in London
		}
		if !s.on(prev.last-1, headList) || next&open == 0 || w == "in" && next&lexicon.PlaceName != 0 {
			return j
		}
	case "and":
		if n := len(s.units); !(n > 1 && s.units[n-2].kind == linkUnit && s.doc.TokenText(s.units[n-2].first) == ",") && !s.joined(j, last) {
			return j
		}
	default:
		return j
	}
	s.units = append(s.units, unit{first: j, last: e, kind: linkUnit})
	return e
}

// joins reports whether the token at j joins two words of a name: Hayes and Harlow, Hayes & Harlow.
func (s *Set) joins(j int32) bool {
	t := s.doc.TokenText(j)
	return t == "and" || t == "&"
}

// titleOf reads what a title is of: Secretary of State, President of the United States.
func (s *Set) titleOf(j, e, last int32) int32 {
	end := e
	for end < last && end < e+10 {
		if u, ok := s.phrase(end, last); ok && u.kind != titleUnit {
			end = u.last
			break
		}
		t := &s.tokens[end]
		if end > e && s.char(end) == ',' && s.listed(end, last) {
			end++
			continue
		}
		if t.Kind == text.Word && t.Flags&text.Capital == 0 && s.doc.TokenText(end) == "and" && end+1 < last && s.class(end+1)&open != 0 && s.part(end+1, last) {
			end++
			continue
		}
		c := s.class(end)
		if t.Kind != text.Word || t.Flags&text.Capital == 0 || t.Flags&text.Initial != 0 || end > e && (c&open == 0 || c&lexicon.GivenName != 0 || c&lexicon.Role != 0) {
			break
		}
		end++
		if c&lexicon.PlaceName != 0 {
			break
		}
	}
	if end == e {
		return j
	}
	u := &s.units[len(s.units)-1]
	u.last = end
	return end
}

// joined reports whether "and" at j joins the words of one body's name: common nouns on both sides, and a body at
// one end.
func (s *Set) joined(j, last int32) bool {
	body := false
	for i := range s.units {
		u := &s.units[i]
		if u.kind != wordUnit && u.kind != linkUnit || u.kind == wordUnit && u.class&open == 0 && i > 0 || u.class&lexicon.GivenName != 0 && u.class&lexicon.Noun == 0 {
			return false
		}
		if u.class&lexicon.Body != 0 || s.on(u.last-1, headList) {
			body = i < len(s.units)-1
			if !body {
				return false // Congress and …
			}
		}
	}
	if body {
		return s.class(j+1)&open != 0 && s.class(j+1)&(lexicon.Role|lexicon.Body|lexicon.GivenName|lexicon.PlaceName) == 0
	}
	for e := j + 1; e < last && e < j+6 && s.part(e, last); e++ {
		c := s.class(e)
		if c&open == 0 || c&(lexicon.GivenName|lexicon.PlaceName) != 0 && c&lexicon.Noun == 0 {
			return false
		}
		if e > j+1 && (c&lexicon.Body != 0 || s.on(e, companyList)) || e+1 < last && s.on(e+1, tailList) {
			return true
		}
	}
	return false
}
