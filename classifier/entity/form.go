package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// mentionPronoun lists a pronoun in a chunk that can mean an entity of the article.
func (s *Set) mentionPronoun(t, c int32) {
	form, class := s.pronoun(t), s.class(t)
	if (form == youForm || form == someForm) && class&(lexicon.PronOther|lexicon.PronSubject) == 0 {
		return
	}
	var ch *grammar.Chunk
	if c != grammar.None {
		ch = &s.chunks[c]
	}
	m := s.mention(t, t+1, t, Pronoun, None, ch)
	m.form = form
	switch form {
	case heForm:
		m.Gender = Masculine
	case sheForm:
		m.Gender = Feminine
	case itForm:
		m.Gender = Neuter
	case theyForm:
		m.Plural = true
	}
	if ch != nil && ch.Head == t {
		m.Subject = ch.Role == grammar.Subject
	} else if s.tags[t] == grammar.Possessive {
		m.Modifier = true
	}
	if m.clause == None && !m.Subject && class&(lexicon.PronSubject|lexicon.PronObject) == lexicon.PronSubject && int(t)+1 < len(s.clauseOf) {
		if c := s.clauseOf[t+1]; c != grammar.None && s.clauses[c].First == t+1 { // Smith, | he said, left
			m.Subject, m.clause = true, c
		}
	}
	s.settle(m)
}

// clausePlace says what the clause is whose subject a mention is.
type clausePlace uint8

const (
	innerPlace  clausePlace = iota // none, or one within another
	mainPlace                      // a main clause, or one joined to it
	speechPlace                    // a main clause whose verb reports
)

func (s *Set) placeIn(c *grammar.Clause) clausePlace {
	switch {
	case c.Kind == grammar.Main && s.class(c.Head)&lexicon.CueVerb != 0:
		return speechPlace
	case c.Kind == grammar.Main || c.Kind == grammar.Coordinate:
		return mainPlace
	}
	return innerPlace
}

type pronounForm uint8

const (
	noForm pronounForm = iota
	heForm
	sheForm
	itForm
	theyForm
	selfForm // I, we: whoever speaks
	youForm
	whoForm
	someForm // someone, many
)

// pronoun sorts the pronouns of English.
func (s *Set) pronoun(t int32) pronounForm {
	k := &s.tokens[t]
	if k.Word != 0 {
		return s.rules.pronouns[k.Word]
	}
	var buf [16]byte
	w := s.doc.TokenText(t)
	if len(w) > 10 {
		return someForm
	}
	if f, ok := pronounForms[string(lexicon.Fold(buf[:0], w))]; ok {
		return f
	}
	return someForm
}

var pronounForms = map[string]pronounForm{
	"he": heForm, "him": heForm, "his": heForm, "himself": heForm, "he's": heForm, "he'd": heForm, "he'll": heForm,
	"she": sheForm, "her": sheForm, "hers": sheForm, "herself": sheForm, "she's": sheForm, "she'd": sheForm, "she'll": sheForm,
	"it": itForm, "its": itForm, "itself": itForm, "it's": itForm,
	"they": theyForm, "them": theyForm, "their": theyForm, "theirs": theyForm, "themselves": theyForm, "they're": theyForm, "they'd": theyForm,
	"i": selfForm, "me": selfForm, "my": selfForm, "mine": selfForm, "myself": selfForm,
	"we": selfForm, "us": selfForm, "our": selfForm, "ours": selfForm, "ourselves": selfForm,
	"you": youForm, "your": youForm, "yours": youForm, "yourself": youForm,
	"who": whoForm, "whom": whoForm, "whose": whoForm, "which": whoForm, "that": whoForm,
}
