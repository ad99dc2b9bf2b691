package stance_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/packs"
	"github.com/stance-dev/stance/classifier/stance"
)

func shipped(t testing.TB) *pack.Set {
	t.Helper()
	all, err := pack.Read(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	set, err := pack.Compile(all, b)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// The core's words on expressions that people have marked as agreeing or disagreeing (MPQA). Run it with the file:
//
//	MPQA=/…/attitudes.jsonl go test -run MPQA -v ./classifier/stance
func TestMPQA(t *testing.T) {
	file := os.Getenv("MPQA")
	if file == "" {
		t.Skip("set MPQA to the file of attitudes")
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := stance.NewReader(shipped(t))
	type count struct{ all, answered, right int }
	counts := map[string]*count{}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var row struct{ Expr, Attitude string }
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		want := map[string]int8{"agree-pos": 1, "agree-neg": -1, "sentiment-pos": 1, "sentiment-neg": -1}[row.Attitude]
		if want == 0 {
			continue
		}
		kind := row.Attitude[:len(row.Attitude)-4]
		c := counts[kind]
		if c == nil {
			c = &count{}
			counts[kind] = c
		}
		c.all++
		got := r.Polarity(row.Expr)
		if got == 0 {
			if os.Getenv("MISSES") != "" {
				t.Logf("silent %s: %s", row.Attitude, row.Expr)
			}
			continue
		}
		c.answered++
		if got == want {
			c.right++
		} else if os.Getenv("MISSES") != "" {
			t.Logf("wrong %s: %s", row.Attitude, row.Expr)
		}
	}
	for kind, c := range counts {
		t.Logf("%s: %d expressions, precision %.3f at coverage %.3f", kind, c.all, float64(c.right)/float64(c.answered), float64(c.answered)/float64(c.all))
	}
}
