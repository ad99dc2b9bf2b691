package lexicon

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data/*.txt
var data embed.FS

// NewBuilder begins a lexicon with the built-in words. The error is a defect of the data files.
func NewBuilder() (*Builder, error) {
	b := emptyBuilder()
	for _, f := range []struct {
		name string
		read func(*Builder, entry) error
	}{
		{"function", readFunction},
		{"verbs", readVerb},
		{"nouns", readNoun},
		{"adjectives", classReader(Adjective)},
		{"adverbs", classReader(Adverb)},
		{"persons", readPerson},
		{"bodies", nounReader(Body)},
		{"documents", nounReader(Document)},
		{"honorifics", readHonorific},
		{"abbreviations", readAbbreviation},
		{"places", readPlace},
		{"organisations", readOrg},
		{"given_names", readGivenName},
		{"cues", readCue},
		{"stopquotes", readStopQuote},
		{"groups", readGroup},
	} {
		if err := b.readFile(f.name, f.read); err != nil {
			return nil, err
		}
	}
	b.auxiliaries()
	for _, m := range strings.Fields("january february march april may june july august september october november december jan. feb. mar. apr. aug. sept. oct. nov. dec.") {
		b.Add(m, Month)
	}
	for _, d := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday mon. tue. wed. thu. fri. sat. sun.") {
		b.Add(d, Weekday)
	}
	return b, nil
}

// auxiliaries gives the forms of be, have and do their lemmas, so that patterns with these verbs find them.
func (b *Builder) auxiliaries() {
	be, have, do := b.ID("be"), b.ID("have"), b.ID("do")
	for id := ID(1); int(id) < b.Len(); id++ {
		w := &b.words[id]
		if w.Verb != 0 || w.Is(Negation) {
			continue
		}
		switch w.Class & (AuxBe | AuxHave | AuxDo) {
		case AuxBe:
			w.Verb = be
		case AuxHave:
			w.Verb = have
		case AuxDo:
			w.Verb = do
		}
	}
}

// entry is one line of a data file.
type entry struct {
	line   string   // without the comment
	fields []string // split at white space; the next entry has the same memory
}

func (b *Builder) readFile(name string, read func(*Builder, entry) error) error {
	raw, err := data.ReadFile("data/" + name + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil // until all files have landed
	}
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	n := 0
	var fields []string
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if i := strings.Index(line, "  #"); i >= 0 {
			line = strings.TrimSpace(line[:i])
		}
		if line == "" {
			continue
		}
		fields = slices.AppendSeq(fields[:0], strings.FieldsSeq(line))
		if err := read(b, entry{line, fields}); err != nil {
			return fmt.Errorf("lexicon: data/%s.txt:%d: %w", name, n, err)
		}
	}
	return nil
}

var functionClasses = map[string]Class{
	"det": Determiner, "poss": Possessive, "pron_subj": PronSubject, "pron_obj": PronObject, "pron_refl": PronReflexive,
	"pron_rel": PronRelative, "pron_other": PronOther, "prep": Preposition, "conj_coord": Coordinator, "conj_sub": Subordinator,
	"modal": Modal, "aux_be": AuxBe, "aux_have": AuxHave, "aux_do": AuxDo, "neg": Negation, "num": Numeral, "interj": Interjection,
	"to": To, "ex_there": ExThere, "wh_adv": WhAdverb, "adv": Adverb, "adj": Adjective,
}

func readFunction(b *Builder, e entry) error {
	if len(e.fields) < 2 {
		return fmt.Errorf("%q: want a word and its classes", e.line)
	}
	var c Class
	for name := range strings.SplitSeq(e.fields[1], ",") {
		k, ok := functionClasses[name]
		if !ok {
			return fmt.Errorf("%q: no class %q", e.line, name)
		}
		c |= k
	}
	if strings.ContainsAny(e.fields[0], " _") {
		b.phrase(e.fields[0], Phrase{FunctionPhrase, int32(len(b.classes))})
		b.classes = append(b.classes, c)
		return nil
	}
	b.Add(e.fields[0], c)
	return nil
}

func readVerb(b *Builder, e entry) error {
	lemma, double := strings.CutSuffix(e.fields[0], "+")
	third, ing := thirdPerson(lemma), gerund(lemma, double)
	pasts := []string{past(lemma, double)}
	participles := pasts
	forms := e.fields[1:]
	if n := len(forms); n > 0 && strings.HasPrefix(forms[n-1], "{") {
		for flag := range strings.SplitSeq(strings.Trim(forms[n-1], "{}"), ",") {
			switch name, form, _ := strings.Cut(flag, "="); name {
			case "s":
				third = form
			case "ing":
				ing = form
			default:
				return fmt.Errorf("%q: no flag %q", e.line, flag)
			}
		}
		forms = forms[:n-1]
	}
	switch len(forms) {
	case 0:
	case 2:
		pasts, participles = strings.Split(forms[0], "/"), strings.Split(forms[1], "/")
	default:
		return fmt.Errorf("%q: want lemma, past, participle", e.line)
	}
	b.verb(lemma, third, ing, pasts, participles)
	return nil
}

func (e entry) plural() string {
	for _, f := range e.fields[1:] {
		if p, ok := strings.CutPrefix(f, "plural="); ok {
			return p
		}
	}
	return ""
}

func readNoun(b *Builder, e entry) error {
	b.Noun(e.fields[0], e.plural(), 0)
	return nil
}

func nounReader(c Class) func(*Builder, entry) error {
	return func(b *Builder, e entry) error {
		if strings.Contains(e.fields[0], "_") {
			return nil // its head noun has a line of its own
		}
		b.Noun(e.fields[0], e.plural(), c)
		return nil
	}
}

func classReader(c Class) func(*Builder, entry) error {
	return func(b *Builder, e entry) error {
		if !strings.Contains(e.fields[0], "_") {
			b.Add(e.fields[0], c)
		}
		return nil
	}
}

// readStopQuote takes the words that stand before a quotation: those that make it a title with no other sign needed, and
// those that do where it is written like one.
func readStopQuote(b *Builder, e entry) error {
	if len(e.fields) < 2 {
		return fmt.Errorf("%q: want a word and its side", e.line)
	}
	if e.fields[1] != "before" || strings.Contains(e.fields[0], "_") {
		return nil
	}
	if len(e.fields) == 2 {
		b.Add(e.fields[0], StopQuote)
	} else {
		b.Add(e.fields[0], WorkNoun)
	}
	return nil
}

var personKinds = map[string]Class{"role": Role, "relation": Relation, "group": People, "anon": Person}
var genders = map[string]Class{"m": Male, "f": Female, "-": 0, "u": 0}

func readPerson(b *Builder, e entry) error {
	if len(e.fields) < 3 {
		return fmt.Errorf("%q: want noun, gender, kind", e.line)
	}
	g, ok := genders[e.fields[1]]
	if !ok {
		return fmt.Errorf("%q: no gender %q", e.line, e.fields[1])
	}
	k, ok := personKinds[e.fields[2]]
	if !ok {
		return fmt.Errorf("%q: no kind %q", e.line, e.fields[2])
	}
	if strings.Contains(e.fields[0], "_") {
		return nil // its head noun has a line of its own
	}
	b.Noun(e.fields[0], e.plural(), g|k)
	return nil
}

func readHonorific(b *Builder, e entry) error {
	var g Class
	if len(e.fields) > 1 {
		g = genders[e.fields[1]]
	}
	if id, many := b.phrase(e.fields[0], Phrase{HonorificPhrase, 0}); !many {
		b.words[id].Class |= Honorific | g
	}
	return nil
}

func readAbbreviation(b *Builder, e entry) error {
	c := Abbrev
	if len(e.fields) > 1 && e.fields[1] == "end" {
		c |= AbbrevEnd
	}
	b.Add(e.fields[0], c)
	return nil
}

func readGivenName(b *Builder, e entry) error {
	if len(e.fields) < 2 {
		return fmt.Errorf("%q: want name and gender", e.line)
	}
	b.Add(e.fields[0], GivenName|givenGender(e.fields[1]))
	return nil
}

func givenGender(s string) Class {
	if s == "u" {
		return 0
	}
	return genders[s]
}

func readCue(b *Builder, e entry) error {
	if len(e.fields) < 3 {
		return fmt.Errorf("%q: want lemma, part of speech, kind, takes", e.line)
	}
	cue, err := parseCue(e)
	if err != nil {
		return err
	}
	i := uint16(len(b.cues))
	cue.Index = int32(i)
	b.cues = append(b.cues, cue)
	if first, rest, many := strings.Cut(e.fields[0], "_"); many {
		b.phrase(e.fields[0], Phrase{CuePhrase, int32(i)})
		if e.fields[1] == "v" { // pointed out
			for _, form := range b.VerbForms(b.Known(first)) {
				b.phrase(b.texts[form]+"_"+rest, Phrase{CuePhrase, int32(i)})
			}
		}
		return nil
	}
	switch e.fields[1] {
	case "v":
		return b.markCue(e.fields[0], CueVerb, func(w *Word, lemma ID) *uint16 {
			if w.Verb == lemma {
				return &w.cueV
			}
			return nil
		}, i)
	case "n":
		id := b.Noun(e.fields[0], "", 0)
		for _, form := range []ID{id, b.ID(PluralOf(e.fields[0]))} {
			b.words[form].Class |= CueNoun
			b.words[form].cueN = i
		}
	case "a":
		b.words[b.Add(e.fields[0], Adjective)].cueA = i
	case "p":
		// single prepositions report through their phrases only
	}
	return nil
}
