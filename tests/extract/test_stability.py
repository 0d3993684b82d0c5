"""A tracker of changes needs more than a good reading of a page: it needs the same one again.

One word changed in the article is one sentence changed, and nothing that changes around it changes anything.
"""

from dataclasses import replace

import pytest

from revtrack.extract import extract
from revtrack.model import BlockKind, Document
from tests.extract.pages import LANGUAGES, LAYOUTS, Around, Story, snapshot_of

STORIES = {language: Story(language=language, paragraphs=prose) for language, prose in LANGUAGES.items()}
CASES = [(layout, language) for layout in LAYOUTS for language in LANGUAGES]


def read(layout: str, story: Story) -> Document:
    return extract(snapshot_of(LAYOUTS[layout](story)))


def changed(old: Document, new: Document) -> list[tuple[str, str]]:
    """The sentences that differ, place by place."""
    assert len(old.sentences) == len(new.sentences)
    both = zip(old.sentences, new.sentences, strict=True)
    return [(one.text, other.text) for one, other in both if one.text != other.text]


@pytest.mark.parametrize(("layout", "language"), CASES)
def test_the_article_is_read_whole_in_the_order_of_the_page(layout: str, language: str) -> None:
    story = STORIES[language]
    document = read(layout, story)
    assert document.headline == story.headline
    assert document.language == language
    assert [(block.kind.value, block.text) for block in document.blocks] == [
        ("caption", story.caption),
        *(("paragraph", text) for text in story.paragraphs[:2]),
        ("heading", story.heading),
        *(("paragraph", text) for text in story.paragraphs[2:]),
        *(("list-item", item) for item in story.items),
        ("quote", story.quote),
        *(("table-row", " | ".join(row)) for row in story.rows),
        ("paragraph", f"{story.paragraphs[-1]} {story.paragraphs[0]}"),
    ]
    assert document.problems == ()


def edited(story: Story, where: str) -> Story:
    """The story with the word Zanzibar in one place."""
    if where == "paragraph":
        words = story.paragraphs[1].split()
        words[4] = "Zanzibar"
        return replace(story, paragraphs=(story.paragraphs[0], " ".join(words), *story.paragraphs[2:]))
    if where == "items":
        return replace(story, items=("The deputy takes over Zanzibar on Friday.", *story.items[1:]))
    if where == "rows":
        return replace(story, rows=(story.rows[0], ("Zanzibar", "61.2 per cent")))
    return replace(story, **{where: getattr(story, where).replace("town", "Zanzibar", 1)})


@pytest.mark.parametrize("where", ["paragraph", "items", "rows", "quote", "caption"])
@pytest.mark.parametrize(("layout", "language"), CASES)
def test_one_word_changed_is_one_sentence_changed(layout: str, language: str, where: str) -> None:
    story = STORIES[language]
    differing = changed(read(layout, story), read(layout, edited(story, where)))
    assert len(differing) == 1
    assert "Zanzibar" in differing[0][1]


@pytest.mark.parametrize(
    "around",
    [
        Around(advertisement="Fly to the sea from 39 a seat. Terms apply to all flights and all seats on board."),
        Around(advertisement=""),
        Around(related=("Mayor wins vote", "Mill burns", "Rain", "Old bridge to be painted green in the summer")),
        Around(most_read=("Something else entirely is what most people read today",)),
        Around(counter="2,345 shares"),
        Around(ago="3 hours ago"),
        Around(
            comments=(*Around().comments, "A long comment, with several clauses, by somebody who saw it all happen.")
        ),
        Around(comments=()),
    ],
    ids=["advertisement", "no-advertisement", "related", "most-read", "counter", "ago", "comment", "no-comments"],
)
@pytest.mark.parametrize(("layout", "language"), CASES)
def test_what_changes_around_the_article_changes_nothing(layout: str, language: str, around: Around) -> None:
    story = STORIES[language]
    old, new = read(layout, story), read(layout, replace(story, around=around))
    assert new.blocks == old.blocks
    assert new.fingerprint == old.fingerprint
    assert new.fields == old.fields


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_paragraph_that_comes_and_goes_is_the_only_change(layout: str) -> None:
    story = Story()
    more = "The ministry said on Tuesday that the review would continue, and that a longer statement would follow."
    longer = replace(story, paragraphs=(*story.paragraphs[:2], more, *story.paragraphs[2:]))
    old, new = read(layout, story), read(layout, longer)
    added = [block for block in new.blocks if block not in old.blocks]
    assert [(block.kind, block.text) for block in added] == [(BlockKind.PARAGRAPH, more)]
    assert tuple(block for block in new.blocks if block not in added) == old.blocks


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_server_that_calls_the_same_bytes_something_else_changes_nothing(layout: str) -> None:
    content = LAYOUTS[layout](STORIES["fr"]).encode()
    labels = (None, "utf-8", "iso-8859-1", "windows-1251", "gb2312", "no-such-charset")
    read_as = [extract(snapshot_of(content, encoding=one, address="https://a.example/1")) for one in labels]
    assert {document.fingerprint for document in read_as} == {read_as[0].fingerprint}
    assert all(document.problems == () for document in read_as)
