// Package convert carries articles and results over the border between the wire (stance.v1) and the classifier,
// which knows nothing of it.
package convert

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// FieldError tells of a field whose value means nothing to the classifier.
type FieldError struct {
	Field string // as the proto names it: "content_type"
	Value string // what was given
}

func (e *FieldError) Error() string { return e.Field + " cannot be " + e.Value }

// Article is the classifier's view of a message. A nil message is an empty article, which the classifier refuses.
// The error is a *FieldError.
func Article(a *stancev1.Article) (classifier.Article, error) {
	out := classifier.Article{
		ID:       a.GetArticleId(),
		Title:    a.GetTitle(),
		Text:     a.GetText(),
		Language: a.GetLanguageCode(),
		URI:      a.GetUri(),
		Author:   a.GetAuthor(),
	}
	switch t := a.GetContentType(); t {
	case stancev1.ContentType_CONTENT_TYPE_UNSPECIFIED, stancev1.ContentType_CONTENT_TYPE_NEWS:
	case stancev1.ContentType_CONTENT_TYPE_SPEECH:
		out.Type = classifier.Speech
	default:
		return out, &FieldError{Field: "content_type", Value: t.String()}
	}
	if p := a.GetPublishTime(); p != nil {
		if err := p.CheckValid(); err != nil {
			return out, &FieldError{Field: "publish_time", Value: p.String()}
		}
		out.Published = p.AsTime()
	}
	return out, nil
}

// ArticleProto is the message of an article.
func ArticleProto(a classifier.Article) *stancev1.Article {
	out := &stancev1.Article{
		ArticleId:    a.ID,
		Title:        a.Title,
		Text:         a.Text,
		LanguageCode: a.Language,
		Uri:          a.URI,
		PublishTime:  timestamp(a.Published),
		Author:       a.Author,
	}
	if a.Type == classifier.Speech {
		out.ContentType = stancev1.ContentType_CONTENT_TYPE_SPEECH
	}
	return out
}

func timestamp(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// Unit is the classifier's word for an encoding; unspecified means bytes. The error is a *FieldError.
func Unit(e stancev1.OffsetEncoding) (classifier.OffsetUnit, error) {
	switch e {
	case stancev1.OffsetEncoding_OFFSET_ENCODING_UNSPECIFIED, stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES:
		return classifier.Bytes, nil
	case stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS:
		return classifier.UTF16, nil
	case stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS:
		return classifier.CodePoints, nil
	}
	return classifier.Bytes, &FieldError{Field: "offset_encoding", Value: e.String()}
}

// Encoding is the wire's word for a unit.
func Encoding(u classifier.OffsetUnit) stancev1.OffsetEncoding {
	switch u {
	case classifier.UTF16:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS
	case classifier.CodePoints:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS
	}
	return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES
}
