package classifier

// Option configures New.
type Option interface{ apply(*config) }

// CallOption configures one call of Classify.
type CallOption interface{ applyCall(*call) }

type config struct{}

type call struct {
	issues []string
	unit   OffsetUnit
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
