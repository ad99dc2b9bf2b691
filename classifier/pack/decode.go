package pack

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Decode reads one pack. file is the name that errors give. The error is an Errors with every fault that the file has
// by itself; what needs other packs (imports, lists of theirs) is checked by Compile.
func Decode(file string, data []byte) (*Pack, error) {
	p, errs := decode(file, data)
	checkPatterns(p, &errs)
	if len(errs) > 0 {
		return p, errs.sorted()
	}
	return p, nil
}

// decode does so but for the patterns.
func decode(file string, data []byte) (*Pack, Errors) {
	var errs Errors
	p := &Pack{File: file, Digest: DigestOf(data)}
	if !utf8.Valid(data) {
		line, column, b := notUTF8(data)
		errs.add(Pos{file, line, column}, "the byte 0x%x is no UTF-8: save the file as UTF-8", b)
		return p, errs
	}
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			errs.add(Pos{file, 1, 1}, "the file is empty")
		} else {
			line, msg := yamlLine(err)
			if at, column := tabbed(data); at > 0 {
				errs.add(Pos{file, at, column}, "not YAML: a tab stands here: indent with spaces")
			} else if at, column, advice, ok := yamlFault(data); ok {
				errs.add(Pos{file, at, column}, "not YAML: %s", advice)
			} else {
				errs.add(Pos{file, line, 1}, "not YAML near this line: %s", msg)
			}
		}
		return p, errs
	}
	var more yaml.Node
	if err := dec.Decode(&more); err == nil {
		errs.add(Pos{file, more.Line, more.Column}, "a file holds one pack: remove the second document")
	}
	d := decoder{file: file, lines: bytes.Split(data, []byte("\n")), errs: &errs, fields: map[reflect.Type]fields{}}
	d.value(doc.Content[0], reflect.ValueOf(p).Elem(), tags{}, "the pack")
	check(p, &errs)
	return p, errs
}

// DigestOf returns the digest of a pack's bytes: "sha256:" and 64 digits.
func DigestOf(data []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(data)) }

// yamlLine takes the line out of an error of the YAML library, which has it only in its words.
func yamlLine(err error) (int, string) {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if n, m, ok := strings.Cut(rest, ": "); ok {
			if line, err := strconv.Atoi(n); err == nil {
				return line, m
			}
		}
	}
	return 1, msg
}

type decoder struct {
	file   string
	lines  [][]byte // of the file, for the places of patterns inside a text
	errs   *Errors
	fields map[reflect.Type]fields // read so far
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, n.Line, n.Column} }

func (d *decoder) value(n *yaml.Node, v reflect.Value, t tags, name string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch x := v.Addr().Interface().(type) {
	case *Text:
		if s, ok := d.scalar(n, t, name); ok {
			*x = Text{s, d.pos(n)}
		}
	case *Int:
		if s, ok := d.scalar(n, t, name); ok {
			i, err := strconv.Atoi(s)
			if err != nil {
				d.errs.add(d.pos(n), "%s must be a whole number, not %q", name, s)
			}
			*x = Int{i, d.pos(n)}
		}
	case *Sign:
		t.enum = append(slices.Clone(t.enum), "+1")
		if s, ok := d.scalar(n, t, name); ok {
			i, _ := strconv.Atoi(s)
			*x = Sign{int8(i), true, d.pos(n)}
		}
	case *Float:
		if s, ok := d.scalar(n, t, name); ok {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil || f < 0 || f > 1 {
				d.errs.add(d.pos(n), "%s must be a number from 0 to 1, not %q", name, s)
			}
			*x = Float{f, d.pos(n)}
		}
	case *Bool:
		if s, ok := d.scalar(n, t, name); ok {
			if s != "true" && s != "false" {
				d.errs.add(d.pos(n), "%s must be true or false, not %q", name, s)
			}
			*x = Bool{s == "true", d.pos(n)}
		}
	case *Date:
		if s, ok := d.scalar(n, t, name); ok {
			day, err := time.Parse(time.DateOnly, s)
			if err != nil {
				d.errs.add(d.pos(n), "%s must be a day like 2009-03-31, not %q", name, s)
			}
			*x = Date{day, d.pos(n)}
		}
	case *Lists:
		d.lists(n, x, name)
	case *Patterns:
		d.patterns(n, x, name)
	case *[]Text:
		d.texts(n, x, t, name)
	default:
		d.compound(n, v, name)
	}
}

func (d *decoder) scalar(n *yaml.Node, t tags, name string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		d.errs.add(d.pos(n), "%s must be a single value, not %s", name, kindName(n))
		return "", false
	}
	if t.enum != nil && !slices.Contains(t.enum, n.Value) {
		d.errs.add(d.pos(n), "%s must be %s, not %q", name, oneOf(slices.DeleteFunc(slices.Clone(t.enum), func(s string) bool { return s == "+1" })), n.Value)
		return "", false
	}
	return n.Value, true
}

func (d *decoder) texts(n *yaml.Node, texts *[]Text, t tags, name string) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, e := range nodes {
		if e.Kind == yaml.AliasNode {
			e = e.Alias
		}
		if e.Kind == yaml.SequenceNode { // a list put together of lists with anchors
			d.texts(e, texts, t, name)
			continue
		}
		if s, ok := d.scalar(e, t, "each of "+name); ok {
			p := d.pos(e)
			if e.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
				p.Column++ // the text begins after the mark
			}
			if strings.TrimSpace(s) == "" {
				d.errs.add(p, "%s holds an empty text", name)
				continue
			}
			*texts = append(*texts, Text{s, p})
		}
	}
}

// patterns reads a list of texts or one text; either way a comma in a text ends a pattern.
func (d *decoder) patterns(n *yaml.Node, patterns *Patterns, name string) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, e := range nodes {
		if e.Kind == yaml.AliasNode {
			e = e.Alias
		}
		if e.Kind == yaml.SequenceNode { // a list put together of lists with anchors
			d.patterns(e, patterns, name)
			continue
		}
		if e.Kind == yaml.MappingNode && e.Style&yaml.FlowStyle != 0 {
			d.errs.add(d.pos(e), "%s: put a pattern that begins with \"{\" into quotation marks", name)
			continue
		}
		s, ok := d.scalar(e, tags{}, "each of "+name)
		if !ok {
			continue
		}
		at := d.pos(e)
		*patterns = slices.Grow(*patterns, 1+strings.Count(s, ","))
		for part := range strings.SplitSeq(s, ",") {
			part = strings.TrimSpace(part)
			at = d.find(at, part)
			if part == "" {
				d.errs.add(at, "%s holds an empty pattern", name)
				continue
			}
			*patterns = append(*patterns, Text{part, at})
			at.Column += len(part)
		}
	}
}

// find looks for a pattern from a place on, line by line: folded texts have lost their line breaks.
func (d *decoder) find(from Pos, part string) Pos {
	first, _, _ := strings.Cut(part, " ")
	if first == "" {
		return from
	}
	for line := from.Line; line <= len(d.lines); line++ {
		s, skip := d.lines[line-1], 0
		if line == from.Line {
			skip = min(from.Column-1, len(s))
		}
		if i := bytes.Index(s[skip:], []byte(first)); i >= 0 {
			return Pos{from.File, line, skip + i + 1}
		}
	}
	return from
}

func (d *decoder) lists(n *yaml.Node, lists *Lists, name string) {
	if n.Kind != yaml.MappingNode {
		d.errs.add(d.pos(n), "%s must be names with patterns, not %s", name, kindName(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if line, ok := seen[k.Value]; ok {
			d.errs.add(d.pos(k), "the list %q is already given in line %d", k.Value, line)
		}
		seen[k.Value] = k.Line
		l := List{Name: Text{k.Value, d.pos(k)}}
		d.patterns(n.Content[i+1], &l.Patterns, "the list "+k.Value)
		*lists = append(*lists, l)
	}
}

func kindName(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "keys with values"
	case n.Tag == "!!null":
		return "nothing"
	}
	return "a single value"
}
