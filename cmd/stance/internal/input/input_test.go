package input

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read is what comes out of files: "name id: text", or "name: error".
func read(t *testing.T, stdin string, paths ...string) []string {
	t.Helper()
	var out []string
	for it := range (reader{strings.NewReader(stdin), maxItem}).read(paths) {
		name := filepath.Base(it.Name)
		a, err := it.Article()
		if err != nil {
			out = append(out, fmt.Sprintf("%s: %v", name, err))
			continue
		}
		text := a.GetText()
		if len(text) > 100 {
			text = fmt.Sprintf("%d bytes", len(text))
		}
		out = append(out, fmt.Sprintf("%s %s: %s", name, a.GetArticleId(), text))
	}
	return out
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// maxItem stands in for MaxItem, which takes long to fill.
const maxItem = 256 << 10

const bom = "\ufeff"

func TestRead(t *testing.T) {
	large := strings.Repeat("x", maxItem-100)
	tooLarge := strings.Repeat("x", maxItem)
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		// A text is what the file holds, byte for byte: offsets point into it.
		{"a.txt", bom + "One.\r\nTwo.\n", []string{"a.txt a.txt: " + bom + "One.\r\nTwo.\n"}},
		{"noextension", "{}", []string{"noextension noextension: {}"}},
		{"large.txt", large, []string{fmt.Sprintf("large.txt large.txt: %d bytes", len(large))}},
		{"toolarge.txt", tooLarge + "x", []string{"toolarge.txt: larger than 8 MiB: split the article"}},

		{"a.json", bom + ` {"articleId":"1","text":"x"} `, []string{"a.json 1: x"}},
		{"A.JSON", `{"text":"x"}`, []string{"A.JSON A.JSON: x"}},
		{"two.json", `{"text":"x"}{"text":"y"}`, []string{"two.json two.json: x", "two.json:2 two.json:2: y"}},
		{"empty.json", "  \n", []string{"empty.json: no article in it"}},
		{"list.json", ` [ {"text":"x"} , {"article_id":"2","text":"y"} ] `, []string{"list.json:1 list.json:1: x", "list.json:2 2: y"}},
		{"nolist.json", `[]`, nil},
		{"cut.json", `[{"text":"x"}`, []string{"cut.json:1 cut.json:1: x", "cut.json: not JSON: unexpected EOF"}},
		{"large.json", `[{"text":"` + large + `"},{"text":"y"}]`, []string{fmt.Sprintf("large.json:1 large.json:1: %d bytes", len(large)), "large.json:2 large.json:2: y"}},
		{"toolarge.json", `[{"text":"x"},{"text":"` + tooLarge + `"}]`, []string{"toolarge.json:1 toolarge.json:1: x", "toolarge.json:2: larger than 8 MiB: split the article"}},
		{"scalar.json", `"x"`, []string{`scalar.json: not an article in JSON: syntax error (line 1:1): unexpected token "x"`}},

		{"a.jsonl", bom + "{\"text\":\"x\"}\r\n\n  \n{\"text\":\"y\"}", []string{"a.jsonl:1 a.jsonl:1: x", "a.jsonl:4 a.jsonl:4: y"}},
		{"a.ndjson", "{\"text\":\"x\"}\nno\n{\"text\":\"y\"}\n", []string{
			"a.ndjson:1 a.ndjson:1: x", "a.ndjson:2: not an article in JSON: syntax error (line 1:1): invalid value no", "a.ndjson:3 a.ndjson:3: y"}},
		{"empty.jsonl", "", nil},
		{"large.jsonl", `{"text":"` + large + "\"}\n" + `{"text":"` + tooLarge + "\"}\n{\"text\":\"y\"}\n", []string{
			fmt.Sprintf("large.jsonl:1 large.jsonl:1: %d bytes", len(large)), "large.jsonl:2: larger than 8 MiB: split the article", "large.jsonl:3 large.jsonl:3: y"}},
		{"last.jsonl", `{"text":"` + tooLarge + `"}`, []string{"last.jsonl:1: larger than 8 MiB: split the article"}},
	} {
		if diff := cmp.Diff(c.want, read(t, "", write(t, c.name, c.content))); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestReadStdin(t *testing.T) {
	long := strings.Repeat("word ", 20_000)
	for stdin, want := range map[string][]string{
		"Text.\nMore.\n":                        {"stdin stdin: Text.\nMore.\n"},
		"":                                      {"stdin stdin: "},
		"{\"text\":\"x\"}\n{\"text\":\"y\"}\n":  {"stdin:1 stdin:1: x", "stdin:2 stdin:2: y"},
		"{\n \"text\": \"x\"\n}\n":              {"stdin stdin: x"},
		"[{\"text\":\"x\"},\n{\"text\":\"y\"}]": {"stdin:1 stdin:1: x", "stdin:2 stdin:2: y"},
		"{\"text\":\"" + long + "\"}":           {fmt.Sprintf("stdin:1 stdin:1: %d bytes", len(long))},
		long:                                    {fmt.Sprintf("stdin stdin: %d bytes", len(long))},
		bom + "{\"text\":\"x\"}\n":              {"stdin:1 stdin:1: x"},
		"“Quoted,” she said. {braces} [brackets]\n": {"stdin stdin: “Quoted,” she said. {braces} [brackets]\n"},
	} {
		if diff := cmp.Diff(want, read(t, stdin, "-")); diff != "" {
			t.Errorf("%.40q: %s", stdin, diff)
		}
	}
}

func TestReadGoesOn(t *testing.T) {
	dir := t.TempDir()
	got := read(t, "", filepath.Join(dir, "none.txt"), write(t, "a.txt", "x"))
	if diff := cmp.Diff([]string{"none.txt: no such file or directory", "a.txt a.txt: x"}, got); diff != "" {
		t.Error(diff)
	}
}

func zipped(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, name, b.String())
}

func TestReadGzip(t *testing.T) {
	got := read(t, "", zipped(t, "a.txt.gz", "x"), zipped(t, "b.jsonl.gz", "{\"text\":\"y\"}\n"), write(t, "c.jsonl.gz", "no"))
	want := []string{"a.txt.gz a.txt: x", "b.jsonl.gz:1 b.jsonl:1: y", "c.jsonl.gz: not gzip: unexpected EOF"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	cut := zipped(t, "d.jsonl.gz", "{\"text\":\"y\"}\n"+strings.Repeat(" ", 100))
	data, err := os.ReadFile(cut)
	if err != nil {
		t.Fatal(err)
	}
	got = read(t, "", write(t, "d.txt.gz", string(data[:len(data)-9])))
	if diff := cmp.Diff([]string{"d.txt.gz: unexpected EOF"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadFolder(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{
		"b/c.txt": "1", "a.txt": "2", "b/a.jsonl": "{\"text\":\"3\"}", "notes.md": "4", ".hidden/a.txt": "5", "b/.a.txt": "6", "z.JSON": "{\"text\":\"7\"}",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := read(t, "", root)
	want := []string{"a.txt a.txt: 2", "a.jsonl:1 b/a.jsonl:1: 3", "c.txt b/c.txt: 1", "z.JSON z.JSON: 7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	n := 0
	for range Read([]string{root, root}, nil) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Error("it does not stop")
	}
}

func TestReadStops(t *testing.T) {
	path := write(t, "a.jsonl", strings.Repeat("{\"text\":\"x\"}\n", 10))
	n := 0
	for range Read([]string{path, path}, nil) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Error(n)
	}
}

// The sizes of the items are those of the files, so that a bar ends at its end.
func TestSizes(t *testing.T) {
	lines := write(t, "a.jsonl", "{\"text\":\"x\"}\n\n{\"text\":\"y\"}\n")
	text := write(t, "a.txt", "x")
	list := write(t, "a.json", "[{\"text\":\"x\"},{\"text\":\"y\"}]")
	var sum int64
	for it := range Read([]string{lines, text, list}, nil) {
		sum += it.Size
	}
	if total := Size([]string{lines, text, list}); sum < total-3 || sum > total {
		t.Errorf("%d of %d bytes", sum, total)
	}
	if Size([]string{text, "-"}) != 0 || Size([]string{filepath.Join(t.TempDir(), "none")}) != 0 {
		t.Error("the size of what has none")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"x", "{", "[", "[{\"text\":\"x\"}", "{\"text\":\"x\"}\n{", bom, "\n\n", "[]]", "{}{}", "[1,2"} {
		f.Add([]byte(s))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, ext := range []string{".txt", ".json", ".jsonl"} {
			path := filepath.Join(dir, "a"+ext)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			for it := range Read([]string{path}, nil) {
				_, _ = it.Article()
			}
		}
		for it := range Read([]string{"-"}, bytes.NewReader(data)) {
			_, _ = it.Article()
		}
	})
}
