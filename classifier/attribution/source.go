package attribution

import (
	"sort"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// subjectBefore finds the noun phrase that is the subject of the verb group that begins at v, looking back to first.
func (f *Finder) subjectBefore(v, first int32) (Span, string) {
	i := v - 1
	for i >= first && f.q.Of[i] < 0 && (f.g.Tags[i] == grammar.Adverb || f.g.Tags[i] == grammar.Negation || f.word(i) == "once") {
		i--
	}
	if i < first || f.q.Of[i] >= 0 {
		return Span{}, ""
	}
	if k := f.g.ChunkOf[i]; i > first && k != grammar.None && f.g.Chunks[k].Last == i+1 && f.g.Chunks[k].First > first && f.g.Chunks[k].Prep == grammar.None &&
		f.timePhrase(f.g.Chunks[k].First, i+1) == i+1 { // her family | yesterday said, the BBC | last night reported
		if b := f.g.Chunks[k].First - 1; f.g.ChunkOf[b] != grammar.None && f.g.Tags[f.g.Chunks[f.g.ChunkOf[b]].Head].IsNominal() || f.char(b) == ',' || f.char(b) == ')' || f.g.Tags[b] == grammar.Relative {
			i = b
		} else if b > first+1 && f.g.Tags[b] == grammar.VerbPast && f.d.Is(b, lexicon.Participle) && f.g.ChunkOf[b-1] != grammar.None {
			i = b - 1 // the report released | last week says
		}
	}
	if k := f.g.ChunkOf[i]; i > first+1 && f.timeWord(i) && k != grammar.None && f.g.Chunks[k].First == i && f.g.Tags[i-1] == grammar.VerbPast && f.d.Is(i-1, lexicon.Participle) {
		if c := f.g.ChunkOf[i-2]; c != grammar.None && f.g.Chunks[c].Last == i-1 { // A report released Friday says
			i -= 2
		}
	}
	if k := f.g.ChunkOf[i]; k != grammar.None && f.g.Chunks[k].Last == i+1 && (f.timeWord(i) || f.timeNoun(i)) {
		if p := f.g.Chunks[k].Prep; p > first+1 && f.q.Of[p-1] < 0 && (f.char(p-1) == ',' || f.char(p-1) == ')' || f.g.Tags[p-1] == grammar.Adverb) {
			for i = p - 1; i > first && f.q.Of[i] < 0 && f.g.Tags[i] == grammar.Adverb; i-- { // Lee, whose house burned, | on Sunday said
			}
		}
	}
	if j := i; j > first && f.timeWord(j) && f.g.Tags[j-1] == grammar.Participle { // the order released Friday said
		if i = j - 2; i < first || f.q.Of[i] >= 0 {
			return Span{}, ""
		}
	}
	if f.g.Tags[i] == grammar.Relative || f.word(i) == "who" || f.word(i) == "which" {
		return Span{i, i + 1}, "subject.relative"
	}
	if f.g.Tags[i] == grammar.Pronoun && f.g.ChunkOf[i] == grammar.None {
		return Span{i, i + 1}, "subject"
	}
	if f.char(i) == ')' { // Mr. Smith (R-Ohio) said
		for j := i - 1; j >= first && j > i-12; j-- {
			if f.char(j) == '(' {
				i = j - 1
				break
			}
		}
		if i < first {
			return Span{}, ""
		}
	}
	if f.char(i) == ',' || f.char(i) == '-' {
		if s := f.overComma(i, first); !s.Empty() {
			return s, "subject.apposition"
		}
		return Span{}, ""
	}
	if f.g.Tags[i] == grammar.Number && i-2 >= first && (f.word(i-1) == "in" || f.word(i-1) == "of") && f.g.Tags[i-2] == grammar.Number && f.q.Of[i-2] < 0 {
		return Span{i - 2, i + 1}, "subject" // four in 10 said
	}
	if c := f.g.ChunkOf[i]; c != grammar.None && f.g.Chunks[c].Last == i+1 {
		if f.q.Of[f.g.Chunks[c].First] >= 0 { // "We will win" Smith said
			start := i
			for f.q.Of[start-1] < 0 {
				start--
			}
			return Span{start, i + 1}, "subject"
		}
		if w := f.g.Chunks[c].First; w < i && (f.word(w) == "what" || f.word(w) == "which" && w > first && f.char(w-1) == ',') {
			return Span{w + 1, i + 1}, "subject" // for what | Ann Lee called "X", the levy, which | critics call
		}
		start := f.phraseStart(c, first)
		if p := f.g.Chunks[c].Prep; start == None && p != grammar.None && p >= first {
			if k := f.g.Chunks[c].First; f.word(p) == "as" || k > first && f.g.Tags[k-1] == grammar.Coordinator && f.g.Tags[f.g.Chunks[c].Head] == grammar.Proper {
				start = k // as | The Herald pointed out; was printed in the paper and | Ann Lee said
			}
		}
		if start == None {
			if p := f.g.Chunks[c].Prep; p > first && f.q.Of[p-1] < 0 && (f.g.Tags[p-1] == grammar.Have || f.g.Tags[p-1] == grammar.Modal) {
				return f.subjectBefore(p-1, first) // has | in the past described
			}
			if s := f.describedSubject(v, first); !s.Empty() {
				return s, "subject"
			}
			return f.lastName(c), "subject"
		}
		start = f.joined(f.antecedent(start, first), first)
		whole := f.appositionStart(start, first)
		if whole < start && whole > first && f.q.Of[whole-1] < 0 && (f.g.Tags[whole-1] == grammar.Preposition || f.g.Tags[whole-1].IsVerb()) {
			whole = start // it is better than that of the chief, | Lee said
		}
		return Span{whole, i + 1}, "subject"
	}
	return Span{}, ""
}

// lastName returns the name that a noun phrase ends with which runs together with the phrase before it: as for his faith in
// Congress | Lee said.
func (f *Finder) lastName(c int32) Span {
	ch := &f.g.Chunks[c]
	if f.g.Tags[ch.Head] != grammar.Proper || ch.Head != ch.Last-1 || f.timeWord(ch.Head) {
		return Span{}
	}
	i := ch.Head
	for i > ch.First && f.g.Tags[i-1] == grammar.Proper && f.q.Of[i-1] < 0 && (!f.d.Is(i-1, lexicon.Body|lexicon.PlaceName) || f.d.Is(i-1, lexicon.GivenName)) {
		i--
	}
	if i == ch.First && ch.Prep != grammar.None && f.word(ch.Prep) == "of" {
		return Span{} // in a series of Twitter | posts
	}
	return Span{i, ch.Last}
}

// describedSubject finds the subject of the verb at v over a relative clause that ends with phrases of place and time:
// bakers who marched through Leeds over the weekend | say.
func (f *Finder) describedSubject(v, first int32) Span {
	k := f.clauseBefore(v)
	if k < 0 || !f.g.Clauses[k].Finite || f.q.Of[f.g.Clauses[k].First] >= 0 {
		return Span{}
	}
	r := f.g.Clauses[k].First - 1
	if r <= first || f.g.Tags[r] != grammar.Relative || f.q.Of[r-1] >= 0 || f.g.ChunkOf[r-1] == grammar.None {
		return Span{}
	}
	for j := f.g.Clauses[k].Last; j < v; j++ {
		if f.q.Of[j] >= 0 || f.g.ChunkOf[j] == grammar.None && f.g.Tags[j] != grammar.Preposition && f.g.Tags[j] != grammar.Adverb {
			return Span{}
		}
	}
	start := f.phraseStart(f.g.ChunkOf[r-1], first)
	if start == None {
		return Span{}
	}
	return Span{start, v}
}

// antecedent moves the start of a subject over a relative clause that ends before the verb: "a man who gave his name as
// Smith said". Where the phrase is an object of the clause, the subject is what the relative pronoun stands for.
func (f *Finder) antecedent(start, first int32) int32 {
	i := start - 1
	if i <= first || f.q.Of[i] >= 0 || !f.g.Tags[i].IsVerb() || f.g.ClauseOf[i] == grammar.None {
		return start
	}
	r := f.g.Clauses[f.g.ClauseOf[i]].First - 1
	if r > first && f.g.Tags[i] == grammar.Gerund && f.q.Of[r] < 0 { // Mr. Lee addressing | a rally in Lahore said
		if c := f.g.ChunkOf[r]; c != grammar.None && f.g.Chunks[c].Last == r+1 && f.personal(f.g.Chunks[c].First, r+1) {
			if s := f.phraseStart(c, first); s != None {
				return s
			}
		}
	}
	if r > first && f.g.Tags[r+1] == grammar.To { // an official who spoke freely to discuss the matter said
		for r > first && f.g.Tags[r] == grammar.Adverb {
			r--
		}
		if f.q.Of[r] >= 0 || f.g.ClauseOf[r] == grammar.None {
			return start
		}
		r = f.g.Clauses[f.g.ClauseOf[r]].First - 1
	}
	if r <= first || f.g.Tags[r] != grammar.Relative || f.q.Of[r-1] >= 0 {
		return start
	}
	c := f.g.ChunkOf[r-1]
	if c == grammar.None {
		return start
	}
	if s := f.phraseStart(c, first); s != None {
		return s
	}
	return start
}

// joined moves the start of a subject over "and" to the noun phrase before it: "Mr. Smith and Mrs. Jones said".
func (f *Finder) joined(start, first int32) int32 {
	for range 3 {
		i := start - 1
		if i <= first || f.g.Tags[i] != grammar.Coordinator || f.word(i) != "and" || f.q.Of[i-1] >= 0 {
			return start
		}
		c := f.g.ChunkOf[i-1]
		if c == grammar.None {
			return start
		}
		s := f.phraseStart(c, first)
		if p := f.g.Chunks[c].Prep; s == None && p >= first && f.word(p) == "as" {
			s = f.g.Chunks[c].First // as ministers | and judges warned
		}
		if f.g.Chunks[c].Prep != grammar.None && s != None {
			if k := f.clauseBefore(s); k >= 0 && f.g.Clauses[k].First >= first && f.g.Clauses[k].Finite && f.g.Tags[i+1] == grammar.Proper {
				return start // was named in place of Gale | and Rafiq said
			}
		}
		if s == None || s > first && f.q.Of[s-1] < 0 && f.g.Tags[s-1].IsVerb() {
			return start
		}
		start = s
	}
	return start
}

// personal reports whether a stretch holds a name or a noun for a person or body.
func (f *Finder) personal(first, last int32) bool {
	for i := first; i < last; i++ {
		if f.g.Tags[i] == grammar.Proper || f.d.Is(i, lexicon.Role|lexicon.Relation|lexicon.People|lexicon.Person|lexicon.Body|lexicon.PronSubject) {
			return true
		}
	}
	return false
}

// nameBehind finds the inverted subject that begins at i: "said | John Smith, a spokesman for the ministry".
func (f *Finder) nameBehind(i, last int32) Span {
	if i >= last || f.q.Of[i] >= 0 {
		return Span{}
	}
	c := f.g.ChunkOf[i]
	if c == grammar.None || f.g.Chunks[c].First != i {
		if f.g.Tags[i] == grammar.Pronoun {
			return Span{i, i + 1}
		}
		return Span{}
	}
	end := min(f.phraseEnd(f.g.Chunks[c].Last, last), last)
	if n := f.g.ChunkOf[min(end+1, last-1)]; end+1 < last && f.word(end) == "and" && n != grammar.None && f.g.Chunks[n].First == end+1 && f.q.Of[end+1] < 0 && f.g.Tags[i] != grammar.Determiner &&
		f.d.Is(f.g.Chunks[c].Head, lexicon.Role) && !f.d.Is(f.g.Chunks[c].Head, lexicon.Plural) && f.g.Tags[f.g.Chunks[n].Head] == grammar.Proper && f.d.Is(end+1, lexicon.Role|lexicon.Adjective|lexicon.Noun) {
		end = min(f.g.Chunks[n].Last, last) // said chairman and chief executive Ann Lee
	}
	if n := f.g.ChunkOf[min(end+1, last-1)]; end+2 < last && f.word(end) == "and" && n != grammar.None && f.g.Chunks[n].First == end+1 && f.q.Of[end+1] < 0 && f.fullName(c) && f.fullName(n) && !f.verbAhead(f.g.Chunks[n].Last, last) {
		end = min(f.phraseEnd(f.g.Chunks[n].Last, last), last) // said Ann Lee and Bob Roe
	}
	// the chief strategist, Joel Benenson
	if end+1 < last && f.char(end) == ',' {
		if n := f.g.ChunkOf[end+1]; n != grammar.None && f.g.Chunks[n].First == end+1 && f.q.Of[end+1] < 0 {
			name := f.g.Tags[f.g.Chunks[c].Head] == grammar.Proper
			nameThere := f.g.Tags[f.g.Chunks[n].Head] == grammar.Proper
			noun := f.g.Chunks[n].Head
			if nameThere {
				noun = f.g.Chunks[c].Head
			}
			// but: according to Mr. Smith, the house | will fall
			behind := min(f.phraseEnd(f.g.Chunks[n].Last, last), last)
			if name != nameThere && !f.verbAhead(behind, last) && f.d.Is(noun, lexicon.Role|lexicon.Relation|lexicon.Person) && !f.d.Is(noun, lexicon.Plural) {
				end = behind
			}
		}
	}
	return Span{i, end}
}

// fullName reports whether a noun phrase is a name of two words or more.
func (f *Finder) fullName(c int32) bool {
	ch := &f.g.Chunks[c]
	return ch.Last-ch.First > 1 && f.g.Tags[ch.First] == grammar.Proper && f.g.Tags[ch.Head] == grammar.Proper && ch.Head == ch.Last-1
}

// source finds whose words a cue reports.
func (f *Finder) source(c *cue, u *unit) (Span, string) {
	switch c.pos {
	case 'n':
		return f.possessor(c, u)
	case 'p':
		return f.nameBehind(c.last, u.last), "phrase"
	}
	cl := &f.g.Clauses[c.clause]
	if cl.Passive && c.pos == 'v' {
		if f.d.Lexicon.AdjectiveCue(f.d.Tokens[cl.Head].Word) != nil { // investors are worried that
			if s, rule := f.subjectOf(c, u); !s.Empty() {
				return s, rule
			}
		}
		s, rule := f.agent(c, u)
		if s.Empty() && c.first == cl.Head {
			if b, r := f.subjectOf(c, u); !b.Empty() && f.finiteTag(c.first) {
				return b, r
			}
		}
		return s, rule
	}
	if c.lex.Lemma == "accuse" && f.word(c.last) == "of" && f.g.Tags[cl.Head] != grammar.Gerund { // Ministers accused of lying: a headline's passive
		return f.agent(c, u)
	}
	if s := f.quotedAs(c, u); !s.Empty() {
		return s, "subject.quoted"
	}
	gerund := f.g.Tags[cl.Head] == grammar.Gerund && !cl.Finite
	if cl.Kind == grammar.Infinitive {
		if s := f.causedTo(c, u); !s.Empty() {
			return s, "subject.caused"
		}
	}
	if !gerund && cl.Kind != grammar.Infinitive {
		if s, rule := f.subjectOf(c, u); !s.Empty() {
			return s, rule
		}
	} else if s := f.touching(c, u); !s.Empty() {
		return s, "subject.participle"
	}
	if s := f.lastSource(c, u); gerund && !s.Empty() {
		return s, "subject.shared"
	}
	// shares the subject of the clause that it is joined to
	if s, ok := f.shared(c, u); ok {
		return s, "subject.shared"
	}
	return Span{}, ""
}

// causedTo finds who does what an infinitive reports where a verb or "for" before him tells of it: led | her to declare, it is
// common for | papers to call him.
func (f *Finder) causedTo(c *cue, u *unit) Span {
	i := c.first - 1
	if f.g.Tags[c.first] != grammar.To || i <= u.first || f.q.Of[i] >= 0 {
		return Span{}
	}
	k := f.g.ChunkOf[i]
	if k == grammar.None || f.g.Chunks[k].Last != i+1 || f.timeWord(i) || f.timeNoun(i) {
		return Span{}
	}
	start := f.g.Chunks[k].First
	for n := 0; n < 2 && start > u.first+1 && f.g.Chunks[k].Prep == start-1 && f.word(start-1) != "for" && f.g.ChunkOf[start-2] != grammar.None; n++ {
		k = f.g.ChunkOf[start-2]
		start = f.g.Chunks[k].First
	}
	if start <= u.first || !f.personal(start, i+1) {
		return Span{}
	}
	if f.word(start-1) == "for" {
		return Span{start, i + 1}
	}
	switch f.d.Lexicon.Text(f.d.Lexicon.Word(f.d.Tokens[start-1].Word).Verb) {
	case "lead", "prompt", "force", "cause", "drive", "compel", "inspire", "provoke", "move", "embolden", "oblige":
		if f.g.Tags[start-1].IsVerb() {
			return Span{start, i + 1}
		}
	}
	return Span{}
}

// quotedAs finds whose words "saying" reports in "the colonel was quoted by the agency as saying".
func (f *Finder) quotedAs(c *cue, u *unit) Span {
	if c.first == u.first || f.word(c.first-1) != "as" || !f.d.Is(c.head, lexicon.Gerund) {
		return Span{}
	}
	for k := c.clause - 1; k >= 0 && f.g.Clauses[k].First >= u.first && f.g.Clauses[k].First > c.first-16; k-- {
		p := &f.g.Clauses[k]
		switch f.word(p.Head) {
		case "quoted", "cited", "reported":
			if p.Passive && f.q.Of[p.First] < 0 {
				s, _ := f.subjectBefore(p.First, u.first)
				return s
			}
		}
	}
	return Span{}
}

// agent finds who does what a passive verb reports: "was described by Mr. Smith as".
func (f *Finder) agent(c *cue, u *unit) (Span, string) {
	for i := c.last; i < u.last && i < c.last+12; i++ {
		if f.q.Of[i] >= 0 {
			break
		}
		if f.g.Tags[i] == grammar.Preposition && f.word(i) == "by" {
			if s := f.nameBehind(i+1, u.last); !s.Empty() && f.g.Tags[i+1] != grammar.Gerund && (f.g.Tags[i+1] != grammar.Noun || f.personal(s.First, s.Last)) { // not by phone
				return s, "agent"
			}
		}
		if ch := f.char(i); ch == ',' || ch == '.' || ch == ';' {
			break
		}
	}
	return Span{}, "agent.none"
}

// possessor finds whose a noun is: "his claim", "Mr. Smith's claim", "the claim of the minister", "a report by".
func (f *Finder) possessor(c *cue, u *unit) (Span, string) {
	k := f.g.ChunkOf[c.head]
	if k == grammar.None {
		return Span{}, ""
	}
	ch := &f.g.Chunks[k]
	for i := c.head - 1; i >= ch.First; i-- {
		if f.g.Tags[i] == grammar.Possessive {
			if f.d.Tokens[i].Kind == text.Clitic || f.d.Tokens[i].Kind == text.Mark {
				start := ch.First
				if f.g.Tags[start] == grammar.Determiner && start+1 < i && f.g.Tags[start+1] == grammar.Proper {
					start++
				}
				return Span{start, i}, "possessor"
			}
			return Span{i, i + 1}, "possessor"
		}
	}
	if i := ch.First - 1; i > u.first && f.g.Tags[i] == grammar.Possessive && f.q.Of[i] < 0 && f.g.ChunkOf[i] != grammar.None && f.d.Tokens[i].Kind == text.Clitic {
		return Span{f.g.Chunks[f.g.ChunkOf[i]].First, i}, "possessor" // Lee's | most striking claim
	}
	i := c.last
	if i+1 < u.last && (f.word(i) == "of" || f.word(i) == "by" || f.word(i) == "from") {
		if s := f.nameBehind(i+1, u.last); !s.Empty() {
			return s, "possessor"
		}
	}
	// in a statement: the subject of the verb around it
	for k := f.clauseBefore(c.first); k >= 0; k-- {
		p := &f.g.Clauses[k]
		if p.First < u.first {
			break
		}
		if !p.Finite || f.q.Of[p.First] >= 0 {
			continue
		}
		if s, _ := f.subjectBefore(p.First, u.first); !s.Empty() && !p.Passive && !f.others(p.Head) && f.g.Tags[s.First] != grammar.Existential {
			return s, "subject.of_verb"
		}
	}
	return Span{}, ""
}

// others reports whether the claim that is the object of the verb at i is somebody else's: received a report that.
func (f *Finder) others(i int32) bool {
	switch f.d.Lexicon.Text(f.d.Lexicon.Word(f.d.Tokens[i].Word).Verb) {
	case "receive", "get", "hear", "follow", "face", "deny", "reject", "dismiss", "refute", "rebut", "dispute", "investigate":
		return true
	}
	return false
}

// clauseBefore returns the last clause whose verb group begins before token i, or None.
func (f *Finder) clauseBefore(i int32) int32 {
	return int32(sort.Search(len(f.g.Clauses), func(m int) bool { return f.g.Clauses[m].First >= i }) - 1)
}
