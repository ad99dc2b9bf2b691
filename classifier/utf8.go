package classifier

import (
	"math/bits"
	"unicode/utf8"
)

// notASCII has the bit of each byte that is set in those of characters that are not ASCII.
const notASCII = 0x8080808080808080

// firstInvalid returns where the first character that is no UTF-8 begins, or the length of s. utf8.ValidString reads byte
// by byte behind the first character that is not ASCII: here are 32 at a time, wherever they stand.
func firstInvalid(s string) int {
	i := 0
	for i < len(s) {
		rest := s[i:]
		for len(rest) >= 32 && (word8(rest, 0)|word8(rest, 8)|word8(rest, 16)|word8(rest, 24))&notASCII == 0 {
			rest = rest[32:]
		}
		i = len(s) - len(rest)
		x := uint64(0)
		for i+8 <= len(s) {
			if x = word8(s, i) & notASCII; x != 0 {
				break
			}
			i += 8
		}
		if i += bits.TrailingZeros64(x) / 8 & 7; i == len(s) {
			break
		}
		if c := s[i:]; len(c) > 2 && c[0] == 0xE2 && c[1]&0xC0 == 0x80 && c[2]&0xC0 == 0x80 { // quotation marks and dashes
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return i
}

// word8 returns eight bytes of s.
func word8(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}
