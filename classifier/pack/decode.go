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

// tags are what a field's struct tags say.
type tags struct {
	key, doc, def string
	need          bool
	enum          []string
}

func tagsOf(f reflect.StructField) tags {
	t := tags{key: f.Tag.Get("yaml"), doc: f.Tag.Get("doc"), def: f.Tag.Get("def"), need: f.Tag.Get("need") != ""}
	if e := f.Tag.Get("enum"); e != "" {
		t.enum = strings.Split(e, ",")
	}
	return t
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, n.Line, n.Column} }

func (d *decoder) value(n *yaml.Node, v reflect.Value, t tags, name string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch v.Interface().(type) {
	case Text:
		if s, ok := d.scalar(n, t, name); ok {
			v.Set(reflect.ValueOf(Text{s, d.pos(n)}))
		}
	case Int:
		if s, ok := d.scalar(n, t, name); ok {
			i, err := strconv.Atoi(s)
			if err != nil {
				d.errs.add(d.pos(n), "%s must be a whole number, not %q", name, s)
			}
			v.Set(reflect.ValueOf(Int{i, d.pos(n)}))
		}
	case Sign:
		t.enum = append(slices.Clone(t.enum), "+1")
		if s, ok := d.scalar(n, t, name); ok {
			i, _ := strconv.Atoi(s)
			v.Set(reflect.ValueOf(Sign{int8(i), true, d.pos(n)}))
		}
	case Float:
		if s, ok := d.scalar(n, t, name); ok {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil || f < 0 || f > 1 {
				d.errs.add(d.pos(n), "%s must be a number from 0 to 1, not %q", name, s)
			}
			v.Set(reflect.ValueOf(Float{f, d.pos(n)}))
		}
	case Bool:
		if s, ok := d.scalar(n, t, name); ok {
			if s != "true" && s != "false" {
				d.errs.add(d.pos(n), "%s must be true or false, not %q", name, s)
			}
			v.Set(reflect.ValueOf(Bool{s == "true", d.pos(n)}))
		}
	case Date:
		if s, ok := d.scalar(n, t, name); ok {
			day, err := time.Parse(time.DateOnly, s)
			if err != nil {
				d.errs.add(d.pos(n), "%s must be a day like 2009-03-31, not %q", name, s)
			}
			v.Set(reflect.ValueOf(Date{day, d.pos(n)}))
		}
	case Lists:
		d.lists(n, v, name)
	case Patterns:
		d.patterns(n, v, name)
	case []Text:
		d.texts(n, v, t, name)
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

func (d *decoder) texts(n *yaml.Node, v reflect.Value, t tags, name string) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, e := range nodes {
		if e.Kind == yaml.AliasNode {
			e = e.Alias
		}
		if e.Kind == yaml.SequenceNode { // a list put together of lists with anchors
			d.texts(e, v, t, name)
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
			v.Set(reflect.Append(v, reflect.ValueOf(Text{s, p})))
		}
	}
}

// patterns reads a list of texts or one text; either way a comma in a text ends a pattern.
func (d *decoder) patterns(n *yaml.Node, v reflect.Value, name string) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, e := range nodes {
		if e.Kind == yaml.AliasNode {
			e = e.Alias
		}
		if e.Kind == yaml.SequenceNode { // a list put together of lists with anchors
			d.patterns(e, v, name)
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
		for part := range strings.SplitSeq(s, ",") {
			part = strings.TrimSpace(part)
			at = d.find(at, part)
			if part == "" {
				d.errs.add(at, "%s holds an empty pattern", name)
				continue
			}
			v.Set(reflect.Append(v, reflect.ValueOf(Text{part, at})))
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

func (d *decoder) lists(n *yaml.Node, v reflect.Value, name string) {
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
		d.patterns(n.Content[i+1], reflect.ValueOf(&l.Patterns).Elem(), "the list "+k.Value)
		v.Set(reflect.Append(v, reflect.ValueOf(l)))
	}
}

// compound reads structs, pointers to them and lists of them.
func (d *decoder) compound(n *yaml.Node, v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.compound(n, v.Elem(), name)
	case reflect.Slice:
		if n.Kind != yaml.SequenceNode {
			d.errs.add(d.pos(n), "%s must be a list, each entry after a dash, not %s", name, kindName(n))
			return
		}
		for _, e := range n.Content {
			x := reflect.New(v.Type().Elem()).Elem()
			d.value(e, x, tags{}, "each of "+name)
			v.Set(reflect.Append(v, x))
		}
	case reflect.Struct:
		d.record(n, v, name)
	}
}

// fields are what the tags of a record's fields say, by their number, and the numbers by key.
type fields struct {
	tags []tags
	keys map[string]int
}

// fieldsOf reads the tags of a type once.
func (d *decoder) fieldsOf(t reflect.Type) fields {
	f, ok := d.fields[t]
	if !ok {
		f.keys = map[string]int{}
		for i := range t.NumField() {
			tags := tagsOf(t.Field(i))
			f.tags = append(f.tags, tags)
			if tags.key != "-" {
				f.keys[tags.key] = i
			}
		}
		d.fields[t] = f
	}
	return f
}

func (d *decoder) record(n *yaml.Node, v reflect.Value, name string) {
	if pos := v.FieldByName("Pos"); pos.IsValid() {
		pos.Set(reflect.ValueOf(d.pos(n)))
	}
	f := d.fieldsOf(v.Type())
	for _, i := range f.keys {
		setDefault(v.Field(i), f.tags[i].def)
	}
	if n.Kind != yaml.MappingNode {
		d.errs.add(d.pos(n), "%s must be keys with values, not %s", name, kindName(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		field, ok := f.keys[k.Value]
		if !ok {
			d.errs.add(d.pos(k), "unknown key %q%s", k.Value, d.hint(n, i, f.keys))
			continue
		}
		if line, twice := seen[k.Value]; twice {
			d.errs.add(d.pos(k), "the key %q is already given in line %d", k.Value, line)
			continue
		}
		seen[k.Value] = k.Line
		d.value(n.Content[i+1], v.Field(field), f.tags[field], k.Value)
	}
	for _, t := range f.tags {
		if t.need && seen[t.key] == 0 {
			d.errs.add(d.pos(n), "the key %q is missing", t.key)
		}
	}
}

// hint tells what may be meant by the unknown key with the number i of a mapping.
func (d *decoder) hint(n *yaml.Node, i int, keys map[string]int) string {
	k, v := n.Content[i], n.Content[i+1]
	if k.Value == "<<" {
		return ": write the keys out, merging is not read"
	}
	if n.Style&yaml.FlowStyle != 0 && v.Tag == "!!null" && v.Value == "" {
		return ": between braces a text with commas needs quotation marks"
	}
	if _, top := keys["issues"]; !top {
		for f := range reflect.TypeFor[Pack]().Fields() {
			if tagsOf(f).key == k.Value {
				return ": it stands at the top of the pack"
			}
		}
	}
	return suggest(k.Value, keys)
}

func setDefault(v reflect.Value, def string) {
	if def == "" {
		return
	}
	switch v.Interface().(type) {
	case Text:
		v.Set(reflect.ValueOf(Text{Value: def}))
	case Sign:
		i, _ := strconv.Atoi(def)
		v.Set(reflect.ValueOf(Sign{Value: int8(i)}))
	case Int:
		i, _ := strconv.Atoi(def)
		v.Set(reflect.ValueOf(Int{Value: i}))
	case Float:
		f, _ := strconv.ParseFloat(def, 64)
		v.Set(reflect.ValueOf(Float{Value: f}))
	case Bool:
		v.Set(reflect.ValueOf(Bool{Value: def == "true"}))
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
