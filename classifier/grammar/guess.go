package grammar

import (
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// unknown tags a word that the lexicon lacks.
func (a *Analysis) unknown(i, first, last int32, prev Tag) Tag {
	tok := &a.tokens[i]
	if tok.Flags&text.Hyphen != 0 && tok.Flags&text.Capital == 0 && arabicArticle(a.doc.TokenText(i)) {
		return Proper
	}
	if tok.Flags&text.Hyphen != 0 && tok.Flags&text.Digits == 0 {
		tail := a.doc.Lexicon.Word(a.doc.Parts(tok).Tail).Class
		if tail.Is(lexicon.Numeral) && a.doc.Lexicon.Word(a.doc.Parts(tok).Head).Is(lexicon.Numeral) {
			return Number // Twenty-two states
		}
		if tail.Is(lexicon.Adverb) && !tail.Is(lexicon.Adjective|lexicon.Noun) {
			return Adverb
		}
		if s := a.doc.TokenText(i); tok.Flags&text.Capital != 0 && i > first && upper(s[strings.IndexByte(s, '-')+1:]) && !a.nounFollows(i, last) {
			return Proper // the Advocate-General
		}
		if tail.Is(lexicon.Gerund) && !tail.Is(lexicon.Adjective) && prev != Be && prev != Noun && prev != Proper && (i+1 >= last || a.tokens[i+1].Kind == text.Punct || a.next(i, last).Is(lexicon.Coordinator)) {
			return Noun // banned fox-hunting
		}
		if tail.Is(lexicon.Participle | lexicon.Gerund | lexicon.Adjective) {
			return Adjective // Jordanian-drafted, far-reaching
		}
		if tok.Flags&text.Capital == 0 {
			if a.nounFollows(i, last) {
				return Adjective
			}
			return Noun
		}
	}
	if tok.Flags&text.Digits != 0 {
		if n := a.next(i, last); tok.Flags&text.Hyphen != 0 && prev == Determiner && n.Is(lexicon.Past|lexicon.Third|lexicon.Aux) && !n.Is(lexicon.Noun|lexicon.Adjective) {
			return Number // the 45-year-old told jurors
		}
		if tok.Flags&text.Hyphen != 0 && (a.nounFollows(i, last) || a.next(i, last).Is(lexicon.Noun)) {
			return Adjective // 25-year-old
		}
		return Number
	}
	if tok.Flags&text.Capital != 0 {
		return Proper
	}
	return a.bySuffix(a.doc.TokenText(i), prev)
}

// arabicArticle reports whether a hyphenated word is a name that begins with an article in lower case: al-Araby, el-Sisi.
func arabicArticle(s string) bool {
	head, tail, _ := strings.Cut(s, "-")
	switch head {
	case "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "bin", "ibn", "ben", "abu":
		return tail != "" && (tail[0] >= 'A' && tail[0] <= 'Z' || tail[0] >= 0x80)
	}
	return false
}

// upper reports whether a string begins with a capital letter of the Latin alphabet.
func upper(s string) bool { return s != "" && 'A' <= s[0] && s[0] <= 'Z' }

// bySuffix guesses the class of a lower-case word from its end.
func (a *Analysis) bySuffix(s string, prev Tag) Tag {
	has := func(suffix string) bool {
		return len(s) > len(suffix)+2 && s[len(s)-len(suffix):] == suffix
	}
	nominal := prev == Determiner || prev == Possessive || prev == Adjective || prev == Preposition || prev == Number
	switch {
	case has("ly"):
		return Adverb
	case has("ing"):
		if nominal && prev != Preposition {
			return Noun
		}
		return Gerund
	case has("ed"):
		switch {
		case nominal:
			return Adjective
		case prev == Be || prev == Have:
			return Participle
		}
		return VerbPast
	case has("ous"), has("ful"), has("ive"), has("able"), has("ible"), has("ical"), has("less"), has("ish"):
		return Adjective
	case (has("ise") || has("ize") || has("ify")) && (prev == To || prev == Modal):
		return VerbBase
	}
	if prev == To || prev == Modal {
		return VerbBase
	}
	return Noun
}
