package classifier

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/corpus"
)

const digestFile = "testdata/corpus.digest"

// TestDigest holds the results for every article of the corpus to testdata/corpus.digest, an article a line: its id and
// the digest of its Result without the packs' versions. An optimisation must not change it. A change that is meant to
// make other results come out does; then look at what differs and write the file anew:
//
//	go test ./classifier -run TestDigest -update
func TestDigest(t *testing.T) {
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range corpus.Articles() {
		r, err := c.Classify(context.Background(), Article{ID: a.ID, Title: a.Title, Text: a.Text})
		if err != nil {
			t.Fatal(err)
		}
		r.Packs = nil
		fmt.Fprintf(&b, "%s %.8x\n", a.ID, sha256.Sum256(fmt.Appendf(nil, "%+v", *r)))
	}
	got := b.String()
	if *update {
		if err := os.WriteFile(digestFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(digestFile)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(raw), "\n")
	var changed []string
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || line != want[i] {
			id, _, _ := strings.Cut(line, " ")
			changed = append(changed, id)
		}
	}
	if len(changed) > 0 || len(want) != strings.Count(got, "\n")+1 {
		t.Errorf("other results than before for %d of %d articles: %s\nwhere that is meant: go test ./classifier -run TestDigest -update",
			len(changed), corpus.Size, strings.Join(changed, " "))
	}
}
