package classifier_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier"
)

// Whose side it is, over the ways in which a sentence can name him: testdata/holders/holders.txt, with a pack of two
// more subjects beside the built-in ones.
func TestHolders(t *testing.T) {
	data, c := table(t, "testdata/holders/holders.txt", classifier.WithPacks(os.DirFS("testdata/holders")))
	lines := 0
	for n, l := range strings.Split(data, "\n") {
		f := strings.SplitN(l, " | ", 4)
		if len(f) < 4 {
			continue
		}
		lines++
		if got, ok := pairHolds(t, c, f[0], f[1], f[2], f[3]); !ok {
			t.Errorf("holders.txt:%d: %s\n\twant %s %s %s, got %s", n+1, f[3], f[0], f[1], f[2], got)
		} else if testing.Verbose() {
			t.Logf("%d: %s %s, got %s: %s", n+1, f[1], f[2], got, f[3])
		}
	}
	if lines < 40 {
		t.Errorf("%d sentences only", lines)
	}
}
