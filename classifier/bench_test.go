package classifier_test

import (
	"context"
	"runtime"
	"slices"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/internal/benchtext"
)

func load(tb testing.TB) *classifier.Classifier {
	tb.Helper()
	c, err := classifier.New()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func classify(tb testing.TB, c *classifier.Classifier, text string) *classifier.Result {
	r, err := c.Classify(context.Background(), classifier.Article{Text: text})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// BenchmarkClassify is the whole classifier, on one core.
func BenchmarkClassify(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := load(b)
	benchtext.Run(b, func(s string) func() { return func() { classify(b, c, s) } })
}

// BenchmarkAgainstWords runs the classifier and the word segmentation of Unicode's annex 29 by turns, and reports how
// many times as fast the classifier is. Noise of the machine meets both.
func BenchmarkAgainstWords(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := load(b)
	for _, set := range benchtext.Sets(b) {
		b.Run(set.Name, func(b *testing.B) {
			var ours, theirs float64
			for b.Loop() {
				start := benchtext.CPU()
				for _, s := range set.Texts {
					for it := words.FromString(s); it.Next(); {
					}
				}
				between := benchtext.CPU()
				for _, s := range set.Texts {
					classify(b, c, s)
				}
				theirs += (between - start).Seconds()
				ours += (benchtext.CPU() - between).Seconds()
			}
			b.ReportMetric(theirs/ours, "×uax29")
			b.ReportMetric(float64(set.Bytes)*float64(b.N)/1e6/theirs, "uax29-MB/cpu-s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkAgain reads each article twenty times in a row. It is faster than BenchmarkClassify by what the processor
// learns of the article's decisions, which it could not foresee the first time.
func BenchmarkAgain(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := load(b)
	for _, set := range benchtext.Sets(b) {
		again := benchtext.Set{Name: set.Name, Bytes: 20 * set.Bytes}
		for _, s := range set.Texts {
			again.Texts = append(again.Texts, slices.Repeat([]string{s}, 20)...)
		}
		b.Run(set.Name, func(b *testing.B) {
			benchtext.Measure(b, again, func() {
				for _, s := range again.Texts {
					classify(b, c, s)
				}
			})
		})
	}
}

// BenchmarkNew is what a program pays once: the lexicon and the shipped packs.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

// TestAllocations holds the promise that an analysis costs its result and no more: on average an article of the corpus
// takes at most 50 allocations, those of the result among them.
func TestAllocations(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates, too")
	}
	c := load(t)
	set := benchtext.Sets(t)[0]
	all := func() {
		for _, s := range set.Texts {
			classify(t, c, s)
		}
	}
	all() // the scratch memory grows
	if n := testing.AllocsPerRun(3, all) / float64(len(set.Texts)); n > 50 {
		t.Errorf("%.1f allocations an article, want at most 50", n)
	}
}
