package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// Words and phrases of time that stand between a cue and what belongs to it.

// timeWord reports whether a token is a part of a date: Monday, March, 5, yesterday.
func (f *Finder) timeWord(i int32) bool {
	c := f.d.Tokens[i].Class
	if c.Is(lexicon.Weekday | lexicon.Month) {
		return f.d.Tokens[i].Flags&text.Capital != 0
	}
	if !c.Is(lexicon.Time) {
		return false
	}
	switch f.word(i) {
	case "yesterday", "today", "tomorrow", "tonight":
		return f.g.Tags[i] != grammar.Proper // the Today programme
	}
	return false
}

// timePhrase returns the end of a time without preposition that begins at i ("Monday", "Tuesday night", "last week",
// "March 5", "two days later"), or i.
func (f *Finder) timePhrase(i, last int32) int32 {
	if i >= last || !f.mayBeTime(i) {
		return i // nearly always
	}
	return f.timeFrom(i, last)
}

// mayBeTime reports whether a time may begin at i; nothing else does.
func (f *Finder) mayBeTime(i int32) bool {
	return timeTags.has(f.g.Tags[i]) || f.d.Tokens[i].Class&timeClasses != 0
}

// timeClasses are those of words in a time.
const timeClasses = lexicon.Weekday | lexicon.Month | lexicon.Time

func (f *Finder) timeFrom(i, last int32) int32 {
	j := i
	if timeTags.has(f.g.Tags[j]) {
		j++
		for j < last && (f.g.Tags[j] == grammar.Number || f.g.Tags[j] == grammar.Adjective) && j < i+3 {
			j++
		}
		if j < last && (f.timeNoun(j) || f.timeWord(j)) {
			j++
			if j < last && f.g.Tags[j] == grammar.Possessive {
				return i // last week's talks
			}
			if j < last && (f.word(j) == "ago" || f.word(j) == "later" || f.word(j) == "earlier" || f.timeNoun(j)) {
				j++
			}
			return j
		}
		return i
	}
	for j < last && (f.timeWord(j) || j > i && (f.d.Tokens[j].Kind == text.Number || f.timeNoun(j))) {
		j++
	}
	if j < last && f.g.Tags[j] == grammar.Possessive {
		return i // Sunday's march
	}
	return j
}

func (f *Finder) timeNoun(i int32) bool {
	if !f.d.Tokens[i].Class.Is(lexicon.Time) {
		return false
	}
	w := f.d.Lexicon.Word(f.d.Tokens[i].Word)
	switch f.d.Lexicon.Text(w.Noun) {
	case "day", "week", "month", "year", "morning", "evening", "afternoon", "night", "weekend", "hour", "minute", "summer", "spring", "fall", "winter", "autumn", "decade":
		return true
	}
	return false
}
