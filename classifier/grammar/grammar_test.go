package grammar

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

func core(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return b.Build()
}

func analyze(lex *lexicon.Lexicon, s string) (*text.Document, *Analysis) {
	d, a := new(text.Document), new(Analysis)
	d.Read(lex, s)
	a.Analyze(d)
	return d, a
}

// clauses writes the clauses as "subject < verb group > object", one after the other.
func clauses(d *text.Document, a *Analysis) string {
	var out []string
	np := func(c int32) string {
		if c == None {
			return "-"
		}
		return d.Slice(a.Chunks[c].First, a.Chunks[c].Last)
	}
	for _, c := range a.Clauses {
		s := fmt.Sprintf("%s < %s > %s", np(c.Subject), d.Slice(c.First, c.Last), np(c.Object))
		if c.Passive {
			s += " PASSIVE"
		}
		if c.Negated {
			s += " NOT"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestClauses(t *testing.T) {
	lex := core(t)
	for _, c := range []struct{ in, want string }{
		{"The minister rejected the plan.", "The minister < rejected > the plan"},
		{"Smith said he would not accept the offer.", "Smith < said > - | he < would not accept > the offer NOT"},
		{"Smith said that the plan was dead.", "Smith < said > - | the plan < was > -"},
		{"The leader of the party in Rome said it was over.", "The leader < said > - | it < was > -"},
		{"The envoy demanded that Norway halt coastal drilling before talks resume.", "The envoy < demanded > - | Norway < halt > coastal drilling | talks < resume > -"},
		{"The envoy demanded Norway halt the hunt and lift the levy.", "The envoy < demanded > - | Norway < halt > the hunt | Norway < lift > the levy"},
		{"The unions asked the ministry press officer about the plan.", "The unions < asked > the ministry press officer"},
		{"Peru, Chile and Malta have all backed the accord.", "Peru < have all backed > the accord"},
		{"The ministers were each told to leave.", "The ministers < were each told > - PASSIVE | The ministers < to leave > -"},
		{"Hours after the vote in Oslo, angry miners blocked the port.", "angry miners < blocked > the port"},
		{"A few minutes later, Weber resigned.", "Weber < resigned > -"},
		{"Norway said it had \"abandoned\" the hunt.", "Norway < said > - | it < had \"abandoned > the hunt"},
		{"The levy would \"badly hurt\" trade.", "The levy < would \"badly hurt > trade"},
		{"The ministry's spending plans and pay talks on the northern coast of the old province of Ruthenia drew criticism.", "The ministry's spending plans < drew > criticism"},
		{"The levy that Rome imposed on steel will hurt farmers.", "Rome < imposed > - | The levy < will hurt > farmers"},
		{"Weber said the bill that ministers backed on Monday would end the levy.", "Weber < said > - | ministers < backed > - | the bill < would end > the levy"},
		{"He told the council that homes built in the valley were illegal.", "He < told > the council | homes < built > - PASSIVE | homes < were > -"},
		{"Weber said the decision to recognise Ruthenia as a state was wrong.", "Weber < said > - | Weber < to recognise > Ruthenia | the decision < was > -"},
		{"The council approved the plan Friday.", "The council < approved > the plan"},
		{"Weber signed a bill Tuesday night.", "Weber < signed > a bill"},
		{"Anna Weber, the chief negotiator, said talks had failed.", "Anna Weber < said > - | talks < had failed > -"},
		{"Weber, who opposed the deal, called it a mistake.", "Weber < opposed > the deal | Weber < called > it"},
		{"At least ten states rejected the plan.", "ten states < rejected > the plan"},
		{"Up to 3,000 people have likely rejected it.", "3,000 people < have likely rejected > it"},
		{"The bill was rejected by the senate.", "The bill < was rejected > - PASSIVE"},
		{"The council agreed on Monday to look into crimes committed in the war.", "The council < agreed > - | The council < to look > - | crimes < committed > - PASSIVE"},
		{"The proposal passed in May was rejected.", "The proposal < passed > - PASSIVE | The proposal < was rejected > - PASSIVE"},
		{"Officials want to end the blockade.", "Officials < want > - | Officials < to end > the blockade"},
		{"They voted for a resolution calling for a deadline.", "They < voted > - | a resolution < calling > -"},
		{"France backed the plan and opposed the deadline.", "France < backed > the plan | France < opposed > the deadline"},
		{"If Israel halts it, the Palestinians will return to talks.", "Israel < halts > it | the Palestinians < will return > -"},
		{"He did not say whether the talks would resume.", "He < did not say > - NOT | the talks < would resume > -"},
		{"The mayor has so far resisted calls for a vote.", "The mayor < has so far resisted > calls"},
		{"The mayor was on Monday told to resign.", "The mayor < was on Monday told > - PASSIVE | The mayor < to resign > -"},
		{"Norway rejects attempts to alter the status of Bergen and calls for talks.", "Norway < rejects > attempts | Norway < to alter > the status | Norway < calls > -"},
		{"Party leaders in the senate abandon plans for a tax.", "Party leaders < abandon > plans"},
		{"My government has provided aid to the town.", "My government < has provided > aid"},
		{"They will only support a plan.", "They < will only support > a plan"},
		{"The officials told reporters that the solution is wrong.", "The officials < told > reporters | the solution < is > -"},
		{"Palestinian officials push for a resolution.", "Palestinian officials < push > -"},
		{"\"We agree,\" said the envoy.", "We < agree > - | - < said > the envoy"},
		{"The governor vetoed a bill that would cap rents, saying it harms tenants.", "The governor < vetoed > a bill | a bill < would cap > rents | The governor < saying > - | it < harms > tenants"},
		{"He says the blockade of the city is inhumane.", "He < says > - | the blockade < is > -"},
		{"She said the plan backed by France was dead.", "She < said > - | the plan < backed > - PASSIVE | the plan < was > -"},
		{"They said talks on the future of the city in June had failed.", "They < said > - | talks < had failed > -"},
		{"He met the leader of the party and left for home.", "He < met > the leader | He < left > -"},
		{"Hamas agrees to a truce but fires at the town.", "Hamas < agrees > - | Hamas < fires > -"},
		{"They plan to build a wall and expand the camps.", "They < plan > - | They < to build > a wall | They < expand > the camps"},
		{"Planes and artillery strike the town.", "Planes < strike > the town"},
		{"They withdrew after a raid to arrest suspected militants.", "They < withdrew > - | a raid < to arrest > suspected militants"},
		{"The tax costs jobs, Ann Lee said.", "The tax < costs > jobs | Ann Lee < said > -"},
		{"“The tax costs jobs,” Ann Lee said.", "The tax < costs > jobs | Ann Lee < said > -"},
		{"She denies that the tax costs jobs.", "She < denies > - | the tax < costs > jobs"},
		{"The militant Hamas group calls off its truce after seven civilians are killed.", "The militant Hamas group < calls > - | seven civilians < are killed > - PASSIVE"},
		{"Foreign Minister Nabil al-Araby calls on the envoys to meet.", "Foreign Minister Nabil al-Araby < calls > - | Foreign Minister Nabil al-Araby < to meet > -"},
		{"Smith met Jones on Monday as Palestinian officials push for a resolution.", "Smith < met > Jones | Palestinian officials < push > -"},
		{"He would not allow others to dictate the withdrawal from land sought for a state.", "He < would not allow > others NOT | He < to dictate > the withdrawal | land < sought > - PASSIVE"},
		{"The president signs a law limiting greenhouse gas emissions.", "The president < signs > a law | a law < limiting > greenhouse gas emissions"},
		{"Israel launches strikes against Hamas targets in the city.", "Israel < launches > strikes"},
		{"Israel issues tenders for the construction of homes.", "Israel < issues > tenders"},
		{"He calls for the full, immediate lifting of the blockade.", "He < calls > -"},
		{"Norway adopted a plan that calls for talks.", "Norway < adopted > a plan | a plan < calls > -"},
		{"Norway warned of a major ground offensive.", "Norway < warned > -"},
		{"Over American and Israeli objections, the assembly votes for a resolution.", "the assembly < votes > -"},
		{"The envoy calls it a mistake, expresses shock at the raid, and urges restraint.", "The envoy < calls > it | The envoy < expresses > shock | The envoy < urges > restraint"},
		{"The plan is dead, says the envoy.", "The plan < is > - | - < says > the envoy"},
		{"Israel Approves New Homes in the Disputed Valley", "Israel < Approves > New Homes"},
		{"Smith Says Senate Will Reject the Proposed Budget", "Smith < Says > - | Senate < Will Reject > the Proposed Budget"},
		{"Israel's prime minister plans a visit.", "Israel's prime minister < plans > a visit"},
		{"Her plans failed.", "Her plans < failed > -"},
	} {
		d, a := analyze(lex, c.in)
		if got := clauses(d, a); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	lex := core(f)
	f.Add("Smith said that \"he\" wouldn't go, and who knows what to do.")
	f.Add(strings.Repeat("who said that ", 50))
	f.Add("said said not to be to not the 's of and , ; that that that")
	d, a := new(text.Document), new(Analysis)
	f.Fuzz(func(t *testing.T, s string) {
		d.Read(lex, strings.ToValidUTF8(s, "?"))
		a.Analyze(d)
		end := int32(0)
		for i, c := range a.Chunks {
			if c.First < end || c.Last <= c.First || c.Head < c.First || c.Head >= c.Last {
				t.Fatalf("chunk %d is %+v behind %d in %q", i, c, end, s)
			}
			for j := c.First; j < c.Last; j++ {
				if a.ChunkOf[j] != int32(i) {
					t.Fatalf("token %d is not of chunk %d in %q", j, i, s)
				}
			}
			end = c.Last
		}
		for i, c := range a.Clauses {
			if c.Last <= c.First || c.Head < c.First || c.Head >= c.Last || c.Parent >= int32(i) || c.From > c.First || c.To < c.Last {
				t.Fatalf("clause %d is %+v in %q", i, c, s)
			}
		}
	})
}

// TestDateline checks that the place and agency of a report are no subject.
func TestDateline(t *testing.T) {
	lex := core(t)
	for _, c := range []struct{ in, want string }{
		{"LEEDS, May 5 (AP) -- The council closed the bridge.", "The council < closed > the bridge"},
		{"Leeds (Reuters) - Norway sold a ship.", "Norway < sold > a ship"},
		{"HULL, England — Norway sold a ship.", "Norway < sold > a ship"},
		{"EU – China talks stalled.", "EU < stalled > -"},
	} {
		if got := clauses(analyze(lex, c.in)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}
