package command

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stance-dev/stance/client/clienttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// counter counts lines and looks at the heap now and then.
type counter struct {
	lines  int
	most   uint64
	forget func()
}

func (c *counter) Write(p []byte) (int, error) {
	before := c.lines / 200
	c.lines += bytes.Count(p, []byte("\n"))
	if c.lines/200 != before {
		c.forget()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.most = max(c.most, m.HeapAlloc)
	}
	return len(p), nil
}

// An archive may be larger than the memory: 75 MiB go through, and a small part of them is held at a time.
func TestMemoryIsFlat(t *testing.T) {
	const articles, size = 600, 128 << 10
	server := clienttest.New(t, nil)
	text := strings.Repeat("word ", size/5)
	in, feed := io.Pipe()
	go func() {
		for i := range articles {
			fmt.Fprintf(feed, "{\"articleId\":\"%d\",\"text\":%q}\n", i, text)
		}
		_ = feed.Close()
	}()
	out := &counter{forget: server.Forget}
	var stderr strings.Builder
	code := Run(t.Context(), []string{"classify", "--format", "jsonl", "--server", server.Target(), "-"}, in, out, &stderr)
	if code != ExitOK || out.lines != articles {
		t.Fatalf("exit code %d, %d lines\n%s", code, out.lines, stderr.String())
	}
	if out.most == 0 || out.most > 48<<20 {
		t.Errorf("%d MiB are held", out.most>>20)
	}
	t.Logf("%d MiB of %d MiB are held", out.most>>20, articles*size>>20)
}
