package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// The tag of seven tokens in ten follows from their form, their case, whether they stand inside a sentence, and the tag
// before them. These tables hold it, with what it does to the words behind. They are filled from the rules when a
// lexicon is met: see sure and surelyBehind.

// effect is a tag with what it does to the state of the sentence being tagged. It is one number, as a decision for each
// token could not be foreseen by the processor; 0 stands for none.
//
// Its lowest bits are laid out like a state and hold what is new there; those from eraseShift on are 1 for what is
// replaced.
type effect uint32

const (
	tagBits           = 5
	tagMask    effect = 1<<tagBits - 1
	finiteBit  effect = 1 << (2 * tagBits)
	newState   effect = 1<<(2*tagBits+1) - 1
	tagShift          = 11
	eraseShift        = 16
	isEvent    effect = 1 << 27 // repair or findVerb want to see the token
	anEffect   effect = 1 << 28 // tells an effect from none
	ifAlone    effect = 1 << 29 // it holds where no adverb stands between the word and the tag before …
	ifSingle   effect = 1 << 30 // … and no pack names the word and the next one together
	endsInside effect = 1 << 31 // a capital right behind it makes no name: it is a mark or the like
)

func (e effect) tag() Tag { return Tag(e >> tagShift & tagMask) }

// event returns 1 for an event, else 0.
func (e effect) event() int { return int(e / isEvent & 1) }

// state is what the tags of a sentence's words so far mean for the next: the last tag that was no mark or adverb, the
// last verb, auxiliaries aside, or Other, and whether the clause has its finite verb.
type state uint32

func (s state) prev() Tag    { return Tag(effect(s) & tagMask) }
func (s state) verb() Tag    { return Tag(effect(s) >> tagBits & tagMask) }
func (s state) finite() bool { return effect(s)&finiteBit != 0 }

// after returns the state behind a token with an effect.
func (s state) after(e effect) state { return s&^state(e>>eraseShift&newState) | state(e&newState) }

// effectOf returns what a tag does behind another one when the form has these classes.
func effectOf(t, prev Tag, w lexicon.Class) effect {
	e := effects[t&31]
	switch t {
	case Mark, Adverb: // what stands before these counts for what stands behind them, unless it is a sign without a tag
		if prev == Other {
			e |= effect(t) | tagMask<<eraseShift
		}
	case Adjective:
		if w.Is(lexicon.Participle) { // see describedGerund
			e |= isEvent
		}
	case Pronoun:
		if w.Is(lexicon.PronSubject) && !w.Is(lexicon.PronObject) {
			e |= finiteBit << eraseShift
		}
	case VerbPast, VerbPresent, Modal, Be, Have, Do:
		if w.Is(lexicon.ThatVerb) { // "said talks had failed": a new clause may begin without a word
			e &^= finiteBit
		}
	}
	return e
}

// effects are those of the tags whatever the form and what stands before.
var effects = func() (e [32]effect) {
	for i := range e {
		t := effect(i)
		e[i] = anEffect | t<<tagShift
		if Tag(i) != Mark && Tag(i) != Adverb {
			e[i] |= t | tagMask<<eraseShift
		}
	}
	for _, t := range []Tag{VerbPast, VerbPresent, Modal, Be, Have, Do} {
		e[t] |= isEvent | finiteBit | finiteBit<<eraseShift
	}
	for _, t := range []Tag{VerbPast, VerbPresent, VerbBase} {
		e[t] |= isEvent | effect(t)<<tagBits | tagMask<<tagBits<<eraseShift
	}
	for _, t := range []Tag{Punct, Subordinator, Relative, Wh, Coordinator} { // a clause may begin that has no finite verb yet
		e[t] |= isEvent | finiteBit<<eraseShift
	}
	for _, t := range []Tag{Participle, Gerund, To, Existential, Pronoun} {
		e[t] |= isEvent
	}
	return e
}()

// known tells the effects of the tokens for which no rule has to be asked.
type known struct {
	effects [32][256]effect // by the tag before and the column of a token; 0 where the rules have to be asked

	// columns are rows, one behind the other; in each one place for each set of words. The sets that no word has are the
	// kinds of tokens that are none.
	columns []uint8
	rows    [128]uint32 // where the row for a token begins, by what is written of its Flags/Capital, and its place
}

// The index of a row: how a word is written, in Flags/Capital, and where it stands. The bit of AllCaps, which says
// nothing here, is that of the place.
const (
	written = uint16(text.Capital|text.Digits|text.Hyphen|text.Split) / uint16(text.Capital)
	outside = uint16(text.AllCaps / text.Capital) // at the beginning of a sentence, behind a mark or the like, or in a headline
)

// of returns the effect of a token at a place behind a tag.
func (k *known) of(tok *text.Token, place uint16, prev Tag) effect {
	row := int(k.rows[(uint16(tok.Flags/text.Capital)&written|place)&127])
	return k.effects[prev&31][k.columns[row+int(tok.Kind)+int(tok.Set)]]
}

// placeBehind returns the place behind a token with an effect.
func placeBehind(e effect) uint16 { return uint16(e/endsInside) * outside }

// kindTags are the tags of tokens that are no words; Other of those that tagOne has to look at.
var kindTags = [...]Tag{text.Punct: Punct, text.Mark: Mark, text.Number: Number, text.Handle: Proper, text.URL: Proper}

// newKnown fills the tables for a lexicon.
func newKnown(lex *lexicon.Lexicon) *known {
	k := new(known)
	type column [32]effect             // by the tag before
	numbers := map[column]uint8{{}: 0} // of those that there are
	number := func(c column) uint8 {
		n, ok := numbers[c]
		if !ok && len(numbers) <= 255 { // the rules are asked for what is too much
			n = uint8(len(numbers))
			numbers[c] = n
			for prev, e := range c {
				k.effects[prev][n] = e
			}
		}
		return n
	}
	always := func(t Tag, w lexicon.Class) (c column) { // whatever stands before
		for prev := range c {
			if t != Other {
				c[prev] = effectOf(t, Tag(prev), w)
			}
		}
		return c
	}
	// row adds a row of the columns of the sets of words
	row := func(of func(set int, w lexicon.Class) column) uint32 {
		at := len(k.columns)
		for set, w := range lex.Sets() {
			k.columns = append(k.columns, number(of(set, w)))
		}
		return uint32(at)
	}
	// a word with a capital is a name by the first rules that would be asked where the lexicon lacks it and it is plain,
	// or it stands inside a sentence and is of an open class
	name := func(inside, plain bool) uint32 {
		return row(func(set int, w lexicon.Class) column {
			if set == 0 && plain || set > 0 && inside && !w.Is(closedClasses|lexicon.Demonym) {
				return always(Proper, w)
			}
			return column{}
		})
	}
	long := lex.Word(lex.Lookup("long")).Class // has rules of its own
	lower := row(func(_ int, w lexicon.Class) (c column) {
		if t := sure(w); t != Other || w.Is(closedClasses) || w == long {
			return always(t, w)
		}
		for prev := Noun; prev <= Mark; prev++ {
			if t := surelyBehind(prev, w); t != Other {
				c[prev] = effectOf(t, prev, w) | ifAlone
				if w.Is(lexicon.Participle) {
					c[prev] |= ifSingle
				}
			}
		}
		return c
	})
	for kind, t := range kindTags {
		if t == Other {
			continue
		}
		c := always(t, 0)
		if text.Kind(kind) > text.Number {
			for prev := range c {
				c[prev] |= endsInside
			}
		}
		k.columns[int(lower)+kind] = number(c)
	}
	inner, innerJoined, first, rules := name(true, true), name(true, false), name(false, true), name(false, false)
	k.columns = append(k.columns, make([]uint8, len(kindTags))...) // a clitic stands behind its place in the last of them
	for i := range k.rows {
		flags, inside := text.Flags(i)*text.Capital, uint16(i)&outside == 0
		joined := flags&(text.Digits|text.Hyphen) != 0
		switch {
		case flags&text.Split != 0: // a clitic, or the word before it
			k.rows[i] = rules
		case flags&text.Capital == 0:
			k.rows[i] = lower
		case inside && joined:
			k.rows[i] = innerJoined
		case inside:
			k.rows[i] = inner
		case joined:
			k.rows[i] = rules
		default:
			k.rows[i] = first
		}
	}
	return k
}
