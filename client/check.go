package client

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
)

// maxRequest is the largest request that a server takes, in bytes.
const maxRequest = 4 << 20

// check refuses what a server would refuse with less to say, or not answer at all: gRPC fails a call that holds a
// string which is not UTF-8 before anything of the service sees it, and a message too large ends a whole stream.
func check(a *Article) error {
	for _, s := range []struct{ field, value string }{
		{"article_id", a.ID}, {"title", a.Title}, {"text", a.Text},
		{"language_code", a.Language}, {"uri", a.URI}, {"author", a.Author},
	} {
		if at := firstInvalid(s.value); at >= 0 {
			e := invalid(InvalidUTF8, fmt.Sprintf("%s is not valid UTF-8 at byte %d: convert it to UTF-8 first", s.field, at),
				"field", s.field, "offset", strconv.Itoa(at))
			if s.field != "article_id" {
				e.ArticleID = a.ID
			}
			return e
		}
	}
	if len(a.Text) > MaxText {
		e := invalid(TextTooLarge, fmt.Sprintf("the text has %d bytes, more than %d: split the article", len(a.Text), MaxText),
			"limit", strconv.Itoa(MaxText), "given", strconv.Itoa(len(a.Text)))
		e.ArticleID = a.ID
		return e
	}
	return nil
}

// checkOptions refuses issue ids that cannot be sent.
func (c call) check() error {
	for i, id := range c.issues {
		if at := firstInvalid(id); at >= 0 {
			field := fmt.Sprintf("issue_ids[%d]", i)
			return invalid(InvalidUTF8, fmt.Sprintf("%s is not valid UTF-8 at byte %d", field, at), "field", field, "offset", strconv.Itoa(at))
		}
	}
	return nil
}

// checkSize refuses a request that no server takes.
func checkSize(m proto.Message, articleID string) error {
	size := proto.Size(m)
	if size <= maxRequest {
		return nil
	}
	e := invalid(RequestTooLarge, fmt.Sprintf("the request has %d bytes, more than %d: shorten the article", size, maxRequest),
		"limit", strconv.Itoa(maxRequest), "given", strconv.Itoa(size))
	e.Code, e.ArticleID = codes.ResourceExhausted, articleID
	return e
}

func invalid(reason Reason, message string, metadata ...string) *Error {
	e := &Error{Code: codes.InvalidArgument, Reason: reason, Message: message, Metadata: make(map[string]string)}
	for i := 0; i+1 < len(metadata); i += 2 {
		e.Metadata[metadata[i]] = metadata[i+1]
	}
	return e
}

// firstInvalid is the byte at which a string stops being UTF-8, or -1.
func firstInvalid(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
