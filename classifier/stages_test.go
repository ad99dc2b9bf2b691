package classifier

import (
	"context"
	"slices"
	"testing"
	"time"
)

func TestWithStagesTellsOfEveryStageInOrder(t *testing.T) {
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var last time.Time
	_, err = c.Classify(context.Background(), Article{Text: "“It is late,” the mayor said."}, WithStages(func(stage string, start, end time.Time) {
		if end.Before(start) || start.Before(last) {
			t.Errorf("%s from %v to %v, after %v", stage, start, end, last)
		}
		got, last = append(got, stage), end
	}))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"text", "quote", "grammar", "entity", "attribution", "stance"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
