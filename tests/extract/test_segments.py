"""Sentences and tokens: where they begin and end, and that an edit moves no boundary elsewhere."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.normalise import INVISIBLE, normalise
from revtrack.extract.segments import LONGEST_STRETCH, sentences_of, tokens
from revtrack.model import BlockKind

CASES = (
    ("Maj. Gen. Qassim Suleimani, the head of the Quds Force, was killed early Friday.", "Iran vowed revenge."),
    ("The rockets struck a U.S. base near Kirkuk.", "Four Americans were hurt."),
    ("“We will respond,” he said.", "“Nobody should doubt it.”"),
    ("“We will respond...” he said, and then left the room.", "Reporters shouted questions."),
    ("“Why now?” asked Sen. Maria Cantwell, D-Wash.", "No one replied."),
    ("“Stop!” she shouted.", "The car kept moving."),
    (
        "Gov. Andrew M. Cuomo met her at 3 p.m. Tuesday in Albany, N.Y., to talk about the budget.",
        "They did not agree.",
    ),
    ("The company, based in Washington, D.C., reported a loss of $3.5 million.", "Its shares fell 4.2 percent."),
    ("“I don’t know,” Mr. Trump said.", "“I really don’t.", "But we will see what happens.”"),
    ("Police said the suspect, John Q. Public Jr., fled on foot.", "He was caught at 5 a.m. in St. Louis."),
    ("“It’s over.”", "She closed the door."),
    ("Was it a mistake?", "“Yes,” said Prof. Lin, “of course it was.”"),
    ("Rep. Alexandria Ocasio-Cortez, D-N.Y., voted no.", "So did Rep. Ilhan Omar, D-Minn."),
    ("WASHINGTON (AP) — The Senate voted 51-49 on Wednesday.", "The bill now goes to the House."),
    ("The report is due at 9 a.m. EST.", "Markets open at 9:30 a.m."),
    ("He paused ... then he smiled.", "The crowd cheered."),
    ("(The Times could not verify the video.)", "It was posted on Telegram."),
    ("Officials blamed “human error.”", "An inquiry is under way."),
    ("Officials blamed ‘human error’.", "An inquiry is under way."),
    ("Sgt. 1st Class Javier J. Gutierrez, of San Antonio, Texas, died Feb. 8.", "He was 28."),
    ("He said, “I am leaving.", "Do not follow me.”", "Then he left."),
    ("Updated at 10:14 p.m. ET on Jan. 3, 2020.", "A previous version misstated the date."),
    ("What?!", "You can’t be serious."),
)

OTHER_SCRIPTS = (
    ("zh", "", ("你好。", "今天天气很好。", "我们走吧！")),
    ("hi", " ", ("यह एक वाक्य है।", "दूसरा वाक्य।")),
    ("ru", " ", ("Привет.", "Как дела?")),
    ("ar", " ", ("كيف حالك؟", "جيد.")),
    ("am", " ", ("ሰላም።", "እንዴት ነህ።")),
)

IN_LANGUAGES = (
    ("en", ("It was late.", "Ms. Clark resigned.", "“I am tired,” Ms. Clark said.")),
    ("en", ("Sen. Joe Manchin, D-W.Va., voted no.", "He lives in Ft. Worth.", "Atty. Gen. Barr does not.")),
    ("en", ("The firm (est. 1910) is in Vol. 3.", "It cost approx. 1950 dollars.")),
    ("en", ("The store opened in May.", "Coffee was served.", "The answer was no.", "Smith left.")),
    ("en", ("“No.”", "Coffee was served.", "He told me.", "Smith fell ill.", "Doctors came.")),
    ("en", ("The fire was out.", "5 people died.", "The number rose to 12.", "August was worse.")),
    ("en", ("He took vitamin C.", "The No. 10 bus left in May 2010.", "He ended in 1999.", "Prices rose.")),
    ("en", ("He landed in Washington, D.C.", "Trump told nobody.", "In Washington, D.C. Mayor Bowser did.")),
    ("en", ("1. Keep out.", "2. Keep your distance.", "A. Go home.")),
    ("de", ("Im 19. Jahrhundert war es kalt.", "Das 3. Quartal nach dem 2. Weltkrieg begann am 5. Mai.")),
    ("de", ("Er feierte seinen 75. Geburtstag.", "Der 1. FC Köln traf in der 89. Minute.", "Merkel nicht.")),
    ("de", ("Das war der 3.", "Er siegte.", "Die Zahl stieg auf 12.", "Merkel schwieg.", "Er ist 34.")),
    ("de", ("Die Fa. Meier und die Dt. Bank (inkl. CSU) verloren.", "Anm. d. Red.: Laut Abs. 6 gilt das.")),
    ("de", ("Fragen dieser Art.", "Merkel schwieg.", "Nach Art. 5 gilt das.", "Bücher usw.", "Er mag sie.")),
    ("de", ("1. Abstand halten.", "2. Maske tragen.", "Er wohnt in der Hauptstr. 5.", "Merkel nicht.")),
    ("fr", ("Le ministre a reçu M. Dupont.", "Mme. Le Pen et J.-M. Le Pen aussi.", "Me. Roux est né en 50 av. J.-C.")),
    ("fr", ("Le Dr. Martin lit l’art. 5.", "C’est le plan B.", "Elle part.", "N. Sarkozy reste, etc.", "Il dort.")),
    ("es", ("El Sr. Pérez y Dña. Ana, D. Pedro y J. Ruiz.", "Vive en EE.UU.", "El presidente no.", "Dijo que no.")),
    ("pt", ("O dep. Silva e a profa. Ana na Av. Paulista, pág. 5.", "D. Pedro no séc. 19.", "É o plano B.", "O fim.")),
    ("de", ("Am 3. April und am 31. Mai kam er.", "Merkel nicht.")),
    (None, ("Am 3. Mai kam der Kanzler.", "Bis 12. Dezember 2020 gilt das.", "Er ist 34.", "Mai ist warm.")),
    ("en", ("The number rose to 12.", "April was worse.", "It rose to 3.", "March was better.")),
    (None, ("Im 19. Jahrhundert kam Mme. Dupont.", "Zum 75. Geburtstag die pág. 5 inkl. Bild.", "Ms. Lee left.")),
    ("ja", ("「行く。」と彼は言った。", "彼女は残った。")),
)
"""Full stops that end a sentence and such that end none, by language; None for a page that does not say."""

HOSTILE = (
    *("“", "(", "'a ", "1", "1. ", "a.b.c.", ".", "?!", "Mr. ", "A. ", "word ", "”.", "\u00a0", "A\u00a0.", "。", "ก"),
    *("1. Go. ", "No. ", "Ms. A", "3. 4. ", "D-W."),
    *("x\n", "\u200b", ". \u200b", "\u0300\u0327", "'", "-", "a-", "1,", "\ud800", "\U0001f469\u200d"),
)

BLANKS = re.compile(r"\s*")

BEYOND_PLAIN = 0x3000
"""Code points below it hold all Latin letters and the typography of the West."""


def texts_of(text: str, language: str | None = "en") -> list[str]:
    return [sentence.text for sentence in sentences_of(text, language)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_sentences_of_the_news_end_where_readers_say(case: tuple[str, ...]) -> None:
    assert texts_of(" ".join(case)) == list(case)


@pytest.mark.parametrize(
    ("language", "expected"), IN_LANGUAGES, ids=[f"{case[0]} {case[1][0][:30]}" for case in IN_LANGUAGES]
)
def test_a_full_stop_ends_a_sentence_or_none_as_the_words_beside_it_say(
    language: str | None, expected: tuple[str, ...]
) -> None:
    glue = "" if language == "ja" else " "
    assert texts_of(glue.join(expected), language) == list(expected)


@pytest.mark.parametrize(("language", "glue", "expected"), OTHER_SCRIPTS, ids=[case[0] for case in OTHER_SCRIPTS])
def test_each_script_has_its_own_full_stop(language: str, glue: str, expected: tuple[str, ...]) -> None:
    assert texts_of(glue.join(expected), language) == list(expected)
    assert texts_of(glue.join(expected), None) == list(expected)


@pytest.mark.parametrize(("language", "first"), [("el", "Athens voted;"), ("hy", "Yerevan voted:"), ("en", "Rome!")])
def test_a_language_has_its_own_full_stop_among_latin_letters_too(language: str, first: str) -> None:
    assert texts_of(f"{first} Nobody won", language) == [first, "Nobody won"]


def test_french_keeps_its_quotation_marks() -> None:
    quoted = "« Non. Jamais. » Il est parti."
    assert texts_of(quoted, "fr-CA") != texts_of(quoted, "en")


def test_a_heading_and_a_row_are_one_sentence_and_code_is_one_for_each_line() -> None:
    text = "One. Two.\nThree."
    counts = {kind: len(sentences_of(text, "en", kind)) for kind in BlockKind}
    assert counts[BlockKind.HEADING] == counts[BlockKind.TABLE_ROW] == 1
    assert counts[BlockKind.CODE] == 2
    assert counts[BlockKind.PARAGRAPH] == counts[BlockKind.QUOTE] == 3


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.text(st.sampled_from("Ab .!?“”'\"()\n\u00a0\u200b\u00ad。1,-é\u0301\ud800"))),
    st.sampled_from(["en", "fr", "zh", None, "xx-YY", ""]),
    st.sampled_from(list(BlockKind)),
)
def test_sentences_and_the_gaps_between_them_rebuild_the_text(text: str, language: str | None, kind: BlockKind) -> None:
    rebuilt, here = "", 0
    for sentence in sentences_of(text, language, kind):
        gap = text[here : sentence.start]
        assert not gap.strip(), "only white space lies between sentences"
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.key == normalise(sentence.text) != ""
        rebuilt += gap + sentence.text
        here = sentence.end
    rest = text[here:]
    assert rebuilt + rest == text
    assert not rest.strip(INVISIBLE + " \n\t").strip() if not rebuilt else not rest.strip()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from("aB1.,:'’-$%\u00ad\u200b हिी今天ภาé\u0301_²"))))
def test_tokens_tell_where_they_stand(text: str) -> None:
    here = 0
    for token in tokens(text):
        blank = BLANKS.match(text, here)
        assert blank is not None
        here = blank.end()
        assert text.startswith(token, here)
        here += len(token)
    assert not text[here:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about $67.87 or 4.5%", "about|$|67.87|or|4.5|%"),
        ("5,200 troops at 1:20 a.m.", "5,200|troops|at|1:20|a|.|m|."),
        ("Iran’s al-Muhandis don't", "Iran’s|al-Muhandis|don't"),
        ("COVID-19, F-16s", "COVID-19|,|F-16s"),
        ("हिन्दी अरसु", "हिन्दी|अरसु"),
        ("cafe\u0301", "cafe\u0301"),
        ("今天好", "今|天|好"),
        ("ที่นี่", "ที่|นี่"),
        ("sol\u00addiers", "sol\u00addiers"),
        ("“no”", "“|no|”"),
    ],
)
def test_tokens_are_words_numbers_and_marks(text: str, expected: str) -> None:
    assert "|".join(tokens(text)) == expected


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from("aé_B1.,:'’-“”–…$§\u00a0 \x1cªŉ"))))
def test_text_in_latin_letters_is_tokenised_like_any_other(text: str) -> None:
    """One mark of another script behind it and the general pattern is what reads it."""
    assert tokens(text + "。") == (*tokens(text), "。")


def test_each_character_is_the_token_that_the_general_pattern_makes_of_it() -> None:
    every = [chr(code) for code in range(BEYOND_PLAIN)]
    alone = [tokens(f"a{letter}b '{letter} {letter}1") for letter in every]
    assert alone == [tokens(f"a{letter}b '{letter} {letter}1。")[:-1] for letter in every]


UNCUT = "aZéß09 ,'’‘\"“”()&£$€%/–—-"
"""Characters that end no sentence in any language."""


@settings(max_examples=500, deadline=None)
@given(
    st.text(st.sampled_from(UNCUT))
    | st.lists(st.sampled_from(("Mr", "(1)", "a)", "“No”", "-", "ii)", "5"))).map(" ".join),
    st.sampled_from(("", *".!?:;")),
    st.text(st.sampled_from("\"”’')"), max_size=3),
    st.sampled_from((None, "en", "de", "el", "hy", "my", "zh", "ja", "ar", "kk", "fi", "fr", "xx-YY")),
)
def test_a_text_in_which_nothing_can_be_cut_is_one_sentence(
    text: str, stop: str, end: str, language: str | None
) -> None:
    """What says so at a glance agrees with all the rules; a degree sign in front has them looked up."""
    whole = f"{text}{stop}{end}"
    assert texts_of(whole, language) == [whole.strip()] * bool(whole.strip()) or language == "fr"
    assert texts_of(f"°{whole}", language) == [f"°{whole}".strip()] or language == "fr"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from("aB1.'-é\u0345\u0301ªßİ²½$“ "))))
def test_words_are_the_tokens_with_a_letter_or_digit_in_lower_case(text: str) -> None:
    for sentence in sentences_of(text):
        spoken = [token for token in sentence.tokens if any(letter.isalnum() for letter in token)]
        assert sentence.words == tuple(token.casefold() for token in spoken)


def test_a_sentence_nobody_can_see_joins_its_neighbour() -> None:
    assert texts_of("One.\n\n\u200b\n\nTwo.") == ["One.\n\n\u200b", "Two."]
    assert texts_of("\u200b\n\nTwo.") == ["\u200b\n\nTwo."]
    assert texts_of("\u200b \u00ad") == []


@pytest.mark.parametrize("shape", HOSTILE, ids=ascii)
def test_hostile_paragraphs_are_cut_in_bounded_stretches(shape: str) -> None:
    text = shape * (2 * LONGEST_STRETCH // len(shape))
    found = sentences_of(text, "en")
    assert sum(len(sentence.text) for sentence in found) <= len(text)
    longest = max((len(sentence.text) for sentence in found), default=0)
    assert longest <= LONGEST_STRETCH or "\u200b" in shape


EDITS = {
    "word": re.compile(r"(?<= )[a-z]{3,} (?=\S)"),
    "full stop": re.compile(r"\.(?= [A-Z])"),
    "quotation mark": re.compile(r"""["“”]"""),
}


def ends(text: str) -> list[int]:
    return [sentence.end for sentence in sentences_of(text, "en")]


def moved_elsewhere(text: str, start: int, length: int) -> set[int]:
    """Ends that differ outside the edited sentence and the next, once text[start:start + length] is deleted."""
    old = ends(text)
    new = [end if end <= start else end + length for end in ends(text[:start] + text[start + length :])]
    edited = bisect_right(old, start)
    low = old[edited - 1] if edited else 0
    high = old[min(edited, len(old) - 1)]
    return {end for end in set(old) ^ set(new) if end < low or end > high}


def edits(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for place in pattern.finditer(text):
        yield place.start(), len(place[0])


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_moves_no_boundary_elsewhere_in_its_paragraph(edit: str, seed: Callable[[str], bytes]) -> None:
    text = seed("001_a8caf179c0ae9ecd.txt").decode() + seed("washpo-iraq-rockets/version-2.txt").decode()
    tried = [
        (paragraph, moved_elsewhere(paragraph, start, length))
        for paragraph in text.split("\n")
        for start, length in edits(paragraph, EDITS[edit])
    ]
    assert len(tried) > 20, "the seeds hold enough places to edit"
    assert [paragraph for paragraph, moved in tried if moved] == []
