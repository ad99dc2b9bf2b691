// Package classifier reads a news article and answers who said what, and where they stand.
//
// In goes an Article, plain text in English; out comes a Result: the article's statements (quotations, reported
// speech, positions) with their exact spans, the speakers, and for each statement its stances on the loaded issues
// with the words that decided. There is no network, no model file and no state between articles: the same article
// and packs give the same result.
//
//	c, err := classifier.New()
//	result, err := c.Classify(ctx, classifier.Article{Text: text})
//
// Data flows one way, a package a stage:
//
//	text → tokens → quotation marks → entities → statements (cue, content, speaker) → issues → stances
package classifier
