package entity_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stance-dev/stance/classifier/entity"
)

// check holds for every text: indexes point somewhere, spans are not empty, names and roles are words of the text, and
// every source has a speaker.
func check(t *testing.T, s string) {
	r := read(s)
	n := int32(len(r.doc.Tokens))
	for i, m := range r.set.Mentions {
		if m.First < 0 || m.First > m.Head || m.Head >= m.Last || m.Last > n {
			t.Fatalf("mention %d: %d to %d, head %d of %d tokens", i, m.First, m.Last, m.Head, n)
		}
		if m.RoleFirst > m.RoleLast || m.RoleLast > n {
			t.Fatalf("mention %d: role %d to %d", i, m.RoleFirst, m.RoleLast)
		}
		if m.Entity != entity.None && int(m.Entity) >= len(r.set.Entities) {
			t.Fatalf("mention %d: entity %d of %d", i, m.Entity, len(r.set.Entities))
		}
		if i > 0 && m.Head < r.set.Mentions[i-1].Head {
			t.Fatalf("mention %d stands before the one before it", i)
		}
	}
	last := entity.None
	for i := int32(0); i < n; i += 1 + i%5 {
		end := min(n, i+1+i%7)
		res := r.set.Resolve(i, end, entity.Context{Speaker: last, Near: i%2 == 0})
		if res.Entity < 0 || int(res.Entity) >= len(r.set.Entities) || res.By == 0 || res.Rule == "" {
			t.Fatalf("%q: %+v", r.doc.Slice(i, end), res)
		}
		last = res.Entity
	}
	for _, e := range r.set.Entities {
		if e.Name == "" || !strings.Contains(strings.ToLower(s), strings.ToLower(e.Name)) || !strings.Contains(s, e.Role) {
			t.Fatalf("name %q, role %q: no words of the text", e.Name, e.Role)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "A", "“", "Mr.", "Smith's", "Prime Minister", "J. R. R. van der Berg Jr., III",
		"Anna Keller, a former executive of the Department of State and the Bank of, said so. She",
		"SMITH: No.\nQ. Why?\nA. I said.", "University of California, San Diego's chancellor", "@SmithNews wrote “no”.",
		"Robert C. “Bobby” Hale (“Bob”) and (IAEA) the (IAEA)", "PG&E & A & B &", "the the a an of of and and", "Secretary of State of the of",
		"Étienne Ñandú’s mother, Zoë, who", "the 45-year-old 45-year-olds said", "al-Sabah bin bin Abu van", "\u00a0\u200b’’''``",
		"Pope Pius XII. Queen. King King King King", "63 percent of voters, 5% of", "Smith, Smith, Smith, Smith, Smith",
	} {
		f.Add(s)
	}
	f.Fuzz(check)
}

// TestLinear: a text of nothing but names, repeated pronouns or titles takes time in proportion to its length.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"Anna Keller ", "Keller. ", "Prime Minister Anna Keller, the president, ", "He said the minister of the board said she. ",
		"Robert Smith. Anna Smith. Smith said she. ", "Department of State and Bank of England for ", "the Ax Bx Cx Dx Ex Fx. ", "“Anna” ", "(IAEA) the Board ",
	} {
		took := func(n int) time.Duration {
			s := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 3 {
				start := time.Now()
				check(t, s)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := took(20_000), took(160_000)
		if large > 20*small+200*time.Millisecond {
			t.Errorf("%q: %v for 20 kB, %v for 160 kB", unit, small, large)
		}
	}
}
