package text

import "strings"

// markFurniture says of each paragraph whether it is body, headline or page furniture. The signs are those of
// scraped pages: fixed lead-ins ("RELATED:", "Also Read"), captions with (L) or a photo credit, time codes, and
// short lines without a verb's full stop between bodies of text.
func (d *Document) markFurniture() {
	body := false                      // a paragraph of running text was seen
	next := [len(unsigned)]int{-1, -1} // where the next of the credits without a sign stand
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		s := d.Text[p.Start:p.End]
		signed := p.signed
		for k, credit := range unsigned {
			if next[k] < int(p.Start) {
				next[k] = indexFrom(d.Text, credit, int(p.Start))
			}
			signed = signed || next[k] < int(p.End)
		}
		switch {
		case leadIn(s) || timeCode(s) || signed && credit(s) || i > 0 && captioned(d.Text[d.Paragraphs[i-1].Start:d.Paragraphs[i-1].End], s):
			p.Kind = Furniture
		case !body && d.runningText(p):
			body = true
		case !body && i < 3:
			p.Kind = Headline
		}
	}
}

// captioned reports whether a line before makes the next one a caption, or a link to another article: "Image caption,",
// "Read more".
func captioned(before, s string) bool {
	switch n := len(before); {
	case n > 16 || n < 9 || len(s) > 300:
		return false
	case before[n-1] == ',':
		return hasPrefixFold(before, "image caption") || hasPrefixFold(before, "media caption")
	case n == 9 || n == 10 && before[9] == ':':
		return hasPrefixFold(before, "read more") && !endsLikeText(s)
	}
	return false
}

// endsLikeText reports whether a line ends as a sentence does and no headline: late. “It is late?”
func endsLikeText(s string) bool {
	inside := strings.TrimRight(s, `"'”’`)
	if inside == "" {
		return false
	}
	end := inside[len(inside)-1]
	return end == '.' || inside != s && strings.IndexByte("?!,", end) >= 0
}

// unsigned are the beginnings of the credits that need no sign. The next of each is looked for apart from the
// other, so that no stretch of text is searched twice.
var unsigned = [...]string{"Photo credit", "File photo"}

// indexFrom returns where sub begins first in a text from a byte on, or the end of the text.
func indexFrom(text, sub string, from int) int {
	if at := strings.Index(text[from:], sub); at >= 0 {
		return from + at
	}
	return len(text)
}

// runningText reports whether a paragraph ends like a sentence and is long enough for one.
func (d *Document) runningText(p *Paragraph) bool {
	if p.Last-p.First < 8 {
		return false
	}
	for i := p.Last - 1; i >= p.First && i >= p.Last-3; i-- {
		t := &d.Tokens[i]
		if t.Kind == Punct && (t.Char == '.' || t.Char == '!' || t.Char == '?' || t.Char == ':') || t.Flags&Stop != 0 {
			return true
		}
	}
	return false
}

var leadIns = []string{
	"related:", "related ", "related story", "related article", "also read", "read more", "read also", "read:", "see also", "also see", "more:",
	"watch:", "watch |", "watch ", "video:", "photos:", "photo:", "photo by", "image:", "image copyright", "image caption", "media caption", "media playback",
	"caption:", "getty images", "copyright", "©", "(photo", "(image", "(video", "advertisement", "sign up", "subscribe", "follow us", "share this",
	"show comments", "click here", "continue reading", "story continues", "skip to", "download the", "listen:", "hide caption", "toggle caption",
	"recommended", "most read", "trending", "play video", "file photo", "file -", "file –", "file:", "accessibility links", "you might also like", "newsletter",
	"updated at", "last updated", "published:", "posted:", "join the conversation", "don't miss", "don’t miss", "must read", "must watch", "editor's note:",
}

// leadInsBy holds the lead-ins by the byte that a line begins with.
var leadInsBy = func() (t [256][]string) {
	for c := range t {
		for _, l := range leadIns {
			if byte(c) == l[0] || byte(c)|0x20 == l[0] {
				t[c] = append(t[c], l)
			}
		}
	}
	return t
}()

// mayBeSentence holds the lead-ins that begin ordinary sentences, too: these count only in short lines without a stop.
func mayBeSentence(lead string) bool {
	last := lead[len(lead)-1]
	return last != ':' && last != '|'
}

func leadIn(s string) bool {
	if len(s) > 400 {
		return false
	}
	for _, l := range leadInsBy[s[0]] {
		if hasPrefixFold(s, l) {
			if !mayBeSentence(l) {
				return true
			}
			return len(s) < 160 && !strings.HasSuffix(s, ".") && !strings.ContainsAny(s, "\"“”")
		}
	}
	return false
}

// timeCode reports whether a line is a time or place in a recording: "02:14", "1:05:33", "[00:12]".
func timeCode(s string) bool {
	if len(s) > 14 {
		return false
	}
	colon := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			colon = true
		case '0' <= c && c <= '9', c == '[', c == ']', c == '(', c == ')', c == ' ', c == '.', c == '/', c == '-':
		default:
			return false
		}
	}
	return colon
}

// credits are the signs of a caption, by their first byte.
var credits = []struct {
	first byte
	signs []string
}{
	{'(', []string{"(L)", "(R)", "(C)", "(left)", "(right)", "(AP Photo", "(Getty", "(Reuters/", "(Photo"}},
	{'/', []string{"/Getty Images", "/AFP", "/Reuters)", "/PA)", "/AP)", "/PA Wire", "/EPA", "/AAP"}},
	{'|', []string{"| Getty"}},
	{'G', []string{"Getty Images)"}},
	{'P', []string{"Photograph:", "Photo credit", "Photo: ", "Picture: ", "Pic: "}},
	{'C', []string{"Credit: "}},
	{'F', []string{"File photo"}},
}

// credit reports whether a line is a caption: it shows who stands where, or names a photographer or agency.
func credit(s string) bool {
	if len(s) > 500 {
		return false
	}
	for i := range credits {
		c := &credits[i]
		for rest := s; ; rest = rest[1:] {
			at := strings.IndexByte(rest, c.first)
			if at < 0 {
				break
			}
			rest = rest[at:]
			for _, sign := range c.signs {
				if strings.HasPrefix(rest, sign) {
					return !strings.ContainsAny(s, "\"“”")
				}
			}
		}
	}
	return false
}
