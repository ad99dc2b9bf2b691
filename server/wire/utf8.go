package wire

import (
	"fmt"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// maxDepth is deeper than any message of the contract.
const maxDepth = 16

// invalidUTF8 finds the first string field of an encoded message that is not UTF-8: its path, and the byte of the
// string at which it breaks. Bytes that are no message at all are not its matter.
func invalidUTF8(b []byte, d protoreflect.MessageDescriptor, path string, depth int) (field string, offset int, bad bool) {
	if depth > maxDepth {
		return "", 0, false
	}
	seen := map[protowire.Number]int{}
	for len(b) > 0 {
		number, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return "", 0, false
		}
		b = b[n:]
		if kind != protowire.BytesType {
			if n = protowire.ConsumeFieldValue(number, kind, b); n < 0 {
				return "", 0, false
			}
			b = b[n:]
			continue
		}
		value, n := protowire.ConsumeBytes(b)
		if n < 0 {
			return "", 0, false
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
		switch f.Kind() {
		case protoreflect.StringKind:
			if at, ok := firstInvalid(value); ok {
				return name, at, true
			}
		case protoreflect.MessageKind:
			if field, offset, bad = invalidUTF8(value, f.Message(), name+".", depth+1); bad {
				return field, offset, true
			}
		}
	}
	return "", 0, false
}

func firstInvalid(b []byte) (at int, ok bool) {
	if utf8.Valid(b) {
		return 0, false
	}
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			return at, true
		}
		at += n
	}
	return 0, false
}
