package reload

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type loads struct {
	mu   sync.Mutex
	n    int
	fail error
}

func (l *loads) load(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n++
	return l.fail
}

func (l *loads) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.n
}

func watch(t *testing.T, paths ...string) (*loads, chan os.Signal) {
	t.Helper()
	l := &loads{}
	w := New(5*time.Millisecond, slog.New(slog.DiscardHandler), Item{What: "things", Paths: paths, Load: l.load})
	ctx, cancel := context.WithCancel(context.Background())
	now := make(chan os.Signal)
	var ended sync.WaitGroup
	ended.Go(func() { w.Run(ctx, now) })
	t.Cleanup(func() { cancel(); ended.Wait() })
	return l, now
}

func wait(t *testing.T, l *loads, n int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); l.count() < n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("loaded %d times, want %d", l.count(), n)
		}
	}
	time.Sleep(30 * time.Millisecond)
	if l.count() != n {
		t.Fatalf("loaded %d times, want %d", l.count(), n)
	}
}

// replace writes a file in one step: os.WriteFile empties it first, and a watcher may look in between.
func replace(t *testing.T, file, content string) {
	t.Helper()
	next := filepath.Join(t.TempDir(), "next")
	if err := os.WriteFile(next, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, file); err != nil {
		t.Fatal(err)
	}
}

func TestChangesAreNoticed(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a")
	os.WriteFile(file, []byte("1"), 0o600)
	l, now := watch(t, "", folder)
	wait(t, l, 0)
	replace(t, file, "22")
	wait(t, l, 1)
	os.WriteFile(filepath.Join(folder, "b"), nil, 0o600)
	wait(t, l, 2)
	os.Remove(file)
	wait(t, l, 3)
	now <- os.Interrupt
	wait(t, l, 4)
}

// Mounted secrets are swapped by renaming a symbolic link to a folder.
func TestSwappedLinkIsNoticed(t *testing.T) {
	root := t.TempDir()
	for _, day := range []string{"monday", "tuesday"} {
		os.Mkdir(filepath.Join(root, day), 0o700)
		os.WriteFile(filepath.Join(root, day, "key"), []byte(day), 0o600)
	}
	os.Symlink("monday", filepath.Join(root, "data"))
	os.Symlink("data/key", filepath.Join(root, "key"))
	byFile, _ := watch(t, filepath.Join(root, "key"))
	byFolder, _ := watch(t, filepath.Join(root, "data"))
	os.Symlink("tuesday", filepath.Join(root, "next"))
	os.Rename(filepath.Join(root, "next"), filepath.Join(root, "data"))
	wait(t, byFile, 1)
	wait(t, byFolder, 1)
}

// A file that does not load is not tried again until it changes again.
func TestFailureIsTriedOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a")
	os.WriteFile(file, []byte("1"), 0o600)
	l, _ := watch(t, file)
	l.mu.Lock()
	l.fail = errors.New("broken")
	l.mu.Unlock()
	replace(t, file, "22")
	wait(t, l, 1)
	replace(t, file, "333")
	wait(t, l, 2)
}
