// Package gold reads annotated articles, for the commands that count how often what the classifier finds is right.
//
// A file has one article a line: {"text", "attributions": [{"source", "cue", "content"}]}, spans in code points. Only
// letters and digits of a span count, and they are told apart by their place in the text, in bytes.
package gold

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"unicode"
)

// Article is a text with what a reader found in it.
type Article struct {
	Text         string
	Attributions []Attribution

	letter []bool // by byte: a letter or digit begins there
}

// Attribution is content and the words that name its source, which may be none.
type Attribution struct {
	Source, Content Letters
	Reported        bool // by words or a mark, ":" perhaps
}

// Letters are the places of letters and digits.
type Letters map[int]bool

// Alike is the share of common letters from which on two contents are the same.
const Alike = 0.8

// Read reads a file of articles and hands them over one by one, until each reports an error.
func Read(path string, each func(*Article) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row struct {
			Text         string
			Attributions []struct{ Source, Cue, Content [][2]int }
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		a := New(row.Text)
		at := make([]int, 0, len(a.Text)+1) // by code point: its first byte
		for i := range a.Text {
			at = append(at, i)
		}
		at = append(at, len(a.Text))
		in := func(spans [][2]int) Letters {
			for i, s := range spans {
				spans[i] = [2]int{at[s[0]], at[s[1]]}
			}
			return a.Letters(spans...)
		}
		for _, g := range row.Attributions {
			a.Attributions = append(a.Attributions, Attribution{in(g.Source), in(g.Content), len(g.Cue) > 0})
		}
		if err := each(a); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return lines.Err()
}

// New makes an article without attributions.
func New(text string) *Article {
	a := &Article{Text: text, letter: make([]bool, len(text))}
	for i, c := range text {
		a.letter[i] = unicode.IsLetter(c) || unicode.IsDigit(c)
	}
	return a
}

// Letters returns the letters of stretches of the text, in bytes.
func (a *Article) Letters(spans ...[2]int) Letters {
	l := Letters{}
	for _, s := range spans {
		for i := s[0]; i < s[1]; i++ {
			if a.letter[i] {
				l[i] = true
			}
		}
	}
	return l
}

// Touches reports whether two have a letter in common, or both have none.
func (l Letters) Touches(m Letters) bool { return l.shared(m) > 0 || len(l)+len(m) == 0 }

// Likeness is the number of common letters by that of all: 1 for the same ones.
func (l Letters) Likeness(m Letters) float64 {
	both := l.shared(m)
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(l)+len(m)-both)
}

func (l Letters) shared(m Letters) int {
	n := 0
	for i := range l {
		if m[i] {
			n++
		}
	}
	return n
}
