// Package render draws answers for people: tables that fit the terminal, in colour where it has any.
package render

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// Style is how a drawing looks. The zero value is plain text of 100 columns. Less than 60 columns are taken as 60, more
// than 160 as 160.
type Style struct {
	Colour bool
	Width  int // columns of the terminal; 0 means 100
}

// plainWidth is the width of what does not go to a terminal, so that it is the same everywhere.
const plainWidth = 100

// NewStyle is the style for a stream: coloured on a terminal unless NO_COLOR is set or TERM is "dumb", and as wide as
// it is. COLUMNS, where set, decides the width.
func NewStyle(w io.Writer) Style {
	var s Style
	if fd, ok := terminal(w); ok {
		s.Colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		s.Width, _, _ = term.GetSize(fd)
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		s.Width = n
	}
	return s
}

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(w io.Writer) bool {
	_, ok := terminal(w)
	return ok
}

func terminal(w io.Writer) (int, bool) {
	f, ok := w.(*os.File)
	if !ok {
		return 0, false
	}
	fd := int(f.Fd())
	return fd, term.IsTerminal(fd)
}

func (s Style) width() int {
	switch {
	case s.Width == 0:
		return plainWidth
	case s.Width < 60:
		return 60
	}
	return min(s.Width, 160)
}

// colour is an SGR parameter; "" is no colour.
type colour string

const (
	none   colour = ""
	bold   colour = "1"
	dim    colour = "2"
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
	blue   colour = "34"
	cyan   colour = "36"
)

// paint appends text in a colour.
func (s Style) paint(buf []byte, c colour, text string) []byte {
	if !s.Colour || c == none || text == "" {
		return append(buf, text...)
	}
	buf = append(buf, "\x1b["...)
	buf = append(buf, c...)
	buf = append(buf, 'm')
	buf = append(buf, text...)
	return append(buf, "\x1b[0m"...)
}
