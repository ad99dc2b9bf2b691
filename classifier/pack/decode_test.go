package pack_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

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

// Files that are no text or no YAML are told so at the place, with what to do.
func TestDecodeNoYAML(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"pack: a\nversion: 1.0.0\ndescription: Z\xfcrich\n", "a.yaml:3:15: the byte 0xfc is no UTF-8: save the file as UTF-8"},
		{"pack: a\nissues:\n\t- id: x\n", "a.yaml:3:1: not YAML: a tab stands here: indent with spaces"},
		{"pack: a\nversion: 1.0.0\n<<: {a: b}\n", `a.yaml:3:1: unknown key "<<": write the keys out, merging is not read`},
	} {
		if _, err := pack.Decode("a.yaml", []byte(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.in, err, c.want)
		}
	}
}

// Two files of one folder cannot hold the same pack; one of a later folder replaces it.
func TestReadSamePack(t *testing.T) {
	file := func(name string) fstest.MapFS {
		return fstest.MapFS{name: {Data: []byte("pack: a\nversion: 1.0.0\n")}}
	}
	if packs, err := pack.Read(file("a.yaml"), file("b.yaml")); err != nil || len(packs) != 1 || packs[0].File != "b.yaml" {
		t.Errorf("two folders: %v %v", packs, err)
	}
	both := file("a.yaml")
	both["b.yml"] = both["a.yaml"]
	if _, err := pack.Read(both); err == nil || !strings.Contains(err.Error(), `b.yml:1:7: the pack "a" is already in a.yaml`) {
		t.Errorf("one folder: %v", err)
	}
}

// TestReadUnknownList wants a list that there is not told beside the faults of the file itself.
func TestReadUnknownList(t *testing.T) {
	files := fstest.MapFS{"a.yaml": {Data: []byte("pack: a\nversion: one\nlists:\n  whale: minke\ncontext: { any: \"{wale}, {whale}\" }\n")}}
	_, err := pack.Read(files)
	for _, want := range []string{`a.yaml:2:10: the version "one"`, `there is no list "wale" in this pack, its imports or the core: did you mean "whale"?`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("not told: %s\n%v", want, err)
		}
	}
	if err != nil && strings.Contains(err.Error(), `no list "whale"`) {
		t.Error(err)
	}
}

// TestPatternFaults wants faults of patterns told by Decode, and by Compile where a folder has no others.
func TestPatternFaults(t *testing.T) {
	const file = "pack: core\nversion: 1.0.0\nissues:\n  - id: a\n    label: A\n    proposition: A should be.\n    acts:\n      - id: b\n        match: (raise\n        not_agent: firm)\n"
	want := []string{`core.yaml:9:22: pattern "(raise": a parenthesis is not closed`, `core.yaml:10:24: pattern "firm)": a closing parenthesis without an opening one`}
	_, decoded := pack.Decode("core.yaml", []byte(file))
	packs, err := pack.Read(fstest.MapFS{"core.yaml": {Data: []byte(file)}})
	if err != nil {
		t.Fatal(err)
	}
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	_, compiled := pack.Compile(packs, b)
	for _, err := range []error{decoded, compiled} {
		if err == nil || err.Error() != strings.Join(want, "\n") {
			t.Errorf("told: %v\nwant: %s", err, strings.Join(want, "\n"))
		}
	}
}

// TestPatternsOfAllFields wants every field with patterns among those whose faults are told.
func TestPatternsOfAllFields(t *testing.T) {
	var p pack.Pack
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		case reflect.Slice:
			if v.Type() == reflect.TypeFor[pack.Patterns]() {
				v.Set(reflect.ValueOf(pack.Patterns{{Value: strconv.Itoa(n)}}))
				n++
				return
			}
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0))
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					fill(v.Field(i))
				}
			}
		}
	}
	fill(reflect.ValueOf(&p).Elem())
	told := map[string]bool{}
	for _, l := range p.Patterns() {
		told[l.Value] = true
	}
	if len(told) != n {
		t.Errorf("%d of %d fields with patterns", len(told), n)
	}
}
