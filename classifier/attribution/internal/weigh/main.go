// Command weigh counts how often the statements that attribution finds are right, by rule and cue, over annotated
// articles, and writes the figures that attribution embeds.
//
//	go run ./internal/weigh GOLD.jsonl data/weights.txt
//
// GOLD has one article a line: {"text", "attributions": [{"source", "cue", "content"}]}, spans in code points. A
// statement is right when its content shares four fifths of its letters with an annotated one and its source touches
// that one's source, or both have none.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"unicode"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	if len(args) != 2 {
		fmt.Fprintln(stderr, "usage: weigh GOLD.jsonl OUT.txt")
		return 2
	}
	if err := weigh(args[0], args[1]); err != nil {
		fmt.Fprintln(stderr, "weigh:", err)
		return 1
	}
	return 0
}

type article struct {
	Text         string       `json:"text"`
	Attributions []attributed `json:"attributions"`
}

type attributed struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

type key struct {
	rule  string
	shape int
	lemma string
}

type count struct{ cases, right int }

func weigh(from, to string) error {
	b, err := lexicon.NewBuilder()
	if err != nil {
		return err
	}
	lex := b.Build()
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	counts := map[key]count{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	r := reader{lex: lex, find: attribution.Finder{All: true}}
	for lines.Scan() {
		var a article
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		r.count(&a, counts)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return write(to, counts)
}

// reader runs the stages before attribution.
type reader struct {
	lex     *lexicon.Lexicon
	doc     text.Document
	quotes  quote.Regions
	grammar grammar.Analysis
	find    attribution.Finder
}

func (r *reader) count(a *article, counts map[key]count) {
	r.doc.Read(r.lex, a.Text)
	r.quotes.Find(&r.doc)
	r.grammar.Analyze(&r.doc)
	r.find.Find(&r.doc, &r.quotes, &r.grammar, nil)

	// bytes, not code points, from here on; only letters and digits count
	at := make([]int, 0, len(a.Text)+1)
	for i := range a.Text {
		at = append(at, i)
	}
	at = append(at, len(a.Text))
	letter := make([]bool, len(a.Text))
	for i, c := range a.Text {
		letter[i] = unicode.IsLetter(c) || unicode.IsDigit(c)
	}
	set := func(spans [][2]int) map[int]bool {
		m := map[int]bool{}
		for _, s := range spans {
			for i := at[s[0]]; i < at[s[1]]; i++ {
				if letter[i] {
					m[i] = true
				}
			}
		}
		return m
	}
	own := func(spans ...attribution.Span) map[int]bool {
		m := map[int]bool{}
		for _, s := range spans {
			if s.Empty() {
				continue
			}
			for i := r.doc.Tokens[s.First].Start; i < r.doc.Tokens[s.Last-1].End; i++ {
				if letter[i] {
					m[int(i)] = true
				}
			}
		}
		return m
	}
	type gold struct{ content, source map[int]bool }
	golds := make([]gold, 0, len(a.Attributions))
	for _, g := range a.Attributions {
		if len(g.Cue) > 0 {
			golds = append(golds, gold{set(g.Content), set(g.Source)})
		}
	}
	for i := range r.find.List {
		s := &r.find.List[i]
		content, source := own(s.Spans...), own(s.Source)
		right := false
		for _, g := range golds {
			both := shared(content, g.content)
			if both == 0 || float64(both) < .8*float64(len(content)+len(g.content)-both) {
				continue
			}
			right = right || shared(source, g.source) > 0 || len(source)+len(g.source) == 0
		}
		shape := int(r.find.Shape(s))
		for _, lemma := range []string{"*", "+", s.Lemma} {
			if lemma == "" {
				continue
			}
			k := key{s.ContentRule, shape, lemma}
			if lemma != "+" {
				k.shape &= attribution.Coarse
			}
			c := counts[k]
			c.cases++
			if right {
				c.right++
			}
			counts[k] = c
		}
	}
}

func shared(a, b map[int]bool) int {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

// order puts the figures of a rule before those that lean on them.
func order(lemma string) int {
	switch lemma {
	case "*":
		return 0
	case "+":
		return 1
	}
	return 2
}

func write(to string, counts map[key]count) error {
	keys := make([]key, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(order(a.lemma), order(b.lemma)), cmp.Compare(a.shape, b.shape), cmp.Compare(a.lemma, b.lemma))
	})
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	fmt.Fprintln(w, "# How often a statement is right, by rule, shape (the bits of its constants) and cue: cases, right.")
	fmt.Fprintln(w, "# Counted by internal/weigh over annotated news (PolNeAR, train); go generate writes it anew.")
	for _, k := range keys {
		if c := counts[k]; k.lemma == "*" || c.cases >= 2 {
			fmt.Fprintln(w, k.rule, k.shape, k.lemma, c.cases, c.right)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
