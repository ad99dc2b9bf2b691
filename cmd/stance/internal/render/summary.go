package render

import (
	"fmt"

	"github.com/clipperhouse/displaywidth"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/summary"
)

// The widths of the matrix's first column, of the others at least, and of the room for the label of the last one.
const (
	holderColumn = 30
	cellColumn   = 5
	labelRoom    = 22
)

// Summary draws who stands where: a row a holder, a column an issue, in as many blocks as the width needs. Of the
// holders the first top are drawn, all if it is 0.
func Summary(s Style, m *summary.Matrix, issues []client.Issue, top int) []byte {
	label := labels(issues)
	holders, columns := m.Holders(), m.Issues()
	left := 0
	if top > 0 && len(holders) > top {
		left = len(holders) - top
		holders = holders[:top]
	}
	buf := s.paint(nil, dim, fmt.Sprintf("%s by %s on %s in %s", count(m.Stances, "stance"), count(len(holders)+left, "holder"), count(len(columns), "issue"), count(m.Articles, "article")))
	buf = append(buf, '\n')
	cell := cellColumn
	for _, h := range holders {
		for _, c := range h.Counts {
			cell = max(cell, width(c)+1)
		}
	}
	perBlock := (s.width()-holderColumn-labelRoom)/cell + 1
	for first := 0; first < len(columns); first += perBlock {
		block := columns[first:min(first+perBlock, len(columns))]
		buf = append(buf, '\n')
		buf = s.block(buf, holders, block, cell, label)
	}
	if len(columns) > 0 {
		buf = append(buf, '\n')
		buf = s.paint(buf, green, "+for")
		buf = append(buf, ' ')
		buf = s.paint(buf, red, "−against")
		buf = append(buf, ' ')
		buf = s.paint(buf, yellow, "?on a condition")
		buf = append(buf, ' ')
		buf = s.paint(buf, blue, "·no side")
		buf = append(buf, '\n')
	}
	if left > 0 {
		buf = s.paint(buf, dim, fmt.Sprintf("%s with fewer stances: --top 0 shows all", count(left, "more holder")))
		buf = append(buf, '\n')
	}
	return buf
}

// block draws some columns: a staircase of labels above them, then the rows that have anything in them.
func (s Style) block(buf []byte, holders []*summary.Holder, columns []string, cell int, label map[string]string) []byte {
	for i, id := range columns {
		buf = pad(buf, 0, holderColumn)
		for range i {
			buf = s.paint(buf, dim, "│")
			buf = pad(buf, 1, cell)
		}
		name := label[id]
		if name == "" {
			name = id
		}
		buf = s.paint(buf, bold, fit(name, s.width()-holderColumn-i*cell))
		buf = append(buf, '\n')
	}
	for _, h := range holders {
		some := false
		for _, id := range columns {
			some = some || h.Counts[id].Total() > 0
		}
		if !some {
			continue
		}
		name := h.Name
		if name == "" {
			name = "(unknown)"
		}
		name = fit(name, holderColumn-2)
		buf = append(buf, name...)
		buf = pad(buf, displaywidth.String(name), holderColumn)
		end := len(buf)
		for _, id := range columns {
			var used int
			buf, used = s.cell(buf, h.Counts[id])
			if used > 0 {
				end = len(buf)
			}
			buf = pad(buf, used, cell)
		}
		buf = append(buf[:end], '\n')
	}
	return buf
}

// cell draws a count: the sides, or where there is none what else there is. It tells how many columns that took.
func (s Style) cell(buf []byte, c summary.Count) (out []byte, used int) {
	draw := func(col colour, sign string, n int) {
		if n > 0 {
			text := fmt.Sprintf("%s%d", sign, n)
			buf = s.paint(buf, col, text)
			used += displaywidth.String(text)
		}
	}
	draw(green, "+", c.Support)
	draw(red, "−", c.Oppose)
	if used == 0 {
		draw(yellow, "?", c.Conditional)
	}
	if used == 0 {
		draw(blue, "·", c.Neutral)
	}
	return buf, used
}

// width is how many columns a cell takes.
func width(c summary.Count) int {
	_, used := Style{}.cell(nil, c)
	return used
}
