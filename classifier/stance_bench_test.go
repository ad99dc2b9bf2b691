package classifier

import (
	"context"
	"testing"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/benchtext"
	"github.com/stance-dev/stance/classifier/stance"
	"github.com/stance-dev/stance/classifier/text"
)

// BenchmarkStance is the engine alone, on articles whose statements are known.
func BenchmarkStance(b *testing.B) {
	c, err := New()
	if err != nil {
		b.Fatal(err)
	}
	engine := stance.New(c.packSet)
	benchtext.Run(b, func(s string) func() {
		p := c.pipelines.New().(*pipeline)
		if err := p.run(context.Background(), c, &Article{Text: s}, nil); err != nil {
			b.Fatal(err)
		}
		in := stance.Input{Doc: new(text.Document), Grammar: new(grammar.Analysis), Statements: p.voiced}
		*in.Doc, *in.Grammar = p.doc, p.grammar
		return func() { engine.Find(in) }
	})
}
