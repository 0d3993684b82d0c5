"""Blocks that many articles of a source share are told by how many hold them, and by what share of all."""

from dataclasses import replace

import pytest

from revtrack.model import Document
from revtrack.store import Store
from revtrack.store.records.mapping import MAX_COMMON_BLOCKS, common_keys
from tests.store.histories import Taken, keep, keep_all, taken
from tests.store.raw import execute
from tests.strategies import block_of, document_of

LETTER = "Sign up to our letter and be told first."
SHORT = "Read more about this."


def page(number: int, *paragraphs: str, source: str | None = "Post", minute: float = 0) -> Taken:
    """A capture of an article that nobody else is about, with these paragraphs after one of its own."""
    one = taken(
        f"{number} people came to the opening in town {number}.", minute, article=f"https://post.example/{number}"
    )
    document = document_of(f"{number} people came to the opening in town {number}.", *paragraphs)
    return Taken(snapshot=replace(one.snapshot, source=source), document=document)


def key(text: str) -> str:
    """What names a Block of one sentence."""
    return block_of(text).common_key


def test_a_block_is_common_from_the_fifth_article_that_holds_it(store: Store) -> None:
    keep_all(store, *(page(number, LETTER) for number in range(4)))
    assert store.common_blocks("Post") == frozenset()
    keep(store, page(4, LETTER))
    assert store.common_blocks("Post") == {key(LETTER)}


def test_many_snapshots_of_one_article_count_once(store: Store) -> None:
    keep_all(store, *(page(1, LETTER, f"Update {minute} of this very long day.", minute=minute) for minute in range(8)))
    assert store.common_blocks("Post") == frozenset()


def test_a_block_of_too_small_a_share_of_the_articles_is_not_common(store: Store) -> None:
    keep_all(store, *(page(number, LETTER) for number in range(5)), *(page(number) for number in range(5, 17)))
    assert store.common_blocks("Post") == frozenset(), "5 of 17 are less than three tenths"
    assert store.common_blocks("Post", least_share=0.29) == {key(LETTER)}
    assert store.common_blocks("Post", least_articles=6, least_share=0) == frozenset()


def test_a_block_of_few_words_is_the_same_by_chance_and_never_common(store: Store) -> None:
    keep_all(store, *(page(number, SHORT) for number in range(6)))
    assert store.common_blocks("Post") == frozenset()


def test_the_blocks_of_one_source_say_nothing_of_another(store: Store) -> None:
    keep_all(store, *(page(number, LETTER, source="Post" if number % 2 else "Herald") for number in range(8)))
    assert store.common_blocks("Post") == store.common_blocks("Herald") == frozenset()
    assert store.common_blocks("\0") == frozenset()


def test_articles_of_no_stated_source_belong_to_their_host_and_those_of_a_key_to_none(
    store: Store, database: str
) -> None:
    keep_all(store, *(page(number, LETTER, source=None) for number in range(5)))
    keyed = page(9, LETTER, source=None)
    keep(store, replace(keyed, snapshot=replace(keyed.snapshot, article="a key of the user's own")))
    assert store.common_blocks("post.example") == {key(LETTER)}
    assert execute(database, "SELECT DISTINCT source FROM block_seen") == [("post.example",)]


def test_a_block_is_the_same_whatever_its_markup_and_typography() -> None:
    plain = block_of("“Sign up”", "Now.", key=lambda text: text.strip("“”"))
    assert plain.common_key == block_of("Sign up", "Now.").common_key
    assert plain.common_key != block_of("Now.", "Sign up").common_key


@pytest.mark.parametrize("tools", ["the same", "a stored reading"])
def test_the_blocks_of_a_page_seen_again_under_another_source_belong_to_that_one_too(store: Store, tools: str) -> None:
    one = page(1, LETTER)
    other = page(1, LETTER, source="Herald", minute=5)
    keep(store, one)
    with store.writing(one.article_id) as writer:
        known = (*writer.observations(one.article_id), other.observation)
        writer.save_all(
            article=store.articles()[0],
            versions=store.versions(one.article_id),
            items=[(other.snapshot, known[-1], other.document if tools == "the same" else other.document.tools)],
        )
    assert store.common_blocks("Herald", least_articles=1) == set(common_keys(one.document))


def test_of_a_book_only_the_blocks_at_both_ends_are_remembered() -> None:
    paragraphs = [f"This is paragraph number {number} of the book." for number in range(3 * MAX_COMMON_BLOCKS)]
    book: Document = document_of(*paragraphs)
    keys = common_keys(book)
    assert len(keys) == 2 * MAX_COMMON_BLOCKS
    assert {key(paragraphs[0]), key(paragraphs[-1])} <= set(keys)
    assert key(paragraphs[len(paragraphs) // 2]) not in keys
