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

// find returns the ID of a form with a key, or 0; texts are the forms by their IDs.
func (m *ids) find(k Key, form string, texts []string) ID {
	for i := m.first(k); ; i++ {
		s := &m.slots[i&uint64(len(m.slots)-1)]
		if s.id == 0 || s.key == k && (k>>63 == 0 || texts[s.id] == form) {
			return s.id
		}
	}
}

// add adds a form that is not there.
func (m *ids) add(k Key, id ID) {
	if m.used++; 2*m.used > len(m.slots) {
		old := m.slots
		m.slots = lists.Touched[idSlot](2 * len(old))
		for _, s := range old {
			if s.id != 0 {
				m.put(s)
			}
		}
	}
	m.put(idSlot{k, id})
}

func (m *ids) put(s idSlot) {
	i := m.first(s.key)
	for m.slots[i&uint64(len(m.slots)-1)].id != 0 {
		i++
	}
	m.slots[i&uint64(len(m.slots)-1)] = s
}

// first returns where it is looked for a key first.
func (m *ids) first(k Key) uint64 { return hash(k) >> 32 }
