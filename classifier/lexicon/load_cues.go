package lexicon

import (
	"fmt"
	"strings"
)

var cueKinds = map[string]CueKind{
	"speech": SpeechCue, "writing": WritingCue, "thought": ThoughtCue, "attitude": AttitudeCue, "perception": PerceptionCue, "evidence": EvidenceCue,
}

var cueTakes = map[string]Takes{
	"that": TakesThat, "quote": TakesQuote, "np": TakesObject, "to": TakesTo, "as": TakesAs, "of": TakesOf, "about": TakesAbout,
	"on": TakesOn, "for": TakesFor, "against": TakesAgainst, "wh": TakesWh, "obj_that": TakesPersonThat, "ing": TakesGerund, "with": TakesWith, "from": TakesFrom, "in": TakesIn, "at": TakesAt, "over": TakesOver, "by": TakesBy, "behind": TakesBehind, "-": 0,
}

func parseCue(e entry) (Cue, error) {
	c := Cue{Lemma: e.fields[0], Pos: e.fields[1][0]}
	var ok bool
	if c.Kind, ok = cueKinds[e.fields[2]]; !ok {
		return c, fmt.Errorf("%q: no kind %q", e.line, e.fields[2])
	}
	for _, f := range e.fields[3:] {
		for t := range strings.SplitSeq(f, ",") {
			if t == "weak" {
				c.Weak = true
				continue
			}
			bit, ok := cueTakes[t]
			if !ok {
				return c, fmt.Errorf("%q: no complement %q", e.line, t)
			}
			c.Takes |= bit
		}
	}
	return c, nil
}

// markCue gives all forms of a verb the cue.
func (b *Builder) markCue(lemma string, c Class, slot func(*Word, ID) *uint16, cue uint16) error {
	id := b.Known(lemma)
	if id == 0 || b.words[id].Verb == 0 {
		id = b.Verb(lemma, false)
	}
	for _, form := range b.formsOf[id] {
		w := &b.words[form]
		if s := slot(w, id); s != nil {
			*s = cue
			w.Class |= c
		}
	}
	return nil
}
