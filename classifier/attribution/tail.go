package attribution

import "github.com/stance-dev/stance/classifier/grammar"

// What goes on behind a quotation and belongs to the same content.

// quoteTail returns the end of a content that begins with the quotation at i, which ends at end: a fragment goes on
// with the words that it needs: "'a little more light on the fate' of the ferry".
func (f *Finder) quoteTail(end, i int32, c *cue, u *unit) int32 {
	if end >= u.last || f.closedQuote(end-1) || c.pos != 'v' && f.capitalQuote(i, u.last) {
		return end
	}
	if c.pos == 'v' && f.g.Tags[end] != grammar.Punct && f.tailWord(end) {
		return max(end, f.boundary(i, c, u))
	}
	if f.capitalQuote(i, u.last) {
		return end
	}
	if k := f.g.ChunkOf[end]; c.pos == 'v' && k != grammar.None && f.verbAhead(f.phraseEnd(f.g.Chunks[k].Last, u.last), u.last) {
		return max(end, f.boundary(i, c, u)) // said "no" voters would
	}
	switch t := f.g.Tags[end]; t {
	case grammar.Preposition:
		switch f.word(end) {
		case "in", "on", "at", "during", "after", "before", "as", "since":
			if end-i > 9 {
				return end
			}
		}
	case grammar.Punct, grammar.Adverb, grammar.Subordinator:
		return end
	}
	return max(end, f.phraseContent(i, c, u))
}

// tailWord reports whether what begins with token i behind a quotation that no comma or stop ends still belongs to what
// is said: "it will be hard" if he goes on; "we have weeks" until the vote.
func (f *Finder) tailWord(i int32) bool {
	switch f.word(i) {
	case "if", "because", "unless", "until", "than", "from", "for", "against", "without", "between":
		return true
	}
	return f.g.Tags[i] == grammar.To
}
