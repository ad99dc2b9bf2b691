package classifier_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/corpus"
	"github.com/stance-dev/stance/classifier/internal/benchtext"
)

// families are texts that a stage could be slow on, each cut to the length that is asked for.
var families = []struct {
	name string
	text func(n int) string
}{
	{"news", corpus.Text},
	{"double marks", again(`"`)},
	{"spaced double marks", again(`" `)},
	{"single marks", again("' ")},
	{"curly opening marks", again("“")},
	{"alternating marks", again("“a ”b ‘c ’d \"e 'f ")},
	{"opening marks a paragraph", again("“He said so.\n\n")},
	{"said", again("said ")},
	{"he said", again("he said ")},
	{"wants", again("wants him to want her to ")},
	{"having called for", again("having called for ")},
	{"quotations that nothing closes", again("letter the minister “ himself")},
	{"cues among quotations", again("tax Bank \" ‘ said settlements \"I ")},
	{"captions", again("File photo\n\n")},
	{"I said", again("“I said,” I said, “I ")},
	{"said that", again("said that he ")},
	{"not", again("not ")},
	{"the", again("the ")},
	{"of", again("of ")},
	{"and", again("and ")},
	{"to", again("to ")},
	{"talks", again("talks ")},
	{"names", again("John Smith ")},
	{"names joined", again("John Smith and Mary Jones, ")},
	{"other names", numbered("Abc%d Def%d said. ")},
	{"roles", again("the prime minister and the president of the council ")},
	{"pronouns", again("He said she knew him. ")},
	{"capitals", again("A ")},
	{"one word", again("a")},
	{"hyphens", again("a-")},
	{"full stops", again(".")},
	{"initials", again("J. ")},
	{"commas", again(", ")},
	{"colons", again("Smith: ")},
	{"brackets", again("( ")},
	{"newlines", again("\n")},
	{"short paragraphs", again("Hm.\n")},
	{"one sentence", sentence},
	{"quotations in one sentence", again("“No,” he said, and “yes,” she said, ")},
	{"relative clauses", again("who said so, which opposed it, ")},
	{"lines of a transcript", again("SMITH: We agree.\nJONES: They said no.\n")},
	{"one clause in another", again("he said that she believed ")},
	{"target words", again("settlement ")},
	{"targets and operators", again("Israel opposes the settlement freeze, rejects talks with Hamas and ")},
	{"positions", again("Israel opposes a settlement freeze. ")},
	{"quoted positions", again("“We oppose the settlement freeze,” said Israel. ")},
	{"such a move", again("Israel rejects the truce. Such a move is wrong. ")},
	{"conditions in one sentence", again("having with if (agreed Israel truce such a move ")},
	{"nothing but conditions", again("with if agreed Israel truce ")},
	{"if in one sentence", again("if Israel agreed to a truce ")},
	{"gaps", again("build a new big old red settlement and fire a rocket from ")},
	{"emoji", again("😀")},
	{"combining marks", again("e\u0301")},
	{"carriage returns", again("a\r\n")},
}

func again(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

func numbered(format string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i, i)
		}
		return b.String()
	}
}

// sentence is ordinary text without an end of a sentence.
func sentence(n int) string {
	return strings.NewReplacer(".", ",", "!", ",", "?", ",", "\n", " ", "\r", " ").Replace(corpus.Text(n))
}

// raceDetector says that the test was built with it.
var raceDetector = false

// TestLinear holds the promise that time grows with the text and no faster, whatever the text is: each doubling from
// 16 kB to 1 MiB costs less than 2.3 times as much. Both ends are measured by the least CPU time of several runs, more
// of them where the first do not look it, so that other processes do not decide. No byte costs a hundred times one of news:
// a sentence is cut at 2,000 tokens, and what grows with its square would not show by its growth.
func TestLinear(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("takes seconds; the race detector changes the times")
	}
	const small, large = 16 << 10, 1 << 20
	limit := math.Pow(2.3, math.Log2(large/small)) / (large / small) // for a byte of the larger against one of the smaller
	const dearest = 100                                              // times a byte of news
	c := load(t)
	var news float64 // for a byte
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) {
			text := f.text(large)[:large]
			short := strings.ToValidUTF8(text[:small], "")
			text = strings.ToValidUTF8(text, "")
			if strings.TrimSpace(short) == "" {
				short, text = "a"+short[1:], "a"+text[1:]
			}
			perByte := func(s string, runs int) float64 {
				n := max(1, small*4/len(s)) // the clock of CPU time is coarse
				return benchtext.Best(runs, func() {
					for range n {
						classify(t, c, s)
					}
				}).Seconds() / float64(n*len(s))
			}
			a, b := perByte(short, 3), perByte(text, 1)
			for tries := 0; tries < 4 && b/a > limit; tries++ {
				a, b = min(a, perByte(short, 2)), min(b, perByte(text, 1))
			}
			t.Logf("%6.1f ns a byte at 16 kB, %6.1f at 1 MiB: × %.2f", a*1e9, b*1e9, b/a)
			if f.name == "news" {
				news = b
			}
			if b > dearest*news && news > 0 {
				t.Errorf("a byte costs %.0f times one of news, want at most %d", b/news, dearest)
			}
			if b/a > limit {
				t.Errorf("a byte of 1 MiB costs %.2f times as much as one of 16 kB, want at most %.2f", b/a, limit)
			}
		})
	}
}
