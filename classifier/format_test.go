package classifier_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/pack"
)

// The words that FORMAT.md tells an author the core knows take the sides that it says.
func TestFormatsWords(t *testing.T) {
	c := ferryPack(t)
	words := 0
	for _, row := range tableOf(t, "| group | for T | against T |") {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 3 {
			t.Fatalf("a row of %d cells: %s", len(cells), row)
		}
		for side, label := range []string{"support", "oppose"} {
			for _, list := range strings.Split(cells[side+1], ";") {
				for _, w := range strings.Split(list, ",") {
					words++
					text := sentenceOf(cells[0], strings.TrimSpace(w))
					x := &pack.Example{Text: pack.Text{Value: text}}
					answers, err := c.Explain("ferry", x, func(string) {})
					if err != nil {
						t.Fatal(err)
					}
					if len(answers) == 0 || answers[0].Label != label {
						t.Errorf("%s, %q: %q: want %s, got %v", cells[0], w, text, label, answers)
					}
				}
			}
		}
	}
	if words < 80 {
		t.Errorf("the table has %d words", words)
	}
}

// The constructions that FORMAT.md tells an author to leave to the engine have the answers that it gives.
func TestFormatsConstructions(t *testing.T) {
	c := ferryPack(t)
	rows := tableOf(t, "| text | Ann Lee's answer |")
	if len(rows) < 10 {
		t.Fatalf("the table has %d rows", len(rows))
	}
	for _, row := range rows {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 2 {
			t.Fatalf("a row of %d cells: %s", len(cells), row)
		}
		text := strings.Replace(cells[0], " T", " the ferry", 1)
		answers, err := c.Explain("ferry", &pack.Example{Text: pack.Text{Value: text}}, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		if len(answers) != 1 || answers[0].Label != cells[1] || answers[0].Holder != "Ann Lee" {
			t.Errorf("%s: want %s by Ann Lee, got %v", text, cells[1], answers)
		}
	}
}

// Whoever takes a side besides those who speak is the one whom FORMAT.md names.
func TestFormatsSides(t *testing.T) {
	c := ferryPack(t)
	for _, row := range tableOf(t, "| text | sides |") {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 2 {
			t.Fatalf("a row of %d cells: %s", len(cells), row)
		}
		words := strings.Fields(cells[0])
		for i, w := range words {
			if stop, ok := strings.CutPrefix(w, "T"); ok && strings.Trim(stop, ".") == "" {
				words[i] = "the ferry" + stop
				if words[min(i+1, len(words)-1)] == "critics" {
					words[i] = "ferry"
				}
			}
		}
		text := strings.Join(words, " ")
		text = strings.ToUpper(text[:1]) + text[1:]
		answers, err := c.Explain("ferry", &pack.Example{Text: pack.Text{Value: text}}, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.Replace(cells[1], "T critics", "Ferry critics", 1), "; ")
		for _, w := range want {
			if !slices.ContainsFunc(answers, func(a pack.Answer) bool { return a.Label+" by "+a.Holder == w }) {
				t.Errorf("%s: want %s, got %v", text, w, answers)
			}
		}
		if len(answers) != len(want) {
			t.Errorf("%s: want %d sides, got %v", text, len(want), answers)
		}
	}
}

// sentenceOf makes a sentence with a word of the table.
func sentenceOf(group, w string) string {
	w = strings.ReplaceAll(w, " X", " Iceland")
	switch group {
	case "what T does, whatever it is":
		w, _, _ = strings.Cut(w, " that")
		return "Ann Lee " + w + " that the ferry will empty the pubs."
	case "verdicts":
		if !strings.Contains(w, "T ") {
			w = "T is " + strings.TrimPrefix(w, "is ")
		}
		return "“" + strings.Replace(w, "T ", "The ferry ", 1) + ",” said Ann Lee."
	case "nouns":
		return "Norway announced its " + w + " the ferry."
	}
	if strings.HasSuffix(w, " to") && strings.Contains(w, "Iceland") {
		w += " build"
	}
	if s := strings.Replace(w+" ", " T ", " the ferry ", 1); s != w+" " {
		w = strings.TrimSpace(s)
	} else {
		w += " the ferry"
	}
	return "Norway promised to " + w + "."
}

// ferryPack is a classifier with a pack of one target, that FORMAT.md's T stands for here.
func ferryPack(t *testing.T) *classifier.Classifier {
	t.Helper()
	const ferry = `pack: ferry
version: 1.0.0
description: A ferry.
issues:
  - {id: ferry, label: Ferry, proposition: The ferry should run., targets: [{id: ferry, match: ferry}], examples: [{text: Norway supports the ferry., label: support}]}
`
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"ferry.yaml": {Data: []byte(ferry)}}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tableOf is the rows of the table of FORMAT.md below a heading.
func tableOf(t *testing.T, heading string) []string {
	t.Helper()
	doc, err := os.ReadFile("pack/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(doc), heading+"\n")
	table, _, _ = strings.Cut(table, "\n\n")
	return strings.Split(table, "\n")[1:]
}
