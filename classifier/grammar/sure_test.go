package grammar

import (
	"testing"

	"github.com/stance-dev/stance/classifier/corpus"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// TestSure holds that a tag which sure gives is the one that looking at the words around gives, too.
func TestSure(t *testing.T) {
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	lex := b.Build()
	d, a := new(text.Document), new(Analysis)
	for _, article := range corpus.Articles() {
		d.Read(lex, article.Text)
		a.Analyze(d)
		for _, s := range d.Sentences {
			for i := s.First; i < s.Last; i++ {
				if beginsChunk[a.Tags[i]] {
					end, head, usual := a.phraseAt(i, s.Last)
					if wantEnd, wantHead := a.chunkAt(i, s.Last); usual && (head != wantHead || head != None && end != wantEnd) {
						t.Fatalf("the phrase at %q in %q ends at %d, its head is %d; by the rules for all phrases %d, %d", d.TokenText(i), d.Slice(s.First, s.Last), end, head, wantEnd, wantHead)
					}
				}
				tok := &d.Tokens[i]
				if clitic := i+1 < s.Last && d.Tokens[i+1].Kind == text.Clitic; !clitic && tok.Flags&text.Capital != 0 {
					a.titled = false
					for prev := Other; prev <= Mark; prev++ {
						if a.surelyName(tok, i, s.First) && a.tagOne(i, s.First, s.Last, prev) != Proper {
							t.Fatalf("%q in %q is no name", d.TokenText(i), d.Slice(s.First, s.Last))
						}
					}
				}
				want := sure(tok.Class)
				if tok.Kind != text.Word || tok.Word == 0 || tok.Flags&text.Capital != 0 || want == Other || i+1 < s.Last && d.Tokens[i+1].Kind == text.Clitic {
					continue
				}
				for prev := Other; prev <= Mark; prev++ {
					if got := a.tagOne(i, s.First, s.Last, prev); got != want {
						t.Fatalf("%q in %q is %d behind %d, but surely %d", d.TokenText(i), d.Slice(s.First, s.Last), got, prev, want)
					}
				}
			}
		}
	}
}
