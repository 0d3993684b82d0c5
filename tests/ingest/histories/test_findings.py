"""What all importers of histories share: times kept apart, foreign lines, pages around fragments."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from revtrack.extract import extract
from revtrack.ingest.histories.findings import OUT_OF_ORDER, Spread, as_page, line
from revtrack.model import Snapshot

TIMES = st.lists(st.integers(0, 5).map(lambda seconds: datetime(2020, 1, 3, 0, 0, seconds, tzinfo=UTC)), max_size=30)


@given(TIMES.map(sorted))
def test_times_that_never_go_back_become_times_that_go_on(times: list[datetime]) -> None:
    spread = Spread()
    placed = [spread.place(at) for at in times]
    assert all(note is None for _, note in placed)
    assert all(old < new for (old, _), (new, _) in pairwise(placed))
    assert all(timedelta() <= new - old < timedelta(seconds=1) for old, (new, _) in zip(times, placed, strict=True))


def test_a_time_before_the_one_before_it_is_kept_and_told() -> None:
    spread = Spread()
    first, second = datetime(2020, 1, 3, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC)
    assert [spread.place(at) for at in (first, second)] == [(first, None), (second, OUT_OF_ORDER)]


def test_at_the_end_of_all_times_states_share_one() -> None:
    spread = Spread()
    last = datetime.max.replace(tzinfo=UTC)
    assert [spread.place(last)[0] for _ in range(2)] == [last, last]


@given(st.text(), st.integers(1, 40))
def test_a_foreign_line_is_one_bounded_line_that_can_be_shown(text: str, longest: int) -> None:
    shown = line(text, longest)
    if shown is not None:
        assert 0 < len(shown) <= longest
        assert shown == shown.strip()
        assert len(shown.splitlines()) == 1
        assert line(shown, longest) == shown


def test_marks_in_a_headline_stay_text_and_marks_in_a_fragment_stay_marks() -> None:
    page = as_page("Fire </h1><script>x</script> & blast", "<p>It <b>burns</b>.</p><p>Still.</p>")
    document = extract(
        Snapshot(article="a", content=page, observed_at=datetime(2020, 1, 3, tzinfo=UTC), media_type="text/html")
    )
    assert document.headline == "Fire </h1><script>x</script> & blast"
    assert [block.text for block in document.blocks] == ["It burns.", "Still."]
