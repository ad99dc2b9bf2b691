package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// The tag of seven tokens in ten follows from their form, their case, whether they stand inside a sentence, and the tag
// before them. These tables hold it, with what it does to the words behind. They are filled from the rules when a
// lexicon is met: see sure and surelyBehind.

// effect is a tag with what it does to the state of the sentence being tagged. It is one number, as a decision for each
// token could not be foreseen by the processor; 0 stands for none. From its lowest bit: the tag in a byte, then what is
// new in the state, then answers, then, shifted by keepShift, 1 for what the state keeps.
type effect uint32

const (
	prevShift         = 8 // the tag before the next word; always given
	prevMask   effect = 31
	adverbBit  effect = 1 << 13 // an adverb stands right before the next word
	verbShift         = 14      // into verbTags
	verbMask   effect = 3
	finiteBit  effect = 1 << 16
	surely     effect = 1 << 17 // the rules need not be asked, …
	ifSingle   effect = 1 << 18 // … or only where a pack names the word and the next one together
	askShift          = 19      // which rules, of those below
	askMask    effect = 3
	keepShift         = 15
	keepVerb          = verbMask << verbShift << keepShift
	keepFinite        = finiteBit << keepShift
	stateRows         = 64 // of prevMask and adverbBit
	rowMask    effect = (stateRows - 1) << prevShift
)

// The rules to ask for a tag.
const (
	askAll effect = iota << askShift
	askClosed
	askOpen
)

// tag returns the tag. It needs no mask: an effect is made of a tag, and the bits between the tags and prevShift are 0.
func (e effect) tag() Tag { return Tag(e) }

// state is what the tags of a sentence's words so far mean for the next: the last tag that was no mark or adverb, whether
// an adverb is right before, the last verb, auxiliaries aside, or Other, and whether the clause has its finite verb. Its
// bits are those of an effect.
type state uint32

// newSentence is the state before the first word.
const newSentence = state(Punct) << prevShift

// verbTags are the tags of the last verb.
var verbTags = [4]Tag{Other, VerbPast, VerbPresent, VerbBase}

func (s state) prev() Tag    { return Tag(effect(s) >> prevShift & prevMask) }
func (s state) verb() Tag    { return verbTags[effect(s)>>verbShift&verbMask] }
func (s state) finite() bool { return effect(s)&finiteBit != 0 }

func (s state) afterAdverb() bool { return effect(s)&adverbBit != 0 }

// after returns the state behind a token with an effect.
func (s state) after(e effect) state { return s&state(e>>keepShift) | state(e) }

// traits say what of a form's classes its effect depends on.
type traits uint8

const (
	subject traits = 1 << iota // a pronoun that is nothing but a subject
	thatVerb
	allTraits = 1<<iota - 1
)

func traitsOf(w lexicon.Class) (t traits) {
	if w.Is(lexicon.PronSubject) && !w.Is(lexicon.PronObject) {
		t |= subject
	}
	if w.Is(lexicon.ThatVerb) {
		t |= thatVerb
	}
	return t
}

// effectOf returns what a tag does behind another one when the form has these traits.
func effectOf(t, prev Tag, x traits) effect {
	e := effects[x&allTraits][t&31]
	if t == Mark || t == Adverb { // what stands before these counts for what stands behind them, unless it is a sign without a tag
		if prev == Other {
			prev = t
		}
		e |= effect(prev) << prevShift
	}
	return e
}

// effects are those of the tags by the form's traits, but for what stood before.
var effects = func() (all [allTraits + 1][32]effect) {
	for x := range all {
		e := &all[x]
		for i := range e {
			t := effect(i)
			e[i] = t | keepVerb | keepFinite
			if Tag(i) != Mark && Tag(i) != Adverb {
				e[i] |= t << prevShift
			}
		}
		e[Adverb] |= adverbBit
		for _, t := range []Tag{VerbPast, VerbPresent, Modal, Be, Have, Do} {
			e[t] &^= keepFinite
			if traits(x)&thatVerb == 0 { // "said talks had failed": a new clause may begin without a word
				e[t] |= finiteBit
			}
		}
		for verb, t := range verbTags {
			if t != Other {
				e[t] = e[t]&^keepVerb | effect(verb)<<verbShift
			}
		}
		for _, t := range []Tag{Punct, Subordinator, Relative, Wh, Coordinator} { // a clause may begin that has no finite verb yet
			e[t] &^= keepFinite
		}
		if traits(x)&subject != 0 {
			e[Pronoun] &^= keepFinite
		}
	}
	return all
}()

// effectTable holds effects by the column of a token and, where a state has them, the tag before and whether an adverb is
// between.
type effectTable [stateRows << prevShift]effect

// known tells the effects of the tokens for which no rule has to be asked.
type known struct {
	effects effectTable

	// columns are rows, one behind the other; in each one place for each set of words. The sets that no word has are the
	// kinds of tokens that are none.
	columns []uint8
	rows    [2]writtenRows // in sentences, and in those written Like a Headline

	traits []traits // by set
}

// writtenRows tells where the row for a token begins by its flags from SentStart on: by how and where it is written.
type writtenRows [1 << rowBits]uint32

const (
	rowShift = 3  // of SentStart
	rowBits  = 10 // up to Enclitic
)

// effectIn returns the effect of a token in a state.
func effectIn(tok *text.Token, s state, rows *writtenRows, columns []uint8, effects *effectTable) effect {
	row := rows[tok.Flags>>rowShift&(1<<rowBits-1)]
	return effects[effect(s)&rowMask|effect(columns[int(row)+int(tok.Set)])]
}

// kindTags are the tags of tokens that are no words; Other of those that tagOne has to look at.
var kindTags = [...]Tag{text.Punct: Punct, text.Mark: Mark, text.Number: Number, text.Handle: Proper, text.URL: Proper}

// cliticTags are the tags that clitic gives, Other where it looks around.
var cliticTags = map[string]Tag{"'s": Other, "'re": Be, "'m": Be, "'ve": Have, "'d": Modal, "'ll": Modal, "n't": Negation}

// newKnown fills the tables for a lexicon.
func newKnown(lex *lexicon.Lexicon) *known {
	k := new(known)
	type column [stateRows]effect      // by the state
	numbers := map[column]uint8{{}: 0} // of those that there are
	number := func(c column) uint8 {
		n, ok := numbers[c]
		if !ok && len(numbers) <= 255 { // the rules are asked for what is too much
			n = uint8(len(numbers))
			numbers[c] = n
			for prev, e := range c {
				k.effects[prev<<prevShift|int(n)] = e
			}
		}
		return n
	}
	for _, w := range lex.Sets() {
		k.traits = append(k.traits, traitsOf(w))
	}
	always := func(t Tag, w lexicon.Class) (c column) { // whatever stands before
		for row := range c {
			if t != Other {
				c[row] = effectOf(t, Tag(row&31), traitsOf(w)) | surely
			}
		}
		return c
	}
	ask := func(e effect) (c column) {
		for row := range c {
			c[row] = e
		}
		return c
	}
	// row adds a row of the columns of the sets of words
	row := func(of func(set int, w lexicon.Class) column) uint32 {
		at := len(k.columns)
		for set, w := range lex.Sets() {
			if 0 < set && set < len(kindTags) {
				k.columns = append(k.columns, number(always(kindTags[set], 0)))
			} else {
				k.columns = append(k.columns, number(of(set, w)))
			}
		}
		return uint32(at)
	}
	approximating := map[lexicon.Class]bool{}
	for _, form := range approximators {
		approximating[lex.Word(lex.Lookup(form)).Class] = true
	}
	// a word with a capital is a name by the first rules that would be asked where the lexicon lacks it and it is plain,
	// or it stands inside a sentence and is of an open class
	name := func(inside, plain bool) uint32 {
		return row(func(set int, w lexicon.Class) column {
			switch {
			case set == 0 && plain || set > 0 && inside && !w.Is(closedClasses|lexicon.Demonym):
				return always(Proper, w)
			case plain && !approximating[w]:
				return always(sureWithCapital(w), w)
			}
			return column{}
		})
	}
	long, far := lex.Word(lex.Lookup("long")).Class, lex.Word(lex.Lookup("far")).Class // have rules of their own
	lower := row(func(_ int, w lexicon.Class) (c column) {
		t := sure(w)
		switch {
		case t != Other:
			return always(t, w)
		case w&^lexicon.PackWord == 0:
			return c
		case w.Is(closedClasses) && !(w.Is(lexicon.PronOther) && w.Is(lexicon.Noun)): // see otherMine
			return ask(askClosed)
		case w.Is(closedClasses):
			return c
		case w == long:
			return ask(askOpen)
		}
		c = ask(askOpen)
		for prev := Noun; prev <= Mark; prev++ {
			if t := surelyBehind(prev, w); t != Other && (w != far || prev != Have) {
				if c[prev] |= effectOf(t, prev, traitsOf(w)); w.Is(lexicon.Participle) {
					c[prev] |= ifSingle
				} else {
					c[prev] |= surely
				}
			}
		}
		return c
	})
	// the sets of clitics, but that of 's
	clitic := map[int]Tag{}
	for set, w := range lex.Sets() {
		for form, t := range cliticTags {
			if lex.Word(lex.Lookup(form)).Class == w {
				if other, ok := clitic[set]; ok && other != t {
					t = Other
				}
				clitic[set] = t
			}
		}
	}
	clitics := row(func(set int, w lexicon.Class) column { return always(clitic[set], w) })
	inner, innerJoined, first, rules := name(true, true), name(true, false), name(false, true), name(false, false)
	for i := range k.rows[0] {
		flags := text.Flags(i) << rowShift
		inside := flags&(text.SentStart|text.BehindWord) == text.BehindWord
		joined := flags&(text.Digits|text.Hyphen) != 0
		written, titled := rules, rules
		switch {
		case flags&text.Enclitic != 0:
			written, titled = clitics, clitics
		case flags&text.Split != 0: // the wo of won't
		case flags&text.Capital == 0:
			written, titled = lower, lower
		case joined:
			if inside {
				written = innerJoined
			}
		default:
			written, titled = first, first
			if inside {
				written = inner
			}
		}
		k.rows[0][i], k.rows[1][i] = written, titled
	}
	return k
}
