package lexicon

import "strings"

const vowels = "aeiou"

// thirdPerson returns "says" for "say"; it is the plural of a noun, too.
func thirdPerson(lemma string) string {
	switch {
	case endsAny(lemma, "s", "x", "z", "ch", "sh"):
		return lemma + "es"
	case endsY(lemma):
		return lemma[:len(lemma)-1] + "ies"
	case endsAny(lemma, "go", "do", "echo", "veto"):
		return lemma + "es"
	}
	return lemma + "s"
}

// past returns "moved" for "move"; double: the last consonant is written twice (admitted).
func past(lemma string, double bool) string {
	switch {
	case double:
		return lemma + lemma[len(lemma)-1:] + "ed"
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case endsY(lemma):
		return lemma[:len(lemma)-1] + "ied"
	case strings.HasSuffix(lemma, "c"):
		return lemma + "ked"
	}
	return lemma + "ed"
}

// gerund returns "moving" for "move".
func gerund(lemma string, double bool) string {
	switch {
	case double:
		return lemma + lemma[len(lemma)-1:] + "ing"
	case strings.HasSuffix(lemma, "ie"):
		return lemma[:len(lemma)-2] + "ying"
	case strings.HasSuffix(lemma, "e") && !endsAny(lemma, "ee", "oe", "ye") && len(lemma) > 2:
		return lemma[:len(lemma)-1] + "ing"
	case strings.HasSuffix(lemma, "c"):
		return lemma + "king"
	}
	return lemma + "ing"
}

func endsY(lemma string) bool {
	n := len(lemma)
	return n > 1 && lemma[n-1] == 'y' && !strings.ContainsRune(vowels, rune(lemma[n-2]))
}

func endsAny(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
