package entity

import (
	"bufio"
	_ "embed"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// words.txt holds the closed lists of this package, one list a line.
//
//go:embed data/words.txt
var wordData string

// rules are the lists of this package as sets of keys. They never change once made.
type rules struct {
	lexicon     *lexicon.Lexicon
	surname     map[key]bool  // roles that are surnames, too
	particle    map[key]bool  // van, bin
	suffix      map[key]bool  // Jr.
	company     map[key]bool  // Inc., Times: the last word of a body's name
	head        map[key]bool  // Department: a body's name may go on with "of"
	regnal      map[key]bool  // Pope: belongs to the name
	like        map[key]uint8 // nouns of roles that may mean the same: a set of bits
	plain       map[key]bool  // honorifics that tell no role: Mr.
	collect     map[key]bool
	former      map[key]bool
	postnominal map[key]bool // MP
	public      map[key]bool // roles that an article gives to one person at a time: nominee
	words       map[key]bool // texts that are somebody's own words: statement
}

func newRules(l *lexicon.Lexicon) *rules {
	r := &rules{
		lexicon: l,
		surname: map[key]bool{}, particle: map[key]bool{}, suffix: map[key]bool{}, company: map[key]bool{}, head: map[key]bool{},
		regnal: map[key]bool{}, plain: map[key]bool{}, like: map[key]uint8{}, collect: map[key]bool{}, former: map[key]bool{}, postnominal: map[key]bool{}, public: map[key]bool{}, words: map[key]bool{},
	}
	lists := map[string]map[key]bool{
		"surname": r.surname, "particle": r.particle, "suffix": r.suffix, "company": r.company, "head": r.head, "regnal": r.regnal,
		"plain": r.plain, "collective": r.collect, "former": r.former, "postnominal": r.postnominal, "public": r.public, "words": r.words,
	}
	bit := uint8(1)
	sc := bufio.NewScanner(strings.NewReader(wordData))
	for sc.Scan() {
		f := strings.Fields(sc.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		for _, w := range f[1:] {
			k := r.key(w)
			if f[0] == "like" {
				r.like[k] |= bit
				continue
			}
			lists[f[0]][k] = true
		}
		if f[0] == "like" {
			bit <<= 1
		}
	}
	return r
}

func (r *rules) key(w string) key {
	if id := r.lexicon.Lookup(w); id != 0 {
		return key(id)
	}
	return hashOf(w)
}
