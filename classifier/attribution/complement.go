package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// complement is the form in which a cue's content follows it.
type complement uint8

const (
	noComplement complement = iota
	quoteComplement
	thatComplement   // said that …, claim that …
	clauseComplement // said he …
	whComplement     // asked whether …
	toComplement     // vowed to …
	objectToComplement
	objectComplement // denied the charges
	prepComplement   // called for, warned of, described as
	gerundComplement // denied taking
	complements
)

// complementRules are the names of the rules that find content behind a cue.
var complementRules = [complements]string{"", "cue.quote", "cue.that", "cue.clause", "cue.wh", "cue.to", "cue.object_to", "cue.object", "cue.prep", "cue.gerund"}

// skipAdjuncts returns the first token behind i that is no adverb, time, place or listener: it looks for what is said
// in "said Monday in an interview with the paper that …".
func (f *Finder) skipAdjuncts(i, last int32, lex *lexicon.Cue) int32 {
	listener := lex.Takes&lexicon.TakesPersonThat != 0
	for i < last && f.q.Of[i] < 0 {
		switch t, w := f.g.Tags[i], f.word(i); {
		case (w == "earlier" || w == "later" || w == "late" || w == "early") && i+1 < last && f.timePhrase(i+1, last) > i+1:
			i++
			continue
		case t == grammar.Adverb && !(w == "as" || w == "so" && lex.Takes&lexicon.TakesThat != 0 && i+1 < last && f.word(i+1) == "that"):
			i++
			continue
		case t == grammar.Preposition && f.adjunct(i, last):
			c := f.chunkFrom(i + 1)
			i = f.g.Chunks[c].Last
			if i < last && f.q.Of[i] >= 0 { // said on "This Week" that
				if end := f.regionEnd(i); end < last && end-i < 12 && f.word(end) == "that" {
					i = end
				}
			}
			continue
		}
		if j := f.timePhrase(i, last); j > i && !f.verbAhead(j, last) {
			i = j
			continue
		}
		if c := f.g.ChunkOf[i]; listener && c != grammar.None && f.g.Chunks[c].First == i {
			j := min(f.phraseEnd(f.g.Chunks[c].Last, last), last)
			if f.listens(j, last, lex) || !f.clauseAt(i, last, true) {
				listener = false
				i = j
				continue
			}
		}
		if f.char(i) == ',' && i+2 < last { // said, however, that
			if f.g.Tags[i+1] == grammar.Adverb && f.char(i+2) == ',' {
				i += 3
				continue
			}
			if j := f.insertion(i, last); j > i {
				i = j
				continue
			}
		}
		break
	}
	return min(i, last)
}

// listens reports whether a noun phrase behind a cue that ends before j is the listener: always with tell, else where
// another noun phrase follows, "assured reporters | the state would".
func (f *Finder) listens(j, last int32, lex *lexicon.Cue) bool {
	if lex.Takes&lexicon.TakesThat == 0 {
		return true
	}
	if j >= last || f.q.Of[j] >= 0 {
		return false
	}
	c := f.g.ChunkOf[j]
	return c != grammar.None && f.g.Chunks[c].First == j && !f.timeWord(j)
}

// insertion returns the token behind an insertion between commas at i that a that-clause or a quotation follows:
// "said, in answer to a question, that".
func (f *Finder) insertion(i, last int32) int32 {
	for j := i + 2; j < last && j < i+20; j++ {
		if f.q.Of[j] >= 0 {
			return i
		}
		if f.char(j) == ',' {
			if j+1 < last && f.g.Tags[j+1] == grammar.Subordinator && f.word(j+1) == "that" && f.g.Tags[i+1] != grammar.Coordinator {
				return j + 1
			}
			return i
		}
	}
	return i
}

// verbAhead reports whether a finite verb stands at i, perhaps behind adverbs.
func (f *Finder) verbAhead(i, last int32) bool {
	for i < last && f.g.Tags[i] == grammar.Adverb {
		i++
	}
	return i < last && f.finiteTag(i)
}

// tags is a set of parts of speech.
type tags uint64

const (
	finiteTags tags = 1<<grammar.VerbPast | 1<<grammar.VerbPresent | 1<<grammar.Modal
	auxTags    tags = 1<<grammar.Be | 1<<grammar.Have | 1<<grammar.Do
	// endTags are those before or behind which a content may end
	endTags tags = 1<<grammar.Punct | 1<<grammar.Coordinator | 1<<grammar.Subordinator | 1<<grammar.Preposition
)

// timeTags can begin a time: "last week", "two days later".
const timeTags tags = 1<<grammar.Determiner | 1<<grammar.Adjective | 1<<grammar.Number

func (s tags) has(t grammar.Tag) bool { return s>>t&1 != 0 }

func (f *Finder) finiteTag(i int32) bool {
	t := f.g.Tags[i]
	return finiteTags.has(t) || auxTags.has(t) && f.finiteAux(i)
}

func (f *Finder) finiteAux(i int32) bool {
	k := f.g.ClauseOf[i]
	return k == grammar.None || f.g.Clauses[k].Finite
}

// adjunct reports whether the preposition at i begins a phrase that tells when, where or to whom.
func (f *Finder) adjunct(i, last int32) bool {
	if i+1 >= last || f.q.Of[i+1] >= 0 {
		return false
	}
	c := f.chunkFrom(i + 1)
	if c == grammar.None || f.g.Chunks[c].First > i+2 || f.g.Chunks[c].Last > last || f.q.Of[f.g.Chunks[c].Last-1] >= 0 {
		return false
	}
	switch f.word(i) {
	case "in", "on", "at", "during", "to", "from", "with", "via", "through", "before", "after", "since", "of", "by", "over", "about", "for", "between":
		return true
	}
	return false
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
		return f.word(i) == "there" && i+1 < last && f.g.Tags[i+1].IsVerb()
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
	relatives, commas, list, infinitive := 0, 0, false, false
	for j := i; j < last && j < i+40; j++ {
		if f.q.Of[j] >= 0 {
			if j > i && relatives == 0 && commas != 1 && f.quotedVerb(j) {
				return true // the plan "would fail"
			}
			j = f.regionEnd(j) - 1
			if f.closedByComma(j) {
				commas++
			}
			continue
		}
		switch f.g.Tags[j] {
		case grammar.Relative:
			relatives++
		case grammar.Subordinator:
			if f.word(j) == "that" && !strict {
				relatives++
				continue
			}
			switch f.word(j) {
			case "after", "before", "since", "as", "until", "than":
				continue // naming it after the city would
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
			}
		case grammar.Coordinator:
			list = true
		case grammar.To:
			infinitive = true
		default:
			if f.finiteTag(j) {
				if relatives == 0 {
					return j > i && (commas != 1 || list) && f.g.Tags[j-1] != grammar.Coordinator && !(strict && infinitive)
				}
				relatives--
				if k := f.g.ClauseOf[j]; k != grammar.None {
					j = f.g.Clauses[k].Last - 1
				}
			}
		}
	}
	return false
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

// complementOf tells what follows a cue and where it begins.
func (f *Finder) complementOf(c *cue, last int32) (complement, int32) {
	if c.asked != last {
		c.complement, c.at = f.findComplement(c, last)
		c.asked = last
	}
	return c.complement, c.at
}

func (f *Finder) findComplement(c *cue, last int32) (complement, int32) {
	takes := c.lex.Takes
	i := c.last
	if i < last && c.pos == 'v' && takes&lexicon.TakesObject == 0 && takes&prepositions != 0 {
		if k, at := f.prepAt(i, takes, last); k {
			return prepComplement, at
		}
	}
	told := false // a listener stands before the content
	behind := f.skipAdverbs(i, last)
	if behind < last && takes&lexicon.TakesPersonThat != 0 && f.q.Of[behind] < 0 {
		if k := f.g.ChunkOf[behind]; k != grammar.None && f.g.Chunks[k].First == behind && !f.timeWord(behind) {
			told = f.listens(min(f.phraseEnd(f.g.Chunks[k].Last, last), last), last, c.lex)
		}
	}
	found, at := noComplement, behind
	if !told {
		if found, at = f.at(behind, c, last); found != noComplement && (found != objectComplement || takes&lexicon.TakesPersonThat == 0) {
			return found, at
		}
	}
	j := f.skipAdjuncts(i, last, c.lex)
	if told || j != behind {
		found, at = f.at(j, c, last)
	}
	if found != noComplement && (found != objectComplement || j == i) {
		return found, at
	}
	if takes&lexicon.TakesTo != 0 && i < last { // urged them to leave
		if k := f.g.ChunkOf[i]; k != grammar.None && f.q.Of[i] < 0 {
			j := min(f.phraseEnd(f.g.Chunks[k].Last, last), last)
			for j < last && (f.g.Tags[j] == grammar.Negation || f.g.Tags[j] == grammar.Adverb) {
				j++
			}
			if j < last && f.g.Tags[j] == grammar.To {
				return objectToComplement, i
			}
		}
	}
	if takes&lexicon.TakesObject != 0 && behind < last && !f.eachOther(behind) {
		if k := f.g.ChunkOf[behind]; k != grammar.None && !f.tellsWhen(behind, last) {
			return objectComplement, behind
		}
	}
	if k, at := f.prepAt(behind, takes, last); k {
		return prepComplement, at
	}
	if takes&lexicon.TakesAs != 0 && i+1 < last && f.q.Of[i] < 0 && f.q.Of[i+1] >= 0 && f.g.ChunkOf[i] == grammar.None {
		switch f.word(i) {
		case "her", "that", "this": // called her "weak"
			return objectComplement, i
		}
	}
	if takes&lexicon.TakesAs != 0 && i < last && f.q.Of[i] < 0 { // deemed him "well qualified"
		if k := f.g.ChunkOf[i]; k != grammar.None && f.g.Chunks[k].First == i {
			e := f.phraseEnd(f.g.Chunks[k].Last, last)
			if e+1 < last && f.q.Of[e] < 0 && f.g.Tags[e] == grammar.Determiner {
				e++
			}
			if e < last && f.q.Of[e] >= 0 && f.word(c.last-1) != "to" {
				return objectComplement, i
			}
		}
	}
	if c.pos == 'v' && c.lex.Kind <= lexicon.WritingCue && takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0 && !f.g.Clauses[c.clause].Passive {
		if k := f.thatAhead(i, last); k > i {
			return thatComplement, k
		}
		if takes&lexicon.TakesThat != 0 && f.movedOut(c, last) {
			return clauseComplement, c.last
		}
	}
	return noComplement, j
}

// movedOut reports whether the subject of what a cue reports stands before it as a relative pronoun: "a plan, which the
// minister said | was a mistake".
func (f *Finder) movedOut(c *cue, last int32) bool {
	if c.last >= last || f.q.Of[c.last] >= 0 || !f.finiteTag(c.last) || c.first == 0 {
		return false
	}
	k := f.g.ChunkOf[c.first-1]
	i := c.first - 1
	if k != grammar.None {
		i = f.g.Chunks[k].First
	} else if f.g.Tags[i] != grammar.Pronoun {
		return false
	}
	if i == 0 || f.q.Of[i-1] >= 0 {
		return false
	}
	switch f.word(i - 1) {
	case "which", "who", "what", "that":
		return true
	}
	return false
}

// thatAhead returns the conjunction "that" behind the phrases that begin with a preposition at i ("said | in an interview
// taped before the attacks | that"), or i.
func (f *Finder) thatAhead(i, last int32) int32 {
	if i >= last || f.q.Of[i] >= 0 || f.g.Tags[i] != grammar.Preposition && f.g.Tags[i] != grammar.Gerund && f.g.Tags[i] != grammar.Adverb && !f.timeWord(i) {
		return i
	}
	for j := i; j < last && j < i+24; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
			continue
		}
		switch t := f.g.Tags[j]; {
		case t == grammar.Subordinator:
			if f.word(j) == "that" && !f.verbAhead(j+1, last) {
				return j
			}
			return i
		case t == grammar.Punct && f.char(j) != '-', t == grammar.Relative, t == grammar.To, t == grammar.Modal, t == grammar.Coordinator && f.word(j) != "and":
			return i
		case t == grammar.Gerund && j > i && f.cueOf(j) != nil:
			return i
		case f.finiteTag(j) && !(j+1 < last && (f.word(j+1) == "that" && f.cueOf(j) == nil || f.g.Tags[j] == grammar.VerbPast && f.d.Is(j, lexicon.Participle) && f.g.Tags[j+1] == grammar.Preposition)):
			return i
		}
	}
	return i
}

// tellsWhen reports whether a time without preposition begins at i: Monday, last week.
func (f *Finder) tellsWhen(i, last int32) bool {
	if f.timeWord(i) {
		return true
	}
	switch f.word(i) {
	case "last", "next", "earlier", "late", "early":
		return f.timePhrase(i, last) > i
	}
	return false
}

// eachOther reports whether token i is a part of "each other", "one another": who blamed whom is not told.
func (f *Finder) eachOther(i int32) bool {
	switch f.word(i) {
	case "each":
		return f.word(i+1) == "other"
	case "one":
		return f.word(i+1) == "another"
	case "other":
		return f.word(i-1) == "each"
	case "another":
		return f.word(i-1) == "one"
	}
	return false
}

// gap reports whether the clause that begins at i behind "that" lacks a subject or an object, so that "that" is a
// relative pronoun: remarks that | were condemned, a claim that | his rivals deny.
func (f *Finder) gap(i, last int32) bool {
	if f.verbAhead(i, last) {
		return true
	}
	if i >= last || f.q.Of[i] >= 0 {
		return false
	}
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		return false
	}
	j := f.phraseEnd(f.g.Chunks[c].Last, last)
	for j < last && f.g.Tags[j] == grammar.Adverb {
		j++
	}
	if j+1 >= last || f.g.ClauseOf[j] == grammar.None || f.q.Of[j] >= 0 {
		return false
	}
	lex := f.cueOf(j)
	end := f.g.Clauses[f.g.ClauseOf[j]].Last
	return lex != nil && lex.Takes&lexicon.TakesObject != 0 && !lex.Weak && end < last && f.d.Tokens[end].Kind == text.Punct
}

func (f *Finder) skipAdverbs(i, last int32) int32 {
	for i < last && f.q.Of[i] < 0 && f.g.Tags[i] == grammar.Adverb && f.word(i) != "as" {
		i++
	}
	return i
}

// prepAt reports whether a preposition that the cue takes stands at i, or behind its object, and where the content
// begins.
const prepositions = lexicon.TakesOf | lexicon.TakesAbout | lexicon.TakesOn | lexicon.TakesFor | lexicon.TakesAgainst | lexicon.TakesAs

func (f *Finder) prepAt(i int32, takes lexicon.Takes, last int32) (bool, int32) {
	if takes&prepositions == 0 {
		return false, i
	}
	if f.word(i) == "on" && i+1 < last {
		if j := f.timePhrase(i+1, last); j > i+1 {
			i = j
			if takes&lexicon.TakesFor != 0 && i+1 < last && f.word(i) == "for" {
				return true, i + 1 // called on Tuesday for | a ceasefire
			}
		}
	}
	for j, n := i, 0; j < last && n < 2; n++ {
		var want lexicon.Takes
		switch f.word(j) {
		case "of":
			want = lexicon.TakesOf
		case "about", "over":
			want = lexicon.TakesAbout
		case "on", "upon":
			want = lexicon.TakesOn
		case "for":
			want = lexicon.TakesFor
		case "against":
			want = lexicon.TakesAgainst
		case "as":
			want = lexicon.TakesAs
		}
		if want&takes != 0 && j+1 < last {
			return true, i
		}
		k := f.g.ChunkOf[j]
		if k == grammar.None || f.q.Of[j] >= 0 || f.g.Chunks[k].First != j {
			return false, i
		}
		j = f.g.Chunks[k].Last
		if j < last && f.char(j) == ',' && n == 0 && f.relative(j+1) { // accused the man, who …, of
			for k := j + 1; k < last && k < j+20 && f.q.Of[k] < 0; k++ {
				if f.char(k) == ',' {
					j = k + 1
					break
				}
			}
		}
	}
	return false, i
}

// at tells what begins at i as far as the cue takes it.
func (f *Finder) at(i int32, c *cue, last int32) (complement, int32) {
	takes := c.lex.Takes
	start := i
	if i < last && (f.char(i) == ',' || f.char(i) == ':' || f.char(i) == '-') && i+1 < last {
		if f.q.Of[i+1] >= 0 {
			i++
		} else if f.char(i) == ':' && takes&(lexicon.TakesThat|lexicon.TakesQuote) != 0 {
			return clauseComplement, i + 1
		}
	}
	if i >= last {
		return noComplement, i
	}
	if f.q.Of[i] >= 0 {
		if takes&(lexicon.TakesQuote|lexicon.TakesThat|lexicon.TakesObject|lexicon.TakesAs) != 0 || i > start {
			return quoteComplement, i
		}
		return noComplement, i
	}
	if e := f.timePhrase(i, last); e > i && e < last && f.word(e) == "that" { // admitted last night | that
		return noComplement, i
	}
	tag, w := f.g.Tags[i], f.word(i)
	that := takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0
	switch {
	case w == "that" && that && (tag != grammar.Determiner || f.bareClause(i, last)):
		if c.pos == 'n' && f.gap(i+1, last) {
			return noComplement, i
		}
		if tag == grammar.Pronoun && !f.bareClause(i, last) || tag == grammar.Relative && (c.pos == 'n' || i > f.skipAdverbs(c.last, last) && f.g.Tags[i-1] == grammar.Noun && f.verbAhead(i+1, last)) {
			return noComplement, i
		}
		if c.clause != None && f.g.Clauses[c.clause].Passive && c.pos == 'v' && i > f.skipAdverbs(c.last, last) {
			return noComplement, i
		}
		return thatComplement, i
	case (tag == grammar.Wh || w == "whether" || w == "if" || w == "what" || w == "who" || w == "which") && takes&lexicon.TakesWh != 0 && tag != grammar.Determiner:
		return whComplement, i
	case w == "what" && that:
		return clauseComplement, i
	case tag == grammar.To && takes&lexicon.TakesTo != 0:
		return toComplement, i
	case that && c.pos != 'n' && f.clauseAt(i, last, takes&(lexicon.TakesPersonThat|lexicon.TakesTo) != 0):
		return clauseComplement, i
	case tag == grammar.Gerund && takes&lexicon.TakesGerund != 0:
		return gerundComplement, i
	case takes&lexicon.TakesObject != 0 && c.pos == 'v' && f.g.ChunkOf[i] != grammar.None && !f.tellsWhen(i, last):
		if f.eachOther(i) {
			return noComplement, i
		}
		return objectComplement, i
	case f.d.Tokens[i].Kind == text.Mark:
		return noComplement, i
	}
	return noComplement, i
}
