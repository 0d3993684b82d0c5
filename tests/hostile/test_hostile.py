"""Whatever a page, a text or a feed holds: it is read whole, or flagged, or given up within its limits."""

import sys
from collections.abc import Iterator

import pytest

from revtrack.confine import Confined, ConfinedError, Limits, Reason
from revtrack.extract import extract
from tests.hostile import aim, run
from tests.hostile.run import PACKAGES

SLOW = frozenset(
    {
        *("illformed-nested-1e5", "desc-div-1e5", "desc-comment-1mb", "title-100mb", "random-10mb", "desc-text-20mb"),
        *(
            "line-100mb",
            "paragraphs-50k",
            "paragraphs-distinct-20k",
            "breaks-1e5",
            "dates-2mb",
            "author-1mb",
            "amp-1mb",
        ),
        *("sentences-prose-1mb", "sentences-prose-10mb", "sentences-none-10mb", "unicode-marks-2m", "robots-rules-1mb"),
        *("entity-amp-1mb", "unicode-expansion-1m", "url-dots-60kb", "url-query-1mb", "host-sharp-labels-100k"),
        *("json-objects-1e5", "sentences-numbers-50kb"),
    }
)
"""What takes half a second and more: `python -m tests hostile` tries these too."""

QUICK = [(family, name) for family, cases in aim.FAMILIES.items() for name in cases if name not in SLOW]


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    """The fence as it is by default."""
    with Confined(packages=PACKAGES) as ours:
        ours.rehearse(extract, aim.good())
        yield ours


@pytest.mark.parametrize(("family", "name"), QUICK)
def test_it_is_read_whole_or_flagged_or_given_up_and_the_page_after_it_is_read(
    confined: Confined, family: str, name: str
) -> None:
    found = run.read(confined, family, name)
    assert run.is_well(name, found), run.worded(found)
    assert run.after(confined)


# Controls: the same inputs, with nothing in front of the library or a narrower fence, do what they are said to do.


def test_a_feed_that_hangs_its_parser_is_seen_to_hang() -> None:
    with Confined(Limits(wall_s=4), packages=PACKAGES) as confined:
        with pytest.raises(ConfinedError) as caught:
            confined.call(aim.read_bare_feed, "author-dots-1mb")
        assert caught.value.reason is Reason.TIME
        assert confined.call(aim.read_bare_feed, "categories-2k") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory")
def test_a_feed_that_eats_memory_is_seen_to_eat_it() -> None:
    with Confined(Limits(address_space_bytes=2**29), packages=PACKAGES) as confined:
        with pytest.raises(ConfinedError) as caught:
            confined.call(aim.read_bare_feed, "title-100mb")
        assert caught.value.reason is Reason.MEMORY
        assert confined.call(aim.read_bare_feed, "categories-2k") == 1


def test_an_exception_out_of_a_parser_is_told() -> None:
    with Confined(packages=PACKAGES) as confined, pytest.raises(ConfinedError, match="OverflowError"):
        confined.call(aim.read_bare_feed, "charref-overflow")
