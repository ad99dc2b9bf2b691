package lexicon

import "testing"

// BenchmarkBuild is what a program pays once, when it starts.
func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		builder, err := NewBuilder()
		if err != nil {
			b.Fatal(err)
		}
		builder.Build()
	}
}
