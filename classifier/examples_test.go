package classifier_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/pack"
)

// All examples of the shipped packs come out, but for those marked as known misses.
func TestShippedExamples(t *testing.T) {
	c, err := classifier.New()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, p := range c.Packs() {
		for _, o := range c.RunExamples(p.ID) {
			n++
			if o.Failed() {
				t.Error(o.Diff())
			}
		}
	}
	if n < 300 {
		t.Errorf("only %d examples ran", n)
	}
}

// A pack that is added is used; one whose examples fail is refused with a diff.
func TestAddedPacks(t *testing.T) {
	good := pack.Starter("whaling")
	c, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(good)}}))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, is := range c.Issues() {
		found = found || is.ID == "commercial_whaling" && is.Pack == "whaling"
	}
	if !found {
		t.Error("the added pack's issue is not listed")
	}
	bad := strings.Replace(good, "label: oppose\n        holder: Australia", "label: support\n        holder: Australia", 1)
	_, err = classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(bad)}}))
	var refused *classifier.ExamplesError
	if !errors.As(err, &refused) || len(refused.Diffs) != 1 || !strings.Contains(err.Error(), "- support by Australia") || !strings.Contains(err.Error(), "+ oppose by Australia") {
		t.Errorf("a pack with a wrong example gives %v", err)
	}
	if _, err := classifier.New(classifier.WithPacks(fstest.MapFS{"whaling.yaml": {Data: []byte(bad)}}), classifier.WithoutExamples()); err != nil {
		t.Errorf("without examples: %v", err)
	}
}
