package client

import (
	"sync"
	"unicode/utf8"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// OffsetUnit is the unit in which positions in a text are counted.
type OffsetUnit uint8

const (
	Bytes      OffsetUnit = iota // of the UTF-8 text: text[span.Start:span.End]
	UTF16                        // UTF-16 code units, as JavaScript and Java count
	CodePoints                   // Unicode code points, as Python counts
)

func (u OffsetUnit) proto() stancev1.OffsetEncoding {
	switch u {
	case UTF16:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS
	case CodePoints:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS
	}
	return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES
}

func unitOf(e stancev1.OffsetEncoding) OffsetUnit {
	switch e {
	case stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS:
		return UTF16
	case stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS:
		return CodePoints
	}
	return Bytes
}

// stride is how many units lie between two marks of an index.
const stride = 256

// offsets slices a text by offsets of any unit. The index is made when it is first needed.
type offsets struct {
	text  string
	unit  OffsetUnit
	once  sync.Once
	marks []int // marks[i] is the byte at or before unit i*stride where a character begins
	at    []int // at[i] is the unit of marks[i]
}

func (o *offsets) slice(s Span) string {
	if o == nil || s.Start < 0 || s.End <= s.Start {
		return ""
	}
	start, end := s.Start, s.End
	if o.unit != Bytes {
		o.once.Do(o.index)
		var ok bool
		if start, ok = o.byteOf(start); !ok {
			return ""
		}
		if end, ok = o.byteOf(end); !ok {
			return ""
		}
	}
	if end > len(o.text) || !boundary(o.text, start) || !boundary(o.text, end) {
		return ""
	}
	return o.text[start:end]
}

func (o *offsets) index() {
	unit := 0
	for i, r := range o.text {
		if unit >= len(o.marks)*stride {
			o.marks, o.at = append(o.marks, i), append(o.at, unit)
		}
		unit += o.width(r)
	}
}

// byteOf is the byte at which a unit begins; false where that is inside a character or outside the text.
func (o *offsets) byteOf(unit int) (int, bool) {
	m := unit / stride
	if m >= len(o.marks) {
		m = len(o.marks) - 1
	}
	if m > 0 && o.at[m] > unit {
		m--
	}
	if m < 0 {
		return 0, unit == 0
	}
	i, at := o.marks[m], o.at[m]
	for at < unit && i < len(o.text) {
		r, n := utf8.DecodeRuneInString(o.text[i:])
		i, at = i+n, at+o.width(r)
	}
	return i, at == unit
}

func (o *offsets) width(r rune) int {
	if o.unit == UTF16 && r > 0xFFFF {
		return 2
	}
	return 1
}

func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
