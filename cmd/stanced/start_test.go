package main

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// TestFirstAnswer tells how long a server takes from its start to its first answer, of how much CPU time, and what memory it has then:
//
//	go test ./cmd/stanced -run TestFirstAnswer -v
//
// The time depends on what else the machine does; CPU time of more than twice what a start takes fails the test.
func TestFirstAnswer(t *testing.T) {
	var took, cpu []time.Duration
	var kilobytes, peak int
	const most = 60 << 10
	for range 9 {
		began := time.Now()
		p := start(t)
		conn, err := grpc.NewClient(p.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(t.Context(), &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: road}}); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(began))
		conn.Close()
		kilobytes, peak = max(kilobytes, p.settled(most)), max(peak, p.peak())
		p.terminate(10 * time.Second)
		cpu = append(cpu, p.cmd.ProcessState.UserTime()+p.cmd.ProcessState.SystemTime())
	}
	slices.Sort(took)
	slices.Sort(cpu)
	const unit = time.Millisecond
	t.Logf("the first answer after %v (least %v, most %v), %v of CPU time; at most %d MB resident, %d while it starts",
		took[4].Round(unit), took[0].Round(unit), took[8].Round(unit), cpu[4].Round(unit), kilobytes>>10, peak>>10)
	if cpu[0] > 500*time.Millisecond {
		t.Errorf("the cheapest of nine starts took %v of CPU time", cpu[0])
	}
	if kilobytes > most {
		t.Errorf("%d MB resident at rest, want %d at most", kilobytes>>10, most>>10)
	}
}
