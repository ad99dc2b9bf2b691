package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

const (
	largeIssues   = 50
	largePatterns = 50_000
)

// largePack is a pack of many patterns of one to three words, all different: the dikes, mines and roads of places that
// there are not.
func largePack() string {
	var b strings.Builder
	b.WriteString("pack: large\nversion: 1.0.0\ndescription: Made for measuring.\nissues:\n")
	each := largePatterns / largeIssues
	for i := range largeIssues {
		fmt.Fprintf(&b, "  - id: issue_%d\n    label: Issue %d\n    proposition: Works number %d should be built.\n    targets:\n      - id: works\n        match:\n", i, i, i)
		for k := range each {
			fmt.Fprintf(&b, "          - %s\n", largeWorks(i*each+k))
		}
		b.WriteString("    examples:\n")
		for k, name := range []string{"Norway", "Japan", "Chile", "Iceland", "Peru", "Ghana", "Spain", "Kenya"} {
			fmt.Fprintf(&b, "      - text: %s rejects the %s.\n        label: oppose\n        holder: %s\n", name, largeWorks(i*each+k), name)
		}
	}
	return b.String()
}

// largeWorks names the works of a number.
func largeWorks(n int) string {
	const consonants, vowels = "bdfgklmnprst", "aeiou"
	var place []byte
	for k := n; len(place) < 8; k /= 60 {
		place = append(place, consonants[k%12], vowels[k/12%5])
	}
	what := []string{"dike", "mine", "bypass road", "harbour", "gas pipeline", "reservoir"}[n%6]
	if n%3 == 0 {
		return string(place) + "al " + what
	}
	return string(place) + " " + what
}

// TestLargePack tells what a pack of 50,000 patterns costs a server, and that it is used:
//
//	go test ./cmd/stanced -run TestLargePack -v
func TestLargePack(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "large.yaml"), []byte(largePack()), 0o600); err != nil {
		t.Fatal(err)
	}
	const most = 300 << 10 // kB
	measure := func(flags ...string) (took time.Duration, kilobytes int, stances int) {
		began := time.Now()
		p := start(t, flags...)
		conn, err := grpc.NewClient(p.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		text := "The government of Norway rejected the " + largeWorks(largePatterns-1) + " on Tuesday."
		r, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(t.Context(), &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: text}})
		if err != nil {
			t.Fatal(err)
		}
		took = time.Since(began)
		for _, s := range r.GetStatements() {
			stances += len(s.GetStances())
		}
		return took, p.settled(most), stances
	}
	took, kilobytes, stances := measure()
	if stances != 0 {
		t.Errorf("%d stances without the pack", stances)
	}
	t.Logf("without the pack: the first answer after %v, %d MB resident", took.Round(time.Millisecond), kilobytes/1024)
	took, kilobytes, stances = measure("--packs=" + folder)
	if stances != 1 {
		t.Errorf("%d stances with the pack, want 1", stances)
	}
	t.Logf("with the pack: the first answer after %v, %d MB resident", took.Round(time.Millisecond), kilobytes/1024)
	if kilobytes > most {
		t.Errorf("%d MB resident with %d patterns", kilobytes/1024, largePatterns)
	}
}
