package pack

import (
	"fmt"
	"time"
)

// Pos is a place in a pack's file; lines and columns count from 1. The zero Pos is nowhere.
type Pos struct {
	File         string
	Line, Column int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Text is a string and where it stands.
type Text struct {
	Value string
	Pos   Pos
}

func (t Text) String() string { return t.Value }

// Int is a whole number and where it stands.
type Int struct {
	Value int
	Pos   Pos
}

// Sign is -1, 0 or 1 and where it stands. Set tells a given 0 from one that was left out.
type Sign struct {
	Value int8
	Set   bool
	Pos   Pos
}

// Float is a number from 0 to 1 and where it stands.
type Float struct {
	Value float64
	Pos   Pos
}

// Bool is a truth value and where it stands.
type Bool struct {
	Value bool
	Pos   Pos
}

// Date is a day and where it stands; the zero Date is open.
type Date struct {
	time.Time
	Pos Pos
}

// Patterns is a list of patterns as they are written; in YAML a list, or one text with commas between the patterns.
type Patterns []Text

// Lists are named lists of patterns, in the order of the file.
type Lists []List

// List is a named list of patterns.
type List struct {
	Name     Text
	Patterns Patterns
}
