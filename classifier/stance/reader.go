package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// Reader reads a text with the engine alone: without quotations and without telling who "he" is. It serves explain.
type Reader struct {
	set *pack.Set
	e   *Engine
	d   text.Document
	g   grammar.Analysis
}

// NewReader makes a reader for a set of packs.
func NewReader(set *pack.Set) *Reader { return &Reader{set: set, e: New(set)} }

// Read returns the stances of a text; with a speaker it is read as his speech.
func (r *Reader) Read(s, speaker string, trace func(string, ...any)) []pack.Answer {
	r.d.Read(r.set.Lexicon, s)
	r.g.Analyze(&r.d)
	r.e.Trace(trace)
	var out []pack.Answer
	for _, f := range r.e.Find(Input{Doc: &r.d, Grammar: &r.g, Speech: speaker != "", Author: speaker}) {
		a := pack.Answer{Issue: r.set.Issues[f.Issue].ID.Value, Label: f.Label.String(), Holder: speaker}
		if f.Toward != NoLabel {
			a.Toward = f.Toward.String()
		}
		if f.Holder.Span.First != None {
			a.Holder = r.d.Slice(f.Holder.Span.First, f.Holder.Span.Last)
		}
		for _, l := range f.Evidence {
			a.Evidence = append(a.Evidence, r.d.Slice(l.Span.First, l.Span.Last))
			a.Rules = append(a.Rules, l.Rule)
		}
		out = append(out, a)
	}
	return out
}
