package pack

import (
	"encoding/json"
	"reflect"
	"strconv"
)

// Schema returns a JSON Schema (draft 2020-12) of the pack format, for editors that check YAML while one writes. It is
// made of the same struct tags that the decoder follows.
func Schema() ([]byte, error) {
	s := schemaWriter{defs: map[string]any{}}
	root := s.record(reflect.TypeFor[Pack]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Stance issue pack"
	root["$defs"] = s.defs
	return json.MarshalIndent(root, "", "  ")
}

type schemaWriter struct{ defs map[string]any }

func (s *schemaWriter) record(t reflect.Type) map[string]any {
	props, need := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := tagsOf(t.Field(i))
		if f.key == "-" {
			continue
		}
		v := s.value(t.Field(i).Type, f)
		if f.doc != "" {
			v["description"] = f.doc
		}
		props[f.key] = v
		if f.need {
			need = append(need, f.key)
		}
	}
	r := map[string]any{"type": "object", "properties": props, "additionalProperties": false}
	if len(need) > 0 {
		r["required"] = need
	}
	return r
}

func (s *schemaWriter) value(t reflect.Type, f tags) map[string]any {
	switch t {
	case reflect.TypeFor[Text]():
		v := map[string]any{"type": "string"}
		if f.enum != nil {
			v["enum"] = f.enum
		}
		if f.def != "" {
			v["default"] = f.def
		}
		return v
	case reflect.TypeFor[Sign]():
		var enum []int
		for _, e := range f.enum {
			n, _ := strconv.Atoi(e)
			enum = append(enum, n)
		}
		n, _ := strconv.Atoi(f.def)
		return map[string]any{"enum": enum, "default": n}
	case reflect.TypeFor[Int]():
		return map[string]any{"type": "integer"}
	case reflect.TypeFor[Float]():
		return map[string]any{"type": "number", "minimum": 0, "maximum": 1}
	case reflect.TypeFor[Bool]():
		return map[string]any{"type": "boolean", "default": f.def == "true"}
	case reflect.TypeFor[Date]():
		return map[string]any{"type": "string", "format": "date"}
	case reflect.TypeFor[Patterns]():
		return map[string]any{"anyOf": []any{map[string]any{"type": "string"}, map[string]any{"type": "array", "items": map[string]any{"type": []string{"string", "number"}}}}}
	case reflect.TypeFor[Lists]():
		return map[string]any{"type": "object", "additionalProperties": s.value(reflect.TypeFor[Patterns](), tags{})}
	case reflect.TypeFor[[]Text]():
		item := s.value(reflect.TypeFor[Text](), tags{enum: f.enum})
		return map[string]any{"anyOf": []any{item, map[string]any{"type": "array", "items": item}}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.value(t.Elem(), f)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.value(t.Elem(), tags{})}
	}
	name := t.Name()
	if _, ok := s.defs[name]; !ok {
		s.defs[name] = nil // against recursion
		s.defs[name] = s.record(t)
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}
