package entity_test

import (
	"testing"

	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/benchtext"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

func BenchmarkEntity(b *testing.B) {
	set := new(entity.Set)
	benchtext.Run(b, func(s string) func() {
		d, g, q := new(text.Document), new(grammar.Analysis), new(quote.Regions)
		d.Read(words(), s)
		g.Analyze(d)
		q.Find(d)
		return func() { set.Find(d, g, q, "") }
	})
}
