package classifier

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stance-dev/stance/classifier/corpus"
)

var shared = sync.OnceValues(func() (*Classifier, error) { return New() })

func classifier(t testing.TB) *Classifier {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const report = "Talks on the canal resume\r\n\r\n" +
	"Canal minister Zoë Färber said on Monday that the talks would resume. \u201cWe need a plan \U0001F30D that works,\u201d she told reporters in Cafe\u0301ville.\r\n\r\n" +
	"Harbour chief Omar Quist\u00a0rejected the offer. \u201cIt is too little,\u201d he said.\r\n"

func TestClassifyReport(t *testing.T) {
	r, err := classifier(t).Classify(context.Background(), Article{ID: "a", Text: report})
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		kind          StatementKind
		text, speaker string
		how           Resolution
	}
	var got []row
	for _, s := range r.Statements {
		name := ""
		if s.Speaker != None {
			name = r.Speakers[s.Speaker].Name
		}
		got = append(got, row{s.Kind, s.Text, name, s.Resolution})
	}
	for _, want := range []row{
		{Indirect, "the talks would resume", "Zoë Färber", ByName},
		{Direct, "We need a plan \U0001F30D that works,", "Zoë Färber", ByPronoun},
		{Direct, "It is too little,", "Omar Quist", ByPronoun},
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%+v is not among the statements\n%+v", want, got)
		}
	}
	if r.ArticleID != "a" || r.Language != "en" || len(r.Packs) == 0 || len(r.Warnings) != 0 {
		t.Errorf("id %q, language %q, packs %v, warnings %v", r.ArticleID, r.Language, r.Packs, r.Warnings)
	}
}

// The same spans in the three units cut the same words out of the text.
func TestOffsetUnits(t *testing.T) {
	c := classifier(t)
	cut := map[OffsetUnit]func(Span) string{
		Bytes:      func(s Span) string { return report[s.Start:s.End] },
		UTF16:      func(s Span) string { return string(utf16.Decode(utf16.Encode([]rune(report))[s.Start:s.End])) },
		CodePoints: func(s Span) string { return string([]rune(report)[s.Start:s.End]) },
	}
	for unit, words := range cut {
		r, err := c.Classify(context.Background(), Article{Text: report}, WithOffsets(unit))
		if err != nil {
			t.Fatal(err)
		}
		if r.Unit != unit || len(r.Statements) == 0 {
			t.Fatalf("unit %d, %d statements", r.Unit, len(r.Statements))
		}
		for _, s := range r.Statements {
			if len(s.Spans) == 1 && words(s.Spans[0]) != s.Text {
				t.Errorf("unit %d: %q, want %q", unit, words(s.Spans[0]), s.Text)
			}
			if s.CueText != "" && words(s.Cue) != s.CueText {
				t.Errorf("unit %d: cue %q, want %q", unit, words(s.Cue), s.CueText)
			}
		}
	}
}

func TestSpeech(t *testing.T) {
	r, err := classifier(t).Classify(context.Background(), Article{Text: "We will build the canal. It is time.", Type: Speech, Author: "Ada Moor"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Statements) != 2 || r.Statements[1].Text != "It is time." {
		t.Fatalf("%+v", r.Statements)
	}
	for _, s := range r.Statements {
		if s.Kind != Direct || s.Resolution != ByAuthor || r.Speakers[s.Speaker].Name != "Ada Moor" {
			t.Errorf("%+v", s)
		}
	}
	r, err = classifier(t).Classify(context.Background(), Article{Text: "We will build it.", Type: Speech})
	if err != nil || len(r.Statements) != 1 || r.Statements[0].Speaker != None || r.Statements[0].Resolution != Unresolved {
		t.Errorf("a speech without an author: %+v, %v", r, err)
	}
}

func TestRefusals(t *testing.T) {
	c := classifier(t)
	for _, x := range []struct {
		article Article
		issues  []string
		want    Error
	}{
		{Article{}, nil, Error{Reason: TextEmpty, Field: "text"}},
		{Article{Text: " \n\u00a0\t"}, nil, Error{Reason: TextEmpty, Field: "text"}},
		{Article{Text: strings.Repeat("a", MaxText+1)}, nil, Error{Reason: TextTooLarge, Field: "text", Limit: MaxText, Given: MaxText + 1}},
		{Article{Text: "He said \xff."}, nil, Error{Reason: InvalidUTF8, Field: "text", Given: 8}},
		{Article{Text: "x", Title: "\xc0"}, nil, Error{Reason: InvalidUTF8, Field: "title"}},
		{Article{Text: "x", Author: "a\xed\xa0\x80"}, nil, Error{Reason: InvalidUTF8, Field: "author", Given: 1}},
		{Article{Text: "Er sagte nichts.", Language: "de"}, nil, Error{Reason: UnsupportedLanguage, Field: "language_code", Value: "de"}},
		{Article{Text: "x"}, []string{c.Issues()[0].ID, "nope"}, Error{Reason: UnknownIssue, Field: "issue_ids", Value: "nope"}},
	} {
		_, err := c.Classify(context.Background(), x.article, WithIssues(x.issues...))
		var got *Error
		if !errors.As(err, &got) || *got != x.want || got.Error() == "" {
			t.Errorf("got %+v, want %+v", err, x.want)
		}
	}
	for _, code := range []string{"", "en", "EN", "en-GB", "en_US", "und"} {
		if _, err := c.Classify(context.Background(), Article{Text: "He said no.", Language: code}); err != nil {
			t.Errorf("language %q: %v", code, err)
		}
	}
	if _, err := c.Classify(context.Background(), Article{Text: strings.Repeat("a", MaxText)}); err != nil {
		t.Errorf("a text of the greatest size: %v", err)
	}
}

func TestForeignTextWarns(t *testing.T) {
	const german = "Der Minister sagte am Montag, dass die Gespräche wieder aufgenommen werden. Niemand weiß, wann das sein wird, und die Opposition fordert seit Wochen eine Antwort."
	r, err := classifier(t).Classify(context.Background(), Article{Text: german})
	if err != nil || len(r.Warnings) == 0 || r.Warnings[0].Code != "language_doubtful" || !r.Warnings[0].Serious {
		t.Errorf("%+v, %v", r, err)
	}
}

// A cancelled call comes back at once, also from the middle of the largest text.
func TestCancel(t *testing.T) {
	c := classifier(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Classify(ctx, Article{Text: report}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context gave %v", err)
	}
	text := strings.Repeat("The envoy said the plan, which he opposed, was \"dead\". ", MaxText/56)
	ctx, cancel = context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	_, err := c.Classify(ctx, Article{Text: text})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a deadline gave %v", err)
	}
}

// Goroutines share a classifier and get the same results as one alone.
func TestConcurrentUse(t *testing.T) {
	c := classifier(t)
	articles := []Article{{Text: report}, {Text: "Ann Lee said: \"Israel must halt settlement building.\""}, {Text: "No one speaks here."}}
	var want []*Result
	for _, a := range articles {
		r, err := c.Classify(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 60 {
				k := i % len(articles)
				r, err := c.Classify(context.Background(), articles[k])
				if err != nil || !reflect.DeepEqual(r, want[k]) {
					t.Errorf("article %d came out otherwise: %v", k, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestScratchKeepsNothing holds that what was read before does not change a result: each article is answered behind each
// other one as in memory that read none.
func TestScratchKeepsNothing(t *testing.T) {
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	classify := func(a Article) *Result {
		t.Helper()
		r, err := c.Classify(context.Background(), a)
		if err != nil {
			t.Fatalf("%q: %v", a.Text, err)
		}
		return r
	}
	articles := []Article{
		{Text: "\"!!!5!!\f!!!!!!!\x01l\""}, {Text: "Ann Lee, the mayor, said in a statement."}, {Text: "Ann Lee said."}, {Text: "“It is late. We go.”"}, {Text: report},
		{Text: "Lee said in a statement."}, {Text: "'0\r'J\r\r'J'"}, {Text: "'It is.'\r\r'It was.'"},
		{Text: "Why does the world not return to the two-state solution?", Type: Speech, Author: "B. Author"},
		{Text: "Many delegations discussed the two-state solution.", Type: Speech, Author: "A. Author"},
	}
	for _, a := range corpus.Articles()[:8] {
		articles = append(articles, Article{Text: a.Text})
	}
	var want []*Result
	for _, a := range articles {
		c.pipelines = sync.Pool{New: c.pipelines.New}
		want = append(want, classify(a))
	}
	for _, before := range articles {
		for i, a := range articles {
			classify(before)
			if !reflect.DeepEqual(classify(a), want[i]) {
				t.Fatalf("%q has other results behind %q", a.Text, before.Text)
			}
		}
	}
}

func FuzzClassify(f *testing.F) {
	c, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{report, "\"a\"", "said said", "''\u2018\u2019 said he", "A: b\nQ. c\n\"d\n\"e\" f said", "VVA: \"\n\"aii s", "A:0\nA. 0\nA.:", "According to X, Israel's settlements are illegal if not 'so'.",
		"Israel opposes the settlements. Ann Lee: this move a mistake"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, speech bool) {
		a := Article{Text: s, Author: "A. Author"}
		if speech {
			a.Type = Speech
		}
		r, err := c.Classify(context.Background(), a)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatal(err)
			}
			return
		}
		check(t, s, r)
	})
}

// check holds what every user of a Result relies on.
func check(t *testing.T, text string, r *Result) {
	t.Helper()
	inside := func(what string, s Span) {
		if s.Start < 0 || s.End <= s.Start || int(s.End) > len(text) {
			t.Fatalf("%s %+v is not in the text %q", what, s, text)
		}
	}
	first := int32(0)
	for _, s := range r.Statements {
		if len(s.Spans) == 0 || s.Kind == 0 || s.Resolution == 0 || s.Confidence < 0 || s.Confidence > 1 || s.ContentRule == "" || s.SpeakerRule == "" {
			t.Fatalf("%+v in %q", s, text)
		}
		if s.Spans[0].Start < first {
			t.Fatalf("statement %q begins before the one before it", s.Text)
		}
		first = s.Spans[0].Start
		var words []string
		end := int32(0)
		for _, sp := range s.Spans {
			inside("span", sp)
			if sp.Start < end {
				t.Fatalf("the spans of %q are not in order: %v", s.Text, s.Spans)
			}
			end = sp.End
			words = append(words, text[sp.Start:sp.End])
		}
		if got := strings.Join(words, " … "); got != s.Text {
			t.Fatalf("text %q, spans hold %q", s.Text, got)
		}
		if s.CueText != "" {
			inside("cue", s.Cue)
		}
		if s.Mention != (Span{}) {
			inside("mention", s.Mention)
		}
		if s.Speaker != None && (int(s.Speaker) >= len(r.Speakers) || s.Resolution == Unresolved && s.Kind != Position) {
			t.Fatalf("%+v in %q", s, text)
		}
		for _, x := range s.Stances {
			if x.Label == NoLabel || len(x.Evidence) == 0 || x.Toward != NoLabel && x.Label != Conditional || int(x.Holder) >= len(r.Speakers) {
				t.Fatalf("%+v in %q", x, text)
			}
			for _, e := range x.Evidence {
				inside("evidence", e.Span)
			}
		}
	}
	for _, s := range r.Speakers {
		if s.Name == "" {
			t.Fatalf("a speaker without a name in %q", text)
		}
		for _, m := range s.Mentions {
			inside("mention", m)
		}
	}
}
