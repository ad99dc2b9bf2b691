// Package benchtext runs the benchmarks of the stages over the same articles and reports them in the same units.
//
// In goes what is to be done with one article; out come megabytes per second of CPU time (MB/cpu-s, which other
// processes on the machine disturb less than time on the clock) and allocations an article (allocs/article).
package benchtext

import (
	"bufio"
	"encoding/json"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/stance-dev/stance/classifier/corpus"
)

// Variable names a file of articles of one's own to measure, too: JSON lines with a "text" each.
const Variable = "STANCE_BENCH_ARTICLES"

// Set is a collection of texts.
type Set struct {
	Name  string
	Texts []string
	Bytes int64
}

// Sets returns the corpus and, where Variable names a file, its articles.
func Sets(tb testing.TB) []Set {
	tb.Helper()
	own := Set{Name: "corpus"}
	for _, a := range corpus.Articles() {
		own.add(a.Text)
	}
	sets := []Set{own}
	if path := os.Getenv(Variable); path != "" {
		sets = append(sets, file(tb, path))
	}
	return sets
}

func (s *Set) add(text string) {
	s.Texts = append(s.Texts, text)
	s.Bytes += int64(len(text))
}

func file(tb testing.TB, path string) Set {
	f, err := os.Open(path)
	if err != nil {
		tb.Fatalf("%s: %v", Variable, err)
	}
	defer f.Close()
	set := Set{Name: "file"}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			tb.Fatalf("%s: %v", path, err)
		}
		set.add(a.Text)
	}
	if err := lines.Err(); err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	return set
}

// Run measures a stage over every set, in a benchmark of its own each. prepare is called once for each text, outside
// of the measurement, and returns what is measured.
func Run(b *testing.B, prepare func(text string) func()) {
	for _, set := range Sets(b) {
		b.Run(set.Name, func(b *testing.B) {
			work := make([]func(), len(set.Texts))
			for i, s := range set.Texts {
				work[i] = prepare(s)
			}
			for _, f := range work { // scratch grows here
				f()
			}
			Measure(b, set, func() {
				for _, f := range work {
					f()
				}
			})
		})
	}
}

// Measure runs pass, which goes over a whole set once, until the benchmark has enough.
func Measure(b *testing.B, set Set, pass func()) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	passes, cpu := 0, CPU()
	for b.Loop() {
		pass()
		passes++
	}
	cpu = CPU() - cpu
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(set.Bytes)*float64(passes)/1e6/cpu.Seconds(), "MB/cpu-s")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(passes*len(set.Texts)), "allocs/article")
	b.ReportMetric(0, "ns/op") // a pass is no unit
}

// Best returns the least CPU time of some runs of f.
func Best(runs int, f func()) time.Duration {
	best := time.Duration(1<<63 - 1)
	for range runs {
		cpu := CPU()
		f()
		best = min(best, CPU()-cpu)
	}
	return best
}
