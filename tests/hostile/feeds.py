"""Hostile feeds: huge, deep, ill-formed, or aimed at the regular expressions of a parser.

Measured with feedparser 6.0.14, its sanitiser on unless "bare" is said, and with ElementTree on expat 2.5.0.
"""

import random
from functools import partial
from xml.sax.saxutils import escape

from tests.hostile.case import Case

__all__ = ["CONTROL", "FEEDS"]

DECLARATION = b'<?xml version="1.0"?>\n'

CONTROL = "control-items-1k"
"""An ordinary feed, which must be read."""


def rss(inner: bytes, before: bytes = b"") -> bytes:
    """An RSS document around `inner`; `before` stands between the XML declaration and the root element."""
    return DECLARATION + before + b'<rss version="2.0"><channel><title>t</title>' + inner + b"</channel></rss>"


def item(inner: bytes) -> bytes:
    """An RSS document with one item."""
    return rss(b"<item><title>x</title>" + inner + b"</item>")


def tagged(tag: bytes, text: bytes) -> bytes:
    """An RSS document whose one item has `text` in an element of this name."""
    return item(b"<" + tag + b">" + text + b"</" + tag + b">")


def items(count: int) -> bytes:
    """An ordinary feed."""
    one = b"<item><title>T%d</title><guid>g%d</guid><description>&lt;p&gt;hello %d&lt;/p&gt;</description></item>"
    return rss(b"".join(one % (number, number, number) for number in range(count)))


def description(html: str) -> bytes:
    """A feed of one item whose description is `html`, escaped as RSS wants it."""
    return tagged(b"description", escape(html).encode())


def nested(depth: int) -> bytes:
    """A title with `depth` elements inside one another."""
    return rss(b"<item><title>" + b"<x>" * depth + b"</x>" * depth + b"</title></item>")


def attributes(count: int) -> bytes:
    """An item element with `count` attributes."""
    return rss(b"<item " + b" ".join(b'a%d="x"' % number for number in range(count)) + b"><title>x</title></item>")


def categories(count: int) -> bytes:
    """An item in `count` categories."""
    return item(b"".join(b"<category>c%d</category>" % number for number in range(count)))


def billion_laughs() -> bytes:
    """Nine levels of entities, each ten times the one below: 10**9 copies of one word."""
    levels = (b'<!ENTITY lol%d "%s">' % (level, b"&lol%d;" % (level - 1) * 10) for level in range(1, 10))
    doctype = b'<!DOCTYPE rss [<!ENTITY lol0 "lol">' + b"".join(levels) + b"]>"
    return rss(b"<item><title>&lol9;</title><guid>1</guid></item>", doctype)


def in_utf16(document: bytes) -> bytes:
    """The same in UTF-16, for filters that look at bytes."""
    text = document.decode().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>')
    return text.encode("utf-16")


def external_entity() -> bytes:
    """A title that is a file of this machine."""
    doctype = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return rss(b"<item><title>&x;</title></item>", doctype)


def entity_chain(length: int) -> bytes:
    """`length` entities, each naming the one before: depth without growth."""
    chain = b"".join(b'<!ENTITY a%d "&a%d;">' % (number, number - 1) for number in range(1, length))
    last = b"&a%d;" % (length - 1)
    return DECLARATION + b'<!DOCTYPE rss [<!ENTITY a0 "x">' + chain + b"]><rss><channel><title>" + last + b"</title>"


def flood(piece: bytes, count: int) -> bytes:
    """A document type full of `piece`."""
    return DECLARATION + b"<!DOCTYPE rss [" + piece * count + b"]><rss><channel><title>t</title></channel></rss>"


def namespaces(count: int) -> bytes:
    """A root element declaring `count` namespaces."""
    spread = b" ".join(b'xmlns:n%d="u%d"' % (number, number) for number in range(count))
    return DECLARATION + b'<rss version="2.0" ' + spread + b"><channel><title>t</title></channel></rss>"


def bases(count: int) -> bytes:
    """`count` relative base addresses, one after the other."""
    return rss(b"".join(b'<x xml:base="a%d/">' % number for number in range(count)) + b"</x>" * count)


def illformed(inner: bytes) -> bytes:
    """The start of a feed that no strict parser accepts, so that the forgiving one gets it."""
    return b"<rss><channel><item><title>&nope;" + inner


MILLION = 1_000_000
DEEP = 100_000

FEEDS: dict[str, Case] = {
    CONTROL: Case(partial(items, 1_000), "none"),
    "items-100k": Case(partial(items, 100_000), "12.7 s, 199 MB"),
    "billion-laughs": Case(billion_laughs, "left unexpanded"),
    "billion-laughs-utf16": Case(lambda: in_utf16(billion_laughs()), "left unexpanded"),
    "xxe-file": Case(external_entity, "left unexpanded"),
    "entity-chain-1e5": Case(partial(entity_chain, DEEP), "ElementTree: SIGSEGV"),
    "nested-1e4": Case(partial(nested, 10_000), "0.2 s"),
    "nested-1e6": Case(partial(nested, MILLION), "19.6 s, 460 MB"),
    "nested-item-1e5": Case(lambda: rss(b"<item>" * DEEP + b"</item>" * DEEP), "100,000 entries"),
    "xml-nested-1e6": Case(lambda: b"<a>" * MILLION + b"</a>" * MILLION, "ElementTree 298 MB"),
    "desc-div-1e5": Case(lambda: description("<div>" * DEEP + "x" + "</div>" * DEEP), "1.6 s"),
    "desc-comment-1mb": Case(lambda: description("<!--" * 250_000), "hangs in the sanitiser"),
    "desc-cdata-1mb": Case(lambda: description("<![CDATA[" * 111_111), "0.8 s"),
    "desc-a-href-1mb": Case(lambda: description('<a href="' * 111_111), "2.2 s"),
    "desc-amp-1mb": Case(lambda: description("&" * MILLION), "2.5 s"),
    "desc-marked-200kb": Case(lambda: description("<![" * 66_666), "0.1 s"),
    "desc-style-many": Case(lambda: description(f'<p style="{"color:red;" * DEEP}">x</p>'), "180 MB"),
    "desc-style-bad-30kb": Case(
        lambda: description(f'<p style="{"a" * 30_000}!">x</p>'),
        "6.1 s in one regular expression with the interpreter lock held",
    ),
    "desc-text-20mb": Case(lambda: description("word " * 4_000_000), "174 MB"),
    "title-100mb": Case(lambda: rss(b"<item><title>" + b"A" * 100 * MILLION + b"</title></item>"), "595 MB"),
    "attribute-20mb": Case(lambda: rss(b'<item><link a="' + b"A" * 20 * MILLION + b'"/></item>'), "2.9 s"),
    "doctype-malformed-1mb": Case(lambda: DECLARATION + b"<!DOCTYPE " * DEEP + b"<rss>", "0.15 s"),
    "entity-unclosed-1mb": Case(partial(flood, b"<!ENTITY a ", 90_000), "0.14 s"),
    "spaces-before-1mb": Case(lambda: b" " * MILLION + rss(b""), "0.08 s"),
    "declaration-open-1mb": Case(lambda: b"<?xml " + b" " * MILLION, "0.1 s"),
    "nul-10mb": Case(lambda: bytes(10 * MILLION), "0.14 s"),
    "random-10mb": Case(lambda: random.Random(1).randbytes(10 * MILLION), "8.1 s"),  # noqa: S311  no secret
    "date-digits-1mb": Case(lambda: tagged(b"pubDate", b"1" * MILLION), "dateutil hangs on it"),
    "date-t-1mb": Case(lambda: tagged(b"pubDate", b"2020-01-01T" * DEEP), "0.05 s"),
    "date-spaces-1mb": Case(lambda: tagged(b"pubDate", b"Mon, " + b" " * MILLION + b"x"), "0.08 s"),
    "author-dots-1mb": Case(lambda: tagged(b"author", b"a." * 500_000), "hangs in a regular expression, bare too"),
    "author-100kb": Case(lambda: tagged(b"author", b"a" * 100_000), "38.7 s"),
    "author-10kb": Case(lambda: tagged(b"author", b"a" * 10_000), "0.3 s"),
    "namespaces-1e5": Case(partial(namespaces, DEEP), "0.24 s"),
    "attributes-1e5": Case(partial(attributes, DEEP), "hangs, bare too"),
    "attributes-1e4": Case(partial(attributes, 10_000), "0.8 s"),
    "xml-base-1e4": Case(partial(bases, 10_000), "0.3 s"),
    "categories-1e5": Case(partial(categories, DEEP), "hangs, bare too"),
    "categories-1e4": Case(partial(categories, 10_000), "1.2 s"),
    "categories-2k": Case(partial(categories, 2_000), "0.1 s"),
    "charref-overflow": Case(
        lambda: b"<rss><channel><title>&#99999999999999999999;&nope;</title></channel></rss>", "OverflowError"
    ),
    "illformed-nested-1e5": Case(lambda: b"<rss><channel><item><title>&bad " + b"<b>" * DEEP, "0.7 s"),
    "illformed-close-1mb": Case(lambda: illformed(b"</" * 500_000), "1.6 s"),
}
