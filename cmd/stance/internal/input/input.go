// Package input reads articles from files: plain text, protojson, and protojson a line.
package input

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// MaxItem is the largest article that is read, in bytes as it stands in its file. An article of 1 MiB fits also where
// its JSON escapes every character.
const MaxItem = 8 << 20

var errTooLarge = fmt.Errorf("larger than %d MiB: split the article", MaxItem>>20)

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
// them; one ending in .jsonl or .ndjson one Article a line; any other is the text of one article. Stdin is JSON where
// it begins with "{" or "[", else text. What cannot be read is an Item with an error, and the reading goes on.
func Read(paths []string, stdin io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, path := range paths {
			if !readFile(path, stdin, yield) {
				return
			}
		}
	}
}

func readFile(path string, stdin io.Reader, yield func(Item) bool) bool {
	if path == "-" {
		return readAny("stdin", stdin, yield)
	}
	f, err := os.Open(path)
	if err != nil {
		var p *os.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return yield(Item{Name: path, Err: err})
	}
	defer f.Close()
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		return readJSON(path, f, yield)
	case ".jsonl", ".ndjson":
		return readLines(path, f, yield)
	}
	return readText(path, f, yield)
}

// readAny tells what a stream holds by its beginning. One whose first line is a whole object is .jsonl.
func readAny(name string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 64<<10)
	line, err := readLine(br, nil)
	if err != nil && err != io.EOF {
		return yield(Item{Name: name, Err: err})
	}
	rest := io.MultiReader(bytes.NewReader(line), br)
	switch start := bytes.TrimLeft(trimBOM(line), " \t\r\n"); {
	case len(start) > 0 && start[0] == '{' && json.Valid(start):
		return readLines(name, rest, yield)
	case len(start) > 0 && (start[0] == '{' || start[0] == '['):
		return readJSON(name, rest, yield)
	}
	return readText(name, rest, yield)
}

func readText(name string, r io.Reader, yield func(Item) bool) bool {
	data, err := io.ReadAll(io.LimitReader(r, MaxItem+1))
	if len(data) > MaxItem {
		err = errTooLarge
	}
	return yield(Item{Name: name, Size: int64(len(data)), Err: err, id: filepath.Base(name), data: data})
}

// readJSON reads one object or an array of objects, these one at a time.
func readJSON(name string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 64<<10)
	if start, _ := br.Peek(3); len(trimBOM(start)) == 0 {
		_, _ = br.Discard(3)
	}
	array := false
	for {
		c, err := br.ReadByte()
		if err != nil {
			return yield(Item{Name: name, Err: errors.New("no article in it")})
		}
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			_ = br.UnreadByte()
			array = c == '['
			break
		}
	}
	dec := json.NewDecoder(br)
	if array {
		_, _ = dec.Token()
	}
	id := filepath.Base(name)
	for n, before := 1, int64(0); dec.More(); n++ {
		var raw json.RawMessage
		it := Item{Name: name, id: id, json: true}
		if array || n > 1 {
			it.Name, it.id = name+":"+strconv.Itoa(n), id+":"+strconv.Itoa(n)
		}
		err := dec.Decode(&raw)
		it.Size, before = dec.InputOffset()-before, dec.InputOffset()
		switch {
		case err != nil:
			it.Err = fmt.Errorf("not JSON: %w", err)
			return yield(it)
		case len(raw) > MaxItem:
			it.Err = errTooLarge
		}
		it.data = raw
		if !yield(it) {
			return false
		}
	}
	if array {
		if _, err := dec.Token(); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return yield(Item{Name: name, Err: fmt.Errorf("not JSON: %w", err)})
		}
	}
	return true
}

// readLines reads one object a line; empty lines are passed over.
func readLines(name string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 256<<10)
	base := filepath.Base(name)
	for n := 1; ; n++ {
		line, err := readLine(br, nil)
		size := int64(len(line))
		if n == 1 {
			line = trimBOM(line)
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 || (err != nil && err != io.EOF) {
			at := ":" + strconv.Itoa(n)
			it := Item{Name: name + at, Size: size, id: base + at, data: line, json: true}
			if err != nil && err != io.EOF {
				it.Err = err
			}
			if !yield(it) {
				return false
			}
		}
		if err != nil && err != errTooLarge {
			return true
		}
	}
}

// readLine appends a line with its line break to buf. Of a line that is too large it reads all and keeps nothing.
func readLine(br *bufio.Reader, buf []byte) ([]byte, error) {
	tooLarge := false
	for {
		part, err := br.ReadSlice('\n')
		if tooLarge = tooLarge || len(buf)+len(part) > MaxItem; tooLarge {
			buf = buf[:0]
		} else {
			buf = append(buf, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if tooLarge && (err == nil || err == io.EOF) {
			return nil, errTooLarge
		}
		return buf, err
	}
}

func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")) }

// Size is how many bytes the files have together; 0 where one is no regular file, so that it cannot be known.
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
		if !info.Mode().IsRegular() {
			return 0
		}
		sum += info.Size()
	}
	return sum
}
