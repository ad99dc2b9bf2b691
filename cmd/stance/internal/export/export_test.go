package export

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stance-dev/stance/client"
)

var (
	ada      = &client.Speaker{Name: `Ada "Bridge" Moor`, Kind: client.Person, Role: "minister", ActorID: "moor"}
	ministry = &client.Speaker{Name: "the ministry; of works", Kind: client.Organization}
	nobody   = &client.Speaker{}
	article  = client.Article{
		ID: "a1", Title: "Bridges,\nferries", URI: "https://news.example.org/1", Author: "R. Porter",
		Published: time.Date(2011, 9, 25, 10, 30, 0, 0, time.FixedZone("", 3600)),
	}
	result = client.Result{ArticleID: "a1", Statements: []client.Statement{
		{
			Kind: client.Mixed, Spans: []client.Span{{Start: 1, End: 5}, {Start: 9, End: 20}}, Text: "We will build; “soon” … and\n\"well\"",
			Cue: client.Cue{Text: "said"}, Speaker: ada, Resolution: client.ByName, Confidence: 0.75,
			Stances: []client.Stance{
				{Issue: "bridge", Label: client.Support, Holder: ada, Score: 0.5, Confidence: 0.9},
				{Issue: "ferry", Label: client.Oppose, Holder: ministry, Score: -0.25, Confidence: 0.6},
				{Issue: "x", Label: client.Conditional, Toward: client.Oppose, Holder: ada},
				{Issue: "y", Label: client.Neutral, Holder: ada},
			},
		},
		{Kind: client.Indirect, Spans: []client.Span{{Start: 30, End: 40}}, Text: "nothing", Speaker: nobody, Resolution: client.Unresolved, Stances: []client.Stance{
			{Issue: "bridge", Label: client.Support, Holder: nobody},
		}},
		{Kind: client.Direct, Spans: []client.Span{{Start: 50, End: 60}}, Text: "silence", Speaker: ada},
	}}
)

func label(id string) string { return strings.ToUpper(id) }

func TestDNA(t *testing.T) {
	var out strings.Builder
	d := NewDNA(&out, label)
	for range 2 {
		if err := d.Add(article, result); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	want := `"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";"person";"organization";"concept";"agreement";"start";"stop"
1;2011-09-25 09:30:00;1;"Bridges, ferries";"R. Porter";"news.example.org";"";"news";"We will build, “soon” … and 'well'";"Ada 'Bridge' Moor";"";"BRIDGE";1;1;20
2;2011-09-25 09:30:00;1;"Bridges, ferries";"R. Porter";"news.example.org";"";"news";"We will build, “soon” … and 'well'";"";"the ministry, of works";"FERRY";0;1;20
3;2011-09-25 09:30:00;2;"Bridges, ferries";"R. Porter";"news.example.org";"";"news";"We will build, “soon” … and 'well'";"Ada 'Bridge' Moor";"";"BRIDGE";1;1;20
4;2011-09-25 09:30:00;2;"Bridges, ferries";"R. Porter";"news.example.org";"";"news";"We will build, “soon” … and 'well'";"";"the ministry, of works";"FERRY";0;1;20
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestDNAOfAnArticleWithLittle(t *testing.T) {
	var out strings.Builder
	d := NewDNA(&out, label)
	err := d.Add(client.Article{Type: client.Speech}, client.Result{ArticleID: "a2", Statements: []client.Statement{{
		Spans: []client.Span{{Start: 0, End: 2}}, Text: "No", Speaker: ada, Stances: []client.Stance{{Issue: "x", Label: client.Oppose, Holder: ada}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(out.String(), "\n")
	if want := `1;;1;"a2";"";"";"";"speech";"No";"Ada 'Bridge' Moor";"";"X";0;0;2`; row != want {
		t.Errorf("got %s", row)
	}
}

func TestCSV(t *testing.T) {
	var out strings.Builder
	c := NewCSV(&out, label)
	if err := c.Add(article, result); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	head := []string{"a1", "Bridges,\nferries", "2011-09-25T09:30:00Z", "https://news.example.org/1"}
	first := []string{"1", "mixed", "1", "20", "We will build; “soon” … and\n\"well\"", "said", `Ada "Bridge" Moor`, "person", "minister", "moor", "name", "0.75"}
	row := func(parts ...[]string) (out []string) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	want := [][]string{
		columns,
		row(head, first, []string{"bridge", "BRIDGE", "support", "", `Ada "Bridge" Moor`, "person", "moor", "0.5", "0.9"}),
		row(head, first, []string{"ferry", "FERRY", "oppose", "", "the ministry; of works", "organization", "", "-0.25", "0.6"}),
		row(head, first, []string{"x", "X", "conditional", "oppose", `Ada "Bridge" Moor`, "person", "moor", "0", "0"}),
		row(head, first, []string{"y", "Y", "neutral", "", `Ada "Bridge" Moor`, "person", "moor", "0", "0"}),
		row(head, []string{"2", "indirect", "30", "40", "nothing", "", "", "", "", "", "unresolved", "0"}, []string{"bridge", "BRIDGE", "support", "", "", "", "", "0", "0"}),
		row(head, []string{"3", "direct", "50", "60", "silence", "", `Ada "Bridge" Moor`, "person", "minister", "moor", "", "0"}, make([]string, 9)),
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestErrorsOfTheWriter(t *testing.T) {
	d := NewDNA(fullDisk{}, label)
	if d.Add(article, result) == nil || d.Close() == nil {
		t.Error("dna: no error")
	}
	c := NewCSV(fullDisk{}, label)
	if c.Add(article, result) == nil || c.Close() == nil {
		t.Error("csv: no error")
	}
}
