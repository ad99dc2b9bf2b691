package command

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/packs"
)

const packHelp = `
usage: stance pack check [FILE…]               every error of the packs at once, with line and column, and advice
       stance pack test [--junit FILE] [FILE…]  run the packs' examples
       stance pack explain PACK "SENTENCE"     how a sentence is read: the chain, or what stops it
       stance pack diff OLD NEW CORPUS…        which labels change between two versions of a pack
       stance pack words [WORD…]               the words that the core knows, or what it takes a word for
       stance pack new ID                      a commented pack to begin with, whose examples pass
       stance pack schema                      the JSON Schema of the format, for editors

A FILE is a pack on disk, or the id of a built-in one; without any all built-in packs are meant. The articles of a
CORPUS are read as by "stance classify".

Exit codes: 0 all is well; 2 usage; 4 a pack has errors, or an example fails.
`

func runPack(ctx context.Context, args []string, std streams) error {
	subs := map[string]func(context.Context, []string, streams) error{
		"check": runPackCheck, "test": runPackTest, "explain": runPackExplain, "diff": runPackDiff, "new": runPackNew, "schema": runPackSchema, "words": runPackWords,
	}
	if len(args) == 0 {
		return usagef("say what to do: check, test, explain, diff, words, new or schema")
	}
	switch args[0] {
	case "-h", "--help", "-help", "help":
		fmt.Fprint(std.out, packHelp[1:])
		return nil
	}
	if run := subs[args[0]]; run != nil {
		return run(ctx, args[1:], std)
	}
	return usagef("there is no \"stance pack %s\": check, test, explain, diff, words, new and schema are there", args[0])
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
	set, chosen, err := loadPacks(files)
	if err != nil {
		return err
	}
	c, _, err := openPacks(files)
	if err != nil {
		return err
	}
	for _, p := range chosen {
		used := pack.Used(c.RunExamples(p.ID.Value))
		advice := pack.Lint(set, p, used)
		for _, a := range advice {
			fmt.Fprintf(std.out, "%v\n", a)
		}
		fmt.Fprintf(std.out, "%s %s: no errors, %s of advice; %s\n", p.ID, p.Version, count(len(advice), "piece"), count(len(p.Issues), "issue"))
	}
	return nil
}

func runPackTest(_ context.Context, args []string, std streams) error {
	flags := flag.NewFlagSet("pack test", flag.ContinueOnError)
	junit := flags.String("junit", "", "write the outcomes as JUnit XML to this `file`")
	files, err := parse(flags, args, std, packHelp)
	if err != nil {
		return err
	}
	c, chosen, err := openPacks(files)
	if err != nil {
		return err
	}
	failed := 0
	var suites []junitSuite
	for _, p := range chosen {
		passed, todo := 0, 0
		out := c.RunExamples(p.ID.Value)
		for i := range out {
			o := &out[i]
			switch {
			case o.Failed():
				failed++
				fmt.Fprint(std.out, o.Diff())
				tellWhy(c, p, o, std)
			case o.Passed && o.Todo:
				fmt.Fprintf(std.out, "%s: passes: take todo away\n", o.Example.Pos)
				passed++
			case o.Passed:
				passed++
			default:
				todo++
			}
		}
		hit, all := pack.Coverage(p, pack.Used(out))
		fmt.Fprintf(std.out, "%s %s: %d examples, %d passed, %d todo, %d failed; %d of %d rules covered\n", p.ID, p.Version, len(out), passed, todo, len(out)-passed-todo, hit, all)
		suites = append(suites, junitOf(p, out))
	}
	if *junit != "" {
		if err := writeJUnit(*junit, suites); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%s failed", count(failed, "example"))
	}
	return nil
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// tellWhy prints what stopped the reading of an example that gave nothing.
func tellWhy(c *classifier.Classifier, p *pack.Pack, o *pack.Outcome, std streams) {
	if len(o.Answers) > 0 {
		return
	}
	told := map[string]bool{}
	_, err := c.Explain(p.ID.Value, o.Example, func(line string) {
		line = strings.TrimSpace(line)
		for _, s := range []string{"stops", "takes no side", "nothing governs", "no target", "nothing is looked for", "covered by", "context does not", "another agent", "read as no", "runs over", "no side of", "own words", "none of its objects", "stands behind", "not_agent",
			"no answer", "takes its words", "claim of others"} {
			if strings.Contains(line, s) && !told[line] {
				told[line] = true
				fmt.Fprintf(std.out, "    %s\n", line)
			}
		}
	})
	if err == nil && len(told) > 0 {
		fmt.Fprintf(std.out, "    (the whole way: stance pack explain %s %q)\n", p.File, o.Example.Text.Value)
	}
}

func runPackNew(_ context.Context, args []string, std streams) error {
	rest, err := parse(flag.NewFlagSet("pack new", flag.ContinueOnError), args, std, packHelp)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usagef("give the new pack's id: lower case letters, digits and underscores")
	}
	starter := pack.Starter(rest[0])
	if _, err := pack.Decode("new pack", []byte(starter)); err != nil {
		return usagef("%q is no id for a pack: take lower case letters, digits and underscores, and begin with a letter", rest[0])
	}
	if rest[0] == pack.CoreID {
		return usagef("%q is the pack that all others build on: take another id", rest[0])
	}
	_, err = fmt.Fprint(std.out, starter)
	return err
}

func runPackSchema(_ context.Context, _ []string, std streams) error {
	s, err := pack.Schema()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.out, string(s))
	return err
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
	c, chosen, err := openPacks(rest[:1])
	if err != nil {
		return err
	}
	x := &pack.Example{Text: pack.Text{Value: rest[1]}, Speaker: pack.Text{Value: *speaker}}
	answers, err := c.Explain(chosen[0].ID.Value, x, func(line string) { fmt.Fprintln(std.out, line) })
	if err != nil {
		return usageError{err}
	}
	if len(answers) == 0 {
		fmt.Fprintln(std.out, "no stance")
	}
	for _, a := range answers {
		fmt.Fprintf(std.out, "%s: %s\n", a.Issue, a)
	}
	return nil
}
