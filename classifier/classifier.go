package classifier

import (
	"cmp"
	"context"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/packs"
	"github.com/stance-dev/stance/classifier/stance"
)

// Classifier analyses articles. It is made once by New, is never changed, and serves any number of goroutines.
type Classifier struct {
	lexicon   *lexicon.Lexicon
	packSet   *pack.Set
	issues    []Issue
	packs     []PackInfo
	pipelines sync.Pool
}

// New loads the lexicons and the issue packs that are built in, or those that the options name.
func New(options ...Option) (*Classifier, error) {
	var cfg config
	for _, o := range options {
		o.apply(&cfg)
	}
	var words *lexicon.Builder
	var wordsErr error
	var both sync.WaitGroup
	both.Go(func() { words, wordsErr = lexicon.NewBuilder() }) // as long as the packs take
	read, err := pack.Read(append([]fs.FS{packs.FS}, cfg.packs...)...)
	both.Wait()
	if err := cmp.Or(wordsErr, err); err != nil {
		return nil, err
	}
	set, err := pack.Compile(read, words)
	if err != nil {
		return nil, err
	}
	c := &Classifier{lexicon: set.Lexicon, packSet: set}
	for _, p := range set.Packs {
		c.packs = append(c.packs, PackInfo{ID: p.ID.Value, Version: p.Version.Value, Digest: p.Digest})
	}
	for _, is := range set.Issues {
		c.issues = append(c.issues, Issue{ID: is.ID.Value, Pack: is.Pack, Label: is.Label.Value, Proposition: is.Proposition.Value, Description: is.Description.Value})
	}
	c.pipelines.New = func() any { return &pipeline{engine: stance.New(set)} }
	if cfg.unchecked {
		return c, nil
	}
	var added []*pack.Pack
	for _, p := range set.Packs {
		if !builtIn(p) {
			added = append(added, p)
		}
	}
	if err := c.checkExamples(added); err != nil {
		return nil, err
	}
	return c, nil
}

// builtIn reports whether a pack is, byte for byte, one that comes with the program; its examples are run by the tests.
func builtIn(p *pack.Pack) bool {
	data, err := packs.FS.ReadFile(p.ID.Value + ".yaml")
	return err == nil && pack.DigestOf(data) == p.Digest
}

// Issues returns the issues of all loaded packs, pack by pack. The caller must not change them.
func (c *Classifier) Issues() []Issue { return c.issues }

// Packs returns the loaded packs, by id. The caller must not change them.
func (c *Classifier) Packs() []PackInfo { return c.packs }

// Classify analyses one article. The error is an *Error where the article or the options are at fault, or the
// context's own error; a cancelled context ends the analysis within milliseconds. The Result is the caller's.
func (c *Classifier) Classify(ctx context.Context, a Article, options ...CallOption) (*Result, error) {
	var call call
	for _, o := range options {
		o.applyCall(&call)
	}
	if err := validate(a); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	chosen, err := c.choose(call.issues)
	if err != nil {
		return nil, err
	}
	p := c.pipelines.Get().(*pipeline)
	p.clock = clock{tell: call.stages}
	var r *Result
	if err = p.run(ctx, c, &a, chosen); err == nil {
		r = p.result(c, &a, call.unit)
		r.Packs = c.packs
	}
	// Not deferred: after a panic the scratch is in disorder and must not serve another article.
	p.release()
	c.pipelines.Put(p)
	return r, err
}

// choose marks the issues that a call is limited to; nil: all.
func (c *Classifier) choose(ids []string) ([]bool, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	chosen := make([]bool, len(c.issues))
	for _, id := range ids {
		i := slices.IndexFunc(c.issues, func(is Issue) bool { return is.ID == id })
		if i < 0 {
			return nil, &Error{Reason: UnknownIssue, Field: "issue_ids", Value: id}
		}
		chosen[i] = true
	}
	return chosen, nil
}

func validate(a Article) error {
	switch {
	case len(a.Text) > MaxText:
		return &Error{Reason: TextTooLarge, Field: "text", Limit: MaxText, Given: len(a.Text)}
	case firstInvalid(a.Text) < len(a.Text):
		return &Error{Reason: InvalidUTF8, Field: "text", Given: firstInvalid(a.Text)}
	case !utf8.ValidString(a.Title):
		return &Error{Reason: InvalidUTF8, Field: "title", Given: firstInvalid(a.Title)}
	case !utf8.ValidString(a.Author):
		return &Error{Reason: InvalidUTF8, Field: "author", Given: firstInvalid(a.Author)}
	case strings.TrimSpace(a.Text) == "":
		return &Error{Reason: TextEmpty, Field: "text"}
	case !readable(a.Language):
		return &Error{Reason: UnsupportedLanguage, Field: "language_code", Value: a.Language}
	}
	return nil
}

// readable reports whether a BCP 47 code names English or no language.
func readable(code string) bool {
	primary, _, _ := strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	return primary == "" || strings.EqualFold(primary, "en") || strings.EqualFold(primary, "und")
}
