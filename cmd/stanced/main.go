// Command stanced serves stance.v1 over gRPC. See server/README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/stance-dev/stance/server"
	"github.com/stance-dev/stance/server/config"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run returns the exit code: 0 after a drain, 1 when the server failed, 2 when it was told something wrong.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	probe := len(args) > 0 && args[0] == "healthcheck"
	if probe {
		args = args[1:]
	}
	c, printed, err := config.Load(args, os.LookupEnv, stdout)
	switch {
	case errors.Is(err, config.ErrHelp) || err == nil && printed:
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "stanced:", err)
		return 2
	}
	if probe {
		err = healthcheck(ctx, c)
	} else {
		err = serve(ctx, c, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "stanced:", err)
		return 1
	}
	return 0
}

func healthcheck(ctx context.Context, c *config.Config) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	return server.Healthcheck(ctx, c)
}

func serve(ctx context.Context, c *config.Config, stderr io.Writer) error {
	ctx, signals := untilSignal(ctx)
	before := debug.SetGCPercent(400) // what packs take while they are loaded is given back at once
	s, err := server.New(ctx, c, slog.New(handler(c, stderr)))
	debug.SetGCPercent(before)
	if err != nil {
		return err
	}
	return s.Serve(ctx, signals)
}

func handler(c *config.Config, w io.Writer) slog.Handler {
	options := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "text" {
		return slog.NewTextHandler(w, options)
	}
	return slog.NewJSONHandler(w, options)
}

// untilSignal returns a context that ends with the first SIGTERM or SIGINT; the second one means now, and SIGHUP reload.
func untilSignal(parent context.Context) (context.Context, server.Signals) {
	ctx, cancel := context.WithCancel(parent)
	now := make(chan struct{})
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	end := make(chan os.Signal, 2)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-end
		cancel()
		<-end
		close(now)
	}()
	return ctx, server.Signals{Reload: reload, Now: now}
}
