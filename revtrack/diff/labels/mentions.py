"""What one text says beside its numbers: quotations, speakers, names, doubts, denials, and notes to readers.

    “We regret the delay,” Finance Minister Ana Ruiz said in Lisbon.
    ----------------------                                            passages
                           -------------------------------            attributions: (say, finance minister ana ruiz)
                           ---------------------             ------   names

Marks decide what is quoted, in every script; everything else needs a Lexicon. Capitals decide what is a name, which is
why German names need two of them in a row and a text in title case has none. Every search is linear in the text, or
bounded by a named count.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import regex

from revtrack.diff.labels.lexicon import Lexicon

__all__ = [
    "Mention",
    "attributions",
    "denials",
    "doubts",
    "is_stamp",
    "names",
    "note_in",
    "passages",
    "stamps_in",
    "words_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something a text states, and where it does so."""

    term: str
    """The label it can give rise to."""
    atoms: tuple[Hashable, ...]
    """What it states: equal atoms, equal facts. A range or a list of days has several."""
    text: str
    start: int
    """Offset in the text, code points, inclusive."""
    end: int
    """Offset in the text, exclusive."""
    weak: bool = False
    """Counts only when something in the same place of the other text replaces it."""


# ------------------------------------------------------------------------------------------------------- quotations

_PAIRS: Final = {
    "“": "”", "„": "“”‟", "”": "”", '"': '"', "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
"""What opens a quotation, and what may close it."""
_CLOSING: Final = frozenset("”»』」›")
_MARK: Final = regex.compile(r"""[“”„«»‹›「」『』"]|(?<![\p{L}\p{N}])[‘‚'](?=\p{L})|(?<=\S)[’'](?![\p{L}\p{N}])""")
_OUTER: Final = " ,.;:\u00a0\u202f"
"""Stripped from the ends of a passage before it is compared: a comma before a closing mark is the publisher's style."""


def passages(text: str) -> tuple[Mention, ...]:
    """What stands between quotation marks, outermost pairs, in order.

    A mark that never closes reaches to the end, one that never opened to the start, since a quotation of several
    sentences is cut between them; such a passage is weak, since its other mark may have moved to another sentence.
    Single marks, which may be apostrophes, must close.
    """
    found: list[Mention] = []
    opened: regex.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            if _opens(text, mark.start()):
                opened = mark
            elif not found and (mark[0] in _CLOSING or (mark[0] == '"' and not text[mark.start() - 1].isdigit())):
                found.append(_passage(text, 0, mark.end(), weak=True))
        elif mark[0] in _PAIRS[opened[0]] and mark.start() > opened.end():
            found.append(_passage(text, opened.start(), mark.end()))
            opened = None
    if opened is not None and opened[0] not in "'‘‚":
        found.append(_passage(text, opened.start(), len(text), weak=True))
    return tuple(mention for mention in found if mention.atoms != ("",))


def _opens(text: str, at: int) -> bool:
    """True where the mark at an offset stands as an opening one: nothing before it, something after it."""
    mark = text[at]
    if mark in "“„‘‚「『":
        return True
    free = at == 0 or text[at - 1].isspace() or text[at - 1] in "([-–—"
    before_blank = at + 1 < len(text) and text[at + 1].isspace()
    return (mark in _PAIRS and free and not before_blank and at + 1 < len(text)) or (mark == "«" and before_blank)


def _passage(text: str, start: int, end: int, *, weak: bool = False) -> Mention:
    words = " ".join(regex.sub(r"[“”„«»‹›「」『』\"‘’‚']", " ", text[start:end]).split())
    said = words.strip(_OUTER).casefold()
    return Mention(term="quote", atoms=(said,), text=text[start:end], start=start, end=end, weak=weak)


class _Word(NamedTuple):
    text: str
    """In lower case, without a possessive ending."""
    written: str
    start: int
    end: int
    gap: str
    """What stands before it."""


_WORD: Final = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐'’.&][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*")
_POSSESSIVE: Final = regex.compile(r"['’]s?$")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    words: list[str] = _WORD.findall(text.casefold())
    return [_POSSESSIVE.sub("", word) if "'" in word or "’" in word else word for word in words]


def _words(text: str) -> list[_Word]:
    found = []
    end = 0
    for match in _WORD.finditer(text):
        written = match[0] if match[0].isalnum() else _POSSESSIVE.sub("", match[0])
        found.append(
            _Word(written.casefold(), written, match.start(), match.start() + len(written), text[end : match.start()])
        )
        end = match.end()
    return found


# ---------------------------------------------------------------------------------------------------- attributions

SPEAKER_WORDS: Final = 8
"""Words before or after a verb of speech that can say who speaks, a count; our judgement."""
_OF: Final = frozenset({"of", "de", "do", "del"})
"""Inside the name of a speaker as articles are: "the head of the union"."""
_BREAK: Final = regex.compile(r"[,;:.!?…()\[\]“”„«»\"–—]")
_SAID_QUOTE: Final = regex.compile(r"[“”„«»」』\"’']")


def attributions(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Verbs of speech with their speakers, and sources named by "according to"; none without a Lexicon.

    The atom is (verb, speaker), the speaker empty where it cannot be told. A verb that often reports something else is
    weak unless a quotation mark or, with a speaker, "that" stands beside it.
    """
    if lexicon is None:
        return ()
    words = _words(text)
    return tuple(_attributions(text, words, lexicon))


def _attributions(text: str, words: Sequence[_Word], lexicon: Lexicon) -> Iterator[Mention]:
    for i, word in enumerate(words):
        if word.text in lexicon.sources:
            second = lexicon.sources[word.text]
            if second and (i + 1 == len(words) or words[i + 1].text != second):
                continue
            yield _attribution(text, words, (i, _forward(words, i + bool(second), lexicon)), word.text, lexicon)
            continue
        verb = lexicon.speech.get(word.text)
        if verb is None or (i and words[i - 1].text in lexicon.auxiliaries):
            continue
        after = text[word.end : words[i + 1].start] if i + 1 < len(words) else text[word.end :]
        quoted = bool(_SAID_QUOTE.search(word.gap) or _SAID_QUOTE.search(after))
        first, last = _backward(words, i, lexicon), i
        if first == i and quoted:
            last = _forward(words, i, lexicon)
        that = i + 1 < len(words) and words[i + 1].text == "that"
        weak = verb in lexicon.weak_speech and not quoted and not (that and first < i)
        yield _attribution(text, words, (first, last), verb, lexicon, weak=weak)


def _attribution(
    text: str, words: Sequence[_Word], span: tuple[int, int], verb: str, lexicon: Lexicon, *, weak: bool = False
) -> Mention:
    first, last = span
    said = [word.text for word in words[first : last + 1] if lexicon.speech.get(word.text, word.text) != verb]
    ignored = lexicon.common - lexicon.pronouns
    speaker = " ".join(word for word in said if word not in ignored and not word.endswith("ly"))
    start, end = words[first].start, words[last].end
    said_by = (verb, speaker)
    return Mention(term="attribution", atoms=(said_by,), text=text[start:end], start=start, end=end, weak=weak)


def _backward(words: Sequence[_Word], i: int, lexicon: Lexicon) -> int:
    """The first word of the speaker before a verb: back to a mark or a conjunction."""
    first = i
    while first > 0 and i - first < SPEAKER_WORDS:
        before = words[first - 1]
        if _BREAK.search(_without_stop(words[first].gap, before, lexicon)):
            break
        if before.text in lexicon.common - lexicon.pronouns and before.text not in lexicon.articles | _OF:
            break
        first -= 1
    return first


def _forward(words: Sequence[_Word], i: int, lexicon: Lexicon) -> int:
    """The last word of the speaker after a verb or "according to": up to a mark or the next common word."""
    last = i
    while last + 1 < len(words) and last - i < SPEAKER_WORDS:
        after = words[last + 1]
        if _BREAK.search(_without_stop(after.gap, words[last], lexicon)):
            break
        if after.text in lexicon.common - lexicon.pronouns and after.text not in lexicon.articles | _OF:
            break
        last += 1
    return last


def _without_stop(gap: str, before: _Word, lexicon: Lexicon) -> str:
    """A gap without the stop of a title, an initial or an abbreviation before it: "Gen. Soleimani", "U.S. Army"."""
    short = before.text in lexicon.titles or len(before.text) == 1 or "." in before.text
    return gap.replace(".", "", 1) if short else gap


# ------------------------------------------------------------------------------------------------------------ names

TITLE_WORDS: Final = 3
"""Capitalised words, and no other but common ones, from which a text counts as set in title case, a count."""
_START: Final = regex.compile(r"[.?!:…“„«‹「『\"‘•]")


def names(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Runs of capitalised words, their words being the atoms; none where capitals tell no names.

    The first word of a sentence is a name only together with the next one, and a common word never is; nothing is in a
    text in title case. Days and months are dates. Without a Lexicon there are none, since languages use capitals in
    different ways.
    """
    if lexicon is None:
        return ()
    words = _words(text)
    rarer = [word.written[0].isupper() for word in words if word.text not in lexicon.common and word.text.isalpha()]
    if len(rarer) >= TITLE_WORDS and all(rarer):
        return ()
    runs: list[list[_Word]] = []
    least: list[int] = []
    for i, word in enumerate(words):
        if not _may_name(word, lexicon):
            continue
        gap = _without_stop(word.gap, words[i - 1], lexicon) if i else ""
        starts = i == 0 or bool(_START.search(gap))
        if starts or gap.strip() or not runs or runs[-1][-1] is not words[i - 1]:
            runs.append([])
            least.append(2 if starts or lexicon.capital_nouns else 1)
        runs[-1].append(word)
    return tuple(_name(text, run) for run, words_needed in zip(runs, least, strict=True) if len(run) >= words_needed)


def _may_name(word: _Word, lexicon: Lexicon) -> bool:
    other = (lexicon.common, lexicon.pronouns, lexicon.weekdays, lexicon.months, lexicon.qualifiers)
    return word.written[0].isupper() and not any(word.text in words for words in other)


def _name(text: str, run: Sequence[_Word]) -> Mention:
    start, end = run[0].start, run[-1].end
    return Mention(term="name", atoms=tuple(word.text for word in run), text=text[start:end], start=start, end=end)


# -------------------------------------------------------------------------------------------------- doubt and denial


def doubts(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Words of doubt, in order. Weak: those that say little by themselves, "may" and "likely".

    "About", "at least" and their kind are weak too, and count only right before a number.
    """
    if lexicon is None:
        return ()
    found = []
    for match in _doubt_pattern(lexicon).finditer(text):
        weak = match.lastgroup != "strong"
        if match.lastgroup == "weak" and match[0][0].isupper() and match[0].casefold() in lexicon.months:
            continue
        if match.lastgroup == "about" and not _number_follows(text, match.end(), lexicon):
            continue
        found.append(_mention("hedge", match, (match[0].casefold(),), weak=weak))
    return tuple(found)


@cache
def _doubt_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    groups = (("strong", lexicon.hedges), ("weak", lexicon.weak_hedges), ("about", lexicon.about))
    choice = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in groups)
    return regex.compile(rf"(?<![\w-])(?:{choice})(?![\w-])", regex.IGNORECASE)


_NEXT: Final = regex.compile(r"\s?(?:\p{Sc}?\d|(?P<word>\p{L}+))")


def _number_follows(text: str, at: int, lexicon: Lexicon) -> bool:
    following = _NEXT.match(text, at)
    if following is None:
        return False
    word = following["word"]
    return word is None or any(word.casefold() in words for words in (lexicon.numbers, lexicon.scales, lexicon.crowds))


def denials(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Words that turn a sentence into its opposite, in order; all state the same, since what counts is how many."""
    if lexicon is None:
        return ()
    return tuple(_mention("negation", match, ("not",)) for match in _denial_pattern(lexicon).finditer(text))


@cache
def _denial_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\w-])(?:{'|'.join(lexicon.negations)})(?![\w-])", regex.IGNORECASE)


def _mention(term: str, match: regex.Match[str], atoms: tuple[Hashable, ...], *, weak: bool = False) -> Mention:
    return Mention(term=term, atoms=atoms, text=match[0], start=match.start(), end=match.end(), weak=weak)


# ------------------------------------------------------------------------------------------------- notes and stamps


def note_in(text: str, lexicon: Lexicon | None) -> Mention | None:
    """The note to readers a text holds, its atom being the kind: correction, clarification, retraction, editors-note,
    amended or update; None where it holds none.
    """
    if lexicon is None:
        return None
    folded = text.casefold()
    if not any(hint in folded for hint in lexicon.note_hints):
        return None
    for kind, pattern in _note_patterns(lexicon):
        match = pattern.search(text)
        if match:
            return _mention("note", match, (kind,))
    return None


@cache
def _note_patterns(lexicon: Lexicon) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((kind, regex.compile(pattern, regex.IGNORECASE)) for kind, pattern in lexicon.notes)


LONGEST_STAMP: Final = 120
"""Letters of a line that only says when it was published, at most; our judgement."""
_STAMP_WORD: Final = regex.compile(r"[\p{L}\p{M}]+")
_STAMP_ATOM: Final = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")
_STAMP_BREAK: Final = regex.compile(r"[,;:·•|/()\[\]\n–—]|\s-\s")
"""What may part a stamp from a name beside it."""
_PROSE_END: Final = regex.compile(r"(?<!\b[ap]\.?m)[.!?…][”\"’')]*\s*$", regex.IGNORECASE)


def is_stamp(text: str, lexicon: Lexicon | None) -> bool:
    """True for a line that says nothing but when a page was published or how long it takes to read.

    A date alone is none: it may be an entry of a calendar.
    """
    if lexicon is None or len(text) > LONGEST_STAMP:
        return False
    words = frozenset(match[0].casefold() for match in _STAMP_WORD.finditer(text))
    return not lexicon.stamp_words.isdisjoint(words) and words <= _stamp_words(lexicon)


@cache
def _stamp_words(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.stamp_words.union(lexicon.stamp_fillers, lexicon.months, lexicon.weekdays)


def stamps_in(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """The stamps in a byline such as "By Jane Doe, staff writer · Published 2 hours ago"; none in running text.

    Marks, or a capital as in "Jane Doe Updated 3 hours ago", part such a line; parts in a row that say nothing but when
    are a stamp. What is left must be names, trades and common words, and end without a full stop.
    """
    if lexicon is None or len(text) > LONGEST_STAMP or _PROSE_END.search(text):
        return ()
    known = _stamp_words(lexicon)
    found = []
    group: list[regex.Match[str]] = []
    for part in _stamp_parts(text, lexicon):
        if all(atom[0].isnumeric() or atom[0].casefold() in known for atom in part):
            group += part
            continue
        if not all(_in_byline(atom[0], lexicon) for atom in part):
            return ()
        found.append(group)
        group = []
    found.append(group)
    stamps = [one for one in found if any(_is_stamp_word(atom, lexicon) for atom in one)]
    return tuple(_stamp(text, one[0].start(), one[-1].end()) for one in stamps)


def _stamp(text: str, start: int, end: int) -> Mention:
    """The stamp between two offsets, with the full stop of "p.m." behind it."""
    end += text.startswith(".", end)
    return Mention(term="dateline", atoms=(text[start:end],), text=text[start:end], start=start, end=end)


def _stamp_parts(text: str, lexicon: Lexicon) -> list[list[regex.Match[str]]]:
    """The words and numbers of a byline, by the parts it falls into."""
    parts: list[list[regex.Match[str]]] = []
    end = 0
    for atom in _STAMP_ATOM.finditer(text):
        begins = _is_stamp_word(atom, lexicon) and atom[0][0].isupper()
        if not parts or begins or _STAMP_BREAK.search(text, end, atom.start()):
            parts.append([])
        parts[-1].append(atom)
        end = atom.end()
    return parts


def _is_stamp_word(atom: regex.Match[str], lexicon: Lexicon) -> bool:
    return atom[0].casefold() in lexicon.stamp_words


def _in_byline(word: str, lexicon: Lexicon) -> bool:
    return word[0].isupper() or word.isnumeric() or word in lexicon.common or word in lexicon.trades
