"""What many articles of a source say alike: folded, unless a fact in it changed."""

import pytest

from revtrack.diff import compare
from revtrack.extract import document_from_text
from revtrack.model import Comparison

STORY = "The mayor opened the bridge on Monday.\n\nNobody was hurt."
LETTER = "You can get our morning letter with all the news of the town by writing to us."
BACKGROUND = (
    "The inquiry began in spring, when the families of the miners who died in the shaft asked the court to hear the "
    "engineers again, and it has since been told that warnings were passed over."
)


def compared(old: str, new: str) -> Comparison:
    """The Comparison of a story with two blocks that other articles hold too."""
    before, after = (document_from_text(f"{STORY}\n\n{block}".strip()) for block in (old, new))
    common = frozenset(document.blocks[-1].common_key for document in (before, after))
    return compare(before, after, common=common)


@pytest.mark.parametrize(
    ("old", "new"),
    [(LETTER, LETTER.replace("morning", "evening")), (LETTER, ""), ("", LETTER)],
    ids=lambda text: text[:8],
)
def test_a_common_block_that_changes_comes_or_goes_is_folded(old: str, new: str) -> None:
    (change,) = compared(old, new).changes
    assert [label.term for label in change.labels] == ["boilerplate"]


@pytest.mark.parametrize(
    ("old", "new", "term"),
    [
        ("Three people died in the shaft.", "Five people died in the shaft.", "number"),
        ("The owner did not know of it.", "The owner did know of it.", "negation"),
        (BACKGROUND, "", "removed"),
        ("", BACKGROUND, "added"),
        ("In all 29 people died there.", "", "removed"),
        ("Three people died in the shaft.", "", "removed"),
        ("The owner denied that he knew of it.", "", "removed"),
        ("Correction: an earlier version misspelled the name of the mine.", "", "note"),
        ("矿井里的人们在春天之前就已经多次警告过公司说那里的墙壁正在慢慢地裂开而且没有人来修理它们", "", "removed"),
        ("He said: “We knew of it all along.”", "", "quote"),
    ],
    ids=[
        "figure",
        "negation",
        "background gone",
        "background new",
        "sentence with a figure",
        "number in words",
        "denial",
        "note",
        "Chinese",
        "quotation",
    ],
)
def test_what_happens_to_a_fact_is_told_however_many_articles_hold_it(old: str, new: str, term: str) -> None:
    (change,) = compared(old, new).changes
    assert change.labels[0].term == term
