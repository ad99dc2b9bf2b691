package entity_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/text"
)

var words = sync.OnceValue(func() *lexicon.Lexicon {
	b, err := lexicon.NewBuilder()
	if err != nil {
		panic(err)
	}
	return b.Build()
})

// reader holds the stages before this one.
type reader struct {
	doc    text.Document
	gr     grammar.Analysis
	quotes quote.Regions
	set    entity.Set
}

func read(s string) *reader {
	var r reader
	r.doc.Read(words(), s)
	r.gr.Analyze(&r.doc)
	r.quotes.Find(&r.doc)
	r.set.Find(&r.doc, &r.gr, &r.quotes, "")
	return &r
}

// cut takes the sources, marked as [source], out of a text.
func cut(s string) (plain string, sources [][2]int) {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			b.WriteString(s)
			return b.String(), sources
		}
		end := open + strings.IndexByte(s[open:], ']')
		b.WriteString(s[:open])
		from := b.Len()
		b.WriteString(s[open+1 : end])
		sources = append(sources, [2]int{from, b.Len()})
		s = s[end+1:]
	}
}

// speakers resolves the marked sources of a text one behind the other and returns the entities.
func speakers(s string) []entity.Entity {
	plain, sources := cut(s)
	r := read(plain)
	last := entity.None
	var out []entity.Entity
	for _, x := range sources {
		first, end := r.doc.TokenAt(int32(x[0])), r.doc.TokenAt(int32(x[1])-1)+1
		res := r.set.Resolve(first, end, entity.Context{Speaker: last, Near: true})
		last = res.Entity
		out = append(out, r.set.Entities[res.Entity])
	}
	return out
}

// TestSpeakers: each source in brackets is the speaker that stands in the list.
func TestSpeakers(t *testing.T) {
	for _, c := range []struct{ about, text, want string }{
		{"surname after the full name", "Mayor Anna Keller spoke on Monday. [Keller] said taxes would fall.", "Anna Keller"},
		{"surname in the headline", "Keller Promises Lower Taxes\n\nMayor Anna Keller spoke to voters on Monday in the old town hall. [Keller] said taxes would fall.", "Anna Keller"},
		{"honorific", "Robert Lindqvist runs the plant. “It is safe,” [Mr. Lindqvist] said.", "Robert Lindqvist"},
		{"pronoun by gender", "Peter Novak met Anna Keller on Friday. “It went well,” [she] said. [He] agreed.", "Anna Keller|Peter Novak"},
		{"pronoun goes on with the speaker", "“We lost,” said [Peter Novak]. The match was against Mark Duval. “We lost badly,” [he] said.", "Peter Novak|Peter Novak"},
		{"relative pronoun", "The plan was drawn up by Anna Keller, [who] said it was ready.", "Anna Keller"},
		{"title of somebody named", "Danish Foreign Minister Lars Holm arrived on Sunday. “We came to listen,” [the foreign minister] said.", "Lars Holm"},
		{"another country's minister", "Danish Foreign Minister Lars Holm met the Norwegian foreign minister, Kari Lund. [The Norwegian foreign minister] said she was glad.", "Kari Lund"},
		{"description behind the name", "Louise Harker, a former executive at the Dunmore Group, left. “It was time,” [the former executive] said.", "Louise Harker"},
		{"name behind the description", "The company's president, Tomas Berg, resigned. [The president] said he was tired.", "Tomas Berg"},
		{"unnamed stays a description", "[A senior State Department official] said talks go on. But [the official] said nothing was agreed.", "senior State Department official|senior State Department official"},
		{"misspelt", "Yusuf Qaraini spoke first. “No,” [Qarani] said.", "Yusuf Qaraini"},
		{"two at once", "[Peter Novak and Anna Keller] said they would marry.", "Peter Novak and Anna Keller"},
		{"body and its short form", "The International Grain Board (IGB) met. [The IGB] said prices rose.", "International Grain Board"},
		{"body by its noun", "The Ministry of Fisheries spoke. [The ministry] said stocks were low.", "Ministry of Fisheries"},
		{"title before the name", "“Yes,” [Danish President Sofie Lund] said. “No,” [Lund] added.", "Sofie Lund|Sofie Lund"},
		{"a knight's first name", "The inquiry heard Sir Hugh Marsden on Monday. “I regret it,” [Sir Hugh] said.", "Hugh Marsden"},
		{"title before the name is known", "[The mayor of Aldorf] was late. “The train,” said Mayor Ines Kolb.", "Ines Kolb"},
		{"somebody's minister is not himself", "President Ivo Brandt left. [His foreign minister] stayed.", "His foreign minister"},
		{"marks on letters", "Zoë Märkel came. [Ms Markel] spoke.", "Zoë Märkel"},
		{"surname that is a place", "Goalkeeper Tim Boston saved three. “Easy,” [Boston] said.", "Tim Boston"},
		{"surname that is a role", "Harbour pilot Ann Baker was on board. [Baker] saw it.", "Ann Baker"},
		{"letters behind a name", "[Tom Oakes MP] spoke. [Mr Oakes] sat down.", "Tom Oakes|Tom Oakes"},
		{"husband and wife", "Lena Marsh and her husband, Paul Marsh, bought it. Marsh says she paid. [Mr. Marsh] denied it. [Ms. Marsh] insisted.", "Paul Marsh|Lena Marsh"},
		{"he who tells is not who is told", "Peter Novak met Mark Duval. “No,” [he] told Novak.", "Mark Duval"},
		{"abroad", "Hilde Roth, the Austrian chancellor, met Rupert Hale, the chancellor of the exchequer. [The Austrian chancellor] smiled.", "Hilde Roth"},
		{"a time behind a body", "[A federal jury on Thursday] convicted him.", "federal jury"},
		{"owner of a statement", "Ann Baker was calm. [Baker's statement] said it was over.", "Ann Baker"},
		{"country's ministry", "[Norway's Foreign Ministry] protested.", "Norway's Foreign Ministry"},
		{"home behind the name", "Dora Hale, 59, of Ashton, [Ohio, who saw it], said so.", "Dora Hale"},
		{"who releases a statement", "Norbank released a statement [which] read: “No.” [The statement] also denied it.", "Norbank|Norbank"},
		{"the premier is the prime minister", "Prime Minister Ivo Brandt met Defence Minister Carl Hein. Hein left. [The premier] stayed.", "Ivo Brandt"},
		{"a group called again", "Greenpact International rejected the plan. [The group] said it would sue.", "Greenpact International"},
		{"an official is no spokesman", "Port spokesman Omar Said left. A senior customs official arrived. [The official] said nothing.", "senior customs official"},
		{"set in capitals", "[CLARA Nettleship] said so. [NIGEL O'NEILL] left. [Tom Oakes III] stayed.", "Clara Nettleship|Nigel O'Neill|Tom Oakes III"},
		{"initials are no capitals", "[JK Marsden] said so. [NATO] did not.", "JK Marsden|NATO"},
		{"somebody's office", "[The Tarrow County Sheriff's Office] said so. [The Attorney General's Office] did not.", "Tarrow County Sheriff's Office|Attorney General's Office"},
		{"a person's club", "[Ann Baker's Club] said so.", "Club"},
		{"Junior", "[Martin Oakes Jr.] said no. [Oakes] left.", "Martin Oakes Jr.|Martin Oakes Jr."},
	} {
		t.Run(c.about, func(t *testing.T) {
			var got []string
			for _, e := range speakers(c.text) {
				got = append(got, e.Name)
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, g, c.want)
			}
		})
	}
}

// TestRoles: the role is kept as the article gives it, apart from the name.
func TestRoles(t *testing.T) {
	for _, c := range []struct{ text, name, role string }{
		{"[Danish President Sofie Lund] said so.", "Sofie Lund", "Danish President"},
		{"[Louise Harker, a former executive at the Dunmore Group,] said so.", "Louise Harker", "former executive at the Dunmore Group"},
		{"[chief negotiator Omar Saleh] said so.", "Omar Saleh", "chief negotiator"},
		{"[Mr. Lindqvist] said so.", "Lindqvist", ""},
		{"[Acme president and chief executive Tomas Berg] said so.", "Tomas Berg", "Acme president and chief executive"},
		{"[Norbank President and CEO Sofie Lund] said so.", "Sofie Lund", "Norbank President and CEO"},
		{"She met a baker and [Mayor Anna Keller], who said so.", "Anna Keller", "Mayor"},
		{"Provincial Police Officer (PPO) [Omar Saleh] said so.", "Omar Saleh", "Provincial Police Officer"},
	} {
		e := speakers(c.text)[0]
		if e.Name != c.name || e.Role != c.role || e.Kind != entity.Person {
			t.Errorf("%s: %q, role %q, kind %d; want %q, %q", c.text, e.Name, e.Role, e.Kind, c.name, c.role)
		}
	}
}
