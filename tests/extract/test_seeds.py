"""The seed documents, read as they stand: nothing of the article lost, no furniture left in it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from revtrack.extract.segments import tokens
from revtrack.model import BlockKind, Document, FieldName

Read = Callable[..., Document]
Seed = Callable[[str], bytes]

WASHPO_1 = "washpo-iraq-rockets/version-1.txt"
WASHPO_2 = "washpo-iraq-rockets/version-2.txt"


@dataclass(frozen=True)
class Expected:
    """What a reader of the document says is in it."""

    headline: str | None
    blocks: int
    sentences: int
    first: str
    last: str
    """Beginnings of the first and the last sentence."""
    aside: tuple[str, ...] = ()
    """Rules, in the order of the page."""


EXPECTED = {
    "000_db2bddac73817fcd.txt": Expected(
        headline="Iran Says It’s Fired Missiles at U.S. Base in Iraq",
        blocks=107,
        sentences=141,
        first="Here are the latest developments:",
        last="Reporting was contributed by Megan Specia, Russell Goldman,",
        aside=(*["jump-links"] * 5, "image-label", "photo-credit", "hacker-news"),
    ),
    "001_a8caf179c0ae9ecd.txt": Expected(
        headline="Iran fires missiles at US troop bases in Iraq",
        blocks=37,
        sentences=43,
        first="There were no immediate casualties but the Pentagon said it had been ready,",
        last='"It\'s the worst thing that could happen to Iraq."',
        aside=("copyright", "copyright"),
    ),
    "002_fdf51c440f364b49.txt": Expected(
        headline="Iran responds to US assassination by attacking Iraqi bases housing US troops",
        blocks=8,
        sentences=14,
        first="Iran has responded to the US assassination of its most powerful military commander",
        last="As the Grayzone has pointed out, Iran and its allies have made it clear",
        aside=(*["newsletter"] * 2, *["photo-credit"] * 3, *["donation"] * 4),
    ),
    "003_efa60d6eabd65ad3.txt": Expected(
        headline="Iranians Strike At U.S. Targets in Iraq",
        blocks=13,
        sentences=24,
        first="The United States and Iran are on the brink of an all-out war",
        last="This is a breaking news story and will be updated.",
        aside=("page-title", "navigation", "photo-credit"),
    ),
    "004_3008f33aff226494.txt": Expected(
        headline=None,
        blocks=37,
        sentences=76,
        first="This article is from the source 'washpo' and was first published or seen on .",
        last="Carol Morello and Liz Sly contributed to this report.",
    ),
    WASHPO_1: Expected(
        headline="Iraqi TV: Iran’s Gen. Soleimani killed in Baghdad strike",
        blocks=14,
        sentences=21,
        first="Baghdad Iraqi TV and three Iraqi officials officials said Friday",
        last="The developments also represent a major downturn in Iraq-U.S. relations",
        aside=("copyright",),
    ),
    WASHPO_2: Expected(
        headline="Senior Iranian, Iraqi commanders killed in Baghdad airstrike - Iraqi state TV",
        blocks=31,
        sentences=44,
        first="An air strike has killed Iranian Qods Force commander Qassem Soleimani",
        last="Carol Morello and Liz Sly contributed to this report.",
    ),
}

PLAIN = [name for name in EXPECTED if not name.startswith("000")]

FURNITURE = (
    *(
        "Hacker News",
        "Credit...",
        "Copyright AFP",
        "copyrighted",
        "News Digest",
        "inbox",
        "PA Graphics",
        "Featured image",
    ),
    *("Since you're here", "survive and thrive", "Canary Support", "Politics News", "AP/Shutterstock", "Rolling Stone"),
    *("date 2020", "static01.nyt.com", "ImageA"),
)
"""Words of the seeds that belong to the pages, not to the articles. Document 004, about a page, keeps everything."""


@pytest.fixture(params=EXPECTED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(name: str, read: Read, seed: Seed) -> Document:
    return read(seed(name), "text/markdown" if name.startswith("000") else "text/plain", language="en")


def test_each_seed_has_the_headline_that_readers_saw(name: str, document: Document) -> None:
    assert document.headline == EXPECTED[name].headline


def test_each_seed_has_its_blocks_and_sentences(name: str, document: Document) -> None:
    expected = EXPECTED[name]
    assert (len(document.blocks), len(document.sentences)) == (expected.blocks, expected.sentences)
    assert document.sentences[0].text.startswith(expected.first)
    assert document.sentences[-1].text.startswith(expected.last)


def test_of_each_seed_the_furniture_is_set_aside_and_nothing_else(name: str, document: Document) -> None:
    assert tuple(one.rule for one in document.set_aside) == EXPECTED[name].aside


def test_no_furniture_is_left_in_the_text(name: str, document: Document) -> None:
    text = "\n".join(block.text for block in document.blocks)
    assert [words for words in FURNITURE if words in text] == []
    assert ("All rights reserved" in text) == name.startswith("004")


def test_no_seed_has_a_problem(document: Document) -> None:
    assert document.problems == ()


@pytest.mark.parametrize("name", PLAIN)
def test_no_word_of_a_plain_text_is_lost_or_doubled(name: str, read: Read, seed: Seed) -> None:
    document = read(seed(name))
    parts = [block.text for block in document.blocks] + [one.text for one in document.set_aside]
    parts += [item.value for item in document.fields if item.name in {FieldName.HEADLINE, FieldName.BYLINE}]
    assert Counter(tokens("\n".join(parts))) == Counter(tokens(seed(name).decode()))


def test_no_sentence_of_the_markdown_is_lost(read: Read, seed: Seed) -> None:
    """Every paragraph without marks of Markdown is a block as it stands; the others differ by those marks alone."""
    source = seed("000_db2bddac73817fcd.txt").decode()
    document = read(source, "text/markdown")
    blocks = {block.text for block in document.blocks}
    body = source.split("---\n", 2)[2]
    plain = [part.strip() for part in body.split("\n\n") if not set(part) & set("[]#*") and "--" not in part]
    lost = [part for part in plain if part not in blocks]
    assert len(plain) > 60
    assert [part[:26] for part in lost] == ["A vigil for General Suleim", "from Hacker News https://i"]
    linked = " ".join(block.text for block in document.blocks)
    for value in document.values(FieldName.LINK):
        assert value.rpartition(" <")[0] in linked


def test_the_kinds_of_blocks_in_the_markdown_seed(read: Read, seed: Seed) -> None:
    document = read(seed("000_db2bddac73817fcd.txt"), "text/markdown")
    assert Counter(block.kind for block in document.blocks) == {
        BlockKind.PARAGRAPH: 92,
        BlockKind.HEADING: 14,
        BlockKind.CAPTION: 1,
    }
    assert Counter(item.name for item in document.fields) == {
        FieldName.HEADLINE: 1,
        FieldName.PUBLISHED: 1,
        FieldName.LINK: 15,
        FieldName.IMAGE: 2,
    }
    assert document.field(FieldName.PUBLISHED) == "2020-01-08T01:17:00+01:00"


def test_byline_and_section_heading_of_the_canary(read: Read, seed: Seed) -> None:
    document = read(seed("002_fdf51c440f364b49.txt"))
    assert document.field(FieldName.BYLINE) == "Ed Sykes"
    headings = [block.text for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["Avoiding further escalation"]


def test_the_date_line_of_rolling_stone_gives_the_time(read: Read, seed: Seed) -> None:
    document = read(seed("003_efa60d6eabd65ad3.txt"))
    assert document.field(FieldName.PUBLISHED) == "2020-01-08"
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}


def test_a_stated_title_is_the_headline_of_the_page_about_an_article(read: Read, seed: Seed) -> None:
    document = read(seed("004_3008f33aff226494.txt"), title="Versions 1 and 2")
    assert (document.headline, len(document.blocks)) == ("Versions 1 and 2", 37)
