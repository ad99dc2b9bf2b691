package text

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
)

func core(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

func read(lex *lexicon.Lexicon, s string) *Document {
	d := new(Document)
	d.Read(lex, s)
	return d
}

func TestTokens(t *testing.T) {
	lex := core(t)
	for _, c := range []struct{ in, want string }{
		{"He didn't say.", "He|did|n't|say|."},
		{"Israel's offer", "Israel|'s|offer"},
		{"They’ve said we’ll go", "They|’ve|said|we|’ll|go"},
		{"Sean O'Brien of Sana'a", "Sean|O'Brien|of|Sana'a"},
		{"the U.S. Senate at 5 p.m. today", "the|U.S.|Senate|at|5|p.m.|today"},
		{"the U.S.'s allies", "the|U.S.|'s|allies"},
		{"a U.S.-led, two-state plan", "a|U.S.-led|,|two-state|plan"},
		{"Donald J. Trump", "Donald|J.|Trump"},
		{"It cost $1,500.50 or 20%.", "It|cost|$|1,500.50|or|20|%|."},
		{"a 25-year-old in the '90s", "a|25-year-old|in|the|'|90s"},
		{"''We do,'' he said", "''|We|do|,|''|he|said"},
		{"“No,” she said—twice…", "“|No|,|”|she|said|—|twice|…"},
		{"wait -- what...", "wait|--|what|..."},
		{"see https://a.example/x?y=1, or @who #tag", "see|https://a.example/x?y=1|,|or|@who|#tag"},
		{"a\u00a0b\r\nc", "a|b|c"},
		{"Cafe\u0301 na\u00efve \U0001F600!", "Cafe\u0301|na\u00efve|\U0001F600|!"},
		{"at Vox.com. Then", "at|Vox.com|.|Then"},
	} {
		d := read(lex, c.in)
		var got []string
		for i := range d.Tokens {
			got = append(got, d.TokenText(int32(i)))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, g, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	lex := core(t)
	for _, c := range []struct{ in, want string }{
		{"One. Two! Three? four", "One.|Two!|Three? four"},
		{`He said: "Go." She went.`, `He said: "Go."|She went.`},
		{`"Will they?" he asked.`, `"Will they?" he asked.`},
		{"Mr. Smith met Sen. Jones. They left.", "Mr. Smith met Sen. Jones.|They left."},
		{"He left the U.S. He is back. The U.S. Senate met.", "He left the U.S.|He is back.|The U.S. Senate met."},
		{"John F. Kennedy spoke.", "John F. Kennedy spoke."},
		{"First line\nSecond line", "First line|Second line"},
		{"It ended (badly.) Then what?", "It ended (badly.)|Then what?"},
		{"It rose 3.5 per cent. Then fell.", "It rose 3.5 per cent.|Then fell."},
	} {
		d := read(lex, c.in)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.Slice(s.First, s.Last))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, g, c.want)
		}
	}
}

// TestLongSentences holds that no sentence grows without an end where no mark ends it, and that none is cut before a clitic.
func TestLongSentences(t *testing.T) {
	lex := core(t)
	for _, unit := range []string{"word ", "Israel's ", "a Israel's ", "a, ", "“a ", "word. Word "} {
		d := read(lex, strings.Repeat(unit, 3*maxSentence))
		next := int32(0)
		for _, s := range d.Sentences {
			if s.First != next || s.Last-s.First > maxSentence+1 {
				t.Errorf("%q: a sentence from %d to %d behind %d", unit, s.First, s.Last, next)
			}
			if d.Tokens[s.First].Kind == Clitic {
				t.Errorf("%q: a sentence begins with a clitic", unit)
			}
			next = s.Last
		}
		if int(next) != len(d.Tokens) {
			t.Errorf("%q: the sentences end at %d of %d", unit, next, len(d.Tokens))
		}
	}
}

func TestFurniture(t *testing.T) {
	lex := core(t)
	text := "Ministers meet in Rome\n\nMinister A. Brown (L) meets his colleague in Rome.\n\nThe ministers met in Rome on Monday to discuss the plan for peace.\n\nRELATED: Ten things to know\n\n02:14\n\nShow comments\n\n" +
		"The bridge. File photo\n\nIn Rome. Photo credit Lee\n\nIn Rome. File photo\n\nIn Rome, Photograph: Lee\n\nThey met again."
	want := []ParaKind{Headline, Furniture, Body, Furniture, Furniture, Furniture, Furniture, Furniture, Furniture, Furniture, Body}
	d := read(lex, text)
	for i, p := range d.Paragraphs {
		if p.Kind != want[i] {
			t.Errorf("%q: kind %d, want %d", text[p.Start:p.End], p.Kind, want[i])
		}
	}
}

func TestCaptions(t *testing.T) {
	lex := core(t)
	const article = "The ministers met in Rome on Monday to discuss the plan for peace.\n\n"
	for _, c := range []struct {
		before, line string
		want         ParaKind
	}{
		{"Image caption,", "The ministers at their table.", Furniture},
		{"Read more", "Ministers meet in Rome", Furniture},
		{"Read more:", "Will the ministers meet?", Furniture},
		{"Read more", "“It is late,” said Ann Lee.", Body},
		{"Read more", "Ann Lee said: “It is late.”", Body},
		{"Read more", "Ann Lee asked: “Is it late?”", Body},
		{"They read more", "Ministers meet in Rome", Body},
	} {
		d := read(lex, article+c.before+"\n\n"+c.line)
		if got := d.Paragraphs[len(d.Paragraphs)-1].Kind; got != c.want {
			t.Errorf("%s behind %s: kind %d, want %d", c.line, c.before, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	lex := core(f)
	for _, s := range []string{"He didn't.", "“No,” said U.S.'s J. P. O'Neil’s… ''x''", "\u200b\ufeff a\r\n\n’’", "1,2.3:4-5-", "e\u0301\U0001F468\u200d\U0001F469", "It is late.\n\nRead more\n\nIs it late"} {
		f.Add(s)
	}
	d := new(Document)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "?")
		}
		d.Read(lex, s)
		check(t, d)
	})
}

// FuzzPlain holds that words read many bytes at a time are those read one by one, as they are near the end of a text.
func FuzzPlain(f *testing.F) {
	lex := core(f)
	for _, s := range []string{
		"He didn't AN'T go", "US's x Sean O'Brien'", "Mr. Lo said. So", "leaders’ they’ve", "no. 5 \"x\" www. a.b",
		"misunderstood (a/b) http:", "counterproductively so", "http://a.b c", "x... y—z” I’m", "A: B; C! D? [E]", "Ph.D. 20th a1 e-mail",
	} {
		f.Add(s)
	}
	slow, plain := new(Document), new(Document)
	f.Fuzz(func(t *testing.T, s string) {
		const short = 24
		s = strings.ToValidUTF8("a "+s, "?") // a paragraph is open
		if len(s) > short {
			s = strings.ToValidUTF8(s[:short], "")
		}
		slow.Read(lex, s+" ")
		plain.Read(lex, s+strings.Repeat(" ", 2*short))
		if len(slow.Tokens) != len(plain.Tokens) {
			t.Fatalf("%q: %d tokens one by one, %d at once", s, len(slow.Tokens), len(plain.Tokens))
		}
		for i := range slow.Tokens {
			if slow.Tokens[i] != plain.Tokens[i] {
				t.Fatalf("%q: %q is %+v one by one, %+v at once", s, slow.TokenText(int32(i)), slow.Tokens[i], plain.Tokens[i])
			}
		}
	})
}

// check holds what every reader of a Document relies on.
func check(t *testing.T, d *Document) {
	t.Helper()
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		s, before := d.Text[p.Start:p.End], ""
		if i > 0 {
			before = d.Text[d.Paragraphs[i-1].Start:d.Paragraphs[i-1].End]
		}
		if (p.Kind == Furniture) != (leadIn(s) || timeCode(s) || credit(s) || captioned(before, s)) {
			t.Fatalf("%q is of kind %d", s, p.Kind)
		}
	}
	end := int32(0)
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(d.Text) {
			t.Fatalf("token %d is [%d,%d) behind %d in %q", i, tok.Start, tok.End, end, d.Text)
		}
		if !utf8.RuneStart(d.Text[tok.Start]) || int(tok.End) < len(d.Text) && !utf8.RuneStart(d.Text[tok.End]) {
			t.Fatalf("token %d cuts a character in %q", i, d.Text)
		}
		end = tok.End
	}
	at := int32(0)
	for i, s := range d.Sentences {
		if s.First != at || s.Last <= s.First {
			t.Fatalf("sentence %d is [%d,%d), want it to begin at %d in %q", i, s.First, s.Last, at, d.Text)
		}
		if d.SentenceOf(s.First) != int32(i) || d.SentenceOf(s.Last-1) != int32(i) {
			t.Fatalf("SentenceOf does not find sentence %d", i)
		}
		at = s.Last
	}
	if int(at) != len(d.Tokens) {
		t.Fatalf("sentences end at %d of %d tokens in %q", at, len(d.Tokens), d.Text)
	}
	for i, p := range d.Paragraphs {
		if p.First >= p.Last || p.FirstSent >= p.LastSent || d.Sentences[p.FirstSent].First != p.First || d.Sentences[p.LastSent-1].Last != p.Last {
			t.Fatalf("paragraph %d does not hold its sentences in %q", i, d.Text)
		}
	}
}

func FuzzOffsets(f *testing.F) {
	for _, s := range []string{"", "plain", "naïve café", "\U0001F600 emoji \U0001F468\u200d\U0001F469", strings.Repeat("é", 100)} {
		f.Add(s)
	}
	var utf16s, points Offsets
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		utf16s.Reset(s, UTF16)
		points.Reset(s, CodePoints)
		n := int32(0)
		for i := range s + "." {
			if got, want := utf16s.At(int32(i)), int32(len(utf16.Encode([]rune(s[:i])))); got != want {
				t.Fatalf("%q: byte %d is UTF-16 unit %d, want %d", s, i, got, want)
			}
			if got := points.At(int32(i)); got != n {
				t.Fatalf("%q: byte %d is code point %d, want %d", s, i, got, n)
			}
			n++
		}
	})
}

func BenchmarkRead(b *testing.B) {
	lex := core(b)
	s := strings.Repeat("The prime minister said on Monday that he would not \"accept attempts\" to dictate terms, Israel's envoy to the U.N. told reporters.\n", 40)
	d := new(Document)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		d.Read(lex, s)
	}
}
