package command

import (
	"context"
	"strings"
	"testing"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// A panic is the article's error: the articles behind it are still answered.
func TestDefectIsTheArticlesError(t *testing.T) {
	broken := &local{} // has no classifier
	if _, err := broken.classify(context.Background(), &stancev1.Article{Text: "words"}); err == nil || !strings.Contains(err.Error(), "defect") {
		t.Errorf("got %v", err)
	}
}
