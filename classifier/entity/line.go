package entity

import (
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// lineKind says what capital letters mean in a paragraph.
type lineKind uint8

const (
	plainLine lineKind = iota // a capital inside a sentence makes a name
	titleLine                 // Most Words Are Capitalised: a capital means nothing
	capsLine                  // ALL LETTERS ARE CAPITALS
)

// functional are the classes of words that are no names even when a capital begins them.
const functional = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Aux | lexicon.Negation | lexicon.To | lexicon.ExThere | lexicon.WhAdverb | lexicon.Interjection

// open are the classes of words that begin a sentence with a capital and are no names.
const open = lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb | lexicon.Numeral

// named are the classes of words that name something.
const named = lexicon.GivenName | lexicon.PlaceName | lexicon.OrgName | lexicon.Demonym

// class returns the classes of a token's form. A word that is a name only in capitals lacks its name classes
// otherwise.
func (s *Set) class(i int32) lexicon.Class {
	return classOf(&s.tokens[i])
}

func classOf(t *text.Token) lexicon.Class {
	c := t.Class
	if c&lexicon.CapsOnly != 0 && t.Flags&text.AllCaps == 0 {
		c &^= lexicon.PlaceName | lexicon.OrgName
	}
	return c
}

// readLines sorts the paragraphs by what capitals mean in them, and notes of each token that may begin a name whether it
// opens something, whether it is surely part of a name, and the words that are written as names inside sentences.
func (s *Set) readLines() {
	tokens, list := s.tokens, s.doc.Capitals
	marks := s.noted[:len(tokens)]
	s.line = lists.Resize(s.line, len(s.doc.Paragraphs))
	s.inside = lists.Resize(s.inside, s.doc.Lexicon.Len()/64+1)
	clear(s.inside)
	for i := range s.doc.Paragraphs {
		p := &s.doc.Paragraphs[i]
		n := 0
		for n < len(list) && list[n] < p.Last {
			n++
		}
		line := s.lineOf(p, list[:n])
		s.line[i] = line
		plain := line == plainLine
		for _, j := range list[:n] {
			t := &tokens[j]
			what := notedOpens
			if t.Flags&(text.SentStart|text.ParaStart) != 0 || j == 0 || tokens[j-1].Kind >= text.Punct && s.isOpener(j) {
				what |= notedOpener
			} else if plain && t.Class&asked != 0 && j > p.First && p.Kind != text.Furniture && (t.Class&functional == 0 || s.capsName(j)) {
				s.inside[t.Word>>6] |= 1 << (t.Word & 63)
			}
			part := when(t.Class&(functional|lexicon.Month|lexicon.Weekday) == 0) & when(t.Flags&text.Hyphen == 0) & when(plain)
			marks[j] = what | notedPart*noted(part)
		}
		list = list[n:]
	}
	s.capitals = merged(s.capitals[:0], s.doc.Capitals, s.doc.Joined)
}

// asked are the classes of words of which it is asked whether they are written as names inside sentences.
const asked = open | lexicon.Month | lexicon.Weekday | lexicon.Demonym

// insideName reports whether a word of the classes asked is written as a name inside a sentence somewhere.
func (s *Set) insideName(i int32) bool {
	w := s.tokens[i].Word
	return s.inside[w>>6]>>(w&63)&1 != 0
}

// merged appends two lists in ascending order to a third, of which the second is short.
func merged(to, list, few []int32) []int32 {
	for _, x := range few {
		n := 0
		for n < len(list) && list[n] < x {
			n++
		}
		to = append(append(to, list[:n]...), x)
		list = list[n:]
	}
	return append(to, list...)
}

// capsName reports whether a word is a name by its capitals: US.
func (s *Set) capsName(i int32) bool {
	return s.tokens[i].Flags&text.AllCaps != 0 && s.tokens[i].Class.Is(lexicon.CapsOnly)
}

// lineOf tells what capitals mean in a paragraph with these capitals. Of most paragraphs their first small words tell that
// capitals make names there, however many of these capitals are words.
func (s *Set) lineOf(p *text.Paragraph, capitals []int32) lineKind {
	n, size := int32(len(capitals)), p.Last-p.First
	if n < 3 {
		return plainLine
	}
	var upper, lower, all int32
	tokens := s.tokens[p.First:p.Last]
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != text.Word || t.Flags&(text.AllCaps|text.Capital) != 0 {
			continue
		}
		if w := t.End - t.Start; w > 5 || w > 1 && t.Class&functional == 0 {
			lower++
			if lower*4 > n && (lower >= n || (n-lower)*10 <= size*4) {
				return plainLine
			}
		}
	}
	for _, i := range capitals {
		t := &s.tokens[i]
		if t.Kind != text.Word || t.End-t.Start < 2 {
			continue
		}
		if t.Flags&text.AllCaps != 0 {
			all++
			upper++
		} else if t.Flags&text.Capital != 0 {
			upper++
		}
	}
	switch {
	case all >= 3 && (all-lower)*10 > size*4 && all*2 > upper+lower:
		return capsLine
	case upper >= 3 && lower*4 <= upper && s.tokens[p.Last-1].Char != '.', upper >= 4 && lower*6 <= upper && p.LastSent-p.FirstSent == 1:
		return titleLine
	}
	return plainLine
}

// opens reports whether a capital at i says nothing because a sentence, a quotation or a clause behind a colon
// begins there.
func (s *Set) opens(i int32) bool {
	if n := s.noted[i]; n&notedOpens != 0 {
		return n&notedOpener != 0
	}
	s.noted[i] |= notedOpens
	if s.isOpener(i) {
		s.noted[i] |= notedOpener
		return true
	}
	return false
}

func (s *Set) isOpener(i int32) bool {
	if i == 0 || s.tokens[i].Flags&(text.SentStart|text.ParaStart) != 0 {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		t := &s.tokens[j]
		switch {
		case t.Kind == text.Mark:
			if t.Flags&text.SpaceAfter != 0 && t.Flags&text.SpaceBefore == 0 { // it closes
				return false
			}
			// One word or two in marks are a name or a term inside the sentence; a longer stretch is a sentence.
			if s.quoted(i) {
				r := &s.quotes[s.quoteOf[i]]
				return r.First == i && r.Last-r.First > 3
			}
			return true
		case t.Kind == text.Punct && (t.Char == ':' || t.Char == '~'):
			return true
		case t.Kind == text.Punct && (t.Char == '(' || t.Char == '['):
			if t.Flags&text.SentStart != 0 {
				return true
			}
			continue
		case t.Kind == text.Punct && t.Char == '-' || t.Kind == text.Symbol:
			return t.Flags&text.SentStart != 0
		}
		return false
	}
	return false
}
