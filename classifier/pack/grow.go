package pack

// This file makes the trie beside the compiler: the one waits for memory, the other one reads words.

// addition is a sequence that goes below a root of the trie, with the rule at its end.
type addition struct {
	root, rule int32
	seq        seq
}

// growth is a trie that grows in a goroutine of its own.
type growth struct {
	trie  *trie
	batch []addition // not yet handed over
	full  chan []addition
	empty chan []addition // to be filled again
	done  chan struct{}
}

const batchSize = 512

// grow begins a trie.
func grow() *growth {
	const batches = 16
	g := &growth{trie: newTrie(), full: make(chan []addition, batches), empty: make(chan []addition, batches), done: make(chan struct{})}
	go func() {
		defer close(g.done)
		for batch := range g.full {
			for i := range batch {
				a := &batch[i]
				g.trie.add(a.root, a.seq, a.rule)
			}
			select {
			case g.empty <- batch[:0]:
			default:
			}
		}
	}()
	return g
}

// add puts a sequence into the trie, sooner or later.
func (g *growth) add(root int32, s seq, rule int32) {
	if len(g.batch) == cap(g.batch) {
		g.hand()
	}
	g.batch = append(g.batch, addition{root, rule, s})
}

func (g *growth) hand() {
	if len(g.batch) > 0 {
		g.full <- g.batch
	}
	select {
	case g.batch = <-g.empty:
	default:
		g.batch = make([]addition, 0, batchSize)
	}
}

// end says that nothing more is added.
func (g *growth) end() {
	g.hand()
	close(g.full)
}

// wait returns the trie when all is in it.
func (g *growth) wait() *trie {
	<-g.done
	return g.trie
}
