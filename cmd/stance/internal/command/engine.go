package command

import (
	"context"
	"errors"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
)

// engine answers articles: in this process, or on a server.
type engine interface {
	Classify(context.Context, *stancev1.Article) (*stancev1.ClassifyArticleResponse, error)
	Issues(context.Context) (*stancev1.ListIssuesResponse, error)
	Close() error
}

// local classifies in this process.
type local struct {
	classifier *classifier.Classifier
	options    []classifier.CallOption
}

func newLocal(issues []string, unit classifier.OffsetUnit) (*local, error) {
	c, err := classifier.New()
	if err != nil {
		return nil, err
	}
	return &local{c, []classifier.CallOption{classifier.WithIssues(issues...), classifier.WithOffsets(unit)}}, nil
}

func (l *local) Classify(ctx context.Context, message *stancev1.Article) (*stancev1.ClassifyArticleResponse, error) {
	a, err := convert.Article(message)
	if err != nil {
		return nil, err
	}
	result, err := l.classifier.Classify(ctx, a, l.options...)
	if err != nil {
		return nil, err
	}
	return convert.Response(result), nil
}

func (l *local) Issues(context.Context) (*stancev1.ListIssuesResponse, error) {
	return convert.Issues(l.classifier.Packs(), l.classifier.Issues()), nil
}

func (l *local) Close() error { return nil }

// unknownIssue reports whether an error says that an issue id is wrong, which no other article would mend.
func unknownIssue(err error) bool {
	var e *classifier.Error
	return errors.As(err, &e) && e.Reason == classifier.UnknownIssue
}
