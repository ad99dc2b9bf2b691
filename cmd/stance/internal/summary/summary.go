// Package summary counts who stands where over many articles.
package summary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stance-dev/stance/client"
)

// Count is how often a holder was found on each side of an issue.
type Count struct{ Support, Oppose, Conditional, Neutral int }

// Total is the number of stances.
func (c Count) Total() int { return c.Support + c.Oppose + c.Conditional + c.Neutral }

func (c *Count) add(l client.Label) {
	switch l {
	case client.Support:
		c.Support++
	case client.Oppose:
		c.Oppose++
	case client.Conditional:
		c.Conditional++
	case client.Neutral:
		c.Neutral++
	}
}

// Matrix is holders × issues. Memory grows with their number, not with that of the articles.
type Matrix struct {
	holders  map[string]*Holder
	Articles int
	Stances  int
}

// Holder is one row.
type Holder struct {
	Name   string // as it was first met
	Kind   client.SpeakerKind
	Counts map[string]Count // by issue id
	Total  int
}

// New makes an empty matrix.
func New() *Matrix { return &Matrix{holders: make(map[string]*Holder)} }

// Add counts the stances of an article. A holder is the same as one of another article where both are the same actor
// of a pack, or else have the same name. Stances whose holder is not known count under "".
func (m *Matrix) Add(r client.Result) {
	m.Articles++
	for _, x := range r.Stances() {
		key := "name " + strings.ToLower(x.Holder.Name)
		if x.Holder.ActorID != "" {
			key = "actor " + x.Holder.ActorID
		}
		h := m.holders[key]
		if h == nil {
			h = &Holder{Name: x.Holder.Name, Kind: x.Holder.Kind, Counts: make(map[string]Count)}
			m.holders[key] = h
		}
		c := h.Counts[x.Issue]
		c.add(x.Label)
		h.Counts[x.Issue] = c
		h.Total++
		m.Stances++
	}
}

// Holders is the rows, those with the most stances first, and by name where these are equal.
func (m *Matrix) Holders() []*Holder {
	rows := make([]*Holder, 0, len(m.holders))
	for _, h := range m.holders {
		rows = append(rows, h)
	}
	slices.SortFunc(rows, func(a, b *Holder) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind))
	})
	return rows
}

// Issues is the columns, by id: those with the most stances first.
func (m *Matrix) Issues() []string {
	totals := make(map[string]int)
	for _, h := range m.holders {
		for id, c := range h.Counts {
			totals[id] += c.Total()
		}
	}
	ids := make([]string, 0, len(totals))
	for id := range totals {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(totals[b], totals[a]), cmp.Compare(a, b)) })
	return ids
}
