package command

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/packs"
	"github.com/stance-dev/stance/classifier/stance"
)

const packHelp = `
usage: stance pack check [FILE…]             every error of the packs at once, and advice
       stance pack test [FILE…]              run the packs' examples
       stance pack explain PACK "SENTENCE"   how a sentence is read

A FILE is a pack on disk, or the id of a built-in one; without any all built-in packs are meant.
`

func runPack(ctx context.Context, args []string, std streams) error {
	if len(args) == 0 {
		return usagef("say what to do: check, test or explain")
	}
	switch args[0] {
	case "check":
		return runPackCheck(ctx, args[1:], std)
	case "test":
		return runPackTest(ctx, args[1:], std)
	case "explain":
		return runPackExplain(ctx, args[1:], std)
	case "-h", "--help", "-help", "help":
		fmt.Fprint(std.out, packHelp[1:])
		return nil
	}
	return usagef("there is no \"stance pack %s\": check, test and explain are there", args[0])
}

// packFiles reads pack files from disk. Arguments without an extension are ids of built-in packs.
func packFiles(files []string) (own fstest.MapFS, meant map[string]bool, err error) {
	own, meant = fstest.MapFS{}, map[string]bool{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			if filepath.Ext(f) == "" {
				meant[f] = true
				continue
			}
			return nil, nil, usageError{err}
		}
		own[filepath.Base(f)] = &fstest.MapFile{Data: data}
	}
	return own, meant, nil
}

// openPacks makes a classifier of the built-in packs and those of some files, which replace built-in ones of the same
// id, whether their examples come out or not. It returns the packs that were meant.
func openPacks(files []string) (*classifier.Classifier, []*pack.Pack, error) {
	own, _, err := packFiles(files)
	if err != nil {
		return nil, nil, err
	}
	_, chosen, err := loadPacks(files)
	if err != nil {
		return nil, nil, err
	}
	c, err := classifier.New(classifier.WithPacks(own), classifier.WithoutExamples())
	return c, chosen, err
}

// loadPacks compiles the same packs without a classifier.
func loadPacks(files []string) (*pack.Set, []*pack.Pack, error) {
	own, meant, err := packFiles(files)
	if err != nil {
		return nil, nil, err
	}
	all, err := pack.Read(packs.FS, fs.FS(own))
	if err != nil {
		return nil, nil, err
	}
	b, err := lexicon.NewBuilder()
	if err != nil {
		return nil, nil, err
	}
	set, err := pack.Compile(all, b)
	if err != nil {
		return nil, nil, err
	}
	var chosen []*pack.Pack
	for _, p := range set.Packs {
		_, given := own[p.File]
		if len(files) == 0 || given || meant[p.ID.Value] {
			chosen = append(chosen, p)
		}
	}
	if len(chosen) == 0 {
		return nil, nil, usagef("no pack is called %q", files)
	}
	return set, chosen, nil
}

func runPackCheck(_ context.Context, args []string, std streams) error {
	files, err := parse(flag.NewFlagSet("pack check", flag.ContinueOnError), args, std, packHelp)
	if err != nil {
		return err
	}
	_, chosen, err := loadPacks(files)
	if err != nil {
		return err
	}
	for _, p := range chosen {
		fmt.Fprintf(std.out, "%s %s: %d issues\n", p.ID, p.Version, len(p.Issues))
	}
	return nil
}

func runPackTest(_ context.Context, args []string, std streams) error {
	files, err := parse(flag.NewFlagSet("pack test", flag.ContinueOnError), args, std, packHelp)
	if err != nil {
		return err
	}
	c, chosen, err := openPacks(files)
	if err != nil {
		return err
	}
	failed := 0
	for _, p := range chosen {
		passed, todo := 0, 0
		out := c.RunExamples(p.ID.Value)
		for i := range out {
			o := &out[i]
			switch {
			case o.Failed():
				failed++
				fmt.Fprint(std.out, o.Diff())
			case o.Passed && o.Todo:
				fmt.Fprintf(std.out, "%s: passes: take todo away\n", o.Example.Pos)
				passed++
			case o.Passed:
				passed++
			default:
				todo++
			}
		}
		fmt.Fprintf(std.out, "%s %s: %d examples, %d passed, %d todo, %d failed\n", p.ID, p.Version, len(out), passed, todo, len(out)-passed-todo)
	}
	if failed > 0 {
		return fmt.Errorf("%d examples failed", failed)
	}
	return nil
}

func runPackExplain(_ context.Context, args []string, std streams) error {
	flags := flag.NewFlagSet("pack explain", flag.ContinueOnError)
	speaker := flags.String("speaker", "", "read the sentence as the words of this speaker")
	rest, err := parse(flags, args, std, packHelp)
	if err != nil {
		return err
	}
	if len(rest) != 2 {
		return usagef("give a pack and a sentence")
	}
	set, _, err := loadPacks(rest[:1])
	if err != nil {
		return err
	}
	answers := stance.NewReader(set).Read(rest[1], *speaker, func(format string, a ...any) {
		fmt.Fprintf(std.out, format+"\n", a...)
	})
	if len(answers) == 0 {
		fmt.Fprintln(std.out, "no stance")
	}
	for _, a := range answers {
		fmt.Fprintf(std.out, "%s: %s\n", a.Issue, a)
	}
	return nil
}
