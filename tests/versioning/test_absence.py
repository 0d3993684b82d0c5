"""When an article counts as gone, and since when."""

from datetime import timedelta

from revtrack.model import FetchState
from revtrack.versioning import absences
from tests.versioning.observations import DAY, missing, received


def test_an_article_is_gone_after_two_looks_in_a_row_and_restored_by_one() -> None:
    looks = [received(0, "a"), received(5, "a")]
    assert absences(looks, [missing(1)]) == ()
    assert absences(looks, [missing(1), missing(6)]) == ()
    (absence,) = absences(looks, [missing(1), missing(2, FetchState.GONE), missing(3)])
    assert (absence.since, absence.confirmed_at, absence.until) == (
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=2),
        DAY + timedelta(hours=5),
    )
    assert absence.state is FetchState.GONE


def test_a_look_that_could_not_reach_the_article_neither_confirms_nor_ends_an_absence() -> None:
    looks = [received(0, "a")]
    slips = [missing(hour, FetchState.TIMEOUT) for hour in (1, 3, 5)]
    assert absences(looks, slips) == ()
    (absence,) = absences(looks, [missing(2), *slips, missing(4)])
    assert absence.until is None


def test_looks_within_minutes_of_each_other_are_one() -> None:
    looks = [received(0, "a")]
    seconds = [missing(1 + second / 3600) for second in range(5)]
    assert absences(looks, seconds) == ()
    assert absences(looks, [*seconds, missing(1 + 4 / 60)]) == ()
    (absence,) = absences(looks, [*seconds, missing(1 + 4 / 60), missing(1 + 5 / 60)])
    assert (absence.since, absence.confirmed_at) == (DAY + timedelta(hours=1), DAY + timedelta(hours=1, minutes=5))


def test_an_error_between_two_looks_within_minutes_makes_them_no_confirmation() -> None:
    looks = [received(0, "a")]
    slip = missing(1 + 1 / 3600, FetchState.SERVER_ERROR)
    assert absences(looks, [missing(1), slip, missing(1 + 2 / 3600)]) == ()


def test_a_history_that_says_so_needs_no_second_look() -> None:
    looks = [received(0, "a"), received(5, "a")]
    (absence,) = absences(looks, [missing(1, FetchState.REMOVED), missing(2)])
    assert (absence.since, absence.confirmed_at, absence.until) == (
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=5),
    )
