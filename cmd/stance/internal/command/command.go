// Package command holds the subcommands of the command line.
package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// The exit codes that scripts may rely on.
const (
	ExitOK          = 0   // every article was answered
	ExitRefused     = 1   // some article was refused or could not be read; the others are answered
	ExitUsage       = 2   // a flag, an argument or an issue id is wrong; nothing was done
	ExitUnreachable = 3   // the server cannot be reached, or does not let us in
	ExitFailure     = 4   // anything else: the output cannot be written, a pack cannot be loaded
	ExitInterrupted = 130 // stopped by a signal
)

// streams is what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is one subcommand. Its run returns an error that exitCode understands.
type command struct {
	name  string
	short string
	run   func(ctx context.Context, args []string, std streams) error
}

func commands() []command {
	return []command{
		{"classify", "read articles and print who said what, and where they stand", runClassify},
		{"summary", "count who stands where over many articles", runSummary},
		{"export", "print statements as a table for other programs", runExport},
		{"issues", "list the issues that can be classified", runIssues},
		{"pack", "check, test and explain issue packs", runPack},
		{"bench", "load a server and print what it can do", runBench},
		{"version", "print the versions of the program and its packs", runVersion},
	}
}

// Run runs the command that the arguments name and returns the exit code of the process.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	std := streams{stdin, stdout, stderr}
	if len(args) == 0 {
		usage(stderr)
		return ExitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		if len(args) == 1 {
			usage(stdout)
			return ExitOK
		}
		args = []string{args[1], "--help"}
	}
	for _, c := range commands() {
		if c.name == args[0] {
			err := c.run(ctx, args[1:], std)
			code := exitCode(ctx, err)
			if err != nil && code != ExitOK && code != ExitInterrupted && !errors.Is(err, errReported) {
				fmt.Fprintf(stderr, "stance %s: %v\n", c.name, err)
			}
			return code
		}
	}
	fmt.Fprintf(stderr, "stance: there is no command %q\n\n", args[0])
	usage(stderr)
	return ExitUsage
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Stance reads news articles and answers who said what, and where they stand.\n\nusage: stance COMMAND [FLAGS] [ARGUMENTS]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.short)
	}
	fmt.Fprint(w, "\n\"stance COMMAND --help\" tells more of a command.\n")
}

// errRefused says that some articles were refused, and that each was reported when it was.
var errRefused = fmt.Errorf("some articles were refused: %w", errReported)

// errReported marks an error that the user has already been told of.
var errReported = errors.New("reported")

// usageError is a mistake in the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// unreachableError says that the server cannot be reached, or does not let us in.
type unreachableError struct{ error }

func (e unreachableError) Unwrap() error { return e.error }

func isUnreachable(err error) bool {
	var away unreachableError
	return errors.As(err, &away)
}

func exitCode(ctx context.Context, err error) int {
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return ExitOK
	case ctx.Err() != nil:
		return ExitInterrupted
	case errors.As(err, &wrong):
		return ExitUsage
	case isUnreachable(err):
		return ExitUnreachable
	case errors.Is(err, errRefused):
		return ExitRefused
	}
	return ExitFailure
}

// parse reads flags wherever they stand among the arguments, and returns the others. The help of a command is its
// text, followed by its flags.
func parse(fs *flag.FlagSet, args []string, std streams, help string) ([]string, error) {
	fs.SetOutput(io.Discard)
	var rest []string
	for {
		err := fs.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(std.out, strings.TrimLeft(help, "\n"), "\nFlags:\n")
			printFlags(std.out, fs)
			return nil, err
		}
		if err != nil {
			return nil, usagef("%w\n\"stance %s --help\" lists the flags", err, fs.Name())
		}
		left := fs.Args()
		if len(left) == 0 {
			return rest, nil
		}
		if parsed := len(args) - len(left); parsed > 0 && args[parsed-1] == "--" {
			return append(rest, left...), nil
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}

// printFlags lists flags with two dashes, as they are written here, in place of the flag package's one.
func printFlags(w io.Writer, fs *flag.FlagSet) {
	fs.VisitAll(func(f *flag.Flag) {
		value, help := flag.UnquoteUsage(f)
		if value != "" {
			value = " " + strings.ToUpper(value)
		}
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "false" {
			help += " (default " + f.DefValue + ")"
		}
		fmt.Fprintf(w, "  --%s%s\n        %s\n", f.Name, value, help)
	})
}
