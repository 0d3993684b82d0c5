"""What became of each sentence, and the two views of it: blame and river."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from revtrack.model import History
from revtrack.report.charts.blame import blame
from revtrack.report.charts.lives import Life, documents, lives
from revtrack.report.charts.river import LEAST_VERSIONS, MOST_SHAPES, MOST_VERSIONS, SHADES, river
from tests.report.handmade import history
from tests.report.invented import EVERYTHING, START, busy, told


def article(*texts: str) -> History:
    return told("en", [f"# Fire\n\n{text}\n" for text in texts])


def ages(made: History, number: int | None = None) -> dict[str, tuple[int, int]]:
    return {line.text: (line.since, line.changed) for line in blame(made, number)}


def test_each_sentence_says_when_it_came_and_when_it_last_changed() -> None:
    made = article(
        "The fire killed three people. Smoke was seen for miles.",
        "The fire killed five people. Smoke was seen for miles.",
        "The fire killed five people. The owner denied every claim. Smoke was seen for miles.",
    )
    assert ages(made) == {
        "The fire killed five people.": (1, 2),
        "The owner denied every claim.": (3, 3),
        "Smoke was seen for miles.": (1, 1),
    }
    (changed, new, untouched) = blame(made)
    assert changed.since_at == START
    assert [line.untouched for line in (changed, new, untouched)] == [False, True, True]


def test_an_earlier_version_can_be_asked_about() -> None:
    made = article("The fire killed three people.", "The fire killed five people.", "The fire killed six people.")
    assert ages(made, 2) == {"The fire killed five people.": (1, 2)}
    assert ages(made, 1) == {"The fire killed three people.": (1, 1)}
    assert blame(made, 9) == ()


def test_a_sentence_that_only_moved_is_as_old_as_before() -> None:
    made = busy()
    moved = next(line for line in blame(made) if line.text == "The building was inspected in March.")
    assert (moved.since, moved.changed) == (1, 1)


def test_parts_of_a_split_and_a_merged_sentence_are_as_old_as_their_oldest_part() -> None:
    made = told("en", EVERYTHING[:5])
    found = ages(made)
    assert found["The harbour was shut."] == (1, 5)
    assert found["Ferries turned back."] == (1, 5)
    assert found["Crews left at noon and came back at night."] == (1, 5)


def test_what_only_a_newer_extractor_reads_otherwise_changes_no_sentence() -> None:
    made = told("en", EVERYTHING[:5])
    technical = replace(made.transitions[-1], new=replace(made.transitions[-1].new, technical=True))
    assert ages(replace(made, transitions=(*made.transitions[:-1], technical)))["Ferries turned back."] == (1, 1)


def test_a_sentence_that_came_back_is_new_again() -> None:
    made = article("One fox ran. Two cats slept.", "One fox ran.", "One fox ran. Two cats slept.")
    assert ages(made)["Two cats slept."] == (3, 3)


def test_a_single_version_has_no_text_at_hand_and_so_no_blame() -> None:
    assert blame(history()) == ()
    assert lives(history()) == {}
    assert documents(history()) == {}


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6), min_size=2, max_size=6))
def test_every_sentence_of_every_version_has_a_life_that_began_no_later_than_it_changed(texts: list[list[str]]) -> None:
    made = article(*(" ".join(f"The {word} sentence number {word} is here." for word in text) for text in texts))
    found = lives(made)
    for number, document in documents(made).items():
        assert len(found[number]) == len(document.sentences)
        assert all(1 <= life.since <= life.changed <= number for life in found[number])


def test_the_river_has_a_column_for_each_version_and_a_table_that_adds_up() -> None:
    found = river(busy())
    assert found is not None
    assert [column.number for column in found.columns] == list(range(1, 12))
    for before, column in zip(found.columns, found.columns[1:], strict=False):
        assert column.gap == "+1h20m"
        assert column.oldest <= column.sentences
        assert column.sentences - column.new >= before.sentences - column.gone - 1  # a merge takes one away
    assert found.left_out == 0
    assert found.title.startswith("Sentences of 11 versions: ")


def test_sentences_that_stay_together_are_one_band() -> None:
    texts = [
        " ".join(f"Sentence number {at} stays here." for at in range(30)) + f" Only {word} ends it." for word in "abcd"
    ]
    found = river(article(*texts))
    assert found is not None
    assert sum(shape.path.count("M") for shape in found.shapes if shape.band) <= 3 * 2


def test_cells_fill_their_column_without_gap_or_overlap() -> None:
    found = river(busy())
    assert found is not None
    for column in found.columns:
        cells = sorted(
            (float(top), float(height))
            for shape in found.shapes
            if not shape.band
            for x, top, height in re.findall(r"M(\d+) ([\d.]+)h22v([\d.]+)h-22z", shape.path)
            if int(x) == column.middle - 11
        )
        assert cells
        ends = [top + height for top, height in cells]
        assert all(abs(end - top) < 0.11 for end, (top, _) in zip(ends, cells[1:], strict=False))


def test_colours_go_from_the_first_version_to_the_latest() -> None:
    found = river(busy())
    assert found is not None
    shades = [shape.shade for shape in found.shapes]
    assert min(shades) == 0
    assert max(shades) <= SHADES - 1


def test_two_or_three_versions_need_no_river() -> None:
    assert river(told("en", EVERYTHING[: LEAST_VERSIONS - 1])) is None
    assert river(history()) is None


def test_the_river_of_a_very_long_history_is_bounded_and_says_what_it_leaves_out() -> None:
    texts = [
        f"The count is {number} now. Sentence {number % 7} is here. Fox ran." for number in range(MOST_VERSIONS + 20)
    ]
    found = river(article(*texts))
    assert found is not None
    assert sum(shape.path.count("M") for shape in found.shapes) <= MOST_SHAPES
    assert found.left_out + len(found.columns) == len(texts)
    assert found.left_out >= 20


def test_a_life_is_told_by_numbers_of_versions() -> None:
    assert Life(since=1, changed=2) == (1, 2)
