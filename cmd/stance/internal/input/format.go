package input

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// any tells what a stream holds by its beginning. One whose first line is a whole object is .jsonl.
func (rd reader) any(name string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 64<<10)
	line, err := rd.line(br)
	if err != nil && err != io.EOF {
		return yield(Item{Name: name, Err: err})
	}
	rest := io.MultiReader(bytes.NewReader(line), br)
	switch start := bytes.TrimLeft(trimBOM(line), " \t\r\n"); {
	case len(start) > 0 && start[0] == '{' && json.Valid(start):
		return rd.lines(name, name, rest, yield)
	case len(start) > 0 && (start[0] == '{' || start[0] == '['):
		return rd.json(name, name, rest, yield)
	}
	return rd.text(name, name, rest, yield)
}

func (rd reader) text(name, id string, r io.Reader, yield func(Item) bool) bool {
	data, err := io.ReadAll(io.LimitReader(r, int64(rd.max)+1))
	if err != nil {
		err = cause(err)
	}
	if len(data) > rd.max {
		err = errTooLarge
	}
	return yield(Item{Name: name, Size: int64(len(data)), Err: err, id: id, data: data})
}

// json reads one object or an array of objects, these one at a time.
func (rd reader) json(name, id string, r io.Reader, yield func(Item) bool) bool {
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
	limited := &budget{r: br, left: rd.max}
	dec := json.NewDecoder(limited)
	if array {
		_, _ = dec.Token()
	}
	for n, before := 1, int64(0); dec.More(); n++ {
		var raw json.RawMessage
		it := Item{Name: name, id: id, json: true}
		if array || n > 1 {
			it.Name, it.id = name+":"+strconv.Itoa(n), id+":"+strconv.Itoa(n)
		}
		limited.left = rd.max
		err := dec.Decode(&raw)
		it.Size, before = dec.InputOffset()-before, dec.InputOffset()
		switch {
		case err == errTooLarge:
			it.Err = err
			return yield(it)
		case err != nil:
			it.Err = fmt.Errorf("not JSON: %w", err)
			return yield(it)
		case len(raw) > rd.max:
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

// budget is a reader that gives no more than is left, so that one huge value cannot fill the memory.
type budget struct {
	r    io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// lines reads one object a line; empty lines are passed over.
func (rd reader) lines(name, id string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 256<<10)
	for n := 1; ; n++ {
		line, err := rd.line(br)
		size := int64(len(line))
		if n == 1 {
			line = trimBOM(line)
		}
		line = bytes.TrimSpace(line)
		if len(line) > 0 || (err != nil && err != io.EOF) {
			at := ":" + strconv.Itoa(n)
			it := Item{Name: name + at, Size: size, id: id + at, data: line, json: true}
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

// line is a line with its line break. Of a line that is too large it reads all and keeps nothing.
func (rd reader) line(br *bufio.Reader) ([]byte, error) {
	var buf []byte
	tooLarge := false
	for {
		part, err := br.ReadSlice('\n')
		if tooLarge = tooLarge || len(buf)+len(part) > rd.max; tooLarge {
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
