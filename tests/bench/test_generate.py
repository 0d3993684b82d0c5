"""The generators give the same bytes for the same seed, and do what they say."""

from collections import Counter

from tests.bench.generate import (
    Paragraphs,
    copy_edit,
    crossed,
    heavy_pairs,
    live_blogs,
    runs,
    scale_pairs,
    seeded,
    sentences,
)

ENTRIES: tuple[Paragraphs, ...] = tuple(
    (f"Entry {n} begins here and goes on. It names {n} ships.", f"The {n}th report ends with a word on ship {n}.")
    for n in range(100)
)


def test_sentences_end_where_punctuation_and_lines_end() -> None:
    text = "He said “Stop.” Then he left at 3.15 p.m. sharp!\nA line\n\nThe end"
    assert sentences(text) == ["He said “Stop.”", "Then he left at 3.15 p.m. sharp!", "A line", "The end"]


def test_no_sentence_is_empty() -> None:
    assert sentences("\n\n  \n") == []


def test_runs_hold_enough_words_and_leave_the_rest_out() -> None:
    assert list(runs(["a b", "c", "d e f", "g"], least=3)) == [("a b", "c"), ("d e f",)]


def test_crossed_sentences_begin_like_one_and_end_like_another() -> None:
    stock = ["One two three four five six seven eight.", "Red green blue white black brown pink grey."]
    (paragraph,) = crossed(stock, seeded(1), 8)
    first, last = paragraph.split()[:4], paragraph.split()[4:]
    assert first in (["One", "two", "three", "four"], ["Red", "green", "blue", "white"])
    assert last in (["five", "six", "seven", "eight."], ["black", "brown", "pink", "grey."])


def test_a_small_stock_gives_what_crossings_it_has() -> None:
    assert len(crossed(["One two three four five six seven eight."], seeded(1), 1_000)) == 1


def test_no_crossed_sentence_stands_twice() -> None:
    made = [
        one for text in crossed([" ".join(entry) for entry in ENTRIES], seeded(1), 2_000) for one in sentences(text)
    ]
    assert len(made) == len(set(made))
    assert 2_000 <= sum(len(one.split()) for one in made) < 2_040


def test_a_copy_edit_changes_little_and_never_leaves_nothing() -> None:
    for seed in range(50):
        assert copy_edit(("Only this one paragraph stands here.",), seeded(seed))
        old = ENTRIES[seed]
        assert Counter(copy_edit(old, seeded(seed))) & Counter(old)


def test_a_live_blog_is_as_large_as_asked_and_counts_its_edits() -> None:
    (blog,) = live_blogs(ENTRIES, seeded(3), [1_000])
    assert 1_000 <= len(" ".join(blog.old).split()) < 1_300
    heads = [[text for text in side if " BST " in text] for side in (blog.old, blog.new)]
    news = [head for head in heads[1] if "Breaking" in head]
    assert len(news) == blog.added
    assert len(heads[1]) == len(heads[0]) + blog.added - blog.removed
    assert blog.edited == len(heads[0]) // 10
    assert blog.moved >= 1


def test_runs_of_a_live_blog_move() -> None:
    blogs = list(live_blogs(ENTRIES, seeded(3), [1_000] * 10))
    kept = [[text for text in blog.new if text in blog.old] for blog in blogs]
    in_order = [[text for text in blog.old if text in blog.new] for blog in blogs]
    assert sum(one != other for one, other in zip(kept, in_order, strict=True)) >= 9


def test_the_same_seed_gives_the_same_live_blogs() -> None:
    first, again, other = (list(live_blogs(ENTRIES, seeded(seed), [500, 900])) for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_a_heavy_pair_is_four_versions_apart() -> None:
    versions = [(f"Version {n} " + "word " * 120,) for n in range(6)]
    assert list(heavy_pairs([("page", versions)])) == [
        ("page:0", versions[0], versions[4]),
        ("page:1", versions[1], versions[5]),
    ]


def test_versions_without_a_change_do_not_count_for_heavy_pairs() -> None:
    versions = [(f"Version {n // 2} " + "word " * 120,) for n in range(10)]
    assert list(heavy_pairs([("page", versions)])) == [("page:0", versions[0], versions[8])]


def test_short_texts_are_no_heavy_pairs() -> None:
    assert not list(heavy_pairs([("page", [(f"Version {n}",) for n in range(6)])]))


def test_texts_of_growing_size_are_articles_joined() -> None:
    articles = [((f"a{n} b c d",), (f"a{n} b x d",)) for n in range(5)]
    assert list(scale_pairs(articles, 8, moved=False)) == [
        (("a0 b c d", "a1 b c d"), ("a0 b x d", "a1 b x d")),
        (("a2 b c d", "a3 b c d"), ("a2 b x d", "a3 b x d")),
    ]


def test_moved_texts_begin_with_their_last_quarter() -> None:
    articles = [(tuple("abcdefgh"), tuple("abcdefgh"))]
    assert list(scale_pairs(articles, 8, moved=True)) == [(tuple("abcdefgh"), tuple("ghabcdef"))]
