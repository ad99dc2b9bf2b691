package server

import (
	"fmt"
	"strings"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

// validate checks what can be said of a request without reading the article. Language and issues are the classifier's.
func validate(m any) error {
	switch r := m.(type) {
	case *stancev1.ClassifyArticleRequest:
		return validateClassify(r)
	case *stancev1.BatchClassifyArticlesRequest:
		return validateBatch(r)
	}
	return nil
}

func validateClassify(r *stancev1.ClassifyArticleRequest) error {
	if err := validateOptions(r.IssueIds, r.OffsetEncoding); err != nil {
		return err
	}
	if r.Article == nil {
		return fault.Required("article", "set article.text to the article's words")
	}
	return validateArticle(r.Article, "article.")
}

// validateBatch checks what all articles share; each article is checked when it is its turn, and fails alone.
func validateBatch(r *stancev1.BatchClassifyArticlesRequest) error {
	if err := validateOptions(r.IssueIds, r.OffsetEncoding); err != nil {
		return err
	}
	switch n := len(r.Articles); {
	case n == 0:
		return fault.Required("articles", "send at least one article")
	case n > maxBatch:
		return fault.TooMany("articles", maxBatch, n)
	}
	return nil
}

func validateOptions(issueIDs []string, e stancev1.OffsetEncoding) error {
	if len(issueIDs) > maxIssueIDs {
		return fault.TooMany("issue_ids", maxIssueIDs, len(issueIDs))
	}
	for i, id := range issueIDs {
		if len(id) > maxIssueID {
			return fault.TooLong(fmt.Sprintf("issue_ids[%d]", i), maxIssueID, len(id))
		}
	}
	if _, known := stancev1.OffsetEncoding_name[int32(e)]; !known {
		return unknownValue("offset_encoding", int32(e))
	}
	return nil
}

func validateArticle(a *stancev1.Article, path string) error {
	for _, field := range []struct {
		name  string
		value string
		limit int
	}{
		{"article_id", a.ArticleId, maxArticleID},
		{"title", a.Title, maxTitle},
		{"author", a.Author, maxAuthor},
		{"uri", a.Uri, maxURI},
		{"language_code", a.LanguageCode, maxLanguage},
	} {
		if len(field.value) > field.limit {
			return fault.TooLong(path+field.name, field.limit, len(field.value))
		}
	}
	if len(a.Text) > classifier.MaxText {
		return fault.InField(stancev1.ErrorReason_ERROR_REASON_TEXT_TOO_LARGE, path+"text",
			fmt.Sprintf("the text has %d bytes, more than %d: split the article", len(a.Text), classifier.MaxText),
			"limit", fmt.Sprint(classifier.MaxText), "given", fmt.Sprint(len(a.Text)))
	}
	if strings.TrimSpace(a.Text) == "" {
		return fault.InField(stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY, path+"text",
			"the article has no text: set text to the article's words")
	}
	if _, known := stancev1.ContentType_name[int32(a.ContentType)]; !known {
		return unknownValue(path+"content_type", int32(a.ContentType))
	}
	if a.PublishTime != nil {
		if err := a.PublishTime.CheckValid(); err != nil {
			return fault.InField(stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, path+"publish_time",
				path+"publish_time is no time between the years 1 and 9999: "+err.Error())
		}
	}
	return nil
}

func unknownValue(field string, given int32) error {
	return fault.InField(stancev1.ErrorReason_ERROR_REASON_FIELD_INVALID, field,
		fmt.Sprintf("%s has the value %d, which this server does not know", field, given), "given", fmt.Sprint(given))
}
