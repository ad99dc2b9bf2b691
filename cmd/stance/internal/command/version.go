package command

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
)

const versionHelp = `
usage: stance version

Prints the version of the program, and of the packs that are built in or that a server has.
`

func runVersion(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("version", flag.ContinueOnError)
	var f engineFlags
	f.addServer(fs)
	rest, err := parse(fs, args, std, versionHelp)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return usagef("it takes no arguments")
	}
	eng, list, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer eng.Close()
	fmt.Fprintf(std.out, "stance %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, p := range list.Packs {
		fmt.Fprintf(std.out, "pack %s %s %s\n", p.ID, p.Version, p.Digest)
	}
	return nil
}

// version is the module's, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "(devel)"
}
