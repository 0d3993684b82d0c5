"""The version strip and the spark of a list: bars with words."""

from dataclasses import replace

from revtrack.report.charts.strip import BAR_HEIGHT, MOST_BARS, SPARK_BARS, spark, strip
from tests.report.handmade import comparison, edited, history, kept
from tests.report.invented import busy, failing


def test_bars_say_in_words_what_they_show() -> None:
    found = strip(busy())
    assert found is not None
    words = {bar.number: bar.words for bar in found.bars}
    assert words[1] == "first version seen"
    assert words[2] == "1 % of words changed, headline changed"
    assert words[5] == "no edit, read anew"
    assert words[7] == "7 % of words changed, note added"
    assert words[9] == "0 % of words changed, back to version 7, headline changed"
    assert [bar.signs for bar in found.bars if bar.number in {5, 7, 9}] == ["⚙", "✚", "↺◆"]
    assert found.bars[1].gap == "+1h20m"


def test_signs_are_explained_where_they_are_drawn() -> None:
    found, plain = strip(busy()), strip(history(comparison(edited(1, "[-ten-]{+eleven+}"))))
    assert found is not None
    assert plain is not None
    assert found.legend == (
        *("◆ headline changed", "✚ note added", "↺ back to an earlier text", "⚙ read anew"),
        "○ looks that failed",
    )
    assert plain.legend == ()


def test_a_share_that_rounds_to_nothing_is_short_over_its_bar_and_long_in_words() -> None:
    long = comparison(kept(1, "word " * 400), edited(1, "[-ten-]{+eleven+}"))
    found = strip(history(long))
    assert found is not None
    assert (found.bars[1].share, found.bars[1].words) == ("<1 %", "under 1 % of words changed")


def test_of_a_long_history_the_latest_versions_have_a_bar_and_the_highest_of_these_is_as_high_as_ever() -> None:
    large = comparison(kept(1, "one two"), edited(2, "[-three four five-]{+six seven eight+}"))
    small = comparison(kept(1, "word " * 400), edited(2, "[-ten-]{+eleven+}"))
    found = strip(history(large, *[small] * (MOST_BARS + 3)))
    assert found is not None
    assert [bar.number for bar in found.bars] == list(range(6, MOST_BARS + 6))
    assert (found.left_out, found.most) == (5, 2)
    assert max(bar.added + bar.removed for bar in found.bars) == BAR_HEIGHT
    assert all(bar.gap for bar in found.bars)


def test_looks_that_failed_stand_after_the_version_that_was_the_latest_then() -> None:
    found = strip(busy())
    assert found is not None
    misses = {bar.number: bar.misses for bar in found.bars if bar.misses}
    assert list(misses) == [3]
    assert misses[3].count == 4
    assert misses[3].words == "4 looks failed: timeout (2), not found (404), taken away (410)"


def test_an_article_without_change_and_without_failed_looks_has_no_strip() -> None:
    assert strip(history()) is None
    assert strip(replace(failing(), checks=busy().checks)) is not None


def test_a_spark_shows_the_latest_changes_and_says_them() -> None:
    found = spark([0.1, 0.5, 0.0])
    assert found is not None
    assert found.words == "Share of words changed with each version: 10 %, 50 %, 0 %"
    assert found.path.count("M") == 3
    assert spark([]) is None
    long = spark([0.5] * 100)
    assert long is not None
    assert long.path.count("M") == SPARK_BARS
    assert "the latest: " in long.words
