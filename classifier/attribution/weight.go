package attribution

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/stance-dev/stance/classifier/text"
)

//go:generate go run ./internal/weigh ../../../shared/gold/polnear/train.jsonl data/weights.txt

//go:embed data/weights.txt
var weightFile string

// The shares of right statements from which on a cue's content is one. What a clause or quotation reports nearly
// always is; a noun phrase or infinitive behind a cue often is the writer's.
const (
	clauseThreshold = 0.15
	quotedThreshold = 0.3
	phraseThreshold = 0.44
)

// shape is what a weight depends on besides rule and lemma.
type shape uint8

const (
	quotedShape shape = 1 << iota // quotation marks stand in the content
	endShape                      // the content ends with its sentence
	commaShape                    // a comma stands in it, outside quotation marks
	parasShape                    // it goes over paragraphs
	looseShape                    // the source is not the subject of the cue

	coarse = quotedShape | endShape // what a cue's weight depends on
)

// Coarse are the bits of a shape that a cue's weight depends on.
const Coarse = int(coarse)

// weightKey is what the shares are counted by; without Lemma for a rule as a whole.
type weightKey struct {
	rule, lemma string
	shape       shape
}

// weights are the shares of right statements, read once and never changed.
var weights = readWeights(weightFile)

// optimism is by how much more often a statement is wrong than counted: the rules were made with the counted articles in view.
const optimism = 1.25

// prior is the number of cases as which the share of the rule as a whole counts for a lemma.
const prior = 8

// readWeights reads lines "rule shape lemma cases right"; the lemma "*" stands for all, "+" for all of a full shape.
func readWeights(file string) map[weightKey]float32 {
	m := map[weightKey]float32{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) != 5 || f[0] == "#" {
			continue
		}
		sh, err1 := strconv.Atoi(f[1])
		cases, err2 := strconv.Atoi(f[3])
		right, err3 := strconv.Atoi(f[4])
		if err1 != nil || err2 != nil || err3 != nil {
			panic(fmt.Sprintf("attribution: data/weights.txt: %q", line)) // a defect of the embedded file
		}
		k := weightKey{f[0], f[2], shape(sh)}
		if f[2] == "*" {
			k.lemma = ""
			m[k] = float32(right) / float32(cases)
			continue
		}
		if f[2] == "+" {
			all := m[weightKey{f[0], "", k.shape & coarse}] // stands before
			m[k] = (float32(right) + prior*all) / (float32(cases) + prior) / max(all, 0.01)
			continue
		}
		all := m[weightKey{f[0], "", shape(sh)}] // stands before its lemmas
		m[k] = (float32(right) + prior*all) / (float32(cases) + prior)
	}
	return m
}

// weightOf returns the share of right statements among those that a rule finds with a cue.
func weightOf(rule, lemma string, s shape) float32 {
	if w, ok := weights[weightKey{rule, lemma, s}]; ok {
		return w
	}
	return weights[weightKey{rule, "", s}]
}

// shape tells the shape of a content that ends before token last.
func (f *Finder) shape(quoted bool, last int32, u *unit) shape {
	var s shape
	if quoted {
		s |= quotedShape
	}
	if last >= u.last-1 || f.stopBehind(last) {
		s |= endShape
	}
	return s
}

// stopBehind reports whether nothing but marks and a full stop stands between token i and the sentence's end.
func (f *Finder) stopBehind(i int32) bool {
	for int(i) < len(f.d.Tokens) {
		t := &f.d.Tokens[i]
		if t.Flags&text.SentStart != 0 {
			return true
		}
		if t.Kind != text.Mark && t.Kind != text.Punct {
			return false
		}
		if f.char(i) == ',' || f.char(i) == '-' {
			return false
		}
		i++
	}
	return true
}

// confidence returns how often a statement like s is right.
func (f *Finder) confidence(s *Statement) float32 {
	sh := f.Shape(s)
	w := weightOf(s.ContentRule, s.Lemma, sh&coarse)
	if r, ok := weights[weightKey{s.ContentRule, "+", sh}]; ok {
		w *= r
	}
	return max(0, 1-(1-min(w, 0.99))*optimism)
}

// Shape returns the shape of a statement as a number, for counting.
func (f *Finder) Shape(s *Statement) shape {
	var sh shape
	for _, sp := range s.Spans {
		if f.quotes(sp) {
			sh |= quotedShape
		}
	}
	last := s.Spans[len(s.Spans)-1].Last
	if int(last) >= len(f.d.Tokens) || f.stopBehind(last) {
		sh |= endShape
	}
	for _, sp := range s.Spans {
		for i := sp.First; i < sp.Last; i++ {
			if f.q.Of[i] < 0 && f.char(i) == ',' {
				sh |= commaShape
			}
			if i > s.Spans[0].First && f.d.Tokens[i].Flags&text.ParaStart != 0 {
				sh |= parasShape
			}
		}
	}
	switch s.SpeakerRule {
	case "subject", "inversion", "subject.apposition", "according", "label":
	default:
		sh |= looseShape
	}
	return sh
}
