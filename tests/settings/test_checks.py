"""Spans of time, as people write them."""

import pytest

from revtrack.settings import duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3s", 3), ("15m", 900), ("1.5h", 5400), ("7d", 604_800), ("250ms", 0.25), (" 2 w ", 1_209_600)],
)
def test_spans_of_time_are_written_with_their_unit(text: str, seconds: float) -> None:
    assert duration(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "3", "s", "-3s", "3 s s", "1e3s", "9999999s", "3S", "３s", "1" * 100_000])
def test_anything_else_is_no_span_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="is no span of time"):
        duration(text)
