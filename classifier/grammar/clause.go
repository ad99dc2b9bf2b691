package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
)

// frame is a clause under construction.
type frame struct {
	clause  int32 // its verb group's clause, or None while it waits for a verb
	subject int32 // chunk, or None
	own     bool  // the subject stands in this clause
	marker  int32
	from    int32
	kind    ClauseKind
	comma   bool // opened behind a comma, closes with one
	closing bool // a comma came behind its verb: the clause above may go on
}

// clauses finds the clauses of a sentence. It goes from left to right over chunks, verb groups and conjunctions with a
// stack of open clauses: a noun phrase that no preposition governs becomes the subject of the clause that waits for
// one, or the object of the verb before; a finite verb without a subject of its own goes to the clause above.
func (a *Analysis) clauses(first, last int32) {
	a.stack = a.stack[:0]
	a.push(None, None, None, first, Main)
	start := len(a.Clauses)
	tags, of := a.Tags[:last], a.ChunkOf[:last]
	for i := first; i < last; {
		if c := of[i]; c != None {
			ch := &a.Chunks[c]
			if i = ch.Last; ch.Prep != None {
				ch.Role, ch.Clause = Oblique, a.top().clause
			} else {
				a.addChunk(ch, c, first)
			}
			continue
		}
		switch tags[i] {
		case Punct:
			a.punct(i)
		case Negation:
			if a.leadsVerb(i, last) {
				i = a.addVerb(i, first, last)
				continue
			}
		case VerbPast, VerbPresent, VerbBase, Participle, Gerund, Modal, Be, Have, Do, To:
			i = a.addVerb(i, first, last)
			continue
		case Relative:
			a.open(RelClause, i, first)
			if top := a.top(); top.subject == None {
				top.subject = a.chunkBefore(i) // the antecedent, until a subject of its own comes
			}
		case Subordinator, Wh:
			kind := Adverbial
			if a.afterReport(i, first) {
				kind = Complement
			}
			a.open(kind, i, first)
			a.top().subject = None
		case Coordinator:
			a.coordinate(i, last)
		}
		i++
	}
	a.extents(start, last)
}

func (a *Analysis) top() *frame { return &a.stack[len(a.stack)-1] }

// maxDepth bounds the stack; real sentences stay far below.
const maxDepth = 32

func (a *Analysis) open(kind ClauseKind, marker, first int32) {
	if len(a.stack) >= maxDepth {
		a.stack = a.stack[:maxDepth-1]
	}
	f := a.push(None, None, marker, marker, kind)
	f.comma = marker > first && a.Tags[marker-1] == Punct || marker == first
}

// push puts a frame on the stack.
func (a *Analysis) push(clause, subject, marker, from int32, kind ClauseKind) *frame {
	if len(a.stack) == cap(a.stack) {
		a.stack = append(a.stack, frame{})[:len(a.stack)]
	}
	a.stack = a.stack[:len(a.stack)+1]
	f := &a.stack[len(a.stack)-1]
	f.clause, f.subject, f.marker, f.from, f.kind = clause, subject, marker, from, kind
	f.own, f.comma, f.closing = false, false, false
	return f
}

// afterReport reports whether a conjunction stands right behind a verb or noun that reports, so that it opens
// what is reported.
func (a *Analysis) afterReport(i, first int32) bool {
	p := a.before(i, first)
	if p == None {
		return false
	}
	word := a.tokens[i].Class
	that := word.Is(lexicon.PronRelative) // "that" as conjunction
	if a.Tags[p].IsVerb() || a.Tags[p] == Adjective || a.Tags[p] == Noun && a.reports(p) {
		return that || a.Tags[p].IsVerb() && a.reports(p)
	}
	return that // told reporters that
}

// chunkBefore returns the chunk that ends right before token i, over a comma or preposition ("to whom"), or None.
func (a *Analysis) chunkBefore(i int32) int32 {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if c := a.ChunkOf[j]; c != None {
			return c
		}
		if t := a.Tags[j]; t != Punct && t != Preposition && t != Mark {
			return None
		}
	}
	return None
}

// addChunk finds the role of a chunk that no preposition governs.
func (a *Analysis) addChunk(ch *Chunk, c, first int32) {
	f := a.top()
	if f.clause == None {
		switch {
		case f.subject == None || f.kind == RelClause && !f.own:
			if !a.timeAdjunct(ch) {
				f.subject, f.own = c, true
				ch.Role = Subject
			}
		case f.own && a.Tags[ch.Head] == Pronoun && a.doc.Is(ch.Head, lexicon.PronSubject) && a.doc.Is(a.Chunks[f.subject].Head, lexicon.Time): // "This time, too, we …"
			a.Chunks[f.subject].Role = NoRole
			f.subject = c
			ch.Role = Subject
		case f.subject != None && a.vocative(f.subject, first) && a.commaBefore(ch.First):
			f.subject, f.own = c, true
			ch.Role = Subject
		case f.comma || a.commaBefore(ch.First):
			ch.Role = Apposition
		}
		return
	}
	cl := &a.Clauses[f.clause]
	ch.Clause = f.clause
	if f.closing && a.commaBefore(ch.First) {
		return
	}
	switch {
	case cl.Object == None && !a.timeAdjunct(ch):
		cl.Object = c
		ch.Role = Object
	case a.commaBefore(ch.First):
		ch.Role = Apposition
	default:
		ch.Role = Second
	}
}

// vocative reports whether a chunk at the beginning of a sentence addresses who presides: Mr Speaker, Madam President.
func (a *Analysis) vocative(c, first int32) bool {
	ch := &a.Chunks[c]
	if ch.First > first+1 || ch.Last-ch.First < 2 || ch.Last-ch.First > 3 || !a.doc.Is(ch.First, lexicon.Honorific) {
		return false
	}
	switch a.doc.Lexicon.Text(a.tokens[ch.Head].Word) {
	case "speaker", "president", "chairman", "chair", "chairperson", "chairwoman", "secretary-general", "excellency":
		return true
	}
	return false
}

func (a *Analysis) commaBefore(i int32) bool {
	return i > 0 && a.Tags[i-1] == Punct || i > 1 && a.Tags[i-1] == Mark && a.Tags[i-2] == Punct
}

// timeAdjunct reports whether a chunk tells when: Monday, last week, Dec. 15. Few may.
func (a *Analysis) timeAdjunct(ch *Chunk) bool {
	t := &a.tokens[ch.Head]
	return (t.Class.Is(lexicon.Weekday|lexicon.Month|lexicon.Time) || t.Word == a.time || a.Tags[ch.Head] == Number) && a.tellsTime(ch)
}

func (a *Analysis) tellsTime(ch *Chunk) bool {
	w := a.tokens[ch.Head].Class
	if w.Is(lexicon.Weekday|lexicon.Month) && a.Tags[ch.Head] == Proper {
		if ch.Head > ch.First && a.tokens[ch.Head-1].Class.Is(lexicon.GivenName|lexicon.Honorific) {
			return false // Theresa May, Dame April
		}
		return ch.Last-ch.First <= 3
	}
	if a.Tags[ch.Head] != Noun {
		return a.Tags[ch.Head] == Number && (ch.First > 0 && a.doc.Is(ch.First-1, lexicon.Month) || a.yearOf(ch))
	}
	if ch.Last-ch.First == 2 && a.tokens[ch.Head].Word == a.time {
		switch a.doc.Lexicon.Text(a.tokens[ch.First].Word) {
		case "this", "that", "next", "last", "each", "every":
			return true
		}
	}
	if !w.Is(lexicon.Time) {
		return false
	}
	if w.Is(lexicon.Plural) && (a.Tags[ch.First] != Determiner || len(a.doc.TokenText(ch.First)) == 1) && int(ch.Last) < len(a.tokens) {
		switch a.doc.TokenText(ch.Last) {
		case "before", "after", "earlier", "later":
			return true // hours after the vote, minutes later
		}
	}
	if ch.Last-ch.First > 2 {
		return false
	}
	switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[ch.Head].Word).Noun) {
	case "day", "week", "month", "year", "morning", "evening", "afternoon", "night", "weekend", "today", "yesterday", "tomorrow":
		return true
	}
	return false
}

// yearOf reports whether a chunk is the year of a date: October 25, | 2004.
func (a *Analysis) yearOf(ch *Chunk) bool {
	i := ch.First - 1
	if ch.Last != ch.First+1 || i < 1 || a.tokens[i].Char != ',' {
		return false
	}
	return a.doc.Is(i-1, lexicon.Month) || i > 1 && a.Tags[i-1] == Number && a.doc.Is(i-2, lexicon.Month)
}

// coordinate handles and, but, or: before a verb or a clause the innermost open clause ends.
func (a *Analysis) coordinate(i, last int32) {
	f := a.top()
	if f.clause == None {
		return
	}
	j := i + 1
	for j < last && (a.Tags[j] == Adverb || a.Tags[j] == Mark || a.Tags[j] == Negation) {
		j++
	}
	if j >= last {
		return
	}
	if c := a.ChunkOf[j]; c != None && !a.between(a.Chunks[c].Prep) {
		// a new clause when a finite verb follows the noun phrase
		k := a.Chunks[c].Last
		for k+1 < last && a.Tags[k] == Coordinator && a.ChunkOf[k+1] != None && a.Chunks[a.ChunkOf[k+1]].Prep == None { // but neither Israel nor Hamas | agrees
			k = a.Chunks[a.ChunkOf[k+1]].Last
		}
		for k < last && a.Tags[k] == Adverb {
			k++
		}
		if k < last && (a.Tags[k] == VerbPast || a.Tags[k] == VerbPresent || isAux(a.Tags[k])) && !a.joinedNames(f.clause, i, c) {
			a.open(Coordinate, i, -1)
			a.top().comma = false
			a.top().subject = None
		}
	}
}

// joinedNames reports whether a conjunction joins a name to another right behind a verb that takes a clause, so that both may be the
// subject of what is told: "says Malta | and Oman have agreed".
func (a *Analysis) joinedNames(clause, i, next int32) bool {
	cl := &a.Clauses[clause]
	if cl.Object == None || !a.takesClause(cl.Head) {
		return false
	}
	k := &a.Chunks[cl.Object]
	return k.First == cl.Last && k.Last == i && a.Tags[k.Head] == Proper && a.Tags[a.Chunks[next].Head] == Proper
}

// punct handles commas and stronger marks.
func (a *Analysis) punct(i int32) {
	switch a.tokens[i].Char {
	case ',', '-', ')':
		for k := len(a.stack) - 1; k > 0; k-- {
			f := &a.stack[k]
			if f.clause != None && f.comma {
				f.closing = true
				// what the clause above waits for may come now
				if a.waiting(k) {
					a.stack = a.stack[:k]
				}
				return
			}
			if f.clause == None {
				return
			}
		}
	case ';', ':':
		a.stack = a.stack[:0]
		a.push(None, None, None, i+1, Main)
	}
}

// waiting reports whether a clause below frame k waits for its verb.
func (a *Analysis) waiting(k int) bool {
	for p := k - 1; p >= 0; p-- {
		if a.stack[p].clause == None {
			return true
		}
	}
	return false
}

// extents gives each clause of a sentence the tokens that it spans: up to the next clause that does not hang below it.
func (a *Analysis) extents(start int, last int32) {
	const joins uint64 = 1<<Coordinator | 1<<Punct
	clauses, tags := a.Clauses, a.Tags[:last]
	for k := start; k < len(clauses); k++ {
		c := &clauses[k]
		end := last
		for n := k + 1; n < len(clauses); n++ {
			// all clauses from k to n hang below k: n does if its parent is one of them
			if next := &clauses[n]; int(next.Parent) < k || next.Kind == Coordinate || n-k > maxDepth && !a.below(int32(n), int32(k)) {
				end = max(next.From, c.Last)
				break
			}
			if n-k > maxDepth {
				break
			}
		}
		for end > c.Last && joins>>(tags[end-1]&63)&1 != 0 && (end < last || tags[end-1] == Coordinator) {
			end--
		}
		c.To = end
	}
}

// below reports whether clause n hangs below clause k.
func (a *Analysis) below(n, k int32) bool {
	for depth := 0; n > k && depth < maxDepth; depth++ {
		n = a.Clauses[n].Parent
	}
	return n == k
}
