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

// checkLists refuses lists that contain themselves.
func (c *compiler) checkLists() {
	for _, p := range c.set.Packs {
		byName := map[string]*List{}
		for i := range p.Lists {
			byName[p.Lists[i].Name.Value] = &p.Lists[i]
		}
		state := map[string]int{}
		var visit func(l *List, path []string)
		visit = func(l *List, path []string) {
			name := l.Name.Value
			path = append(path, name)
			if state[name] == 1 {
				c.errs.add(l.Name.Pos, "the list %q contains itself: %s", name, strings.Join(path, " → "))
				state[name] = 2
				return
			}
			if state[name] == 2 {
				return
			}
			state[name] = 1
			for _, t := range l.Patterns {
				if !namesLists(t) {
					continue
				}
				var ignore Errors
				for _, ref := range refs(ParsePattern(t, &ignore)) {
					if next := byName[ref]; next != nil {
						visit(next, path)
					}
				}
			}
			state[name] = 2
		}
		for i := range p.Lists {
			visit(&p.Lists[i], nil)
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
