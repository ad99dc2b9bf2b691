package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// phraseEnd returns the end of a noun phrase whose core ends before i, with the prepositional phrases that belong to
// it: "a spokesman | for the ministry of defence".
func (f *Finder) phraseEnd(i, last int32) int32 {
	for i+1 < last && f.g.Tags[i] == grammar.Preposition && f.q.Of[i] < 0 && f.joinsNoun(i) {
		c := f.g.ChunkOf[i+1]
		if c == grammar.None || f.g.Chunks[c].First != i+1 || f.g.Chunks[c].Last > last || f.q.Of[f.g.Chunks[c].Last-1] >= 0 || f.timeWord(f.g.Chunks[c].Head) || f.timeNoun(f.g.Chunks[c].Head) {
			break
		}
		i = f.g.Chunks[c].Last
	}
	return i
}

// joinsNoun reports whether a preposition mostly ties a phrase to the noun before it.
func (f *Finder) joinsNoun(i int32) bool {
	switch f.word(i) {
	case "of", "for", "from", "at", "with", "in":
		return true
	case "by": // calculations by the bank
		return i > 0 && f.d.Is(i-1, lexicon.Document|lexicon.CueNoun|lexicon.Noun) && f.g.Tags[i-1] == grammar.Noun
	}
	return false
}

// phraseStart returns the start of the noun phrase that ends with chunk c: the chunk itself or, where a preposition
// governs it, the one before: "a spokesman for | the ministry", "officials familiar with | the talks". It is None where
// the preposition follows no noun.
func (f *Finder) phraseStart(c, first int32) int32 {
	for range 6 {
		ch := &f.g.Chunks[c]
		if ch.First < first {
			return None
		}
		if ch.Prep == grammar.None {
			return f.widen(ch.First, first)
		}
		i := ch.Prep - 1
		if i < first || f.q.Of[i] >= 0 {
			switch f.word(ch.Prep) {
			case "about", "over", "around", "under", "like": // about half said
				return ch.Prep
			case "at": // at least half said
				if w := f.word(ch.Prep + 1); w == "least" || w == "most" {
					return ch.Prep
				}
			}
			return None
		}
		if f.g.ChunkOf[i] == grammar.None {
			switch f.g.Tags[i] {
			case grammar.Adjective, grammar.Participle, grammar.Gerund:
				i--
			case grammar.Adverb:
				if f.word(i) == "close" { // a source | close to the family
					i--
				}
			}
		}
		if i < first || f.q.Of[i] >= 0 {
			return None
		}
		if f.g.ChunkOf[i] == grammar.None {
			switch f.g.Tags[i] {
			case grammar.Number, grammar.Pronoun, grammar.Determiner: // one of them
				return i
			}
			return None
		}
		if c = f.g.ChunkOf[i]; f.timeWord(f.g.Chunks[c].Head) {
			return None // yesterday | with the mayor
		}
	}
	return None
}

// widen moves the start of a noun phrase over what stands right before it and belongs to it: "one | senior official",
// "the president | himself".
func (f *Finder) widen(start, first int32) int32 {
	for range 3 {
		i := start - 1
		if i < first || f.q.Of[i] >= 0 {
			return start
		}
		c := f.g.ChunkOf[i]
		switch t := f.g.Tags[i]; {
		case f.d.Is(start, lexicon.PronReflexive) && c != grammar.None:
			start = f.g.Chunks[c].First
		case c == grammar.None && (t == grammar.Number || t == grammar.Determiner || t == grammar.Possessive):
			start = i
		case c != grammar.None && f.g.Chunks[c].Last-f.g.Chunks[c].First == 1 && (t == grammar.Number || f.d.Is(i, lexicon.Numeral)):
			start = i
		default:
			return start
		}
	}
	return start
}

// overComma finds the subject before an insertion that ends with the comma at i: "Paul Manafort, the chief, said".
func (f *Finder) overComma(i, first int32) Span {
	best := Span{}
	for j, commas := i-1, 0; j > first && j > i-45 && commas < 7; j-- {
		if f.q.Of[j] >= 0 {
			j = f.regionStart(j)
			continue
		}
		if f.char(j) != f.char(i) {
			continue
		}
		commas++
		if f.g.Tags[j+1] == grammar.Modal {
			return best // boatmen, who are poor, must be heard, said Ann Lee
		}
		end := j
		if f.char(j-1) == ')' { // Mr. Smith (R-Ohio), the chair, said
			for k := j - 2; k > first && k > j-12; k-- {
				if f.char(k) == '(' {
					end = k
					break
				}
			}
		}
		c := f.g.ChunkOf[end-1]
		if c == grammar.None || f.g.Chunks[c].Last != end || !f.inserts(j+1, i) {
			continue
		}
		start := f.phraseStart(c, first)
		if start == None && f.g.Chunks[c].Prep == f.g.Chunks[c].First-1 && f.d.Is(f.g.Chunks[c].Prep, lexicon.Subordinator) {
			start = f.g.Chunks[c].First // after the union, in a letter, said
		}
		if p := f.g.Chunks[c].Prep; start == None && p >= first && f.word(p) == "with" && i+1 < int32(len(f.g.Tags)) && f.g.Tags[i+1] == grammar.Gerund {
			start = f.g.Chunks[c].First // with Ann Lee, the mayor, saying
		}
		if start == None {
			continue
		}
		if f.timeWord(f.g.Chunks[c].Head) || f.g.Tags[start] == grammar.Number {
			continue
		}
		if start > first+1 && f.char(start-1) == ',' && (f.d.Tokens[start].Flags&text.Stop != 0 || f.d.Is(start, lexicon.PlaceName)) && f.g.Tags[start-2] == grammar.Proper && f.g.Chunks[c].Last-start == 1 {
			continue // of Raleigh, | N.C., who
		}
		s := Span{f.appositionStart(start, first), i}
		if !f.personal(start, j) {
			if best.Empty() || !f.personal(best.First, best.Last) {
				best = s
			}
			continue
		}
		if s.First > first && f.g.Tags[s.First-1].IsVerb() && f.q.Of[s.First-1] < 0 && f.relativeOpen(s.First-1, first) {
			if best.Empty() {
				best = s
			}
			continue // Lee, who spoke of the court that sacked | Roe, the mayor, said
		}
		best = s
		// Ann Lee, 67, a | retired clerk in Leeds, Ala., said
		if k := f.chunkFrom(start); s.First <= first+1 || f.char(s.First-1) != ',' || f.g.Tags[s.First-2] != grammar.Number || k == grammar.None || f.g.Tags[f.g.Chunks[k].Head] == grammar.Proper {
			return best
		}
	}
	return best
}

// relativeOpen reports whether a relative clause with its verb at v begins behind a comma further on the left.
func (f *Finder) relativeOpen(v, first int32) bool {
	for j := v - 1; j > first && j > v-25; j-- {
		if f.q.Of[j] >= 0 {
			return false
		}
		if f.char(j) == ',' {
			return f.relative(j + 1)
		}
	}
	return false
}

// inserts reports whether what stands between two commas can be an insertion behind a name: an apposition, a relative
// or participial clause, an age, a place.
func (f *Finder) inserts(first, last int32) bool {
	if first >= last || f.q.Of[first] >= 0 {
		return false
	}
	switch f.g.Tags[first] {
	case grammar.Coordinator, grammar.Modal:
		return false // who are many, must be heard
	case grammar.Subordinator:
		return f.word(first) == "when" || f.word(first) == "as" || f.word(first) == "while"
	case grammar.Pronoun:
		return f.d.Is(first, lexicon.PronOther|lexicon.PronReflexive)
	}
	return true
}

// appositionStart moves the start of a noun phrase to the left over a comma when the two phrases name the same:
// "the campaign chief, | Paul Manafort", "Paul Manafort, | the campaign chief".
func (f *Finder) appositionStart(start, first int32) int32 {
	i := start - 1
	if i <= first || f.char(i) != ',' || f.q.Of[i-1] >= 0 {
		return start
	}
	c := f.g.ChunkOf[i-1]
	if c == grammar.None || f.g.Chunks[c].Last != i {
		return start
	}
	here := f.chunkFrom(start)
	before := f.phraseStart(c, first)
	if here == grammar.None || before == None {
		return start
	}
	if f.timeWord(f.g.Chunks[c].Head) || f.timeNoun(f.g.Chunks[c].Head) {
		return start
	}
	name := f.g.Tags[f.g.Chunks[c].Head] == grammar.Proper
	nameHere := f.g.Tags[f.g.Chunks[here].Head] == grammar.Proper
	if name && nameHere && f.d.Is(f.g.Chunks[here].Head, lexicon.Role) && !f.d.Is(f.g.Chunks[c].Head, lexicon.Role) && f.fullName(c) {
		return before // Ann Lee, | Area Manager and a native of Leeds, said
	}
	if nameHere && f.chunkFrom(before) == grammar.None || name == nameHere || f.g.Tags[f.g.Chunks[here].Head] == grammar.Pronoun {
		return start
	}
	noun := f.g.Chunks[here].Head
	if nameHere {
		noun = f.g.Chunks[f.chunkFrom(before)].Head
	}
	if !f.d.Is(noun, lexicon.Role|lexicon.Relation|lexicon.Person) || f.d.Is(noun, lexicon.Plural) {
		return start
	}
	return before
}

// chunkFrom returns the chunk at i, over numbers and determiners that stand outside it, or None.
func (f *Finder) chunkFrom(i int32) int32 {
	for j := i; int(j) < len(f.g.ChunkOf) && j < i+4; j++ {
		if c := f.g.ChunkOf[j]; c != grammar.None {
			return c
		}
	}
	return grammar.None
}

// touching finds the subject of a participle or infinitive: the noun phrase before it ("officials calling for"), or
// before the comma ("Mr. Smith, citing the law, said").
func (f *Finder) touching(c *cue, u *unit) Span {
	i := c.first - 1
	for i >= u.first && f.g.Tags[i] == grammar.Adverb {
		i--
	}
	if i < u.first || f.q.Of[i] >= 0 {
		return Span{}
	}
	cl := &f.g.Clauses[c.clause]
	if cl.Kind == grammar.Infinitive {
		return Span{}
	}
	if f.char(i) == ',' { // , with Ann Lee, the mayor, saying
		if s := f.overComma(i, u.first); !s.Empty() && s.First > u.first && f.word(s.First-1) == "with" && f.personal(s.First, s.Last) {
			return s
		}
	}
	if k := f.g.ChunkOf[i]; k != grammar.None && f.g.Chunks[k].Last == i+1 {
		if f.timeWord(f.g.Chunks[k].Head) || f.timeNoun(f.g.Chunks[k].Head) {
			return Span{} // filed the request on Friday night | citing
		}
		if f.d.Is(f.g.Chunks[k].Head, lexicon.CueNoun|lexicon.Document) && f.g.Chunks[k].First > u.first && f.g.Tags[f.g.Chunks[k].Head] != grammar.Proper {
			return Span{} // released a statement saying
		}
		if start := f.phraseStart(k, u.first); start != None && f.personal(start, i+1) && !f.thing(start, k) {
			return Span{f.appositionStart(start, u.first), i + 1}
		} else if p := f.g.Chunks[k].Prep; start == None && p != grammar.None && p >= u.first && (f.word(p) == "with" || f.word(p) == "to" && p > u.first && f.g.Tags[p-1].IsVerb() && f.g.Chunks[k].First == p+1 && f.is(p-1, f.terms.led)) && (f.personal(f.g.Chunks[k].First, i+1) || f.d.Is(f.g.Chunks[k].Head, lexicon.Document)) {
			return Span{f.g.Chunks[k].First, i + 1} // , with Ann Lee tweeting
		}
		base := k // despite | teachers of the school blaming
		for p := f.g.Chunks[k].Prep; p != grammar.None && p > u.first && f.word(p) == "of" && f.q.Of[p-1] < 0 && f.g.ChunkOf[p-1] != grammar.None; p = f.g.Chunks[base].Prep {
			base = f.g.ChunkOf[p-1]
		}
		if p := f.g.Chunks[base].Prep; p != grammar.None && p >= u.first && f.is(p, f.terms.despite) && f.personal(f.g.Chunks[base].First, f.g.Chunks[base].Last) {
			return Span{f.g.Chunks[base].First, i + 1}
		}
	}
	return Span{}
}

// thing reports whether the noun phrase at start, which goes on to chunk c, is one for something that cannot speak: seek
// dialogue with the authorities | saying.
func (f *Finder) thing(start, c int32) bool {
	k := f.chunkFrom(start)
	if k == grammar.None || k == c {
		return false
	}
	h := f.g.Chunks[k].Head
	return f.g.Tags[h] == grammar.Noun && !f.personal(f.g.Chunks[k].First, f.g.Chunks[k].Last) && !f.d.Is(h, lexicon.Document|lexicon.Plural|lexicon.People) && start > 0 && f.g.Tags[start-1].IsVerb()
}

// within reports whether the verb at i stands in a statement found before whose content ends before token to.
func (f *Finder) within(i, to int32) bool {
	for k := len(f.List) - 1; k >= 0 && k > len(f.List)-4; k-- {
		for _, s := range f.List[k].Spans {
			if s.First <= i && i < s.Last && s.Last <= to {
				return true
			}
		}
	}
	return false
}

// outerStart reports whether nothing but adverbs and conjunctions stands between the unit's beginning and token i.
func (f *Finder) outerStart(i int32, u *unit) bool {
	for j := u.first; j < i; j++ {
		switch f.g.Tags[j] {
		case grammar.Adverb, grammar.Coordinator, grammar.Punct, grammar.Preposition, grammar.Subordinator:
		default:
			return false
		}
	}
	return true
}
