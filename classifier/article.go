package classifier

import "time"

// Article is a text to analyse. Only Text is required.
type Article struct {
	ID        string      // the caller's; echoed in the result
	Title     string      // the headline, where it is known apart from the text; helps to name speakers
	Text      string      // valid UTF-8, at most MaxText bytes; line breaks separate paragraphs
	Language  string      // BCP 47; empty means English
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

// OffsetUnit is the unit in which positions in a text are counted.
type OffsetUnit uint8

const (
	Bytes      OffsetUnit = iota // of the UTF-8 text
	UTF16                        // UTF-16 code units
	CodePoints                   // Unicode code points
)

// MaxText is the largest text that is read, in bytes.
const MaxText = 1 << 20
