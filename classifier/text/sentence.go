package text

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// splitSentences cuts each paragraph into sentences. A sentence ends at . ! ? with the closing marks behind it, when
// what follows can begin one. A full stop that belongs to an abbreviation ends one only when the abbreviation may
// stand at an end (U.S., p.m.) and a word follows that seldom continues a sentence with a capital. As it sees all signs, it
// fills Puncts, too, and notes in which paragraphs there are signs of credits.
func (d *Document) splitSentences() {
	signs, tokens, n := d.Signs, d.Tokens, 0
	d.Puncts = slices.Grow(d.Puncts[:0], len(tokens))[:len(tokens)]
	clear(d.Puncts)
	puncts := d.Puncts
	for pi := range d.Paragraphs {
		p := &d.Paragraphs[pi]
		p.FirstSent = int32(len(d.Sentences))
		first, seen := p.First, signClass(0)
		for ; n < len(signs) && signs[n] < p.Last; n++ {
			i := signs[n]
			t := &tokens[i]
			puncts[i] = t.Char & punctChar[t.Kind&7]
			class := signClasses[t.Char]
			seen |= class | kindClasses[t.Kind&7]
			if t.Flags&Stop == 0 && class&mayEnd == 0 && i-first+1 < maxSentence {
				continue // most of them
			}
			first = d.cutLong(first, i, pi)
			if i < first || t.Kind != Punct && t.Flags&Stop == 0 || t.Kind == Punct && class&mayEnd == 0 && i-first+1 < maxSentence {
				continue
			}
			end, ok := d.sentenceEnd(i, p.Last)
			if !ok && i-first+1 >= maxSentence {
				end, ok = i+1, true
			}
			if !ok {
				continue
			}
			d.closeSentence(first, end, pi)
			first = end
		}
		if first = d.cutLong(first, p.Last, pi); first < p.Last {
			d.closeSentence(first, p.Last, pi)
		}
		p.LastSent, p.signed = int32(len(d.Sentences)), seen&mayCredit != 0
	}
}

// signClass says what a sign may do.
type signClass uint8

const (
	mayEnd    signClass = 1 << iota // a sentence
	mayCredit                       // it is one of those of which all credits but unsigned have one, or a credit may hide in it
)

// signClasses are those of signs by their Char, kindClasses by their Kind.
var (
	signClasses = [256]signClass{'.': mayEnd, '!': mayEnd, '?': mayEnd, '~': mayEnd,
		'(': mayCredit, ')': mayCredit, '/': mayCredit, '|': mayCredit, ':': mayCredit, '@': mayCredit, '#': mayCredit}
	kindClasses = [8]signClass{URL: mayCredit}
)

// punctChar holds by Kind the bits of a Char that stand in Puncts.
var punctChar = [8]byte{Punct: 0xFF}

// maxSentence is where a sentence without an end is cut, in tokens, so that no stage has to look far. The longest of
// real prose stay below a tenth of it.
const maxSentence = 2000

// cutLong cuts what stands from first to a sign or an end, if it is too long for a sentence, and returns where the rest
// begins: words without any sign have no other end. A word and its clitic stay together.
func (d *Document) cutLong(first, end int32, para int) int32 {
	for end-first > maxSentence {
		last := first + maxSentence
		if d.Tokens[last].Kind == Clitic {
			last++
		}
		d.closeSentence(first, last, para)
		first = last
	}
	return first
}

func (d *Document) closeSentence(first, last int32, para int) {
	d.Tokens[first].Flags |= SentStart
	d.Sentences = append(d.Sentences, Sentence{First: first, Last: last, Para: int32(para)})
}

// sentenceEnd reports whether a sentence ends with token i, and the token behind its closing marks.
func (d *Document) sentenceEnd(i, last int32) (int32, bool) {
	t := &d.Tokens[i]
	switch {
	case t.Kind == Punct && signClasses[t.Char]&mayEnd != 0:
	case t.Kind == Word && t.Flags&Stop != 0:
		if t.Flags&Initial != 0 {
			return 0, false
		}
	default:
		return 0, false
	}
	j := i + 1
	for j < last && d.closes(j) {
		j++
	}
	if j >= last {
		return j, true
	}
	next := &d.Tokens[j]
	if next.Flags&SpaceBefore == 0 && !(next.Kind == Word && next.Flags&Capital != 0 && t.Kind == Punct && t.Char != '~') &&
		!(next.Kind == Mark && (next.Char == OpenDouble || next.Char == OpenSingle) && t.Kind == Punct && t.Char == '.') { // left.“They know”
		return 0, false
	}
	if !d.begins(j, last) {
		return 0, false
	}
	if t.Kind == Word {
		return j, t.Class.Is(lexicon.AbbrevEnd) && j == i+1 && d.seldomInside(j) || j > i+1
	}
	if t.Char == '~' {
		return j, d.seldomInside(j) || j > i+1
	}
	return j, true
}

// closes reports whether a token may stand behind the full stop and belong to its sentence: a closing mark or bracket.
func (d *Document) closes(i int32) bool {
	t := &d.Tokens[i]
	if t.Flags&SpaceBefore != 0 {
		// '' and " behind a space close only when a space or nothing follows
		return t.Kind == Mark && t.Flags&SpaceAfter != 0 && (t.Char == CloseDouble || t.Char == StraightDouble && t.Flags&ParaStart == 0 && d.lastOfPara(i))
	}
	switch t.Kind {
	case Mark:
		return t.Char != OpenDouble && t.Char != OpenSingle
	case Punct:
		return t.Char == ')' || t.Char == ']' || t.Char == '.' || t.Char == '!' || t.Char == '?' || t.Char == '~'
	}
	return false
}

func (d *Document) lastOfPara(i int32) bool {
	return int(i)+1 == len(d.Tokens) || d.Tokens[i+1].Flags&ParaStart != 0
}

// begins reports whether a sentence can begin with token i: a capital, a number, an opening mark, a bracket or dash.
func (d *Document) begins(i, last int32) bool {
	t := &d.Tokens[i]
	switch t.Kind {
	case Word:
		return t.Flags&Capital != 0 || t.Flags&Digits != 0 && t.Flags&Capital == 0 || !hasCase(d.TokenText(i))
	case Number, Handle, URL:
		return true
	case Mark:
		return i+1 >= last || d.Tokens[i+1].Kind != Word || d.Tokens[i+1].Flags&Capital != 0
	case Punct:
		return t.Char == '(' || t.Char == '[' || t.Char == '-' || t.Char == '~'
	case Symbol:
		return true
	}
	return false
}

// hasCase reports whether a word begins with a letter of a script that has capitals.
func hasCase(s string) bool {
	return s[0] < 0x80 || s[0] < 0xD9 // Latin, Greek, Cyrillic, Armenian in UTF-8
}

// seldomInside reports whether a capitalised word seldom stands inside a sentence: a pronoun, determiner,
// conjunction, adverb. Behind "U.S." it tells "the U.S. He said" from "the U.S. Senate".
func (d *Document) seldomInside(i int32) bool {
	t := &d.Tokens[i]
	if t.Kind == Mark {
		return true
	}
	const beginners = lexicon.Determiner | lexicon.PronSubject | lexicon.PronOther | lexicon.Possessive | lexicon.Preposition |
		lexicon.Subordinator | lexicon.Coordinator | lexicon.ExThere | lexicon.WhAdverb | lexicon.Adverb
	return t.Kind == Word && t.Flags&AllCaps == 0 && t.Class.Is(beginners)
}
