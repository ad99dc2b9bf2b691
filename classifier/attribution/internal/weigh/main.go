// Command weigh counts how often the statements that attribution finds are right, by rule and cue, over annotated
// articles, and writes the figures that attribution embeds.
//
//	go run ./internal/weigh GOLD.jsonl data/weights.txt
//
// GOLD is a file of articles as package gold reads them. A statement is right when its content shares four fifths of its
// letters with an annotated one and its source touches that one's source, or both have none.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/gold"
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

type key struct {
	rule  string
	shape int
	class string // of the cue; * all of the rule
	lemma string // of the cue; * all of the class, + all of the part of speech in the full shape
}

type count struct{ cases, right int }

func weigh(from, to string) error {
	b, err := lexicon.NewBuilder()
	if err != nil {
		return err
	}
	lex := b.Build()
	counts := map[key]count{}
	r := reader{lex: lex, find: attribution.Finder{All: true}}
	if err := gold.Read(from, func(a *gold.Article) error { r.count(a, counts); return nil }); err != nil {
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

func (r *reader) count(a *gold.Article, counts map[key]count) {
	r.doc.Read(r.lex, a.Text)
	r.quotes.Find(&r.doc)
	r.grammar.Analyze(&r.doc)
	r.find.Find(&r.doc, &r.quotes, &r.grammar, nil)

	own := func(spans ...attribution.Span) gold.Letters {
		var places [][2]int
		for _, s := range spans {
			if !s.Empty() {
				places = append(places, [2]int{int(r.doc.Tokens[s.First].Start), int(r.doc.Tokens[s.Last-1].End)})
			}
		}
		return a.Letters(places...)
	}
	for i := range r.find.List {
		s := &r.find.List[i]
		content, source := own(s.Spans...), own(s.Source)
		right := false
		for _, g := range a.Attributions {
			right = right || g.Reported && content.Likeness(g.Content) >= gold.Alike && source.Touches(g.Source)
		}
		shape, class := int(r.find.Shape(s)), s.CueClass()
		coarse, pos := shape&attribution.Coarse, class[:1]
		keys := []key{{s.ContentRule, coarse, "*", "*"}, {s.ContentRule, coarse, pos, "*"}, {s.ContentRule, shape, pos, "+"}}
		if class != pos {
			keys = append(keys, key{s.ContentRule, coarse, class, "*"})
		}
		if class != "-" {
			keys = append(keys, key{s.ContentRule, coarse, class, s.Lemma})
		}
		for _, k := range keys {
			c := counts[k]
			c.cases++
			if right {
				c.right++
			}
			counts[k] = c
		}
	}
}

// order puts the figures of a rule before those that lean on them.
func order(k key) int {
	switch {
	case k.class == "*":
		return 0
	case k.lemma == "*":
		return min(len(k.class), 2)
	case k.lemma == "+":
		return 100
	}
	return 101
}

func write(to string, counts map[key]count) error {
	keys := make([]key, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(order(a), order(b)), cmp.Compare(a.class, b.class), cmp.Compare(a.shape, b.shape), cmp.Compare(a.lemma, b.lemma))
	})
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	fmt.Fprintln(w, "# How often a statement is right, by rule, shape (the bits of its constants), class and cue: cases, right.")
	fmt.Fprintln(w, "# Counted by internal/weigh over annotated news (PolNeAR, train); go generate writes it anew.")
	for _, k := range keys {
		if c := counts[k]; k.lemma == "*" || c.cases >= 2 {
			fmt.Fprintln(w, k.rule, k.shape, k.class, k.lemma, c.cases, c.right)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
