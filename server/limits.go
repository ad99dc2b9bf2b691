package server

import "time"

// What the server accepts at most. What a caller can run into is described in README.md; the tests try every one at
// one less, itself, and one more.
const (
	maxMessage    = 4 << 20        // bytes of a request, uncompressed
	maxReceive    = 2 * maxMessage // from here on grpc-go refuses by itself, without details
	maxJSON       = 3 * maxMessage // bytes of a JSON body, whose strings may be escaped
	maxAnswer     = 64 << 20       // bytes of a response that the JSON port takes from the server
	maxBatch      = 256            // articles of a batch
	maxIssueIDs   = 1000           // of a request
	maxIssueID    = 128            // bytes of one; it may come back in the error
	maxArticleID  = 1 << 10
	maxTitle      = 16 << 10
	maxAuthor     = 1 << 10
	maxURI        = 8 << 10
	maxLanguage   = 64
	maxHeaderList = 16 << 10 // bytes of metadata as HTTP/2 counts them

	maxStreams     = 128 // calls at once of one connection
	handshake      = 10 * time.Second
	keepaliveEvery = 2 * time.Minute  // a silent connection is asked whether it lives
	keepaliveWait  = 20 * time.Second // and has so long to answer
	pingEvery      = 10 * time.Second // a client that pings more often is sent away
	idleAge        = 15 * time.Minute // of a connection without calls
	ageGrace       = 30 * time.Second // for the calls of a connection that has grown too old
)
