package pack

import (
	"slices"
	"sync"
	"sync/atomic"
)

// An automaton is what a machine was seen to do. A place in it is all that patterns which began at one token may still do
// behind the tokens read since; where a form leads from a place is worked out when it is met first, see progress, and looked
// up from then on. The matchers of a set share it. It is bounded: when it is full a new one takes its place.
type automaton struct {
	ways   atomic.Pointer[ways]
	places *[maxPlaces]place   // the first stands for what is not known
	ends   *[maxPlaces][]int32 // by place: the rules whose patterns end there

	crowded atomic.Bool // no match shall begin in it any more: it holds as much as it should

	mu    sync.Mutex // for what follows
	next  placeID    // the number of the next free place
	room  placeID    // how many there may be
	known map[string]placeID
	// By the place before any token of some roots, and by form: the place behind a first word. For a few choices of roots.
	openings map[placeID][]atomic.Uint32
	kernels  [][]config         // by place: the ways on
	held     int                // how many ways on and ends all places have
	returns  []giveBack         // as many at most as there are ways into lists, whatever is read
	backs    map[giveBack]int32 // into returns
	work     progress
}

// place is what a matcher reads of a place.
type place struct {
	needs, lists uint64                    // a word without these bits does what one does that no pattern has
	others       [otherKinds]atomic.Uint32 // where such a word leads, by its kind: placeIDs
}

// placeID is the number of a place with what is asked of it most.
type placeID uint32

const (
	hasEnds placeID = 1 << iota // patterns end here
	isLast                      // nothing can follow
	number                      // the first number

	unknown placeID = 0
	nowhere         = isLast
)

func (a *automaton) at(p placeID) *place { return &a.places[p/number%maxPlaces] }

const (
	maxPlaces = 1 << 15
	maxWays   = 3 * maxPlaces

	maxOpenings = 8 // choices of roots

	// A place has a few ways on, but with packs of a thousand lists behind which gaps stand it can have thousands. What a
	// match needs is not known before, so one that has begun may go beyond.
	maxHeld = 1 << 20
)

func newAutomaton(room placeID) *automaton {
	a := &automaton{places: new([maxPlaces]place), ends: new([maxPlaces][]int32), next: 1, room: room, known: map[string]placeID{}, openings: map[placeID][]atomic.Uint32{}, backs: map[giveBack]int32{}}
	a.ways.Store(newWays(10))
	a.kernels, a.returns = make([][]config, 1), make([]giveBack, 1)
	return a
}

func (a *automaton) full() bool { return a.ways.Load().used > maxWays || a.next >= a.room }

// put notes where something leads. The lock is held.
func (a *automaton) put(from placeID, what uint32, to placeID) {
	w := a.ways.Load()
	if 4*w.used > 3*len(w.slots) {
		w = w.grown()
		a.ways.Store(w)
	}
	w.put(keyOf(from, what), to)
}

// start returns the place before any token from which some roots or lists are matched, or unknown where there is no room.
func (a *automaton) start(m *machine, states ...int32) placeID {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.work.begin(m, a)
	for _, s := range states {
		a.work.keep(config{at: s})
	}
	return a.place(true)
}

// openingsOf returns the openings of roots, whose place it is; nil where there are too many others.
func (a *automaton) openingsOf(start placeID, forms int) []atomic.Uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.openings[start] == nil && len(a.openings) < maxOpenings {
		a.openings[start] = make([]atomic.Uint32, forms)
	}
	return a.openings[start]
}

// way returns where a form leads from a place, or unknown where there is no room to learn it.
func (a *automaton) way(m *machine, from placeID, n int32) placeID {
	f, p := &m.allForms[n], a.at(from)
	to := placeID(p.others[f.kind%otherKinds].Load())
	if f.mask&p.needs|f.lists&p.lists != 0 {
		to = a.ways.Load().find(from, uint32(n))
	}
	if to == unknown {
		to = a.learn(m, from, n)
	}
	return to
}

// startOf is start for one state, which is looked up.
func (a *automaton) startOf(m *machine, state int32) placeID {
	to := a.ways.Load().find(unknown, uint32(state))
	if to == unknown {
		if to = a.start(m, state); to != unknown {
			a.mu.Lock()
			a.put(unknown, uint32(state), to)
			a.mu.Unlock()
		}
	}
	return to
}

// learn works out where a form leads from a place and notes it. It returns unknown where there is no room.
func (a *automaton) learn(m *machine, from placeID, n int32) placeID {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.full() {
		return unknown
	}
	f, p, w := &m.allForms[n], a.at(from), &a.work
	other := f.mask&p.needs|f.lists&p.lists == 0
	if other {
		n = int32(f.kind)
		f = &m.allForms[n]
	}
	w.begin(m, a)
	w.step(a.kernels[from/number], f)
	if a.held > maxHeld {
		a.crowded.Store(true)
	}
	to := placeID(p.others[plainWord].Load())
	if w.reached || f.kind != plainWord || to == unknown {
		to = a.place(false)
	}
	if other {
		p.others[n].Store(uint32(to))
	} else {
		a.put(from, uint32(n), to)
	}
	return to
}

// place returns the place of what was worked out; start: before any token. The lock is held.
func (a *automaton) place(start bool) placeID {
	w := &a.work
	if len(w.configs)+len(w.ends) == 0 {
		return nowhere
	}
	key := w.sum(start)
	if n, ok := a.known[string(key)]; ok {
		return n
	}
	if a.full() {
		return unknown
	}
	n := a.next * number
	a.next++
	if len(w.ends) > 0 {
		n |= hasEnds
	}
	if len(w.configs) == 0 {
		n |= isLast
	}
	p := a.at(n)
	for _, c := range w.configs {
		w.need(p, c.at)
	}
	if p.needs&anything == 0 {
		p.others[plainWord].Store(uint32(nowhere))
	}
	p.others[stopMark].Store(uint32(nowhere))
	if start {
		p.others[passMark].Store(uint32(nowhere))
	} else {
		p.others[passMark].Store(uint32(n &^ hasEnds))
	}
	p.needs = p.needs&^(anything|ended) | foreign
	a.ends[n/number%maxPlaces] = slices.Clone(w.ends)
	a.kernels = append(a.kernels, slices.Clone(w.configs))
	a.known[string(key)] = n
	a.held += len(w.configs) + len(w.ends)
	return n
}
