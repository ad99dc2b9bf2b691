package stance

// This file brings findings of the same side together.

// merge brings findings of the same holder, statement and issue together: the surer one stays, and where both sides
// are as sure, nobody has taken one.
func (e *Engine) merge() []Finding {
	out := e.merged[:0]
	e.seen.reset(len(e.in.Statements))
	direct, others := e.findings[:e.direct], e.findings[e.direct:]
	for range e.findings {
		var f *Finding
		if len(others) == 0 || len(direct) > 0 && direct[0].Sentence <= others[0].Sentence {
			f, direct = &direct[0], direct[1:]
		} else {
			f, others = &others[0], others[1:]
		}
		k := e.seen.twin(out, f)
		if k < 0 {
			out = append(out, *f)
			e.seen.add(f)
			continue
		}
		o := &out[k]
		switch {
		case o.Label == Neutral && f.Label != Neutral:
			*o = *f
		case f.Label == Neutral:
		case o.Label == f.Label:
			if f.Confidence > o.Confidence {
				*o = *f
			}
		case f.Confidence > o.Confidence:
			*o = *f
		}
	}
	e.merged = out
	return out
}

// seen finds the findings of one statement without a look at the others.
type seen struct {
	first, last []int32 // by statement: its first and last finding, or None
	next        []int32 // by finding: the next one of its statement, or None
}

func (s *seen) reset(statements int) {
	s.next = s.next[:0]
	s.first, s.last = s.first[:0], s.last[:0]
	for range statements {
		s.first, s.last = append(s.first, None), append(s.last, None)
	}
}

// add notes the finding that was appended last.
func (s *seen) add(f *Finding) {
	at := int32(len(s.next))
	s.next = append(s.next, None)
	if f.Statement == None {
		return
	}
	if s.first[f.Statement] == None {
		s.first[f.Statement] = at
	} else {
		s.next[s.last[f.Statement]] = at
	}
	s.last[f.Statement] = at
}

// twin returns the first finding of the same issue and holder in the same statement or sentence, or -1.
func (s *seen) twin(all []Finding, f *Finding) int32 {
	same := func(o *Finding) bool { return o.Issue == f.Issue && o.Holder == f.Holder }
	found := None
	if f.Statement != None {
		for k := s.first[f.Statement]; k != None; k = s.next[k] {
			if same(&all[k]) {
				found = k
				break
			}
		}
	}
	for k := int32(len(all)) - 1; k >= 0 && all[k].Sentence == f.Sentence; k-- { // they are in order
		if same(&all[k]) && (found == None || k < found) {
			found = k
		}
	}
	return found
}
