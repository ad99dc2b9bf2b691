// Package config is what an operator can set: by flag, by environment, by file. Every setting has one name, in three
// spellings: --call-timeout, STANCE_CALL_TIMEOUT, and call-timeout in the YAML file. A flag wins over the environment,
// this over the file, this over the default.
package config

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"time"
)

// Config is the server's configuration.
type Config struct {
	Listen      string
	Plaintext   bool
	Reflection  bool
	Workers     int
	Queue       int
	CallTimeout time.Duration
	Grace       time.Duration
	DrainDelay  time.Duration
	LogLevel    slog.Level
	LogFormat   string
	LogCalls    bool

	MaxConnections int
	ConnectionAge  time.Duration
}

// flags declares every setting with its default. It is the only list of them.
func flags(c *Config) *flag.FlagSet {
	fs := flag.NewFlagSet("stanced", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&c.Listen, "listen", "127.0.0.1:50051", "`address` for gRPC: host:port, or unix:path")
	fs.BoolVar(&c.Plaintext, "plaintext", false, "allow connections without TLS on addresses other than loopback")
	fs.BoolVar(&c.Reflection, "reflection", true, "let clients ask for the contract (gRPC reflection)")
	fs.IntVar(&c.Workers, "workers", 0, "articles classified at once; 0: as many as GOMAXPROCS")
	fs.IntVar(&c.Queue, "queue", 256, "calls that may wait for a worker; more are refused")
	fs.DurationVar(&c.CallTimeout, "call-timeout", 30*time.Second, "longest time of a unary call")
	fs.DurationVar(&c.Grace, "grace", 20*time.Second, "time for running calls to finish after SIGTERM")
	fs.DurationVar(&c.DrainDelay, "drain-delay", 0, "time between NOT_SERVING and refusing new calls after SIGTERM, for load balancers to notice")
	fs.TextVar(&c.LogLevel, "log-level", slog.LevelInfo, "lowest `level` that is logged: debug, info, warn, error")
	fs.StringVar(&c.LogFormat, "log-format", "json", "`format` of the log: json or text")
	fs.BoolVar(&c.LogCalls, "log-calls", true, "log calls that succeed, too")
	fs.IntVar(&c.MaxConnections, "max-connections", 1024, "connections at once; more are closed at once")
	fs.DurationVar(&c.ConnectionAge, "connection-age", 5*time.Minute, "age at which a connection is asked to go, so that clients look for new servers")
	return fs
}

// check says what no single setting can know.
func (c *Config) check() error {
	switch {
	case c.Workers < 0:
		return fmt.Errorf("workers is %d: set 0 or more", c.Workers)
	case c.Queue < 0:
		return fmt.Errorf("queue is %d: set 0 or more", c.Queue)
	case c.CallTimeout <= 0:
		return fmt.Errorf("call-timeout is %v: set more than 0", c.CallTimeout)
	case c.Grace < 0 || c.DrainDelay < 0:
		return fmt.Errorf("grace is %v and drain-delay %v: set 0 or more", c.Grace, c.DrainDelay)
	case c.LogFormat != "json" && c.LogFormat != "text":
		return fmt.Errorf("log-format is %q: set json or text", c.LogFormat)
	case c.MaxConnections < 1:
		return fmt.Errorf("max-connections is %d: set 1 or more", c.MaxConnections)
	case c.ConnectionAge <= 0:
		return fmt.Errorf("connection-age is %v: set more than 0", c.ConnectionAge)
	}
	return nil
}
