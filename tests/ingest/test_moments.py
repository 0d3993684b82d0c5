"""Times as users write them, and as file names tell them."""

from datetime import UTC, datetime, timedelta

import pytest

from revtrack.errors import InputError
from revtrack.ingest.moments import moment_in_name, not_in_future, parse_moment

NOW = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-03T15:00Z",
        "2026-02-03 15:00Z",
        "2026-02-03T16:00+01:00",
        " 2026-02-03T15:00:00.000+00:00 ",
        "2026-02-03t15:00z",
        "20260203T150000Z",
    ],
)
def test_a_time_with_a_zone_becomes_utc(text: str) -> None:
    assert parse_moment(text, "--at") == NOW


@pytest.mark.parametrize("text", ["2026-02-03T15:00", "2026-02-03"])
def test_a_time_without_a_zone_is_refused_and_told_how_to_get_one(text: str) -> None:
    with pytest.raises(InputError, match="no zone") as caught:
        parse_moment(text, "--at")
    assert "add Z" in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01T00:00Z", "9" * 1_000_000, "0001-01-01T00:00+23:59"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--at"):
        parse_moment(text, "--at")


def test_a_time_ahead_of_the_clock_is_refused_but_for_the_skew_of_clocks() -> None:
    assert not_in_future(NOW + timedelta(minutes=4), NOW, "--at") == NOW + timedelta(minutes=4)
    with pytest.raises(InputError, match="in the future"):
        not_in_future(NOW + timedelta(minutes=6), NOW, "--at")


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("2026-02-03T15-00Z.html", NOW),
        ("2026-02-03T15-00-00Z.html", NOW),
        ("fire 2026-02-03 15.00Z.txt", NOW),
        ("20260203T150000Z.md", NOW),
        ("20260203150000.html", NOW),
        ("web-20260203150000-id_.html", NOW),
        ("2026-02-03T16-00+0100.md", NOW),
        ("2026-02-03T15-00.html", None),  # without a zone
        ("2026-02-03.html", None),
        ("20261303150000.html", None),
        ("notes.txt", None),
    ],
)
def test_a_file_name_tells_a_time_only_with_its_zone(name: str, moment: datetime | None) -> None:
    assert moment_in_name(name) == moment
