package classifier

import (
	"context"
	"strings"
	"testing"
)

// An article may end or begin with any word of a sentence.
func TestCutAnywhere(t *testing.T) {
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"More than 1,000 settlements will be built, and as many as 300 settlement homes were approved, up to 20 of them at once, at least by Malta.",
		"By his own account, he lied; in Ann Lee's view that is so, and it was, in her opinion, the settlers' fault by their own admission.",
		"In a note to clients that he claims he never wrote, Tom Roe told reporters that the reports that they say he knew of were wrong.",
		"Malta could see little merit in settlements, nor did Chile, and neither has Norway, as did all others but those who had not yet done so.",
		"Backed by Egypt, the truce, which, he says, cannot stand, needs to be extended, and to leave it would be madness.",
		"To the dismay of the government of Norway, Israel refused to; so did Peru, in protest at settlements, along with Chile as well as Malta.",
		"Malta to Chile: stop settlements, no settlements – Lee",
		"\"Why should we accept settlements?\" she asked, with the chair, Ann Lee, and the clerk, Tom Roe, saying \"no\" while speaking to farmers.",
	} {
		words := strings.Fields(s)
		for i := range words {
			for j := i + 1; j <= len(words); j++ {
				part := strings.Join(words[i:j], " ")
				for _, text := range []string{part, strings.TrimRight(part, ".,;:")} {
					if r, err := c.Classify(context.Background(), Article{Text: text}); err == nil {
						check(t, text, r)
					}
				}
			}
		}
	}
}
