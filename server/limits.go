package server

import "time"

// What the server accepts at most. What a caller can run into is described in README.md; the tests try every one at
// one less, itself, and one more.
const (
	maxMessage    = 4 << 20        // bytes of a request, uncompressed
	maxReceive    = 2 * maxMessage // from here on grpc-go refuses by itself, without details
	maxJSON       = 3 * maxMessage // bytes of a JSON body, whose strings may be escaped
	maxBodies     = 512            // JSON bodies held at once; callers have not yet shown who they are
	maxAnswer     = 64 << 20       // bytes of a response that the JSON port takes from the server
	maxAhead      = 1 << 20        // bytes of text of a stream whose answers have not been sent; one article has room always
	maxBatch      = 256            // articles of a batch
	maxIssueIDs   = 1000           // of a request
	maxIssueID    = 128            // bytes of one; it may come back in the error
	maxArticleID  = 1 << 10
	maxTitle      = 16 << 10
	maxAuthor     = 1 << 10
	maxURI        = 8 << 10
	maxLanguage   = 64
	maxHeaderList = 16 << 10 // bytes of metadata as HTTP/2 counts them

	maxStreams = 128 // calls at once of one connection
	handshake  = 10 * time.Second
)

// timing is how long a connection may be what. Tests use shorter times.
type timing struct {
	every    time.Duration // a silent connection is asked so often whether it lives,
	answer   time.Duration // and has so long to answer
	ping     time.Duration // a client that pings more often is sent away
	idle     time.Duration // of a connection without calls
	ageGrace time.Duration // for the calls of a connection that has grown too old; its age is a setting
}

var defaultTiming = timing{
	every:    2 * time.Minute,
	answer:   20 * time.Second,
	ping:     10 * time.Second,
	idle:     15 * time.Minute,
	ageGrace: 30 * time.Second,
}
