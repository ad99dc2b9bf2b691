package pack_test

import (
	"os"
	"path/filepath"
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
