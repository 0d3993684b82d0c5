"""Numbers, shares and times as people read them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.report.wording import counted, gap, percent, short_gap, when
from tests.report.handmade import START


@pytest.mark.parametrize(
    ("seconds", "said", "short"),
    [
        (0, "at the same time", "+0s"),
        (12, "12 seconds later", "+12s"),
        (1, "1 second later", "+1s"),
        (32 * 60, "32 minutes later", "+32m"),
        (2 * 60 + 15, "2 minutes 15 seconds later", "+2m15s"),
        (135 * 60, "2 hours 15 minutes later", "+2h15m"),
        (135 * 60 + 59, "2 hours 15 minutes later", "+2h15m"),
        (3600 + 59, "1 hour later", "+1h"),
        (27 * 3600, "1 day 3 hours later", "+1d3h"),
        (86_400 + 59 * 60, "1 day later", "+1d"),
        (3 * 86_400, "3 days later", "+3d"),
        (1234 * 86_400, "1,234 days later", "+1234d"),
        (-32 * 60, "32 minutes earlier", "-32m"),
    ],
)
def test_the_time_between_versions_is_told_in_its_two_largest_units(seconds: int, said: str, short: str) -> None:
    assert gap(START, START + timedelta(seconds=seconds)) == said
    assert short_gap(START, START + timedelta(seconds=seconds)) == short


@settings(deadline=None)
@given(st.datetimes(), st.datetimes())
def test_times_the_other_way_round_are_earlier_instead_of_later(one: datetime, other: datetime) -> None:
    there, back = gap(one, other), gap(other, one)
    assert there.rpartition(" ")[0] == back.rpartition(" ")[0]
    assert {there.rpartition(" ")[2], back.rpartition(" ")[2]} in ({"later", "earlier"}, {"time"})


def test_times_carry_their_zone_and_seconds_only_where_there_are_any() -> None:
    assert when(datetime(2020, 1, 3, 0, 32, tzinfo=UTC)) == "2020-01-03 00:32 UTC"
    assert when(datetime(2020, 1, 3, 0, 32, 5, 999, tzinfo=UTC)) == "2020-01-03 00:32:05 UTC"
    assert when(datetime(2020, 1, 3, 1, 32, tzinfo=timezone(timedelta(hours=1)))) == "2020-01-03 00:32 UTC"
    assert when(datetime(1, 1, 1, tzinfo=UTC), timezone(timedelta(hours=-5))) == "0001-01-01 00:00 +00:00"  # no year 0


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(number, "version") for number in (0, 1, 2, 1200)] == [
        "0 versions",
        "1 version",
        "2 versions",
        "1,200 versions",
    ]


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.001, "under 1 %"), (0.314, "31 %"), (0.999, "99 %"), (1.0, "100 %")]
)
def test_a_share_is_never_rounded_to_nothing_or_to_everything(share: float, said: str) -> None:
    assert percent(share) == said
