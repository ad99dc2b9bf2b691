// Package packs holds the classifier that calls are answered with, and puts a new one in its place when the issue packs
// change. A call keeps the one it began with.
package packs

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
)

// Classifier is what the server needs of a *classifier.Classifier.
type Classifier interface {
	Classify(context.Context, classifier.Article, ...classifier.CallOption) (*classifier.Result, error)
	Issues() []classifier.Issue
	Packs() []classifier.PackInfo
}

// Loaded is a classifier and what it says of itself. It is never changed.
type Loaded struct {
	Classifier Classifier
	Issues     *stancev1.ListIssuesResponse
}

// Open makes the classifier that is to be held.
type Open func() (Classifier, error)

// Folder opens the packs that are built in and, unless path is empty, those of a folder.
func Folder(path string) Open {
	return func() (Classifier, error) {
		if path == "" {
			return classifier.New()
		}
		if info, err := os.Stat(path); err != nil {
			return nil, err
		} else if !info.IsDir() {
			return nil, fmt.Errorf("%s is no folder", path)
		}
		return classifier.New(classifier.WithPacks(os.DirFS(path)))
	}
}

// Holder holds what is loaded at present.
type Holder struct {
	open    Open
	changed func([]classifier.PackInfo)
	current atomic.Pointer[Loaded]
}

// New makes a holder of what open makes. changed is told what has been loaded.
func New(open Open, changed func([]classifier.PackInfo)) *Holder {
	return &Holder{open: open, changed: changed}
}

// Current returns what is loaded, or nil before the first Load has succeeded.
func (h *Holder) Current() *Loaded { return h.current.Load() }

// Load makes a classifier, tests it, and puts it in place. If that fails, the one before stays.
func (h *Holder) Load(ctx context.Context) error {
	// Loading takes several times the memory of what is loaded, and as much where it fails; the first caller need not wait.
	defer func() { go debug.FreeOSMemory() }()
	c, err := h.open()
	if err != nil {
		return err
	}
	if err := selfTest(ctx, c); err != nil {
		return fmt.Errorf("the classifier fails its self-test: %w", err)
	}
	h.current.Store(&Loaded{Classifier: c, Issues: convert.Issues(c.Packs(), c.Issues())})
	h.changed(c.Packs())
	return nil
}

// selfTest asks for an answer that any set of packs must give: one statement with its speaker.
func selfTest(ctx context.Context, c Classifier) error {
	const speaker = "Ann Clarke"
	const text = "“The road will be open by Friday,” Mayor Ann Clarke said on Monday."
	r, err := c.Classify(ctx, classifier.Article{Text: text})
	if err != nil {
		return err
	}
	for _, st := range r.Statements {
		if st.Speaker != classifier.None && r.Speakers[st.Speaker].Name == speaker {
			return nil
		}
	}
	return fmt.Errorf("%s was not found as the speaker of %q", speaker, text)
}
