package text

import "unicode/utf8"

// Unit is a unit in which positions are counted.
type Unit uint8

const (
	Bytes Unit = iota
	UTF16
	CodePoints
)

// Offsets turns byte offsets of one text into another unit. Its zero value is ready; Reset makes it fit a text.
type Offsets struct {
	text  string
	unit  Unit
	ascii bool
	marks []int32 // the position, in units, of every 64th byte (of the character that holds it)
}

const step = 64

// Reset prepares the conversion of a text's offsets. It costs one pass over a text that is not all ASCII.
func (o *Offsets) Reset(text string, unit Unit) {
	o.text, o.unit, o.marks = text, unit, o.marks[:0]
	o.ascii = unit == Bytes || isASCII(text)
	if o.ascii {
		return
	}
	n := int32(0)
	for i := 0; i < len(text); i++ {
		if i%step == 0 {
			o.marks = append(o.marks, n)
		}
		n += o.width(text[i])
	}
}

// At converts the offset of a byte at which a character begins, or the text's length.
func (o *Offsets) At(offset int32) int32 {
	if o.ascii {
		return offset
	}
	return o.count(offset)
}

func (o *Offsets) count(offset int32) int32 {
	at := int(offset)
	k := at / step
	if k >= len(o.marks) {
		k = len(o.marks) - 1
	}
	n := o.marks[k]
	for i := k * step; i < at; i++ {
		n += o.width(o.text[i])
	}
	return n
}

// width returns the units that a character adds, counted at its first byte; its other bytes add none.
func (o *Offsets) width(b byte) int32 {
	switch {
	case b < 0x80:
		return 1
	case b < 0xC0:
		return 0
	case b >= 0xF0 && o.unit == UTF16:
		return 2
	}
	return 1
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
