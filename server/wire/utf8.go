package wire

import (
	"fmt"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// maxDepth is deeper than any message of the contract.
const maxDepth = 16

// broken is a string field that is not UTF-8.
type broken struct {
	field  string // its path: "article.text"
	offset int    // the byte of the string at which it breaks
}

// repair makes every string field of an encoded message UTF-8, a question mark for each bad byte, so that the rest can
// be decoded. It returns the first field that it had to repair; nil where there is none. Bytes that are no message at
// all it leaves alone from there on.
func repair(b []byte, d protoreflect.MessageDescriptor, path string, depth int) (first *broken) {
	if depth > maxDepth {
		return nil
	}
	seen := map[protowire.Number]int{}
	for len(b) > 0 {
		number, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return first
		}
		b = b[n:]
		if kind != protowire.BytesType {
			if n = protowire.ConsumeFieldValue(number, kind, b); n < 0 {
				return first
			}
			b = b[n:]
			continue
		}
		value, n := protowire.ConsumeBytes(b)
		if n < 0 {
			return first
		}
		b = b[n:]
		f := d.Fields().ByNumber(number)
		if f == nil {
			continue
		}
		name := path + string(f.Name())
		if f.IsList() {
			name = fmt.Sprintf("%s[%d]", name, seen[number])
			seen[number]++
		}
		var found *broken
		switch f.Kind() {
		case protoreflect.StringKind:
			if at := repairString(value); at >= 0 {
				found = &broken{name, at}
			}
		case protoreflect.MessageKind:
			found = repair(value, f.Message(), name+".", depth+1)
		}
		if first == nil {
			first = found
		}
	}
	return first
}

// repairString returns the first bad byte, or -1.
func repairString(b []byte) (first int) {
	first = -1
	if utf8.Valid(b) {
		return first
	}
	for at := 0; at < len(b); {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			b[at] = '?'
			if first < 0 {
				first = at
			}
		}
		at += n
	}
	return first
}
