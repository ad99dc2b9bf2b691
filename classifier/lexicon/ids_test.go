package lexicon

import (
	"fmt"
	"strings"
	"testing"
)

// All forms are found again, short and long, and none that was not added, in a table that had to grow.
func TestIDsGrow(t *testing.T) {
	const n = 5000
	m, texts := newIDs(2), []string{""}
	form := func(i int) string { return strings.Repeat("é", i%9) + fmt.Sprint(i) }
	for i := range n {
		texts = append(texts, form(i))
		k := keyOf(form(i))
		m.add(m.find(k, form(i), texts[:i+1]), k, ID(i+1))
	}
	for i := range 2 * n {
		want := ID(i + 1)
		if i >= n {
			want = 0
		}
		if id := m.find(keyOf(form(i)), form(i), texts).id; id != want {
			t.Fatalf("%q is %d, want %d", form(i), id, want)
		}
	}
}
