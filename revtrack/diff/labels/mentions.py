"""What one text says beside its numbers: quotations, speakers and names.

    “We regret the delay,” Finance Minister Ana Ruiz said in Lisbon.
    ----------------------                                            passages
                           -------------------------------            attributions: (say, finance minister ana ruiz)
                           ---------------------             ------   names

Marks decide what is quoted, in every script; everything else needs a Lexicon. Capitals decide what is a name, which is
why German names need two of them in a row and a text in title case has none. Every search is linear in the text, or
bounded by a named count.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.words import WORD, WORD_ASCII, PlacedWords, bare, words_of, written_words

__all__ = [
    "Mention",
    "attributions",
    "capitalised",
    "has_marks",
    "names",
    "nested",
    "passages",
    "unmarked",
    "words_of",
]


class Mention(NamedTuple):
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
_ANY_MARK: Final = re.compile(f"[{''.join(_PAIRS)}]")
_MARK: Final = re.compile(
    r"""[“”„«»‹›「」『』"‘‚'’](?:(?<=[“”„«»‹›「」『』"])"""
    r"""|(?<=[‘‚'])(?<![^\W_].)(?=[^\W\d_])|(?<=[’‘'])(?<=\S.)(?![^\W_]))"""
)
"""A mark, and then what must stand around one that may be an apostrophe. The mark comes first, since what begins with a
set of characters is sought three times as fast as what begins with a choice."""
_UNMARKED: Final = str.maketrans(dict.fromkeys("“”„«»‹›「」『』\"‘’‚'", " "))
_OUTER: Final = " ,.;:\u00a0\u202f"
"""Stripped from the ends of a passage before it is compared: a comma before a closing mark is the publisher's style."""


def has_marks(text: str) -> bool:
    """Whether a text may hold a passage: the cheap question."""
    return '"' in text or "'" in text if text.isascii() else _ANY_MARK.search(text) is not None


def passages(text: str) -> tuple[Mention, ...]:
    """What stands between quotation marks, outermost pairs, in order.

    A mark that never closes reaches to the end, one that never opened to the start, since a quotation of several
    sentences is cut between them; such a passage is weak, since its other mark may have moved to another sentence.
    Single marks, which may be apostrophes, must close.
    """
    found: list[Mention] = []
    opened: re.Match[str] | None = None
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
    return tuple(mention for mention in found if mention.atoms not in _NOTHING)


def nested(outer: Iterable[Mention]) -> tuple[Mention, ...]:
    """What stands between marks inside passages: “the ‘war’ on drugs”."""
    found = []
    for passage in outer:
        text, start = passage.text[1:], passage.start + 1
        if text and text[-1] in _PAIRS.get(passage.text[0], ""):
            text = text[:-1]
        if has_marks(text):
            found += [one._replace(start=start + one.start, end=start + one.end) for one in passages(text)]
    return tuple(found)


_NOTHING: Final = (("",), ("n",))
"""What is no passage: nothing, and "rock 'n' roll"."""


def _opens(text: str, at: int) -> bool:
    """True where the mark at an offset stands as an opening one: nothing before it, something after it."""
    mark = text[at]
    if mark in "“„‚「『":
        return True
    if mark == "‘":  # which closes a German one too
        return not text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalpha()
    free = at == 0 or text[at - 1].isspace() or text[at - 1] in "([-–—"
    before_blank = at + 1 < len(text) and text[at + 1].isspace()
    return (mark in _PAIRS and free and not before_blank and at + 1 < len(text)) or (mark == "«" and before_blank)


def unmarked(text: str) -> str:
    """A text without marks that quote, and without apostrophes."""
    return " ".join(text.translate(_UNMARKED).split())


def _passage(text: str, start: int, end: int, *, weak: bool = False) -> Mention:
    words = unmarked(text[start:end])
    return Mention("quote", (words.strip(_OUTER).casefold(),), text[start:end], start, end, weak)


# ---------------------------------------------------------------------------------------------------- attributions

SPEAKER_WORDS: Final = 8
"""Words before or after a verb of speech that can say who speaks, a count; our judgement."""
_OF: Final = frozenset({"of", "de", "do", "del"})
"""Inside the name of a speaker as articles are: "the head of the union"."""
_BREAK: Final = re.compile(r"[,;:.!?…()\[\]“”„«»\"–—]")
_SAID_QUOTE: Final = re.compile(r"[“”„«»」』\"’']")


def attributions(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Verbs of speech with their speakers, and sources named by "according to"; none without a Lexicon.

    The atom is (verb, speaker), the speaker empty where it cannot be told. A verb that often reports something else is
    weak unless a quotation mark or, with a speaker, "that" stands beside it, or both close a sentence behind a comma:
    "…, Fox News reported."
    """
    if lexicon is None:
        return ()
    return tuple(_attributions(PlacedWords(text), lexicon))


LED: Final = 4
"""Words before or behind such a noun among which what makes it a source is sought: "nach ersten Angaben"."""


def _attributions(read: PlacedWords, lexicon: Lexicon) -> Iterator[Mention]:
    words = read.words
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in lexicon.sources:
            if word in lexicon.ordinals and i and not _BREAK.search(read.gap(i)):
                continue  # "no segundo turno"
            if word in lexicon.led_by and lexicon.led_by[word].isdisjoint(words[max(i - LED, 0) : i + LED]):
                continue
            second = lexicon.sources[word]
            if not second or following == second:
                yield _attribution(read, i, _forward(read, i + bool(second), lexicon), word, lexicon)
            continue
        verb = lexicon.speech.get(word)
        if verb is None or (i and words[i - 1] in lexicon.auxiliaries):
            continue
        quoted = bool(_SAID_QUOTE.search(read.gap(i)) or _SAID_QUOTE.search(read.after(i)))
        first, last = _backward(read, i, lexicon), i
        if first == i and (quoted or _behind_a_clause(read, i)):
            last = _forward(read, i, lexicon)
            if not quoted and last + 1 < len(words) and not _BREAK.search(read.gap(last + 1)):
                last = i  # "Ms Reyes, who leads it, said the offer was low"
        weak = verb in lexicon.weak_speech and not quoted and not (following == "that" and first < i)
        if weak and verb in lexicon.closing_speech:
            closes = not following or _BREAK.search(read.after(i)) is not None
            weak = first == i or "," not in read.gap(first) or not closes
        yield _attribution(read, first, last, verb, lexicon, weak=weak)


def _attribution(
    read: PlacedWords, first: int, last: int, verb: str, lexicon: Lexicon, *, weak: bool = False
) -> Mention:
    while first < last and (read.words[first].isdecimal() or read.words[first] in lexicon.weekdays):
        first += 1  # the hour of a post, "10:42 Police say", or the day
    said = [word for word in read.words[first : last + 1] if lexicon.speech.get(word, word) != verb]
    speaker = " ".join([word for word in said if word not in lexicon.ignored and not _says_how(word)])
    start, end = read.starts[first], read.ends[last]
    said_by = (verb, speaker)
    return Mention("attribution", (said_by,), read.text[start:end], start, end, weak)


def _says_how(word: str) -> bool:
    """Whether a word between a speaker and the verb is no part of who speaks: "never", "angrily"."""
    return word == "never" or word.endswith("ly")


def _behind_a_clause(read: PlacedWords, i: int) -> bool:
    """Whether the verb at word i follows a comma: "…, said the mayor", "…, a dit le maire"."""
    return i > 0 and "," in read.gap(i - (read.words[i - 1] in _HAVE))


_HAVE: Final = frozenset({"a", "ont", "avait", "avaient", "ha", "han", "había", "hat", "haben"})


def _backward(read: PlacedWords, i: int, lexicon: Lexicon) -> int:
    """The first word of the speaker before a verb: back to a mark or a conjunction."""
    first = i
    while first > 0 and i - first < SPEAKER_WORDS:
        before = read.words[first - 1]
        if _BREAK.search(_without_stop(read.gap(first), before, lexicon)):
            break
        if _ends_speaker(before, lexicon) and read.words[max(first - 2, 0)] not in lexicon.source_links.get(before, ()):
            break
        first -= 1
    return first


def _forward(read: PlacedWords, i: int, lexicon: Lexicon) -> int:
    """The last word of the speaker after a verb or "according to": up to a mark or the next common word."""
    last = i
    while last + 1 < len(read.words) and last - i < SPEAKER_WORDS:
        if _ends_speaker(read.words[last + 1], lexicon):
            break
        if _BREAK.search(_without_stop(read.gap(last + 1), read.words[last], lexicon)):
            break
        last += 1
    return last


def _ends_speaker(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is none of a speaker's: a common one, "did", "not", or both in one, "didn't"."""
    return (word in lexicon.ignored and word not in lexicon.articles and word not in _OF) or word.endswith(_NOT)


_NOT: Final = ("n't", "n’t")


def _without_stop(gap: str, before: str, lexicon: Lexicon) -> str:
    """A gap without the stop of a title, an initial or an abbreviation before it: "Gen. Soleimani", "U.S. Army"."""
    short = before in lexicon.titles or len(before) == 1 or "." in before
    return gap.replace(".", "", 1) if short else gap


# ------------------------------------------------------------------------------------------------------------ names

TITLE_WORDS: Final = 3
"""Capitalised words, and no other but common ones, from which a text counts as set in title case, a count."""
_PREFIX: Final = r"(?:(?:a[ldnrstz]|el|ul|[dl])[-‐'’](?=[A-ZÀ-ÖØ-Þ]))?"
"""What may stand before the capital of a name: "al-Qaida", "d'Italie"."""
_PREFIXED: Final = re.compile(rf"(?<!\w)(?<!\w[-‐'’.&]){_PREFIX}[^\W\d_a-z]{WORD.pattern[6:]}")
_MAY_BE_PREFIXED: Final = re.compile(r"[-‐'’](?<=[dlnrstz].)[A-ZÀ-ÖØ-Þ]")
_CAPITALISED: Final = re.compile(rf"[^\W\d_a-z](?<!\w.)(?<!\w[-‐'’.&].){WORD.pattern[6:]}")
_CAPITALISED_ASCII: Final = re.compile(rf"[A-Z](?<!\w.)(?<!\w[-'.&].){WORD_ASCII.pattern[11:]}")
"""The same where nothing stands before a capital: what begins with a set of characters is sought five times as fast."""
_CAPITAL_INSIDE: Final = re.compile(r"[a-zß-öø-ÿ][-‐]?[A-ZÀ-ÖØ-Þ]|['’][A-ZÀ-ÖØ-Þ]")
_ACRONYM: Final = re.compile(r"[A-Z]{2,5}(?:[-‐]?\d{1,2})?(?=(?:['’]s)?,?\s[^\W\dA-Z_])")
"""And a word in small letters behind it: other words in capitals may all be."""
_START: Final = re.compile(r"[.?!:…“„«‹「『\"‘•]")


def names(text: str, lexicon: Lexicon | None, span: tuple[int, int] | None = None) -> tuple[Mention, ...]:
    """Runs of capitalised words, their words being the atoms; none where capitals tell no names.

    The first word of a sentence is a name only together with the next one or by its form ("McDonald", "NATO"), else a
    weak one, and where all nouns have a capital it is none; a common word never is; nothing is in a text in title case.
    Days and months are dates. Without a Lexicon there are none, since languages use capitals in different ways.
    """
    if lexicon is None:
        return ()
    runs: list[list[_Capital]] = []
    least: list[int] = []
    first, last = span or (0, len(text))
    for match in _capitals(text).finditer(text, first, last):
        start, written = match.start(), match[0]
        name = bare(written)
        lower = name.casefold()
        if lower in lexicon.nameless or written.islower():
            _count_on(runs, least, (start, start + len(written), name, lower))
            continue
        gap_start = _end_of_word_before(text, start)
        gap = text[gap_start:start]
        if "." in gap:
            gap = _without_stop(gap, _last_word(text[:gap_start]), lexicon)
        starts = gap_start == 0 or (gap != " " and bool(_START.search(gap)))
        if starts and lexicon.capital_nouns:
            continue
        if starts or not runs or runs[-1][-1][1] != gap_start or gap.strip():
            runs.append([])
            least.append(2 if starts or lexicon.capital_nouns else 1)
        runs[-1].append((start, start + len(written), name, lower))
    found = []
    for run, words_needed in zip(runs, least, strict=True):
        if len(run) >= words_needed:
            found.append(_name(text, run))
        elif not lexicon.capital_nouns:
            found.append(_name(text, run, weak=not _looks_named(text, run[0], lexicon)))
    return () if found and _in_title_case(text, lexicon) else tuple(found)


def _count_on(runs: "list[list[_Capital]]", least: list[int], numeral: "_Capital") -> None:
    """Add a word that is the "I" of "World War I" to the name right before it; "Suddenly I" is none."""
    start, end, name, _ = numeral
    if name == "I" and end - start == 1 and runs and len(runs[-1]) >= least[-1] and runs[-1][-1][1] == start - 1:
        runs[-1].append(numeral)


_Capital = tuple[int, int, str, str]
"""A word with a capital: where it begins and ends; without its possessive ending as written and in lower case."""


def _looks_named(text: str, word: _Capital, lexicon: Lexicon) -> bool:
    """Whether the form of a word at the start of a sentence tells a name: "McDonald", "NATO", "Trump's"."""
    start, end, name, lower = word
    told = text[start:end]
    if told.isalpha() and not told[-1].isupper() and told[1:].islower():  # most often
        return False
    if lexicon.owners and len(name) < len(told):
        return lower not in lexicon.owners
    return bool(_CAPITAL_INSIDE.search(told)) or _ACRONYM.match(text, start) is not None


def _capitals(text: str) -> re.Pattern[str]:
    """What finds the words of a text that have a capital, a few others perhaps that are all small letters."""
    if _MAY_BE_PREFIXED.search(text):
        return _PREFIXED
    return _CAPITALISED_ASCII if text.isascii() else _CAPITALISED


def capitalised(text: str) -> set[str]:
    """The words of a text that begin with a capital, in lower case."""
    return {bare(word).casefold() for word in _capitals(text).findall(text) if not word.islower()}


def _end_of_word_before(text: str, at: int) -> int:
    while at and not text[at - 1].isalnum():
        at -= 1
    return at


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1].casefold() if text else ""


_CREDIT: Final = re.compile(
    r"(?:photo|picture|image|illustration|video|graphic|credit|foto|bild|grafik|imagen|imagem|crédit)[a-z]*(?: by)?: ",
    re.IGNORECASE,
)
"""What a line of names begins with: "Picture: Jason O'Brien"."""


def _in_title_case(text: str, lexicon: Lexicon) -> bool:
    """True where all words but the common ones have a capital."""
    if _CREDIT.match(text):
        return False
    for word in text.split():  # mostly one of the first few settles it
        if word.islower() and word not in lexicon.common and word.isascii() and word.isalpha():
            return False
    capitals = 0
    for word in written_words(text):
        if not word[0].isupper():
            if word not in lexicon.common and bare(word).casefold().isalpha():
                return False
        elif word.casefold() not in lexicon.nameless:
            capitals += bare(word).casefold().isalpha()
    return capitals >= TITLE_WORDS


def _name(text: str, run: Sequence[_Capital], *, weak: bool = False) -> Mention:
    start, end = run[0][0], run[-1][0] + len(run[-1][2])
    return Mention("name", tuple([lower for _, _, _, lower in run]), text[start:end], start, end, weak)
