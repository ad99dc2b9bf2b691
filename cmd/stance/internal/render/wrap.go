package render

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// Clean makes words of an article or of an error about it safe to print on a terminal, on one line.
func Clean(text string) string { return clean(text) }

// clean makes text safe to draw on one line: white space becomes single spaces, and control characters, which a
// terminal would obey, become U+FFFD. So do those that turn the direction of what follows.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, strings.Join(strings.Fields(text), " "))
}

// wrap breaks clean text into lines of at most width columns, at spaces where it can.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(clean(text), " ") {
		n := displaywidth.String(word)
		for n > width { // a word that fits on no line is cut
			if line != "" {
				lines = append(lines, line)
				line, used = "", 0
			}
			head := truncate(word, width)
			lines = append(lines, head)
			word = word[len(head):]
			n = displaywidth.String(word)
		}
		switch {
		case line == "":
			line, used = word, n
		case used+1+n <= width:
			line, used = line+" "+word, used+1+n
		default:
			lines = append(lines, line)
			line, used = word, n
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// truncate is the longest beginning of text that fits into width columns; at least one character.
func truncate(text string, width int) string {
	head, used := 0, 0
	g := displaywidth.StringGraphemes(text)
	for g.Next() {
		if used += g.Width(); used > width && head > 0 {
			break
		}
		head += len(g.Value())
	}
	return text[:head]
}

// fit cuts clean text to width columns, with "…" where something is missing.
func fit(text string, width int) string {
	text = clean(text)
	if displaywidth.String(text) <= width {
		return text
	}
	return truncate(text, width-1) + "…"
}

// pad appends the spaces that text of the given width lacks to fill a column.
func pad(buf []byte, used, width int) []byte {
	for ; used < width; used++ {
		buf = append(buf, ' ')
	}
	return buf
}
