package lexicon

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// row is a line of a data file that is no comment.
type row struct {
	number int
	text   string
	fields []string
}

// rows returns the lines of a data file and its header, the comment at its top.
func rows(t *testing.T, name string) (header string, all []row) {
	t.Helper()
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		t.Fatal(err)
	}
	top := true
	for i, line := range strings.Split(string(raw), "\n") {
		if top = top && strings.HasPrefix(line, "#"); top {
			header += line + "\n"
		}
		line, _, _ = strings.Cut(line, "  #")
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, row{i + 1, line, strings.Fields(line)})
		}
	}
	return header, all
}

// Every file tells its format and where its words come from; files from WordNet carry its notice.
func TestDataHeaders(t *testing.T) {
	files, err := fs.Glob(data, "data/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no data files: %v", err)
	}
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		f = path.Base(f)
		header, all := rows(t, f)
		if !strings.Contains(header, "Source:") || strings.Index(header, "Source:") < len("# x") || len(all) == 0 {
			t.Errorf("%s: want a header with the format, then its Source, then lines", f)
		}
		if strings.Contains(header, "WordNet") {
			if !strings.Contains(header, "Copyright 2006 by Princeton University") || !strings.Contains(string(notice), f) {
				t.Errorf("%s is chosen from WordNet: its header and NOTICE must say so", f)
			}
		}
		if strings.Contains(header, "Copyright") && !strings.Contains(string(notice), f) {
			t.Errorf("%s names a copyright that NOTICE does not", f)
		}
	}
}

// No word stands twice in a file with the same meaning.
func TestDataHasNoDuplicates(t *testing.T) {
	keys := map[string]func(row) []string{ // what must be unique; the first field where nothing else is told
		"cues.txt":          func(r row) []string { return []string{r.fields[0] + " " + r.fields[1]} },
		"stopquotes.txt":    func(r row) []string { return []string{r.fields[0] + " " + r.fields[1]} },
		"places.txt":        func(r row) []string { return strings.Split(semicolons(r.text)[0], "|") },
		"organisations.txt": func(r row) []string { return strings.Split(semicolons(r.text)[0], "|") },
		"verbs.txt":         func(r row) []string { return []string{r.text} },
	}
	files, _ := fs.Glob(data, "data/*.txt")
	for _, f := range files {
		f = path.Base(f)
		key := keys[f]
		if key == nil {
			key = func(r row) []string { return r.fields[:1] }
		}
		_, all := rows(t, f)
		seen := map[string]int{}
		for _, r := range all {
			for _, k := range key(r) {
				if at, ok := seen[k]; ok {
					t.Errorf("%s:%d: %q stands on line %d, too", f, r.number, k, at)
				}
				seen[k] = r.number
			}
		}
	}
}

// Fields have the values that the headers name, and none is empty.
func TestDataFields(t *testing.T) {
	word := regexp.MustCompile(`^\S+$`)
	for file, fields := range map[string][]string{ // a pattern for each field; the last one may be missing where it begins with "?"
		"persons.txt":     {`\S+`, `m|f|-`, `role|relation|group|anon`, `?plural=[^|]+(\|[^|]+)?`},
		"honorifics.txt":  {`\S+`, `m|f|-`},
		"given_names.txt": {`\p{Lu}\S*`, `m|f|u`},
		"nouns.txt":       {`[^_\s]+`, `?plural=[^|]+(\|[^|]+)?`},
		"adjectives.txt":  {`\S+`}, "adverbs.txt": {`\S+`}, "bodies.txt": {`\S+`, `?plural=\S+`}, "documents.txt": {`\S+`, `?plural=\S+`},
		"abbreviations.txt": {`\S+`, `?end`},
		"stopquotes.txt":    {`\S+`, `before|after`, `?\?`},
		"cues.txt":          {`\S+`, `[vnap]`, `speech|writing|thought|attitude|perception|evidence`, `\S+`, `?weak`},
	} {
		_, all := rows(t, file)
		for _, r := range all {
			least := len(fields)
			if fields[least-1][0] == '?' {
				least--
			}
			if len(r.fields) < least || len(r.fields) > len(fields) {
				t.Errorf("%s:%d: %q has %d fields", file, r.number, r.text, len(r.fields))
				continue
			}
			for i, f := range r.fields {
				if p := "^(" + strings.TrimPrefix(fields[i], "?") + ")$"; !regexp.MustCompile(p).MatchString(f) || !word.MatchString(f) {
					t.Errorf("%s:%d: %q does not fit %s", file, r.number, f, p)
				}
			}
		}
	}
	for file, kinds := range map[string][]string{
		"places.txt":        {"country", "territory", "nation", "state", "province", "region", "continent", "city"},
		"organisations.txt": {"body", "party", "media", "company", "armed", "team"},
	} {
		_, all := rows(t, file)
		for _, r := range all {
			f := semicolons(r.text)
			if f[0] == "" || !slices.Contains(kinds, f[len(f)-1]) {
				t.Errorf("%s:%d: %q has no name or no known kind", file, r.number, r.text)
			}
			for _, x := range f {
				if x != "" && slices.Contains(strings.Split(x, "|"), "") {
					t.Errorf("%s:%d: %q holds an empty name", file, r.number, x)
				}
			}
		}
	}
}

// A cue that is a verb stands in verbs.txt or is regular, so that its forms come out right.
func TestCueVerbsHaveTheirForms(t *testing.T) {
	known, irregular := map[string]bool{}, []string{}
	_, verbs := rows(t, "verbs.txt")
	for _, r := range verbs {
		lemma := strings.TrimSuffix(r.fields[0], "+")
		known[lemma] = true
		if len(r.fields) > 2 && len(lemma) > 3 {
			irregular = append(irregular, lemma)
		}
	}
	doubles := regexp.MustCompile(`^[^aeiou]*[aeiou][bdgklmnprtvz]$`) // nod, rap: the consonant doubles
	_, cues := rows(t, "cues.txt")
	for _, r := range cues {
		verb, _, _ := strings.Cut(r.fields[0], "_")
		if r.fields[1] != "v" || known[verb] {
			continue
		}
		if doubles.MatchString(verb) || slices.ContainsFunc(irregular, func(x string) bool { return strings.HasSuffix(verb, x) }) {
			t.Errorf("cues.txt:%d: %s is not in verbs.txt and its forms are hardly regular", r.number, verb)
		}
	}
}

// Nouns whose plural the rules cannot make give it, and none gives one that is made by adding s.
func TestPlurals(t *testing.T) {
	irregular := regexp.MustCompile(`man$|child$|(^|[^g])oose$|mouse$|tooth$|foot$|[^s]sis$|[lr]f$|life$|knife$|wife$`)
	regular := regexp.MustCompile(`(?i)((hu|ger|ro|otto|nor|sha|talis|cai)man|turf|golf|gulf|surf|smurf|serf|dwarf|belief|moose|wildlife|tuberculosis)$`)
	for _, file := range []string{"nouns.txt", "persons.txt", "bodies.txt", "documents.txt"} {
		_, all := rows(t, file)
		for _, r := range all {
			noun, plural := r.fields[0], entry{r.text, r.fields}.plural()
			if plural == noun+"s" && plural == PluralOf(noun) {
				t.Errorf("%s:%d: %s is the regular plural", file, r.number, plural)
			}
			if plural == "" && irregular.MatchString(noun) && !regular.MatchString(noun) && PluralOf(noun) == thirdPerson(noun) {
				t.Errorf("%s:%d: the plural of %s is not %s", file, r.number, noun, PluralOf(noun))
			}
		}
	}
}
