package pack

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file finds where a text is no YAML. The library names a line from which it could not go on, often one far from the
// fault, and no reason that a writer of packs can use.

// yamlFault returns the place of a file's first value that YAML reads otherwise than it was meant, with what to do about
// it; ok is false where none is found.
func yamlFault(data []byte) (line, column int, advice string, ok bool) {
	below := -1 // the indent of a text that begins with > or |
	for n, l := range bytes.Split(data, []byte("\n")) {
		s := string(l)
		indent := len(s) - len(strings.TrimLeft(s, " "))
		if strings.TrimSpace(s) == "" || s[indent] == '#' {
			continue
		}
		if below >= 0 && indent > below {
			continue
		}
		below = -1
		at := indent
		for strings.HasPrefix(s[at:], "- ") {
			at += 2
			at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
		}
		if key, _, found := strings.Cut(s[at:], ":"); found && isKey(key) {
			at += len(key) + 1
			at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
		}
		v := strings.TrimRight(s[at:], " \r")
		if v == "" {
			continue
		}
		if v[0] == '>' || v[0] == '|' {
			below = indent
			continue
		}
		if i, advice := misread(v, false); advice != "" {
			return n + 1, at + i + 1, advice, true
		}
	}
	return 0, 0, "", false
}

func isKey(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// misread returns where a value is not what it looks like, and what to do about it; "": nowhere. inside: it stands in a
// list between brackets.
func misread(v string, inside bool) (at int, advice string) {
	const quote = ": put the whole value into quotation marks"
	switch c := v[0]; c {
	case '{', '[':
		end := closing(v)
		if end < 0 {
			return 0, "" // goes on in the next line
		}
		if rest := strings.TrimSpace(v[end+1:]); rest != "" && rest[0] != '#' {
			return 0, `a value that begins with "` + string(c) + `" ends at "` + v[end:end+1] + `"` + quote
		}
		if c == '[' {
			for i := 1; i < end; {
				for i < end && (v[i] == ' ' || v[i] == ',') {
					i++
				}
				from := i
				for i < end && v[i] != ',' {
					switch v[i] {
					case '{', '[', '"', '\'':
						if e := closing(v[i:end]); i == from && e > 0 {
							i += e
						}
					}
					i++
				}
				if item := strings.TrimSpace(v[from:min(i, end)]); item != "" {
					if k, advice := misread(item, true); advice != "" {
						return from + k, advice
					}
				}
			}
		}
	case '"', '\'':
		if end := closing(v); end > 0 {
			if rest := strings.TrimSpace(v[end+1:]); rest != "" && rest[0] != '#' {
				return 0, "text goes on behind the closing quotation mark" + quote
			}
		}
	case '*', '&', '!':
		if name, _, _ := strings.Cut(v[1:], " "); strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-!") != "" || name == "" {
			return 0, "a value cannot begin with " + strconv.Quote(v[:1]) + quote
		} else if c == '*' && len(v) > len(name)+1 && !strings.HasPrefix(strings.TrimSpace(v[len(name)+1:]), "#") {
			return 0, `a value cannot begin with "*"` + quote
		}
	case '%', '@', '`', '?':
		if c != '?' || strings.HasPrefix(v, "? ") {
			return 0, "a value cannot begin with " + strconv.Quote(v[:1]) + quote
		}
	default:
		text, _, _ := strings.Cut(v, " #")
		if i := strings.Index(text, ": "); i >= 0 && !inside {
			return i, `": " begins another value` + quote
		}
	}
	return 0, ""
}

// closing returns where what a value begins with is closed: a bracket, a brace or a quotation mark; -1 where it is not.
func closing(v string) int {
	if v[0] == '"' || v[0] == '\'' {
		for i := 1; i < len(v); i++ {
			switch {
			case v[i] == '\\' && v[0] == '"':
				i++
			case v[i] == v[0] && v[0] == '\'' && i+1 < len(v) && v[i+1] == '\'':
				i++
			case v[i] == v[0]:
				return i
			}
		}
		return -1
	}
	depth := 0
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'':
			if v[i] == '\'' && v[i-1] != ' ' && v[i-1] != '[' && v[i-1] != ',' {
				continue // an apostrophe
			}
			if e := closing(v[i:]); e > 0 {
				i += e
			}
		}
	}
	return -1
}

// tabbed returns the place of the first tab by which a line is indented; 0: there is none.
func tabbed(data []byte) (line, column int) {
	for n, l := range bytes.Split(data, []byte("\n")) {
		if i := bytes.IndexByte(l[:len(l)-len(bytes.TrimLeft(l, " \t"))], '\t'); i >= 0 && len(bytes.TrimSpace(l)) > 0 {
			return n + 1, i + 1
		}
	}
	return 0, 0
}

// notUTF8 returns the place of the first byte that is no UTF-8, and the byte.
func notUTF8(data []byte) (line, column int, b byte) {
	line, column = 1, 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
		data = data[n:]
	}
	return line, column, data[0]
}
