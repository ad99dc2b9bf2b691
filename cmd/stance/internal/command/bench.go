package command

import (
	"context"
	"flag"
	"fmt"
	"io"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/stance-dev/stance/classifier/corpus"
	"github.com/stance-dev/stance/cmd/stance/internal/bench"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

const benchHelp = `
usage: stance bench --server ADDR [FLAGS] [FILE…]

Loads a server in a closed loop, as many calls under way as there are callers, and prints what it can do. The articles
are those of the FILEs, or else 96 that the program writes itself.

With --stream the same articles are sent over StreamClassifyArticles, too. With --echo a second server is started that
takes the same requests and gives the same answers, but does not classify: a plain grpc-go server, in a process of its
own. With --half all lanes are then loaded with half of what the slower one of the first server and the echo could do,
in an open loop. Lanes take turns, a round each, so that the ratios can be relied on also where the machine is busy.
`

// echoFlag makes the program an echo server; only StartEcho passes it.
const echoFlag = "serve-echo"

type benchRun struct {
	load   bench.Load
	half   bool
	round  time.Duration
	rounds int
	std    streams
	lanes  []*bench.Lane
}

func runBench(ctx context.Context, args []string, std streams) error {
	if len(args) == 1 && args[0] == "--"+echoFlag {
		return bench.ServeEcho(std.in, std.out)
	}
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	server := fs.String("server", "", "the `address` of the server (host:port, unix:path); it is talked to without TLS")
	callers := fs.Int("callers", 64, "calls under way at the same time")
	connections := fs.Int("connections", 1, "connections that the callers share")
	duration := fs.Duration("duration", 10*time.Second, "how long each lane is loaded, all rounds together")
	round := fs.Duration("round", time.Second, "how long a lane is loaded before the next one has its turn")
	echo := fs.Bool("echo", false, "compare with a server that echoes")
	stream := fs.Bool("stream", false, "compare with calls over streams")
	sharing := fs.Int("window", 8, "calls under way on each stream")
	half := fs.Bool("half", false, "measure latencies at half the load, too")
	files, err := parse(fs, args, std, benchHelp)
	switch {
	case err != nil:
		return err
	case *server == "":
		return usagef("name the server: --server ADDR")
	case *callers < 1 || *connections < 1 || *sharing < 1 || *callers%*sharing != 0:
		return usagef("--callers, --connections and --window must be at least 1, and --callers a multiple of --window")
	case *round <= 0 || *duration < *round:
		return usagef("--duration must be at least one --round")
	}
	b := &benchRun{half: *half, round: *round, rounds: int(*duration / *round), std: std}
	b.load.Callers = *callers
	if b.load.Requests, err = requests(files, std.in); err != nil {
		return err
	}
	conns, err := dial(*server, *connections)
	if err != nil {
		return usageError{err}
	}
	b.lanes = append(b.lanes, bench.Unary("unary", conns))
	if *stream {
		b.lanes = append(b.lanes, bench.Stream("stream", conns, *sharing))
	}
	if *echo {
		address, stop, err := bench.StartEcho("bench", "--"+echoFlag)
		if err != nil {
			return err
		}
		defer stop()
		echoes, err := dial(address, *connections)
		if err != nil {
			return err
		}
		b.lanes = append(b.lanes, bench.Unary("echo", echoes))
	}
	return b.run(ctx)
}

func dial(address string, n int) ([]*grpc.ClientConn, error) {
	var conns []*grpc.ClientConn
	for range n {
		c, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			return nil, err
		}
		conns = append(conns, c)
	}
	return conns, nil
}

// requests are made of the files' articles, or of the corpus. Each has an id of its own: the echo knows it by that.
func requests(files []string, stdin io.Reader) ([]*stancev1.ClassifyArticleRequest, error) {
	var all []*stancev1.ClassifyArticleRequest
	add := func(a *stancev1.Article) {
		a.ArticleId = fmt.Sprintf("bench-%d", len(all))
		all = append(all, &stancev1.ClassifyArticleRequest{Article: a})
	}
	for it := range input.Read(files, stdin) {
		a, err := it.Article()
		if err != nil {
			return nil, usagef("%s: %w", it.Name, err)
		}
		add(a)
	}
	if len(files) == 0 {
		for _, a := range corpus.Articles() {
			add(&stancev1.Article{Title: a.Title, Text: a.Text})
		}
	}
	if len(all) == 0 {
		return nil, usagef("the files hold no article")
	}
	return all, nil
}

func (b *benchRun) run(ctx context.Context) error {
	var bytes int64
	for _, r := range b.load.Requests {
		bytes += int64(len(r.Article.Text))
	}
	fmt.Fprintf(b.std.out, "%d articles of %.1f kB on average, %d callers, %d rounds of %v a lane\n\n",
		len(b.load.Requests), float64(bytes)/1e3/float64(len(b.load.Requests)), b.load.Callers, b.rounds, b.round)
	if err := b.warm(ctx); err != nil {
		return err
	}
	for i := range b.rounds {
		for _, l := range b.lanes {
			if err := b.load.Closed(ctx, l, b.round); err != nil {
				return err
			}
			b.progress("round %d of %d: %s", i+1, b.rounds, l)
		}
	}
	b.clear()
	failed := b.table("", b.lanes)
	unary := b.lanes[0]
	for _, l := range b.lanes[1:] {
		x, y := l, unary
		if l.Name == "echo" {
			x, y = unary, l
		}
		median, least, greatest := bench.Ratio(x, y)
		fmt.Fprintf(b.std.out, "%s : %s, calls/s  %.2f  (%.2f to %.2f over the rounds)\n", x.Name, y.Name, median, least, greatest)
	}
	if b.half {
		failed = b.halfLoad(ctx) || failed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if failed {
		return fmt.Errorf("some calls failed: %w", errRefused)
	}
	return nil
}

// warm has every article answered once on every lane, so that connections stand and the echo knows its answers.
func (b *benchRun) warm(ctx context.Context) error {
	for _, l := range b.lanes {
		call, done, err := l.Open(ctx)
		if err != nil {
			return unreachableError{err}
		}
		for _, r := range b.load.Requests {
			if err := call(ctx, r); err != nil {
				done()
				if ctx.Err() != nil {
					return ctx.Err()
				}
				return unreachableError{fmt.Errorf("%s: %s", l.Name, bench.Explain(err))}
			}
		}
		done()
		if err := b.load.Closed(ctx, l, b.round/2); err != nil {
			return err
		}
		l.Rounds = nil
	}
	return nil
}

// halfLoad loads the unary lanes with half of what the slowest of them can do.
func (b *benchRun) halfLoad(ctx context.Context) (failed bool) {
	rate := b.lanes[0].Summary().Rate
	var paced []*bench.Lane
	for _, l := range b.lanes {
		if l.Name != "stream" {
			rate = min(rate, l.Summary().Rate)
			paced = append(paced, &bench.Lane{Name: l.Name, Open: l.Open})
		}
	}
	for i := range b.rounds {
		for _, l := range paced {
			if b.load.Paced(ctx, l, rate/2, b.round) != nil {
				return false
			}
			b.progress("half load, round %d of %d: %s", i+1, b.rounds, l)
		}
	}
	b.clear()
	fmt.Fprintln(b.std.out)
	failed = b.table(fmt.Sprintf("at half load, %.0f calls/s", rate/2), paced)
	if len(paced) > 1 {
		x, y := paced[0].Summary(), paced[1].Summary()
		fmt.Fprintf(b.std.out, "unary : echo, p99  %.2f\n", x.P99.Seconds()/y.P99.Seconds())
	}
	return failed
}

func (b *benchRun) table(title string, lanes []*bench.Lane) (failed bool) {
	fmt.Fprintf(b.std.out, "%-28s %9s %8s %9s %9s %9s %9s %7s\n", title, "calls/s", "MB/s", "p50", "p90", "p99", "p99.9", "errors")
	ms := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", d.Seconds()*1e3) }
	for _, l := range lanes {
		s := l.Summary()
		fmt.Fprintf(b.std.out, "%-28s %9.0f %8.1f %9s %9s %9s %9s %7d\n", "  "+l.Name, s.Rate, s.MB, ms(s.P50), ms(s.P90), ms(s.P99), ms(s.P999), s.Errors)
		if s.Failure != nil {
			failed = true
			fmt.Fprintf(b.std.err, "stance bench: %s: %s\n", l.Name, bench.Explain(s.Failure))
		}
	}
	return failed
}

// progress draws a line over the one before, on a terminal.
func (b *benchRun) progress(format string, i, n int, l *bench.Lane) {
	if render.IsTerminal(b.std.err) {
		r := &l.Rounds[len(l.Rounds)-1]
		fmt.Fprintf(b.std.err, "\r\x1b[K"+format+" %.0f calls/s", i, n, l.Name, r.Rate())
	}
}

func (b *benchRun) clear() {
	if render.IsTerminal(b.std.err) {
		fmt.Fprint(b.std.err, "\r\x1b[K")
	}
}
