package pack

import "sync/atomic"

// ways is a hash table: from which place of an automaton a form leads to which. It is read while it is written; a larger one
// takes its place when it is three quarters full.
type ways struct {
	slots []atomic.Uint64 // a key and the place to which it leads; 0: free
	shift uint8           // leaves as many bits of a product as number the slots
	used  int
}

// A slot is the place that is left, the form that is met there and the place to which it leads. A form has 30 bits: packs with
// more of them, or with more states, do not fit into memory.
const (
	placeBits = 17 // of maxPlaces, with what is asked of them
	metBits   = 64 - 2*placeBits
)

func newWays(bits uint8) *ways {
	return &ways{slots: make([]atomic.Uint64, 1<<bits), shift: 64 - bits}
}

func keyOf(from placeID, what uint32) uint64 { return uint64(from/number)<<metBits | uint64(what) }

// slot returns the slot where a key would best stand.
func (w *ways) slot(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> (w.shift & 63) }

// find returns where something leads from a place, or unknown.
func (w *ways) find(from placeID, what uint32) placeID {
	key := keyOf(from, what)
	for i := w.slot(key); ; i++ {
		e := w.slots[i&uint64(len(w.slots)-1)].Load()
		if e>>placeBits == key {
			return placeID(e % (1 << placeBits))
		}
		if e == 0 {
			return unknown
		}
	}
}

// put notes it.
func (w *ways) put(key uint64, to placeID) {
	for i := w.slot(key); ; i++ {
		slot := &w.slots[i&uint64(len(w.slots)-1)]
		switch e := slot.Load(); {
		case e == 0:
			slot.Store(key<<placeBits | uint64(to))
			w.used++
			return
		case e>>placeBits == key:
			return
		}
	}
}

// grown returns a table of twice the size with the same in it.
func (w *ways) grown() *ways {
	larger := newWays(64 - w.shift + 1)
	for i := range w.slots {
		if e := w.slots[i].Load(); e != 0 {
			larger.put(e>>placeBits, placeID(e%(1<<placeBits)))
		}
	}
	return larger
}
