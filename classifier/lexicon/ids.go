package lexicon

import "github.com/stance-dev/stance/classifier/internal/lists"

// ids maps forms in lower case to their IDs while a lexicon is built. A form of up to eight letters is found without a look at
// its letters, which nearly every one of a program's start is; of others the letters are compared.
type ids struct {
	slots []idSlot // a power of two
	used  int
}

type idSlot struct {
	key Key
	id  ID // 0: free
}

func newIDs(size int) ids { return ids{slots: lists.Touched[idSlot](size)} }

// find returns the slot of a form in lower case with a key, or a free one; texts are the forms by their IDs. The letters of
// a short form are not looked at.
func (m *ids) find(k Key, form string, texts []string) *idSlot {
	for i := hash(k) >> 32; ; i++ {
		s := &m.slots[i&uint64(len(m.slots)-1)]
		if s.id == 0 || s.key == k && (k.short() || texts[s.id] == form) {
			return s
		}
	}
}

// add puts a form into a free slot.
func (m *ids) add(s *idSlot, k Key, id ID) {
	*s = idSlot{k, id}
	if m.used++; 2*m.used <= len(m.slots) {
		return
	}
	old := m.slots
	m.slots = lists.Touched[idSlot](2 * len(old))
	for _, s := range old {
		if s.id == 0 {
			continue
		}
		i := hash(s.key) >> 32
		for m.slots[i&uint64(len(m.slots)-1)].id != 0 {
			i++
		}
		m.slots[i&uint64(len(m.slots)-1)] = s
	}
}
