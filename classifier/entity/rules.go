package entity

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// wordData holds the closed lists of this package, one list a line.
//
//go:embed data/words.txt
var wordData string

// rules are the lists of this package by the keys of their words. They never change once made.
//
// Nearly all words stand on no list; those that do share few sets of lists, so that a byte a word is enough, and all lists
// ask the same byte.
type rules struct {
	lexicon *lexicon.Lexicon
	code    []uint8          // by lexicon ID, into lists
	lists   [256]wordList    // the sets of lists that words stand on
	other   map[key]wordList // words that the lexicon lacks
	maybe   [16]uint64       // a bit for some bits of each of their keys

	the, as  lexicon.ID
	chief    lexicon.ID
	prime    lexicon.ID
	pronouns []pronounForm // by lexicon ID
	like     []uint16      // nouns of roles that may mean the same, by lexicon ID: a set of bits, the first is for heads of states and bodies
	minister key           // the word
	cm, pm   key           // what the chief and the prime minister are called for short
	alias    map[key]key   // what each of the words that name the same party is taken for
	downing  int32         // Downing Street among the lexicon's bodies, or -1
}

// wordList is a set of lists, a bit for each.
type wordList uint64

const (
	surnameList     wordList = 1 << iota // roles that are surnames, too
	particleList                         // van, bin
	suffixList                           // Jr.
	postnominalList                      // MP
	companyList                          // Inc., Times: the last word of a body's name
	headList                             // Department: a body's name may go on with "of"
	regnalList                           // Pope: belongs to the name
	plainList                            // honorifics that tell no role: Mr.
	sourceList                           // nouns that call a speaker without a name again
	formerList                           // words before a role that do not tell roles apart
	publicList                           // roles that an article gives to one person at a time: nominee
	firstList                            // what stands before minister where it is the first one
	bodiesList                           // nouns by which any body is called again: group
	tradeList                            // those of them that are companies
	mediaList                            // those of them that are media
	issueList                            // verbs of giving out a text: release
	partyList                            // members of parties: Republican
	epithetList                          // nouns by which somebody named before is called again: striker
	looseList                            // words before a role that another of the same role may do without
	aideList                             // roles at another's side: adviser
	tailList                             // what a body's name may end with in small letters
	linksList                            // words that join those of a body's name: of
	numberList                           // No, Number: before 10, the prime minister's office
	wordsList                            // texts that are somebody's own words: statement
	aliasedList                          // words that name the same party
	seatList                             // roles of those who sit for a place: MP
	moreList                             // verbs by which somebody goes on to speak: added
)

// listNames are the lists by their names in data/words.txt.
var listNames = map[string]wordList{
	"surname": surnameList, "particle": particleList, "suffix": suffixList, "postnominal": postnominalList, "company": companyList,
	"head": headList, "regnal": regnalList, "plain": plainList, "former": formerList, "source": sourceList, "public": publicList, "first": firstList,
	"bodies": bodiesList, "trade": tradeList, "media": mediaList, "issue": issueList, "party": partyList, "epithet": epithetList,
	"loose": looseList, "aide": aideList, "tail": tailList, "links": linksList, "number": numberList, "words": wordsList, "seat": seatList, "more": moreList,
}

func newRules(l *lexicon.Lexicon) *rules {
	r := &rules{lexicon: l, code: make([]uint8, l.Len()), other: map[key]wordList{}, like: make([]uint16, l.Len()), alias: map[key]key{}}
	r.downing = -1
	p := l.Phrases()
	if node, _ := p.Step(0, l.Lookup("downing")); node >= 0 {
		if _, e := p.Step(node, l.Lookup("street")); e.Kind == lexicon.OrgPhrase {
			r.downing = e.Index
		}
	}
	r.chief, r.prime, r.cm, r.pm = l.Lookup("chief"), l.Lookup("prime"), r.key("cm"), r.key("pm")
	r.minister, r.the, r.as = r.key("minister"), l.Lookup("the"), l.Lookup("as")
	r.pronouns = slices.Repeat([]pronounForm{someForm}, l.Len())
	for w, f := range pronounForms {
		if id := l.Lookup(w); id != 0 {
			r.pronouns[id] = f
		}
	}
	bit, sets := uint16(1), []wordList{0}
	for line := range strings.Lines(wordData) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		for _, w := range f[1:] {
			switch k := r.key(w); f[0] {
			case "alias":
				r.alias[k] = r.key(f[1])
				sets = r.add(k, aliasedList, sets)
			case "like":
				if k&hashed == 0 { // only lemmas of the lexicon are asked for
					r.like[k] |= bit
				}
			default:
				sets = r.add(k, listNames[f[0]], sets)
			}
		}
		if f[0] == "like" {
			bit <<= 1
		}
	}
	copy(r.lists[:], sets)
	return r
}

// add puts a word on a list. It returns the sets of lists that there are then.
func (r *rules) add(k key, l wordList, sets []wordList) []wordList {
	if l == 0 {
		panic("entity: data/words.txt: unknown list") // a defect of the embedded file
	}
	if k&hashed != 0 {
		r.other[k] |= l
		r.maybe[k>>6&15] |= 1 << (k & 63)
		return sets
	}
	l |= sets[r.code[k]]
	i := slices.Index(sets, l)
	if i < 0 {
		i = len(sets)
		sets = append(sets, l)
	}
	if i >= len(r.lists) {
		panic("entity: data/words.txt: too many different sets of lists")
	}
	r.code[k] = uint8(i)
	return sets
}

// has reports whether a word of the lexicon stands on one of the lists.
func (r *rules) has(w lexicon.ID, l wordList) bool { return r.lists[r.code[w]]&l != 0 }

// hasKey is has for any word.
func (r *rules) hasKey(k key, l wordList) bool {
	if k&hashed == 0 {
		return r.has(lexicon.ID(k), l)
	}
	return r.maybe[k>>6&15]>>(k&63)&1 != 0 && r.other[k]&l != 0
}

// on reports whether the word at a token stands on one of the lists.
func (s *Set) on(t int32, l wordList) bool {
	if w := s.tokens[t].Word; w != 0 {
		return s.rules.has(w, l)
	}
	return s.unknownOn(t, l)
}

func (s *Set) unknownOn(t int32, l wordList) bool { return s.rules.hasKey(s.hash(t), l) }

// one returns the same key for words that name the same: GOP, Republican.
func (r *rules) one(k key) key {
	if r.hasKey(k, aliasedList) {
		return r.alias[k]
	}
	return k
}

// likes returns what a noun of a role may be called otherwise.
func (r *rules) likes(k key) uint16 {
	if k&hashed != 0 {
		return 0
	}
	return r.like[k]
}

func (r *rules) key(w string) key {
	if id := r.lexicon.Lookup(w); id != 0 {
		return key(id)
	}
	return hashOf(w)
}

// is reports whether a token is a certain word, in small letters.
func (s *Set) is(t int32, word lexicon.ID) bool {
	k := &s.tokens[t]
	return k.Word == word && k.Flags&text.Capital == 0
}
