package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Reason says why something was refused, for programs. It is empty where a server or a proxy gave none; reasons that
// this version does not know are kept as they came.
type Reason string

// The metadata of each is in brackets.
const (
	FieldRequired       Reason = "FIELD_REQUIRED"       // a required field is missing [field]
	FieldInvalid        Reason = "FIELD_INVALID"        // a field has a value that it cannot have [field]
	TextEmpty           Reason = "TEXT_EMPTY"           // the text is empty or only white space
	TextTooLarge        Reason = "TEXT_TOO_LARGE"       // the text is longer than MaxText [limit, given]
	InvalidUTF8         Reason = "INVALID_UTF8"         // a string is not UTF-8 [field, offset]
	UnknownIssue        Reason = "UNKNOWN_ISSUE"        // no loaded pack has this issue [issue_id]
	UnsupportedLanguage Reason = "UNSUPPORTED_LANGUAGE" // the language cannot be read [language_code, supported]
	TooMany             Reason = "TOO_MANY"             // too many issue ids or the like [field, limit, given]
	RequestTooLarge     Reason = "REQUEST_TOO_LARGE"    // the whole request is too large [limit, given]
	Overloaded          Reason = "OVERLOADED"           // the server has more work than it can do; see RetryAfter
	ShuttingDown        Reason = "SHUTTING_DOWN"        // the server is stopping; another one will answer
	Unauthenticated     Reason = "UNAUTHENTICATED"      // no credentials, or none that are known
	RateLimited         Reason = "RATE_LIMITED"         // this caller's rate limit [limit]
	DeadlineExceeded    Reason = "DEADLINE_EXCEEDED"    // the time was over before the analysis was
	Cancelled           Reason = "CANCELLED"            // the caller went away
	Internal            Reason = "INTERNAL"             // a defect of the server [incident]
	Malformed           Reason = "MALFORMED"            // the request cannot be decoded
	UnknownMethod       Reason = "UNKNOWN_METHOD"       // the server is older than the client [method]
)

// Error is every error of a call. Get it with errors.As, or its reason with ReasonOf. errors.Is finds
// context.DeadlineExceeded and context.Canceled in it where they are the cause.
type Error struct {
	ArticleID  string     // the article that was refused, where it is one and has an id
	Code       codes.Code // as gRPC has it
	Reason     Reason
	Message    string // what is wrong and what to do about it
	Metadata   map[string]string
	Violations []Violation   // the fields at fault
	RetryAfter time.Duration // when to try again; 0: not said
	Last       bool          // it ended a sequence of ClassifyAll before all was answered

	status *status.Status
}

// Violation is a field at fault.
type Violation struct{ Field, Description string }

func (e *Error) Error() string {
	name := string(e.Reason)
	if name == "" {
		name = e.Code.String()
	}
	if e.ArticleID != "" {
		return fmt.Sprintf("stance: article %s: %s (%s)", e.ArticleID, e.Message, name)
	}
	return fmt.Sprintf("stance: %s (%s)", e.Message, name)
}

// Is makes the context's errors known by their code.
func (e *Error) Is(target error) bool {
	return target == context.DeadlineExceeded && e.Code == codes.DeadlineExceeded ||
		target == context.Canceled && e.Code == codes.Canceled
}

// GRPCStatus is the error as gRPC has it, with its details.
func (e *Error) GRPCStatus() *status.Status {
	if e.status != nil {
		return e.status
	}
	st := status.New(e.Code, e.Message)
	if e.Reason == "" {
		return st
	}
	if detailed, err := st.WithDetails(&errdetails.ErrorInfo{Reason: string(e.Reason), Domain: domain, Metadata: e.Metadata}); err == nil {
		return detailed
	}
	return st
}

// ReasonOf is the reason of an error of this package, and empty for any other.
func ReasonOf(err error) Reason {
	var e *Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

// domain is that of the reasons that are ours.
const domain = "stance.dev"

// newError reads a call's error. nil stays nil.
func newError(err error, articleID string) error {
	if err == nil {
		return nil
	}
	var st *status.Status
	var has interface{ GRPCStatus() *status.Status }
	switch {
	case errors.As(err, &has):
		st = has.GRPCStatus()
	case errors.Is(err, io.EOF):
		st = status.New(codes.Unavailable, "the server ended the stream before it had answered")
	default:
		st = status.FromContextError(err)
	}
	e := &Error{ArticleID: articleID, Code: st.Code(), Message: st.Message(), status: st}
	for _, d := range st.Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			if d.GetDomain() == domain {
				e.Reason, e.Metadata = Reason(d.GetReason()), d.GetMetadata()
			}
		case *errdetails.BadRequest:
			for _, v := range d.GetFieldViolations() {
				e.Violations = append(e.Violations, Violation{v.GetField(), v.GetDescription()})
			}
		case *errdetails.RetryInfo:
			e.RetryAfter = d.GetRetryDelay().AsDuration()
		}
	}
	return e
}

// refusal is the error of one article of several.
func refusal(m *stancev1.ArticleError, articleID string) *Error {
	reason := strings.TrimPrefix(m.GetReason().String(), "ERROR_REASON_")
	if reason == "UNSPECIFIED" {
		reason = ""
	}
	return &Error{
		ArticleID: articleID,
		Code:      codes.Code(m.GetCode()),
		Reason:    Reason(reason),
		Message:   m.GetMessage(),
		Metadata:  m.GetMetadata(),
	}
}
