// Package export writes answers as tables for other programs.
package export

import (
	"bufio"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/stance-dev/stance/client"
)

// DNA writes the event list of the Discourse Network Analyzer, as its own export does (DNA 3, Exporter.eventCSV):
// semicolons, text in quotation marks, one statement a row, the variables of the statement type "DNA Statement" at the
// end. Two more columns, "start" and "stop", are the carets by which rDNA's dna_addStatement places a statement in its
// document: DNA counts as Java does, so the answers must count UTF-16 code units.
//
// A row is a stance: person or organization who holds it, the issue as concept, agreement 1 for support and 0 for
// oppose. DNA knows no other, so conditional and neutral stances are left out, as are those whose holder is not known.
type DNA struct {
	w          *bufio.Writer
	concept    func(issue string) string
	documents  int
	statements int
}

// NewDNA writes the header and makes a writer of rows. concept is what an issue is called.
func NewDNA(w io.Writer, concept func(issue string) string) *DNA {
	d := &DNA{w: bufio.NewWriterSize(w, 64<<10), concept: concept}
	header := []string{"statement ID", "time", "document ID", "document title", "author", "source", "section", "type",
		"text", "person", "organization", "concept", "agreement", "start", "stop"}
	for i, h := range header {
		if i > 0 {
			_ = d.w.WriteByte(';')
		}
		d.text(h)
	}
	return d
}

// Add writes the rows of an article. Documents and statements are numbered as they come.
func (d *DNA) Add(a client.Article, r client.Result) error {
	d.documents++
	title := a.Title
	if title == "" {
		title = r.ArticleID
	}
	kind := "news"
	if a.Type == client.Speech {
		kind = "speech"
	}
	for st, x := range r.Stances() {
		if x.Label != client.Support && x.Label != client.Oppose || !x.Holder.Known() {
			continue
		}
		d.statements++
		_ = d.w.WriteByte('\n')
		d.number(d.statements)
		_ = d.w.WriteByte(';')
		if !a.Published.IsZero() {
			_, _ = d.w.WriteString(a.Published.UTC().Format("2006-01-02 15:04:05"))
		}
		_ = d.w.WriteByte(';')
		d.number(d.documents)
		person, organization := actors(x.Holder)
		for _, s := range []string{title, a.Author, host(a.URI), "", kind, st.Text, person, organization, d.concept(x.Issue)} {
			_ = d.w.WriteByte(';')
			d.text(s)
		}
		_ = d.w.WriteByte(';')
		agreement := 0
		if x.Label == client.Support {
			agreement = 1
		}
		d.number(agreement)
		whole := extent(st)
		_ = d.w.WriteByte(';')
		d.number(whole.Start)
		_ = d.w.WriteByte(';')
		d.number(whole.End)
	}
	return d.w.Flush() // an error of any write before comes out here
}

// Close ends the last row.
func (d *DNA) Close() error {
	_ = d.w.WriteByte('\n')
	return d.w.Flush()
}

func (d *DNA) number(n int) { _, _ = d.w.WriteString(strconv.Itoa(n)) }

// text writes a value as DNA does, which has no way to write these characters in a value.
var asDNA = strings.NewReplacer(";", ",", `"`, "'", "\r\n", " ", "\n", " ", "\r", " ")

func (d *DNA) text(s string) {
	_ = d.w.WriteByte('"')
	_, _ = asDNA.WriteString(d.w, s)
	_ = d.w.WriteByte('"')
}

// extent is from the start of a statement to its end, with what stands between its spans.
func extent(st *client.Statement) client.Span {
	if len(st.Spans) == 0 {
		return client.Span{}
	}
	return client.Span{Start: st.Spans[0].Start, End: st.Spans[len(st.Spans)-1].End}
}

// actors is the holder in the column of its kind; DNA codes groups and documents as organizations.
func actors(s *client.Speaker) (person, organization string) {
	switch s.Kind {
	case client.Organization, client.Group, client.Document:
		return "", s.Name
	}
	return s.Name, ""
}

func host(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return uri
	}
	return u.Host
}
