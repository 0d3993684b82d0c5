"""A Comparison worded for subscribers: one Notice for each Version but the first."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revtrack.model import Comparison, OnDemand, Operation, Weight
from revtrack.publish.notice import TITLE_LENGTH, Category, Notice, notices
from tests.publish.examples import (
    HEADLINE,
    START,
    STEP,
    Told,
    change,
    comparison,
    everything,
    headline_change,
    history,
    label,
    numbers,
)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def notice_of(made: Comparison, told: Told | None = None) -> Notice:
    (notice,) = notices(history(replace(told or Told(), comparisons=(made,))))
    return notice


def test_the_first_version_alone_is_no_notice() -> None:
    assert notices(history(Told(texts="A"))) == ()


def test_every_other_version_is_a_notice_the_newest_first() -> None:
    told = notices(history(Told(texts="ABC")))
    assert [(notice.old, notice.new, notice.observed) for notice in told] == [
        (2, 3, START + 2 * STEP),
        (1, 2, START + STEP),
    ]


def test_a_notice_names_the_pages_of_its_pair_and_of_its_article() -> None:
    (notice,) = notices(history())
    assert notice.path == "a/7k2mqa4xyz/1..2/index.html"
    assert notice.data_path == "a/7k2mqa4xyz/1..2/diff.json"
    assert notice.history_path == "a/7k2mqa4xyz/index.html"


def test_the_title_says_what_changed_in_words_the_weightiest_first() -> None:
    headline = headline_change("Warehouse fire kills three", HEADLINE)
    notice = notice_of(comparison(*reversed(everything()[:3]), fields=[headline]))
    assert plain(notice.title) == f"Quote added, number changed (three to five), headline changed: {HEADLINE}"


def test_changes_told_alike_stand_once_in_the_title_with_their_number() -> None:
    removed = change(Operation.DELETED, "[-Gone.-]", label("removed", Weight.CONTENT))
    notice = notice_of(comparison(removed, removed, removed, numbers(), numbers("14", "16")))
    assert plain(notice.title).startswith("Number changed (three to five and 1 more), sentence removed (3 times): Ware")


def test_a_title_leaves_out_what_is_quoted_where_there_is_no_room() -> None:
    notice = notice_of(comparison(numbers("some thirty or perhaps forty", "at least one hundred and twenty")))
    assert plain(notice.title) == f"Number changed: {HEADLINE}"


def test_a_title_without_known_changes_is_the_headline() -> None:
    assert plain(notice_of(comparison()).title) == HEADLINE


def test_a_rewritten_text_says_so_first() -> None:
    rewritten = replace(comparison(numbers()), explanation=OnDemand.of((label("rewritten", Weight.CONTENT),)))
    assert plain(notice_of(rewritten).title) == f"Rewritten, number changed (three to five): {HEADLINE}"


def test_an_article_without_a_headline_has_a_title_all_the_same() -> None:
    notice = notice_of(comparison(numbers(), headline=None), Told(headline=None))
    assert plain(notice.title) == "Number changed (three to five): Untitled article"


HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\u202e\u2067\u2068\u2069\n\x1b: ")), max_size=300)


@settings(deadline=None)
@example(headline="\u202ea" * 200, old="three", new="five", back=False)
@given(headline=HOSTILE, old=HOSTILE, new=HOSTILE, back=st.booleans())
def test_a_title_is_one_line_within_its_limit_whatever_it_quotes(
    headline: str, old: str, new: str, *, back: bool
) -> None:
    edited = numbers()._replace(explanation=OnDemand.of((label("number", Weight.FACT, old, new),)))
    told = Told(texts="ABA" if back else "AB", headline=headline, comparisons=(comparison(edited),) * 2)
    for notice in notices(history(told)):
        assert 0 < len(notice.title) <= TITLE_LENGTH
        assert not set(notice.title) & {"\n", "\r", "\u202e", "\u2028", "\x1b"}
        assert notice.title.count("\u2068") == notice.title.count("\u2069")


def test_the_opening_says_which_versions_how_far_apart_how_much_and_whether_it_was_noted() -> None:
    assert plain(notice_of(comparison(*everything())).opening) == (
        "The Example Post, version 1 to 2, 2 hours 15 minutes later. "
        "2 edited, 1 added, 1 removed, 2 moved, 1 split, 1 merged. No new correction note found."
    )


def test_an_article_without_a_source_opens_with_its_versions() -> None:
    opening = notice_of(comparison(*everything()[3:4]), Told(source=None)).opening
    assert opening == "Version 1 to 2, 2 hours 15 minutes later. 1 moved."


def test_the_summary_says_what_changed() -> None:
    assert plain(notice_of(comparison(numbers())).summary) == (
        "The Example Post, version 1 to 2, 2 hours 15 minutes later. "
        "Number changed: three to five (paragraph 3). No new correction note found."
    )


def test_a_return_to_an_earlier_text_says_so_in_title_and_summary() -> None:
    newest, first = notices(history(Told(texts="ABA")))
    assert plain(newest.title) == f"Back to version 1, number changed (three to five): {HEADLINE}"
    assert "later. Back to version 1. Number changed" in newest.summary
    assert "later. Back to version 1. 1 edited." in newest.opening
    assert "Back to" not in first.title + first.summary


def test_what_is_to_be_known_about_a_time_stands_beside_it() -> None:
    (notice,) = notices(history(Told(time_note="illustrative")))
    assert "Time of version 1: illustrative. Time of version 2: illustrative." in plain(notice.opening)


def test_labels_stand_once_each_the_weightiest_first_without_what_they_quote() -> None:
    headline = headline_change("Warehouse fire kills three", HEADLINE)
    made = comparison(*reversed(everything()), numbers("14", "16"), fields=[headline])
    assert notice_of(made).labels == (
        Category("hedge", "Certainty"),
        Category("quote", "Quote added"),
        Category("number", "Number"),
        Category("headline", "Headline"),
        Category("removed", "Sentence removed"),
        Category("added", "Sentence added"),
        Category("merged", "Merged"),
        Category("split", "Split"),
        Category("moved", "Moved"),
    )


@pytest.mark.parametrize(
    ("texts", "told"), [("ABA", 2), ("ABABA", 1), ("ABCABCAB", 7), ("ABABAC", 2), ("ABACABA", 3), ("ABCBC", 2)]
)
def test_one_return_is_told_and_texts_that_take_turns_are_not(texts: str, told: int) -> None:
    ids = [notice.id for notice in notices(history(Told(texts=texts)))]
    assert len(ids) == told
    assert len(set(ids)) == told


def test_an_id_survives_another_number_time_source_and_headline() -> None:
    """As after an earlier Version came in late, or the labels became better."""
    before = history(Told(texts="BC"))
    after = history(Told(texts="XBC", first_number=7, source="Post", headline="Other", comparisons=(comparison(),) * 2))
    assert notices(before)[0].id == notices(after)[0].id
    assert notices(before)[0].observed != notices(after)[0].observed


def test_an_earlier_version_that_comes_in_late_changes_no_id_of_later_steps() -> None:
    known = {notice.id for notice in notices(history(Told(texts="BCD")))}
    assert known < {notice.id for notice in notices(history(Told(texts="ABCD")))}


def test_another_article_has_other_ids() -> None:
    (ours,) = notices(history())
    (theirs,) = notices(history(Told(url="https://post.example/other")))
    assert ours.id != theirs.id


def test_what_nobody_is_known_to_have_edited_is_not_told_nor_a_turn_of_the_publisher() -> None:
    made = history(Told(texts="ABCBA"))
    versions = tuple(replace(version, technical=version.number in {3, 4}) for version in made.versions)
    steps = tuple(
        replace(step, old=old, new=new)
        for step, old, new in zip(made.transitions, versions[:-1], versions[1:], strict=True)
    )
    assert [notice.new for notice in notices(replace(made, versions=versions, transitions=steps))] == [5, 2]
