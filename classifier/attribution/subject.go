package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// The subject of a cue is the source of most statements.

// subjectBefore finds the noun phrase that is the subject of the verb group that begins at v, looking back to first.
func (f *Finder) subjectBefore(v, first int32) (Span, string) {
	i := v - 1
	for i >= first && f.q.Of[i] < 0 && (f.g.Tags[i] == grammar.Adverb || f.g.Tags[i] == grammar.Negation || f.is(i, f.terms.once)) {
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
	if f.d.Tokens[i].Class&timeClasses != 0 {
		if i = f.overTime(i, first); i < first || f.q.Of[i] >= 0 {
			return Span{}, ""
		}
	}
	if f.g.Tags[i] == grammar.Relative || f.is(i, f.terms.who) || f.is(i, f.terms.which) {
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
		if w := f.g.Chunks[c].First; w < i && (f.is(w, f.terms.what) || f.is(w, f.terms.which) && w > first && f.char(w-1) == ',') {
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
			if s := f.occupied(v, first); !s.Empty() {
				return s, "subject"
			}
			return f.lastName(c), "subject"
		}
		if f.g.Tags[max(start-1, 0)] == grammar.Gerund {
			if s := f.occupied(start, first); !s.Empty() {
				return s, "subject"
			}
		}
		if s := f.owner(start, c, first); !s.Empty() {
			return s, "subject"
		}
		from := f.antecedent(start, first)
		if start = f.joined(from, first); start < from {
			start = f.listOf(start, first)
		}
		whole := f.appositionStart(start, first)
		if whole < start && whole > first && f.q.Of[whole-1] < 0 && (f.g.Tags[whole-1] == grammar.Preposition || f.g.Tags[whole-1].IsVerb()) {
			whole = start // it is better than that of the chief, | Lee said
		}
		if whole < start {
			if both := f.joined(whole, first); both < whole { // the chair, Ann Lee, and | the clerk, Tom Roe
				whole = f.appositionStart(both, first)
			}
		}
		return Span{whole, i + 1}, "subject"
	}
	return Span{}, ""
}

// overTime returns the token before a time that ends at i and stands before a verb, or i. It may lie before first.
func (f *Finder) overTime(i, first int32) int32 {
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
	if i > first && f.timeWord(i) && f.g.Tags[i-1] == grammar.Participle { // the order released Friday said
		return i - 2
	}
	return i
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

// owner finds the subject before a relative clause that begins with "whose" and ends with chunk c, a noun phrase that begins
// at start: a woman | whose mother died of flu says, a man | whose dog bit a nurse said.
func (f *Finder) owner(start, c, first int32) Span {
	i := start
	if v := i - 1; v > first && f.q.Of[v] < 0 && f.g.Tags[v].IsVerb() && f.g.ClauseOf[v] != grammar.None {
		k := f.g.ChunkOf[max(f.g.Clauses[f.g.ClauseOf[v]].First-1, 0)]
		if k == grammar.None {
			return Span{}
		}
		i = f.g.Chunks[k].First
	} else if f.g.ChunkOf[i] == c {
		return Span{} // whose mother says
	}
	w := i - 1
	if w <= first || f.g.Tags[w] != grammar.Relative || f.word(w) != "whose" || f.q.Of[w-1] >= 0 || f.g.ChunkOf[w-1] == grammar.None {
		return Span{}
	}
	if s := f.phraseStart(f.g.ChunkOf[w-1], first); s != None {
		return Span{s, w}
	}
	return Span{}
}

// occupied finds the subject of a verb before which a participle that ends before token i tells what he is doing: the mayor,
// "while speaking to reporters | said".
func (f *Finder) occupied(i, first int32) Span {
	k := f.clauseBefore(i)
	if k < 0 {
		return Span{}
	}
	g := f.g.Clauses[k].First
	if g <= first+1 || f.g.Tags[g] != grammar.Gerund || f.q.Of[g-1] >= 0 || f.q.Of[g-2] >= 0 || f.word(g-1) != "while" && f.word(g-1) != "when" {
		return Span{}
	}
	c := f.g.ChunkOf[g-2]
	if c == grammar.None || f.g.Chunks[c].Last != g-1 || !f.personal(f.g.Chunks[c].First, g-1) {
		return Span{}
	}
	if s := f.phraseStart(c, first); s != None {
		return Span{s, g - 1}
	}
	return Span{}
}

// describedSubject finds the subject of the verb at v over a relative clause that ends with phrases of place and time:
// bakers who marched through Leeds over the weekend | say.
func (f *Finder) describedSubject(v, first int32) Span {
	k := f.clauseBefore(v)
	if k < 0 || !f.g.Clauses[k].Finite || f.q.Of[f.g.Clauses[k].First] >= 0 {
		return Span{}
	}
	r := f.g.Clauses[k].First - 1
	if r > first && f.g.ChunkOf[r] != grammar.None {
		if w := f.g.Chunks[f.g.ChunkOf[r]].First - 1; w > first && f.word(w) == "whose" {
			r = w // a man whose son works at the mill | says
		}
	}
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

// listOf moves the start of names that "and" joins over those before them to whose they are: the leaders of Malta, Norway
// | and Chile said.
func (f *Finder) listOf(start, first int32) int32 {
	i := start
	for range 6 {
		if i-1 <= first || f.char(i-1) != ',' || f.q.Of[i-2] >= 0 {
			return start
		}
		c := f.g.ChunkOf[i-2]
		if c == grammar.None || f.g.Chunks[c].Last != i-1 || f.g.Tags[f.g.Chunks[c].Head] != grammar.Proper {
			return start
		}
		i = f.g.Chunks[c].First
		if p := f.g.Chunks[c].Prep; p == grammar.None || p != i-1 || f.word(p) != "of" {
			continue
		}
		if s := f.phraseStart(c, first); s != None {
			return s
		}
		return start
	}
	return start
}

// personal reports whether a stretch holds a name or a noun for a person or body.
func (f *Finder) personal(first, last int32) bool {
	for i := first; i < last; i++ {
		if f.isPerson(i) {
			return true
		}
	}
	return false
}

// isPerson reports whether a token is in a name or a noun for a person or body, or a pronoun that is a subject.
func (f *Finder) isPerson(i int32) bool {
	return f.g.Tags[i] == grammar.Proper || f.d.Is(i, lexicon.Role|lexicon.Relation|lexicon.People|lexicon.Person|lexicon.Body|lexicon.PronSubject)
}
