package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestReloadMemory tells what memory a server has after reloads of its packs, every fourth with a faulty one, and wants no
// more of it the longer it runs:
//
//	go test ./cmd/stanced -run TestReloadMemory -v
func TestReloadMemory(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "ferry.yaml")
	put := func(version int, match string) {
		pack := fmt.Sprintf("pack: ferry\nversion: 1.0.%d\nissues: [{id: ferry, label: Ferry, proposition: The ferry stays., targets: [{id: ferry, match: %s}]}]\n", version, match)
		if err := os.WriteFile(file, []byte(pack), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(0, "ferry")
	p := start(t, "--packs="+folder, "--reload-interval=1h", "--log-calls=false", "--admin-listen=127.0.0.1:0")
	done := func(result string) int { return gauge(t, p, `stance_reloads_total{result="`+result+`",what="packs"}`) }
	const most = 80 << 10 // kB
	first := p.settled(most)
	failed := 0
	for i := 1; i <= 24; i++ {
		match := "ferry"
		if i%4 == 0 {
			match = "(ferry"
			failed++
		}
		put(i, match)
		p.signal(syscall.SIGHUP)
		until(t, fmt.Sprintf("reload %d is done", i), func() bool { return done("ok")+done("failed") == i })
	}
	if done("failed") != failed {
		t.Errorf("%d reloads failed, want %d", done("failed"), failed)
	}
	last := p.settled(most)
	t.Logf("%d MB resident at first, %d after 24 reloads, %d at most", first>>10, last>>10, p.peak()>>10)
	if last > most {
		t.Errorf("%d MB resident, want %d at most", last>>10, most>>10)
	}
	p.terminate(10 * time.Second)
}
