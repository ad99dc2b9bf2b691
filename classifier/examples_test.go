package classifier_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/pack"
)

// All examples of the shipped packs come out, but for those marked as known misses.
func TestShippedExamples(t *testing.T) {
	c, err := classifier.New()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, p := range c.Packs() {
		for _, o := range c.RunExamples(p.ID) {
			n++
			if o.Failed() {
				t.Error(o.Diff())
			}
		}
	}
	if n < 300 {
		t.Errorf("only %d examples ran", n)
	}
}

// A pack that is added is used; one whose examples fail is refused with a diff.
func TestAddedPacks(t *testing.T) {
	good := pack.Starter("whaling")
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(good)}}))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, is := range c.Issues() {
		found = found || is.ID == "whaling" && is.Pack == "whaling"
	}
	if !found {
		t.Error("the added pack's issue is not listed")
	}
	bad := strings.Replace(good, "label: oppose\n        holder: Australia", "label: support\n        holder: Australia", 1)
	_, err = classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(bad)}}))
	var refused *classifier.ExamplesError
	if !errors.As(err, &refused) || len(refused.Diffs) != 1 || !strings.Contains(err.Error(), "- support by Australia") || !strings.Contains(err.Error(), "+ oppose by Australia") {
		t.Errorf("a pack with a wrong example gives %v", err)
	}
	if _, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(bad)}}), classifier.WithoutExamples()); err != nil {
		t.Errorf("without examples: %v", err)
	}
}

// The whole pack that FORMAT.md shows loads, and its examples come out.
func TestFormatsPack(t *testing.T) {
	doc, err := os.ReadFile("pack/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, data, _ := strings.Cut(string(doc), "```yaml\npack: ")
	data, _, found := strings.Cut(data, "```")
	if !found {
		t.Fatal("FORMAT.md shows no pack")
	}
	if _, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte("pack: " + data)}})); err != nil {
		t.Error(err)
	}
}

// Explain answers as the examples are answered, and tells who speaks, each step, and what stopped it.
func TestExplain(t *testing.T) {
	data := strings.Replace(pack.Starter("whaling"), "lists:", "context: { none: [Wales] }\nlists:", 1)
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(data)}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, author, say, answer string }{
		{"“Whaling is a disgrace,” said Ann Lee.", "", `Ann Lee says: "Whaling is a disgrace,"`, "oppose by Ann Lee"},
		{"Whaling is a disgrace.", "Ann Lee", `verdict "disgrace"`, "oppose by Ann Lee"},
		{"Norway may support whaling.", "", `left open by "may"`, ""},
		{"Norway seems to support whaling.", "", `is not told as done, promised or held`, ""},
		{"The whaling museum supports Norway.", "", "covered by a blocker", ""},
		{"Norway supports whaling off Wales.", "", "the context of the pack whaling does not hold", ""},
		{"Norway supports tariffs.", "", "no target, act or override matches", ""},
	} {
		var said []string
		x := &pack.Example{Text: pack.Text{Value: test.text}, Speaker: pack.Text{Value: test.author}}
		answers, err := c.Explain("whaling", x, func(line string) { said = append(said, line) })
		if err != nil {
			t.Fatal(err)
		}
		answer := ""
		if len(answers) > 0 {
			answer = answers[0].String()
		}
		if all := strings.Join(said, "\n"); !strings.Contains(all, test.say) || !strings.HasPrefix(answer, test.answer) || test.answer == "" && answer != "" {
			t.Errorf("%s: want %q and %q, got %q and\n%s", test.text, test.answer, test.say, answer, all)
		}
	}
	if _, err := c.Explain("whaling", &pack.Example{}, func(string) {}); err == nil {
		t.Error("an empty text is explained")
	}
}

// A list in a pattern finds what a group of the same words finds: plurals of words that no lexicon has, names of kinds
// of things, words that could be verbs elsewhere.
func TestListsAreGroups(t *testing.T) {
	words := []string{"arms", "battle tank", "tank", "howitzer", "F-16", "Bradley"}
	data := func(kit string) string {
		return `
pack: kit
version: 0.1.0
lists:
  kit: ` + strings.Join(words, ", ") + `
issues:
  - id: kit_for_malta
    label: Kit for Malta
    proposition: Kit should be sent to Malta.
    targets:
      - id: supply
        match: ` + `"` + kit + ` supply to Malta, ` + kit + ` for Malta"
    acts:
      - id: send
        match: "send ..2 ` + kit + ` to Malta, lend Malta ..2 ` + kit + `"
    examples:
      - text: Norway rejects arms for Malta.
        label: oppose
`
	}
	for _, kit := range []string{"{kit}", "(" + strings.Join(words, "|") + ")"} {
		c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"kit.yaml": {Data: []byte(data(kit))}}))
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]string{
			"Norway criticises arms supplies to Malta.":     "oppose by Norway",
			"Norway criticises the tank supply to Malta.":   "oppose by Norway",
			"Norway rejects battle tanks for Malta.":        "oppose by Norway (rejects · battle tanks for Malta)",
			"Norway welcomed howitzers for Malta.":          "support by Norway",
			"Norway rejects F-16s for Malta.":               "oppose by Norway",
			"Norway rejects Bradleys for Malta.":            "oppose by Norway",
			"Norway will send twelve howitzers to Malta.":   "support by Norway",
			"Norway lent Malta two F-16s.":                  "support by Norway",
			"Norway rejects Bradley's proposals for Malta.": "",
		} {
			wantAnswer(t, c, "kit", text, want)
		}
	}
}

// The last word of a target is a noun there, though the lexicon knows it as a verb and an act has it, too; a word that
// only a pack has among its adjectives is one; a percentage does not part a target from its verb.
func TestPackWordsAreLearnt(t *testing.T) {
	const data = `
pack: quoll
version: 0.1.0
issues:
  - id: quoll_cull
    label: Quoll cull
    proposition: Quolls should be culled.
    targets:
      - {id: cull, match: quoll (cull|tax)}
    acts:
      - {id: kill, match: cull, object: quoll}
    verdicts:
      - {id: own, sign: -1, adjectives: bezzled}
    examples:
      - {text: Norway opposes the quoll cull., label: oppose, holder: Norway}
`
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"quoll.yaml": {Data: []byte(data)}}))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The quoll cull was rejected by Norway.":      "oppose by Norway",
		"The quoll cull must stop, Ann Lee said.":     "oppose by Ann Lee",
		"Norway will cull the quolls.":                "support by Norway",
		"Norway called the quoll cull bezzled.":       "oppose by Norway",
		"Norway wants a 2 per cent quoll tax.":        "support by Norway",
		"Norway gave details of the 1998 quoll cull.": "",
	} {
		wantAnswer(t, c, "quoll", text, want)
	}
}

// What a pack asks for: plurals of names and numbers, the object of an act itself and not what stands behind a ban, an
// agent that the core does not know.
func TestPackAsks(t *testing.T) {
	const data = `
pack: quagga
version: 0.1.0
issues:
  - id: quagga_hunt
    label: The hunt for quaggas
    proposition: Quaggas should be hunted.
    context: { any: [Scot, billion, quagga] }
    targets:
      - id: hunt
        match: quagga hunt, hunting of quagga, hunting
    acts:
      - id: allow
        match: allow, approve
        object: hunting of quagga
      - id: kill
        match: kill
        object: quagga
        agent: dogcart
    examples:
      - text: Norway rejects the quagga hunt.
        label: oppose
`
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"quagga.yaml": {Data: []byte(data)}}))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Most Scots support hunting.":                                      "support by Most Scots",
		"Malta opposes hunting that costs billions.":                       "oppose by Malta",
		"Malta opposes hunting.":                                           "",
		"Malta approved the hunting of quaggas.":                           "support by Malta",
		"Malta approved a moratorium on the hunting of quaggas.":           "oppose by Malta",
		"Malta's parliament passed a law against the quagga hunt.":         "oppose by Malta's parliament",
		"Dogcarts killed two quaggas.":                                     "support by Dogcarts",
		"Malta banned the sale of quagga eggs, hunting and the fur trade.": "oppose by Malta",
	} {
		wantAnswer(t, c, "quagga", text, want)
	}
}

// wantAnswer checks the beginning of the first answer to a sentence, or that there is none.
func wantAnswer(t *testing.T, c *classifier.Classifier, id, text, want string) {
	t.Helper()
	answers, err := c.Explain(id, &pack.Example{Text: pack.Text{Value: text}}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	if len(answers) > 0 {
		got = answers[0].String()
	}
	if !strings.HasPrefix(got, want) || want == "" && got != "" {
		t.Errorf("%s: %s: want %q, got %q", id, text, want, got)
	}
}
