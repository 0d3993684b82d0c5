"""Marked words and letters: what is put together again is what was there, and nothing is cut that readers see whole."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import DiffOptions, compare
from revtrack.diff.words import cut, finest, letters_of, spans_between
from revtrack.extract import document_from_sentences, segments
from revtrack.model import Span
from tests.diff.case_files import rendered
from tests.diff.drawn import sentence
from tests.diff.invariants import side_of

OPTIONS = DiffOptions()

ODD = st.sampled_from(["\u0301", "\u200d", "👩", "🚀", "🏽", "🇬", "🇧", "£", "%", "12", "三", "ก", "ا", "”", "-", "a"])


CASES = sorted((Path(__file__).resolve().parent.parent / "cases" / "words").glob("*.case"))

LANGUAGES = {"en", "de", "fr", "zh", "ja", "th", "ar", "he"}


def cases(path: Path) -> list[tuple[str, str, list[str]]]:
    """The cases of a file: language, marked text, marked letters of its changed words.

    A file says what it is about; then each case is a line of a language, two blanks and the marked text, from which old
    and new follow, and an indented line for each change in which letters are marked.
    """
    _, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    found: list[tuple[str, str, list[str]]] = []
    for line in filter(None, body.splitlines()):
        if line.startswith("    "):
            found[-1][2].append(line.strip())
        else:
            language, _, shown = line.partition("  ")
            found.append((language, shown, []))
    return found


def sides(shown: str) -> tuple[str, str]:
    """Old and new of a marked text."""
    old = re.sub(r"\[-(.*?)-\]", r"\1", re.sub(r"\{\+.*?\+\}", "", shown))
    new = re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", shown))
    return old, new


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_marked_as_its_file_says(path: Path) -> None:
    for _, shown, inside in cases(path):
        old, new = sides(shown)
        spans = spans_between(old, new, OPTIONS)
        assert rendered(spans) == shown
        letters = [letters_of(gone.text, come.text, OPTIONS) for gone, come in replaced(spans)]
        assert [rendered(one) for one in letters if one] == inside


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_marked_alike_from_both_sides(path: Path) -> None:
    for _, shown, _ in cases(path):
        old, new = sides(shown)
        there, back = (spans_between(a, b, OPTIONS) for a, b in ((old, new), (new, old)))
        assert mirrored(back) == sorted((span.sign, span.text) for span in there)


def test_there_are_cases_in_every_script() -> None:
    assert {language for path in CASES for language, _, _ in cases(path)} == LANGUAGES


def replaced(spans: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    """What was replaced, and by what."""
    return [(one, other) for one, other in pairwise(spans) if (one.sign, other.sign) == ("-", "+")]


def mirrored(spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    """Signs exchanged, and texts, sorted."""
    return sorted(({"=": "=", "-": "+", "+": "-"}[span.sign], span.text) for span in spans)


def marked(text: str) -> str:
    """The sentences of a text as a Change holds them."""
    return " ".join(one.text for one in document_from_sentences([text]).sentences)


def difference(old: str, new: str, options: DiffOptions = OPTIONS) -> str:
    """The difference of two texts as one line."""
    return rendered(spans_between(marked(old), marked(new), options))


def any_line() -> st.SearchStrategy[str]:
    """Lines of words, odd characters and blanks; also lines of which some characters have no width."""
    odd = st.lists(st.one_of(ODD, st.just(" "), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=12)
    return st.one_of(sentence(), odd.map("".join)).filter(lambda line: bool(line.strip()))


@given(any_line(), any_line())
def test_spans_give_both_texts_back_and_alternate(old: str, new: str) -> None:
    before, after = marked(old), marked(new)
    spans = spans_between(before, after, OPTIONS)
    assert (side_of(spans, "-"), side_of(spans, "+")) == (before, after)
    assert all(span.text for span in spans)
    followers = {"=": "-+", "-": "=+", "+": "="}
    assert all(then.sign in followers[span.sign] for span, then in pairwise(spans))


@given(any_line(), any_line())
def test_what_holds_still_does_not_depend_on_the_side(old: str, new: str) -> None:
    there = spans_between(marked(old), marked(new), OPTIONS)
    back = spans_between(marked(new), marked(old), OPTIONS)
    assert mirrored(back) == sorted((span.sign, span.text) for span in there)


@given(any_line(), any_line())
def test_no_mark_begins_inside_what_readers_see_as_one_character(old: str, new: str) -> None:
    before, after = marked(old), marked(new)
    spans = spans_between(before, after, OPTIONS)
    for side, text in (("-", before), ("+", after)):
        borders = {0, len(text), *(match.start() for match in regex.finditer(r"\X", text))}
        borders |= {match.start() for match in regex.finditer(r"(?<=\s)\S", text)}  # a stray accent behind a blank
        at = 0
        for span in spans:
            assert at in borders, (text, at)
            at += len(span.text) if span.sign in {"=", side} else 0


@given(st.lists(ODD, max_size=8).map("".join), st.lists(ODD, max_size=8).map("".join))
def test_letters_give_both_words_back_and_hold_something_still(old: str, new: str) -> None:
    letters = letters_of(old, new, OPTIONS)
    if letters is not None:
        assert (side_of(letters, "-"), side_of(letters, "+")) == (old, new)
        assert any(span.sign == "=" for span in letters)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("2.5 million people", "25 million people", "[-2.5 million-]{+25 million+} people"),
        ("It cost 1,526 euros.", "It cost 1,518 euros.", "It cost [-1,526-]{+1,518+} euros."),
        ("It cost €1.5bn.", "It cost €1.6bn.", "It cost [-€1.5bn-]{+€1.6bn+}."),
        ("A rise of 5%.", "A rise of 15%.", "A rise of [-5%-]{+15%+}."),
        ("Costs of 5€ each", "Costs of 6€ each", "Costs of [-5€-]{+6€+} each"),
        ("At 10:30 on 3/4/2020", "At 10:45 on 3/4/2020", "At [-10:30-]{+10:45+} on 3/4/2020"),
        ("He will resign.", "He will not resign.", "He will {+not +}resign."),
        ("He resigned.", "He did not resign.", "He [-resigned-]{+did not resign+}."),
        ("red, loose wires", "blue, frayed wires", "[-red, loose-]{+blue, frayed+} wires"),
        ("the red and loose wires", "the blue and frayed wires", "the [-red-]{+blue+} and [-loose-]{+frayed+} wires"),
        ("Who? The mayor said so.", "Who, the mayor said so.", "Who[-? The-]{+, the+} mayor said so."),
        ("a useful lesson for all", "“a useful lesson” for all", "[-a-]{+“a+} useful [-lesson-]{+lesson”+} for all"),
        ("Let us eat grandma.", "Let us eat, grandma.", "Let us [-eat-]{+eat,+} grandma."),
        ("one two three", "three", "[-one two -]three"),
        ("one two three", "one", "one[- two three-]"),
        ("a  b", "a b", "a [- -]b"),
        ("equal", "equal", "equal"),
        ("Nothing shared", "at all", "[-Nothing shared-]{+at all+}"),
    ],
)
def test_words_numbers_and_marks_are_marked_as_people_would(old: str, new: str, shown: str) -> None:
    assert difference(old, new) == shown


@pytest.mark.parametrize(
    ("language", "old", "new", "shown"),
    [
        ("zh", "事故造成三人受伤。", "事故造成五人受伤。", "事故造成[-三-]{+五+}人受伤。"),
        ("ja", "台風は水曜日に上陸する。", "台風は木曜日に上陸する。", "台風は[-水-]{+木+}曜日に上陸する。"),
        ("th", "เปิดสะพานวันจันทร์", "เปิดสะพานวันอังคาร", "เปิดสะพานวัน[-จันทร์-]{+อังคาร+}"),
        ("ar", "افتتح الجسر يوم الاثنين.", "افتتح الجسر يوم الثلاثاء.", "افتتح الجسر يوم [-الاثنين-]{+الثلاثاء+}."),
        ("he", "הגשר נפתח ביום שני.", "הגשר נפתח ביום שלישי.", "הגשר נפתח ביום [-שני-]{+שלישי+}."),
        ("hi", "पुल सोमवार को खुला।", "पुल मंगलवार को खुला।", "पुल [-सोमवार-]{+मंगलवार+} को खुला।"),
        ("ko", "다리는 월요일에 열렸다.", "다리는 화요일에 열렸다.", "다리는 [-월요일에-]{+화요일에+} 열렸다."),
        (
            "ru",
            "Мост открыли в понедельник.",
            "Мост открыли во вторник.",
            "Мост открыли [-в понедельник-]{+во вторник+}.",
        ),
    ],
)
def test_every_script_is_marked_by_its_own_units(language: str, old: str, new: str, shown: str) -> None:
    comparison = compare(document_from_sentences([old], language), document_from_sentences([new], language))
    assert [rendered(change.spans) for change in comparison.changes] == [shown]


@pytest.mark.parametrize(
    ("old", "new", "letters"),
    [
        ("Hillgard", "Hallgard", "H[-i-]{+a+}llgard"),
        ("Suleimani", "Soleimani", "S[-u-]{+o+}leimani"),
        ("colour", "color", "colo[-u-]r"),
        ("Rene\u0301", "Rena\u0301", "Ren[-e\u0301-]{+a\u0301+}"),
        ("résumé", "resumé", "r[-é-]{+e+}sumé"),
        ("Dienstag", "Donnerstag", "D[-ien-]{+onner+}stag"),
        ("Qassim Suleimani", "Qassem Soleimani", "Qass[-i-]{+e+}m S[-u-]{+o+}leimani"),
        ("“No”", "(No)", "[-“-]{+(+}No[-”-]{+)+}"),
        ("Monday and", "Monday. She", "Monday[- and-]{+. She+}"),
        ("Monday because of rain", "Monday", "Monday[- because of rain-]"),
        ("resigned", "did not resign", "{+did not +}resign[-ed-]"),
        ("12 men", "12, men", "12{+,+} men"),
    ],
)
def test_the_letters_of_a_changed_word_are_marked(old: str, new: str, letters: str) -> None:
    found = letters_of(old, new, OPTIONS)
    assert found is not None
    assert rendered(found) == letters


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("12", "72", "numbers are read whole"),
        ("£1,526", "£1,518", "numbers are read whole"),
        ("three", "seven", "hardly a letter in common"),
        ("Monday", "Tuesday", "less than half in common"),
        ("red, loose", "blue, frayed", "no word is like its opposite"),
        ("a very black dog", "no very white dogs or cats", "what stayed within a phrase counts for nothing"),
        ("三", "五", "nothing in common"),
        ("a" * 200, "a" * 199 + "b", "longer than any word"),
        ("", "word", "nothing there"),
    ],
)
def test_letters_are_left_alone_where_marking_the_word_reads_better(old: str, new: str, why: str) -> None:
    assert letters_of(old, new, OPTIONS) is None, why


@given(any_line(), any_line())
def test_letters_of_any_lines_give_both_back(old: str, new: str) -> None:
    letters = letters_of(old, new, OPTIONS)
    if letters is not None:
        assert (side_of(letters, "-"), side_of(letters, "+")) == (old, new)
        followers = {"=": "-+", "-": "=+", "+": "="}
        assert all(then.sign in followers[span.sign] for span, then in pairwise(letters))


@given(st.lists(st.sampled_from(["a", "the", "of", "b,", "c.", "(d", "e)", "12", "£5"]), max_size=12))
def test_texts_with_plain_blanks_are_marked_as_with_any(words: list[str]) -> None:
    old, new = "x " + " ".join(words), " ".join([*words[::2], "y", *words[1::2]])
    plain = spans_between(old, new, OPTIONS)
    other = spans_between(old.replace(" ", "\t"), new.replace(" ", "\t"), OPTIONS)
    assert [(span.sign, span.text.replace("\t", " ")) for span in other] == [(span.sign, span.text) for span in plain]


def test_words_far_from_a_change_are_never_marked() -> None:
    old = f"{words(200)} It was dull. It was dull, and wet. {words(300, every=1)}"
    spans = spans_between(old, old.replace("and wet", "and very wet"), OPTIONS)
    assert [(span.sign, span.text) for span in spans if span.sign != "="] == [("+", "very ")]


@given(any_line(), any_line())
def test_the_finest_marks_give_both_texts_back(old: str, new: str) -> None:
    before, after = marked(old), marked(new)
    spans = spans_between(before, after, OPTIONS)
    letters = [
        letters_of(span.text, then.text, OPTIONS) if (span.sign, then.sign) == ("-", "+") else None
        for span, then in pairwise(spans)
    ]
    finer = tuple(finest(spans, [*letters, None][: len(spans)]))
    assert (side_of(finer, "-"), side_of(finer, "+")) == (before, after)


def test_the_finest_marks_are_letters_where_a_word_has_any() -> None:
    spans = spans_between("She saw Hillgard eat three.", "She saw Hallgard eat four.", OPTIONS)
    letters = (None, letters_of("Hillgard", "Hallgard", OPTIONS), None, None, None, None, None)
    assert rendered(tuple(finest(spans, letters))) == "She saw H[-i-]{+a+}llgard eat [-three-]{+four+}."


def words(count: int, every: int | None = None) -> str:
    """Some numbered words, all different; each `every`-th another one."""
    return " ".join(f"other{k}" if every and k % every == 0 else f"word{k}" for k in range(count))


def test_more_words_than_the_limit_between_equal_ends_are_marked_as_one_change() -> None:
    old, new = f"Begin {words(1_200)} end.", f"Begin {words(1_200, every=2)} end."
    spans = spans_between(marked(old), marked(new), OPTIONS)
    assert [span.sign for span in spans] == ["=", "-", "+", "="]
    assert (spans[0].text, spans[-1].text) == ("Begin ", " word1199 end.")


def test_in_few_words_many_times_over_as_many_as_can_be_hold_still() -> None:
    """The shortest script, which breaks phrases: to look for those takes too long beyond 200 pairs of equal words."""
    old = "of of the of of of of the the the of the the the the the the the the of of of"
    new = "the of of of and of of of of the the the and the of of the the of and of the"
    still = [span.text for span in spans_between(old, new, OPTIONS) if span.sign == "="]
    assert len(" ".join(still).split()) == 15


def test_one_changed_word_among_thousands_is_found_all_the_same() -> None:
    old, new = f"{words(3_000)} ten {words(3_000)}", f"{words(3_000)} eleven {words(3_000)}"
    assert [span for span in spans_between(marked(old), marked(new), OPTIONS) if span.sign != "="] == [
        Span("-", "ten"),
        Span("+", "eleven"),
    ]


def test_a_comparison_says_where_a_sentence_was_too_long_to_be_marked_word_by_word() -> None:
    options = DiffOptions(max_words=20)
    old = document_from_sentences(["The port is closed.", words(100)])
    new = document_from_sentences(["The port is closed.", words(100, every=5)])
    assert compare(old, new, options).coarse == (
        "sentence 2 of old and 2 of new are too long to be compared word by word",
    )
    assert compare(old, new).coarse == ()


def test_a_comparison_says_which_lone_sentence_was_known_by_its_first_words_only() -> None:
    options = DiffOptions(max_words=20)
    old = document_from_sentences(["The port is closed."])
    new = document_from_sentences(["The port is closed.", words(100)])
    assert compare(old, new, options).coarse == (
        "sentence 2 of new is too long to be compared beyond its first 20 words",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 50_000, "b" * 50_000),
        ("a\u0301" * 20_000, "a\u0300" * 20_000),
        ("$1" * 20_000, "$2" * 20_000),
        ("\u200d" * 20_000 + "x", "\u200d" * 19_000 + "y"),
        ("🇬🇧" * 10_000, "🇬🇷" * 10_000),
        (".," * 20_000, ",." * 20_000),
        ("( " * 20_000, ") " * 20_000),
    ],
    ids=["letters", "accents", "amounts", "joiners", "flags", "marks", "brackets"],
)
def test_hostile_texts_are_marked_and_come_back_whole(old: str, new: str) -> None:
    before, after = marked(old), marked(new)
    spans = spans_between(before, after, OPTIONS)
    assert (side_of(spans, "-"), side_of(spans, "+")) == (before, after)


def test_the_scripts_without_blanks_are_those_of_the_segmenter() -> None:
    """The rooms may not import each other, so the list stands in both."""
    assert cut._APART == segments._APART
