"""Saved pages of NewsSniffer; the pages are made after its published templates."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.errors import InputError
from revtrack.extract import extract
from revtrack.ingest.histories.findings import Found, Skipped
from revtrack.ingest.histories.newssniffer import NewsSnifferOptions, newssniffer_history
from revtrack.ingest.histories.newssniffer_page import NewsSnifferPage, PageVersion, read_newssniffer

PAGES = Path(__file__).parent / "newssniffer"
SEEDS = Path(__file__).resolve().parents[3] / "seeds"
SAVED = SEEDS / "004_3008f33aff226494.txt"


def page(name: str) -> NewsSnifferPage:
    """What one of the pages says."""
    return read_newssniffer((PAGES / name).read_bytes())


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """A time of the day of the fire."""
    return datetime(2020, 1, 3, hour, minute, second, tzinfo=UTC)


def test_a_page_that_compares_two_versions_gives_both_whole() -> None:
    assert page("pair.html") == NewsSnifferPage(
        address="https://post.example/2020/harbour-fire?a=1&b=2",
        source="The Example Post",
        first_seen=at(0, 12),
        changes=16,
        gap=timedelta(minutes=32),
        gap_words="32 minutes",
        versions=(
            PageVersion(
                number=1,
                title="Three hurt in harbour fire",
                observed_at=at(0, 13, 1),
                paragraphs=(
                    "A fire broke out in the old harbour on Thursday, the brigade said.",
                    "Three people were hurt. None seriously.",
                    "This is a breaking story.",
                ),
            ),
            PageVersion(
                number=2,
                title="Five hurt in harbour fire & blast",
                observed_at=at(0, 45, 7),
                paragraphs=(
                    "A fire broke out in the old harbour on Thursday, the brigade said.",
                    "Five people were hurt. None badly.",
                    "“We heard a bang,” Zoë Müller said (two hours later) at 2020-01-03 00:30:00 UTC.",
                ),
            ),
        ),
    )


def test_a_pair_shown_the_other_way_round_is_given_the_older_first() -> None:
    given = page("later-first.html")
    assert [(one.number, one.observed_at, one.paragraphs) for one in given.versions] == [
        (0, at(0, 12, 34), ("It burns.",)),
        (2, at(2, 0), ("It is out.", "All are well.")),
    ]
    assert (given.gap, given.gap_words) == (timedelta(hours=2), "about 2 hours")


def test_a_page_of_one_version_gives_its_text_and_no_time() -> None:
    given = page("single.html")
    assert given.versions == (
        PageVersion(number=0, title="Fire in the harbour", paragraphs=("A fire broke out.", "Nobody was hurt.")),
    )
    assert given.address == "https://post.example/fire"


def test_a_list_of_versions_holds_none_and_says_so() -> None:
    given = page("list.html")
    assert given.versions == ()
    assert given.problems == ("holds no versions: save the page that compares two of them",)


def test_a_page_saved_as_text_with_its_columns_parted_by_tabs_is_certain() -> None:
    given = page("columns.txt")
    assert given.problems == ()
    assert [(one.number, one.title, one.observed_at, one.paragraphs) for one in given.versions] == [
        (0, "Three hurt", at(0, 12, 34), ("A fire broke out.", "Three were hurt.", "It burns.")),
        (1, "Five hurt", at(0, 45, 1), ("A fire broke out.", "Five were hurt.", "Nobody died (an hour later).")),
    ]


def test_of_columns_that_run_together_only_what_is_certain_is_told() -> None:
    given = page("run-together.txt")
    assert given.problems == ("does not say of 1 of 3 lines which version they are of: the texts cannot be told apart",)
    assert [(one.title, one.observed_at, one.paragraphs) for one in given.versions] == [
        ("Fire in the harbour", at(0, 12, 34), None),
        ("Fire in the harbour", at(0, 45, 1), None),
    ]


def test_the_saved_page_among_the_seeds_tells_its_head_and_claims_no_text() -> None:
    given = read_newssniffer(SAVED.read_bytes())
    assert (given.source, given.first_seen, given.changes) == ("washpo", None, 16)
    assert str(given.address).endswith("91b27d1c-2dc2-11ea-bffe-020c88b3f120_story.html")
    assert (given.gap, given.gap_words) == (timedelta(minutes=32), "32 minutes")
    assert [(one.number, one.title, one.paragraphs) for one in given.versions] == [(1, None, None), (2, None, None)]
    assert given.problems == (
        "runs both headlines together: they cannot be told apart",
        "does not say of 31 of 31 lines which version they are of: the texts cannot be told apart",
    )


def as_page(old: list[str], new: list[str]) -> bytes:
    """The page NewsSniffer would show of two texts, row by row."""
    rows = "".join(
        f"<tr><td>{one}</td><td>{other}</td></tr>"
        for one, other in zip(old + [""] * len(new), [""] * len(old) + new, strict=True)
    )
    head = "<tr><th>Version 1</th><th>Version 2</th></tr><tr><th>A</th><th>B</th></tr>"
    return f"<html><body><table>{head}{rows}</table></body></html>".encode()


def test_the_two_versions_among_the_seeds_come_back_word_for_word_from_their_page() -> None:
    texts = [
        (SEEDS / "washpo-iraq-rockets" / f"version-{number}.txt").read_text().strip().split("\n\n")[1:]
        for number in (1, 2)
    ]
    given = read_newssniffer(as_page(*texts))
    assert [list(one.paragraphs or ()) for one in given.versions] == texts


def test_a_saved_page_becomes_two_states_of_the_article_it_is_about() -> None:
    first, second = newssniffer_history(PAGES / "pair.html", NewsSnifferOptions(language="en"))
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.snapshot.article == "https://post.example/2020/harbour-fire?a=1&b=2"
    assert (first.snapshot.source, first.snapshot.language) == ("The Example Post", "en")
    assert first.snapshot.via == "version 1 on a saved page of NewsSniffer"
    assert [one.snapshot.observed_at for one in (first, second)] == [at(0, 13, 1), at(0, 45, 7)]
    document = extract(second.snapshot)
    assert document.headline == "Five hurt in harbour fire & blast"
    assert [block.text for block in document.blocks] == list(page("pair.html").versions[1].paragraphs or ())


def test_what_the_user_says_wins_and_fills_what_the_page_leaves_open(tmp_path: Path) -> None:
    options = NewsSnifferOptions(url="fire", source="Post", at=at(9, 0))
    (only,) = newssniffer_history(PAGES / "single.html", options)
    assert isinstance(only, Found)
    assert (only.snapshot.article, only.snapshot.source, only.snapshot.observed_at) == ("fire", "Post", at(9, 0))
    timeless = tmp_path / "timeless.txt"
    lines = (PAGES / "columns.txt").read_text().replace("2020-01-03 00:12:34 UTC\t2020-01-03 00:45:01 UTC ", "")
    timeless.write_text(lines.replace("January 03, 2020 00:12 (UTC)", ""))
    skipped = list(newssniffer_history(timeless))
    assert [one.reason for one in skipped if isinstance(one, Skipped)] == [
        "has no time; say with --at when the first version on the page was seen"
    ] * 2
    first, second = newssniffer_history(timeless, NewsSnifferOptions(at=at(9, 0)))
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert (first.snapshot.observed_at, first.snapshot.time_note) == (at(9, 0), None)
    assert second.snapshot.observed_at == at(9, 32)
    assert second.snapshot.time_note == "32 minutes after version 0, as the page says"


def test_what_is_not_certain_is_named_and_not_stored() -> None:
    findings = list(newssniffer_history(SAVED))
    assert [(one.name.removeprefix(str(SAVED)), one.reason) for one in findings if isinstance(one, Skipped)] == [
        ("", "runs both headlines together: they cannot be told apart"),
        ("", "does not say of 31 of 31 lines which version they are of: the texts cannot be told apart"),
        (", version 1", "has no text that is certain; save the page as HTML"),
        (", version 2", "has no text that is certain; save the page as HTML"),
    ]
    assert len(findings) == 4


def test_what_is_no_such_page_is_an_input_error(tmp_path: Path) -> None:
    for name, content, words in (
        ("other.html", b"<!doctype html><p>An article.", "holds no versions"),
        ("other.txt", b"An article.", "holds no versions"),
        ("empty.html", b"", "holds no versions"),
        (
            "cut.html",
            (PAGES / "pair.html").read_bytes().partition(b"<tr><td></td>")[0],
            "is cut: the end of the page is missing",
        ),
        ("latin.html", "<html>é</html>".encode("latin-1"), "is not UTF-8"),
        ("deep.html", b"<html>" + b"<div>" * 400 + as_page(["a"], ["b"]), "is cut: it is nested deeper"),
        ("nameless.html", as_page(["a"], ["b"]), "does not say which article"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=words) as caught:
            list(newssniffer_history(tmp_path / name))
        assert caught.value.hint
    with pytest.raises(InputError, match="no such file"):
        list(newssniffer_history(tmp_path / "none.html"))


@pytest.mark.parametrize("broken", ["<tr><td>alone</td></tr>", "<tr><td>a</td><td>b</td><td>c</td></tr>"])
def test_a_table_that_is_not_two_columns_gives_no_text(broken: str) -> None:
    whole = (PAGES / "pair.html").read_text()
    given = read_newssniffer(whole.replace("</table>", broken + "</table>").encode())
    assert given.versions == ()
    assert given.problems == ("holds a table whose rows have not two cells each: the texts are not certain",)


def test_another_reader_can_be_handed_in_to_read_foreign_bytes_elsewhere() -> None:
    asked = []

    def elsewhere(body: bytes) -> NewsSnifferPage:
        asked.append(body)
        return read_newssniffer(body)

    assert len(list(newssniffer_history(PAGES / "pair.html", read=elsewhere))) == 2
    assert asked == [(PAGES / "pair.html").read_bytes()]


PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "Version 1",
            "Version 2",
            "\tVersion 2\n",
            "<p>",
            "text",
            "\n",
        ),
        *("<time datetime='99999-01-01'>", "(9999999999 days later)", "(999999 days later)", "Version 1 Version 2\n"),
        *("2020-99-99 99:99:99 UTC", "0001-01-01 00:00:00 +23:59", "first published or seen on Smarch 99, 9999 99:99"),
        *("<td class=time>", "\x00", "&#0;", "<!--", "x x", "\t", "\ufeff", "original source at http://[", "<h1>"),
        "Version 3 of 4.",
    ]
)


@given(pieces=st.lists(PIECES, max_size=30))
def test_whatever_stands_on_a_page_something_is_said_of_it(pieces: list[str]) -> None:
    for start, end in (("", ""), ("<html>", "</html>")):
        given_page = read_newssniffer((start + "".join(pieces) + end).encode())
        assert given_page.versions or given_page.problems


@given(body=st.binary(max_size=300))
def test_any_bytes_are_a_page_or_a_problem(body: bytes) -> None:
    given_page = read_newssniffer(body)
    assert given_page.versions or given_page.problems


def test_a_page_of_many_rows_is_refused_rather_than_cut() -> None:
    given_page = read_newssniffer(as_page(["a"] * 15_000, ["b"] * 15_000))
    assert given_page.problems == ("holds more paragraphs than any article: the texts are not certain",)
    assert [one.paragraphs for one in given_page.versions] == [None, None]
