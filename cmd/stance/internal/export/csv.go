package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"time"

	"github.com/stance-dev/stance/client"
)

// CSV writes a flat table: a row for each statement and each stance in it, and one row, its last columns empty, for a
// statement without.
type CSV struct {
	w     *csv.Writer
	label func(issue string) string
}

var columns = []string{
	"article_id", "title", "published", "uri",
	"statement", "kind", "start", "end", "text", "cue",
	"speaker", "speaker_kind", "speaker_role", "speaker_actor_id", "speaker_resolution", "speaker_confidence",
	"issue_id", "issue", "label", "toward", "holder", "holder_kind", "holder_actor_id", "score", "confidence",
}

// NewCSV writes the header and makes a writer of rows.
func NewCSV(w io.Writer, label func(issue string) string) *CSV {
	c := &CSV{csv.NewWriter(w), label}
	_ = c.w.Write(columns)
	return c
}

// Add writes the rows of an article. Statements are numbered from 1; start and end are those of the whole.
func (c *CSV) Add(a client.Article, r client.Result) error {
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.UTC().Format(time.RFC3339)
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		whole := extent(st)
		row := []string{
			r.ArticleID, a.Title, published, a.URI,
			strconv.Itoa(i + 1), string(st.Kind), strconv.Itoa(whole.Start), strconv.Itoa(whole.End), st.Text, st.Cue.Text,
			st.Speaker.Name, string(st.Speaker.Kind), st.Speaker.Role, st.Speaker.ActorID, string(st.Resolution), number(st.Confidence),
		}
		if len(st.Stances) == 0 {
			_ = c.w.Write(append(row, make([]string, len(columns)-len(row))...))
			continue
		}
		for j := range st.Stances {
			x := &st.Stances[j]
			_ = c.w.Write(append(row[:len(row):len(row)],
				x.Issue, c.label(x.Issue), string(x.Label), string(x.Toward), x.Holder.Name, string(x.Holder.Kind), x.Holder.ActorID, number(x.Score), number(x.Confidence),
			))
		}
	}
	c.w.Flush()
	return c.w.Error()
}

// Close writes what is left.
func (c *CSV) Close() error {
	c.w.Flush()
	return c.w.Error()
}

func number(f float32) string { return strconv.FormatFloat(float64(f), 'f', -1, 32) }
