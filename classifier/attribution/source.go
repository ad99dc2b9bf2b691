package attribution

import (
	"sort"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

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
	if n := f.g.ChunkOf[min(end+3, last-1)]; end+3 < last && f.char(end) == '(' && f.char(end+2) == ')' && n != grammar.None && f.g.Chunks[n].First == end+3 && f.q.Of[end+3] < 0 &&
		f.d.Is(f.g.Chunks[c].Head, lexicon.Role) && f.g.Tags[f.g.Chunks[n].Head] == grammar.Proper {
		end = min(f.phraseEnd(f.g.Chunks[n].Last, last), last) // said chief executive officer (CEO) Ann Lee
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
		if c.lex == inView {
			return f.possessor(c, u)
		}
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
	if c.first == u.first || !f.d.Is(c.head, lexicon.Gerund) {
		return Span{}
	}
	as := int32(0)
	if f.is(c.first-1, f.terms.as) {
		as = 1
	} else if f.g.ChunkOf[c.first-1] == grammar.None {
		return Span{}
	}
	for k := c.clause - 1; k >= 0 && f.g.Clauses[k].First >= u.first && f.g.Clauses[k].First > c.first-16; k-- {
		p := &f.g.Clauses[k]
		switch f.word(p.Head) {
		case "quoted", "cited", "reported", "quotes", "cites", "quoting", "citing":
			if p.Passive && f.q.Of[p.First] < 0 && as > 0 {
				s, _ := f.subjectBefore(p.First, u.first)
				return s
			}
			if s := f.nameBehind(p.Last, c.first-as); !s.Empty() && f.q.Of[p.First] < 0 && (as > 0 || s.Last == c.first) {
				return s // the agency quoted | the mayor | as saying
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
	case "receive", "get", "hear", "follow", "face", "deny", "reject", "dismiss", "refute", "rebut", "dispute", "investigate", "rubbish", "pour", "quash", "scotch", "downplay", "ridicule", "deride", "laugh", "shrug", "brush", "counter", "debunk", "repudiate":
		return true
	}
	return false
}

// clauseBefore returns the last clause whose verb group begins before token i, or None.
func (f *Finder) clauseBefore(i int32) int32 {
	return int32(sort.Search(len(f.g.Clauses), func(m int) bool { return f.g.Clauses[m].First >= i }) - 1)
}
