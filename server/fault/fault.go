// Package fault is the server's errors: a reason out of stance.v1.ErrorReason, the words for a person, and what a
// program needs to act on it. A *Fault goes in anywhere in the server; a gRPC status with google.rpc details, or a
// stance.v1.ArticleError inside a batch, comes out.
package fault

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Domain is the domain of every ErrorInfo.
const Domain = "stance.dev"

// Fault is an error with a reason. It satisfies the interface by which grpc-go asks an error for its status.
type Fault struct {
	Reason   stancev1.ErrorReason
	Message  string            // what is wrong and what to do about it
	Field    string            // the field of the request at fault, as a path: "articles[3].text"; or ""
	Metadata map[string]string // what ErrorReason documents for the reason
	Retry    time.Duration     // when to try again; 0: not said
	cause    error             // never shown to the caller
}

// New makes a fault. Metadata is given in pairs of key and value.
func New(reason stancev1.ErrorReason, message string, metadata ...string) *Fault {
	f := &Fault{Reason: reason, Message: message}
	for i := 0; i+1 < len(metadata); i += 2 {
		f.set(metadata[i], metadata[i+1])
	}
	return f
}

// InField makes a fault of one field of the request.
func InField(reason stancev1.ErrorReason, field, message string, metadata ...string) *Fault {
	f := New(reason, message, metadata...)
	f.Field = field
	f.set("field", field)
	return f
}

// After returns the fault with the advice to try again after d.
func (f *Fault) After(d time.Duration) *Fault {
	f.Retry = d
	return f
}

func (f *Fault) set(key, value string) {
	if f.Metadata == nil {
		f.Metadata = make(map[string]string, 3)
	}
	f.Metadata[key] = value
}

func (f *Fault) Error() string { return f.Message }

// Code is the gRPC code of the fault's reason.
func (f *Fault) Code() codes.Code { return Code(f.Reason) }

// Code returns the code that belongs to a reason.
func Code(r stancev1.ErrorReason) codes.Code {
	switch r {
	case stancev1.ErrorReason_ERROR_REASON_OVERLOADED, stancev1.ErrorReason_ERROR_REASON_SHUTTING_DOWN:
		return codes.Unavailable
	case stancev1.ErrorReason_ERROR_REASON_UNAUTHENTICATED:
		return codes.Unauthenticated
	case stancev1.ErrorReason_ERROR_REASON_RATE_LIMITED, stancev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE:
		return codes.ResourceExhausted
	case stancev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED:
		return codes.DeadlineExceeded
	case stancev1.ErrorReason_ERROR_REASON_CANCELLED:
		return codes.Canceled
	case stancev1.ErrorReason_ERROR_REASON_INTERNAL, stancev1.ErrorReason_ERROR_REASON_UNSPECIFIED:
		return codes.Internal
	case stancev1.ErrorReason_ERROR_REASON_UNKNOWN_METHOD:
		return codes.Unimplemented
	}
	return codes.InvalidArgument
}

// Name is the reason as it stands in ErrorInfo: without the enum's prefix.
func Name(r stancev1.ErrorReason) string {
	return strings.TrimPrefix(r.String(), "ERROR_REASON_")
}

// GRPCStatus is the fault as a status with ErrorInfo, and BadRequest and RetryInfo where they apply.
func (f *Fault) GRPCStatus() *status.Status {
	st := status.New(f.Code(), f.Message)
	details := []protoadapt.MessageV1{&errdetails.ErrorInfo{Reason: Name(f.Reason), Domain: Domain, Metadata: f.Metadata}}
	if f.Field != "" {
		details = append(details, &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: f.Field, Description: f.Message, Reason: Name(f.Reason)},
		}})
	}
	if f.Retry > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(f.Retry)})
	}
	detailed, err := st.WithDetails(details...)
	if err != nil {
		return st
	}
	return detailed
}

// ArticleError is the fault as the answer to one article of a batch or stream.
func (f *Fault) ArticleError() *stancev1.ArticleError {
	return &stancev1.ArticleError{
		Code:     int32(f.Code()),
		Message:  f.Message,
		Reason:   f.Reason,
		Metadata: maps.Clone(f.Metadata),
	}
}

// From turns any error of the server's own code into a fault. An error that is nobody's fault but the server's comes
// out as INTERNAL with the incident in place of its words: these may tell what a caller should not know. nil stays nil.
func From(err error, incident string) *Fault {
	var f *Fault
	var refusal *classifier.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return f
	case errors.As(err, &refusal):
		return fromClassifier(refusal)
	case errors.Is(err, context.DeadlineExceeded):
		return New(stancev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, "the call's time was over before the analysis was: allow it more time or send less text")
	case errors.Is(err, context.Canceled):
		return New(stancev1.ErrorReason_ERROR_REASON_CANCELLED, "the call was cancelled")
	}
	return Internal(incident, err)
}

// fromClassifier keeps the classifier's words and adds what programs need. Field names are relative to the article.
func fromClassifier(e *classifier.Error) *Fault {
	switch e.Reason {
	case classifier.TextEmpty:
		return InField(stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY, articleField(e.Field), e.Error())
	case classifier.TextTooLarge:
		return InField(stancev1.ErrorReason_ERROR_REASON_TEXT_TOO_LARGE, articleField(e.Field), e.Error(),
			"limit", strconv.Itoa(e.Limit), "given", strconv.Itoa(e.Given))
	case classifier.InvalidUTF8:
		return InField(stancev1.ErrorReason_ERROR_REASON_INVALID_UTF8, articleField(e.Field), e.Error(), "offset", strconv.Itoa(e.Given))
	case classifier.UnknownIssue:
		return InField(stancev1.ErrorReason_ERROR_REASON_UNKNOWN_ISSUE, "issue_ids", e.Error(), "issue_id", e.Value)
	case classifier.UnsupportedLanguage:
		return InField(stancev1.ErrorReason_ERROR_REASON_UNSUPPORTED_LANGUAGE, articleField(e.Field), e.Error(),
			"language_code", e.Value, "supported", "en")
	}
	return InField(stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, articleField(e.Field), e.Error())
}

func articleField(name string) string { return "article." + name }

// Required is the fault of a field that is not set.
func Required(field, advice string) *Fault {
	return InField(stancev1.ErrorReason_ERROR_REASON_FIELD_REQUIRED, field, fmt.Sprintf("%s is not set: %s", field, advice))
}

// TooMany is the fault of a list with more entries than it may have.
func TooMany(field string, limit, given int) *Fault {
	return InField(stancev1.ErrorReason_ERROR_REASON_TOO_MANY, field,
		fmt.Sprintf("%s has %d entries, more than %d: send them in several calls", field, given, limit),
		"limit", strconv.Itoa(limit), "given", strconv.Itoa(given))
}

// TooLong is the fault of a string field with more bytes than it may have.
func TooLong(field string, limit, given int) *Fault {
	return InField(stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, field,
		fmt.Sprintf("%s has %d bytes, more than %d: shorten it", field, given, limit),
		"limit", strconv.Itoa(limit), "given", strconv.Itoa(given))
}

// RequestTooLarge is the fault of a message with more bytes than a call may have. given is 0 where it is not known.
func RequestTooLarge(limit, given int) *Fault {
	f := New(stancev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE,
		fmt.Sprintf("the request is larger than %d bytes: send fewer articles in a call", limit), "limit", strconv.Itoa(limit))
	if given > 0 {
		f.set("given", strconv.Itoa(given))
	}
	return f
}

// Within returns the fault with its field moved from "article." to the path of one article of several: "articles[3].".
func (f *Fault) Within(path string) *Fault {
	rest, ok := strings.CutPrefix(f.Field, "article.")
	if !ok {
		return f
	}
	moved := *f
	moved.Field = path + rest
	moved.Metadata = maps.Clone(f.Metadata)
	moved.set("field", moved.Field)
	return &moved
}
