"""What stands in the columns: values that other programs read as they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from revtrack.store import Store, open_store
from revtrack.store.tables import UtcTime
from tests.store.histories import at, keep, taken
from tests.store.raw import execute


def test_times_are_text_in_one_width_on_sqlite_so_that_they_sort(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'revtrack.db'}"
    with open_store(url, now=lambda: datetime(2026, 2, 4, 1, 2, 3, 45, tzinfo=UTC)) as store:
        keep(store, taken("It rained.", 90))
    assert execute(url, "SELECT observed_at, recorded_at FROM snapshot") == [
        ("2026-02-03T11:30:00.000000Z", "2026-02-04T01:02:03.000045Z")
    ]


def test_the_time_of_recording_is_read_from_the_clock_that_was_handed_in(database: str) -> None:
    with open_store(database, now=lambda: at(1.5)) as store:
        keep(store, taken("It rained."))
    ((recorded,),) = execute(database, "SELECT recorded_at FROM snapshot")
    assert recorded in {"2026-02-03T10:01:30.000000Z", at(1.5)}


def test_times_come_back_to_the_microsecond_aware_and_in_utc(store: Store) -> None:
    moments = [datetime.min.replace(tzinfo=UTC), at(0.12345), datetime.max.replace(tzinfo=UTC)]
    one = taken("It rained.")
    for moment in moments:
        keep(store, replace(one, snapshot=replace(one.snapshot, observed_at=moment)))
    seen = [observation.observed_at for observation in store.observations(one.article_id)]
    assert seen == moments
    assert {moment.tzinfo for moment in seen} == {UTC}


def test_a_time_of_another_zone_is_stored_as_utc_and_one_without_a_zone_is_refused() -> None:
    dialect = sqlite.dialect()
    noon = datetime(2026, 2, 3, 12, tzinfo=timezone(timedelta(hours=2)))
    assert UtcTime().process_bind_param(noon, dialect) == "2026-02-03T10:00:00.000000Z"
    with pytest.raises(ValueError, match="must be aware"):
        UtcTime().process_bind_param(noon.replace(tzinfo=None), dialect)
