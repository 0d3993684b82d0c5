"""How much two texts have in common, told from their sketches."""

import pytest

from revtrack.extract import document_from_sentences
from revtrack.model import Observation
from revtrack.versioning import alike, in_common
from tests.versioning.observations import received


def read(first: int, last: int) -> Observation:
    """An observation of sentences numbered so."""
    document = document_from_sentences([f"Sentence number {number} tells no news." for number in range(first, last)])
    return received(0, "text", words=document.word_count, sketch=document.sketch)


@pytest.mark.parametrize(
    ("one", "other", "share", "are_alike"),
    [
        ((0, 10), (0, 10), 1.0, True),
        ((0, 10), (1, 11), 0.9, True),
        ((0, 10), (6, 16), 0.4, False),
        ((0, 10), (20, 30), 0.0, False),
        ((0, 10), (0, 4), 1.0, False),
        ((0, 0), (0, 10), None, False),
    ],
    ids=["same", "one edited", "rewritten", "another", "a part", "nothing known"],
)
def test_texts_are_alike_by_the_sentences_that_both_have(
    one: tuple[int, int], other: tuple[int, int], share: float | None, *, are_alike: bool
) -> None:
    first, second = read(*one), read(*other)
    assert in_common(first, second) == in_common(second, first) == share
    assert alike(first, second) is alike(second, first) is are_alike


@pytest.mark.parametrize(("shift", "share"), [(0, 1.0), (500, 0.5), (1_000, 0.0)])
def test_of_long_texts_it_is_told_from_a_sample(shift: int, share: float) -> None:
    found = in_common(read(0, 1_000), read(shift, shift + 1_000))
    assert found == pytest.approx(share, abs=0.2)
