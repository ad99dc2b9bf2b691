// Package lexicon holds what is known about English words: their forms and lemmas, their word classes, which of them
// report speech and what these take, and the names of places, bodies and persons.
//
// In go the embedded data files (data/*.txt) and the words that issue packs add; out comes a Lexicon, which is never
// changed again and maps a word to a small number, its ID, and the ID to a Word. Later stages compare IDs and test
// bits and do not look at the letters any more.
package lexicon

// ID stands for a form of a word in lower case. 0 stands for every word that is not in the lexicon.
// IDs hold within one Lexicon only.
type ID uint32

// Class is a set of word classes and properties. A form has all that it can have ("report" is a noun, a verb and a
// document); the sentence decides.
type Class uint64

const (
	Noun       Class = 1 << iota
	Plural           // of a noun
	Base             // verb forms: say
	Third            // says
	Past             // said
	Participle       // said, spoken
	Gerund           // saying
	Adjective
	Adverb
	Determiner
	Possessive    // my, his
	PronSubject   // he
	PronObject    // him
	PronReflexive // himself
	PronRelative  // who
	PronOther     // someone, those
	Preposition
	Coordinator  // and
	Subordinator // because
	Modal
	AuxBe
	AuxHave
	AuxDo
	Negation
	Numeral
	Interjection
	To
	ExThere
	WhAdverb
	Role     // minister
	Relation // wife
	People   // police, crowd: a group by itself
	Person   // source, insider, woman: somebody unnamed
	Body     // ministry
	Document // report
	Honorific
	GivenName
	PlaceName // a country, city, region, as a single word
	Demonym   // Israeli, Israelis
	OrgName   // a known body or medium, as a single word: Hamas
	Male      // he, spokesman, John
	Female    // she, spokeswoman, Anna
	Month     // March
	Weekday   // Monday
	Abbrev    // is written with a full stop that does not end a sentence
	AbbrevEnd // … but may
	FirstPart // begins a phrase of several words
	CapsOnly  // is the name only when written in capitals: US, WHO
	CueVerb   // has a form of a verb that reports
	CueNoun   // a noun that reports: statement
	StopQuote // the quoted words behind it are a title, a nickname or a term
	WorkNoun  // quoted words behind it that are written Like a Title are one: show, campaign
	PackWord  // stands in a pattern of an issue pack
	FirstCue  // begins a cue of several words
	Time      // a noun of time: weeks, evening, yesterday
	ThatVerb  // reports as a verb, and a clause can stand behind it: say, tell (somebody)
	CueLead   // begins a cue of several words, or is a form of the verb that does: pointed (out)
	OpensCue  // a cue that is no verb may begin with it: CueNoun, according (to), in (the words of)
)

// Set stands for the whole class of a form. There are some hundred, and they hold within one Lexicon only.
type Set uint16

// Verbal is the set of all verb forms.
const Verbal = Base | Third | Past | Participle | Gerund

// Aux is the set of auxiliary verbs.
const Aux = AuxBe | AuxHave | AuxDo | Modal

// Pronoun is the set of all pronouns.
const Pronoun = PronSubject | PronObject | PronReflexive | PronRelative | PronOther

// Word is what is known about one form.
type Word struct {
	Class Class
	Verb  ID // its lemma as a verb: "say" for "said"; 0 where it is none
	Verb2 ID // a second one: "fall" and "fell"; 0 mostly
	Noun  ID // its lemma as a noun: "minister" for "ministers"; 0 where it is none
	cueV  uint16
	cueN  uint16
	cueA  uint16
	place uint16 // into the places, from 1; 0 where it names none
	org   uint16
}

// Is reports whether it has one of the classes of x.
func (c Class) Is(x Class) bool { return c&x != 0 }

// Is reports whether the form has one of the classes.
func (w *Word) Is(c Class) bool { return w.Class&c != 0 }

// Lexicon is the finished word list. It may be used by any number of goroutines. Its tables stand behind what is asked for in
// many places: the nearer a field is to the beginning, the shorter is the code that reads it.
type Lexicon struct {
	words     []Word
	groups    []Group  // by ID
	textAt    []uint32 // by ID: where its form begins in texts; one more at the end
	texts     string   // of all forms, one behind the other
	cues      []Cue
	places    []Place
	orgs      []Org
	classes   []Class
	compounds map[uint64]struct{}
	modifier  []uint64 // a bit for each form that is the first of a compound, or whose noun is
	modified  []uint64 // the same of the second
	phrases   Phrases
	table     table
}

// Lookup returns the ID of a form, in any case, or 0.
func (l *Lexicon) Lookup(form string) ID { return l.table.Find(keyAt(form, 0, len(form))).ID }

// KeyAt returns the key of the form text[start:end], in any case. It is the fastest where text goes on behind.
func (l *Lexicon) KeyAt(text string, start, end int) Key { return keyAt(text, start, end) }

// Forms returns the forms that there are by their keys.
func (l *Lexicon) Forms() Forms { return l.table.Forms }

// Sets returns all the classes that forms have. A Set is an index into them, for readers that keep a table of what they
// do with each. No form has sets 1 to 7: keys 1 to 7 lead to them, which stand for seven kinds of tokens that are no
// words. They must not be changed.
func (l *Lexicon) Sets() []Class { return l.table.sets }

// MayAbbreviate reports whether a form may be an abbreviation when a full stop stands behind it. It is false for nearly
// all that are none.
func (l *Lexicon) MayAbbreviate(k Key) bool {
	b := stopBit(k)
	return l.table.stops[b>>6]&(1<<(b&63)) != 0
}

// Word returns what is known about a form. Of ID 0 nothing is known. The Word must not be changed.
func (l *Lexicon) Word(id ID) *Word { return &l.words[id] }

// Text returns the letters of a form, in lower case; "" for ID 0.
func (l *Lexicon) Text(id ID) string { return l.texts[l.textAt[id]:l.textAt[id+1]] }

// Len returns the number of forms, including ID 0.
func (l *Lexicon) Len() int { return len(l.words) }

// VerbCue returns how a form reports as a verb, or nil.
func (l *Lexicon) VerbCue(id ID) *Cue { return l.cue(l.words[id].cueV) }

// NounCue returns how a form reports as a noun, or nil.
func (l *Lexicon) NounCue(id ID) *Cue { return l.cue(l.words[id].cueN) }

// AdjectiveCue returns how a form reports as an adjective ("adamant that"), or nil.
func (l *Lexicon) AdjectiveCue(id ID) *Cue { return l.cue(l.words[id].cueA) }

// Cues returns all that report, from index 1. They must not be changed.
func (l *Lexicon) Cues() []Cue { return l.cues }

func (l *Lexicon) cue(i uint16) *Cue {
	if i == 0 {
		return nil
	}
	return &l.cues[i]
}

// Phrases returns the names and terms of several words.
func (l *Lexicon) Phrases() *Phrases { return &l.phrases }

// PlaceOf returns the place that a single word names, or nil. The word must be written as a name.
func (l *Lexicon) PlaceOf(id ID) *Place {
	if i := l.words[id].place; i != 0 {
		return &l.places[i-1]
	}
	return nil
}

// OrgOf returns the body that a single word names, or nil. The word must be written as a name.
func (l *Lexicon) OrgOf(id ID) *Org {
	if i := l.words[id].org; i != 0 {
		return &l.orgs[i-1]
	}
	return nil
}

// Compound reports whether two forms are known to stand beside each other as nouns: "peace talks". Nearly none are.
func (l *Lexicon) Compound(first, second ID) bool {
	return l.modifier[first>>6]>>(first&63)&1 != 0 && l.compound(first, second)
}

//go:noinline
func (l *Lexicon) compound(first, second ID) bool {
	if l.modified[second>>6]>>(second&63)&1 == 0 {
		return false
	}
	for _, a := range [2]ID{first, l.words[first].Noun} {
		for _, b := range [2]ID{second, l.words[second].Noun} {
			if _, ok := l.compounds[uint64(a)<<32|uint64(b)]; ok && a != 0 && b != 0 {
				return true
			}
		}
	}
	return false
}
