package gold

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	line := `{"text":"“Né, no,” said Åsa.","attributions":[{"source":[[15,18]],"cue":[[10,14]],"content":[[0,9]]}]}`
	if err := os.WriteFile(path, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []*Article
	if err := Read(path, func(a *Article) error { got = append(got, a); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || len(got[0].Attributions) != 1 {
		t.Fatalf("read %d articles", len(got))
	}
	a := got[0]
	g := a.Attributions[0]
	if len(g.Content) != 4 || len(g.Source) != 3 || !g.Reported {
		t.Errorf("letters of content, source: %d, %d; want 4, 3; reported: %v", len(g.Content), len(g.Source), g.Reported)
	}
	from := len("“")
	same := a.Letters([2]int{from, from + len("Né, no")})
	if l := g.Content.Likeness(same); l != 1 {
		t.Errorf("likeness without the marks is %v, want 1", l)
	}
	if l := g.Content.Likeness(a.Letters([2]int{from, from + len("Né")})); l != 0.5 {
		t.Errorf("likeness of the half is %v, want 0.5", l)
	}
	if g.Content.Touches(g.Source) || !g.Source.Touches(g.Source) || !(Letters{}).Touches(nil) || g.Source.Touches(nil) {
		t.Error("Touches is wrong")
	}
}

func TestReadTellsWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte("no json\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Read(path, func(*Article) error { return nil }); err == nil {
		t.Error("no error for what is no JSON")
	}
	if err := Read(path+".none", nil); err == nil {
		t.Error("no error for a file that is not there")
	}
}
