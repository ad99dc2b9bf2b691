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
	if i >= last || f.ends(i) {
		return noComplement, i
	}
	passive := c.pos == 'v' && f.g.Clauses[c.clause].Passive
	if passive && f.word(i) == "by" && i+1 < last {
		if s := f.nameBehind(i+1, last); !s.Empty() && s.Last < last && f.q.Of[s.Last] < 0 {
			switch k, at := f.at(s.Last, c, last); {
			case f.word(s.Last) == "that" && f.g.Tags[s.Last] == grammar.Subordinator && takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0:
				return thatComplement, s.Last // was warned by police | that she was late
			case k == whComplement:
				return k, at
			case k == noComplement:
				if ok, at := f.prepAt(s.Last, takes&(lexicon.TakesOf|lexicon.TakesAbout), last); ok && at == s.Last {
					return prepComplement, at // was accused by Ann Lee | of lying
				}
			}
		}
	}
	if c.pos == 'v' && i < last && f.q.Of[i] < 0 && c.lex.Lemma == "call" && f.word(i) == "for" && i+1 < last && f.timeWord(i+1) {
		return noComplement, i // a meeting called for | Monday
	}
	if i < last && c.pos == 'v' && takes&lexicon.TakesObject == 0 && takes&prepositions != 0 {
		if k, at := f.prepAt(i, takes, last); k && (takes&lexicon.TakesPersonThat == 0 || f.thatAhead(i, last, takes) == i) {
			return prepComplement, at
		}
	}
	if c.pos == 'n' && takes&lexicon.TakesThat != 0 && i < last && f.g.Tags[i] == grammar.Be {
		if k, at := f.isThat(c, i, last); k != noComplement {
			return k, at // his answer was that
		}
	}
	if c.pos == 'a' && takes&prepositions != 0 && i < last && f.q.Of[i] < 0 {
		if k, at := f.prepAt(i, takes, last); k && at == i && f.g.Tags[i] == grammar.Preposition {
			return prepComplement, at // sceptical | about the care she received
		}
	}
	if c.pos == 'v' && c.lex.Kind <= lexicon.WritingCue && takes&lexicon.TakesQuote != 0 && i+1 < last && f.is(i, f.terms.with) && f.q.Of[i] < 0 {
		j := i + 1
		for j < last && f.q.Of[j] < 0 && (f.char(j) == '~' || f.char(j) == '-' || f.char(j) == ':') {
			j++
		}
		if j < last && f.q.Of[j] >= 0 && !f.title(f.q.Of[j]) {
			return quoteComplement, j // replied with: "X"
		}
	}
	told := false // a listener stands before the content
	behind := f.skipAdverbs(i, last)
	if behind < last && takes&lexicon.TakesPersonThat != 0 && f.q.Of[behind] < 0 {
		if k := f.g.ChunkOf[behind]; k != grammar.None && f.g.Chunks[k].First == behind && !f.timeWord(behind) {
			if passive && f.clauseAt(behind, last, false) {
				return clauseComplement, behind // the jury was told | the driver was drunk
			}
			told = f.listens(min(f.phraseEnd(f.g.Chunks[k].Last, last), last), last, c.lex)
			if takes&lexicon.TakesThat == 0 && c.pos == 'v' && !f.g.Clauses[c.clause].Passive {
				if e := f.listenerEnd(behind, last); e > behind {
					return clauseComplement, e
				}
			}
		}
	}
	found, at := noComplement, behind
	if takes&lexicon.TakesTo != 0 && takes&lexicon.TakesWh != 0 && c.pos == 'v' && behind < last && f.q.Of[behind] < 0 {
		if k := f.g.ChunkOf[behind]; k != grammar.None && f.g.Chunks[k].First == behind && f.g.Chunks[k].Last < last && f.g.Tags[f.g.Chunks[k].Last] == grammar.Wh {
			return whComplement, f.g.Chunks[k].Last // asked councillors | why the road was shut
		}
	}
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
	if takes&lexicon.TakesTo != 0 && takes&lexicon.TakesWh != 0 && behind < last && f.q.Of[behind] < 0 { // asked the mayor | whether he would
		if k := f.g.ChunkOf[behind]; k != grammar.None && f.g.Chunks[k].First == behind {
			j := min(f.phraseEnd(f.g.Chunks[k].Last, last), last)
			if e := f.insertionEnd(j, last); e > j {
				j = e + 1
			}
			if j = f.skipAdjuncts(j, last, c.lex); j < last && f.q.Of[j] < 0 && (f.g.Tags[j] == grammar.Wh || f.word(j) == "whether" || f.word(j) == "if" || f.word(j) == "what") {
				return whComplement, j
			}
		}
	}
	if takes&lexicon.TakesTo != 0 && i < last { // urged them to leave
		if k := f.g.ChunkOf[i]; k != grammar.None && f.q.Of[i] < 0 {
			j := min(f.phraseEnd(f.g.Chunks[k].Last, last), last)
			if e := f.insertionEnd(j, last); e > j {
				j = e + 1 // asked the mayor, Ann Lee, to go
			}
			for j < last && (f.g.Tags[j] == grammar.Negation || f.g.Tags[j] == grammar.Adverb) {
				j++
			}
			if j < last && f.g.Tags[j] == grammar.To {
				return objectToComplement, i
			}
		}
	}
	if takes&lexicon.TakesObject != 0 && behind < last && !f.eachOther(behind) {
		if k := f.g.ChunkOf[behind]; k != grammar.None && !f.tellsWhen(behind, last) && !(c.lex.Kind == lexicon.EvidenceCue && c.pos == 'v' && f.g.Clauses[c.clause].Passive) { // was shown a red card
			return objectComplement, behind
		}
	}
	if j != behind && takes&lexicon.TakesObject != 0 && c.pos == 'v' && j < last && f.q.Of[j] < 0 && f.onTime(behind, last) == j && f.g.Tags[j] == grammar.Determiner {
		return objectComplement, j // dismissed on Friday | a report
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
		if k := f.thatAhead(i, last, takes); k > i {
			return thatComplement, k
		}
		if takes&lexicon.TakesThat != 0 && f.movedOut(c, last) {
			return clauseComplement, c.last
		}
	}
	return noComplement, j
}

// at tells what begins at i as far as the cue takes it.
func (f *Finder) at(i int32, c *cue, last int32) (complement, int32) {
	takes := c.lex.Takes
	start := i
	if i < last && (f.char(i) == ',' || f.char(i) == ':' || f.char(i) == '-') && i+1 < last {
		if f.q.Of[i+1] >= 0 {
			i++
		} else if f.char(i) == ':' && takes&(lexicon.TakesThat|lexicon.TakesQuote) != 0 && (i == c.last || c.lex.Kind <= lexicon.WritingCue) {
			return clauseComplement, i + 1
		} else if f.char(i) == ',' && c.pos == 'v' && c.lex.Kind <= lexicon.WritingCue && takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0 &&
			f.word(i+1) == "that" && f.g.Tags[i+1] == grammar.Subordinator && i+2 < last && !f.verbAhead(i+2, last) {
			return thatComplement, i + 1 // He added, that it was late
		}
	}
	if i >= last {
		return noComplement, i
	}
	if f.q.Of[i] >= 0 {
		if f.regionStart(i) < i && i > c.last {
			return noComplement, i // behind a listener in quotation marks: promised a "revolution |"
		}
		if f.titled(i, c.last) || i == c.last && takes&lexicon.TakesPersonThat != 0 && takes&lexicon.TakesThat == 0 && f.title(f.q.Of[i]) {
			return noComplement, i // told "Morning Call"
		}
		if takes&(lexicon.TakesQuote|lexicon.TakesThat|lexicon.TakesObject|lexicon.TakesAs) != 0 || i > start {
			return quoteComplement, i
		}
		return noComplement, i
	}
	if e := f.timePhrase(i, last); e > i && e < last && (f.word(e) == "that" || f.q.Of[e] < 0 && (c.lex.Kind == lexicon.WritingCue && f.finiteTag(e) || f.g.Tags[e] == grammar.Coordinator || f.g.Tags[e] == grammar.Subordinator && f.word(e) != "when" && f.fronts(e))) { // admitted last night | that; a study published last year | found
		return noComplement, i
	}
	tag, isThat := f.g.Tags[i], f.is(i, f.terms.that)
	if isThat && i+1 < last && f.timeNoun(i+1) && !f.verbAhead(i+2, last) {
		return noComplement, i // in his speech | that night
	}
	that := takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0
	switch {
	case isThat && that && (tag != grammar.Determiner || f.bareClause(i, last)):
		if c.pos == 'n' && (f.gap(i+1, last) || i > c.last && f.saidGap(i+1, last)) {
			return noComplement, i
		}
		if tag == grammar.Pronoun && !f.bareClause(i, last) || tag == grammar.Relative && (c.pos == 'n' || i > f.skipAdverbs(c.last, last) && f.g.Tags[i-1] == grammar.Noun && f.verbAhead(i+1, last)) {
			return noComplement, i
		}
		if c.clause != None && f.g.Clauses[c.clause].Passive && c.pos == 'v' && i > f.skipAdverbs(c.last, last) {
			return noComplement, i
		}
		return thatComplement, i
	case c.pos == 'n' && tag == grammar.Relative && i > c.last:
		return noComplement, i // questions about a man who
	case takes&lexicon.TakesWh != 0 && tag != grammar.Determiner && (tag == grammar.Wh || f.asks(i)):
		return whComplement, i
	case that && f.is(i, f.terms.what):
		return clauseComplement, i
	case tag == grammar.To && takes&lexicon.TakesTo != 0:
		if that && c.lex.Kind <= lexicon.WritingCue && c.pos == 'v' && f.g.Clauses[c.clause].Finite && !f.g.Clauses[c.clause].Passive && f.infinitiveSubject(i, last) {
			return clauseComplement, i
		}
		return toComplement, i
	case that && c.pos == 'v' && f.conditionAt(i, last):
		return clauseComplement, i
	case tag == grammar.Gerund && c.pos == 'v' && takes&lexicon.TakesGerund == 0 && f.speech(i) && f.cueOf(i).Takes&lexicon.TakesThat != 0 && i > c.last:
		return noComplement, i // objected to the plan | saying it was late
	case that && c.pos != 'n' && f.clauseAt(i, last, takes&(lexicon.TakesPersonThat|lexicon.TakesTo) != 0), that && c.pos == 'v' && c.lex.Lemma == "say" && !f.timeWord(i) && !f.tellsWhen(i, last) && f.bareClause(i, last):
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

// asks reports whether token i is a word with which a question begins that a cue may take.
func (f *Finder) asks(i int32) bool {
	switch f.word(i) {
	case "whether", "if", "what", "who", "which":
		return true
	}
	return false
}

// infinitiveSubject reports whether the infinitive at i is the subject of a clause: said | to close it would be a mistake.
func (f *Finder) infinitiveSubject(i, last int32) bool {
	k := f.g.ClauseOf[i]
	if k == grammar.None {
		return false
	}
	if lex := f.d.Lexicon.VerbCue(f.d.Tokens[f.g.Clauses[k].Head].Word); lex != nil && lex.Takes&(lexicon.TakesThat|lexicon.TakesPersonThat) != 0 {
		return false // went on the record | to say it would close
	}
	for j := f.g.Clauses[k].Last; j < last && j < i+16 && f.q.Of[j] < 0; j++ {
		switch f.g.Tags[j] {
		case grammar.Modal, grammar.Be:
			return f.finiteTag(j) && f.g.Tags[j-1] != grammar.Pronoun
		case grammar.Punct, grammar.Coordinator, grammar.Subordinator, grammar.Relative, grammar.Wh, grammar.To, grammar.Gerund, grammar.Have, grammar.Do, grammar.VerbPast, grammar.VerbPresent, grammar.Existential:
			return false
		}
	}
	return false
}

// conditionAt reports whether a clause that goes before the main one begins at i, behind a comma perhaps, and the main
// one follows it: said | because it rained, the match was off.
func (f *Finder) conditionAt(i, last int32) bool {
	if f.char(i) == ',' {
		i++
	}
	if i+1 >= last {
		return false
	}
	switch {
	case f.is(i, f.terms.despite), f.char(i-1) == ',' && (f.word(i) == "like" || f.word(i) == "unlike"): // said, | like other shops, sales fell
	case f.is(i, f.terms.no):
		if f.word(i+1) != "matter" {
			return false
		}
	case f.g.Tags[i] != grammar.Subordinator:
		return false
	default:
		switch f.word(i) {
		case "because", "if", "unless", "although", "though", "once", "while":
		default:
			return false
		}
	}
	for j := i + 1; j+1 < last && j < i+24; j++ {
		if f.q.Of[j] >= 0 {
			j = f.regionEnd(j) - 1
		}
		if f.char(j) == ',' || f.closedByComma(j) && f.q.Of[j] >= 0 {
			return j+1 < last && (f.q.Of[j+1] >= 0 && !f.capitalQuote(j+1, last) || f.bareClause(j+1, last))
		}
	}
	return false
}
