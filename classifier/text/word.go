package text

import (
	"unicode"
	"unicode/utf8"
)

// word reads a word that begins at sc.i with a letter, and the clitic behind it.
func (sc *scanner) word() {
	s, start := sc.s, sc.i
	if sc.plainWord() {
		return
	}
	if c := s[start] | 0x20; (c == 'h' || c == 'w') && sc.url() {
		return
	}
	if end := acronymEnd(s, start); end > 0 {
		sc.acronym(end)
		return
	}
	sc.wordFrom(start, 0)
}

// plainWord reads a word of ASCII letters and digits that ends where nothing of it can follow: most words. The others
// it leaves to word.
func (sc *scanner) plainWord() bool {
	s, start := sc.s, sc.i
	i, seen := start, byteClass(0)
	for i < len(s) {
		k := classOf[s[i]]
		if k&wordByte == 0 {
			break
		}
		seen |= k
		i++
	}
	if i < len(s) && endsPlain[s[i]] == 0 {
		return false
	}
	flags := Flags(0)
	if s[start] <= 'Z' { // it begins with a letter
		flags |= Capital
		if seen&lower == 0 && i > start+1 {
			flags |= AllCaps
		}
	}
	if seen&digit != 0 {
		flags |= Digits
	}
	sc.emit(i, Word, 0, flags).await(sc.d.Lexicon.KeyAt(s, start, i))
	return true
}

// endsPlain holds the bytes behind which no word goes on.
var endsPlain = func() (t [256]uint8) {
	for c := range t {
		if classOf[c]&(wordByte|high|mark) == 0 && c != '-' && c != '.' && c != ':' && c != '/' || c == '"' {
			t[c] = 1
		}
	}
	return t
}()

// wordFrom reads on a word from i; seen are the classes of the bytes before i.
func (sc *scanner) wordFrom(i int, seen byteClass) {
	s, start := sc.s, sc.i
	first, last := 0, 0 // hyphens
	clitic := 0         // end of the clitic behind the word
	for i < len(s) {
		k := classOf[s[i]]
		if k&wordByte != 0 {
			seen |= k
			i++
			continue
		}
		c := s[i]
		if c == '-' {
			if i+1 < len(s) && i > start && wordAt(s, i+1) {
				if first == 0 {
					first = i
				}
				last = i
				i++
				continue
			}
			break
		}
		if c == '\'' || c == 0xE2 && isRightSingle(s[i:]) {
			n := 1
			if c != '\'' {
				n = 3
			}
			end, begin := cliticAt(s, start, i, n)
			if end > 0 {
				clitic = end
				i = begin
				break
			}
			if i > start && i+n < len(s) && wordAt(s, i+n) && (i-start <= 2 || classOf[s[i+n]]&upper == 0) {
				i += n
				continue
			}
			break
		}
		if k&high != 0 {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == '‑' { // the hyphen that does not break lines
				if first == 0 {
					first = i
				}
				last = i
				i += n
				continue
			}
			if !wordRune(r) {
				break
			}
			if unicode.IsUpper(r) {
				seen |= upper
			} else if unicode.IsLower(r) {
				seen |= lower
			}
			i += n
			continue
		}
		break
	}
	if i == start { // cannot be: the caller saw a letter
		i++
	}
	i = sc.domainEnd(i)
	flags := sc.shape(start, seen)
	if end := sc.abbreviationEnd(start, i); end > 0 {
		i = end
		flags |= Stop
	} else if last > 0 && i-last == 2 && i < len(s) && s[i] == '.' && classOf[s[last+1]]&upper != 0 {
		if end := acronymEnd(s, last+1); end > i+1 { // D-N.Y.
			i = end
			flags |= Stop
		}
	}
	if first > 0 {
		flags |= Hyphen
		parts := Parts{Head: sc.d.Lexicon.Lookup(s[start:first])}
		if r, n := utf8.DecodeRuneInString(s[last:]); r != utf8.RuneError {
			parts.Tail = sc.d.Lexicon.Lookup(s[last+n : i])
		}
		sc.d.Hyphenated = append(sc.d.Hyphenated, parts)
	}
	t := sc.emit(i, Word, 0, flags)
	t.await(sc.d.Lexicon.KeyAt(s, start, i))
	if first > 0 {
		t.Hyphenated = int32(len(sc.d.Hyphenated) - 1)
	}
	if clitic > 0 {
		sc.clitic(clitic)
	}
}

// clitic emits the clitic that stands at sc.i.
func (sc *scanner) clitic(end int) {
	key := sc.d.Lexicon.KeyAt(sc.s, sc.i, end)
	if sc.s[sc.i]|0x20 == 'n' {
		sc.tokens[len(sc.tokens)-1].Flags |= Split
	}
	sc.emit(end, Clitic, 0, Enclitic).await(key)
}

// shape tells a word's case from the classes of its bytes.
func (sc *scanner) shape(start int, seen byteClass) (f Flags) {
	c := sc.s[start]
	if classOf[c]&upper != 0 {
		f |= Capital
	} else if c >= utf8.RuneSelf {
		if r, _ := utf8.DecodeRuneInString(sc.s[start:]); unicode.IsUpper(r) {
			f |= Capital
		}
	}
	if seen&digit != 0 {
		f |= Digits
	}
	if f&Capital != 0 && seen&lower == 0 && start+1 < len(sc.s) && wordAt(sc.s, start+1) {
		f |= AllCaps
	}
	return f
}

// wordAt reports whether a letter or digit begins at i.
func wordAt(s string, i int) bool {
	k := classOf[s[i]]
	if k&wordByte != 0 {
		return true
	}
	if k&high != 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return wordRune(r)
	}
	return false
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\u200d' || r == '\u00ad'
}

func isRightSingle(s string) bool {
	return len(s) >= 3 && s[0] == 0xE2 && s[1] == 0x80 && s[2] == 0x99
}

// cliticAt looks for a clitic whose apostrophe, n bytes long, stands at i. It returns the clitic's end, or 0, and
// where the clitic begins: at i, or at the n of n't.
func cliticAt(s string, start, i, n int) (end, begin int) {
	j := i + n
	k := j
	for k < len(s) && k-j < 3 && classOf[s[k]]&(lower|upper) != 0 {
		k++
	}
	if k-j == 3 || k < len(s) && (classOf[s[k]]&wordByte != 0 || classOf[s[k]]&high != 0 && wordAt(s, k)) {
		return 0, i
	}
	switch k - j {
	case 1:
		switch s[j] | 0x20 {
		case 's', 'd', 'm':
			return k, i
		case 't':
			if i-start >= 2 && s[i-1]|0x20 == 'n' {
				return k, i - 1
			}
		}
	case 2:
		a, b := s[j]|0x20, s[j+1]|0x20
		if b == 'e' && (a == 'r' || a == 'v') || a == 'l' && b == 'l' {
			return k, i
		}
	}
	return 0, i
}

// number reads digits with their separators, and letters that belong to them: 1,500 3.5 20th 25-year-old.
func (sc *scanner) number() {
	s, i := sc.s, sc.i
	for i < len(s) {
		c := s[i]
		if classOf[c]&digit != 0 {
			i++
			continue
		}
		if (c == ',' || c == '.' || c == ':') && i+1 < len(s) && classOf[s[i+1]]&digit != 0 {
			i += 2
			continue
		}
		break
	}
	if i < len(s) && (classOf[s[i]]&(lower|upper) != 0 || s[i] == '-' && i+1 < len(s) && wordAt(s, i+1)) {
		sc.wordFrom(i, digit)
		return
	}
	clitic := 0
	if i < len(s) && (s[i] == '\'' || isRightSingle(s[i:])) { // Radio 4's
		n := 1
		if s[i] != '\'' {
			n = 3
		}
		if i+n < len(s) && s[i+n]|0x20 == 's' {
			clitic, _ = cliticAt(s, sc.i, i, n)
		}
	}
	sc.emit(i, Number, 0, Digits)
	if clitic > 0 {
		sc.clitic(clitic)
	}
}
