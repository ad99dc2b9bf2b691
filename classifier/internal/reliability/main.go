// Command reliability shows what the confidence of a statement means: by confidence, how many of the statements that
// the classifier finds in annotated articles are right. Those of 0.8 and more should be right nine times in ten; where
// they are not, it ends with 1.
//
//	go run ./classifier/internal/reliability GOLD.jsonl …
//
// GOLD is a file of articles as package gold reads them. A statement is right when its content shares four fifths of its letters and digits with an annotated one, each annotated one taken
// once, the closest first, and its mention touches that one's source, or both have none. All that comes out counts, the
// positions that the stance engine adds too.
package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/internal/gold"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprintln(stderr, "usage: reliability GOLD.jsonl …")
		return 2
	}
	c, err := classifier.New()
	if err != nil {
		fmt.Fprintln(stderr, "reliability:", err)
		return 1
	}
	code := 0
	for _, path := range args {
		var t table
		if err := t.count(c, path); err != nil {
			fmt.Fprintln(stderr, "reliability:", err)
			return 1
		}
		fmt.Fprintln(stdout, path)
		if !t.write(stdout) {
			code = 1
		}
	}
	return code
}

// The statements of which much is promised, and how many of them must be right.
const (
	sure = 8 // the bin: from 0.8 on
	must = 0.9
)

// table counts statements by confidence, in tenths.
type table [10]struct{ found, right int }

func (t *table) write(w io.Writer) bool {
	fmt.Fprintln(w, "confidence  statements  right")
	found, right := 0, 0
	for i, b := range t {
		if i >= sure {
			found, right = found+b.found, right+b.right
		}
		if b.found > 0 {
			fmt.Fprintf(w, "%.1f to %.1f  %10d  %4.1f %%\n", float64(i)/10, float64(i+1)/10, b.found, 100*float64(b.right)/float64(b.found))
		}
	}
	if found == 0 {
		return true
	}
	fmt.Fprintf(w, "%.1f to 1.0  %10d  %4.1f %%\n", float64(sure)/10, found, 100*float64(right)/float64(found))
	return float64(right) >= must*float64(found)
}

func (t *table) count(c *classifier.Classifier, path string) error {
	return gold.Read(path, func(a *gold.Article) error { return t.add(c, a) })
}

func (t *table) add(c *classifier.Classifier, a *gold.Article) error {
	r, err := c.Classify(context.Background(), classifier.Article{Text: a.Text})
	if err != nil {
		return err
	}
	type pair struct {
		statement, gold int
		close           float64
	}
	var pairs []pair
	for i, s := range r.Statements {
		spans := make([][2]int, len(s.Spans))
		for n, sp := range s.Spans {
			spans[n] = [2]int{int(sp.Start), int(sp.End)}
		}
		own := a.Letters(spans...)
		for k, g := range a.Attributions {
			if close := own.Likeness(g.Content); close >= gold.Alike {
				pairs = append(pairs, pair{i, k, close})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.close, a.close) })
	of, taken := make([]int, len(r.Statements)), make([]bool, len(a.Attributions))
	for i := range of {
		of[i] = -1
	}
	for _, p := range pairs {
		if of[p.statement] < 0 && !taken[p.gold] {
			of[p.statement], taken[p.gold] = p.gold, true
		}
	}
	for i, s := range r.Statements {
		b := &t[min(int(s.Confidence*10), 9)]
		b.found++
		if k := of[i]; k >= 0 && a.Letters([2]int{int(s.Mention.Start), int(s.Mention.End)}).Touches(a.Attributions[k].Source) {
			b.right++
		}
	}
	return nil
}
