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
	HTTPListen  string
	AdminListen string
	Plaintext   bool
	Profiles    bool
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
	MaxCalls       int
	ConnectionAge  time.Duration

	TLSCert, TLSKey, TLSClientCA string

	Tokens                          string
	JWTKeys, JWTAudience, JWTIssuer string
	JWTRate                         float64

	Packs          string
	ReloadInterval time.Duration

	OTLPEndpoint string
	TracePart    float64
}

// Protected says whether connections are protected by TLS.
func (c *Config) Protected() bool { return c.TLSCert != "" }

// flags declares every setting with its default. It is the only list of them.
func flags(c *Config) *flag.FlagSet {
	fs := flag.NewFlagSet("stanced", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&c.Listen, "listen", "127.0.0.1:50051", "`address` for gRPC: host:port, or unix:path")
	fs.StringVar(&c.HTTPListen, "http-listen", "", "`address` for JSON over HTTP; empty: none")
	fs.StringVar(&c.AdminListen, "admin-listen", "", "`address` for /metrics, /healthz, /readyz and /debug/pprof; empty: none")
	fs.BoolVar(&c.Profiles, "profiles", true, "serve /debug/pprof on the admin address")
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
	fs.IntVar(&c.MaxCalls, "max-calls", 4096, "calls at once, of all connections; more are refused before they are read")
	fs.StringVar(&c.TLSCert, "tls-cert", "", "PEM `file` with the server's certificate chain")
	fs.StringVar(&c.TLSKey, "tls-key", "", "PEM `file` with its key")
	fs.StringVar(&c.TLSClientCA, "tls-client-ca", "", "PEM `file` with the authorities whose certificates clients must show; empty: none needed")
	fs.StringVar(&c.Tokens, "tokens", "", "YAML `file` with the bearer tokens that may call; empty: none needed")
	fs.StringVar(&c.JWTKeys, "jwt-keys", "", "PEM `file` with the public keys whose JWTs may call; empty: none taken")
	fs.StringVar(&c.JWTAudience, "jwt-audience", "", "audience that a JWT must name; required with jwt-keys")
	fs.StringVar(&c.JWTIssuer, "jwt-issuer", "", "issuer that a JWT must name; empty: any")
	fs.Float64Var(&c.JWTRate, "jwt-rate", 0, "articles a second for each JWT subject; 0: no limit")
	fs.StringVar(&c.Packs, "packs", "", "`folder` with issue packs (*.yaml) beside those built in")
	fs.DurationVar(&c.ReloadInterval, "reload-interval", 2*time.Second, "how often packs, certificates and tokens are looked at for changes; SIGHUP does so at once")
	fs.StringVar(&c.OTLPEndpoint, "otlp-endpoint", "", "`URL` of an OpenTelemetry collector (http://host:4317); empty: no traces")
	fs.Float64Var(&c.TracePart, "trace-part", 1, "part of the calls that is traced where the caller does not say, 0 to 1")
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
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return fmt.Errorf("tls-cert is %q and tls-key %q: set both or none", c.TLSCert, c.TLSKey)
	case c.TLSClientCA != "" && c.TLSCert == "":
		return fmt.Errorf("tls-client-ca is set without tls-cert: client certificates need TLS")
	case c.JWTKeys != "" && c.JWTAudience == "":
		return fmt.Errorf("jwt-audience is not set: with jwt-keys it must be, or a token meant for another service would be taken")
	case c.JWTRate < 0:
		return fmt.Errorf("jwt-rate is %v: set 0 or more", c.JWTRate)
	case c.ReloadInterval <= 0:
		return fmt.Errorf("reload-interval is %v: set more than 0", c.ReloadInterval)
	case c.TracePart < 0 || c.TracePart > 1:
		return fmt.Errorf("trace-part is %v: set 0 to 1", c.TracePart)
	case c.MaxCalls < 1:
		return fmt.Errorf("max-calls is %d: set 1 or more", c.MaxCalls)
	case c.MaxConnections < 1:
		return fmt.Errorf("max-connections is %d: set 1 or more", c.MaxConnections)
	case c.ConnectionAge <= 0:
		return fmt.Errorf("connection-age is %v: set more than 0", c.ConnectionAge)
	}
	return nil
}
