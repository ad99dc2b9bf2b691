package quote

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

func newLexicon(t testing.TB) *lexicon.Lexicon {
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

// found returns the words of every region; "+" joins the pieces of one quotation over paragraphs.
func found(d *text.Document, r *Regions) []string {
	var out []string
	for i := range r.List {
		g := &r.List[i]
		s := d.Slice(g.First, g.Last)
		if g.Prev >= 0 {
			out[len(out)-1] += " + " + s
			continue
		}
		out = append(out, s)
	}
	return out
}

func TestFind(t *testing.T) {
	lex := newLexicon(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"straight", `"We will go," she said. "It is late."`, []string{"We will go,", "It is late."}},
		{"curly", `“We will go,” she said. “It is late.”`, []string{"We will go,", "It is late."}},
		{"two apostrophes", `''We will go,'' she said. ''It is late.''`, []string{"We will go,", "It is late."}},
		{"two backticks", "``We will go,'' she said.", []string{"We will go,"}},
		{"backtick and apostrophe", "`We will go,' she said.", []string{"We will go,"}},
		{"guillemets", `«We will go», she said, «today».`, []string{"We will go", "today"}},
		{"guillemets with spaces", `« We will go », she said.`, []string{"We will go"}},
		{"guillemets turned", `»We will go«, she said.`, []string{"We will go"}},
		{"German", `„We will go“, she said. „It is late.“`, []string{"We will go", "It is late."}},
		{"Swedish", `”We will go,” she said.`, []string{"We will go,"}},
		{"mixed pair", `“We will go," she said. "It is late.”`, []string{"We will go,", "It is late."}},
		{"mixed kinds", "„We will go,'' she said.", []string{"We will go,"}},
		{"doubled mark", `"“We will go," she said.`, []string{"“We will go,"}},
		{"nested single", `"He told me 'go home' and I went," she said.`, []string{"He told me 'go home' and I went,"}},
		{"nested at the edges", `"'Go home,' he told me," she said.`, []string{"'Go home,' he told me,"}},
		{"nested double", `“He told me “go home” and I went,” she said.`, []string{"He told me “go home” and I went,"}},
		{"nested straight double", `"He told me "go home" and I went," she said.`, []string{`He told me "go home" and I went,`}},
		{"curly in straight", `"The court is not about “equal rights” any more. It is about “order.”`, []string{"The court is not about “equal rights” any more. It is about “order.”"}},
		{"in brackets", `The firm ("we never sleep") closed.`, []string{"we never sleep"}},
		{"against a dash", `It was late —"too late" — he said.`, []string{"too late"}},
		{"broken off", `"But I —" she said.`, []string{"But I —"}},
		{"broken off, no spaces", `“But I—” she said, “we—”`, []string{"But I—", "we—"}},
		{"no space behind", `"We will go."She left.`, []string{"We will go."}},
		{"no space before", `"We will go," Ann said."They left."`, []string{"We will go,", "They left."}},
		{"space inside", `" We will go " she said.`, []string{"We will go"}},
		{"ellipsis", `"... and we will go," she said.`, []string{"... and we will go,"}},
		{"inches", `The 15" screen and the 12" screen broke, she said.`, nil},
		{"stray closing", `We will go,” she said. “It is late.”`, []string{"It is late."}},
		{"lost closing", `“We will go, she said. “It is late.”`, []string{"We will go, she said.", "It is late."}},
		{"lost closing, straight", `"We will go, she said. "It is late."`, []string{"We will go, she said.", "It is late."}},
		{"left open", "“We will go.\nShe left.\n“It is late,” she said.", []string{"We will go.", "It is late,"}},
		{"odd mark spoils its paragraph only", "She has a \" in her name.\n\"We will go,\" she said.", []string{"We will go,"}},
		{"over paragraphs", "“We will go.\n\n“It is late.\n\n“Come.”\n\nShe left.", []string{"We will go. + It is late. + Come."}},
		{"over paragraphs, straight", "\"We will go.\n\n\"It is late.\"", []string{"We will go. + It is late."}},
		{"over paragraphs without marks between", "“We will go.\n\nIt is late,” she said.", []string{"We will go. + It is late,"}},
		{"over paragraphs, closed too early", "“We will go.”\n\n“It is late.”", []string{"We will go.", "It is late."}},

		{"British", `'We will go,' she said. 'It is late.'`, []string{"We will go,", "It is late."}},
		{"British curly", `‘We will go,’ she said. ‘It is late.’`, []string{"We will go,", "It is late."}},
		{"British with apostrophes", `'We don't know the minister's plan, and they've gone,' she said.`, []string{"We don't know the minister's plan, and they've gone,"}},
		{"British with curly apostrophes", `‘We don’t know the minister’s plan,’ she said. It’s late.`, []string{"We don’t know the minister’s plan,"}},
		{"British with a plural", `'The workers' rights and the nurses' pay are safe,' she said.`, []string{"The workers' rights and the nurses' pay are safe,"}},
		{"British ending with a plural", `She called them 'jobs for the boys' and left.`, []string{"jobs for the boys"}},
		{"British nested", `‘He told me “go home” and I went,’ she said.`, []string{"He told me “go home” and I went,"}},
		{"British over paragraphs", "‘We will go.\n\n‘It is late,’ she said.", []string{"We will go. + It is late,"}},
		{"British terms", `The 'bedroom tax' and the 'snooper's charter' went.`, []string{"bedroom tax", "snooper's charter"}},
		{"American", `The girls' team and the boys' team said "no" in the '90s.`, []string{"no"}},
		{"elisions", `Tell 'em it was rock 'n' roll, 'cause in the '60s ‘twas.`, nil},
		{"elision turned the wrong way", `In the ‘90s the ‘80s were gone, the boys’ club said.`, nil},
		{"possessives only", `James' car and the Jones' house burnt in the workers' strike.`, nil},
		{"dropped letters", `She was doin' fine and singin' loud.`, nil},
		{"single inside double untouched", `"The 'new' plan," he said, "isn't 'new'."`, []string{"The 'new' plan,", "isn't 'new'."}},
		{"none", `Nothing was said.`, nil},
		{"only marks", `"" '' “”`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var d text.Document
			var r Regions
			d.Read(lex, c.text)
			r.Find(&d)
			if diff := cmp.Diff(c.want, found(&d, &r)); diff != "" {
				t.Errorf("%s\n%s", c.text, diff)
			}
		})
	}
}

// FuzzFind holds for any text: regions are in order, do not overlap, stay within a paragraph, and are what Of says.
func FuzzFind(f *testing.F) {
	f.Add("“We will go.\n\n“It's late,” she said. 'No,' \"he\" said.")
	f.Add("''a'' ``b'' 'c' «d» „e“ ‚f‘ 'g \"h' i\" '''")
	f.Add(strings.Repeat("'a \"bs' ", 50))
	lex := newLexicon(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		var d text.Document
		var r Regions
		d.Read(lex, s)
		r.Find(&d)
		end, p := int32(0), 0
		for i, g := range r.List {
			if g.First >= g.Last || g.First < end || int(g.Last) > len(d.Tokens) {
				t.Fatalf("region %d: %+v begins before %d", i, g, end)
			}
			end = g.Last
			for d.Paragraphs[p].Last < g.Last {
				p++
			}
			if g.First < d.Paragraphs[p].First {
				t.Fatalf("region %d: %+v leaves paragraph %+v", i, g, d.Paragraphs[p])
			}
			for k := g.First; k < g.Last; k++ {
				if r.Of[k] != int32(i) {
					t.Fatalf("token %d: of region %d, not %d", k, r.Of[k], i)
				}
			}
			if g.Next >= 0 && (g.Next != int32(i+1) || r.List[i+1].Prev != int32(i)) {
				t.Fatalf("region %d: %+v is not linked back", i, g)
			}
		}
	})
}

// A long text of marks that never pair takes no longer per mark than a short one.
func BenchmarkFind(b *testing.B) {
	lex := newLexicon(b)
	for _, n := range []int{100, 10000} {
		b.Run(map[int]string{100: "short", 10000: "long"}[n], func(b *testing.B) {
			var d text.Document
			var r Regions
			d.Read(lex, strings.Repeat("'a 'bs' \"c ", n))
			b.ReportAllocs()
			for b.Loop() {
				r.Find(&d)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/group")
		})
	}
}
