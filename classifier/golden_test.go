package classifier

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "mark the lines of the golden files by what comes out; no line that is wanted is lost")

// TestGolden holds the classifier to testdata/golden: articles of our own, a phenomenon of news language each, and the
// statements that a careful reader finds in them. The files are written by hand; testdata/golden/README.md tells how.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	var total counts
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { total.add(golden(t, file)) })
	}
	t.Logf("%d articles, %d statements wanted: %d right, %d missed; %d too many", len(files), total.right+total.missed, total.right, total.missed, total.extra)
}

// counts tells how many wanted statements come out and do not, and how many come out that are not wanted.
type counts struct{ right, missed, extra int }

func (c *counts) add(d counts) { c.right += d.right; c.missed += d.missed; c.extra += d.extra }

// The marks of a line: none for a statement that comes out as it should.
const (
	todo  = "todo"  // should come out and does not yet
	wrong = "wrong" // should not come out and does still
)

// line is a statement as a golden file writes it.
type line struct {
	mark   string
	fields []string // kind, speaker, words and, where they matter, resolution and cue
}

func (l line) String() string { return strings.TrimSpace(l.mark + " " + strings.Join(l.fields, " | ")) }

// is reports whether a statement that came out, with all its fields, is the one of this line. "*" is any.
func (l line) is(got []string) bool {
	for i, f := range l.fields {
		if f != "*" && f != got[i] {
			return false
		}
	}
	return true
}

// golden compares a file with what comes out, and with -update writes its marks anew.
func golden(t *testing.T, file string) (n counts) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) != 2 || archive.Files[0].Name != "article" || archive.Files[1].Name != "statements" {
		t.Fatalf("%s: want the files article and statements", file)
	}
	article := strings.TrimRight(string(archive.Files[0].Data), "\n")
	r, err := classifier(t).Classify(context.Background(), Article{Text: article})
	if err != nil {
		t.Fatal(err)
	}
	check(t, article, r)
	got := make([][]string, len(r.Statements))
	for i, s := range r.Statements {
		got[i] = fields(r, s)
	}

	var fresh []string
	claimed := make([]bool, len(got))
	for i, text := range strings.Split(strings.TrimRight(string(archive.Files[1].Data), "\n"), "\n") {
		if text == "" || strings.HasPrefix(text, "#") {
			fresh = append(fresh, text)
			continue
		}
		want, err := parseLine(text)
		if err != nil {
			t.Fatalf("%s: statement line %d: %v", file, i+1, err)
		}
		k := slices.IndexFunc(got, want.is)
		for k >= 0 && claimed[k] {
			if next := slices.IndexFunc(got[k+1:], want.is); next >= 0 {
				k += 1 + next
			} else {
				k = -1
			}
		}
		if k >= 0 {
			claimed[k] = true
		}
		was := want.mark
		switch {
		case was == wrong && k >= 0:
			n.extra++
		case was == wrong:
			complain(t, "no more comes out, take the line away (-update)", want)
			continue
		case k >= 0:
			n.right++
			if want.mark = ""; was == todo {
				complain(t, "comes out now, take the mark away (-update)", want)
			}
		default:
			n.missed++
			if want.mark = todo; was != todo {
				complain(t, "is missing", want)
			}
		}
		fresh = append(fresh, want.String())
	}
	for k, g := range got {
		if !claimed[k] && g[0] != "POSITION" {
			n.extra++
			complain(t, "is not wanted", line{fields: g})
			fresh = append(fresh, line{mark: wrong, fields: g[:4]}.String())
		}
	}
	if *update {
		archive.Files[1].Data = []byte(strings.Join(fresh, "\n") + "\n")
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func complain(t *testing.T, what string, l line) {
	t.Helper()
	if !*update {
		t.Errorf("%s:\n\t%s", what, l)
	}
}

// parseLine reads "[todo|wrong] KIND | speaker | words [| resolution [| cue]]".
func parseLine(s string) (line, error) {
	var l line
	for _, mark := range []string{todo, wrong} {
		if rest, ok := strings.CutPrefix(s, mark+" "); ok {
			l.mark, s = mark, rest
		}
	}
	for f := range strings.SplitSeq(s, "|") {
		l.fields = append(l.fields, strings.TrimSpace(f))
	}
	if len(l.fields) < 3 || len(l.fields) > 5 || !slices.Contains(kindNames, l.fields[0]) || len(l.fields) > 3 && !slices.Contains(resolutionNames, l.fields[3]) {
		return l, fmt.Errorf("%q is not KIND | speaker | words | resolution | cue", s)
	}
	return l, nil
}

var (
	kindNames       = []string{"*", "DIRECT", "MIXED", "INDIRECT", "POSITION"}
	resolutionNames = []string{"*", "name", "title", "pronoun", "nominal", "continuation", "label", "actor", "author", "unresolved"}
)

// fields writes a statement as the lines of a golden file have it: "?" for an unknown speaker, "-" for no cue, every
// white space as a single space.
func fields(r *Result, s Statement) []string {
	speaker := "?"
	if s.Speaker != None {
		speaker = r.Speakers[s.Speaker].Name
	}
	all := []string{kindNames[s.Kind], speaker, s.Text, resolutionNames[s.Resolution], cmp.Or(s.CueText, "-")}
	for i, f := range all {
		all[i] = strings.ReplaceAll(strings.Join(strings.Fields(f), " "), "|", "/")
	}
	return all
}
