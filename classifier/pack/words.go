package pack

import (
	"strings"

	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file notes which of the machine's forms each token of a document is.

// Begin prepares the matcher for a document that was read with the set's lexicon.
func (m *Matcher) Begin(s *Set, doc *text.Document) {
	m.machine, m.doc = s.machine, doc
	m.goByNewest()
	tokens := doc.Tokens
	m.words = lists.Resize(m.words, len(tokens)+1)
	m.words[len(tokens)] = knownForm{form: int32(stopMark)}
	m.listed = lists.Resize(m.listed, len(tokens)+1)
	n := 0
	for i := 0; i < len(tokens); i++ {
		if i, n = m.note(tokens, i, n); i < len(tokens) {
			w := m.special(tokens, i)
			m.words[i], m.listed[n] = w, listed{int32(i), w.marks}
			n += m.mayList(w.marks)
		}
	}
	m.listed, m.all = m.listed[:n], m.open
	for _, l := range m.listed {
		m.all |= l.marks
	}
}

// mayList returns 1 for a word that a list may begin with, else 0, without a decision.
func (m *Matcher) mayList(marks uint32) (n int) {
	if marks&m.listMarks != 0 {
		n = 1
	}
	return n
}

// note notes the forms of simple words and of marks from token i on, up to one that is special, and lists those that lists may
// begin with behind n. It calls nothing, so that all that it needs stays in registers.
//
//go:noinline
func (m *Matcher) note(tokens []text.Token, i, n int) (stop, listing int) {
	words, known, list := m.words[:len(tokens)], m.known, m.listed
	for ; uint(i) < uint(len(tokens)); i++ {
		t := &tokens[i]
		if t.Kind >= text.Number || t.Hyphenated != 0 || t.Class&lexicon.Weekday != 0 {
			if t.Kind != text.Punct && t.Kind != text.Mark {
				break
			}
			words[i] = knownForm{form: formOfMark(t), marks: m.open}
			continue
		}
		id := t.Word
		if t.Class&(lexicon.PackWord|lexicon.Adverb) == 0 {
			id = 0 // without a branch
		}
		k := known[id]
		if k.form < 0 {
			k.form = m.formWith(k.form, t.Flags)
		}
		words[i], list[n] = k, listed{int32(i), k.marks}
		n += m.mayList(k.marks)
	}
	return i, n
}

// onDay returns the form of a weekday, and tells the "on" before it.
func (m *Matcher) onDay(tokens []text.Token, i int) knownForm {
	k := m.formOf(tokens[i].Word, tokens[i].Flags)
	if i+1 < len(tokens) && namesDay(tokens[i+1].Class) {
		k.form-- // it stays: Sunday trading
	} else if i > 0 && tokens[i-1].Word == m.on && tokens[i-1].Hyphenated == 0 { // called on Monday for
		if inPacks(m.words[i-1]) {
			m.words[i-1].form++
		} else {
			m.words[i-1].form = int32(overWord)
		}
	}
	return k
}

// namesDay reports whether a word of a class behind a weekday is what the day is part of the name of: Friday prayers.
func namesDay(c lexicon.Class) bool {
	const other = lexicon.Past | lexicon.Preposition | lexicon.Determiner | lexicon.Pronoun | lexicon.Adverb | lexicon.Modal | lexicon.Time
	return c.Is(lexicon.Noun|lexicon.Gerund) && !c.Is(other)
}

// formOf returns the form that a word of the lexicon is.
func (m *Matcher) formOf(id lexicon.ID, flags text.Flags) knownForm {
	k := m.known[id]
	if k.form < 0 {
		k.form = m.formWith(k.form, flags)
	}
	return k
}

// formWith returns the form with the capitals of a token, for one of which patterns ask for capitals.
func (m *Matcher) formWith(form int32, flags text.Flags) int32 {
	form = ^form
	step := int32(m.allForms[form].step)
	if flags&text.Capital != 0 {
		form += step * int32(capital)
	}
	if flags&text.AllCaps != 0 {
		form += step * int32(allCaps)
	}
	return form
}

// formOfMark returns the form of punctuation or of a quotation mark.
func formOfMark(t *text.Token) int32 {
	if t.Kind == text.Punct {
		switch t.Char {
		case ',', '(', ')', '[', ']':
		default:
			return int32(stopMark)
		}
	}
	return int32(passMark)
}

// special returns the form of what is no simple word.
func (m *Matcher) special(tokens []text.Token, i int) knownForm {
	t, k := &tokens[i], knownForm{marks: m.open}
	switch t.Kind {
	case text.Handle, text.URL:
		k.form = int32(foreignWord)
		return k
	case text.Number:
		if s := m.doc.Text[t.Start:t.End]; m.numbers&numberBit(s) != 0 {
			k = m.formOf(m.doc.Lexicon.Lookup(s), t.Flags)
		}
	default:
		if t.Class&lexicon.Weekday != 0 && t.Hyphenated == 0 {
			return m.onDay(tokens, i)
		}
		k = m.formOf(t.Word, t.Flags)
	}
	if t.Hyphenated != 0 {
		k = m.part(t, m.doc.Parts(t), k)
	}
	return k
}

// inPacks reports whether patterns have a form.
func inPacks(k knownForm) bool { return k.form >= int32(firstForm) || k.form < 0 }

// part returns the form that a hyphenated word counts as where no pattern has it as a whole.
func (m *Matcher) part(t *text.Token, p text.Parts, k knownForm) knownForm {
	over := m.allForms[k.form].kind == overWord
	id, flags := t.Word, t.Flags
	if t.Flags&(text.Hyphen|text.Capital) == text.Hyphen|text.Capital && !inPacks(k) {
		id = p.Head // US-brokered, Israeli-Lebanese
	}
	if p.Tail != 0 && (p.Head == m.anti || p.Head == m.pro) && (!inPacks(m.known[id]) || id == p.Head) {
		id, flags = p.Tail, m.capitalsOfTail(t) // anti-whaling, pro-Catalan
	}
	if id != t.Word {
		k = m.formOf(id, flags)
	}
	if !over && m.allForms[k.form].kind == overWord {
		k.form-- // the same word, but it stays
	}
	return k
}

// capitalsOfTail returns the flags for the capitals of a hyphenated word's last part.
func (m *Matcher) capitalsOfTail(t *text.Token) text.Flags {
	s := m.doc.Text[t.Start:t.End]
	switch capsOf(s[strings.LastIndexByte(s, '-')+1:]) {
	case allCaps:
		return text.Capital | text.AllCaps
	case capital:
		return text.Capital
	}
	return 0
}

// notAdverb are the classes of words that patterns do not pass over though they can be adverbs.
const notAdverb = lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Preposition | lexicon.Negation | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Pronoun | lexicon.Determiner | lexicon.WhAdverb | lexicon.To | lexicon.Numeral
