package entity

import (
	"strings"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// unit is a part of a run of names: a word, or a known name or title of several words.
type unit struct {
	first, last int32
	kind        unitKind
	class       lexicon.Class // of a single word
	index       int32         // of a place or body
}

type unitKind uint8

const (
	wordUnit     unitKind = iota
	initialUnit           // J.
	particleUnit          // van
	suffixUnit            // Jr.
	nickUnit              // "Bobby"
	linkUnit              // of, and, & inside a body's name
	honorUnit             // Mr.
	titleUnit             // Prime Minister
	placeUnit
	orgUnit
)

// maxRun is the longest run that is read as one, in tokens. What goes on behind it is read as another.
const maxRun = 24

// findNames reads every run of capitalised words into names.
func (s *Set) findNames() {
	sentence, next := -1, int32(0)
	var last int32 // of the sentence
	tokens, noted := s.tokens, s.noted[:len(s.tokens)]
	for _, i := range s.capitals {
		if i < next { // in a run before
			continue
		}
		for i >= last {
			sentence++
			last = s.doc.Sentences[sentence].Last
			s.current = s.doc.Sentences[sentence].Para
		}
		if noted[i]&notedOpens == 0 && tokens[i].Kind == text.Handle { // it is no capital
			s.names = append(s.names, name{first: i, last: i + 1, bare: i + 1, kind: handleName, entity: None})
			continue
		}
		switch {
		case i+1 < last && tokens[i+1].Kind == text.Number && s.numberTen(i):
			next = i + 2
			s.emit([]unit{{first: i, last: next, kind: orgUnit, index: s.rules.downing}}, orgName)
		case noted[i]&(notedPart|notedOpener) != notedPart && !s.begins(i, last):
		case s.alone(i, last): // most are
			next = i + 1
			var u *unit
			s.units, u = more(s.units[:0])
			s.single(i, false, u)
			s.one(s.units)
		default:
			next = s.readRun(i, last)
			s.segment()
		}
	}
}

// numberTen reports whether the British prime minister's office is named at i by its number: No 10, Number 10.
func (s *Set) numberTen(i int32) bool {
	return s.on(i, numberList) && s.doc.TokenText(i+1) == "10" && s.rules.downing >= 0
}

// alone reports whether a run that begins at i surely ends behind its first word.
func (s *Set) alone(i, last int32) bool {
	j := i + 1
	if j >= last {
		return true
	}
	t := &s.tokens[j]
	if w := &s.tokens[i]; w.Class&lexicon.FirstPart != 0 && s.doc.Lexicon.Phrases().Pair(w.Word, t.Word) {
		return false
	}
	switch t.Kind {
	case text.Word:
		if t.Flags&(text.Capital|text.Hyphen) != 0 || t.Word == 0 {
			return false
		}
		if !s.rules.has(t.Word, particleList|linksList) {
			return true
		}
	case text.Punct:
		if t.Char != ',' && t.Char != '(' {
			return true
		}
	case text.Clitic:
		return !s.officeOf(j, last)
	case text.Number:
		return true
	}
	// of, a comma, a quotation mark: it goes on with a name only
	if j+1 >= last {
		return true
	}
	t = &s.tokens[j+1]
	return t.Flags&(text.Capital|text.Hyphen) == 0 && (t.Kind != text.Word || t.Word != 0 && t.Word != s.rules.the && !s.rules.has(t.Word, particleList))
}

// begins reports whether a run of names may begin at i. Of most capitals it is noted already.
func (s *Set) begins(i, last int32) bool {
	if !s.part(i, last) {
		return false
	}
	if s.line[s.current] == plainLine && !s.opens(i) {
		return true
	}
	c := s.class(i)
	t := &s.tokens[i]
	if c&open == 0 || s.line[s.current] == plainLine && t.Flags&(text.AllCaps|text.Initial) != 0 {
		return true
	}
	if s.insideName(i) && c&(lexicon.Weekday|lexicon.Month) == 0 {
		return true
	}
	if i+2 < last && s.tokens[i+1].Char == '&' && s.tokens[i+1].Kind == text.Symbol && s.part(i+2, last) {
		return true // Marks & Spencer
	}
	if u, ok := s.phrase(i, last); ok && u.kind != titleUnit {
		return true
	}
	if c&lexicon.CueVerb != 0 && s.tags[i] == grammar.VerbPast {
		return false // Said Ann Lee, "X"
	}
	next := i+1 < last && s.part(i+1, last) && s.line[s.current] == plainLine
	if c&(named|lexicon.Honorific) != 0 {
		// Grace, May, Polish: names that are words, too
		return next || c&(lexicon.PlaceName|lexicon.OrgName|lexicon.Demonym|lexicon.Honorific) != 0 ||
			c&lexicon.GivenName != 0 && i+1 < last && s.class(i+1)&lexicon.CueVerb != 0
	}
	if c&lexicon.Role != 0 && c&lexicon.Plural == 0 && i+3 < last && (s.doc.TokenText(i+1) == "for" || s.doc.TokenText(i+1) == "of") && s.line[s.current] == plainLine {
		e := i + 2
		if s.doc.TokenText(e) == "the" {
			e++
		}
		if s.part(e, last) && s.class(e)&open != 0 { // Minister for Health Ann Lee, Leader of the Opposition Bob Roe
			return true
		}
	}
	// Senior adviser Smith; Police Chief Smith
	return next && c&(lexicon.Noun|lexicon.Adjective) != 0 && c&(lexicon.Weekday|lexicon.Month) == 0 &&
		(c&lexicon.Adverb == 0 || c&lexicon.Role != 0)
}

// part reports whether the word at i can be part of a name.
func (s *Set) part(i, last int32) bool {
	if s.noted[i]&notedPart != 0 {
		return true
	}
	t := &s.tokens[i]
	if t.Kind != text.Word {
		return false
	}
	if t.Flags&text.Capital == 0 {
		return t.Flags&text.Hyphen != 0 && s.arabic(i)
	}
	if t.Flags&text.Initial != 0 {
		return true
	}
	if t.Flags&text.Hyphen != 0 && s.compound(i) {
		return false
	}
	c := s.class(i)
	if c&(lexicon.Month|lexicon.Weekday) != 0 {
		return c&lexicon.GivenName != 0 && (s.inner(i) && !s.dated(i, last) || s.insideName(i))
	}
	if c&functional == 0 {
		return s.line[s.current] == plainLine || c&open == 0 || c&(named|lexicon.Honorific|lexicon.Role|lexicon.Body) != 0 || s.insideName(i)
	}
	if s.capsName(i) {
		return s.line[s.current] != capsLine
	}
	if c&lexicon.GivenName != 0 { // Will, Art
		next := i+1 < last && s.tokens[i+1].Kind == text.Word && s.tokens[i+1].Flags&text.Capital != 0 && s.class(i+1)&functional == 0
		return c&(lexicon.Determiner|lexicon.Pronoun|lexicon.Preposition|lexicon.Coordinator) == 0 && s.inner(i) || next && c&lexicon.Modal != 0
	}
	// Le, Van, Al: particles that begin a name
	return s.on(i, particleList) && c&(lexicon.Determiner|lexicon.Pronoun) == 0 && i+1 < last && s.tokens[i+1].Flags&text.Capital != 0
}

// inner reports whether a capital at i stands inside a sentence where capitals make names.
func (s *Set) inner(i int32) bool { return s.line[s.current] == plainLine && !s.opens(i) }

// dated reports whether a month is one: "in May", "May 5".
func (s *Set) dated(i, last int32) bool {
	if i+1 < last && s.tokens[i+1].Kind == text.Number {
		return true
	}
	return i > 0 && s.class(i-1)&(lexicon.Preposition|lexicon.Adjective|lexicon.Determiner) != 0 || i > 0 && s.tokens[i-1].Kind == text.Number
}

// arabic reports whether a word in lower case is a name: al-Sisi.
func (s *Set) arabic(i int32) bool {
	w := s.doc.TokenText(i)
	p, rest, _ := strings.Cut(w, "-")
	if len(p) > 4 || rest == "" || rest[0] < 'A' || rest[0] > 'Z' {
		return false
	}
	switch p {
	case "al", "el", "ul", "an", "as", "ad", "at", "ar", "az", "ash", "bin", "ibn", "abu", "bar", "ben":
		return true
	}
	return false
}

// compound reports whether a hyphenated word is an adjective made from names: Jordanian-drafted, U.S.-led,
// Israeli-Palestinian.
func (s *Set) compound(i int32) bool {
	t := &s.tokens[i]
	w := s.doc.Text[t.Start:t.End]
	tail := w[strings.LastIndexByte(w, '-')+1:]
	tailCapital := tail != "" && (tail[0] < 'a' || tail[0] > 'z')
	lex, parts := s.doc.Lexicon, s.doc.Parts(t)
	if w[1] == '-' && i > 0 && s.char(i-1) == '(' { // (D-Texas)
		return true
	}
	if !tailCapital {
		return parts.Tail != 0 && lex.Word(parts.Tail).Is(open) // Ban Ki-moon, but U.S.-led
	}
	return lex.Word(parts.Head).Is(lexicon.Demonym|lexicon.PlaceName) && lex.Word(parts.Tail).Is(lexicon.Demonym|lexicon.PlaceName)
}

// phrase returns the longest known name or title of several words that begins at i.
func (s *Set) phrase(i, last int32) (u unit, found bool) {
	if s.tokens[i].Class&lexicon.FirstPart == 0 || i+1 >= last ||
		!s.doc.Lexicon.Phrases().Pair(s.tokens[i].Word, s.tokens[i+1].Word) {
		return u, false
	}
	found = s.phraseAt(i, last, &u)
	return u, found
}

// phraseAt is phrase for a token that may begin one. It fills u where it finds one.
func (s *Set) phraseAt(i, last int32, u *unit) (found bool) {
	tries := s.doc.Lexicon.Phrases()
	node, e := int32(0), lexicon.Phrase{}
	for j := i; j < last && s.tokens[j].Word != 0; j++ {
		t := &s.tokens[j]
		if node, e = tries.Step(node, t.Word); node < 0 {
			break
		}
		if t.Flags&text.Capital == 0 && s.class(j)&functional == 0 {
			break
		}
		kind := wordUnit
		switch e.Kind {
		case lexicon.PlacePhrase:
			kind = placeUnit
		case lexicon.OrgPhrase:
			kind = orgUnit
		case lexicon.HonorificPhrase:
			kind, e.Index = titleUnit, 0
		default:
			continue
		}
		u.first, u.last, u.kind, u.class, u.index, found = i, j+1, kind, 0, e.Index, true
	}
	return found
}

// readRun reads the run that begins at i into s.units and returns where it ends.
func (s *Set) readRun(i, last int32) int32 {
	s.units = s.units[:0]
	plain := s.line[s.current] == plainLine
	if last > i+maxRun {
		last = i + maxRun
	}
	j := i
	for j < last {
		t := &s.tokens[j]
		part := j == i
		if t.Class&lexicon.FirstPart != 0 && j+1 < last && s.doc.Lexicon.Phrases().Pair(t.Word, s.tokens[j+1].Word) {
			n := len(s.units)
			var u *unit
			if s.units, u = more(s.units); s.phraseAt(j, last, u) && (part || s.part(j, last)) {
				j = u.last
				continue
			}
			s.units = s.units[:n]
		}
		if !plain && j > i && t.Flags&text.Capital != 0 && s.isVerb(j) {
			break
		}
		if part || t.Kind == text.Word && t.Flags&(text.Capital|text.Hyphen) != 0 && s.part(j, last) {
			s.addSingle(j)
			j++
			continue
		}
		if k := s.bridge(j, last); k > j {
			j = k
			continue
		}
		if len(s.units) > 2 && t.Flags&text.Capital == 0 && t.Kind == text.Word && s.on(j, tailList) && s.commonRun() {
			s.addSingle(j)
			j++
		}
		break
	}
	return max(j, i+1)
}

// commonRun reports whether the words of the run are common ones, joined by "and" or commas: Public and Commercial
// Services.
func (s *Set) commonRun() bool {
	links, common := 0, 0
	for i := range s.units {
		switch u := &s.units[i]; {
		case u.kind == linkUnit:
			links++
		case u.kind != wordUnit || u.class&lexicon.GivenName != 0:
			return false
		case u.class&open != 0:
			common++
		}
	}
	return links > 0 && common > 1
}

// isVerb reports whether a word can only be a finite verb or adverb: "Smith Says No", "Smith Just Left" in a headline.
func (s *Set) isVerb(i int32) bool {
	c := s.class(i)
	return (c&(lexicon.Third|lexicon.Past) != 0 && c&lexicon.Noun == 0 || c&lexicon.Adverb != 0 && c&lexicon.Noun == 0) && c&(named|lexicon.Honorific|lexicon.Role) == 0 && s.tokens[i].Flags&text.AllCaps == 0
}

// addSingle lists a word as a unit.
func (s *Set) addSingle(i int32) {
	inside := len(s.units) > 0
	var u *unit
	s.units, u = more(s.units)
	s.single(i, inside, u)
}

// single makes a unit of a word; inside: it stands behind others.
func (s *Set) single(i int32, inside bool, u *unit) {
	t := &s.tokens[i]
	u.first, u.last, u.kind, u.class, u.index = i, i+1, wordUnit, s.class(i), 0
	switch {
	case u.class&(lexicon.Honorific|lexicon.Role|lexicon.PlaceName|lexicon.OrgName) == 0 && !inside && t.Flags&text.Initial == 0: // most
	case t.Flags&text.Initial != 0:
		u.kind = initialUnit
	case inside && s.on(i, suffixList) && (t.Flags&text.AllCaps != 0 || t.Flags&text.Stop != 0 || t.End-t.Start == 2):
		u.kind = suffixUnit
	case u.class&lexicon.Honorific != 0:
		u.kind = honorUnit
	case u.class&lexicon.Role != 0 && u.class&lexicon.OrgName == 0:
		u.kind = titleUnit
	case u.class&lexicon.PlaceName != 0:
		u.kind = placeUnit
	case u.class&lexicon.OrgName != 0:
		u.kind = orgUnit
	}
}
