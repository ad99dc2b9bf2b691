package attribution

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

type stages struct {
	lex     *lexicon.Lexicon
	doc     text.Document
	quotes  quote.Regions
	grammar grammar.Analysis
	find    Finder
}

func newStages(t testing.TB) *stages {
	b, err := lexicon.NewBuilder()
	if err != nil {
		t.Fatal(err)
	}
	return &stages{lex: b.Build()}
}

func (s *stages) read(article string) []Statement {
	s.doc.Read(s.lex, article)
	s.quotes.Find(&s.doc)
	s.grammar.Analyze(&s.doc)
	s.find.Find(&s.doc, &s.quotes, &s.grammar, nil)
	return s.find.List
}

var kindNames = [...]string{Direct: "direct", Mixed: "mixed", Indirect: "indirect", Position: "position"}

// line shows a statement as "kind source | cue | content … content".
func (s *stages) line(st *Statement) string {
	var parts []string
	for _, sp := range st.Spans {
		parts = append(parts, s.doc.Slice(sp.First, sp.Last))
	}
	return fmt.Sprintf("%s %s | %s | %s", kindNames[st.Kind], s.doc.Slice(st.Source.First, st.Source.Last), s.doc.Slice(st.Cue.First, st.Cue.Last), strings.Join(parts, " … "))
}

// Each row is a phenomenon of notes on reported speech, on text of our own. Marks at a content's edge do not matter and
// are left out of the comparison.
func TestFind(t *testing.T) {
	s := newStages(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"two sides of a semicolon", `Norland says the drones fell; Sudria says they hit the port.`, []string{`indirect Norland | says | the drones fell`, `indirect Sudria | says | they hit the port`}},
		{"first floated", `Critics say the plan – first floated in May – is "half-baked".`, []string{`mixed Critics | say | the plan – first floated in May – is "half-baked`}},
		{"between dashes", `Mr Ward – who denied any wrongdoing – said he would stay.`, []string{`indirect who | denied | any wrongdoing`, `indirect Mr Ward – who denied any wrongdoing | said | he would stay`}},
		{"dashes inside", `He said his car – there were two – was red.`, []string{`indirect He | said | his car – there were two – was red`}},
		{"short words are no title", `The unions have called the plan "a con".`, []string{`mixed The unions | have called | the plan "a con`}},
		{"Number 10", `Number 10 dismissed the remarks as "noise".`, []string{`mixed Number 10 | dismissed | the remarks as "noise`}},
		{"as put it", `The plan is dead, as a party memo put it.`, []string{`indirect a party memo | put it | The plan is dead`}},
		{"adjective speaks", `"The plan is dead," the accused said.`, []string{`direct the accused | said | The plan is dead,`}},
		{"told to a jury", `A landlord had ignored the warnings, a jury has been told.`, []string{`indirect  | has been told | A landlord had ignored the warnings`}},
		{"relative content", `The plan, which the minister said was "a mistake", will go ahead.`, []string{`mixed the minister | said | was "a mistake"`}},
		{"called that", `The chairman called that "beyond belief."`, []string{`mixed The chairman | called | that "beyond belief."`}},
		{"object with insertion", `He described the deal, which was signed in May, as "a fraud".`, []string{`mixed He | described | the deal, which was signed in May, as "a fraud"`}},
		{"fronted clause", `Even as the mayor says the bridge is safe, engineers are closing it.`, []string{`indirect the mayor | says | the bridge is safe`}},
		{"that behind phrases", `The minister said following a vote in the lower house that the dam was safe.`, []string{`indirect The minister | said | that the dam was safe`}},
		{"verdict", `The minister said the dam was safe, a claim that engineers deny.`, []string{`indirect The minister | said | the dam was safe`}},
		{"unsaid", `She stopped short of saying she would resign.`, nil},
		{"long adjunct", `"We will win," he said of Ann and Bob, "because we must."`, []string{`direct he | said | We will win, … because we must.`}},
		{"before", `The mayor said, "We will rebuild the bridge."`, []string{`direct The mayor | said | We will rebuild the bridge.`}},
		{"behind", `"We will rebuild the bridge," the mayor said.`, []string{`direct the mayor | said | We will rebuild the bridge,`}},
		{"inverted", `"We will rebuild the bridge," said Helen Park, the mayor.`, []string{`direct Helen Park, the mayor | said | We will rebuild the bridge,`}},
		{"split", `"We will rebuild," the mayor said. "It will take a year."`, []string{`direct the mayor | said | We will rebuild, … It will take a year.`}},
		{"split in a sentence", `"The bridge," the mayor said, "will be rebuilt."`, []string{`direct the mayor | said | The bridge, … will be rebuilt.`}},
		{"question with a name", `"Will you rebuild it?" Park asked. He shrugged.`, []string{`direct Park | asked | Will you rebuild it?`}},
		{"apposition", `"It is late," Tom Reyes, a baker from Leeds, said on Friday.`, []string{`direct Tom Reyes, a baker from Leeds | said | It is late,`}},
		{"anonymous", `"It is late," one senior official familiar with the plan said.`, []string{`direct one senior official familiar with the plan | said | It is late,`}},
		{"two cues", `"It is late," he said, adding that the shop was shut.`, []string{`direct he | said | It is late,`, `indirect he | adding | that the shop was shut`}},
		{"second verb", `Park praised the firemen and said the roof had held.`, []string{`position Park | praised | the firemen`, `indirect Park | said | the roof had held`}},
		{"floating paragraph", "\"It is late,\" he said.\n\n\"We should go.\"", []string{`direct he | said | It is late,`, `direct  |  | We should go.`}},
		{"paragraphs", "“It is late.\n\n“We should go,” he said.", []string{`direct he | said | It is late. … We should go,`}},
		{"colon and paragraph", "The firm wrote:\n\n\"We regret it.\"", []string{`direct The firm | wrote | We regret it.`}},
		{"that", `The ministry said that the dam was safe.`, []string{`indirect The ministry | said | that the dam was safe`}},
		{"bare clause", `The ministry said on Monday in a statement the dam was safe.`, []string{`indirect The ministry | said | the dam was safe`}},
		{"listener", `She told reporters the dam was safe.`, []string{`indirect She | told | the dam was safe`}},
		{"aside", `The dam, the ministry said, is safe.`, []string{`indirect the ministry | said | The dam … is safe`}},
		{"at the end", `The dam is safe, the ministry said.`, []string{`indirect the ministry | said | The dam is safe`}},
		{"according to", `According to the ministry, the dam is safe.`, []string{`indirect the ministry | According to | the dam is safe`}},
		{"according to, behind", `The dam is safe, according to the ministry.`, []string{`indirect the ministry | according to | The dam is safe`}},
		{"while", `Park said the dam was safe, while the council kept silent.`, []string{`indirect Park | said | the dam was safe`}},
		{"relative", `Reyes, who said the roof had held, was glad.`, []string{`indirect who | said | the roof had held`}},
		{"mixed", `The mayor said the plan was "a very expensive joke" for the town.`, []string{`mixed The mayor | said | the plan was "a very expensive joke" for the town`}},
		{"mixed before", `The plan is "a very expensive joke," the mayor said.`, []string{`mixed the mayor | said | The plan is "a very expensive joke,`}},
		{"called", `The mayor called it "a joke."`, []string{`mixed The mayor | called | it "a joke.`}},
		{"noun", `His claim that the dam was safe was soon forgotten.`, []string{`indirect His | claim | that the dam was safe`}},
		{"British", `'It's the council's bridge,' she said. 'They'll mend it.'`, []string{`direct she | said | It's the council's bridge, … They'll mend it.`}},
		{"British fragment", `The minister called the scheme 'a disgrace to the nation'.`, []string{`mixed The minister | called | the scheme 'a disgrace to the nation`}},
		{"dateline", `LEEDS (AP) — The dam is safe, the ministry said.`, []string{`indirect the ministry | said | The dam is safe`}},
		{"title of a show", `Joan Ellis, host of "Morning Call," said the show would go on.`, []string{`indirect Joan Ellis | said | the show would go on`}},
		{"scare quotes", `The "experts" left.`, nil},
		{"furniture", `RELATED: Mayor says "no" to the bridge`, nil},
		{"asked whom", `The chairman asked the mayor during a radio talk if she would pay.`, []string{`indirect The chairman | asked | if she would pay`}},
		{"adverb before the verb", `Park said he then recorded calls for the charity.`, []string{`indirect Park | said | he then recorded calls for the charity`}},
		{"according to a job", `The firm is paying "dozens" of clerks, according to works manager Tom Reyes.`, []string{`mixed works manager Tom Reyes | according to | The firm is paying "dozens" of clerks`}},
		{"is telling", `The mayor is telling shopkeepers at a bakery in Leeds that the bridge will stay.`, []string{`indirect The mayor | is telling | that the bridge will stay`}},
		{"no matter", `Park says no matter what the council decides, the bridge will stay.`, []string{`indirect Park | says | no matter what the council decides, the bridge will stay`}},
		{"said in a letter", `The bank argued in its letter, written by Tom Reyes, a clerk, that the charge was false.`, []string{`indirect The bank | argued | that the charge was false`}},
		{"comma before that", `Park added, that there was still time.`, []string{`indirect Park | added | that there was still time`}},
		{"in a share", `About four in 10 said they were tired of the noise.`, []string{`indirect four in 10 | said | they were tired of the noise`}},
		{"new subject behind a time", `Two papers reported on Monday the guard had left.`, []string{`indirect Two papers | reported | the guard had left`}},
		{"name at the end", `The bakers plan to march, the Leeds Herald reports.`, []string{`indirect the Leeds Herald | reports | The bakers plan to march`}},
		{"as reported by", `As reported by the Leeds Herald, the bakers plan to march.`, []string{`indirect the Leeds Herald | reported by | the bakers plan to march`}},
		{"answer was", `The mayor's answer was that the bridge would stay.`, []string{`indirect The mayor | answer | that the bridge would stay`}},
		{"praised for", `The mayor praised Tom Reyes, who leaves in May, for his "calm and steady hand".`, []string{`mixed The mayor | praised | Tom Reyes, who leaves in May, for his "calm and steady hand`}},
		{"referred to from", `Park referred to bakers from Leeds as "the salt of the earth".`, []string{`mixed Park | referred to | bakers from Leeds as "the salt of the earth`}},
		{"own", `The chairman accused his own board of "a breach of trust".`, []string{`mixed The chairman | accused | his own board of "a breach of trust`}},
		{"reported report", `Asked why, Park said, "No comment," the Leeds Herald reported.`, []string{`mixed the Leeds Herald | reported | Asked why, Park said, "No comment,`, `direct Park | said | No comment,`}},
		{"verb of the clause around", `A baker who once said the bridge was not "worth a penny" has left the town.`, []string{`mixed who | said | the bridge was not "worth a penny`}},
		{"and called, behind has said", `The mayor has said the plan is dead, and called on bakers to stay.`, []string{`indirect The mayor | has said | the plan is dead`, `indirect The mayor | called on | bakers to stay`}},
		{"close to", `But a source close to the council said four bakers were hurt.`, []string{`indirect a source close to the council | said | four bakers were hurt`}},
		{"said while", `Park said while bakers had left, the clerks were still there.`, []string{`indirect Park | said | while bakers had left, the clerks were still there`}},
		{"by calling for", `Reyes is trying to win a seat by calling for changes to the rules.`, []string{`position Reyes | calling for | changes to the rules`}},
		{"with somebody telling", `The mayor turned up the heat yesterday with the clerk telling bakers it was late.`, []string{`indirect the clerk | telling | it was late`}},
		{"two names behind", `"It is late," said Tom Reyes and Ann Park at Leeds Bakers.`, []string{`direct Tom Reyes and Ann Park at Leeds Bakers | said | It is late,`}},
		{"no label", `Words of the day: "It is late," said Tom Reyes.`, []string{`direct Tom Reyes | said | It is late,`}},
		{"name behind a list", `The plan was printed in the papers and chairman Tom Reyes said it was late.`, []string{`indirect chairman Tom Reyes | said | it was late`}},
		{"and said, behind a purpose", `Reyes asked for time so they could vote and said the rules were old.`, []string{`indirect Reyes | asked | for time so they could vote`, `indirect Reyes | said | the rules were old`}},
		{"insertion behind that", `The mayor said that, due to the rain, planning clerks would stay at home.`, []string{`indirect The mayor | said | that, due to the rain, planning clerks would stay at home`}},
		{"said as", `The bridge will stay, an engineer said as rain fell on Monday.`, []string{`indirect an engineer | said | The bridge will stay`}},
		{"said in a place, capital of", `The plan "will fail because it is wrong," Reyes said in Leeds, capital of the county.`, []string{`mixed Reyes | said | The plan "will fail because it is wrong,`}},
		{"called for a day", `He left after a meeting called for Monday was put off.`, nil},
		{"who of the subject", `Bakers who marched through Leeds over the weekend say they are tired.`, []string{`indirect Bakers who marched through Leeds over the weekend | say | they are tired`}},
		{"concerned", `Park was concerned it was too late.`, []string{`indirect Park | was concerned | it was too late`}},
		{"agency", `Salem [Oregon], May 5 (ANI): The dam is safe, according to the ministry.`, []string{`indirect the ministry | according to | The dam is safe`}},
		{"warn and urge", `The council expressed fears that bakers would leave and called for calm.`, []string{`position The council | expressed fears | that bakers would leave`, `position The council | called for | calm`}},
		{"blank on the wrong side", `"We won," wrote Park, to which Reyes replied," Who did? The bakers, maybe."`, []string{`direct Park | wrote | We won,`, `direct Reyes | replied |  Who did? The bakers, maybe.`}},
		{"replied with", `Park replied with: "She is only a baker and that is all."`, []string{`direct Park | replied | She is only a baker and that is all.`}},
		{"title in the source", `"Your story is way off," the 'Long Road' singer said.`, []string{`direct the 'Long Road' singer | said | Your story is way off,`}},
		{"role with capitals", `Tom Reyes, Area Manager and a Leeds native, said the shop would stay.`, []string{`indirect Tom Reyes, Area Manager and a Leeds native | said | the shop would stay`}},
		{"today behind brackets", `Leeds Bakers Ltd (UK) today announced that it would close.`, []string{`indirect Leeds Bakers Ltd | announced | that it would close`}},
		{"too upset to say", `Bakers were too upset to say that the shop had burnt.`, nil},
		{"reading what says", `Park left after reading a secret report that says the bakers believe some clerks are lazy.`, []string{`indirect that | says | the bakers believe some clerks are lazy`}},
		{"no blank before the mark", "“It is late,” said Park, who runs the shop.“We should go.”", []string{`direct Park | said | It is late, … We should go.`}},
		{"signed at length", `“We’re sure that it will rain.” — Tom Reyes, on the hoped-for end of the drought.`, []string{`direct Tom Reyes | — | We’re sure that it will rain.`}},
		{"tweet with its date", `The bridge is closed this morning and all trains are late — Ann Park (@annpark) June 14, 2018`, []string{`direct Ann Park | — | The bridge is closed this morning and all trains are late`}},
		{"list of verbs", `Park told the court the man was afraid, had been abused and was ill.`, []string{`indirect Park | told | the man was afraid, had been abused and was ill`}},
		{"dashes inside", `Park said the man was so afraid that - after he told his tale - he only told his wife.`, []string{`indirect Park | said | the man was so afraid that - after he told his tale - he only told his wife`}},
		{"name that ends the sentence", `The union, which represents clerks from the mines, is growing, said clerk Tom Reyes.`, []string{`indirect clerk Tom Reyes | said | The union, which represents clerks from the mines, is growing`}},
		{"objected, saying", `Unions have objected to the plan saying it was late.`, []string{`indirect Unions | saying | it was late`}},
		{"said at a march", `The union would strike if the firm closed, its head Tom Reyes said during a march outside the works in Leeds, Yorkshire.`, []string{`indirect its head Tom Reyes | said | The union would strike if the firm closed`}},
		{"by the class of its cue", `Reyes deplored the new fares.`, []string{`position Reyes | deplored | the new fares`}},
		{"by the class of a weak cue", `Reyes greeted the new clerk.`, nil},
		{"a thing as the source", `The flood deplored the new fares.`, nil},
		{"a document as the source", `The letter deplored the new fares.`, []string{`position The letter | deplored | the new fares`}},
		{"what they think", `The clerks asked what bakers complain of.`, []string{`indirect The clerks | asked | what bakers complain of`}},
		{"not all", `Reyes said not all the boats were sold.`, []string{`indirect Reyes | said | not all the boats were sold`}},
		{"asked them why", `Reyes asked bakers why the boats were sold.`, []string{`indirect Reyes | asked | why the boats were sold`}},
		{"an object, but", `Reyes denounced the plan but the clerk told bakers it was sound.`, []string{`position Reyes | denounced | the plan`, `indirect the clerk | told | it was sound`}},
		{"called back", `Reyes called him back a short time later.`, nil},
		{"despite their blaming", `The bridge stood despite neighbours of the mill blaming the clerk.`, []string{`indirect neighbours of the mill | blaming | the clerk`}},
		{"a day in brackets", `The court heard today (Monday) that Reyes had sold the boats.`, []string{`indirect The court | heard | that Reyes had sold the boats`}},
		{"not to", `Reyes vowed not to sell the boats.`, []string{`indirect Reyes | vowed | not to sell the boats`}},
		{"promised a quotation", `Reyes promised a "revolution" in May.`, []string{`mixed Reyes | promised | a "revolution" in May`}},
		{"fronted, with a time before the clause", `Although in May she said the roof was sound, at the harbour on Monday she said the slates were loose.`, []string{`indirect she | said | the roof was sound`, `indirect she | said | the slates were loose`}},
		{"fronted noun", `Amid claims by bakers that she was weak, she said the roof was sound.`, []string{`indirect bakers | claims | that she was weak`, `indirect she | said | the roof was sound`}},
		{"said in another place", `The clerk said he did not recall the papers, but in a talk on the radio said they were burnt.`, []string{`indirect The clerk | said | he did not recall the papers`, `indirect The clerk | said | they were burnt`}},
		{"fronted behind a conjunction", `But even as Reyes claimed on Tuesday that "the bridge is safe," engineers closed it.`, []string{`mixed Reyes | claimed | that "the bridge is safe,"`}},
		{"nothing", `The bridge was closed on Monday.`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for i := range s.read(c.text) {
				got = append(got, s.line(&s.find.List[i]))
			}
			if diff := cmp.Diff(bare(c.want), bare(got)); diff != "" {
				t.Errorf("%s\n%s", c.text, diff)
			}
		})
	}
}

var marks = strings.NewReplacer(`"`, "", "“", "", "”", "", " '", " ", "' ", " ", ",", "", ".", "")

func bare(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, strings.TrimSpace(strings.Trim(marks.Replace(l+" "), " '")))
	}
	return out
}

// A statement whose cue is sure is surer than one whose extent is doubtful.
func TestConfidence(t *testing.T) {
	s := newStages(t)
	sure := s.read(`"We will rebuild the bridge," the mayor said.`)[0].Confidence
	doubtful := s.read(`The mayor mocked the plan, which was old, and the council.`)
	if sure < 0.8 {
		t.Errorf("a plain quotation has confidence %v", sure)
	}
	for _, d := range doubtful {
		if d.Confidence >= sure {
			t.Errorf("%s has confidence %v, a plain quotation %v", s.line(&d), d.Confidence, sure)
		}
	}
}

// FuzzFind holds for any text: spans are in order, apart, not empty, and within the document.
func FuzzFind(f *testing.F) {
	f.Add("\"It is late,\" said Ann Moore, who 'left'.\n\n“We go.\n\nQ: Why? According to him, no.")
	f.Add("He said: \"a\" and that \"b\" – \"c\" - Ann Moore")
	s := newStages(f)
	f.Fuzz(func(t *testing.T, article string) {
		article = strings.ToValidUTF8(article, "")
		if len(article) > 4000 {
			return
		}
		n := int32(0)
		for i := range s.read(article) {
			st := &s.find.List[i]
			n = int32(len(s.doc.Tokens))
			if len(st.Spans) == 0 || st.Kind == 0 || st.Confidence < 0 || st.Confidence > 1 {
				t.Fatalf("%+v", st)
			}
			last := int32(0)
			for _, sp := range st.Spans {
				if sp.First < last || sp.Empty() || sp.Last > n {
					t.Fatalf("spans %v of %d tokens", st.Spans, n)
				}
				last = sp.Last
			}
			for _, sp := range []Span{st.Cue, st.Source} {
				if !sp.Empty() && (sp.First < 0 || sp.Last > n) {
					t.Fatalf("%+v of %d tokens", sp, n)
				}
			}
		}
	})
}
