package text

import (
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/stance-dev/stance/classifier/internal/benchtext"
)

func BenchmarkText(b *testing.B) {
	lex := core(b)
	d := new(Document)
	benchtext.Run(b, func(s string) func() { return func() { d.Read(lex, s) } })
}

// BenchmarkReference is the word segmentation of Unicode's annex 29 alone, by a well-kept library.
func BenchmarkReference(b *testing.B) {
	benchtext.Run(b, func(s string) func() {
		return func() {
			for it := words.FromString(s); it.Next(); {
			}
		}
	})
}
