// Package input reads articles from files: plain text, protojson, and protojson a line.
package input

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// MaxItem is the largest article that is read, in bytes as it stands in its file. An article of 1 MiB fits also where
// its JSON escapes every character.
const MaxItem = 8 << 20

var errTooLarge = fmt.Errorf("larger than %d MiB: split the article", MaxItem>>20)

// reader reads files whose articles have at most max bytes.
type reader struct {
	stdin io.Reader
	max   int
}

// Item is one article as it stands in its file.
type Item struct {
	Name string // the file, and the line in a .jsonl: for messages
	Size int64  // how many bytes of the file it takes up
	Err  error  // why it could not be read, or nil

	id   string // the article's id where it has none of its own
	data []byte
	json bool
}

// Article decodes an item.
func (it Item) Article() (*stancev1.Article, error) {
	if it.Err != nil {
		return nil, it.Err
	}
	if !it.json {
		return &stancev1.Article{ArticleId: it.id, Text: string(it.data)}, nil
	}
	a := new(stancev1.Article)
	if err := protojson.Unmarshal(it.data, a); err != nil {
		return nil, fmt.Errorf("not an article in JSON: %s", strings.TrimPrefix(strings.ReplaceAll(err.Error(), "\u00a0", " "), "proto: "))
	}
	if a.ArticleId == "" {
		a.ArticleId = it.id
	}
	return a, nil
}

// Read yields the articles of files in order; "-" is stdin. A file ending in .json holds one Article, or an array of
// them; one ending in .jsonl or .ndjson one Article a line; any other is the text of one article. One ending in .gz is
// unpacked and taken by the ending before that. Stdin is JSON where it begins with "{" or "[", else text. Of a folder
// the files ending in .txt, .json, .jsonl, .ndjson, with or without .gz, are read in the order of their names, those of
// the folders in it too; names that begin with a dot are passed over. What cannot be read is an Item with an error, and
// the reading goes on.
func Read(paths []string, stdin io.Reader) iter.Seq[Item] {
	return reader{stdin, MaxItem}.read(paths)
}

func (rd reader) read(paths []string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, path := range paths {
			if !rd.file(path, yield) {
				return
			}
		}
	}
}

func (rd reader) file(path string, yield func(Item) bool) bool {
	if path == "-" {
		return rd.any("stdin", rd.stdin, yield)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return rd.folder(path, yield)
	}
	return rd.named(path, filepath.Base(path), yield)
}

// folder names articles by their file's path in the folder.
func (rd reader) folder(root string, yield func(Item) bool) bool {
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if !yield(Item{Name: path, Err: cause(err)}) {
				return errStop
			}
			return nil
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || !slices.Contains(articles, ending(strings.TrimSuffix(entry.Name(), ".gz"))):
			return nil
		}
		id, err := filepath.Rel(root, path)
		if err != nil {
			id = path
		}
		if !rd.named(path, filepath.ToSlash(id), yield) {
			return errStop
		}
		return nil
	})
	return err != errStop
}

// errStop ends the walk of a folder when the consumer has enough.
var errStop = errors.New("stop")

// articles is the endings of files that hold articles.
var articles = []string{".txt", ".json", ".jsonl", ".ndjson"}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

// named reads a file by its ending. id names an article that has no id of its own.
func (rd reader) named(path, id string, yield func(Item) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{Name: path, Err: cause(err)})
	}
	defer f.Close()
	var r io.Reader = f
	name := path
	if ending(path) == ".gz" {
		if r, err = gzip.NewReader(f); err != nil {
			return yield(Item{Name: path, Err: fmt.Errorf("not gzip: %w", err)})
		}
		name, id = name[:len(name)-3], id[:len(id)-3]
	}
	switch ending(name) {
	case ".json":
		return rd.json(path, id, r, yield)
	case ".jsonl", ".ndjson":
		return rd.lines(path, id, r, yield)
	}
	return rd.text(path, id, r, yield)
}

// cause is an error without the path, which stands before it anyway.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Size is how many bytes the items of some files have together; 0 where that cannot be known beforehand.
func Size(paths []string) int64 {
	var sum int64
	for _, path := range paths {
		if path == "-" {
			return 0
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // Read will tell
		}
		if !info.Mode().IsRegular() || ending(path) == ".gz" {
			return 0
		}
		sum += info.Size()
	}
	return sum
}
