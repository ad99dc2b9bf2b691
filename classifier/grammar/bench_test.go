package grammar

import (
	"testing"

	"github.com/stance-dev/stance/classifier/internal/benchtext"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

func BenchmarkGrammar(b *testing.B) {
	builder, err := lexicon.NewBuilder()
	if err != nil {
		b.Fatal(err)
	}
	lex := builder.Build()
	a := new(Analysis)
	benchtext.Run(b, func(s string) func() {
		d := new(text.Document)
		d.Read(lex, s)
		return func() { a.Analyze(d) }
	})
}
