package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stance-dev/stance/cmd/stance/internal/command"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// The README's tables list every reason, exit code and command, and what they name exists.
func TestREADME(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	has := func(row string) {
		if !strings.Contains(readme, "\n| "+row) {
			t.Errorf("no table has a row %q", row)
		}
	}
	for i := range stancev1.ErrorReason_name {
		if i != 0 {
			has("`" + strings.TrimPrefix(stancev1.ErrorReason(i).String(), "ERROR_REASON_") + "` |")
		}
	}
	for _, code := range []int{command.ExitOK, command.ExitRefused, command.ExitUsage, command.ExitUnreachable, command.ExitFailure, command.ExitInterrupted} {
		has(fmt.Sprintf("%d |", code))
	}
	var usage strings.Builder
	command.Run(t.Context(), []string{"--help"}, nil, &usage, &usage)
	for _, m := range regexp.MustCompile(`(?m)^  (\w+) `).FindAllStringSubmatch(usage.String(), -1) {
		has("`stance " + m[1])
	}
	for _, m := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(readme, -1) {
		if strings.HasPrefix(m[1], "https://") {
			continue
		}
		if _, err := os.Stat("../../" + m[1]); err != nil {
			t.Errorf("a link leads nowhere: %v", err)
		}
	}
}
