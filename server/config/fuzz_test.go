package config

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzFile: a file is a configuration or an error, never a failure, and what is one passes its own check.
func FuzzFile(f *testing.F) {
	f.Add("queue: 7\ngrace: 1s\n")
	f.Add("- a")
	f.Add("queue: &a [*a]")
	f.Add("? {a: b}\n: c")
	path := filepath.Join(f.TempDir(), "stanced.yaml")
	f.Fuzz(func(t *testing.T, content string) {
		os.WriteFile(path, []byte(content), 0o600)
		c, _, err := Load([]string{"--config=" + path}, environment(), nil)
		if err == nil && c.check() != nil {
			t.Fatalf("%q gave %+v", content, c)
		}
	})
}
