package grammar

import (
	"slices"
	"testing"

	"github.com/stance-dev/stance/classifier/corpus"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/packs"
	"github.com/stance-dev/stance/classifier/text"
)

// TestSure holds that a tag which sure gives is the one that looking at the words around gives, too, also with the words
// that packs add.
func TestSure(t *testing.T) {
	words := func() *lexicon.Builder {
		b, err := lexicon.NewBuilder()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	testSure(t, words().Build())
	all, err := pack.Read(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, err := pack.Compile(all, words())
	if err != nil {
		t.Fatal(err)
	}
	testSure(t, set.Lexicon)
}

func testSure(t *testing.T, lex *lexicon.Lexicon) {
	t.Helper()
	d, a := new(text.Document), new(Analysis)
	for _, article := range corpus.Articles() {
		d.Read(lex, article.Text)
		a.Analyze(d)
		for _, s := range d.Sentences {
			for i := s.First; i < s.Last; i++ {
				for titled := range a.known.rows {
					a.titled = titled != 0
					tok := &d.Tokens[i]
					for row := range state(stateRows) {
						prev := Tag(row & state(prevMask))
						adverb := row&^state(prevMask) != 0
						e := effectIn(tok, row<<prevShift, &a.known.rows[titled], a.known.columns, &a.known.effects)
						if e&(surely|ifSingle) == 0 || !adverb && i > s.First && a.Tags[i-1] == Adverb || e&ifSingle != 0 && i+1 < s.Last && lex.Compound(tok.Word, d.Tokens[i+1].Word) {
							continue
						}
						a.begin, a.state = s.First, row<<prevShift|state(prev&1)*state(finiteBit)|state(prev&3)<<verbShift
						got := a.tagOne(i, s.First, s.Last, prev)
						if effectOf(got, prev, traitsOf(tok.Class)) != e&^(surely|ifSingle|askMask<<askShift) {
							t.Fatalf("%q in %q is %d behind %d by the rules, but surely %d", d.TokenText(i), d.Slice(s.First, s.Last), got, prev, e.tag())
						}
					}
				}
			}
		}
	}
}

// TestEight holds that the tags looked at together are sought out as one by one.
func TestEight(t *testing.T) {
	for tag := Other; tag <= Mark; tag++ {
		for behind := Other; behind <= Mark; behind++ {
			tags := []Tag{Mark, tag, behind, Mark, Mark, Mark, Mark, Mark}
			form := tag == VerbPast || tag == VerbPresent || tag == VerbBase
			want := form || (tag == Participle || tag == Adjective) && gerundAt(behind)
			if got := mendable(eight(tags, 0))>>15&1 != 0; got != want {
				t.Errorf("tag %d before %d: %v, want %v", tag, behind, got, want)
			}
		}
	}
}

// TestPhrases holds that the table of usual noun phrases reads those that the rules for all read.
func TestPhrases(t *testing.T) {
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	lex := b.Build()
	d, a := new(text.Document), new(Analysis)
	for _, article := range corpus.Articles() {
		d.Read(lex, article.Text)
		a.Analyze(d)
		for _, s := range d.Sentences {
			chunks := func(read func()) ([]Chunk, []int32) {
				a.Chunks = a.Chunks[:0]
				lists.Fill(a.ChunkOf, None)
				read()
				return slices.Clone(a.Chunks), slices.Clone(a.ChunkOf[s.First:s.Last])
			}
			got, gotOf := chunks(func() { a.chunk(s.First, s.Last) })
			want, wantOf := chunks(func() {
				for i := s.First; i < s.Last; {
					if phraseNext[a.Tags[i]] == outside {
						i++
					} else {
						i = a.phrase(i, s.First, s.Last)
					}
				}
			})
			if !slices.Equal(got, want) || !slices.Equal(gotOf, wantOf) {
				t.Fatalf("the phrases of %q are %v by the table, %v by the rules", d.Slice(s.First, s.Last), got, want)
			}
		}
	}
}
