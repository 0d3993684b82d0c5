"""Lists of timings become figures, figures become tables."""

import math

import pytest

from tests.bench.figures import Summary, exponent, summary, table


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_is_the_power_the_cost_grows_with(power: float) -> None:
    points = [(size, 3 * size**power) for size in (10, 100, 500, 2_000)]
    assert exponent(points) == pytest.approx(power)


def test_one_size_has_no_exponent() -> None:
    assert math.isnan(exponent([(10, 5), (10, 6)]))


def test_a_summary_has_the_median_the_mean_and_the_99th_percentile() -> None:
    assert summary([*range(1, 101), 1_050]) == Summary(median=51, mean=6_100 / 101, high=100)
    assert summary([7.0]) == Summary(median=7, mean=7, high=7)


def test_a_table_aligns_names_to_the_left_and_figures_to_the_right() -> None:
    rows = [("ours", "5"), ("theirs", "1,000")]
    assert table(("engine", "µs"), rows) == [
        "engine     µs",
        "ours        5",
        "theirs  1,000",
    ]
