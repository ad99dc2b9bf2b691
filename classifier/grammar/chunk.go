package grammar

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// chunk finds the noun phrases of a sentence: determiners, numbers, adjectives, nouns and names up to the last noun.
// Quotation marks inside a phrase do not end it (the "dangerous" plan).
func (a *Analysis) chunk(first, last int32) {
	for i := first; i < last; {
		if i = a.usualPhrases(i, first, last); i < last {
			i = a.phrase(i, first, last)
		}
	}
}

// phrase adds the noun phrase that begins at i, if one does, and returns the token behind it, or the next.
func (a *Analysis) phrase(i, first, last int32) int32 {
	end, head := a.chunkAt(i, last)
	if head == None {
		return i + 1
	}
	next := end
	if head > i+1 && head == end-1 && a.tokens[head].Class&lexicon.Time != 0 && a.tokens[head-1].Class&lexicon.Weekday != 0 && a.saysWhen(head-1) {
		end, head = head, head-1 // a resolution Friday | afternoon
	}
	if head > i && head == end-1 && a.saysWhen(head) {
		if end, head = head, head-1; slices.Contains(a.days[:], a.tokens[end].Word) {
			next, a.Tags[end] = end+1, Adverb // the government | today announced
		}
	}
	if end > i+1 && a.tokens[i].Class.Is(lexicon.Weekday) && a.onDay(i, end, last) {
		end, next, head = i+1, i+1, i
	}
	at := int32(len(a.Chunks))
	a.Chunks = append(a.Chunks, Chunk{First: i, Last: end, Head: head, Prep: None, Clause: None})
	c := &a.Chunks[at]
	p := a.before(i, first)
	if p != None && a.tokens[p].Char == ')' {
		p = a.overBrackets(p, first)
	}
	if p != None && a.Tags[p] == Preposition && a.saysHowMany(i) {
		q := a.overAmount(p, first)
		if p = q; q != i-1 && a.Tags[i] != Number && head > i+1 {
			i++ // at least | ten states
			c.First = i
		}
	}
	if p != None && a.Tags[p] == Preposition {
		c.Prep = p
	} else if p > first && a.Tags[p] == Coordinator && a.ChunkOf[p-1] != None && (end >= last || !a.Tags[end].IsVerb() || a.between(a.Chunks[a.ChunkOf[p-1]].Prep)) {
		c.Prep = a.Chunks[a.ChunkOf[p-1]].Prep // over American and Israeli objections, talks between Israel and Syria | are
	}
	for j := i; j < end; j++ {
		a.ChunkOf[j] = at
	}
	return next
}

// saysHowMany reports whether a phrase may begin with words that say how exact its number is, behind a preposition: at |
// least ten states, up to | 3,000 people.
func (a *Analysis) saysHowMany(i int32) bool {
	return a.Tags[i] == Number || slices.Contains(a.leastMost[:], a.tokens[i].Word)
}

// overAmount returns the last token before a preposition that only says how exact the number behind it is: | at least ten
// states, from | up to 3,000 people. It returns p for all others.
func (a *Analysis) overAmount(p, first int32) int32 {
	i := p + 1
	switch {
	case a.doc.TokenText(p) == "at" || a.doc.TokenText(p) == "At":
		if a.tokens[i].Word != 0 && slices.Contains(a.leastMost[:], a.tokens[i].Word) && int(i+1) < len(a.Tags) && a.Tags[i+1] == Number {
			return a.before(p, first)
		}
	case a.Tags[i] == Number && p > first && a.doc.TokenText(p) == "to":
		if s := a.doc.TokenText(p - 1); s == "Up" || s == "up" && (p == first+1 || !a.Tags[p-2].IsVerb()) {
			return a.before(p-1, first)
		}
	}
	return p
}

// overBrackets returns the last token before what stands in the brackets that close at i and the adjectives before them: | the
// bans | of genetically modified (GM) crops. It returns i where something else stands before them.
func (a *Analysis) overBrackets(i, first int32) int32 {
	for j := i - 1; j >= first && j > i-8; j-- {
		if a.tokens[j].Char != '(' {
			continue
		}
		p := a.before(j, first)
		for p != None && (a.Tags[p] == Adjective || a.Tags[p] == Participle) {
			p = a.before(p, first)
		}
		if p != None && p < j-1 && a.Tags[p] == Preposition {
			return p
		}
		break
	}
	return i
}

// between reports whether a preposition asks for two.
func (a *Analysis) between(p int32) bool {
	return p != None && a.tokens[p].Word == a.betweenTwo
}

// saysWhen reports whether the last noun of a phrase is a time that stands behind another noun: her family | today said,
// officials | Monday announced.
func (a *Analysis) saysWhen(i int32) bool {
	t := &a.tokens[i]
	if t.Class&(lexicon.Time|lexicon.Weekday) == 0 || a.Tags[i-1] != Noun && a.Tags[i-1] != Proper {
		return false
	}
	if t.Class&lexicon.Weekday != 0 {
		if a.bareDay(i) {
			return true
		}
		if a.tokens[i-1].Flags&text.Capital == 0 {
			return t.Flags&text.Capital != 0 && a.Tags[i-1] == Noun // approved a resolution | Friday
		}
		return t.Flags&text.Capital != 0 && (a.tokens[i-1].Class&(lexicon.PlaceName|lexicon.Demonym) != 0 ||
			a.tokens[i-1].Flags&text.SentStart != 0 && (a.tokens[i-1].Class&(lexicon.Role|lexicon.People|lexicon.Body|lexicon.Person) != 0 || int(i+1) < len(a.Tags) && a.Tags[i+1] == VerbPast))
	}
	return t.Flags&text.Capital == 0 && (slices.Contains(a.days[:], t.Word) || a.endsInS(i) && a.fromThen(i+1))
}

// bareDay reports whether a weekday behind a name tells when its verb happened: President Lee | Monday rejected. A name of
// two words may be that of a day: Bloody Sunday was.
func (a *Analysis) bareDay(i int32) bool {
	t, name := &a.tokens[i], &a.tokens[i-1]
	if t.Flags&name.Flags&text.Capital == 0 || a.Tags[i-1] != Proper || name.Class&lexicon.Adjective != 0 {
		return false
	}
	if name.Class&lexicon.Noun != 0 && (i < 2 || a.Tags[i-2] != Proper) {
		return false
	}
	j := int(i + 1)
	if j < len(a.Tags) && a.Tags[j] == Adverb {
		j++
	}
	return j < len(a.Tags) && (a.Tags[j] == VerbPast || a.Tags[j] == VerbPresent)
}

// fromThen reports whether a token makes the noun of time before it tell when: the plan | hours after, the tax | weeks later.
func (a *Analysis) fromThen(i int32) bool {
	if int(i) >= len(a.tokens) {
		return false
	}
	switch a.doc.TokenText(i) {
	case "after", "before", "later", "earlier", "ago":
		return true
	}
	return false
}

// tellsWhen reports whether an adjective begins a time: the BBC | last night reported.
func (a *Analysis) tellsWhen(j, last int32) bool {
	return j+1 < last && a.tokens[j+1].Class&lexicon.Time != 0 && a.Tags[j+1] == Noun && a.tokens[j].Flags&text.Capital == 0
}

// onDay reports whether a weekday behind "on" begins a phrase whose rest, up to end, is the subject of a verb: on Monday |
// Ann Lee said, on Sunday | 400 farmers marched.
func (a *Analysis) onDay(i, end, last int32) bool {
	if i == 0 || a.Tags[i-1] != Preposition || a.doc.Lexicon.Text(a.tokens[i-1].Word) != "on" {
		return false
	}
	return (a.Tags[i+1] == Proper || a.Tags[i+1] == Number && end > i+2) && end < last && (a.Tags[end] == VerbPast || a.Tags[end] == VerbPresent)
}

// before returns the last token before i that is no mark or adverb, or None.
func (a *Analysis) before(i, first int32) int32 {
	for j := i - 1; j >= first; j-- {
		if t := a.Tags[j]; t != Mark && t != Adverb {
			return j
		}
	}
	return None
}

// longestPhrase is more tokens than a noun phrase has. It keeps the search linear where a sentence of a million words
// holds none.
const longestPhrase = 64

// chunkAt returns the end and the head of the noun phrase that begins at i; head is None where none does.
func (a *Analysis) chunkAt(i, last int32) (end, head int32) {
	head = None
	last = min(last, i+longestPhrase)
	if a.Tags[i] == Pronoun && !a.doc.Is(i, lexicon.Determiner) || a.Tags[i] == Existential {
		return i + 1, i
	}
	if a.Tags[i] == Relative || a.Tags[i] == Mark {
		return i, None
	}
	end = i
	for j := i; j < last; j++ {
		switch a.Tags[j] {
		case Noun, Proper:
			if head != None && a.Tags[j] == Proper && a.Tags[head] == Pronoun {
				return end, head
			}
			head, end = j, j+1
		case Number:
			if head == None || a.Tags[head] == Number {
				head, end = j, j+1
			} else if a.Tags[head] == Proper || a.Tags[head] == Noun {
				if j+1 < last && a.tokens[j+1].Class&lexicon.Time != 0 && a.Tags[j+1] == Noun {
					return end, head // opened the mine | two years ago
				}
				end = j + 1 // Article 50, the G 7
			}
		case Pronoun:
			if head != None {
				return end, head
			}
			head, end = j, j+1
			if j+1 < last && a.Tags[j+1] != Possessive && a.Tags[j+1] != Noun {
				return end, head
			}
		case Determiner:
			if head != None && (head != j-1 || a.Tags[head] != Number || a.doc.TokenText(j) != "other") || // three | other states
				j > i && a.Tags[j-1] != Determiner && a.Tags[j-1] != Number && a.Tags[j-1] != Possessive {
				return end, head
			}
		case Possessive:
			if a.tokens[j].Kind == text.Clitic || a.Tags[j] == Mark {
				if head == None {
					return end, head
				}
				if j+1 < last && a.startsRest(j+1) {
					head = None
					continue
				}
				return j + 1, head
			}
			if head != None || j > i && a.Tags[j-1] != Determiner { // "all his men"
				return end, head
			}
		case Adjective, Participle, Gerund:
			if head != None {
				if a.Tags[j] == Adjective && !a.tellsWhen(j, last) && (a.Tags[head] == Proper || a.Tags[head] == Number) && (j == end || a.Tags[j-1] == Adjective) && a.prenominal(j, last) {
					continue // the Republican presidential candidate, U.S. military aid, 20,000 Israeli soldiers
				}
				return end, head
			}
			if a.Tags[j] != Adjective && (j == i || !a.prenominal(j, last)) {
				return end, head
			}
		case Adverb:
			if head != None || j+1 >= last || a.Tags[j+1] != Adjective && a.Tags[j+1] != Number && a.Tags[j+1] != Participle && a.Tags[j+1] != Adverb {
				return end, head
			}
			if j == i {
				return end, None
			}
		case Mark:
			tok := &a.tokens[j]
			if head == None && j > i && tok.Flags&text.SpaceAfter == 0 {
				continue // the "dangerous" plan: it opens
			}
			if tok.Char == text.CloseSingle || tok.Char == text.StraightSingle {
				// the possessive of a plural: the Israelis' withdrawal
				if head != None && tok.Flags&text.SpaceBefore == 0 && tok.Flags&text.SpaceAfter != 0 && j+1 < last && a.endsInS(head) && a.startsRest(j+1) {
					head = None
					continue
				}
			}
			if head == None && j > i && tok.Flags&text.SpaceBefore == 0 {
				continue // the "dangerous" plan: it closes
			}
			return end, head
		case Coordinator:
			// names and adjectives joined: Johnson & Johnson, political and economic ties
			if a.tokens[j].Kind == text.Symbol && head != None && j+1 < last && a.Tags[j+1] == Proper {
				continue
			}
			if head == None && j > i && a.Tags[j-1] == Adjective && j+2 < last && a.Tags[j+1] == Adjective && (a.Tags[j+2] == Noun || a.Tags[j+2] == Adjective) {
				continue
			}
			return end, head
		case Punct:
			// the full, immediate lifting
			if head != None || j == i || a.tokens[j].Char != ',' || a.Tags[j-1] != Adjective || j+2 >= last || a.Tags[j+1] != Adjective || !a.prenominal(j+1, last) {
				return end, head
			}
		default:
			return end, head
		}
	}
	return end, head
}

// startsRest reports whether what is possessed begins at i.
func (a *Analysis) startsRest(i int32) bool {
	switch a.Tags[i] {
	case Noun, Proper, Adjective, Number:
		return true
	case Participle, Gerund, Adverb:
		return int(i+1) < len(a.Tags) && a.ranges(i+1)
	case Mark:
		return a.tokens[i].Flags&text.SpaceAfter == 0
	}
	return false
}

func (a *Analysis) ranges(i int32) bool { return a.Tags[i] == Noun || a.Tags[i] == Adjective }

func (a *Analysis) endsInS(i int32) bool {
	s := a.doc.TokenText(i)
	return s[len(s)-1]|0x20 == 's'
}

// prenominal reports whether a participle stands before the noun that it describes: "the proposed deal".
func (a *Analysis) prenominal(i, last int32) bool {
	for j := i + 1; j < last; j++ {
		switch a.Tags[j] {
		case Adjective, Mark:
		case Noun, Proper:
			return true
		default:
			return false
		}
	}
	return false
}
