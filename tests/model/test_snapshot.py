"""Snapshots: what must always be true of one."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from revtrack.model import Snapshot

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def snapshot(at: datetime, article: str = "fire") -> Snapshot:
    """A capture at a time."""
    return Snapshot(article=article, observed_at=at, content=b"It burned.", media_type="text/plain")


@pytest.mark.parametrize("at", [NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=1)))])
def test_a_time_that_is_not_aware_utc_makes_no_snapshot(at: datetime) -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        snapshot(at)


@pytest.mark.parametrize("article", ["", " \n"])
def test_an_article_without_a_name_makes_no_snapshot(article: str) -> None:
    with pytest.raises(ValueError, match="blank"):
        snapshot(NOON, article)


def test_its_hash_is_the_hash_of_its_bytes() -> None:
    assert snapshot(NOON).sha256 == sha256(b"It burned.").hexdigest()
