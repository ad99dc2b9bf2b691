package quote

import (
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// read tells what the mark token i of paragraph p may do. It is false for what is no quotation mark: an apostrophe,
// a sign for inches.
func read(d *text.Document, p *text.Paragraph, i int32) (event, bool) {
	t := &d.Tokens[i]
	left, right := sides(d, p, i)
	e := event{token: i}
	switch t.Char {
	case text.StraightDouble:
		if inches(d, p, i) {
			return e, false
		}
		e.opens, e.closes = left && !right, right && !left
		if left == right || opensWord(d, p, i) {
			e.opens, e.closes = true, true
			if i == p.First {
				e.closes = false
			} else if i+1 == p.Last {
				e.opens = false
			}
		}
	case text.OpenDouble:
		e.opens = true
		if right && !left && i != p.First { // German style, or a mark turned the wrong way
			e.opens, e.closes = false, true
		}
	case text.CloseDouble:
		e.closes = true
		if i == p.First {
			e.opens, e.closes = true, false
		} else if left && !right && i+1 != p.Last {
			e.opens = true // turned the wrong way, or the blank is: I work, ”she said
		}
	case text.LowDouble, text.LeftGuillemet:
		e.opens = true
		if t.Char == text.LeftGuillemet && right && !left {
			e.opens, e.closes = false, true
		}
	case text.RightGuillemet:
		e.closes = true
		if left && !right {
			e.opens, e.closes = true, false
		}
	case text.LowSingle:
		if t.Flags&text.SpaceAfter != 0 { // a comma of another alphabet
			return e, false
		}
		e.single, e.opens = true, true
	case text.OpenSingle, text.Backtick:
		e.single = true
		e.opens = left && !right && !elision(d, i)
		e.closes = right && !left && t.Char == text.OpenSingle
		e.sure = e.closes
		return e, e.opens || e.closes
	case text.CloseSingle, text.StraightSingle:
		e.single = true
		switch {
		case left && !right:
			e.opens = !elision(d, i)
		case right && !left:
			e.closes, e.sure = true, !mayBePlural(d, p, i)
			if dropped(d, p, i) {
				e.closes = false
			}
		}
		return e, e.opens || e.closes
	default:
		return e, false
	}
	return e, true
}

// sides reports on which sides of a mark a quotation could lie outside: space, a bracket or a dash before it lets it
// open, space or punctuation behind it lets it close.
func sides(d *text.Document, p *text.Paragraph, i int32) (left, right bool) {
	t := &d.Tokens[i]
	left, right = t.Flags&text.SpaceBefore != 0, t.Flags&text.SpaceAfter != 0
	if !left && i > p.First {
		switch b := &d.Tokens[i-1]; b.Kind {
		case text.Punct:
			left = b.Char == '(' || b.Char == '[' || b.Char == '/' || b.Char == ':' || b.Char == '-' && !right
		case text.Mark:
			left = b.Flags&text.SpaceBefore != 0 || i-1 == p.First // "'Come,' he said": the outer one decides
		}
	}
	if !right && i+1 < p.Last {
		switch a := &d.Tokens[i+1]; a.Kind {
		case text.Punct:
			right = a.Char != '(' && a.Char != '[' && a.Char != '~' && (a.Char != '-' || !left) || a.Char == '~' && !left
		case text.Mark:
			right = a.Flags&text.SpaceAfter != 0 && !left || i+2 == p.Last
		case text.Clitic: // the "Post"'s editor
			right = true
		}
	}
	return left, right || i+1 == p.Last
}

// opensWord reports whether the mark i stands between a full stop and a word with a capital without a space: he
// said."They left", which opens a quotation where none is open.
func opensWord(d *text.Document, p *text.Paragraph, i int32) bool {
	if i == p.First || i+1 >= p.Last || d.Tokens[i].Flags&(text.SpaceBefore|text.SpaceAfter) != 0 {
		return false
	}
	b, n := &d.Tokens[i-1], &d.Tokens[i+1]
	return b.Kind == text.Punct && b.Char == '.' && n.Kind == text.Word && n.Flags&text.Capital != 0 && n.End-n.Start > 1
}

// inches reports whether " behind a number is a measure: a 15" screen.
func inches(d *text.Document, p *text.Paragraph, i int32) bool {
	if i == p.First || d.Tokens[i].End-d.Tokens[i].Start != 1 || d.Tokens[i].Flags&text.SpaceBefore != 0 || d.Tokens[i-1].Kind != text.Number {
		return false
	}
	if i+1 >= p.Last || d.Tokens[i+1].Kind != text.Word || d.Tokens[i+1].Flags&text.Capital != 0 {
		return false
	}
	// only where no quotation could have been opened before it
	for j := i - 1; j >= p.First && j > i-40; j-- {
		if d.Tokens[j].Kind == text.Mark && d.Tokens[j].Flags&text.SpaceBefore != 0 {
			return false
		}
	}
	return true
}

// elided are words that are written with an apostrophe in front.
var elided = map[string]bool{"em": true, "tis": true, "twas": true, "til": true, "till": true, "cause": true, "bout": true, "round": true,
	"n": true, "neath": true, "cos": true, "cuz": true, "coz": true, "nuff": true, "ere": true, "im": true, "er": true, "ello": true}

// elision reports whether the single mark i stands for letters left out at a word's beginning: 'em, '90s.
func elision(d *text.Document, i int32) bool {
	if int(i)+1 >= len(d.Tokens) || d.Tokens[i].Flags&text.SpaceAfter != 0 {
		return true
	}
	next := &d.Tokens[i+1]
	s := d.TokenText(i + 1)
	switch next.Kind {
	case text.Word, text.Number:
		if c := s[0]; '0' <= c && c <= '9' {
			return len(s) == 2 && next.Kind == text.Number || len(s) == 3 && s[2] == 's'
		}
		var low [8]byte
		if len(s) > 5 || !elided[string(lexicon.Fold(low[:0], s))] {
			return false
		}
		// 'Til death', he said: what closes at once was a quotation
		return int(i)+2 >= len(d.Tokens) || d.Tokens[i+2].Kind != text.Mark || strings.EqualFold(s, "n")
	}
	return false
}

// mayBePlural reports whether the mark i may be the apostrophe of a plural's or name's possessive: it follows an s and
// stands before a word.
func mayBePlural(d *text.Document, p *text.Paragraph, i int32) bool {
	if i == p.First || i+1 >= p.Last {
		return false
	}
	s := d.TokenText(i - 1)
	c := s[len(s)-1] | 0x20
	if c != 's' && c != 'z' && c != 'x' || d.Tokens[i-1].Kind == text.Punct {
		return false
	}
	next := &d.Tokens[i+1]
	if next.Kind == text.Mark && next.Flags&text.SpaceBefore != 0 {
		return true
	}
	return next.Kind == text.Word || next.Kind == text.Number
}

// dropped reports whether the mark i stands for a g or another letter left out at the end: doin' well.
func dropped(d *text.Document, p *text.Paragraph, i int32) bool {
	if i == p.First || i+1 >= p.Last {
		return false
	}
	s := d.TokenText(i - 1)
	next := &d.Tokens[i+1]
	if next.Kind != text.Word || len(s) < 3 {
		return len(s) == 1 && s[0]|0x20 == 'n' && i-1 > p.First && d.Tokens[i-2].Kind == text.Mark // rock 'n' roll
	}
	if len(s) > 4 && s[len(s)-2]|0x20 == 'i' && s[len(s)-1]|0x20 == 'n' && next.Flags&text.Capital == 0 {
		return !d.Tokens[i-1].Class.Is(lexicon.Noun | lexicon.Adjective | lexicon.Adverb | lexicon.Preposition | lexicon.Base)
	}
	return false
}
