package lexicon

import (
	"strings"
	"testing"
)

func build(t testing.TB) *Lexicon {
	t.Helper()
	b, err := NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

func TestForms(t *testing.T) {
	l := build(t)
	for _, c := range []struct {
		form, verb string
		class      Class
	}{
		{"said", "say", Past | Participle}, {"Says", "say", Third}, {"SAYING", "say", Gerund},
		{"admitted", "admit", Past}, {"moving", "move", Gerund}, {"lying", "lie", Gerund}, {"denies", "deny", Third},
		{"vetoes", "veto", Third}, {"told", "tell", Past}, {"spoke", "speak", Past}, {"spoken", "speak", Participle},
		{"panicked", "panic", Past}, {"urges", "urge", Third}, {"pushes", "push", Third},
	} {
		w := l.Word(l.Lookup(c.form))
		if l.Text(w.Verb) != c.verb || !w.Is(c.class) {
			t.Errorf("%s is a form of %q with classes %b, want %q with %b", c.form, l.Text(w.Verb), w.Class, c.verb, c.class)
		}
	}
	for form, noun := range map[string]string{"ministers": "minister", "spokeswomen": "spokeswoman", "agencies": "agency", "Germans": "", "humans": "human"} {
		if got := l.Text(l.Word(l.Lookup(form)).Noun); got != noun {
			t.Errorf("%s is a form of the noun %q, want %q", form, got, noun)
		}
	}
}

func TestLookupFolds(t *testing.T) {
	l := build(t)
	want := l.Lookup("n't")
	if want == 0 || l.Lookup("N’T") != want || l.Lookup("n’t") != want {
		t.Errorf("n't has the IDs %d, %d, %d in three spellings", want, l.Lookup("N’T"), l.Lookup("n’t"))
	}
	for _, s := range []string{"", "qqqq", strings.Repeat("x", 100), "sai", "saidx", "\xff\xfe", "ſaid"} {
		if id := l.Lookup(s); id != 0 {
			t.Errorf("%q has ID %d, want none", s, id)
		}
	}
}

// Every form finds itself, whatever its length and letters.
func TestTableHoldsAllForms(t *testing.T) {
	l := build(t)
	if l.Len() < 30000 {
		t.Errorf("%d forms, want 30,000 or more", l.Len())
	}
	for id := 1; id < l.Len(); id++ {
		if got := l.Lookup(l.Text(ID(id))); got != ID(id) && len(l.Text(ID(id))) <= 48 {
			t.Fatalf("%q has ID %d, is found under %d", l.Text(ID(id)), id, got)
		}
	}
}

func TestCues(t *testing.T) {
	l := build(t)
	said := l.VerbCue(l.Lookup("said"))
	if said == nil || said.Kind != SpeechCue || said.Takes&(TakesThat|TakesQuote) != TakesThat|TakesQuote || said.Weak {
		t.Errorf("said reports as %+v", said)
	}
	if c := l.VerbCue(l.Lookup("opposes")); c == nil || c.Kind != AttitudeCue || c.Takes&TakesObject == 0 {
		t.Errorf("opposes reports as %+v", c)
	}
	if c := l.NounCue(l.Lookup("claims")); c == nil || c.Takes&TakesThat == 0 {
		t.Errorf("claims reports as %+v", c)
	}
	if l.VerbCue(l.Lookup("bottle")) != nil || l.VerbCue(0) != nil {
		t.Error("a word that does not report has a cue")
	}
}

func TestPhrases(t *testing.T) {
	l := build(t)
	find := func(words string) (kind PhraseKind, p Phrase) {
		node := int32(0)
		if w := strings.Fields(words); !l.Phrases().Pair(l.Lookup(w[0]), l.Lookup(w[1])) {
			return 0, p
		}
		for i, w := range strings.Fields(words) {
			id := l.Lookup(w)
			if i == 0 && !l.Word(id).Is(FirstPart) {
				return 0, p
			}
			if node, p = l.Phrases().Step(node, id); node < 0 {
				return 0, p
			}
		}
		return p.Kind, p
	}
	if k, p := find("United Nations"); k != OrgPhrase || l.PhraseOrg(p).Name != "United Nations" {
		t.Errorf("United Nations is of kind %d", k)
	}
	if k, p := find("according to"); k != FunctionPhrase && k != CuePhrase {
		t.Errorf("according to is %+v", p)
	}
	if k, _ := find("United Kings"); k != 0 {
		t.Errorf("United Kings is of kind %d", k)
	}
	if p := l.PlaceOf(l.Lookup("Israeli")); p == nil || p.Name != "Israel" {
		t.Errorf("Israeli belongs to %+v", p)
	}
	if p := l.PlaceOf(l.Lookup("US")); p == nil || !l.Word(l.Lookup("us")).Is(CapsOnly) {
		t.Errorf("US is %+v", p)
	}
}

// A pack's words are found like the built-in ones, and leave these as they are.
func TestBuilderAdds(t *testing.T) {
	b, err := NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	before := b.Word(b.Known("reject"))
	b.Verb("reject", false)
	b.Verb("hudnify", false)
	b.Noun("hudna", "", PackWord)
	l := b.Build()
	if w := *l.Word(l.Lookup("reject")); w.Class&^ThatVerb != before.Class || w.Verb != before.Verb || w.cueV != before.cueV {
		t.Errorf("reject became %+v, was %+v", w, before)
	}
	if w := l.Word(l.Lookup("hudnified")); l.Text(w.Verb) != "hudnify" || !w.Is(Past) {
		t.Errorf("hudnified is %+v", w)
	}
	if w := l.Word(l.Lookup("hudnas")); l.Text(w.Noun) != "hudna" || !w.Is(PackWord|Plural) {
		t.Errorf("hudnas is %+v", w)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		build(b)
	}
}
