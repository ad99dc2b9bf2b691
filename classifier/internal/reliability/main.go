// Command reliability shows what the confidence of a statement means: by confidence, how many of the statements that
// the classifier finds in annotated articles are right. Those of 0.8 and more should be right nine times in ten; where
// they are not, it ends with 1.
//
//	go run ./classifier/internal/reliability GOLD.jsonl …
//
// GOLD has one article a line: {"text", "attributions": [{"source", "content"}]}, spans in code points. A statement is
// right when its content shares four fifths of its letters and digits with an annotated one, each annotated one taken
// once, the closest first, and its mention touches that one's source, or both have none. All that comes out counts, the
// positions that the stance engine adds too.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"unicode"

	"github.com/stance-dev/stance/classifier"
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

type article struct {
	Text         string `json:"text"`
	Attributions []struct {
		Source  [][2]int32 `json:"source"`
		Content [][2]int32 `json:"content"`
	} `json:"attributions"`
}

func (t *table) count(c *classifier.Classifier, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := t.add(c, &a); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return lines.Err()
}

// letters are the places of letters and digits, in code points.
type letters map[int32]bool

func shared(a, b letters) int {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

func (t *table) add(c *classifier.Classifier, a *article) error {
	r, err := c.Classify(context.Background(), classifier.Article{Text: a.Text}, classifier.WithOffsets(classifier.CodePoints))
	if err != nil {
		return err
	}
	text := []rune(a.Text)
	in := func(spans ...[2]int32) letters {
		m := letters{}
		for _, s := range spans {
			for i := s[0]; i < s[1]; i++ {
				if unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]) {
					m[i] = true
				}
			}
		}
		return m
	}
	type pair struct {
		statement, gold int
		close           float64
	}
	var pairs []pair
	mentions, sources := make([]letters, len(r.Statements)), make([]letters, len(a.Attributions))
	contents := make([]letters, len(a.Attributions))
	for k, g := range a.Attributions {
		contents[k], sources[k] = in(g.Content...), in(g.Source...)
	}
	for i, s := range r.Statements {
		mentions[i] = in([2]int32{s.Mention.Start, s.Mention.End})
		spans := make([][2]int32, len(s.Spans))
		for n, sp := range s.Spans {
			spans[n] = [2]int32{sp.Start, sp.End}
		}
		own := in(spans...)
		for k, g := range contents {
			if both := shared(own, g); both > 0 {
				if iou := float64(both) / float64(len(own)+len(g)-both); iou >= .8 {
					pairs = append(pairs, pair{i, k, iou})
				}
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
		if k := of[i]; k >= 0 && (shared(mentions[i], sources[k]) > 0 || len(mentions[i])+len(sources[k]) == 0) {
			b.right++
		}
	}
	return nil
}
