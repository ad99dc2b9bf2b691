package server

import (
	"os"
	"regexp"
	"strings"
	"testing"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

var upper = regexp.MustCompile(`([a-z])([A-Z])`)

// The README's tables name every reason with its code, and every metric.
func TestREADME(t *testing.T) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(b)
	for number := range stancev1.ErrorReason_name {
		r := stancev1.ErrorReason(number)
		if r == stancev1.ErrorReason_ERROR_REASON_UNSPECIFIED {
			continue
		}
		code := strings.ToUpper(upper.ReplaceAllString(fault.Code(r).String(), "${1}_$2"))
		code = strings.Replace(code, "CANCELED", "CANCELLED", 1)
		if row := "| " + fault.Name(r) + " | " + code + " |"; !strings.Contains(readme, row) {
			t.Errorf("no row %q", row)
		}
	}
	s := start(t, "--admin-listen=127.0.0.1:0")
	for line := range strings.Lines(get(t, "http://"+s.AdminAddr().String()+"/metrics")) {
		if name, ok := strings.CutPrefix(line, "# TYPE stance_"); ok {
			name, _, _ = strings.Cut(name, " ")
			if !strings.Contains(readme, "stance_"+name) {
				t.Errorf("no metric stance_%s", name)
			}
		}
	}
}
