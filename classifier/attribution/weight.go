package attribution

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// GOLD is a file of annotated articles by its whole path: GOLD=/…/train.jsonl go generate ./classifier/attribution
//
//go:generate go run ./internal/weigh $GOLD data/weights.txt

//go:embed data/weights.txt
var weightFile string

// The shares of right statements from which on a cue's content is one. What a clause or quotation reports nearly
// always is; a noun phrase or infinitive behind a cue often is the writer's.
const (
	clauseThreshold = 0.25
	quotedThreshold = 0.3
	phraseThreshold = 0.46
	spokenThreshold = 0.37 // of a phrase behind a verb of speech or writing
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
	shapes = 1 << 5
)

// Coarse are the bits of a shape that a cue's weight depends on.
const Coarse = int(coarse)

// What acceptedShapes returns where all shapes are accepted, and what can be of it where no quotation marks are.
const (
	allShapes      uint8 = 1<<(coarse+1) - 1
	unquotedShapes uint8 = 1<<0 | 1<<endShape
)

// weights are the shares of right statements, read once and never changed.
var weights = readWeights(weightFile)

// weightTable has the shares of right statements by rule and lemma. Lemma 0 stands for the rule as a whole, rule 0 for
// one that was never counted.
type weightTable struct {
	rules, lemmas map[string]int32
	byLength      [32][]ruleNumber // rules again, by the length of their name
	share         []float32        // by rule, lemma and the coarse bits of the shape
	ratio         []float32        // by rule and shape: how much oftener than the coarse bits alone tell
	accepted      []uint8          // by complement and lemma: a bit for each value of the coarse bits
	spoken        []uint8          // the same behind verbs of speech and writing
}

// ruleNumber is the number that a rule has in the weights.
type ruleNumber struct {
	rule   string
	number int32
}

// numberOf returns the number of a rule. Few names are of the same length: that is sooner asked than a map.
func (t *weightTable) numberOf(rule string) int32 {
	for _, r := range t.byLength[len(rule)%len(t.byLength)] {
		if r.rule == rule {
			return r.number
		}
	}
	return 0
}

// spellings are the British ends of lemmas and the American ones.
var spellings = [...][2]string{{"ise", "ize"}, {"yse", "yze"}, {"our", "or"}}

// numberOfLemma returns the number of a lemma. One in British spelling that was not counted has the American one's.
func (t *weightTable) numberOfLemma(lemma string) int32 {
	if n, ok := t.lemmas[lemma]; ok {
		return n
	}
	for _, s := range spellings {
		if stem, ok := strings.CutSuffix(lemma, s[0]); ok {
			return t.lemmas[stem+s[1]]
		}
	}
	return 0
}

// optimism lowers the shares that were counted, most those in the middle: the rules were made with the counted articles
// in view. classifier/internal/reliability shows what comes of it.
const optimism = 0.45

// prior is the number of cases as which the share of the rule as a whole counts for a lemma.
const prior = 8

// readWeights reads lines "rule shape lemma cases right"; the lemma "*" stands for all, "+" for all of a full shape.
func readWeights(file string) *weightTable {
	t := &weightTable{rules: map[string]int32{"": 0}, lemmas: map[string]int32{"": 0}}
	type line struct {
		rule, lemma  int32
		all, full    bool
		shape        shape
		cases, right float32
	}
	var lines []line
	index := func(m map[string]int32, s string) int32 {
		if _, ok := m[s]; !ok {
			m[s] = int32(len(m))
		}
		return m[s]
	}
	for text := range strings.Lines(file) {
		f := strings.Fields(text)
		if len(f) != 5 || f[0] == "#" {
			continue
		}
		sh, err1 := strconv.Atoi(f[1])
		cases, err2 := strconv.Atoi(f[3])
		right, err3 := strconv.Atoi(f[4])
		if err1 != nil || err2 != nil || err3 != nil {
			panic(fmt.Sprintf("attribution: data/weights.txt: %q", text)) // a defect of the embedded file
		}
		l := line{rule: index(t.rules, f[0]), all: f[2] == "*", full: f[2] == "+", shape: shape(sh), cases: float32(cases), right: float32(right)}
		if !l.all && !l.full {
			l.lemma = index(t.lemmas, f[2])
		}
		lines = append(lines, l)
	}
	for rule, number := range t.rules {
		n := len(rule) % len(t.byLength)
		t.byLength[n] = append(t.byLength[n], ruleNumber{rule, number})
	}
	t.share = make([]float32, len(t.rules)*len(t.lemmas)*(Coarse+1))
	t.ratio = slices.Repeat([]float32{1}, len(t.rules)*shapes)
	for _, l := range lines {
		if l.all {
			for lemma := range t.lemmas {
				t.share[t.at(l.rule, t.lemmas[lemma], l.shape)] = l.right / l.cases
			}
		}
	}
	for _, l := range lines {
		all := t.share[t.at(l.rule, 0, l.shape)]
		switch {
		case l.full:
			t.ratio[int(l.rule)*shapes+int(l.shape)] = (l.right + prior*all) / (l.cases + prior) / max(all, 0.01)
		case !l.all:
			t.share[t.at(l.rule, l.lemma, l.shape)] = (l.right + prior*all) / (l.cases + prior)
		}
	}
	t.accepted = make([]uint8, int(complements)*len(t.lemmas))
	t.spoken = make([]uint8, int(complements)*len(t.lemmas))
	for k := quoteComplement; k < complements; k++ {
		for _, lemma := range t.lemmas {
			for sh := range coarse + 1 {
				share, least := t.share[t.at(t.rules[complementRules[k]], lemma, sh)], threshold(k, sh)
				if share >= least {
					t.accepted[int(k)*len(t.lemmas)+int(lemma)] |= 1 << sh
				}
				if share >= min(least, spokenThreshold) {
					t.spoken[int(k)*len(t.lemmas)+int(lemma)] |= 1 << sh
				}
			}
		}
	}
	return t
}

// at returns where the share of a rule and lemma stands.
func (t *weightTable) at(rule, lemma int32, s shape) int {
	return (int(rule)*len(t.lemmas)+int(lemma))*(Coarse+1) + int(s&coarse)
}

// threshold returns from which share on a complement of a shape is a statement.
func threshold(k complement, s shape) float32 {
	switch {
	case k == quoteComplement || k == thatComplement || k == clauseComplement || k == whComplement:
		return clauseThreshold
	case s&quotedShape != 0 || k == gerundComplement:
		return quotedThreshold
	}
	return phraseThreshold
}

// lemmaOf returns the number that a cue's lemma has in the weights.
func (f *Finder) lemmaOf(c *lexicon.Cue) int32 {
	switch {
	case c == nil:
		return 0
	case c.Index == 0:
		return weights.numberOfLemma(c.Lemma)
	}
	return f.terms.lemmas[c.Index]
}

// acceptedShapes returns the shapes in which what a cue reports is a statement: a bit for each value of the coarse bits.
func (f *Finder) acceptedShapes(c *cue, k complement) uint8 {
	i := int(k)*len(weights.lemmas) + int(f.lemmaOf(c.lex))
	if c.pos == 'v' && c.lex.Kind <= lexicon.WritingCue {
		return weights.spoken[i]
	}
	return weights.accepted[i]
}

// shape tells the shape of a content that ends before token last.
func (f *Finder) shape(quoted bool, last int32, u *unit) shape {
	var s shape
	if quoted {
		s |= quotedShape
	}
	if last >= u.last-1 || f.stopBehind(last) || f.g.Tags[last] == grammar.Coordinator && f.q.Of[last] < 0 && f.reportsNext(last+1, u) {
		s |= endShape
	}
	return s
}

// reportsNext reports whether a second verb that reports begins at token i: accused him of lying and | said.
func (f *Finder) reportsNext(i int32, u *unit) bool {
	for i < u.last && f.g.Tags[i] == grammar.Adverb {
		i++
	}
	return i < u.last && f.q.Of[i] < 0 && f.finiteTag(i) && f.speech(i)
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
func (f *Finder) confidence(s *Statement, sh shape) float32 {
	rule := weights.numberOf(s.ContentRule)
	w := weights.share[weights.at(rule, f.lemmaOf(s.cue), sh)] * weights.ratio[int(rule)*shapes+int(sh)]
	w = min(w, 0.99)
	return w * (1 - optimism*(1-w))
}

// Shape returns the shape of a statement as a number, for counting.
func (f *Finder) Shape(s *Statement) shape {
	sh, _, _ := f.measure(s)
	return sh
}

// places are where in the lists of the document something was looked for last: statements come nearly in order.
type places struct {
	sentence    int32
	quote, sign int
}

// steps is how far it is looked for from there before all of the list is searched.
const steps = 8

// quoteFrom returns the first quotation that does not end before a token.
func (f *Finder) quoteFrom(token int32) int {
	list, k := f.q.List, f.place.quote
	if k > 0 && list[k-1].End() > token {
		k = sort.Search(k, func(m int) bool { return list[m].End() > token })
	}
	for n := 0; k < len(list) && list[k].End() <= token; n++ {
		if k++; n == steps {
			k += sort.Search(len(list)-k, func(m int) bool { return list[k+m].End() > token })
		}
	}
	f.place.quote = k
	return k
}

// signFrom returns the first of the document's Signs that does not stand before a token.
func (f *Finder) signFrom(token int32) int {
	signs, k := f.d.Signs, f.place.sign
	if k > 0 && signs[k-1] >= token {
		k, _ = slices.BinarySearch(signs[:k], token)
	}
	for n := 0; k < len(signs) && signs[k] < token; n++ {
		if k++; n == steps {
			m, _ := slices.BinarySearch(signs[k:], token)
			k += m
		}
	}
	f.place.sign = k
	return k
}

// newParagraph reports whether a paragraph begins in a span of a statement whose first token is first, but not with that.
func (f *Finder) newParagraph(sp Span, first int32) bool {
	if f.d.Tokens[sp.First].Flags&text.ParaStart != 0 && sp.First > first {
		return true
	}
	f.place.sentence = f.d.SentenceNear(sp.First, f.place.sentence)
	return sp.Last > f.d.Paragraphs[f.d.Sentences[f.place.sentence].Para].Last
}

// measure returns the shape of a statement, and how many words it has, all and inside quotation marks.
func (f *Finder) measure(s *Statement) (sh shape, words, quoted int) {
	first := s.Spans[0].First
	for _, sp := range s.Spans {
		if f.newParagraph(sp, first) {
			sh |= parasShape
		}
		words += int(sp.Last - sp.First)
		list := f.q.List
		for k := f.quoteFrom(sp.First); k < len(list) && list[k].Start() < sp.Last; k++ {
			sh |= quotedShape
			quoted += int(min(list[k].End(), sp.Last) - max(list[k].Start(), sp.First))
		}
		signs := f.d.Signs
		for k := f.signFrom(sp.First); k < len(signs) && signs[k] < sp.Last; k++ {
			t := &f.d.Tokens[signs[k]]
			if t.Kind != text.Punct && t.Kind != text.Mark {
				continue
			}
			words--
			if f.q.Of[signs[k]] >= 0 {
				quoted--
			} else if t.Char == ',' && t.Kind == text.Punct {
				sh |= commaShape
			}
		}
	}
	last := s.Spans[len(s.Spans)-1].Last
	if int(last) >= len(f.d.Tokens) || f.stopBehind(last) {
		sh |= endShape
	}
	switch s.SpeakerRule {
	case "subject", "inversion", "subject.apposition", "according", "label":
	default:
		sh |= looseShape
	}
	return sh, words, quoted
}
