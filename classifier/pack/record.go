package pack

import (
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// This file decodes structs by the tags of their fields.

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
		v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
		for i, e := range n.Content {
			d.value(e, v.Index(i), tags{}, "each of "+name)
		}
	case reflect.Struct:
		d.record(n, v, name)
	}
}

// fields are what the tags of a record's fields say, by their number, and the numbers by key.
type fields struct {
	tags     []tags
	keys     map[string]int
	defaults []fieldDefault
	pos      int // the number of the place; -1: it has none
}

type fieldDefault struct {
	field int
	value reflect.Value
}

// fieldsOf reads the tags of a type once.
func (d *decoder) fieldsOf(t reflect.Type) fields {
	f, ok := d.fields[t]
	if !ok {
		f.keys, f.pos = map[string]int{}, -1
		for i := range t.NumField() {
			tags := tagsOf(t.Field(i))
			f.tags = append(f.tags, tags)
			if tags.key != "-" {
				f.keys[tags.key] = i
			} else if t.Field(i).Type == reflect.TypeFor[Pos]() {
				f.pos = i
			}
			if tags.def != "" {
				f.defaults = append(f.defaults, fieldDefault{i, defaultOf(t.Field(i).Type, tags.def)})
			}
		}
		d.fields[t] = f
	}
	return f
}

// maxFields is how many fields a record may have.
const maxFields = 32

func (d *decoder) record(n *yaml.Node, v reflect.Value, name string) {
	f := d.fieldsOf(v.Type())
	if f.pos >= 0 {
		*v.Field(f.pos).Addr().Interface().(*Pos) = d.pos(n)
	}
	for _, def := range f.defaults {
		v.Field(def.field).Set(def.value)
	}
	if n.Kind != yaml.MappingNode {
		d.errs.add(d.pos(n), "%s must be keys with values, not %s", name, kindName(n))
		return
	}
	var lines [maxFields]int // where each was given
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		field, ok := f.keys[k.Value]
		if !ok {
			d.errs.add(d.pos(k), "unknown key %q%s", k.Value, d.hint(n, i, f.keys))
			continue
		}
		if line := lines[field]; line > 0 {
			d.errs.add(d.pos(k), "the key %q is already given in line %d", k.Value, line)
			continue
		}
		lines[field] = k.Line
		d.value(n.Content[i+1], v.Field(field), f.tags[field], k.Value)
	}
	for i, t := range f.tags {
		if t.need && lines[i] == 0 {
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

// defaultOf returns the value of a type that a field has when it is left out.
func defaultOf(t reflect.Type, def string) reflect.Value {
	switch t {
	case reflect.TypeFor[Sign]():
		i, _ := strconv.Atoi(def)
		return reflect.ValueOf(Sign{Value: int8(i)})
	case reflect.TypeFor[Int]():
		i, _ := strconv.Atoi(def)
		return reflect.ValueOf(Int{Value: i})
	case reflect.TypeFor[Float]():
		f, _ := strconv.ParseFloat(def, 64)
		return reflect.ValueOf(Float{Value: f})
	case reflect.TypeFor[Bool]():
		return reflect.ValueOf(Bool{Value: def == "true"})
	}
	return reflect.ValueOf(Text{Value: def})
}
