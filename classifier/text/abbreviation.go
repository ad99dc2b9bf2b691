package text

import (
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// acronymEnd returns the end of letters with full stops that begin at i (U.S., p.m., J.), or 0.
func acronymEnd(s string, i int) int {
	end := 0
	for i+1 < len(s) && classOf[s[i]]&(lower|upper) != 0 && s[i+1] == '.' {
		i += 2
		end = i
	}
	return end
}

// acronym reads letters with full stops up to end.
func (sc *scanner) acronym(end int) {
	s, start := sc.s, sc.i
	if end-start == 2 && (classOf[s[start]]&upper == 0 || s[start] == 'I' || end == len(s) || s[end] == '\n') { // "a." and "I." end a sentence, "Point C." a paragraph
		sc.wordFrom(start, 0)
		return
	}
	if end < len(s) && (wordAt(s, end) || s[end] == '-') { // "U.S.A", "U.S.-led", "e.g.the"
		if s[end] == '-' && end+1 < len(s) && wordAt(s, end+1) {
			sc.wordFrom(end, upper)
			return
		}
		if i := end; classOf[s[i]]&upper != 0 && (i+1 == len(s) || !wordAt(s, i+1)) {
			end++
		} else if end-start == 2 {
			sc.wordFrom(start, 0)
			return
		}
	}
	flags := Stop
	if classOf[s[start]]&upper != 0 {
		flags |= Capital
		if end-start == 2 {
			flags |= Initial
		} else {
			flags |= AllCaps
		}
	}
	clitic := 0
	if end < len(s) && (s[end] == '\'' || isRightSingle(s[end:])) {
		n := 1
		if s[end] != '\'' {
			n = 3
		}
		clitic, _ = cliticAt(s, start, end, n)
	}
	sc.emit(end, Word, 0, flags).await(sc.d.Lexicon.KeyAt(s, start, end))
	if clitic > 0 {
		sc.clitic(clitic)
	}
}

// abbreviationEnd returns the end of an abbreviation with its full stop, where the word before i is one, or 0.
func (sc *scanner) abbreviationEnd(start, i int) int {
	s := sc.s
	if i >= len(s) || s[i] != '.' || i-start > 8 || i+1 < len(s) && s[i+1] == '.' {
		return 0
	}
	if !sc.d.Lexicon.Word(sc.d.Lexicon.Lookup(s[start : i+1])).Is(lexicon.Abbrev) {
		return 0
	}
	if classOf[s[start]]&lower != 0 && sc.d.Lexicon.Word(sc.d.Lexicon.Lookup(s[start:i])).Is(lexicon.Adjective|lexicon.Noun|lexicon.Verbal) &&
		(i+2 >= len(s) || classOf[s[i+2]]&digit == 0) { // "he was ill.", but fig. 5
		return 0
	}
	if i-start == 1 && classOf[s[start]]&upper != 0 && (i+1 == len(s) || s[i+1] == '\n') { // "Point C." ends a paragraph
		return 0
	}
	if i-start == 2 && s[start]|0x20 == 'n' && s[start+1]|0x20 == 'o' { // "No. 5", but "He said no."
		if i+2 >= len(s) || classOf[s[i+2]]&digit == 0 {
			return 0
		}
	}
	return i + 1
}

var domains = map[string]bool{"com": true, "org": true, "net": true, "gov": true, "edu": true, "co": true, "uk": true, "io": true, "tv": true, "info": true, "eu": true, "int": true}

// domainEnd moves the end of a word over ".com" and the like.
func (sc *scanner) domainEnd(i int) int {
	s := sc.s
	for i+2 < len(s) && s[i] == '.' && classOf[s[i+1]]&lower != 0 {
		j := i + 1
		for j < len(s) && j-i < 6 && classOf[s[j]]&lower != 0 {
			j++
		}
		if !domains[s[i+1:j]] || j < len(s) && wordAt(s, j) {
			break
		}
		i = j
	}
	return i
}

// url reads a web address that begins at sc.i.
func (sc *scanner) url() bool {
	s := sc.s[sc.i:]
	if !hasPrefixFold(s, "http://") && !hasPrefixFold(s, "https://") && !hasPrefixFold(s, "www.") {
		return false
	}
	n := 0
	for n < len(s) && classOf[s[n]]&(space|newline|mark) == 0 && s[n] < utf8.RuneSelf && s[n] != '<' && s[n] != '>' {
		n++
	}
	for n > 0 && (s[n-1] == '.' || s[n-1] == ',' || s[n-1] == ')' || s[n-1] == ';') {
		n--
	}
	sc.emit(sc.i+n, URL, 0, 0)
	return true
}

func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := s[i]; c != prefix[i] && c|0x20 != prefix[i] {
			return false
		}
	}
	return true
}
