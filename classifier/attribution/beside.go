package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file reads the content on both sides of an aside.

// toComma returns the comma, dash, full stop or quotation behind i, over an apposition or relative clause.
func (f *Finder) toComma(i, last int32) int32 {
	for i < last && f.q.Of[i] < 0 && f.char(i) != ',' && f.char(i) != ';' && f.char(i) != '.' {
		i++
	}
	return i
}

// innerReport reads the verb of speech that reports the quotation before an aside, which reports both, and returns what the
// aside reports; it is empty where there is none: Asked why, he said, "X," | the Herald reported.
func (f *Finder) innerReport(left Span, by *cue, u *unit, cursor int32) Span {
	start := max(u.first, cursor)
	if left.First <= start+1 || f.q.Of[left.First] < 0 || by.lex.Kind > lexicon.WritingCue {
		return Span{}
	}
	for k := f.cuesFrom(left.First) - 1; k >= 0 && f.cues[k].first > start; k-- {
		d := &f.cues[k]
		if d.pos != 'v' || d.done || d.lex.Kind > lexicon.WritingCue || d.lex.Takes&lexicon.TakesQuote == 0 || !f.g.Clauses[d.clause].Finite || f.g.Clauses[d.clause].Passive {
			continue
		}
		if comp, at := f.complementOf(d, u.last); comp != quoteComplement || at < left.First-1 || at > left.First+1 {
			continue
		}
		src, rule := f.source(d, u)
		if src.Empty() || !f.personal(src.First, src.Last) && !f.d.Is(src.Last-1, lexicon.Document|lexicon.CueNoun) {
			continue
		}
		f.emit(left, src, Span{d.first, d.last}, complementRules[quoteComplement], rule).from(d)
		d.done = true
		return Span{start, left.Last}
	}
	return Span{}
}

// behindPlace returns the token behind the place with a colon that a report begins with, or the first of the unit: HARROW: | Two
// men were hurt, police said.
func (f *Finder) behindPlace(u *unit) int32 {
	i := u.first
	if f.d.Tokens[i].Flags&text.ParaStart == 0 {
		return i
	}
	for j := i; j < i+4 && j+2 < u.last && f.q.Of[j] < 0; j++ {
		if f.char(j) == ':' {
			if j > i && f.q.Of[j+1] < 0 && f.d.Tokens[j+1].Flags&text.Capital != 0 {
				return j + 1
			}
			break
		}
		if t := &f.d.Tokens[j]; t.Kind != text.Word || t.Flags&text.AllCaps == 0 && t.Class&lexicon.PlaceName == 0 {
			break
		}
	}
	return i
}

// leftContent finds the content before an aside that stands at from, to.
func (f *Finder) leftContent(from, to int32, u *unit, cursor int32) (Span, bool) {
	start := max(f.behindPlace(u), cursor)
	end := from
	for end > start && f.q.Of[end-1] < 0 && (f.char(end-1) == ',' || f.char(end-1) == '-') {
		end--
	}
	if end <= start {
		return Span{}, false
	}
	if f.q.Of[end-1] >= 0 {
		r := f.regionStart(end - 1)
		if r <= start {
			return Span{start, end}, true
		}
		if f.soleQuote(start, end) {
			return Span{start, end}, true
		}
		if f.q.Of[start] < 0 && (f.char(r-1) == ':' || f.char(r-1) == '-') || f.char(r-1) == ',' && f.capitalQuote(r, end) && f.word(start) != "if" {
			return Span{r, end}, true
		}
		return Span{start, end}, true
	}
	if f.char(from-1) == '-' && f.dashBefore(from-1, start) {
		return Span{}, false // it closes an insertion
	}
	if f.occasion(start, end) && !f.hasPunct(',', start, end-1) {
		return Span{}, false // In a statement released on Thursday, Ann Lee said
	}
	// in the writer's words: it needs a verb, or goes on in quotation marks: No change, he said, "hides what it is"
	if c := f.g.ChunkOf[start]; (c != grammar.None || f.g.Tags[start] == grammar.Preposition && f.word(start) != "on") && f.fragmentAfter(from, u) && f.g.Tags[start] != grammar.Pronoun && !f.timeWord(start) && f.timePhrase(start+1, end) == start+1 {
		return Span{start, end}, false
	}
	for i := start; i < end; i++ {
		if f.q.Of[i] >= 0 || f.finiteTag(i) {
			return Span{start, end}, false
		}
	}
	// Talks to resume on Friday, says union
	if to >= u.last && f.char(from-1) == ',' && end-start > 2 && f.d.Tokens[start].Flags&text.Capital != 0 && f.toIn(start, end) {
		return Span{start, end}, false
	}
	// In contrast, he said, there is …: what stands before is short
	i := f.overInsertions(f.toComma(to, u.last), u.last)
	if i+1 < u.last && f.char(i) == ',' && f.q.Of[i+1] < 0 && f.bareClause(i+1, u.last) && end-start < 5 {
		return Span{start, end}, false
	}
	// The biggest challenge, he said, is …
	if i+1 < u.last && f.char(i) == ',' {
		if f.verbAhead(i+1, u.last) && f.g.ChunkOf[start] != grammar.None {
			return Span{start, end}, false
		}
		// For voters like them, he said, their "experience told them"
		if c := f.g.ChunkOf[i+1]; c != grammar.None && f.q.Of[i+1] < 0 && f.g.Chunks[c].Last < u.last && f.q.Of[f.g.Chunks[c].Last] >= 0 {
			return Span{start, end}, false
		}
	}
	return Span{}, false
}

// toIn reports whether an infinitive stands between two tokens, as headlines write the future.
func (f *Finder) toIn(i, last int32) bool {
	for ; i < last; i++ {
		if f.g.Tags[i] == grammar.To {
			return true
		}
	}
	return false
}

// fragmentAfter reports whether the next quotation behind i stands behind a comma and begins with a small letter.
func (f *Finder) fragmentAfter(i int32, u *unit) bool {
	for ; i < u.last; i++ {
		if f.q.Of[i] >= 0 {
			return f.char(i-1) == ',' && !f.capitalQuote(i, u.last)
		}
	}
	return false
}

// capitalQuote reports whether a quotation begins at i, behind a comma or colon perhaps, with a capital letter.
func (f *Finder) capitalQuote(i, last int32) bool {
	for i < last && f.q.Of[i] < 0 && f.d.Tokens[i].Kind == text.Punct {
		i++
	}
	if i >= last || f.q.Of[i] < 0 {
		return false
	}
	for i < last && f.d.Tokens[i].Kind == text.Mark {
		i++
	}
	return i < last && f.d.Tokens[i].Flags&text.Capital != 0
}

// overInsertions returns the comma behind the insertions that begin with the comma at i and belong to a name before it:
// a relative clause, an apposition, an age. It is i where nothing goes on behind them.
func (f *Finder) overInsertions(i, last int32) int32 {
	for range 3 {
		j := f.insertionEnd(i, last)
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// insertionEnd returns the comma behind the insertion that begins with the comma at i, or i.
func (f *Finder) insertionEnd(i, last int32) int32 {
	if i+2 >= last || f.char(i) != ',' || f.q.Of[i+1] >= 0 {
		return i
	}
	relative := false
	switch f.word(i + 1) {
	case "who", "whose", "which":
		relative = true
	default:
		c := f.chunkFrom(i + 1)
		if t := f.g.Tags[i+1]; c != grammar.None && t == grammar.Proper && i > 0 && f.char(i-1) == ')' {
			break // the head of the party (AP), Ann Lee, |
		} else if c != grammar.None && t == grammar.Proper && i > 0 && f.d.Is(i-1, lexicon.Role|lexicon.Relation) && !f.d.Is(i-1, lexicon.Plural) {
			break // the mayor, Ann Lee, |
		} else if c == grammar.None || t != grammar.Determiner && t != grammar.Possessive && t != grammar.Number && t != grammar.Noun && t != grammar.Adjective {
			return i
		}
		if h := f.g.Chunks[c].Head; !f.d.Is(h, lexicon.Role|lexicon.Relation|lexicon.Person) && f.g.Tags[i+1] != grammar.Number {
			return i
		}
	}
	for j := i + 2; j < last && j < i+30; j++ {
		if f.q.Of[j] >= 0 || !relative && f.finiteTag(j) {
			return i
		}
		if f.char(j) == ',' {
			if j+1 < last && (f.q.Of[j+1] >= 0 || f.finiteTag(j+1) || f.g.Tags[j+1] == grammar.To || f.bareClause(j+1, last)) {
				return j
			}
			if !relative && f.insertionEnd(j, last) > j {
				return j
			}
			return i
		}
	}
	return i
}

// beforeQuote returns the comma near i behind which the quotation goes on, over phrases that tell of what and where:
// "X," he said of Ann and Bob, "and Y". It is i where there is none.
func (f *Finder) beforeQuote(i, last int32) int32 {
	for j := i; j+1 < last && j < i+16; j++ {
		if f.g.Tags[j] == grammar.Gerund && j > i && f.char(j-1) == ',' && f.q.Of[j] < 0 {
			return f.overParticiple(j, i, last)
		}
		switch {
		case j > i && f.q.Of[j] >= 0 && f.d.Tokens[j-1].Flags&text.Stop != 0 && f.capitalQuote(j, last):
			return j // said Ann Lee, D-Ore. "Y."
		case f.q.Of[j] >= 0 || f.finiteTag(j) || f.g.Tags[j] == grammar.Gerund || f.g.Tags[j] == grammar.To || f.g.Tags[j] == grammar.Subordinator || f.char(j) == '.' || f.char(j) == ':':
			return i
		case f.char(j) == ',' && f.q.Of[j+1] >= 0:
			return j
		}
	}
	return i
}

// overParticiple returns the comma behind the participle with its phrases that begins at j between commas, where the
// quotation goes on behind it: "X," said Ann Lee, speaking of farmers, "and Y". It is i where it does not.
func (f *Finder) overParticiple(j, i, last int32) int32 {
	for k := j + 1; k+1 < last && k < j+14 && f.q.Of[k] < 0 && !f.finiteTag(k) && f.g.Tags[k] != grammar.Subordinator; k++ {
		if f.char(k) == ',' {
			if f.q.Of[k+1] >= 0 && !f.capitalQuote(k+1, last) {
				return k
			}
			break
		}
	}
	return i
}

// rightContent finds how the content goes on behind an aside.
func (f *Finder) rightContent(i int32, u *unit, leftQuote, sole bool, c *cue) Span {
	if i >= u.last {
		return Span{}
	}
	k := i
	if ch := f.char(k); ch == ',' || ch == ':' || ch == '-' || ch == '.' && k+1 < u.last && f.q.Of[k+1] >= 0 { // he said."They left"
		k++
	}
	if k >= u.last {
		return Span{}
	}
	if f.q.Of[k] >= 0 {
		if f.titled(k, c.last) {
			return Span{} // he said in his book, "The Long Road"
		}
		if k == i && (i > c.last || c.lex.Takes&lexicon.TakesPersonThat != 0) && c.pos == 'v' && f.d.Tokens[i-1].Kind == text.Word && f.g.Tags[i-1] != grammar.Adverb && !f.timeWord(i-1) && f.title(f.q.Of[k]) {
			return Span{} // "X," he said on "Morning Call"
		}
		return Span{k, f.quoteTail(f.quotesFrom(k, u.last), k, c, u)}
	}
	if f.char(i) != ',' && f.char(i) != '-' {
		return Span{}
	}
	if leftQuote && sole {
		if !f.verbAhead(k, u.last) || f.speech(k) && !f.nameBehind(f.g.Clauses[f.g.ClauseOf[k]].Last, u.last).Empty() {
			return Span{} // "X," he said, reports the Herald
		}
		return Span{k, f.boundary(k, c, u)}
	}
	if leftQuote && f.char(i) == ',' && f.g.Tags[i-1] == grammar.Proper && f.g.Tags[c.last] == grammar.Preposition && (f.g.Tags[k] == grammar.Noun || f.g.Tags[k] == grammar.Determiner) && !f.verbIn(k, u.last) {
		return Span{} // the plan "will fail," he said in Goma, capital of the province
	}
	switch f.g.Tags[k] {
	case grammar.Coordinator:
		if !leftQuote && c.pos == 'v' && k+1 < u.last && f.q.Of[k+1] < 0 && f.finiteTag(k+1) && f.speech(k+1) && f.cueOf(k+1).Takes&lexicon.TakesThat != 0 {
			return Span{} // the talks had failed, he said, but denied
		}
	case grammar.Gerund:
		if f.cueOf(k) != nil || !f.clauseBehind(k+1, u.last) { // revoking permits would be
			return Span{}
		}
	case grammar.Relative, grammar.Participle, grammar.Wh:
		return Span{}
	case grammar.Preposition:
		if w := f.word(k); (w == "before" || w == "after") && k+1 < u.last && f.q.Of[k+1] < 0 && f.g.Tags[k+1] == grammar.Gerund {
			return Span{} // it was late, she said, before calling on
		}
	case grammar.Subordinator:
		if k+1 < u.last && f.q.Of[k+1] < 0 && f.g.Tags[k+1] == grammar.Gerund {
			return Span{}
		}
		if leftQuote || f.word(k) != "that" || f.char(i) != ',' {
			return Span{}
		}
	}
	return Span{k, f.boundary(k, c, u)}
}
