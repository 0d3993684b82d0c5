"""The text of a Version as plain HTML."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from revtrack.model import BlockKind, FieldName
from revtrack.report.pages.reading import reading_page
from tests.report.handmade import block, document

FIELDS = [(FieldName.HEADLINE, "Fire"), (FieldName.BYLINE, "Ana Ruiz")]

PLAIN = frozenset(["html", "head", "meta", "title", "body", "main", "h1", "h2", "p", "ul", "li", "blockquote", "pre"])


def test_each_kind_of_block_becomes_the_element_for_it_and_neighbours_one_list() -> None:
    kinds = [
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.HEADING, "Two"),
        (BlockKind.LIST_ITEM, "Three."),
        (BlockKind.LIST_ITEM, "Four."),
        (BlockKind.QUOTE, "Five."),
        (BlockKind.CODE, "six"),
        (BlockKind.TABLE_ROW, "Seven"),
    ]
    text = replace(document([], FIELDS, "de"), blocks=tuple(block([words], kind) for kind, words in kinds))
    tree = html.document_fromstring(reading_page(text))
    assert tree.get("lang") == "de"
    main = tree.find(".//main")
    assert main is not None
    found = [(element.tag, " ".join(map(str, element.itertext())).split()) for element in main]
    assert found == [
        ("h1", ["Fire"]),
        ("p", ["Ana", "Ruiz"]),
        ("p", ["One."]),
        ("h2", ["Two"]),
        ("ul", ["Three.", "Four."]),
        ("blockquote", ["Five."]),
        ("pre", ["six"]),
        ("p", ["Seven"]),
    ]


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'\x1b\u202e\x00\ud800")), min_size=1))
def test_no_text_adds_an_element_or_an_attribute(text: str) -> None:
    hostile = f"<img src=x onerror=go()>{text}</main><script>go()</script>"
    page = reading_page(document([[hostile]], [(FieldName.HEADLINE, hostile), (FieldName.BYLINE, hostile)], hostile))
    tree = html.document_fromstring(page)
    assert {element.tag for element in tree.iter()} <= PLAIN
    assert {name for element in tree.iter() for name in element.attrib} <= {
        "charset",
        "http-equiv",
        "content",
        "name",
        "dir",
    }
    assert "\u202e" not in page
    page.encode()
