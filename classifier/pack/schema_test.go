package pack_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/stance-dev/stance/classifier/pack"
)

// The schema knows every key that the shipped packs and the starter use, and no unknown one passes it.
func TestSchemaKnowsThePacks(t *testing.T) {
	raw, err := pack.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	v := validator{schema["$defs"].(map[string]any)}
	entries, _ := os.ReadDir("../packs")
	docs := map[string][]byte{"starter": []byte(pack.Starter("x"))}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".yaml") {
			docs[e.Name()], _ = os.ReadFile("../packs/" + e.Name())
		}
	}
	for name, data := range docs {
		var doc any
		if err := yaml.Unmarshal(data, &doc); err != nil {
			t.Fatal(name, err)
		}
		if fault := v.check(schema, doc, "$"); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
	}
	for _, bad := range []string{"pack: a", "pack: a\nversion: 1.0.0\nisues: []", "pack: a\nversion: 1.0.0\npredicates: [{id: x, sign: 2}]"} {
		var doc any
		if err := yaml.Unmarshal([]byte(bad), &doc); err != nil {
			t.Fatal(err)
		}
		if v.check(schema, doc, "$") == "" {
			t.Errorf("passes: %q", bad)
		}
	}
}

// validator checks a document against the part of JSON Schema that Schema writes.
type validator struct{ defs map[string]any }

func (v validator) check(s map[string]any, doc any, at string) string {
	if ref, ok := s["$ref"].(string); ok {
		return v.check(v.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), doc, at)
	}
	if anyOf, ok := s["anyOf"].([]any); ok {
		fault := ""
		for _, a := range anyOf {
			if fault = v.check(a.(map[string]any), doc, at); fault == "" {
				return ""
			}
		}
		return fault
	}
	if enum, ok := s["enum"].([]any); ok {
		for _, e := range enum {
			if f, isNumber := e.(float64); isNumber {
				if i, ok := doc.(int); ok && float64(i) == f {
					return ""
				}
			} else if e == doc {
				return ""
			}
		}
		return at + " has a value that the schema does not list"
	}
	switch s["type"] {
	case "object":
		m, ok := doc.(map[string]any)
		if !ok {
			return at + " is no object"
		}
		props, _ := s["properties"].(map[string]any)
		for _, need := range asList(s["required"]) {
			if _, ok := m[need.(string)]; !ok {
				return at + " lacks " + need.(string)
			}
		}
		for k, x := range m {
			p, ok := props[k].(map[string]any)
			if !ok {
				if p, ok = s["additionalProperties"].(map[string]any); !ok {
					return at + " has the unknown key " + k
				}
			}
			if fault := v.check(p, x, at+"."+k); fault != "" {
				return fault
			}
		}
	case "array":
		l, ok := doc.([]any)
		if !ok {
			return at + " is no list"
		}
		for _, x := range l {
			if fault := v.check(s["items"].(map[string]any), x, at+"[]"); fault != "" {
				return fault
			}
		}
	}
	return ""
}

func asList(x any) []any { l, _ := x.([]any); return l }

// A pack with many faults is told all of them at once, each at its line and column.
func TestErrorsAllAtOnce(t *testing.T) {
	const bad = `pack: Bad Pack
version: one
lists:
  a: "{b}"
issues:
  - id: x
    label: X
    propositon: mistyped
    targets:
      - id: t
        match: ["(open", "..3 gap", good]
        sign: 2
      - id: t
        match: "fine, , more"
    examples:
      - text: Something.
        label: suport
      - text: Else.
        label: none
        holder: Somebody
        evidence: nowhere
    shifters: []
predicates:
  - id: p
    verbs: approve
    strength: 3
verdicts:
  - {id: v, nouns: crime, sin}
`
	_, err := pack.Decode("bad.yaml", []byte(bad))
	if err == nil {
		t.Fatal("no error")
	}
	got := err.Error()
	for _, want := range []string{
		`bad.yaml:1:7: the pack's id "Bad Pack"`, `bad.yaml:2:10: the version "one"`, `bad.yaml:8:5: unknown key "propositon": did you mean "proposition"?`,
		`bad.yaml:6:5: the key "proposition" is missing`, `bad.yaml:11:23: pattern "(open": a parenthesis is not closed`, `bad.yaml:11:27: pattern "..3 gap"`,
		`bad.yaml:12:15: sign must be`, `bad.yaml:13:13: the target "t" is already given in line 10`, `holds an empty pattern`,
		`bad.yaml:17:16: label must be support, oppose, conditional, neutral or none, not "suport"`, `the evidence "nowhere" does not stand in the example's text`,
		`bad.yaml:26:15: strength must be a number from 0 to 1`,
		`bad.yaml:22:5: unknown key "shifters": it stands at the top of the pack`, `bad.yaml:28:27: unknown key "sin": between braces a text with commas needs quotation marks`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the errors lack %q:\n%s", want, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(pack.Starter("x")))
	f.Add([]byte("pack: a\nversion: 1.0.0\nlists: {a: '{a}'}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := pack.Decode("f.yaml", data)
		if err == nil && p.ID.Value == "" {
			t.Fatal("a pack without an id passes")
		}
	})
}

// A file that is no YAML is told at the value that YAML reads otherwise than it was meant.
func TestYAMLFaults(t *testing.T) {
	for value, want := range map[string]string{
		`{floor} (freeze|cut), wage cut`: `3:14: not YAML: a value that begins with "{" ends at "}"`,
		`[whaling, {whale} hunt]`:        `3:24: not YAML: a value that begins with "{" ends at "}"`,
		`"* 15" an hour`:                 `3:14: not YAML: text goes on behind the closing quotation mark`,
		`* 15 an hour`:                   `3:14: not YAML: a value cannot begin with "*"`,
		`law: against`:                   `3:17: not YAML: ": " begins another value`,
		`[(open`:                         `near this line`,
	} {
		_, err := pack.Decode("x.yaml", []byte("pack: x # {a} b\ndescription: \"{b}\" # c\n    match:   "+value+"\n"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: want %q, got %v", value, want, err)
		}
	}
	// Nothing in the shipped packs is taken for a fault.
	all, err := pack.Read(os.DirFS("../packs"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		data, err := os.ReadFile("../packs/" + p.File)
		if err != nil {
			t.Fatal(err)
		}
		_, err = pack.Decode("x.yaml", append(data, "x: {a} b\n"...))
		if line := strings.Count(string(data), "\n") + 1; err == nil || !strings.Contains(err.Error(), fmt.Sprintf("x.yaml:%d:4: ", line)) {
			t.Errorf("%s: want line %d, got %v", p.File, line, err)
		}
	}
}
