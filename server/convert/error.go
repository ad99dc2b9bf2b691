package convert

import (
	"context"
	"errors"
	"strconv"

	"google.golang.org/grpc/codes"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// ArticleError is the refusal of one article: its code, its reason and the metadata that ErrorReason documents.
// It knows the errors of classifier.Classify and of this package; any other is INTERNAL and says nothing of itself.
func ArticleError(err error) *stancev1.ArticleError {
	var refused *classifier.Error
	var field *FieldError
	switch {
	case errors.As(err, &refused):
		reason, metadata := refusal(refused)
		return articleError(codes.InvalidArgument, refused.Error(), reason, metadata)
	case errors.As(err, &field):
		return articleError(codes.InvalidArgument, field.Error(),
			stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, map[string]string{"field": field.Field})
	case errors.Is(err, context.DeadlineExceeded):
		return articleError(codes.DeadlineExceeded, "the time of the call was over before the analysis was: allow more time or split the article",
			stancev1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, nil)
	case errors.Is(err, context.Canceled):
		return articleError(codes.Canceled, "the caller went away", stancev1.ErrorReason_ERROR_REASON_CANCELLED, nil)
	}
	return articleError(codes.Internal, "a defect of the service", stancev1.ErrorReason_ERROR_REASON_INTERNAL, nil)
}

func articleError(code codes.Code, message string, reason stancev1.ErrorReason, metadata map[string]string) *stancev1.ArticleError {
	return &stancev1.ArticleError{Code: int32(code), Message: message, Reason: reason, Metadata: metadata}
}

func refusal(e *classifier.Error) (stancev1.ErrorReason, map[string]string) {
	switch e.Reason {
	case classifier.TextEmpty:
		return stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY, nil
	case classifier.TextTooLarge:
		return stancev1.ErrorReason_ERROR_REASON_TEXT_TOO_LARGE,
			map[string]string{"limit": strconv.Itoa(e.Limit), "given": strconv.Itoa(e.Given)}
	case classifier.InvalidUTF8:
		return stancev1.ErrorReason_ERROR_REASON_INVALID_UTF8,
			map[string]string{"field": e.Field, "offset": strconv.Itoa(e.Given)}
	case classifier.UnknownIssue:
		return stancev1.ErrorReason_ERROR_REASON_UNKNOWN_ISSUE, map[string]string{"issue_id": e.Value}
	case classifier.UnsupportedLanguage:
		return stancev1.ErrorReason_ERROR_REASON_UNSUPPORTED_LANGUAGE,
			map[string]string{"language_code": e.Value, "supported": "en"}
	}
	return stancev1.ErrorReason_ERROR_REASON_UNSPECIFIED, nil
}
