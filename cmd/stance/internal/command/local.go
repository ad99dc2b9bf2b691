package command

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/ordered"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
)

// local classifies in this process, on so many goroutines.
type local struct {
	classifier *classifier.Classifier
	options    []classifier.CallOption
	workers    int
}

func newLocal(packs string, workers int, issues []string, unit client.OffsetUnit) (*local, error) {
	var options []classifier.Option
	if packs != "" {
		if info, err := os.Stat(packs); err != nil {
			return nil, usagef("--packs: there is no folder %s", packs)
		} else if !info.IsDir() {
			return nil, usagef("--packs: %s is a file: name the folder that it is in", packs)
		}
		options = append(options, classifier.WithPacks(os.DirFS(packs)))
	}
	c, err := classifier.New(options...)
	if err != nil {
		return nil, fmt.Errorf("the packs cannot be loaded:\n%w", err)
	}
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	units := map[client.OffsetUnit]classifier.OffsetUnit{
		client.Bytes: classifier.Bytes, client.UTF16: classifier.UTF16, client.CodePoints: classifier.CodePoints,
	}
	return &local{c, []classifier.CallOption{classifier.WithIssues(issues...), classifier.WithOffsets(units[unit])}, workers}, nil
}

func (l *local) Answers(ctx context.Context, items iter.Seq[input.Item], finish func(*answer)) iter.Seq[*answer] {
	return ordered.Map(ctx, l.workers, items, func(ctx context.Context, it input.Item) *answer {
		a := &answer{item: it}
		if a.article, a.err = it.Article(); a.err != nil {
			return a
		}
		if a.response, a.err = l.classify(ctx, a.article); a.err == nil {
			finish(a)
		}
		return a
	})
}

// classify answers one article. A defect that it brings to light ends that article alone, not the archive it is part of.
func (l *local) classify(ctx context.Context, message *stancev1.Article) (response *stancev1.ClassifyArticleResponse, err error) {
	defer func() {
		if what := recover(); what != nil {
			response, err = nil, fmt.Errorf("a defect of the classifier, please report it with the article: %v", what)
		}
	}()
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

func (l *local) Issues(context.Context) (client.IssueList, error) {
	return client.NewIssueList(convert.Issues(l.classifier.Packs(), l.classifier.Issues())), nil
}

func (l *local) Close() error { return nil }
