package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells whether a clause begins at a token.

// tags is a set of parts of speech.
type tags uint64

const (
	finiteTags tags = 1<<grammar.VerbPast | 1<<grammar.VerbPresent | 1<<grammar.Modal
	auxTags    tags = 1<<grammar.Be | 1<<grammar.Have | 1<<grammar.Do
	mayFinite  tags = finiteTags | auxTags // may be a finite verb
	// endTags are those before or behind which a content may end
	endTags tags = 1<<grammar.Punct | 1<<grammar.Coordinator | 1<<grammar.Subordinator | 1<<grammar.Preposition
)

// clauseTags are those that tell whether a clause begins before them.
const clauseTags = mayFinite | 1<<grammar.Gerund | 1<<grammar.Relative | 1<<grammar.Subordinator | 1<<grammar.Punct | 1<<grammar.Coordinator | 1<<grammar.To

// timeTags can begin a time: "last week", "two days later".
const timeTags tags = 1<<grammar.Determiner | 1<<grammar.Adjective | 1<<grammar.Number

func (s tags) has(t grammar.Tag) bool { return s>>(t&63)&1 != 0 }

func (f *Finder) finiteTag(i int32) bool {
	t := f.g.Tags[i]
	return finiteTags.has(t) || auxTags.has(t) && f.finiteAux(i)
}

func (f *Finder) finiteAux(i int32) bool {
	k := f.g.ClauseOf[i]
	return k == grammar.None || f.g.Clauses[k].Finite
}

// bareClause reports whether a subject and a finite verb begin at i: "said | the plan would fail".
func (f *Finder) bareClause(i, last int32) bool { return f.clauseAt(i, last, false) }

// clauseAt is bareClause; with strict a conjunction "that" on the way shows that it is none.
func (f *Finder) clauseAt(i, last int32, strict bool) bool {
	if i >= last {
		return false
	}
	switch t := f.g.Tags[i]; t {
	case grammar.Existential:
		return true
	case grammar.Adverb:
		if f.word(i) == "there" {
			return i+1 < last && f.g.Tags[i+1].IsVerb()
		}
		if i+3 >= last || f.g.Tags[i+2] != grammar.Number || f.word(i+1) != "than" {
			return false
		}
		i += 2 // said | more than 300 homes had
	case grammar.Gerund, grammar.To, grammar.Wh, grammar.Negation:
	case grammar.Preposition: // said | over 300 homes had
		switch f.word(i) {
		case "over", "about", "around", "under":
		default:
			return false
		}
		if i+1 >= last || f.g.Tags[i+1] != grammar.Number {
			return false
		}
	default:
		if f.g.ChunkOf[i] == grammar.None && !t.IsNominal() {
			return false
		}
	}
	if strict && f.twoPhrases(i, last) {
		return false
	}
	relatives, commas, dashes, list, infinitive, seen := 0, 0, 0, false, false, false
	tags := f.g.Tags[:min(last, i+40)]
	of := f.q.Of[:len(tags)]
	for j := i; uint(j) < uint(len(tags)); j++ {
		if of[j] >= 0 {
			if j > i && (relatives > 0 || commas != 1) && f.quotedVerb(j) {
				if relatives == 0 {
					return true // the plan "would fail"
				}
				relatives-- // his words, which "hit the town",
			}
			j = f.regionEnd(j) - 1
			if f.closedByComma(j) {
				commas++
			}
			continue
		}
		if !clauseTags.has(tags[j]) {
			continue
		}
		switch tags[j] {
		case grammar.Gerund:
			if j > i && j+1 < last && f.d.Tokens[j].Class.Is(lexicon.ThatVerb|lexicon.CueVerb) && f.g.Tags[j-1] == grammar.Noun && of[j+1] < 0 && f.reportsClause(j, last) {
				relatives++ // figures showing the plan had failed | were
			}
		case grammar.Relative:
			relatives++
			seen = true
		case grammar.Subordinator:
			if f.word(j) == "that" && !strict {
				relatives++
				continue
			}
			switch f.word(j) {
			case "after", "before", "since", "as", "until", "than":
				continue // naming it after the city would
			case "when", "where":
				if j > i && tags[j-1] == grammar.Noun && of[j-1] < 0 {
					relatives++ // the days when he was king | are
					continue
				}
			}
			return false
		case grammar.Punct:
			switch f.char(j) {
			case ';', ':', '.', '?', '!':
				return false
			case ',':
				// an apposition or a list may stand before the verb
				commas++
				if j+1 < last && f.g.Tags[j+1] == grammar.Coordinator && f.word(j+1) == "but" {
					return false
				}
			case '-':
				dashes++
			}
		case grammar.Coordinator:
			if j > i && relatives == 0 && commas == 0 && f.word(j) == "but" && f.g.Tags[j-1] == grammar.Noun && j+1 < last && of[j+1] < 0 && f.clauseBehind(j+1, last) {
				return false // sought a transfer | but Ann Lee told him
			}
			list = true
		case grammar.To:
			infinitive = true
		default:
			if f.finiteTag(j) {
				if relatives == 0 && seen && commas == 1 && f.g.Tags[j-1] == grammar.Coordinator {
					continue // his son, who is ill and has left, would
				}
				if relatives == 0 && dashes == 1 && f.hasPunct('-', j, min(last, i+40)) {
					continue // his car – there were two – was
				}
				if relatives == 0 && commas == 1 && f.char(j-1) == ',' && f.participleAside(j, last) {
					continue // the plan, unveiled on Monday, would
				}
				if relatives == 0 {
					return j > i && (commas != 1 || list) && dashes != 1 && f.g.Tags[j-1] != grammar.Coordinator && !(strict && infinitive)
				}
				if k := f.g.ClauseOf[j]; k != grammar.None {
					j = f.g.Clauses[k].Last - 1
				}
				if j+1 < last && f.d.Tokens[j].Class.Is(lexicon.ThatVerb|lexicon.CueVerb) && f.q.Of[j+1] < 0 && f.reportsClause(j, last) {
					continue // a paper that says the plan | has
				}
				relatives--
			}
		}
	}
	return false
}

// reportsClause reports whether a verb of speech at i has a clause of its own behind it, which begins with an article or
// pronoun.
func (f *Finder) reportsClause(i, last int32) bool {
	lex := f.d.Lexicon.VerbCue(f.d.Tokens[i].Word)
	if lex == nil || lex.Kind > lexicon.ThoughtCue || lex.Takes&lexicon.TakesThat == 0 {
		return false
	}
	return f.g.Tags[i+1] == grammar.Pronoun || f.g.Tags[i+1] == grammar.Determiner && f.clauseBehind(i+1, last)
}

// quotedVerb reports whether the quotation that begins at i begins with a finite verb.
func (f *Finder) quotedVerb(i int32) bool {
	end := f.regionEnd(i)
	for i < end && (f.d.Tokens[i].Kind == text.Mark || f.g.Tags[i] == grammar.Adverb) {
		i++
	}
	return i < end && f.finiteTag(i) && f.d.Tokens[i].Flags&text.Capital == 0
}

// twoPhrases reports whether a noun phrase at i is followed at once by a clause, so that it is the listener: "told
// reporters | the plan would fail".
func (f *Finder) twoPhrases(i, last int32) bool {
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		return false
	}
	j := f.g.Chunks[c].Last
	if j >= last || f.q.Of[j] >= 0 || f.timeWord(j) {
		return false
	}
	next := f.g.ChunkOf[j]
	return (f.g.Tags[j] == grammar.Pronoun || next != grammar.None && f.g.Chunks[next].First == j) && f.bareClause(j, last)
}
