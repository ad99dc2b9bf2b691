package pack

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Pattern is what a pattern's text says: a sequence of items, one of which after another must match.
//
//	word      any inflected form of the word; a capital letter in it asks for a capital in the text
//	=word     this form alone
//	(a|b c)   one of these
//	{name}    one of the list of this name
//	x?        x or nothing, for any of the above
//	..3       up to three words of any kind, but no full stop
//	*         exactly one word
type Pattern []Item

// Item is one item of a Pattern.
type Item struct {
	Text     string    // the word, or the list's name
	Alts     []Pattern // of Alternatives
	Max      int32     // of Gap: the most words that it skips
	Kind     ItemKind
	Optional bool
}

// ItemKind says what an Item is.
type ItemKind uint8

const (
	Lemma        ItemKind = iota // any form of a word
	Form                         // one form of a word
	Alternatives                 // one of several patterns
	Ref                          // one of a named list
	Gap                          // up to Max words
	Any                          // one word
)

// maxGap is the widest gap that a pattern may have.
const maxGap = 12

// ParsePattern reads a pattern. Faults are added to errs at their columns.
func ParsePattern(t Text, errs *Errors) Pattern {
	var p patternParser
	return p.parse(t, errs)
}

// parse does so, in memory that the parser takes for many patterns at once.
func (p *patternParser) parse(t Text, errs *Errors) Pattern {
	if strings.Contains(t.Value, "’") {
		t.Value = strings.ReplaceAll(t.Value, "’", "'")
	}
	p.text, p.errs, p.pos, p.failed = t, errs, 0, false
	p.items, p.alts = p.items[:0], p.alts[:0]
	alts := p.alternatives(0)
	if p.pos < len(t.Value) {
		p.fail("a closing parenthesis without an opening one")
	}
	if len(alts) == 1 {
		if len(alts[0]) > 0 && (alts[0][0].Kind == Gap || alts[0][len(alts[0])-1].Kind == Gap) {
			p.pos = 0
			p.fail("a pattern must begin and end with a word, not with a gap")
		}
		return alts[0]
	}
	return Pattern{{Kind: Alternatives, Alts: alts}}
}

type patternParser struct {
	text   Text
	pos    int
	failed bool
	errs   *Errors

	items []Item    // of the sequences that are not yet ended
	alts  []Pattern // of the alternatives that are not yet ended
	room  struct {  // what is left of the memory for patterns
		items []Item
		alts  []Pattern
	}
}

// cut returns a copy of a list, cut from the room that is left; it makes more where that is too small.
func cut[T any](room *[]T, list []T) []T {
	if n := len(list); n > len(*room) {
		*room = make([]T, max(n, min(16*n, 512)))
	}
	out := (*room)[:len(list):len(list)]
	*room = (*room)[len(list):]
	copy(out, list)
	return out
}

func (p *patternParser) fail(format string, args ...any) {
	if p.failed {
		return // the first fault of a pattern is the one to mend
	}
	p.failed = true
	at := p.text.Pos
	at.Column += utf8.RuneCountInString(p.text.Value[:p.pos])
	p.errs.add(at, "pattern %q: "+format, append([]any{p.text.Value}, args...)...)
}

func (p *patternParser) alternatives(depth int) []Pattern {
	first, from := len(p.alts), len(p.items)
	end := func() []Pattern {
		alts := cut(&p.room.alts, p.alts[first:])
		p.alts = p.alts[:first]
		return alts
	}
	for {
		p.space()
		if p.pos == len(p.text.Value) || p.text.Value[p.pos] == ')' || p.text.Value[p.pos] == '|' {
			seq := Pattern(cut(&p.room.items, p.items[from:]))
			p.items = p.items[:from]
			if len(seq) == 0 {
				p.fail("an empty alternative: write a word, or (…)? for something that may be missing")
			} else if allOptional(seq) {
				p.fail("everything in %q may be missing: at least one word must stay", patternText(seq))
			}
			p.alts = append(p.alts, seq)
			if p.pos < len(p.text.Value) && p.text.Value[p.pos] == '|' {
				p.pos++
				continue
			}
			return end()
		}
		start := p.pos
		it, ok := p.item(depth)
		if !ok {
			p.pos, p.items = max(p.pos, start+1), p.items[:from]
			return end()
		}
		p.items = append(p.items, it)
	}
}

func (p *patternParser) item(depth int) (Item, bool) {
	s := p.text.Value
	var it Item
	switch c := s[p.pos]; {
	case c == '(':
		if depth > 4 {
			p.fail("parentheses nest deeper than five")
			return it, false
		}
		p.pos++
		it = Item{Kind: Alternatives, Alts: p.alternatives(depth + 1)}
		if p.pos >= len(s) || s[p.pos] != ')' {
			p.fail("a parenthesis is not closed")
			return it, false
		}
		p.pos++
	case c == '{':
		end := strings.IndexByte(s[p.pos:], '}')
		if end < 0 {
			p.fail("a brace is not closed")
			return it, false
		}
		it = Item{Kind: Ref, Text: s[p.pos+1 : p.pos+end]}
		p.pos += end + 1
	case c == '*':
		p.pos++
		it = Item{Kind: Any}
	case c == '?' || c == '}':
		p.fail("%q stands alone", string(c))
		return it, false
	default:
		end := p.pos
		for end < len(s) && !endsWord[s[end]] {
			end++
		}
		word := strings.TrimSuffix(s[p.pos:end], "'") // nurses' pay
		if n, ok := strings.CutPrefix(word, ".."); ok {
			width, err := strconv.Atoi(n)
			if err != nil || width < 1 || width > maxGap {
				p.fail("a gap is written ..1 to ..%d, not %q", maxGap, word)
				return it, false
			}
			p.pos = end
			return Item{Kind: Gap, Max: int32(width)}, true
		}
		it = Item{Kind: Lemma, Text: word}
		if f, ok := strings.CutPrefix(word, "="); ok {
			it = Item{Kind: Form, Text: f}
		}
		if !strings.ContainsFunc(it.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			p.fail("%q is no word: leave marks out, which patterns pass over, and write * for a symbol", word)
			return it, false
		}
		p.pos = end
	}
	if p.pos < len(s) && s[p.pos] == '?' {
		it.Optional = true
		p.pos++
	}
	return it, true
}

// endsWord holds what ends a word of a pattern.
var endsWord = [256]bool{'(': true, ')': true, '{': true, '}': true, '|': true, '?': true, ' ': true, '\t': true, '\n': true}

func (p *patternParser) space() {
	for p.pos < len(p.text.Value) {
		switch rest := p.text.Value[p.pos:]; {
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n':
			p.pos++
		case rest[0] == '\'' && (len(rest) == 1 || strings.IndexByte(" )|\n", rest[1]) >= 0): // the sign of a plural's possessive, a mark like others: nurses ' pay
			p.pos++
		default:
			return
		}
	}
}

func allOptional(seq Pattern) bool {
	for _, it := range seq {
		if !it.Optional && it.Kind != Gap {
			return false
		}
	}
	return true
}

// patternText writes a pattern as it is read.
func patternText(p Pattern) string {
	var b strings.Builder
	for i, it := range p {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch it.Kind {
		case Lemma:
			b.WriteString(it.Text)
		case Form:
			b.WriteString("=" + it.Text)
		case Ref:
			b.WriteString("{" + it.Text + "}")
		case Gap:
			b.WriteString(".." + strconv.Itoa(int(it.Max)))
		case Any:
			b.WriteByte('*')
		case Alternatives:
			b.WriteByte('(')
			for j, a := range it.Alts {
				if j > 0 {
					b.WriteByte('|')
				}
				b.WriteString(patternText(a))
			}
			b.WriteByte(')')
		}
		if it.Optional {
			b.WriteByte('?')
		}
	}
	return b.String()
}
