"""Judges Atom feeds: a RELAX NG schema built from tables, and the rules of RFC 4287 that a schema cannot say.

The schema is written from the sections of RFC 4287 named below. Like the schema in its appendix, it wants the entries
after the feed's own elements, as every reader expects.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from lxml import etree

__all__ = ["ATOM", "problems"]

ATOM: Final = "{http://www.w3.org/2005/Atom}"
ATOM_NAMESPACE: Final = ATOM.strip("{}")
RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"
DATATYPES: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"

ONE: Final = ""
MAYBE: Final = "optional"
ANY: Final = "zeroOrMore"

SHARED: Final = {
    "author": ANY,
    "category": ANY,
    "contributor": ANY,
    "id": ONE,
    "link": ANY,
    "rights": MAYBE,
    "title": ONE,
    "updated": ONE,
}
FEED: Final = {**SHARED, "generator": MAYBE, "icon": MAYBE, "logo": MAYBE, "subtitle": MAYBE}
ENTRY: Final = {**SHARED, "content": MAYBE, "published": MAYBE, "source": MAYBE, "summary": MAYBE}
SOURCE: Final = {name: count or MAYBE for name, count in FEED.items()}
"""How often each child may stand: sections 4.1.1, 4.1.2 and 4.2.11."""

ATTRIBUTES: Final = {
    "category": {"term": ONE, "scheme": MAYBE, "label": MAYBE},
    "generator": {"uri": MAYBE, "version": MAYBE},
    "link": {"href": ONE, "rel": MAYBE, "type": MAYBE, "hreflang": MAYBE, "title": MAYBE, "length": MAYBE},
}
"""Sections 4.2.2, 4.2.4 and 4.2.7."""

DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+\-][0-9]{2}:[0-9]{2})"
MEDIA: Final = r"[^/ ]+/[^/ ].*"
LANGUAGE: Final = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
PATTERNS: Final = {"type": MEDIA, "hreflang": LANGUAGE}
"""Sections 3.3, 4.2.7.3 and 2; section 4.2.7.4 takes its languages from RFC 3066."""


def problems(feed: bytes) -> list[str]:
    """What is wrong with a feed, one line each; empty if nothing is."""
    try:
        root = etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        return [f"not well-formed: {problem}"]
    relax_ng = _compiled()
    if not relax_ng.validate(root):
        return [f"line {error.line}: {error.message}" for error in relax_ng.error_log]
    entries = root.findall(ATOM + "entry")
    return [
        *_of_feed(root),
        *(f"{entry.findtext(ATOM + 'id')}: {text}" for entry in entries for text in _of_entry(entry)),
    ]


def _of_feed(root: etree._Element) -> Iterator[str]:
    """What section 4.1.1 asks of a feed as a whole."""
    yield from _alternates(root)
    if root.find(ATOM + "author") is None:
        yield "feed: no author"
    if not any(link.get("rel") == "self" for link in root.findall(ATOM + "link")):
        yield "feed: no link rel=self"
    ids = Counter(entry.findtext(ATOM + "id") for entry in root.findall(ATOM + "entry"))
    yield from (f"{name}: the id of {count} entries" for name, count in ids.items() if count > 1)


def _of_entry(entry: etree._Element) -> Iterator[str]:
    """What section 4.1.2 and 4.1.3 ask of an entry, its author apart: the feed has one."""
    yield from _alternates(entry)
    links = entry.findall(ATOM + "link")
    if entry.find(ATOM + "content") is None and not any(link.get("rel", "alternate") == "alternate" for link in links):
        yield "neither content nor a link rel=alternate"


def _alternates(place: etree._Element) -> Iterator[str]:
    """At most one link rel=alternate per type and language."""
    links = [link for link in place.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links)
    yield from (f"{count} links rel=alternate of one type and language" for count in kinds.values() if count > 1)


@cache
def _compiled() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(_schema()))


def _schema() -> str:
    """The schema in RELAX NG's XML form. Refused, for we never write them: xhtml, and content elsewhere."""
    text = _attribute("type", MAYBE, "<choice><value>text</value><value>html</value></choice>") + "<text/>"
    email = '<data type="string"><param name="pattern">[^ ]+@[^ ]+</param></data>'
    person = _children({"name": ONE, "uri": MAYBE, "email": MAYBE})
    patterns = {
        **dict.fromkeys(("rights", "subtitle", "summary", "title", "content"), text),
        **dict.fromkeys(("published", "updated"), _like(DATE, "dateTime")),
        **dict.fromkeys(("icon", "id", "logo", "name", "uri"), "<text/>"),
        **dict.fromkeys(("author", "contributor"), person),
        **{name: _attributes(table) for name, table in ATTRIBUTES.items()},
        "email": email,
        "source": _children(SOURCE),
        "entry": _children(ENTRY),
        "feed": _children(FEED) + '<zeroOrMore><ref name="entry"/></zeroOrMore>',
    }
    patterns["generator"] += "<text/>"
    defines = "".join(_define(name, pattern) for name, pattern in patterns.items())
    return (
        f'<grammar xmlns="{RELAX_NG}" ns="{ATOM_NAMESPACE}" datatypeLibrary="{DATATYPES}">'
        f'<start><ref name="feed"/></start>{COMMON}{defines}</grammar>'
    )


def _like(pattern: str, kind: str = "string") -> str:
    return f'<data type="{kind}"><param name="pattern">{pattern}</param></data>'


def _times(count: str, inside: str) -> str:
    return f"<{count}>{inside}</{count}>" if count else inside


def _attribute(name: str, count: str, inside: str) -> str:
    return _times(count, f'<attribute name="{name}" ns="">{inside}</attribute>')


def _attributes(table: Mapping[str, str]) -> str:
    patterns = {name: _like(PATTERNS[name]) if name in PATTERNS else "<text/>" for name in table}
    return "".join(_attribute(name, count, patterns[name]) for name, count in table.items())


def _children(table: Mapping[str, str]) -> str:
    """These in any order."""
    refs = (_times(count, f'<ref name="{name}"/>') for name, count in table.items())
    return f"<interleave>{''.join(refs)}</interleave>"


def _define(name: str, inside: str) -> str:
    return f'<define name="{name}"><element name="{name}"><ref name="common"/>{inside or "<empty/>"}</element></define>'


COMMON: Final = f"""
<define name="common">
  <optional><attribute name="base" ns="{XML_NAMESPACE}"><text/></attribute></optional>
  <optional><attribute name="lang" ns="{XML_NAMESPACE}">{_like(LANGUAGE)}</attribute></optional>
</define>
"""
"""Section 2: what may stand on every element. Foreign attributes and elements, which we never write, are refused."""
