"""The list of articles."""

from dataclasses import replace

import pytest

from revtrack.model import FetchState
from revtrack.report.terminal.listing import list_text
from revtrack.report.terminal.setting import TextOptions, columns
from tests.report.golden import assert_golden
from tests.report.handmade import START, article
from tests.report.terminal.pages import PIPE

JAPANESE = replace(article(12), id="ddddeeeeff", title="倉庫火災で三人死亡、所有者は否定", source="例新聞")


def test_golden_list() -> None:
    untitled = replace(article(1), id="aaaabbbbcc", title=None, source=None)
    assert_golden("list.txt", list_text([article(5), JAPANESE, untitled], PIPE))


def test_versions_that_nobody_made_are_counted_as_no_change() -> None:
    shown = list_text([article(5)], PIPE, technical={article(5).id: 2})
    assert shown.splitlines()[1].split()[1:3] == ["5", "2"]


def test_golden_list_for_a_narrow_terminal() -> None:
    verbose = replace(article(3), source="The Example Post and Courier of the Harbour Towns")
    assert_golden("list-narrow.txt", list_text([article(5), verbose], TextOptions(width=80)))


def test_golden_list_with_articles_that_are_gone_or_out_of_reach() -> None:
    gone = replace(article(2), gone_since=START, last_state=FetchState.GONE)
    walled = replace(JAPANESE, last_state=FetchState.PAYWALLED)
    arabic = replace(article(3), id="gggghhhhii", title="حريق في مستودع الميناء يقتل خمسة أشخاص", source="جريدة")
    assert_golden("terminal/list-states.txt", list_text([gone, walled, arabic], TextOptions(width=120)))


@pytest.mark.parametrize("width", [40, 50, 60, 70, 80, 100, 120, 200])
def test_no_line_of_a_list_is_wider_than_the_terminal(width: int) -> None:
    gone = replace(article(2), gone_since=START, last_state=FetchState.GONE)
    long = replace(article(1000), title="大" * 150, source="新" * 60, last_state=FetchState.NOT_AN_ARTICLE)
    shown = list_text([gone, long, JAPANESE], TextOptions(width=width))
    assert max(map(columns, shown.splitlines())) <= width, shown
    assert all(one.id in shown for one in (gone, JAPANESE))


def test_an_empty_list_says_what_to_do_or_that_nothing_fits() -> None:
    assert list_text([], PIPE) == "No article is stored yet.\nNext: revtrack add FILE\n"
    assert list_text([], PIPE, chosen=True) == "No such article is stored.\nNext: revtrack list\n"
