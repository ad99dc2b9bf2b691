// Package client calls a Stance server: who said what in an article, and where they stand.
//
//	c, err := client.New("localhost:50051")
//	defer c.Close()
//	result, err := c.Classify(ctx, client.Article{Text: text})
//	for _, statement := range result.Statements {
//		fmt.Println(statement.Speaker.Name, statement.Kind, statement.Text)
//		for _, stance := range statement.Stances {
//			fmt.Println("  ", stance.Holder.Name, stance.Label, stance.Issue)
//		}
//	}
//
// Classify answers one article, ClassifyBatch a slice of them, ClassifyAll a sequence without end over a stream that
// mends itself. Errors are of type *Error, with a Reason for programs. The package clienttest has a server for tests.
//
// A Client keeps its connections open, spreads its calls over all addresses of its target, passes over servers that
// report themselves unhealthy, and tries again what was answered with UNAVAILABLE, after the pause that the server
// asks for. A call whose context has no deadline gets one.
package client
