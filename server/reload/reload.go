// Package reload notices that files have changed and has them read again: certificates, credentials, issue packs.
// It looks at them at an interval, which also works where files are mounted and swapped by symbolic links, and at once
// when it is told to.
package reload

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Item is something that is read from files.
type Item struct {
	What  string   // for the log: "certificates"
	Paths []string // files and folders; empty ones are left out
	Load  func(context.Context) error
	Done  func(what string, err error) // told how each reload went

	seen string
}

// Watcher watches items. It is made by New and runs once.
type Watcher struct {
	items []*Item
	every time.Duration
	log   *slog.Logger
}

// New makes a watcher and remembers how the files look now. The items have been loaded by their owners.
func New(every time.Duration, log *slog.Logger, items ...Item) *Watcher {
	w := &Watcher{every: every, log: log}
	for _, item := range items {
		item.seen = fingerprint(item.Paths)
		w.items = append(w.items, &item)
	}
	return w
}

// Run reloads what has changed until the context ends. A signal on now reloads everything.
func (w *Watcher) Run(ctx context.Context, now <-chan os.Signal) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		forced := false
		select {
		case <-ctx.Done():
			return
		case <-now:
			forced = true
		case <-tick.C:
		}
		for _, item := range w.items {
			if seen := fingerprint(item.Paths); forced || seen != item.seen {
				item.seen = seen
				w.reload(ctx, item)
			}
		}
	}
}

// reload reads an item again. Where that fails the owner keeps what it had, and it is tried again when the files change.
func (w *Watcher) reload(ctx context.Context, item *Item) {
	err := item.Load(ctx)
	if item.Done != nil {
		item.Done(item.What, err)
	}
	if err != nil {
		w.log.Error("reload failed: what was loaded before stays", "what", item.What, "error", err)
		return
	}
	w.log.Info("reloaded", "what", item.What)
}

// fingerprint changes when a file does: its time, its size, its existence.
func fingerprint(paths []string) string {
	var b strings.Builder
	for _, path := range paths {
		if path == "" {
			continue
		}
		// A mounted folder is a symbolic link to the folder of the day, into which WalkDir does not go.
		if target, err := filepath.EvalSymlinks(path); err == nil {
			path = target
		}
		filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				fmt.Fprintf(&b, "%s missing\n", name)
				return nil
			}
			info, err := os.Stat(name)
			if err != nil {
				fmt.Fprintf(&b, "%s missing\n", name)
				return nil
			}
			if !info.IsDir() {
				fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return b.String()
}
