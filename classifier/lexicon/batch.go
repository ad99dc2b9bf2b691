package lexicon

// Batch is the most forms that are looked up at once.
const Batch = 64

// Found is what is known of a form that was looked up.
type Found struct {
	Class Class
	ID    ID
	Set   Set
}

// FindShort looks up forms of up to 8 bytes in lower case; the first letter stands in the lowest byte of a key. It takes
// at most Batch of them, so many that it waits for memory once: the first loop only fetches what the second decides on.
func (l *Lexicon) FindShort(keys []uint64, found *[Batch]Found) {
	t := &l.table
	var at [Batch]shortSlot
	for i, key := range keys {
		at[i&(Batch-1)] = t.short[hashShort(key)>>t.shortShift]
	}
	for i, key := range keys {
		s := &at[i&(Batch-1)]
		if s.key != key && s.id != 0 {
			s = t.findShort(key)
		}
		found[i&(Batch-1)] = Found{t.sets[s.set], s.id, s.set}
	}
}

// FindWide is FindShort for forms of 9 to 16 bytes: a key's first half holds the first eight.
func (l *Lexicon) FindWide(keys [][2]uint64, found *[Batch]Found) {
	t := &l.table
	var at [Batch]wideSlot
	for i, key := range keys {
		at[i&(Batch-1)] = t.wide[hash(key[0], key[1])&t.wideMask]
	}
	for i, key := range keys {
		s := &at[i&(Batch-1)]
		if (s.lo != key[0] || s.hi != key[1]) && s.id != 0 {
			s = t.findWide(key[0], key[1])
		}
		found[i&(Batch-1)] = Found{s.class, s.id, s.set}
	}
}
