package lexicon

import "github.com/stance-dev/stance/classifier/internal/lists"

// Phrases finds names and terms of several words: a trie over the IDs of the words. Freeze gets it ready for Step.
type Phrases struct {
	entry []Phrase // by node; Kind 0 where no phrase ends; in the slots once frozen
	used  int      // slots

	follow []uint64 // by node: a bit for each word that leads on, many words to a bit
	slots  []phraseSlot
	shift  uint8
	pairs  [1 << 11]uint64 // a bit for the first two words of each phrase, by pairBit
}

// phraseSlot is an edge with what ends behind it, a quarter of a cache line.
type phraseSlot struct {
	key   uint64 // node<<32 | word; 0 is an empty slot, for no edge has word 0
	to    int32
	entry uint32 // Kind<<24 | Index
}

// Phrase is what a sequence of words is known as.
type Phrase struct {
	Kind  PhraseKind
	Index int32 // into the list of its kind; see Lexicon.PhrasePlace and the like
}

// PhraseKind says what a phrase names.
type PhraseKind uint8

const (
	PlacePhrase     PhraseKind = iota + 1 // New Zealand
	OrgPhrase                             // United Nations
	HonorificPhrase                       // Prime Minister
	FunctionPhrase                        // because of; see PhraseClass
	CuePhrase                             // according to; Index is into the cues
)

func newPhrases() Phrases {
	p := Phrases{entry: make([]Phrase, 1, 1<<14)}
	p.size(15)
	return p
}

// size makes a table of a number of bits.
func (p *Phrases) size(bits uint8) {
	p.slots, p.shift = lists.Touched[phraseSlot](1<<bits), 64-bits
}

// add adds a phrase; the first meaning of the same words stays.
func (p *Phrases) add(words []ID, e Phrase) {
	node := int32(0)
	for _, w := range words {
		key := uint64(node)<<32 | uint64(w)
		s := p.find(key)
		if s.key == 0 {
			if p.used++; 2*p.used > len(p.slots) {
				p.grow()
				s = p.find(key)
			}
			s.key, s.to = key, int32(len(p.entry))
			p.entry = append(p.entry, Phrase{})
		}
		node = s.to
	}
	if p.entry[node].Kind == 0 {
		p.entry[node] = e
	}
}

// find returns the slot of an edge, or a free one.
func (p *Phrases) find(key uint64) *phraseSlot {
	i := p.slot(key)
	for p.slots[i].key != key && p.slots[i].key != 0 {
		i = p.after(i)
	}
	return &p.slots[i]
}

func (p *Phrases) grow() {
	old := p.slots
	p.size(64 - p.shift + 1)
	for _, s := range old {
		if s.key != 0 {
			*p.find(s.key) = s
		}
	}
}

// Pair reports whether a phrase may begin with two words. It is false for nearly all that begin none, and takes one
// look into a small table.
func (p *Phrases) Pair(first, second ID) bool {
	b := pairBit(first, second)
	return p.pairs[b>>6]&(1<<(b&63)) != 0
}

// pairBit returns the bit of two words among 1<<17.
func pairBit(first, second ID) uint64 {
	return (uint64(first)<<32 | uint64(second)) * 0x9E3779B97F4A7C15 >> (64 - 17)
}

// Step follows one word from a node (0 is the root). It returns the next node, or -1, and what ends there.
// Only a word of class FirstPart leads away from the root.
func (p *Phrases) Step(node int32, word ID) (int32, Phrase) {
	if word == 0 || p.follow[node]&(1<<(word&63)) == 0 {
		return -1, Phrase{}
	}
	key := uint64(node)<<32 | uint64(word)
	for i := p.slot(key); ; i = p.after(i) {
		switch s := &p.slots[i]; s.key {
		case key:
			return s.to, Phrase{PhraseKind(s.entry >> 24), int32(s.entry & (1<<24 - 1))}
		case 0:
			return -1, Phrase{}
		}
	}
}

func (p *Phrases) slot(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> p.shift }

func (p *Phrases) after(i uint64) uint64 { return (i + 1) & uint64(len(p.slots)-1) }

// freeze ends the building.
func (p *Phrases) freeze() {
	p.follow = lists.Touched[uint64](len(p.entry))
	first := make([]ID, len(p.entry)) // the word that leads to a node from the root
	for i := range p.slots {
		if s := &p.slots[i]; s.key != 0 && s.key>>32 == 0 {
			first[s.to] = ID(s.key)
		}
	}
	for i := range p.slots {
		s := &p.slots[i]
		if s.key == 0 {
			continue
		}
		if word := first[s.key>>32]; word != 0 {
			b := pairBit(word, ID(s.key))
			p.pairs[b>>6] |= 1 << (b & 63)
		}
		p.follow[s.key>>32] |= 1 << (s.key & 63)
		e := p.entry[s.to]
		s.entry = uint32(e.Kind)<<24 | uint32(e.Index)
	}
	p.entry = nil
}

// Place is a country, state, city or region.
type Place struct {
	Name      string // "Israel"
	Adjective string // "Israeli"; "" where there is none
	Kind      string // country, state, city, region …
}

// Org is a well-known body.
type Org struct {
	Name string // "United Nations"
	Kind string // body, party, media, company, armed, team
}

// PhrasePlace returns the place of a PlacePhrase.
func (l *Lexicon) PhrasePlace(p Phrase) *Place { return &l.places[p.Index] }

// PhraseOrg returns the body of an OrgPhrase.
func (l *Lexicon) PhraseOrg(p Phrase) *Org { return &l.orgs[p.Index] }

// PhraseCue returns the cue of a CuePhrase.
func (l *Lexicon) PhraseCue(p Phrase) *Cue { return &l.cues[p.Index] }

// PhraseClass returns the word class of a FunctionPhrase.
func (l *Lexicon) PhraseClass(p Phrase) Class { return l.classes[p.Index] }
