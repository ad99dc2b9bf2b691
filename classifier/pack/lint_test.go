package pack_test

import (
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// A context of a whole pack that only a few words meet is advised against; that of a target is not, nor a long one.
func TestLintShortContext(t *testing.T) {
	const words = "[ship, harbour]"
	for _, x := range []struct {
		pack, target string
		advised      bool
	}{
		{"context: { any: " + words + " }", "", true},
		{"", "context: { any: " + words + " }", false},
		{"context: { any: [ship, harbour, port, quay, crew, captain, anchor] }", "", false},
	} {
		p, err := pack.Decode("ferry.yaml", []byte(`pack: ferry
version: 1.0.0
`+x.pack+`
issues:
  - id: ferry
    label: Ferry
    proposition: The ferry should run.
    targets:
      - id: ferry
        match: ferry
        `+x.target+`
    examples:
      - {text: The captain of the ship backs the ferry., label: support}
`))
		if err != nil {
			t.Fatal(err)
		}
		b, err := lexicon.NewBuilder()
		if err != nil {
			t.Fatal(err)
		}
		s, err := pack.Compile([]*pack.Pack{p}, b)
		if err != nil {
			t.Fatal(err)
		}
		advised := false
		for _, e := range pack.Lint(s, p, nil) {
			advised = advised || strings.Contains(e.Error(), "the context of the pack")
		}
		if advised != x.advised {
			t.Errorf("%s%s: advised %v, want %v", x.pack, x.target, advised, x.advised)
		}
	}
}
