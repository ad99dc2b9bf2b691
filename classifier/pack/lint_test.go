package pack_test

import (
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// A context of a whole pack that only a few words meet is advised against, a long one is not.
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

// What a first pack mostly lacks is told with the words to add, and not where they are there.
func TestLintNames(t *testing.T) {
	for _, x := range []struct{ rest, want string }{
		{"targets: [{id: court, match: International Criminal Court}]", `add "ICC"`},
		{"targets: [{id: court, match: 'International Criminal Court, ICC'}]", ""},
		{"targets: [{id: court, match: court of justice}]", ""},
		{"targets: [{id: missile, match: missile defence}]", "(defence|defense)"},
		{"targets: [{id: missile, match: missile (defence|defense)}]", ""},
		{"targets: [{id: draft, match: draft resolution}]", ""},
		{"targets: [{id: ferry, match: ferry, context: {any: harbour}}]", `target "ferry" is only found where one of 1 patterns`},
		{"targets: [{id: ferry, match: ferry, context: {any: harbour, scope: sentence}}]", ""},
		{"targets: [{id: ferry, match: ferry}]", "has no acts"},
		{"targets: [{id: ferry, match: 'the (ferry|boat)'}]", `write (ferry|boat)`},
		{"targets: [{id: hague, match: the Hague}]", ""},
	} {
		acts := "\n    acts: [{id: row, match: row}]"
		if x.want == "has no acts" {
			acts = ""
		}
		p, err := pack.Decode("a.yaml", []byte("pack: a\nversion: 1.0.0\nissues:\n  - id: a\n    label: A\n    proposition: A should be.\n    "+x.rest+acts+"\n"))
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
		var told []string
		for _, e := range pack.Lint(s, p, nil) {
			for _, mark := range []string{"short form", "elsewhere: write", "is only found where", "has no acts", "nor in"} {
				if strings.Contains(e.Error(), mark) {
					told = append(told, e.Error())
				}
			}
		}
		if x.want == "" && len(told) > 0 || x.want != "" && (len(told) != 1 || !strings.Contains(told[0], x.want)) {
			t.Errorf("%s: advice %q, want %q", x.rest, told, x.want)
		}
	}
}
