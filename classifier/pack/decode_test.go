package pack_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// The shipped packs decode, and their patterns parse.
func TestShipped(t *testing.T) {
	files, _ := filepath.Glob("../packs/*.yaml")
	if len(files) == 0 {
		t.Fatal("no packs")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pack.Decode(filepath.Base(f), data); err != nil {
			t.Errorf("%v", err)
		}
	}
}

// The shipped packs go together.
func TestCompile(t *testing.T) {
	all, err := pack.Read(os.DirFS("../packs"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	set, err := pack.Compile(all, b)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(set.Counts())
}

// Lists that name themselves, or so many others that going through them would take all day, are told where they stand.
func TestListsInLists(t *testing.T) {
	nested := func(depth int) string {
		var b strings.Builder
		b.WriteString("lists:\n  l0: [red, blue]\n")
		for i := 1; i <= depth; i++ {
			fmt.Fprintf(&b, "  l%d: [\"{l%d} car\", \"{l%d} boat\", \"{l%d}\"]\n", i, i-1, i-1, i-1)
		}
		fmt.Fprintf(&b, "carriers:\n  - id: x\n    nouns: \"{l%d} sale\"\n", depth)
		return b.String()
	}
	for _, c := range []struct{ name, lists, want string }{
		{"a few", nested(7), ""},
		{"too many", nested(40), `core.yaml:12:3: the list "l8" stands for 9841 lists, with those that its lists name, more than 5000: name fewer in it, or write their words out`},
		{"a circle", "lists:\n  a: \"{b}\"\n  b: \"big {a}\"\ncarriers:\n  - id: x\n    nouns: \"{a} sale\"\n", `core.yaml:4:3: the list "a" contains itself: a → b → a`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := pack.Decode("core.yaml", []byte("pack: core\nversion: 1.0.0\n"+c.lists))
			if err != nil {
				t.Fatal(err)
			}
			b, err := lexicon.NewBuilder()
			if err != nil {
				t.Fatal(err)
			}
			if _, err = pack.Compile([]*pack.Pack{p}, b); err == nil && c.want != "" || err != nil && !strings.Contains(err.Error(), c.want) || err != nil && c.want == "" {
				t.Errorf("the error is %v, want %q", err, c.want)
			}
		})
	}
}
