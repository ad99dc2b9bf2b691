package lexicon

import (
	"fmt"
	"strings"
)

// readPlace reads "Name|alias ; adjective ; people ; capital|metonym ; kind".
func readPlace(b *Builder, e entry) error {
	f := semicolons(e.line)
	if len(f) != 5 {
		return fmt.Errorf("%q: want five fields between semicolons", e.line)
	}
	names := strings.Split(f[0], "|")
	at := int32(len(b.places))
	adjective, _, _ := strings.Cut(f[1], "|")
	b.places = append(b.places, Place{Name: names[0], Adjective: adjective, Kind: f[4]})
	for _, n := range names {
		b.name(n, PlaceName, b.placeOf, Phrase{PlacePhrase, at})
	}
	for a := range strings.SplitSeq(f[1], "|") {
		b.name(a, Demonym|Adjective, b.placeOf, Phrase{PlacePhrase, at})
	}
	for p := range strings.SplitSeq(f[2], "|") {
		b.name(p, Demonym|Noun|Plural, b.placeOf, Phrase{PlacePhrase, at})
	}
	for c := range strings.SplitSeq(f[3], "|") {
		if c == "" {
			continue
		}
		b.places = append(b.places, Place{Name: c, Kind: "capital"})
		b.name(c, PlaceName, b.placeOf, Phrase{PlacePhrase, int32(len(b.places) - 1)})
	}
	return nil
}

// readOrg reads "Name|alias ; kind".
func readOrg(b *Builder, e entry) error {
	f := semicolons(e.line)
	if len(f) != 2 {
		return fmt.Errorf("%q: want names ; kind", e.line)
	}
	names := strings.Split(f[0], "|")
	at := int32(len(b.orgs))
	b.orgs = append(b.orgs, Org{Name: names[0], Kind: f[1]})
	for _, n := range names {
		b.name(n, OrgName, b.orgOf, Phrase{OrgPhrase, at})
	}
	return nil
}

// name adds a name under what it stands for; the first meaning stays.
func (b *Builder) name(n string, c Class, of map[ID]int32, e Phrase) {
	n = strings.TrimSpace(n)
	if n == "" {
		return
	}
	id, many := b.phrase(n, e)
	if many {
		return
	}
	w := &b.words[id]
	switch {
	case n != strings.ToUpper(n) || strings.Contains(n, "."):
		w.Class &^= CapsOnly // Unicef beside UNICEF
	case w.Class&(PlaceName|OrgName|Demonym) == 0:
		c |= CapsOnly
	}
	w.Class |= c
	if _, ok := of[id]; !ok {
		of[id] = e.Index
	}
}

func semicolons(line string) []string {
	f := strings.Split(line, ";")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	return f
}
