package entity_test

import (
	"testing"

	"github.com/stance-dev/stance/classifier/entity"
)

// TestTitle: a headline that is known apart from the text completes a surname, and only that.
func TestTitle(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{"Anna Keller promises lower taxes", "Keller said so.", "Anna Keller"},
		{"Keller promises lower taxes", "Keller said so.", "Keller"},
		{"Peter Keller promises lower taxes", "Ms. Keller said so.", "Keller"},
		{"Anna Keller promises lower taxes", "Anna Maria Keller said so.", "Anna Maria Keller"},
		{"Anna Keller promises lower taxes", "Novak said so.", "Novak"},
	} {
		r := read(c.text)
		r.set.Find(&r.doc, &r.gr, &r.quotes, c.title)
		last := int32(len(r.doc.Tokens)) - 3
		res := r.set.Resolve(0, last, entity.Context{Speaker: entity.None})
		if got := r.set.Entities[res.Entity].Name; got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.title, c.text, got, c.want)
		}
	}
}
