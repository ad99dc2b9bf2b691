package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file reads what stands behind the label of a speaker.

// colon is a cue at the end of a paragraph that waits for its content in the next.
type colon struct {
	waits  bool
	para   int32
	cue    Span
	source Span
	rule   string
	bare   bool // the content needs no quotation marks: "he wrote:"
}

// named reads "Name: what he says" at a unit's beginning and returns the end of the content.
func (f *Finder) named(u *unit) int32 {
	i := u.first
	start := f.d.Tokens[i].Flags&text.ParaStart != 0
	if !start && f.g.Tags[i] != grammar.Proper && !(i+2 < u.last && f.char(i+1) == ':' && f.q.Of[i+2] >= 0 && f.d.Tokens[i].Flags&text.Capital != 0) || !f.hasPunct(':', i, min(u.last-1, i+9)) {
		return 0
	}
	proper := false
	for ; i < u.last && i < u.first+8; i++ {
		if f.char(i) == ':' {
			break
		}
		if f.q.Of[i] >= 0 || f.d.Tokens[i].Kind == text.Symbol || f.g.Tags[i].IsVerb() && f.d.Tokens[i].Flags&text.AllCaps == 0 || f.char(i) == ',' {
			return 0
		}
		proper = proper || f.g.Tags[i] == grammar.Proper && !f.d.Tokens[i].Class.Is(lexicon.Month|lexicon.Weekday) || f.d.Tokens[i].Flags&text.AllCaps != 0
	}
	if !proper && i-u.first <= 3 && i+1 < u.last && f.q.Of[i+1] >= 0 {
		proper = f.d.Tokens[u.first].Flags&text.Capital != 0
	}
	if !proper || i >= u.last-1 || f.char(i) != ':' {
		return 0
	}
	quoted := f.q.Of[i+1] >= 0
	if quoted {
		if end := f.regionEnd(i + 1); end+1 < u.last && f.spokenWord(end) != nil && !f.nameBehind(end+1, u.last).Empty() && f.closedByComma(end-1) {
			return i + 1 // Quote of the day: "X," said Ann Lee
		}
	}
	if !quoted && f.d.Paragraphs[u.para].Kind == text.Headline && f.signedBehind(i+1, u) {
		return i + 1 // England v Malta: We can win, says Lee
	}
	if !quoted && (i-u.first > 1 && f.topic(u.first, i-1) || f.told(i+1, u)) {
		return 0
	}
	kind := f.d.Paragraphs[u.para].Kind
	if !quoted && (kind != text.Headline || !f.anyVerb(i+1, u.last)) && (f.d.Tokens[u.first].Kind != text.Handle || f.d.Tokens[u.first].Char == '#') {
		return 0
	}
	f.emit(Span{i + 1, u.last}, Span{u.first, i}, Span{i, i + 1}, "label", "label")
	return u.last
}

// headlineTail reads what somebody says whose name stands behind it, at the end of a headline: Talks "going nowhere" – Lee; Bridge to close – council; Town is broke: Lee.
func (f *Finder) headlineTail(u *unit) int32 {
	if f.d.Paragraphs[u.para].Kind != text.Headline || u.last-u.first < 4 {
		return 0
	}
	i := u.last - 1
	for i > u.first && i > u.last-6 && f.q.Of[i] < 0 && f.d.Tokens[i].Kind != text.Punct && !f.g.Tags[i].IsVerb() {
		i--
	}
	mark := f.char(i)
	if i <= u.first+1 || i+1 >= u.last || f.q.Of[i] >= 0 || mark != ':' && (mark != '-' || f.d.Tokens[i].Flags&text.SpaceBefore == 0 || f.d.Tokens[i].Flags&text.SpaceAfter == 0) {
		return 0
	}
	k := f.g.ChunkOf[i+1]
	if k == grammar.None || f.g.Chunks[k].First > i+2 || f.phraseEnd(f.g.Chunks[k].Last, u.last) < u.last {
		return 0
	}
	quoted := f.q.Of[i-1] >= 0
	if !quoted && !f.anyVerb(u.first, i) {
		return 0
	}
	name := f.d.Is(i+1, lexicon.GivenName) || f.g.Chunks[k].Last-f.g.Chunks[k].First == 1 && (quoted || mark == ':')
	noun := f.d.Is(f.g.Chunks[k].Head, lexicon.Role|lexicon.Relation|lexicon.People|lexicon.Person|lexicon.Body|lexicon.Document)
	if !(noun || name && f.g.Tags[f.g.Chunks[k].Head] == grammar.Proper && !f.d.Is(f.g.Chunks[k].Head, lexicon.Month|lexicon.Weekday)) {
		return 0
	}
	f.emit(Span{u.first, i}, Span{i + 1, u.last}, Span{i, i + 1}, "label", "label")
	return u.last
}

// signedBehind reports whether a comma with a verb of speech and a name behind it ends a unit.
func (f *Finder) signedBehind(i int32, u *unit) bool {
	for j := u.last - 1; j > i && j > u.last-8; j-- {
		if f.char(j) == ',' {
			return j+2 < u.last && f.spokenWord(j+1) != nil && f.nameBehind(j+2, u.last).Last == u.last
		}
	}
	return false
}

// told reports whether the sentence that begins at i says itself who says something, so that the place of the report stands
// before it: "Hubli: Mayor Ann Lee said that".
func (f *Finder) told(i int32, u *unit) bool {
	for n := range f.cues {
		c := &f.cues[n]
		if c.pos != 'v' || c.first <= i || !f.g.Clauses[c.clause].Finite {
			continue
		}
		s, _ := f.subjectOf(c, u)
		return s.First == i && f.g.Tags[i] != grammar.Pronoun && c.lex.Kind <= lexicon.WritingCue && f.personal(s.First, s.Last) && f.reports(c, u)
	}
	return false
}

// topic reports whether a label of several words that ends with token i tells of what a headline is, not who speaks: "Bus
// crash:", "Murder trial:".
func (f *Finder) topic(first, i int32) bool {
	const named = lexicon.Role | lexicon.Relation | lexicon.People | lexicon.Person | lexicon.Body | lexicon.Document | lexicon.GivenName | lexicon.PlaceName | lexicon.OrgName
	return f.d.Is(i, lexicon.Noun) && !f.d.Is(i, named) && !f.d.Is(i-1, lexicon.GivenName) && !f.d.Is(first, lexicon.GivenName|lexicon.Honorific|lexicon.Role)
}
