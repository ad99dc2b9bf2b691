package attribution

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file reads how often statements of each rule and cue were right.

// GOLD is a file of annotated articles by its whole path: GOLD=/…/train.jsonl go generate ./classifier/attribution
//
//go:generate go run ./internal/weigh $GOLD data/weights.txt

//go:embed data/weights.txt
var weightFile string

// weights are the shares of right statements, read once and never changed.
var weights = readWeights(weightFile)

// weightTable has the shares of right statements by rule and cue. Rule 0 is one that was never counted.
type weightTable struct {
	rules    map[string]int32
	cues     map[cueKey]int32
	byLength [32][]ruleNumber // rules again, by the length of their name, the most frequent first
	pos      []int32          // by cue: its part of speech, an index into parts
	share    []float32        // by rule, cue and the coarse bits of the shape
	ratio    []float32        // by rule, part of speech and shape: how much oftener than the coarse bits alone tell
	bySource []counted        // by the same, the shapes without the bits of the content that are not coarse
	accepted []shapeSet       // by complement and cue
}

// cueKey is what the weights know a cue by. Without a lemma it stands for all cues of the class.
type cueKey struct{ class, lemma string }

// parts are the parts of speech of cues as their classes begin; what has no cue is the first.
const parts = "-vnap"

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

// Class returns what a cue is judged by that was seldom or never counted: its part of speech, and whether it is weak.
func Class(c *lexicon.Cue) string {
	if c == nil || c.Lemma == "" {
		return "-"
	}
	if c.Weak {
		return classes[c.Pos].weak
	}
	return classes[c.Pos].strong
}

// classes are those of cues with a lemma, by their parts of speech.
var classes = [...]struct{ strong, weak string }{
	'v': {"v-strong", "v-weak"}, 'n': {"n-strong", "n-weak"}, 'a': {"a-strong", "a-weak"}, 'p': {"p-strong", "p-weak"},
}

// numberOfCue returns the number of a cue. One in British spelling that was not counted has the American one's, any
// other its class's.
func (t *weightTable) numberOfCue(c *lexicon.Cue) int32 {
	key := cueKey{class: Class(c)}
	if key.class == "-" {
		return t.cues[key]
	}
	key.lemma = c.Lemma
	if n, ok := t.cues[key]; ok {
		return n
	}
	for _, s := range spellings {
		if stem, ok := strings.CutSuffix(c.Lemma, s[0]); ok {
			key.lemma = stem + s[1]
			if n, ok := t.cues[key]; ok {
				return n
			}
		}
	}
	if n, ok := t.cues[cueKey{class: key.class}]; ok {
		return n
	}
	return t.cues[cueKey{class: key.class[:1]}]
}

// As how many cases the share of the class counts for a cue, that of what a class belongs to for the class, and that of
// all shapes for one of them.
const (
	cuePrior   = 8
	classPrior = 4
	shapePrior = 4
)

// counted is how many statements were counted, and how many of them were right.
type counted struct{ cases, right float32 }

// share returns the share of right ones, with some more cases of which it is as given.
func (c counted) share(prior, given float32) float32 {
	return (c.right + prior*given) / (c.cases + prior)
}

// weightLine is a line of the weights: "rule shape class lemma cases right". Lemma "*" stands for all of a class, or all of the
// rule where the class is "*", too; "+" for all of a part of speech in a full shape.
type weightLine struct {
	rule  int32
	shape shape
	cue   cueKey
	full  bool
	counted
}

// readWeights reads the lines that internal/weigh writes, in its order.
func readWeights(file string) *weightTable {
	t := &weightTable{rules: map[string]int32{"": 0}, cues: map[cueKey]int32{}}
	for _, p := range parts {
		number(t.cues, cueKey{class: string(p)})
	}
	var lines []weightLine
	for text := range strings.Lines(file) {
		f := strings.Fields(text)
		if len(f) != 6 || f[0] == "#" {
			continue
		}
		sh, err1 := strconv.Atoi(f[1])
		cases, err2 := strconv.Atoi(f[4])
		right, err3 := strconv.Atoi(f[5])
		if err1 != nil || err2 != nil || err3 != nil {
			panic(fmt.Sprintf("attribution: data/weights.txt: %q", text)) // a defect of the embedded file
		}
		l := weightLine{number(t.rules, f[0]), shape(sh), cueKey{f[2], f[3]}, f[3] == "+", counted{float32(cases), float32(right)}}
		if l.full || l.cue.lemma == "*" {
			l.cue.lemma = ""
		}
		if l.cue.class != "*" {
			number(t.cues, l.cue)
		}
		lines = append(lines, l)
	}
	often := make([]float32, len(t.rules))
	for _, l := range lines {
		if l.cue.class == "*" {
			often[l.rule] += l.cases
		}
	}
	for rule, number := range t.rules {
		n := len(rule) % len(t.byLength)
		t.byLength[n] = append(t.byLength[n], ruleNumber{rule, number})
	}
	for _, rules := range t.byLength {
		slices.SortFunc(rules, func(a, b ruleNumber) int {
			return cmp.Or(cmp.Compare(often[b.number], often[a.number]), cmp.Compare(a.number, b.number))
		})
	}
	t.pos = make([]int32, len(t.cues))
	for key, cue := range t.cues {
		t.pos[cue] = int32(strings.IndexByte(parts, key.class[0]))
	}
	t.fill(lines)
	t.accept()
	return t
}

// fill sets the shares and ratios: the lines of a rule stand before those of its parts of speech, these before the classes',
// those before the cues'.
func (t *weightTable) fill(lines []weightLine) {
	members := map[string][]int32{} // the cues that a line without a lemma speaks of, by its class
	for key, cue := range t.cues {
		members["*"] = append(members["*"], cue)
		members[key.class[:1]] = append(members[key.class[:1]], cue)
		if len(key.class) > 1 {
			members[key.class] = append(members[key.class], cue)
		}
	}
	t.share = make([]float32, len(t.rules)*len(t.cues)*(Coarse+1))
	t.ratio = slices.Repeat([]float32{1}, len(t.rules)*len(parts)*shapes)
	t.bySource = make([]counted, len(t.ratio))
	for _, l := range lines {
		switch {
		case l.full:
			pos := t.pos[t.cues[l.cue]]
			all := t.share[t.at(l.rule, pos, l.shape)]
			t.ratio[t.atRatio(l.rule, pos, l.shape)] = l.share(shapePrior, all) / max(all, 0.01)
			c := &t.bySource[t.atRatio(l.rule, pos, l.shape&^(commaShape|parasShape))]
			c.cases, c.right = c.cases+l.cases, c.right+l.right
		case l.cue.class == "*":
			for _, cue := range members["*"] {
				t.share[t.at(l.rule, cue, l.shape)] = l.right / l.cases
			}
		case l.cue.lemma == "":
			share := l.share(classPrior, t.share[t.at(l.rule, t.cues[l.cue], l.shape)])
			for _, cue := range members[l.cue.class] {
				t.share[t.at(l.rule, cue, l.shape)] = share
			}
		default:
			s := &t.share[t.at(l.rule, t.cues[l.cue], l.shape)]
			*s = l.share(cuePrior, *s)
		}
	}
}

// accept sets in which shapes what a cue takes is a statement.
func (t *weightTable) accept() {
	t.accepted = make([]shapeSet, int(complements)*len(t.cues))
	for k := quoteComplement; k < complements; k++ {
		rule := t.rules[complementRules[k]]
		for sh := range shape(shapes) {
			if sh&(commaShape|parasShape) != 0 {
				continue
			}
			var ratio [len(parts)]float32
			for pos := range ratio {
				all := t.share[t.at(rule, int32(pos), sh)]
				ratio[pos] = t.bySource[t.atRatio(rule, int32(pos), sh)].share(shapePrior, all) / max(all, 0.01)
			}
			for cue, pos := range t.pos {
				if ratio[pos]*t.share[t.at(rule, int32(cue), sh)] >= threshold(k, sh) {
					t.accepted[int(k)*len(t.cues)+cue] |= sh.alone()
				}
			}
		}
	}
}

// number returns the number of a key, the next one where it has none yet.
func number[K comparable](m map[K]int32, key K) int32 {
	if _, ok := m[key]; !ok {
		m[key] = int32(len(m))
	}
	return m[key]
}

// at returns where the share of a rule and cue stands; the first cues stand for the parts of speech.
func (t *weightTable) at(rule, cue int32, s shape) int {
	return (int(rule)*len(t.cues)+int(cue))*(Coarse+1) + int(s&coarse)
}

// atRatio returns where the ratio of a rule and part of speech stands.
func (t *weightTable) atRatio(rule, pos int32, s shape) int {
	return (int(rule)*len(parts)+int(pos))*shapes + int(s)
}
