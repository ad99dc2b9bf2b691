package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// boundary returns where content that begins at i ends: with the unit, or before what no longer belongs to it: the
// next cue on the same level, a contrast or comment of the writer.
func (f *Finder) boundary(i int32, c *cue, u *unit) int32 {
	commas, verb, quoted := 0, false, !u.quotes.Empty()
	tags, search := f.g.Tags[:u.last], endTags|mayFinite
	start := i
	if f.is(i, f.terms.that) && i+1 < u.last && f.char(i+1) == ',' { // that, due to the rain, | the
		for j := i + 2; j < u.last && j < i+16 && f.q.Of[j] < 0 && !f.finiteTag(j); j++ {
			if f.char(j) == ',' {
				start = j + 1
				break
			}
		}
	}
	for j := start; uint(j) < uint(len(tags)); j++ {
		if quoted && f.q.Of[j] >= 0 {
			verb = true
			alone := j == i || j == i+1 && f.word(i) == "that"
			j = f.regionEnd(j) - 1
			if alone && j+2 < u.last && f.g.Tags[j+1] == grammar.Coordinator && c.clause != None && f.g.Tags[j+2] == f.g.Tags[f.g.Clauses[c.clause].First] {
				return j + 1 // said that "X" and left
			}
			if j+1 < u.last && f.closedByComma(j) {
				if f.stops(j+1, true, c, u) || commas == 0 && f.finiteTag(j+1) {
					return j + 1
				}
				commas++
			}
			continue
		}
		t := tags[j]
		if !search.has(t) {
			continue
		}
		if !endTags.has(t) {
			if f.finiteTag(j) {
				verb, search = true, endTags
			}
			continue
		}
		ch := f.char(j)
		if ch == ':' && j > i && j+1 < u.last && f.q.Of[j+1] >= 0 && f.capitalQuote(j+1, u.last) {
			return j
		}
		sep := ch == ',' || ch == '-' || ch == ';'
		if ch == ',' {
			// the verb behind a single comma is that of the clause around: "who said X, left"
			if commas == 0 && j > i+1 && j+1 < u.last && f.q.Of[j+1] < 0 && (f.finiteTag(j+1) && !(verb && f.verbList(j+1, c, u)) && !f.participleAside(j+1, u.last) || f.g.Tags[j+1] == grammar.Adverb && f.verbAhead(j+2, u.last) && c.pos == 'v' && f.ofRelative(c, u)) {
				return j
			}
			commas++
		}
		if !sep && t != grammar.Coordinator && t != grammar.Subordinator && !(t == grammar.Preposition && j+1 < u.last && tags[j+1] == grammar.Gerund) {
			continue
		}
		k := j
		if sep {
			k++
		}
		// "Mr. Smith and | Mr. Jones said": no end before its verb
		if j > i+1 && (verb || sep || f.word(i) != "that" && !f.bareClause(i, u.last)) && f.stops(k, sep, c, u) {
			return j
		}
		if sep {
			for k < u.last && f.g.Tags[k] == grammar.Coordinator {
				j = k
				k++
			}
		}
	}
	return f.comment(i, u)
}

// participleAside reports whether the verb at i, behind a comma, is a participle, with another comma and the verb of the
// clause behind what it takes: the plan, | unveiled on Monday, would.
func (f *Finder) participleAside(i, last int32) bool {
	if f.g.Tags[i] != grammar.VerbPast || !f.d.Is(i, lexicon.Participle) {
		return false
	}
	for j := i + 1; j+1 < last && j < i+16 && f.q.Of[j] < 0 && !f.finiteTag(j); j++ {
		if f.char(j) == ',' {
			return f.q.Of[j+1] < 0 && f.finiteTag(j+1)
		}
	}
	return false
}

// verbList reports whether the verb at i is the second of three or more with one subject: was afraid, | had been abused and
// was ill.
func (f *Finder) verbList(i int32, c *cue, u *unit) bool {
	if c.first > u.first && (f.g.Tags[c.first-1] == grammar.Relative || f.relative(c.first-1)) {
		return false // who said X, left and
	}
	for j := i + 1; j+1 < u.last && j < i+16; j++ {
		if f.q.Of[j] >= 0 {
			return false
		}
		switch f.g.Tags[j] {
		case grammar.Coordinator:
			return f.word(j) == "and" && f.finiteTag(j+1) && f.q.Of[j+1] < 0 && f.cueOf(j+1) == nil
		case grammar.Punct, grammar.Relative, grammar.Subordinator:
			return false
		}
	}
	return false
}

// comment returns where the writer's comment at the end of a unit begins, for content that begins at i: a relative
// clause behind the last comma, or what follows a dash. It is the unit's end where there is none. A short tail stays:
// most are the speaker's.
func (f *Finder) comment(i int32, u *unit) int32 {
	j := f.lastSide(u)
	if j <= i {
		return u.last
	}
	if f.q.Of[j] >= 0 && (!f.closedByComma(j) || j+1 >= u.last || f.q.Of[j+1] >= 0) {
		return u.last // a tail with a quotation, or one that the comma before it does not end
	}
	if j+2 < u.last && f.g.Tags[j+1] == grammar.Coordinator && f.word(j+2) == "that" {
		return u.last // – and that he would go
	}
	if tail := u.last - j; tail*5 < u.last-i || j+1 >= u.last {
		return u.last
	}
	if f.q.Of[j] >= 0 && (f.relative(j+1) || f.verdict(j+1, u.last)) {
		return j + 1
	}
	if f.relative(j+1) || f.verdict(j+1, u.last) || f.char(j) == '-' && !f.dashBefore(j, i) {
		return j
	}
	return u.last
}

// lastSide returns the last token of a unit that is a comma, a dash or in a quotation, or the one before its first.
func (f *Finder) lastSide(u *unit) int32 {
	side := u.first - 1
	if !u.quotes.Empty() {
		side = min(u.last, f.q.List[u.quotes.Last-1].End()) - 1
	}
	for k := u.signs.Last - 1; k >= u.signs.First && f.d.Signs[k] > side; k-- {
		if ch := f.char(f.d.Signs[k]); ch == ',' || ch == '-' {
			return f.d.Signs[k]
		}
	}
	return side
}

// verdict reports whether a noun phrase that sums up what was said begins at i: ", a claim that his rivals deny".
func (f *Finder) verdict(i, last int32) bool {
	if i+1 < last && f.g.Tags[i] == grammar.Noun && f.d.Is(i, lexicon.CueNoun) && f.g.Tags[i+1] == grammar.Relative {
		return true // , remarks that were condemned
	}
	if w := f.word(i); w != "a" && w != "an" {
		return false
	}
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.d.Is(f.g.Chunks[c].Head, lexicon.Role|lexicon.Relation|lexicon.Person|lexicon.People) || f.g.Tags[f.g.Chunks[c].Head] != grammar.Noun {
		return false
	}
	j := f.g.Chunks[c].Last
	return j < last && f.q.Of[j] < 0 && (f.g.Tags[j] == grammar.Relative || f.g.Tags[j] == grammar.Subordinator || f.word(j) == "at" || f.word(j) == "to" || f.word(j) == "that")
}

// dashBefore reports whether a dash stands between i and j, so that the one at j closes an insertion.
func (f *Finder) dashBefore(j, i int32) bool {
	for k := i; k < j; k++ {
		if f.char(k) == '-' {
			return true
		}
	}
	return false
}

// relative reports whether a relative clause begins at i.
func (f *Finder) relative(i int32) bool {
	switch f.word(i) {
	case "which", "who", "whose", "whom", "where":
		return true
	}
	return false
}

// fronted reports whether a cue stands in a clause before the main one: "When asked what he would cut, he said …".
func (f *Finder) fronted(c *cue, u *unit) bool {
	if c.pos == 'n' && (c.first <= u.first+4 && f.g.Tags[u.first] == grammar.Gerund || c.first <= u.first+8 && f.g.Tags[u.first] == grammar.Preposition) {
		return true // Refuting the claim that X, he said Y; in response to a claim that X, he said Y
	}
	if c.clause != None && c.first <= u.first+12 && f.g.Tags[c.first] == grammar.Gerund && f.is(u.first, f.terms.with) {
		return true // With Ann Lee, the mayor, saying X, the council met
	}
	if c.clause == None || c.first > u.first+4 {
		return false
	}
	if c.first == u.first {
		return !f.g.Clauses[c.clause].Finite
	}
	switch f.word(u.first) {
	case "by", "in", "without", "despite":
		return true
	}
	return f.frontedBy(u.first)
}

// frontedBy is fronts, behind a conjunction perhaps: But as Ann Lee called it "a farce," the clerks left.
func (f *Finder) frontedBy(i int32) bool {
	if f.g.Tags[i] == grammar.Coordinator {
		i++
	}
	return f.fronts(i)
}

// fronts reports whether a clause before the main one begins at i.
func (f *Finder) fronts(i int32) bool {
	if f.word(i) == "even" {
		i++
	}
	switch f.word(i) {
	case "when", "after", "as", "while", "before", "although", "though", "since":
		return true
	}
	return false
}

// closedByComma reports whether a comma ends the quotation whose last token, its mark included, is i.
func (f *Finder) closedByComma(i int32) bool {
	for ; i > 0 && f.d.Tokens[i].Kind == text.Mark; i-- {
	}
	return f.char(i) == ','
}

// stops reports whether content ends before token k, which stands behind a comma (sep) or is a conjunction.
func (f *Finder) stops(k int32, sep bool, c *cue, u *unit) bool {
	if k >= u.last {
		return false
	}
	conj, apart := false, k > 0 && f.char(k-1) == ';'
	for k < u.last && f.g.Tags[k] == grammar.Coordinator && f.q.Of[k] < 0 {
		conj = true
		k++
	}
	for k < u.last && f.g.Tags[k] == grammar.Adverb && f.q.Of[k] < 0 {
		k++
	}
	if k >= u.last || f.q.Of[k] >= 0 || conj && f.word(k) == "that" && f.g.Tags[k] == grammar.Subordinator {
		return false
	}
	if k+1 < u.last && f.g.Tags[k+1] == grammar.Gerund {
		switch f.word(k) {
		case "while", "before", "after":
			if f.speech(k+1) && f.cueOf(k+1).Takes&lexicon.TakesTo == 0 {
				return true
			}
		}
	}
	if sep && !conj {
		switch f.word(k) {
		case "while", "though", "although", "despite":
			if k >= 2 && f.g.Tags[k-2] == grammar.Coordinator && f.char(k-1) == ',' && f.q.Of[k-2] < 0 {
				return false // was right and, while he was tired, he would
			}
		}
		switch f.word(k) {
		case "while":
			return k+1 >= u.last || f.g.Tags[k+1] != grammar.Gerund || f.speech(k+1)
		case "though", "although", "according", "despite":
			return true
		case "with": // , with some officials saying
			if s := f.nameBehind(k+1, u.last); !s.Empty() && s.Last < u.last && f.q.Of[s.Last] < 0 && f.g.Tags[s.Last] == grammar.Gerund && f.speech(s.Last) {
				return true
			}
		case "which", "who":
			if f.relativeCue(k, u) && f.insertionEnd(k-1, u.last) == k-1 {
				return true
			}
		}
		if f.g.Tags[k] == grammar.Gerund && f.cueOf(k) != nil {
			return true
		}
		if c.first > u.first && f.g.Tags[u.first] != grammar.Gerund && f.word(u.first) == "asked" && f.spokenBehind(k, u.last) {
			return true // Asked if she thought it was late, | Ann Lee said
		}
		if f.occasion(k, u.last) || !apart && (f.frontedBy(u.first) || c.pos == 'n' || f.is(u.first, f.terms.with)) && f.fronted(c, u) && (f.clauseBehind(k, u.last) || f.clauseBehind(f.skipAdjuncts(k, u.last, anyVerb), u.last)) {
			return true
		}
	}
	if !conj && !sep {
		return false
	}
	if conj && c.clause != None && !f.g.Clauses[c.clause].Finite && f.g.Tags[c.first] == grammar.Gerund {
		if s := f.nameBehind(k, u.last); !s.Empty() && s.Last < u.last && f.q.Of[s.Last] < 0 && f.g.Tags[s.Last] == grammar.Gerund && f.speech(s.Last) {
			return true // Lee saying it was late | and Roe calling it a joke
		}
	}
	// a second cue: "and called it …", "but he added that …"
	for n := f.cuesFrom(k); n < len(f.cues); n++ {
		d := &f.cues[n]
		if d.pos != 'v' || d.head == c.head {
			continue
		}
		if d.first > k+12 {
			break
		}
		cl := &f.g.Clauses[d.clause]
		if cl.Passive || !cl.Finite && (d.first != k || c.clause == None || f.g.Clauses[c.clause].Finite) {
			continue
		}
		if d.first == k {
			if conj && !sep && c.lex.Lemma == "hear" && c.pos == 'v' {
				continue // the jury heard that he met her | and told her
			}
			if conj && (f.sameTense(d, c) || sep && f.behindHave(d, c) || c.pos == 'n' && f.sameTenseAs(d, f.clauseBefore(c.first), u)) && f.reports(d, u) {
				return true
			}
			continue
		}
		if c.clause != None && f.g.Tags[d.first] == grammar.Have && f.d.Is(d.first, lexicon.Past) && f.tense(f.g.Clauses[c.clause].First) == grammar.VerbPast && cl.Finite {
			continue // the jury heard that he had left | and she had told him
		}
		if conj && d.lex.Kind <= lexicon.WritingCue && f.sameTense(d, c) && f.skipAdjuncts(k, u.last, anyVerb) == d.first && f.reports(d, u) {
			return true // but in an interview | said that
		}
		// with a subject of its own right behind the conjunction
		if s, _ := f.subjectBefore(d.first, k); !s.Empty() && s.First == k {
			comp, at := f.complementOf(d, u.last)
			if comp == quoteComplement && f.capitalQuote(at, u.last) || sep && comp != noComplement && f.fronted(c, u) {
				return true // …, Ryan replied, "X"
			}
			if comp != noComplement && d.lex.Kind <= lexicon.WritingCue {
				return conj || apart // Moscow says they fell; | Kyiv says they hit
			}
		}
	}
	return false
}

// ownOccasion reports whether the phrase at i tells where the speaker himself said it: in a statement, on his show.
func (f *Finder) ownOccasion(i, last int32) bool {
	if i+2 >= last || f.q.Of[i+1] >= 0 {
		return false
	}
	switch f.word(i + 1) {
	case "a", "an", "his", "her", "their":
	default:
		return false
	}
	if f.occasion(i, last) {
		return true
	}
	if k := f.g.ChunkOf[i+1]; f.word(i) == "on" && k != grammar.None && f.g.Tags[i+1] == grammar.Possessive {
		switch f.word(f.g.Chunks[k].Head) {
		case "show", "program", "programme", "podcast", "page", "account", "blog", "website":
			return true
		}
	}
	return false
}

// occasion reports whether a phrase that tells where something was said begins at k: "in an interview", "on Twitter".
func (f *Finder) occasion(k, last int32) bool {
	if f.g.Tags[k] != grammar.Preposition || k+1 >= last || f.g.ChunkOf[k+1] == grammar.None || f.q.Of[k+1] >= 0 {
		return false
	}
	switch f.word(k) {
	case "in", "on", "at", "during", "via":
	default:
		return false
	}
	switch f.word(f.g.Chunks[f.g.ChunkOf[k+1]].Head) {
	case "interview", "statement", "speech", "tweet", "tweets", "twitter", "facebook", "debate", "rally", "message", "email", "conference", "letter", "post", "memo", "op-ed", "column", "remarks", "address", "briefing", "call", "appearance", "interviews":
		return true
	}
	return false
}

// quotesFrom returns the end of the quotations that begin at i, one behind the other with only conjunctions between.
func (f *Finder) quotesFrom(i, last int32) int32 {
	end := f.regionEnd(i)
	for j := end; j < last; {
		for j < last && (f.char(j) == ',' || f.g.Tags[j] == grammar.Coordinator && f.word(j) != "but") && f.q.Of[j] < 0 {
			j++
		}
		if j >= last || f.q.Of[j] < 0 || j == end && f.regionStart(j) != j {
			break
		}
		end = f.regionEnd(j)
		j = end
	}
	return end
}
