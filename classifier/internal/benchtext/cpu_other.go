//go:build !unix

package benchtext

import "time"

var start = time.Now()

// CPU returns the time on the clock: this system does not tell the process's own.
func CPU() time.Duration { return time.Since(start) }
