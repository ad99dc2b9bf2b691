package entity

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// wordData holds the closed lists of this package, one list a line.
//
//go:embed data/words.txt
var wordData string

// rules are the lists of this package by the keys of their words. They never change once made.
type rules struct {
	lexicon *lexicon.Lexicon
	set
	the      lexicon.ID
	pronouns []pronounForm // by lexicon ID
	like     []uint16      // nouns of roles that may mean the same, by lexicon ID: a set of bits, the first is for heads of states and bodies
	minister key           // the word
	aliased  wordSet       // words that name the same party
	alias    map[key]key   // what each of them is taken for
	downing  int32         // Downing Street among the lexicon's bodies, or -1
}

type set struct {
	surname     wordSet // roles that are surnames, too
	particle    wordSet // van, bin
	suffix      wordSet // Jr.
	postnominal wordSet // MP
	company     wordSet // Inc., Times: the last word of a body's name
	head        wordSet // Department: a body's name may go on with "of"
	regnal      wordSet // Pope: belongs to the name
	plain       wordSet // honorifics that tell no role: Mr.
	former      wordSet // words before a role that do not tell roles apart
	public      wordSet // roles that an article gives to one person at a time: nominee
	first       wordSet // what stands before minister where it is the first one
	bodies      wordSet // nouns by which any body is called again: group
	trade       wordSet // those of them that are companies
	media       wordSet // those of them that are media
	issue       wordSet // verbs of giving out a text: release
	party       wordSet // members of parties: Republican
	epithet     wordSet // nouns by which somebody named before is called again: striker
	loose       wordSet // words before a role that another of the same role may do without
	aide        wordSet // roles at another's side: adviser
	tail        wordSet // what a body's name may end with in small letters
	links       wordSet // words that join those of a body's name: of
	inside      wordSet // particles and links
	number      wordSet // No, Number: before 10, the prime minister's office
	words       wordSet // texts that are somebody's own words: statement
}

func newRules(l *lexicon.Lexicon) *rules {
	r := &rules{lexicon: l, like: make([]uint16, l.Len()), alias: map[key]key{}}
	r.downing = -1
	p := l.Phrases()
	if node, _ := p.Step(0, l.Lookup("downing")); node >= 0 {
		if _, e := p.Step(node, l.Lookup("street")); e.Kind == lexicon.OrgPhrase {
			r.downing = e.Index
		}
	}
	r.minister, r.the = r.key("minister"), l.Lookup("the")
	r.pronouns = slices.Repeat([]pronounForm{someForm}, l.Len())
	for w, f := range pronounForms {
		if id := l.Lookup(w); id != 0 {
			r.pronouns[id] = f
		}
	}
	lists := map[string]*wordSet{
		"surname": &r.surname, "particle": &r.particle, "suffix": &r.suffix, "postnominal": &r.postnominal, "company": &r.company, "head": &r.head,
		"regnal": &r.regnal, "plain": &r.plain, "former": &r.former, "public": &r.public, "words": &r.words, "links": &r.links, "party": &r.party, "issue": &r.issue, "first": &r.first, "bodies": &r.bodies, "media": &r.media, "number": &r.number, "tail": &r.tail, "aide": &r.aide, "loose": &r.loose, "trade": &r.trade, "epithet": &r.epithet,
	}
	lists["alias"] = &r.aliased
	table := &wordTable{code: make([]uint8, l.Len()), lists: make([]uint64, 1), other: map[key]uint64{}}
	for i, name := range slices.Sorted(maps.Keys(lists)) {
		*lists[name] = wordSet{table, 1 << i}
	}
	r.inside = wordSet{table, r.particle.bit | r.links.bit}
	bit := uint16(1)
	for line := range strings.Lines(wordData) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		for _, w := range f[1:] {
			switch k := r.key(w); f[0] {
			case "alias":
				r.alias[k] = r.key(f[1])
				r.aliased.add(k)
			case "like":
				if k&hashed == 0 { // only lemmas of the lexicon are asked for
					r.like[k] |= bit
				}
			default:
				lists[f[0]].add(k)
			}
		}
		if f[0] == "like" {
			bit <<= 1
		}
	}
	return r
}

// one returns the same key for words that name the same: GOP, Republican.
func (r *rules) one(k key) key {
	if r.aliased.has(k) {
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

// wordTable tells of each word on which of up to 64 lists it stands. Nearly all words stand on none; those that do share
// few sets of lists, so that a byte a word is enough, and all lists ask the same byte.
type wordTable struct {
	code  []uint8 // by lexicon ID, into lists
	lists []uint64
	other map[key]uint64 // words that the lexicon lacks
	maybe [16]uint64     // a bit for some bits of each of their keys
}

// wordSet is one list of a table.
type wordSet struct {
	table *wordTable
	bit   uint64
}

func (t *wordTable) add(k key, bit uint64) {
	if k&hashed != 0 {
		t.other[k] |= bit
		t.maybe[k>>6&15] |= 1 << (k & 63)
		return
	}
	lists := t.lists[t.code[k]] | bit
	i := slices.Index(t.lists, lists)
	if i < 0 {
		i = len(t.lists)
		t.lists = append(t.lists, lists)
	}
	if i > 255 {
		panic("entity: data/words.txt: too many different sets of lists") // a defect of the embedded file
	}
	t.code[k] = uint8(i)
}

func (w wordSet) add(k key) { w.table.add(k, w.bit) }

func (w wordSet) has(k key) bool {
	if k&hashed == 0 {
		return w.table.lists[w.table.code[k]]&w.bit != 0
	}
	return w.table.maybe[k>>6&15]>>(k&63)&1 != 0 && w.table.other[k]&w.bit != 0
}
