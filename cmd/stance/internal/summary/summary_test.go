package summary

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stance-dev/stance/client"
)

func result(holders ...*client.Speaker) client.Result {
	var r client.Result
	for i, h := range holders {
		r.Statements = append(r.Statements, client.Statement{Speaker: h, Stances: []client.Stance{
			{Issue: "bridge", Label: []client.Label{client.Support, client.Oppose, client.Conditional, client.Neutral}[i%4], Holder: h},
		}})
	}
	return r
}

func TestMatrix(t *testing.T) {
	ada := &client.Speaker{Name: "Ada Moor", Kind: client.Person}
	m := New()
	m.Add(result(ada, ada, ada, ada))
	m.Add(result(&client.Speaker{Name: "ADA MOOR"}, &client.Speaker{}))
	m.Add(result(&client.Speaker{Name: "the minister", ActorID: "bo"}, &client.Speaker{Name: "Bo Lund", ActorID: "bo"}, &client.Speaker{Name: "Bo Lund"}))
	m.Add(client.Result{})
	m.Add(client.Result{Statements: []client.Statement{{Stances: []client.Stance{{Issue: "ferry", Label: client.Support, Holder: ada}, {Issue: "dam", Label: client.Support, Holder: ada}}}}})
	want := []*Holder{
		{Name: "Ada Moor", Kind: client.Person, Counts: map[string]Count{"bridge": {2, 1, 1, 1}, "ferry": {Support: 1}, "dam": {Support: 1}}, Total: 7},
		{Name: "the minister", Counts: map[string]Count{"bridge": {Support: 1, Oppose: 1}}, Total: 2},
		{Name: "", Counts: map[string]Count{"bridge": {Oppose: 1}}, Total: 1},
		{Name: "Bo Lund", Counts: map[string]Count{"bridge": {Conditional: 1}}, Total: 1},
	}
	if diff := cmp.Diff(want, m.Holders()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"bridge", "dam", "ferry"}, m.Issues()); diff != "" {
		t.Error(diff)
	}
	if m.Articles != 5 || m.Stances != 11 {
		t.Errorf("%d articles, %d stances", m.Articles, m.Stances)
	}
}
