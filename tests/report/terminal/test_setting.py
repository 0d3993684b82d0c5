"""Lines of a terminal: measured as readers see them, no wider than they may be, and nothing lost but blanks."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.report.foreign import ISOLATE, POP_ISOLATE, isolated, safe
from revtrack.report.terminal.setting import (
    Run,
    TextOptions,
    columns,
    fitted,
    own,
    padded,
    set_lines,
    wrapped,
)
from tests.report.invented import SCRIPTS

SAMPLES = {
    "latin": "The fire killed three people and injured 14, said the port authority’s https://post.example/a/b.",
    "cjk": "木曜日の早朝、港の木造倉庫で火災が発生した。この火災で三人が死亡した。",
    "thai": "เกิดเหตุไฟไหม้โกดังไม้ที่ท่าเรือเมื่อเช้าวันพฤหัสบดี ตำรวจกล่าวว่ามีผู้เสียชีวิต",
    "arabic": "اندلع حريق في مستودع خشبي في الميناء صباح الخميس. قالت الشرطة إن ثلاثة أشخاص قتلوا",
    "hindi": "गुरुवार सुबह बंदरगाह के एक लकड़ी के गोदाम में आग लग गई। पुलिस ने कहा",
    "korean": "목요일 아침 항구의 목조 창고에서 불이 났다.",
    "emoji": "👨‍👩‍👧‍👦🇩🇪🇫🇷👍🏽❤️1️⃣🏴󠁧󠁢󠁳󠁣󠁴󠁿 and ☂ ☂️",
    "accents": "Zoe\u0308 cafe\u0301s n\u0303\u0323",
}

TEXTS = st.lists(
    st.one_of(
        st.sampled_from([piece for text in SAMPLES.values() for piece in re.findall(r"\S+\s?", text)]),
        st.text(
            st.one_of(st.characters(), st.sampled_from("\x1b\x9b\u202e\u0e40\u0e30\u200d\ufe0f\u0301 三")), max_size=8
        ),
    ),
    max_size=12,
).map(lambda parts: safe("".join(parts)))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("three", 5),
        ("三人", 4),
        ("cafe\u0301", 4),
        ("ที่", 1),
        ("กำ", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇩🇪", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("각", 2),
        ("\u2068ثلاثة\u2069", 5),
        ("\x1b[9;38;5;166mthree\x1b[0m", 5),
    ],
)
def test_columns_are_counted_as_readers_see_them(text: str, taken: int) -> None:
    assert columns(text) == taken


@settings(deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_fitted_text_keeps_its_columns_and_closes_its_isolates(text: str, width: int) -> None:
    cut = fitted(f"“{isolated(text)}”", width)
    assert columns(cut) <= width
    assert cut.count(ISOLATE) == cut.count(POP_ISOLATE)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(12, 60))
def test_no_line_is_wider_than_it_may_be_in_any_script(text: str, width: int) -> None:
    for line in wrapped([Run(text)], width):
        assert columns("".join(run.text for run in line)) <= width


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", "added", "struck"])), max_size=4), st.integers(12, 40))
def test_lines_lose_nothing_but_the_blanks_they_were_broken_at(parts: list[tuple[str, str]], width: int) -> None:
    runs = [Run(text, style) for text, style in parts]
    letters = [(letter, run.style) for run in runs for letter in run.text if letter != " "]
    lines = wrapped(runs, width)
    assert [(letter, run.style) for line in lines for run in line for letter in run.text if letter != " "] == letters


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("width", [20, 40, 80])
def test_whole_articles_of_five_scripts_keep_the_width(language: str, width: int) -> None:
    for text in SCRIPTS[language]:
        for paragraph in text.split("\n\n"):
            lines = set_lines([Run(safe(paragraph))], TextOptions(width=width), lead=Run("~ "))
            assert max(map(columns, lines)) <= width
            assert all(line.startswith("~ ") for line in lines)


def test_japanese_breaks_between_letters_but_not_before_a_full_stop() -> None:
    assert ["".join(run.text for run in line) for line in wrapped([Run("火事で三人が死亡。")], 8)] == [
        "火事で三",
        "人が死",
        "亡。",
    ]


def test_thai_breaks_between_its_blanks_only_where_it_must_and_never_beside_a_leading_vowel() -> None:
    said = SAMPLES["thai"]
    lines = ["".join(run.text for run in line) for line in wrapped([Run(said)], 16)]
    assert "".join(lines) == said.replace(" ", "")
    assert not any(line[-1] in "เแโใไ" or line[0] in "ะาๅๆฯ" for line in lines)
    assert not any(unicodedata.category(line[0]) == "Mn" for line in lines)


def test_an_address_stays_whole_where_the_line_has_room_for_it_and_is_broken_where_not() -> None:
    address = "https://post.example/2026/02/03/warehouse-fire"
    assert set_lines([Run(f"see {address} now")], TextOptions(width=60)) == [f"see {address} now"]
    assert set_lines([Run(f"see {address} now")], TextOptions(width=50)) == [f"see {address}", "now"]
    broken = set_lines([Run(f"see {address} now")], TextOptions(width=20))
    assert "".join(broken[1:]).startswith(address)


def test_a_mark_is_not_parted_from_the_blank_inside_it() -> None:
    lines = set_lines(
        [Run("Port Averil warehouse"), Run("{+ fire+}"), Run(" and "), Run("[-not -]"), Run("reopened")], W
    )
    assert lines == ["Port Averil", "warehouse{+ fire+}", "and [-not -]reopened"]


W = TextOptions(width=21)


def test_a_line_with_letters_from_right_to_left_stands_between_isolates() -> None:
    lines = set_lines([Run(SAMPLES["arabic"])], TextOptions(width=40), lead=Run("~ "))
    assert len(lines) > 2
    for line in lines:
        assert line.startswith(f"~ {ISOLATE}")
        assert line.endswith(POP_ISOLATE)
    assert ISOLATE not in "".join(set_lines([Run(SAMPLES["arabic"])], TextOptions(width=40, unicode=False)))


@settings(deadline=None)
@given(TEXTS, TEXTS, st.integers(12, 40))
def test_no_line_leaves_an_isolate_open(before: str, inside: str, width: int) -> None:
    for line in set_lines([Run(before), Run(isolated(inside))], TextOptions(width=width)):
        depth = 0
        for letter in line:
            depth += (letter == ISOLATE) - (letter == POP_ISOLATE)
            assert depth >= 0
        assert depth == 0


def test_every_painted_line_ends_what_it_began() -> None:
    lines = set_lines([Run("one two three four five six", "added")], TextOptions(width=20, colour=True))
    assert lines == ["\x1b[38;5;32mone two three four\x1b[0m", "\x1b[38;5;32mfive six\x1b[0m"]


def test_running_text_is_not_set_across_a_very_wide_terminal() -> None:
    lines = set_lines([Run("word " * 100)], TextOptions(width=200))
    assert max(map(columns, lines)) <= 100


def test_isolates_are_printed_only_where_something_runs_from_right_to_left() -> None:
    assert own(f"Number {isolated('three')} → {isolated('five')}", TextOptions()) == "Number three → five"
    arabic = f"Number {isolated('ثلاثة')} → {isolated('خمسة')}"
    assert own(arabic, TextOptions()) == arabic
    assert own("¶2→¶6 “a” … ↕ ▇", TextOptions(unicode=False)) == 'P2->P6 "a" ... ^v #'


def test_padding_counts_columns() -> None:
    assert padded("三", 4) == "三  "
