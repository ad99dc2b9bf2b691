// Package corpus writes news articles of our own, always the same ones, for benchmarks, golden digests and tests of
// load. They have the mix of news: direct, mixed and indirect quotations, quotations over paragraphs, pronouns and
// titles, every style of quotation marks, issues of the shipped packs and others, page furniture, transcripts, posts,
// emoji, combining marks and line ends of every kind.
//
// In goes nothing but phrases.txt and a number; out come articles. The persons and events are invented.
package corpus

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Article is one text.
type Article struct {
	ID    string
	Title string
	Text  string
}

// Size is the number of articles that Articles returns.
const Size = 96

// Articles returns the corpus: Size articles of 1 to 12 kB.
func Articles() []Article { return articles() }

var articles = sync.OnceValue(func() []Article {
	all := make([]Article, Size)
	for i := range all {
		all[i] = Write(i)
	}
	return all
})

// Write returns the i-th article, from 0; there is no last one.
func Write(i int) Article {
	w := newWriter(i)
	return Article{ID: fmt.Sprintf("corpus-%04d", i), Title: w.pick("head"), Text: w.article(w.between(1000, 12000))}
}

// Text returns running text of at least n bytes, cut where a paragraph ends.
func Text(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(Write(i).Text)
		b.WriteString("\n\n")
	}
	s := b.String()
	for cut := n; cut < len(s); cut++ {
		if s[cut] == '\n' {
			return s[:cut+1]
		}
	}
	return s
}

//go:embed phrases.txt
var source string

// phrases are the choices by key: those for every article under "", those of a topic under its name.
var phrases = sync.OnceValue(func() *grammar {
	g := &grammar{of: map[string]map[string][]string{}}
	topic := ""
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			topic = strings.TrimSuffix(name, "]")
			g.topics = append(g.topics, topic)
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if g.of[topic] == nil {
			g.of[topic] = map[string][]string{}
		}
		g.of[topic][key] = append(g.of[topic][key], text)
	}
	return g
})

type grammar struct {
	of     map[string]map[string][]string
	topics []string
}

func (g *grammar) choices(topic, key string) []string {
	if c := g.of[topic][key]; c != nil {
		return c
	}
	return g.of[""][key]
}
