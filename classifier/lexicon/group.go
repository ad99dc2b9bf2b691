package lexicon

import (
	"fmt"
	"strings"
)

// Group is a set of groups of words that no word class names: what counts people, nouns of what somebody has in mind.
// They stand in data/groups.txt.
type Group uint64

const (
	Joining Group = 1 << iota
	Demanding
	Threatening
	Warning
	Linking
	Causing
	Undoing
	Outlook
	Territory
	BodyOf
	Counting
	Amount
	Throng
	Somebody
	HardlyAnybody
	Portion
	Ordinal
	OnlyOne
	Law
	Tabled
	Telling
	Entitlement
	Formerly
	PartOfTime
	TimeWord
	InPower
	ThingLikePeople
	Undergoing
	Recommending
	Deciding
	Trying
	Foretelling
	Finding
	Remedy
	Failing
	TurningTo
	Concerning
	Behind
	Leaving
	OpenModal
	CanModal
	FirstPerson
	ThirdPerson
	BesideCount
	NameParticle
	Elected
	Winning
	Contested
	Perishing
	Accepting
	Insisting
	Scant
	Bringing
	Answering
	Unsaying
	Cautioning
	Ruling
	Obliging
	Permitting
	Denying
	Reasons
	TakingAs
	SideOf
	Weighing
)

var groupsByName = map[string]Group{
	"joining": Joining, "demanding": Demanding, "threatening": Threatening, "warning": Warning, "linking": Linking, "causing": Causing, "undoing": Undoing,
	"outlook": Outlook, "taking_as": TakingAs, "side_of": SideOf, "territory": Territory, "body_of": BodyOf, "counting": Counting, "amount": Amount, "throng": Throng,
	"somebody": Somebody, "hardly_anybody": HardlyAnybody, "portion": Portion, "ordinal": Ordinal, "only_one": OnlyOne, "law": Law, "tabled": Tabled,
	"telling": Telling, "entitlement": Entitlement, "formerly": Formerly, "part_of_time": PartOfTime, "time": TimeWord,
	"in_power": InPower, "thing_like_people": ThingLikePeople, "undergoing": Undergoing, "recommending": Recommending,
	"deciding": Deciding, "trying": Trying, "finding": Finding,
	"foretelling": Foretelling, "remedy": Remedy, "failing": Failing, "turning_to": TurningTo, "concerning": Concerning, "behind": Behind, "leaving": Leaving,
	"open_modal": OpenModal, "can_modal": CanModal, "first_person": FirstPerson, "third_person": ThirdPerson, "beside_count": BesideCount, "name_particle": NameParticle,
	"elected": Elected, "winning": Winning, "contested": Contested, "perishing": Perishing, "accepting": Accepting, "insisting": Insisting, "scant": Scant, "bringing": Bringing,
	"answering": Answering, "unsaying": Unsaying, "cautioning": Cautioning, "ruling": Ruling, "obliging": Obliging, "permitting": Permitting, "denying": Denying, "reasons": Reasons,
	"weighing": Weighing,
}

// In reports whether a form is in one of some groups.
func (b *Builder) In(id ID, g Group) bool { return int(id) < len(b.groups) && b.groups[id]&g != 0 }

// In reports whether a form is in one of some groups.
func (l *Lexicon) In(id ID, g Group) bool { return l.groups[id]&g != 0 }

func readGroup(b *Builder, e entry) error {
	name, words, _ := strings.Cut(e.line, ":")
	g, ok := groupsByName[name]
	if !ok {
		return fmt.Errorf("%q: no group %q", e.line, name)
	}
	for w := range strings.FieldsSeq(words) {
		id := b.ID(w)
		if n := int(id) + 1 - len(b.groups); n > 0 {
			b.groups = append(b.groups, make([]Group, n)...)
		}
		b.groups[id] |= g
	}
	return nil
}
