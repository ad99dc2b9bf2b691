package client

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// MaxText is the largest text that a server reads, in bytes. Longer ones are refused without a call.
const MaxText = 1 << 20

// Article is a text to analyse. Only Text is required.
type Article struct {
	ID        string      // yours; echoed in the result; at most 1,024 bytes
	Title     string      // the headline, where it is known apart from the text; helps to name speakers
	Text      string      // 1 byte to MaxText bytes of UTF-8; line breaks separate paragraphs
	Language  string      // a BCP 47 code; empty means English
	URI       string      // where it was published; not fetched
	Published time.Time   // decides who "the prime minister" is where the text does not say; zero: unknown
	Type      ContentType // zero: News
	Author    string      // with Speech the speaker of the whole
}

// ContentType says how a text is to be read.
type ContentType uint8

const (
	News   ContentType = iota // a report in which others are quoted
	Speech                    // the words of the author from beginning to end, sentence by sentence
)

// Proto is the message of the article.
func (a Article) Proto() *stancev1.Article {
	out := &stancev1.Article{
		ArticleId:    a.ID,
		Title:        a.Title,
		Text:         a.Text,
		LanguageCode: a.Language,
		Uri:          a.URI,
		ContentType:  stancev1.ContentType_CONTENT_TYPE_NEWS,
		Author:       a.Author,
	}
	if a.Type == Speech {
		out.ContentType = stancev1.ContentType_CONTENT_TYPE_SPEECH
	}
	if !a.Published.IsZero() {
		out.PublishTime = timestamppb.New(a.Published)
	}
	return out
}

// NewArticle is the article of a message.
func NewArticle(m *stancev1.Article) Article {
	a := Article{
		ID:       m.GetArticleId(),
		Title:    m.GetTitle(),
		Text:     m.GetText(),
		Language: m.GetLanguageCode(),
		URI:      m.GetUri(),
		Author:   m.GetAuthor(),
	}
	if m.GetContentType() == stancev1.ContentType_CONTENT_TYPE_SPEECH {
		a.Type = Speech
	}
	if m.GetPublishTime() != nil {
		a.Published = m.GetPublishTime().AsTime()
	}
	return a
}
