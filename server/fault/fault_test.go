package fault

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// What the classifier refuses comes out with its code, its reason and the metadata that ErrorReason documents; what is
// nobody's fault but the server's says nothing of itself.
func TestFrom(t *testing.T) {
	for _, c := range []struct {
		err      error
		code     codes.Code
		reason   stancev1.ErrorReason
		metadata map[string]string
	}{
		{&classifier.Error{Reason: classifier.TextEmpty, Field: "text"}, codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY, map[string]string{"field": "article.text"}},
		{&classifier.Error{Reason: classifier.TextTooLarge, Field: "text", Limit: 5, Given: 6}, codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_TEXT_TOO_LARGE, map[string]string{"field": "article.text", "limit": "5", "given": "6"}},
		{&classifier.Error{Reason: classifier.InvalidUTF8, Field: "title", Given: 3}, codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_INVALID_UTF8, map[string]string{"field": "article.title", "offset": "3"}},
		{fmt.Errorf("wrapped: %w", &classifier.Error{Reason: classifier.UnknownIssue, Value: "x"}), codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_UNKNOWN_ISSUE, map[string]string{"field": "issue_ids", "issue_id": "x"}},
		{&classifier.Error{Reason: classifier.UnsupportedLanguage, Field: "language_code", Value: "de"}, codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_UNSUPPORTED_LANGUAGE,
			map[string]string{"field": "article.language_code", "language_code": "de", "supported": "en"}},
		{InField(stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, "article.content_type", "no such type"), codes.InvalidArgument,
			stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, map[string]string{"field": "article.content_type"}},
		{context.DeadlineExceeded, codes.DeadlineExceeded, stancev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, nil},
		{context.Canceled, codes.Canceled, stancev1.ErrorReason_ERROR_REASON_CANCELLED, nil},
		{errors.New("secret"), codes.Internal, stancev1.ErrorReason_ERROR_REASON_INTERNAL, map[string]string{"incident": "abc"}},
	} {
		got := From(c.err, "abc").ArticleError()
		want := &stancev1.ArticleError{Code: int32(c.code), Message: got.Message, Reason: c.reason, Metadata: c.metadata}
		if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" || got.Message == "" || got.Message == "secret" {
			t.Error(diff, got.Message)
		}
	}
	if From(nil, "abc") != nil {
		t.Error("no error is a fault")
	}
}
