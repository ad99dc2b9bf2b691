package classifier

import "fmt"

// Reason says why an article was refused.
type Reason uint8

const (
	TextEmpty Reason = iota + 1
	TextTooLarge
	InvalidUTF8
	UnknownIssue
	UnsupportedLanguage
)

func (r Reason) String() string {
	switch r {
	case TextEmpty:
		return "TEXT_EMPTY"
	case TextTooLarge:
		return "TEXT_TOO_LARGE"
	case InvalidUTF8:
		return "INVALID_UTF8"
	case UnknownIssue:
		return "UNKNOWN_ISSUE"
	case UnsupportedLanguage:
		return "UNSUPPORTED_LANGUAGE"
	}
	return "UNSPECIFIED"
}

// Error is a refusal: the article or the request cannot be classified as it is.
// Classify returns it, or the context's error.
type Error struct {
	Reason Reason
	Field  string // the field at fault: "text", "issue_ids"
	Value  string // what was given, where it is short enough to show
	Limit  int    // the limit that was passed, or 0
	Given  int    // how much was given; for InvalidUTF8 the byte offset of the first bad sequence
}

func (e *Error) Error() string {
	switch e.Reason {
	case TextEmpty:
		return "the article has no text: set text to the article's words"
	case TextTooLarge:
		return fmt.Sprintf("the text has %d bytes, more than %d: split the article", e.Given, e.Limit)
	case InvalidUTF8:
		return fmt.Sprintf("%s is not valid UTF-8 at byte %d: convert it to UTF-8 first", e.Field, e.Given)
	case UnknownIssue:
		return fmt.Sprintf("no loaded pack has an issue %q: list the issues to see the ids", e.Value)
	case UnsupportedLanguage:
		return fmt.Sprintf("the language %q cannot be read: only English (\"en\") can", e.Value)
	}
	return "the article cannot be classified"
}
