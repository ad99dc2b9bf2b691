// Package entity finds who an article names and describes, and which mentions mean the same one.
//
// In go a document, its grammar and its quotations; out comes a Set: mentions (names, roles, pronouns, descriptions)
// and the entities behind them with their fullest name, kind and role. Attribution then asks the Set in the order of
// the text who each source is (Resolve).
//
// It works in one pass for each step, looks back a bounded number of mentions, and keeps its memory.
package entity

import (
	"time"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

// None marks an index that points nowhere.
const None int32 = -1

// Set is what an article tells about persons, bodies and groups. The zero value is ready; Find fills it anew.
type Set struct {
	Mentions []Mention // in order of their first token; they do not overlap
	Entities []Entity

	doc      *text.Document
	tokens   []text.Token  // the document's
	tags     []grammar.Tag // these are the grammar's
	chunkOf  []int32
	chunks   []grammar.Chunk
	clauseOf []int32
	clauses  []grammar.Clause
	links    []int32
	quotes   []quote.Region // the quotations; quoteOf tells by token in which it stands
	quoteOf  []int32

	rules     *rules
	mentionOf []int32 // token → mention, or None

	line      []lineKind // by paragraph
	capitals  []int32    // tokens that may begin a name: with a capital letter or a hyphen, and handles
	noted     []noted    // by token: what was found out about it
	hashes    []key      // by token, where noted says so
	inside    []uint64   // by word: a bit for those that are written as names inside sentences; see asked
	units     []unit
	names     []name   // in order of their first token, before they are mentions
	dueNames  []int32  // those that become mentions: they are somebody's and do not stand inside another
	keys      []key    // of the words of entities' names
	words     []int32  // the tokens of keys
	index     keyIndex // word of a name → entity
	roles     []role
	current   int32    // paragraph
	due       []uint64 // a bit for each token: where a mention is to be listed
	made      int32    // how many mentions are listed
	sentence  int32    // of the narrative: a long quotation does not push away who is spoken of
	paragraph int32    // of the narrative
	spoke     int32    // the sentence of the narrative in which the last source stands

	pronouns  []byte    // by mention, the last one first: the pronounSet by which it may be meant; then eight that stand for none
	described [64]int32 // the last description by the last bits of its lemma, or None; see Mention.alike

	families []family
	title    text.Document

	// Date and Actors let a role stand for a person whom the article does not name. Both may be left zero.
	Date   time.Time
	Actors ActorSource
}

// ActorSource knows who held a role at a date: "Israeli prime minister" in December 2014.
type ActorSource interface {
	Holder(role string, at time.Time) (name, id string, ok bool)
}

// Mention is a stretch of words that means somebody.
type Mention struct {
	First, Last int32 // tokens, half-open: the name without what stands before it; the whole base phrase of a description
	Head        int32 // the token that decides: the last word of a name, the noun of a description
	Kind        MentionKind
	Entity      int32 // index into Entities, or None
	Gender      Gender
	Plural      bool
	Quoted      bool // stands inside quotation marks
	Modifier    bool // describes another noun: "Trump" in "the Trump campaign", "Israel" in "Israel's army"
	Subject     bool // subject of a clause
	RoleFirst   int32
	RoleLast    int32      // the role that stands before or behind a name, half-open; empty where there is none
	sentence    int32      // in which sentence of the narrative: those inside one quotation do not count
	paragraph   int32      // the same for paragraphs
	clause      int32      // of the head, or None
	lemma       lexicon.ID // of the noun that heads a description
	form        pronounForm
	place       clausePlace
	rank        rank
	alike       int32 // of a description: the one before in its bucket of Set.described, or None
}

// MentionKind says by what somebody is mentioned.
type MentionKind uint8

const (
	Name     MentionKind = iota + 1 // a person's name
	Title                           // a role: the prime minister
	Pronoun                         // he, who
	Nominal                         // any other description: the officials, a resident
	Org                             // the name of a body
	Place                           // the name of a country or place
	Document                        // a text: the report
)

// Gender is what is known of somebody's gender.
type Gender uint8

const (
	AnyGender Gender = iota
	Masculine
	Feminine
	Neuter // no person
)

// Entity is one person, body, group or text of the article.
type Entity struct {
	Name     string // the fullest that the article gives; THERESA May is Theresa May
	Kind     Kind
	Role     string // as the article gives it: "Israeli President"; empty where it gives none
	Gender   Gender
	Plural   bool
	Mentions int32  // how often it is mentioned
	First    int32  // the first mention, or None
	ActorID  string // set by ActorSource

	keyFirst, keyLast int32 // words of its name, in Set.keys
	roleList          int32 // in Set.roles, or None
	place             *lexicon.Place
	org               *lexicon.Org
	full              bool  // a person's name of two words or more
	last              int32 // the mention that was seen last, during Find
	sure              bool  // its gender is written, not guessed
	suffix            key
}

// Kind says what an entity is.
type Kind uint8

const (
	UnknownKind Kind = iota
	Person
	Organization
	Group
	Anonymous
	Text // a document
)

// Find fills the set for a document. Title is the headline where it is known apart from the text, or "".
func (s *Set) Find(d *text.Document, g *grammar.Analysis, q *quote.Regions, title string) {
	s.doc, s.tokens, s.links, s.quotes = d, d.Tokens, g.Links, nil
	s.tags, s.chunkOf, s.chunks, s.clauseOf, s.clauses = g.Tags, g.ChunkOf, g.Chunks, g.ClauseOf, g.Clauses
	if s.quoteOf = nil; q != nil {
		s.quotes, s.quoteOf = q.List, q.Of
	}
	if s.rules == nil || s.rules.lexicon != d.Lexicon {
		s.rules = newRules(d.Lexicon)
	}
	s.Mentions, s.Entities = s.Mentions[:0], s.Entities[:0]
	s.names, s.keys, s.words, s.roles = s.names[:0], s.keys[:0], s.words[:0], s.roles[:0]
	s.noted, s.hashes = lists.Resize(s.noted, len(d.Tokens)), lists.Resize(s.hashes, len(d.Tokens))
	clear(s.noted)
	s.mentionOf = lists.Resize(s.mentionOf, len(d.Tokens))
	lists.Fill(s.mentionOf, None)
	s.spoke, s.families = 0, s.families[:0]
	s.readLines()
	s.findNames()
	s.link()
	if title != "" {
		s.readTitle(title)
	}
	s.findMentions()
	s.corefer()
}

// Release lets go of the article's text, so that a set in a pool does not keep it alive. The set is empty afterwards.
func (s *Set) Release() {
	clear(s.Entities)
	s.Entities, s.Mentions, s.mentionOf = s.Entities[:0], s.Mentions[:0], s.mentionOf[:0]
	s.title.Text, s.doc, s.tokens, s.quotes, s.quoteOf = "", nil, nil, nil, nil
	s.tags, s.chunkOf, s.chunks, s.clauseOf, s.clauses, s.links = nil, nil, nil, nil, nil, nil
}

// MentionAt returns the mention that holds a token, or nil.
func (s *Set) MentionAt(token int32) *Mention {
	if token < 0 || int(token) >= len(s.mentionOf) || s.mentionOf[token] == None {
		return nil
	}
	return &s.Mentions[s.mentionOf[token]]
}

// EntityAt returns the entity that a noun phrase means, by its head token, or None.
func (s *Set) EntityAt(head int32) int32 {
	if m := s.MentionAt(head); m != nil && (m.Head == head || m.Kind == Name || m.Kind == Org || m.Kind == Place) {
		return m.Entity
	}
	return None
}

func (s *Set) quoted(token int32) bool {
	return uint(token) < uint(len(s.quoteOf)) && s.quoteOf[token] >= 0
}

// when is 1 where something holds, else 0: no decision that could not be foreseen.
func when(holds bool) uint8 {
	if holds {
		return 1
	}
	return 0
}

// more returns the slice with one more element, which holds what was there before, and that element.
func more[T any](s []T) ([]T, *T) {
	if n := len(s); n < cap(s) {
		s = s[:n+1]
	} else {
		var zero T
		s = append(s, zero)
	}
	return s, &s[len(s)-1]
}
