package classifier

import (
	"context"
	"testing"
)

// said is a statement as a test sees it: its words and its speaker's name, "" where he is unknown.
type said struct{ text, speaker string }

func statementsOf(t *testing.T, text string) []said {
	t.Helper()
	r, err := classifier(t).Classify(context.Background(), Article{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	check(t, text, r)
	var out []said
	for _, s := range r.Statements {
		x := said{text: s.Text}
		if s.Speaker != None {
			x.speaker = r.Speakers[s.Speaker].Name
		}
		out = append(out, x)
	}
	return out
}

func wantStatements(t *testing.T, text string, want ...said) {
	t.Helper()
	got := statementsOf(t, text)
	if len(got) != len(want) {
		t.Errorf("%d statements, want %d: %q", len(got), len(want), got)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("statement %d is %q, want %q", i, got[i], want[i])
		}
	}
}

func TestTranscriptTurns(t *testing.T) {
	wantStatements(t, "The port after the strike\n\nInterviewer: What surprised you?\n\nHANNA VIRTANEN: The debt. I knew it was large.\n\nIt still is.\n\nInterviewer: And the mayor?\n\nVIRTANEN: He is wrong.\n",
		said{"What surprised you?", "Interviewer"},
		said{"The debt. I knew it was large. … It still is.", "Hanna Virtanen"},
		said{"And the mayor?", "Interviewer"},
		said{"He is wrong.", "Hanna Virtanen"},
	)
	wantStatements(t, "Q: Will there be layoffs?\n\nA: No.\n\nQ: Never?\n\nA: Not this year.\n",
		said{"Will there be layoffs?", ""}, said{"No.", ""}, said{"Never?", ""}, said{"Not this year.", ""})
	// a list is no transcript
	if got := statementsOf(t, "Monday: rain.\nTuesday: sun.\nMonday: rain again.\nScore: 4 of 5 stars for the food.\n"); len(got) != 0 {
		t.Errorf("a list speaks: %q", got)
	}
}

func TestSignedQuotations(t *testing.T) {
	wantStatements(t, "What readers think of the tram\n\n“It is far too loud for our street.” ― Carla Brandt\n“I love it!” — Jonas Meyer, 34\n\n\"My shop has twice the customers.\"\n\n- Edda Lorenz, florist\n\nThe tram opened in June.\n",
		said{"It is far too loud for our street.", "Carla Brandt"},
		said{"I love it!", "Jonas Meyer"},
		said{"My shop has twice the customers.", "Edda Lorenz"},
	)
}
