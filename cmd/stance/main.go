// Command stance reads news articles and prints who said what, and where they stand.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/stance-dev/stance/cmd/stance/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := command.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
