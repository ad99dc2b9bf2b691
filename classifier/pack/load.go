package pack

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Read decodes all packs of the file systems: the files *.yaml and *.yml at their top. A pack of a later file system
// replaces one of the same id of an earlier one. The error is an Errors with every fault of every file; where patterns alone have faults,
// Compile, which reads them anyway, tells them.
func Read(systems ...fs.FS) ([]*Pack, error) {
	var packs []*Pack
	var errs Errors
	for _, sys := range systems {
		before := len(packs) // those of the earlier file systems, which may be replaced
		files, err := readFolder(sys)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			p := f.pack
			errs = append(errs, f.faults...)
			same := slices.IndexFunc(packs, func(q *Pack) bool { return q.ID.Value == p.ID.Value && q.ID.Value != "" })
			if same >= before {
				errs.add(p.ID.Pos, "the pack %q is already in %s: give one of them another id, or take it out of the folder", p.ID.Value, packs[same].File)
			} else if same >= 0 {
				packs = slices.Delete(packs, same, same+1)
				before--
			}
			packs = append(packs, p)
		}
	}
	if len(errs) > 0 {
		for _, p := range packs { // else Compile tells it
			checkPatterns(p, &errs)
			checkRefs(p, packs, &errs)
		}
		return nil, errs.sorted()
	}
	return packs, nil
}

// decoded is what became of a file.
type decoded struct {
	pack   *Pack
	faults Errors
}

// readFolder decodes the packs of one file system, in the order of their names, on all cores.
func readFolder(sys fs.FS) ([]decoded, error) {
	entries, err := fs.ReadDir(sys, ".")
	if err != nil {
		return nil, fmt.Errorf("the packs cannot be read: %w", err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		x := path.Ext(e.Name())
		return e.IsDir() || x != ".yaml" && x != ".yml" || strings.HasPrefix(e.Name(), ".")
	})
	files := make([]decoded, len(entries))
	free := make(chan struct{}, runtime.GOMAXPROCS(0)) // a file takes many times its size while it is decoded
	var all sync.WaitGroup
	defer all.Wait()
	for i, e := range entries {
		data, err := fs.ReadFile(sys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("the pack cannot be read: %w", err)
		}
		free <- struct{}{}
		all.Go(func() {
			files[i].pack, files[i].faults = decode(e.Name(), data)
			<-free
		})
	}
	return files, nil
}

// checkRefs tells the lists that a pack's patterns name and that there are not.
func checkRefs(p *Pack, packs []*Pack, errs *Errors) {
	lists := map[string]int{}
	for _, q := range packs {
		if q == p || q.ID.Value == CoreID || slices.ContainsFunc(p.Imports, func(t Text) bool { return t.Value == q.ID.Value }) {
			for _, l := range q.Lists {
				lists[l.Name.Value] = 0
			}
		}
	}
	for _, t := range p.Patterns() {
		var ignore Errors // which checkPatterns has told
		for _, name := range refs(ParsePattern(t.Text, &ignore)) {
			if _, ok := lists[name]; !ok {
				errs.add(t.Pos, unknownList, t.Value, name, suggest(name, lists))
			}
		}
	}
}
