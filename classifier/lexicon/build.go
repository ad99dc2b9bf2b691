package lexicon

import (
	"slices"
	"strings"
)

// Builder collects words. NewBuilder begins with the built-in ones; packs add theirs; Build finishes.
type Builder struct {
	ids       ids
	texts     []string
	words     []Word
	cues      []Cue
	phrases   Phrases
	places    []Place
	orgs      []Org
	placeOf   map[ID]int32
	orgOf     map[ID]int32
	classes   []Class     // of function phrases
	formsOf   map[ID][]ID // by the lemma of a verb
	groups    []Group     // by ID; those behind are in none
	compounds map[uint64]struct{}
}

func emptyBuilder() *Builder {
	return &Builder{
		ids: newIDs(1 << 17), texts: make([]string, 1, 1<<16), words: make([]Word, 1, 1<<16), cues: make([]Cue, 1),
		phrases: newPhrases(), placeOf: map[ID]int32{}, orgOf: map[ID]int32{}, formsOf: map[ID][]ID{},
	}
}

// ID returns the ID of a form, in any case, and adds it where it is new.
func (b *Builder) ID(form string) ID {
	k, slot := b.find(form)
	if slot.id == 0 {
		var few [32]byte
		if folded := Fold(few[:0], form); string(folded) != form {
			form = string(folded)
		}
		id := ID(len(b.words))
		b.ids.add(slot, k, id)
		b.texts = append(b.texts, form)
		b.words = append(b.words, Word{})
		return id
	}
	return slot.id
}

// Known returns the ID of a form in any case, or 0; it adds nothing.
func (b *Builder) Known(form string) ID {
	_, slot := b.find(form)
	return slot.id
}

// find returns the key of a form in any case and its slot, which is free where the form is not known.
func (b *Builder) find(form string) (Key, *idSlot) {
	if len(form) <= 8 {
		if k := keyAt(form, 0, len(form)); k.short() {
			return k, b.ids.find(k, form, nil)
		}
	}
	var few [32]byte
	folded := Fold(few[:0], form)
	k := keyOf(folded)
	return k, b.ids.find(k, string(folded), b.texts)
}

// Word returns what is known so far about a form.
func (b *Builder) Word(id ID) Word { return b.words[id] }

// Text returns the letters of a form.
func (b *Builder) Text(id ID) string { return b.texts[id] }

// Add gives a form a class and returns its ID.
func (b *Builder) Add(form string, c Class) ID {
	id := b.ID(form)
	b.words[id].Class |= c
	return id
}

// Verb adds a verb with its regular forms and returns the lemma's ID; double: the last consonant is doubled.
// A verb that is known keeps the forms that it has.
func (b *Builder) Verb(lemma string, double bool) ID {
	if id := b.Known(lemma); id != 0 && b.words[id].Verb == id {
		return id
	}
	ed := past(lemma, double)
	return b.verb(lemma, thirdPerson(lemma), gerund(lemma, double), []string{ed}, []string{ed})
}

func (b *Builder) verb(lemma, third, ing string, pasts, participles []string) ID {
	id := b.ID(lemma)
	forms := b.formsOf[id]
	if forms == nil {
		forms = make([]ID, 0, 5)
	}
	add := func(form string, c Class) {
		if f := b.verbForm(form, id, c); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	add(lemma, Base)
	add(third, Third)
	add(ing, Gerund)
	for _, f := range pasts {
		add(f, Past)
	}
	for _, f := range participles {
		add(f, Participle)
	}
	b.formsOf[id] = forms
	return id
}

func (b *Builder) verbForm(form string, lemma ID, c Class) ID {
	f := b.Add(form, c)
	w := &b.words[f]
	switch {
	case w.Verb == 0 || w.Verb == lemma:
		w.Verb = lemma
	case w.Verb2 == 0:
		w.Verb2 = lemma
	}
	return f
}

// VerbForms returns the IDs of all forms of a verb, by the ID of its lemma; none where it is no verb.
func (b *Builder) VerbForms(lemma ID) []ID { return b.formsOf[lemma] }

// Noun adds a noun with its plural ("" for the regular one, two with a bar between) and returns the lemma's ID.
func (b *Builder) Noun(lemma, plural string, c Class) ID {
	id := b.Add(lemma, Noun|c)
	if b.words[id].Noun == 0 {
		b.words[id].Noun = id
	}
	if plural == "" {
		plural = PluralOf(lemma)
	}
	for form := range strings.SplitSeq(plural, "|") {
		p := b.Add(form, Noun|Plural|c)
		if b.words[p].Noun == 0 {
			b.words[p].Noun = id
		}
	}
	return id
}

// PluralOnly adds the plural of a word that is no noun by itself: coverings.
func (b *Builder) PluralOnly(lemma string) {
	p := b.Add(PluralOf(lemma), Noun|Plural)
	if b.words[p].Noun == 0 {
		b.words[p].Noun = b.ID(lemma)
	}
}

// PluralOf returns the regular plural of a noun.
func PluralOf(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "woman"), strings.HasSuffix(lemma, "man") && !endsAny(lemma, "human", "german", "roman"):
		return lemma[:len(lemma)-2] + "en"
	case strings.HasSuffix(lemma, "scarf"):
		return lemma[:len(lemma)-1] + "ves|" + lemma + "s"
	case endsAny(lemma, "shelf", "half", "calf", "leaf", "loaf", "thief", "wolf"):
		return lemma[:len(lemma)-1] + "ves"
	case endsAny(lemma, "wife", "knife"):
		return lemma[:len(lemma)-2] + "ves"
	case strings.HasSuffix(lemma, "person") && lemma != "person":
		return lemma + "s"
	case endsAny(lemma, "go", "do", "echo", "veto") && !endsAny(lemma, "hero", "veto", "echo"):
		return lemma + "s"
	}
	return thirdPerson(lemma)
}

// phrase adds the words of a name or term under what it stands for. A single word is not a phrase: it returns its
// ID and false.
func (b *Builder) phrase(text string, e Phrase) (ID, bool) {
	var few [8]ID
	ids := few[:0]
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '_' }) {
		ids = append(ids, b.ID(w))
	}
	if len(ids) == 0 {
		return 0, false
	}
	if len(ids) == 1 {
		return ids[0], false
	}
	b.phrases.add(ids, e)
	b.words[ids[0]].Class |= FirstPart
	if e.Kind == CuePhrase {
		b.words[ids[0]].Class |= FirstCue
	}
	return ids[0], true
}

// Len returns the number of forms so far, including ID 0.
func (b *Builder) Len() int { return len(b.words) }

// Mark gives a form that is there a class.
func (b *Builder) Mark(id ID, c Class) { b.words[id].Class |= c }

// markTime gives the nouns of time their class.
func (b *Builder) markTime() {
	of := map[ID]bool{}
	for _, w := range strings.Fields("day week month year morning evening afternoon night weekend today yesterday tomorrow tonight hour minute summer spring fall winter autumn decade") {
		if id := b.Known(w); id != 0 {
			of[id] = true
		}
	}
	for id := range b.words {
		if w := &b.words[id]; of[ID(id)] || w.Noun != 0 && of[w.Noun] {
			w.Class |= Time
		}
	}
}

// Compound notes that two words stand beside each other as nouns ("peace talks"), so that the second is no verb there.
func (b *Builder) Compound(first, second ID) {
	dying := b.words[first].Class&Participle != 0 && b.words[second].Class&(Gerund|Noun) != 0 // assisted dying, assisted suicide
	if !dying && (b.words[second].Class&Verbal == 0 || b.words[second].Class&Noun == 0 || b.words[first].Class&(Noun|Adjective|OrgName) == 0 && b.words[first].Class != 0) {
		return
	}
	if b.compounds == nil {
		b.compounds = map[uint64]struct{}{}
	}
	b.compounds[uint64(first)<<32|uint64(second)] = struct{}{}
}

// Build finishes the lexicon. The Builder must not be used afterwards.
func (b *Builder) Build() *Lexicon {
	b.phrases.freeze()
	b.markTime()
	for id, i := range b.placeOf {
		b.words[id].place = uint16(i + 1)
	}
	for id, i := range b.orgOf {
		b.words[id].org = uint16(i + 1)
	}
	l := &Lexicon{
		table: newTable(len(b.texts)), words: b.words, cues: b.cues,
		phrases: b.phrases, places: b.places, orgs: b.orgs, classes: b.classes, compounds: b.compounds,
	}
	l.texts, l.textAt = joined(b.texts)
	l.groups = make([]Group, len(l.words))
	copy(l.groups, b.groups)
	for id, form := range b.texts {
		if w := &b.words[id]; w.cueV != 0 && b.cues[w.cueV].Takes&(TakesThat|TakesPersonThat) != 0 {
			w.Class |= ThatVerb
		}
		b.markCueLead(ID(id))
		if id > 0 {
			l.table.insert(form, ID(id), b.words[id].Class)
		}
	}
	l.table.setOf = nil
	l.noteModifiers()
	return l
}

// markCueLead gives a word with which cues begin its classes.
func (b *Builder) markCueLead(id ID) {
	w := &b.words[id]
	if w.Class&FirstCue != 0 || w.Class&Verbal != 0 && b.words[w.Verb].Class&FirstCue != 0 {
		w.Class |= CueLead
	}
	switch b.texts[id] {
	case "according", "per", "based":
		w.Class |= OpensCue
	}
	if w.Class&CueNoun != 0 || w.Class&Preposition != 0 && w.Class&CueLead != 0 {
		w.Class |= OpensCue
	}
}

// noteModifiers notes which forms Compound has to look up.
func (l *Lexicon) noteModifiers() {
	l.modifier, l.modified = make([]uint64, len(l.words)/64+1), make([]uint64, len(l.words)/64+1)
	note := func(set []uint64, id ID) { set[id>>6] |= 1 << (id & 63) }
	for c := range l.compounds {
		note(l.modifier, ID(c>>32))
		note(l.modified, ID(c))
	}
	for _, set := range [][]uint64{l.modifier, l.modified} {
		for id := range l.words {
			if n := l.words[id].Noun; n != 0 && set[n>>6]&(1<<(n&63)) != 0 {
				note(set, ID(id))
			}
		}
	}
}

// joined puts all forms into one string, so that looking at one takes little memory. It returns where each begins, and
// the end.
func joined(forms []string) (texts string, at []uint32) {
	at = make([]uint32, 0, len(forms)+1)
	size := 0
	for _, f := range forms {
		size += len(f)
	}
	var b strings.Builder
	b.Grow(size)
	for _, f := range forms {
		at = append(at, uint32(b.Len()))
		b.WriteString(f)
	}
	return b.String(), append(at, uint32(b.Len()))
}
