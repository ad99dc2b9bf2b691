package pack

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"weak"

	"github.com/stance-dev/stance/classifier/corpus"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

func compiled(t *testing.T, packs []*Pack) *Set {
	t.Helper()
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(packs, b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What FORMAT.md says of patterns.
func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          []string
	}{
		{"whale hunt", "The whale hunt and two whale hunts.", []string{"whale hunt", "whale hunts"}},
		{"=talks", "They talk of talks.", []string{"talks"}},
		{"Turkey", "Turkey exports turkey.", []string{"Turkey"}},
		{"WHO", "The WHO asks who.", []string{"WHO"}},
		{"peace? talks", "peace talks", []string{"peace talks", "talks"}},
		{"(ban|freeze) on {whale}", "a ban on fin whales, a freeze on minkes", []string{"ban on fin whales", "freeze on minkes"}},
		{"{whale} {deed} of {whale}", "whale killing of fin whale of minkes", []string{"whale killing of fin whale", "whale killing of fin whale of minkes"}},
		{"{whale}", "fin whale", []string{"fin whale", "whale"}},
		{"fire ..2 rocket", "fired rockets, fired two rockets, fired two big rockets, fired two very big rockets, fired. Rockets", []string{
			"fired rockets", "fired two rockets", "fired two big rockets"}},
		{"fire ..2 rocket", "They fired again and two rockets.", []string{"fired again and two rockets"}}, // adverbs at the beginning do not count
		{"put ..1 on ..2 list", "put them on a long list", []string{"put them on a long list"}},
		{"put ..1 (..1 big)? list", "put a very big list, put a very old list", []string{"put a very big list"}},
		{"a * ceasefire", "a ceasefire, a fragile ceasefire", []string{"a fragile ceasefire"}},
		{"* ceasefire", "Both want a ceasefire", []string{"a ceasefire"}},
		{"resume the hunt", "resumes again the “hunt”", []string{"resumes again the “hunt"}},
		{"resume the hunt", "resume the. Hunt", nil},
		{"resume the hunt", "resume yesterday the hunt, resumed on Monday the hunt", []string{"resume yesterday the hunt", "resumed on Monday the hunt"}},
		{"ban on whaling", "a ban on Sunday whaling, the ban agreed on Friday on whaling", nil},
		{"ban on whaling", "a ban on Friday on whaling", []string{"ban on Friday on whaling"}},
		{"whale on (Sunday|Friday)", "whales on Sunday, whales on the hunt", []string{"whales on Sunday"}},
		{"centrifuge|centrifuges", "a centrifuge, two centrifuges", []string{"centrifuge", "centrifuges"}},
		{"nurses' pay", "the nurses' pay, a nurse's pay, nurses pay", []string{"nurses' pay", "nurses pay"}},
		{"(nurse|doctor) ' pay", "the nurses' pay", []string{"nurses' pay"}},
		{"nurses’ pay", "the nurses' pay, the nurses’ pay", []string{"nurses' pay", "nurses’ pay"}},
		{"Côte d'Ivoire", "Côte d'Ivoire, Côte d’Ivoire", []string{"Côte d'Ivoire", "Côte d’Ivoire"}},
		{"mRNA vaccine", "mRNA vaccines", []string{"mRNA vaccines"}},
		{"two-state", "two-state, two state", []string{"two-state", "two state"}},
		{"whaling", "anti-whaling", []string{"anti-whaling"}},
		{"Catalan", "pro-Catalan, anti-catalan", []string{"pro-Catalan"}},
		{"{names}", "whale-hunting ships, whale hunting, a hunt-saboteur", []string{"whale-hunting", "whale hunting"}},
	} {
		data := fmt.Sprintf("pack: core\nversion: 1.0.0\nlists:\n  whale: [whale, minke, fin whale]\n  deed: [killing, \"killing of {whale}\"]\n  names: [\"whale hunting\"]\npredicates:\n  - id: x\n    sign: 1\n    kind: speech\n    adjectives: [%q]\n", c.pattern)
		p, err := Decode("core.yaml", []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		s := compiled(t, []*Pack{p})
		var d text.Document
		d.Read(s.Lexicon, c.text)
		var got []string
		for _, h := range allHits(s, &d) {
			got = append(got, d.Slice(h.First, h.End))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s in %q: %q, want %q", c.pattern, c.text, got, c.want)
		}
	}
}

// allHits looks for all roots in all sentences.
func allHits(s *Set, d *text.Document) []Hit {
	var m Matcher
	var roots Roots
	all := []int32{OperatorRoot, AnaphorRoot}
	for _, g := range s.Gates {
		all = append(all, g.Root)
	}
	roots.Choose(s, all...)
	m.Begin(s, d)
	var hits []Hit
	for _, x := range d.Sentences {
		hits = append(hits, m.Find(&roots, x.First, x.Last)...)
	}
	return hits
}

// A full automaton is replaced in the middle of a match, by several matchers at once, and nothing is lost.
func TestFullAutomaton(t *testing.T) {
	packs, err := Read(os.DirFS("../packs"))
	if err != nil {
		t.Fatal(err)
	}
	s := compiled(t, packs)
	var d text.Document
	d.Read(s.Lexicon, corpus.Text(20_000))
	want := allHits(s, &d)
	if len(want) < 500 {
		t.Fatalf("%d matches", len(want))
	}
	if again := allHits(s, &d); !slices.Equal(again, want) {
		t.Error("what was learnt matches other words")
	}
	s.machine.room = 60
	s.machine.learnt.Store(newAutomaton(s.machine.room))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				if got := allHits(s, &d); !slices.Equal(got, want) {
					t.Error("a full automaton matches other words")
				}
			}
		})
	}
	all.Wait()
}

// Places with thousands of ways on do not add up: the automaton starts anew before all memory is taken.
func TestCrowdedAutomaton(t *testing.T) {
	const lists = 2000
	var data strings.Builder
	data.WriteString("pack: core\nversion: 1.0.0\nlists:\n")
	for i := range lists {
		fmt.Fprintf(&data, "  l%d: [alpha, ba%d]\n", i, i)
	}
	data.WriteString("predicates:\n  - id: x\n    sign: 1\n    kind: speech\n    adjectives:\n")
	for i := range lists {
		fmt.Fprintf(&data, "      - \"{l%d} ..12 xa%d ..12 ya%d\"\n", i, i, i)
	}
	p, err := Decode("core.yaml", []byte(data.String()))
	if err != nil {
		t.Fatal(err)
	}
	s := compiled(t, []*Pack{p})
	var article strings.Builder
	for i := range 150 {
		article.WriteString("Alpha")
		for k := range 10 {
			fmt.Fprintf(&article, " xa%d", (i*i+13*k*i+k)%lists)
		}
		fmt.Fprintf(&article, " ya%d. ", i*i%lists)
	}
	var d text.Document
	d.Read(s.Lexicon, article.String())
	if n := len(allHits(s, &d)); n < 150 {
		t.Errorf("%d matches", n)
	}
	if n := s.machine.learnt.Load().held; n > maxHeld+100*lists {
		t.Errorf("the automaton holds %d ways on", n)
	}
}

// What a full automaton has learnt goes when another one takes its place: no matcher holds it for what it looked up last.
func TestFullAutomatonGoes(t *testing.T) {
	core, err := Decode("core.yaml", []byte("pack: core\nversion: 1.0.0\nlists:\n  whale: [whale, minke, fin whale]\npredicates:\n  - id: x\n    sign: 1\n    kind: speech\n    adjectives: [\"{whale} hunt\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := compiled(t, []*Pack{core})
	var d text.Document
	d.Read(s.Lexicon, "The fin whale dived.")
	var m Matcher
	m.Begin(s, &d)
	list, end := int32(0), int32(len(d.Tokens))
	for int(list) < len(m.stateOf) && m.List(list, 1, end) != 3 {
		list++
	}
	if int(list) == len(m.stateOf) {
		t.Fatal("the list matches nowhere")
	}
	old := weak.Make(m.learnt)
	m.renew()
	for range 3 {
		runtime.GC()
	}
	if old.Value() != nil {
		t.Error("the old automaton is still held")
	}
	if got := m.List(list, 1, end); got != 3 {
		t.Errorf("behind a new automaton the list ends at %d, want 3", got)
	}
}
