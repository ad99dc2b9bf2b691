package pack

import (
	"strings"
)

// find returns the root of a list that a pack can name.
func (c *compiler) find(p *Pack, name string) (int32, bool) {
	for _, id := range append([]string{p.ID.Value}, c.imports(p)...) {
		if l, ok := c.lists[id+"/"+name]; ok {
			return l, true
		}
	}
	return NoList, false
}

func (c *compiler) similarList(p *Pack, name string) string {
	keys := map[string]int{}
	for _, id := range append([]string{p.ID.Value}, c.imports(p)...) {
		for l := range c.lists {
			if n, ok := strings.CutPrefix(l, id+"/"); ok {
				keys[n] = 0
			}
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return suggest(name, keys)
}

// imports returns the packs that a pack draws on, the core last.
func (c *compiler) imports(p *Pack) []string {
	var ids []string
	for _, i := range p.Imports {
		ids = append(ids, i.Value)
	}
	if p.ID.Value != CoreID {
		ids = append(ids, CoreID)
	}
	return ids
}

// CoreID is the id of the pack that all others import.
const CoreID = "core"

func (c *compiler) checkImports() {
	for _, p := range c.set.Packs {
		for _, i := range p.Imports {
			if c.packs[i.Value] == nil {
				c.errs.add(i.Pos, "the pack %q that is imported is not loaded", i.Value)
			}
		}
	}
}

// maxInList is how many lists one may stand for, those that its lists name counted at each place where they are named: all
// of them are gone through for its first and last words.
const maxInList = 5000

// checkLists refuses lists that contain themselves or too many others.
func (c *compiler) checkLists() {
	type place struct{ pack, name string }
	all := map[place]*List{}
	for _, p := range c.set.Packs {
		for i := range p.Lists {
			all[place{p.ID.Value, p.Lists[i].Name.Value}] = &p.Lists[i]
		}
	}
	const open = -1
	lists := map[*List]int{} // for how many it stands
	var count func(p *Pack, l *List, path []string) int
	count = func(p *Pack, l *List, path []string) int {
		name := l.Name.Value
		path = append(path, name)
		switch n := lists[l]; {
		case n == open:
			c.errs.add(l.Name.Pos, "the list %q contains itself: %s", name, strings.Join(path, " → "))
			lists[l] = 1
			return 1
		case n > 0:
			return n
		}
		lists[l] = open
		n := 1
		for _, t := range l.Patterns {
			if !namesLists(t) {
				continue
			}
			var ignore Errors
			for _, ref := range refs(ParsePattern(t, &ignore)) {
				for _, id := range append([]string{p.ID.Value}, c.imports(p)...) {
					if next := all[place{id, ref}]; next != nil {
						n += count(c.packs[id], next, path)
						break
					}
				}
			}
		}
		if n > maxInList {
			c.errs.add(l.Name.Pos, "the list %q stands for %d lists, with those that its lists name, more than %d: name fewer in it, or write their words out", name, n, maxInList)
			n = 1 // told once
		}
		lists[l] = n
		return n
	}
	for _, p := range c.set.Packs {
		for i := range p.Lists {
			count(p, &p.Lists[i], nil)
		}
	}
}

// namesLists reports whether a pattern can name lists, without reading it.
func namesLists(t Text) bool { return strings.IndexByte(t.Value, '{') >= 0 }

// refs returns the lists that a pattern names.
func refs(p Pattern) []string {
	var out []string
	for _, it := range p {
		if it.Kind == Ref {
			out = append(out, it.Text)
		}
		for _, a := range it.Alts {
			out = append(out, refs(a)...)
		}
	}
	return out
}
