package classifier

import (
	"io/fs"
	"time"
)

// Option configures New.
type Option interface{ apply(*config) }

// CallOption configures one call of Classify.
type CallOption interface{ applyCall(*call) }

type config struct {
	packs     []fs.FS
	unchecked bool // examples are not run
}

type optionFunc func(*config)

func (f optionFunc) apply(c *config) { f(c) }

// WithPacks loads the issue packs of some file systems (*.yaml at their top) beside the built-in ones. A pack of the
// same id as one before replaces it. New fails where a pack has a fault or one of its examples does not come out.
func WithPacks(systems ...fs.FS) Option {
	return optionFunc(func(c *config) { c.packs = append(c.packs, systems...) })
}

type call struct {
	issues []string
	unit   OffsetUnit
	stages func(stage string, start, end time.Time)
}

type callFunc func(*call)

func (f callFunc) applyCall(c *call) { f(c) }

// WithIssues limits a call to some issues, by id. Without it, or with none, all loaded issues are classified.
func WithIssues(ids ...string) CallOption {
	return callFunc(func(c *call) { c.issues = ids })
}

// WithOffsets sets the unit of the result's spans. Without it they count bytes.
func WithOffsets(u OffsetUnit) CallOption {
	return callFunc(func(c *call) { c.unit = u })
}

// WithStages has f told of each stage of the analysis as it ends: "text", "quote", "grammar", "entity", "attribution",
// "stance". A stage in which the context ends is left out.
func WithStages(f func(stage string, start, end time.Time)) CallOption {
	return callFunc(func(c *call) { c.stages = f })
}

// WithoutExamples loads packs whose examples fail, too: for those who work on them.
func WithoutExamples() Option {
	return optionFunc(func(c *config) { c.unchecked = true })
}
