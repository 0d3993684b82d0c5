"""What the editor of generated truth may do: the strengths of its edits, and where it leaves no doubt."""

from random import Random

import pytest

from tests.diff.articles import articles
from tests.diff.doubt import KEPT_SHARE, is_fresh, is_plain_edit, is_plain_merge, is_plain_part
from tests.diff.rewording import STRENGTHS, Kind, bag, closed, held, opened, plain, share, unended

FERRY = "The harbour office opened a new ferry line on Monday."
BRIDGE = "The old bridge was closed for repairs until the autumn."
ZEBRAS = "Zebras graze far inland."
CLAUSES = "In May, the harbour office opened 40 new ferry lines, and nobody in Averil was hurt."
OTHERS = "Zebras graze far inland where 12 towns of Oxley have never been."


def test_shares_count_words_in_any_order_and_each_as_often_as_it_stands() -> None:
    assert share(bag("The ferry. The BRIDGE!"), bag("bridge the ferry the")) == 1
    assert share(bag("the the ferry"), bag("the ferry line went")) == 0.5
    assert held(bag("the ferry"), bag("the ferry line went")) == 1
    assert share(bag("…"), bag("…")) == 0


@pytest.mark.parametrize(
    ("text", "rivals", "verdict"),
    [
        ("The harbour office opened an old ferry line on Tuesday.", [BRIDGE], True),
        ("The harbour office opened an old ferry line on Tuesday.", [FERRY.replace("new", "old")], False),
        ("The harbour zebra graze a far inland line yesterday.", [BRIDGE], False),
        (f"{FERRY[:-1]} while zebras graze far inland.", [ZEBRAS], False),
    ],
)
def test_an_edit_is_plain_where_half_is_left_and_no_other_is_near(text: str, rivals: list[str], verdict: bool) -> None:
    assert is_plain_edit(bag(text), bag(FERRY), [bag(rival) for rival in rivals], KEPT_SHARE) is verdict


def test_parts_and_halves_are_plain_where_most_words_are_those_of_the_whole() -> None:
    whole = bag(f"{FERRY} {BRIDGE}")
    assert is_plain_part(bag("It opened a new ferry line."), whole, [bag(ZEBRAS)])
    assert not is_plain_part(bag("It was closed by zebras."), whole, [bag(ZEBRAS)])
    assert not is_plain_part(bag("The new ferry line."), whole, [bag(FERRY)])
    assert is_plain_merge(whole, [bag(FERRY), bag(BRIDGE)], [bag(ZEBRAS)])
    assert not is_plain_merge(whole, [bag(FERRY), bag(BRIDGE)], [bag("The new bridge.")])


def test_a_fresh_sentence_has_a_quarter_of_no_other() -> None:
    assert is_fresh(bag(ZEBRAS), [bag(FERRY), bag(BRIDGE)])
    assert not is_fresh(bag("The ferry office sold zebras a house."), [bag(FERRY), bag(BRIDGE)])
    assert not is_fresh(bag("Zebras graze."), [bag("Zebras graze in the far north of another land and drink.")])


def test_every_strength_makes_what_it_says() -> None:
    words, others = CLAUSES.split(), OTHERS.split()
    made = {kind: edit(words, others, Random(3)) for kind, edit in STRENGTHS.items()}  # noqa: S311  edits, no secrets
    done = {kind: closed(one) for kind, one in made.items() if one}
    old = plain(CLAUSES)
    assert set(done) == set(STRENGTHS)
    assert sum(one != other for one, other in zip(plain(done[Kind.WORD]), old, strict=True)) == 1
    assert sum(one != other for one, other in zip(plain(done[Kind.FACT]), old, strict=True)) == 1
    assert plain(done[Kind.FRONT])[-len(old) :] == old
    assert plain(done[Kind.END])[: len(old)] == old
    assert plain(done[Kind.CUT]) in (old[: len(plain(done[Kind.CUT]))], old[-len(plain(done[Kind.CUT])) :])
    assert 0.5 <= share(bag(done[Kind.REWORDED]), bag(CLAUSES)) < 1
    assert sorted(plain(done[Kind.SWAPPED])) == sorted(old) != plain(done[Kind.SWAPPED])


def test_sentences_are_opened_ended_and_closed() -> None:
    assert closed(["nobody", "knows,"]) == "Nobody knows."
    assert closed(["“nobody”", "knew!”"]) == "“nobody” knew!”"
    assert opened(["The", "end."]) == ["the", "end"]
    assert opened(["UN", "troops."]) == ["UN", "troops"]
    assert unended(["He", "said", "“no.”"]) == "He said “no”"


def test_no_article_holds_a_sentence_twice() -> None:
    for article in articles():
        assert len(set(article.sentences)) == len(article.sentences)
