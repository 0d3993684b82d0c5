"""Hostile texts: what kills segmenters, normalisers, decoders, and readers of dates, JSON, robots.txt and addresses.

The first word of a name says for whom it was made. Measured on CPython 3.11.7 with the libraries that are named.
"""

import random
from functools import partial

from tests.hostile.case import Case

__all__ = ["TEXTS"]

PROSE = "The survey said that prices rose in May. Dr. Smith disagreed. "
MILLION = 1_000_000


def repeated(unit: str, count: int, before: str, after: str) -> bytes:
    """A text that says one thing again and again."""
    return f"{before}{unit * count}{after}".encode()


def text(harm: str, unit: str, count: int, before: str = "", after: str = "") -> Case:
    """The same as a case."""
    return Case(partial(repeated, unit, count, before, after), harm)


def numbers() -> bytes:
    """Whole numbers with a full stop, as in a list."""
    return " ".join(f"{number}." for number in range(9_000)).encode()


def query() -> bytes:
    """An address with 100,000 parameters."""
    return ("http://example.com/?" + "&".join(f"a{number}=1" for number in range(100_000))).encode()


TEXTS: dict[str, Case] = {
    "sentences-prose-100kb": text("pysbd 13.2 s", PROSE, 1_600),
    "sentences-prose-1mb": text("pysbd hangs", PROSE, 16_000),
    "sentences-prose-10mb": text("blingfire 282 MB", PROSE, 160_000),
    "sentences-none-100kb": text("pysbd 0.35 s", "word ", 20_000),
    "sentences-none-10mb": text("blingfire 0.9 s", "word ", 2_000_000),
    "sentences-initials-50kb": text("pysbd 0.2 s", "a.b.c.", 8_300),
    "sentences-paren-50kb": text("pysbd 0.2 s", "(", 50_000),
    "sentences-quotes-50kb": text("sentencex 1.5 s", "\u201c", 50_000),
    "sentences-apostrophes-50kb": text("pysbd 0.2 s", "'a ", 16_000),
    "sentences-digits-50kb": text("pysbd 0.2 s", "1", 50_000),
    "sentences-numbers-50kb": Case(numbers, "pysbd 1.7 s"),
    "sentences-roman-50kb": text("pysbd 12.3 s", "i. ii. iii. iv. ", 3_000),
    "sentences-dots-50kb": text("pysbd 0.2 s", ".", 50_000),
    "sentences-letters-20kb": text("pysbd 0.1 s", "A. ", 7_000),
    "sentences-marks-50kb": text("pysbd 0.2 s", "?!", 25_000),
    "sentences-mr-50kb": text("pysbd 11.1 s", "Mr. ", 12_500),
    "unicode-marks-200k": text("NFC 36.6 s with the interpreter lock held", "\u0300\u0327", 100_000, "a"),
    "unicode-marks-2m": text("NFC hangs", "\u0300\u0327", MILLION, "a"),
    "unicode-expansion-1m": text("NFKC 1.7 s, 18,000,000 characters come out", "\ufdfa", MILLION),
    "unicode-bidi": text("shown in another order", "The mayor \u202edeined\u202c it. ", 100),
    "unicode-invisible": text("a change nobody sees", "".join(f"{letter}\u200b" for letter in PROSE), 50),
    "bytes-cp1252-1mb": Case(
        lambda: ("\u00e9 \u00e0 \u00fc word " * 90_000).encode("cp1252"), "charset_normalizer calls it cp1125"
    ),
    "bytes-random-10mb": Case(
        lambda: random.Random(1).randbytes(10 * MILLION),  # noqa: S311  no secret
        "chardet hangs, 540 MB",
    ),
    "bytes-utf8-10mb": text("charset_normalizer 0.1 s", "na\u00efve caf\u00e9 ", 800_000),
    "date-digits-1mb": text("dateutil hangs", "1", MILLION),
    "date-digits-100kb": text("dateparser 7.9 s", "1", 100_000),
    "date-spaces-100kb": text("dateutil 0.4 s", "1 ", 50_000),
    "date-words-10kb": text("dateparser 4.9 s", "monday ", 1_500),
    "json-lists-1e5": text("RecursionError", "[", 100_000, after="]" * 100_000),
    "json-objects-1e5": text("RecursionError", '{"a":', 100_000, after="1" + "}" * 100_000),
    "json-int-1e6": text("ValueError, more than 4,300 digits", "1", MILLION),
    "json-nan": text("accepted, though the standard forbids it", "[NaN,Infinity]", 1),
    "robots-rules-1mb": text("protego 0.3 s", "Disallow: /a*b\n", 66_000, "User-agent: *\n"),
    "robots-stars-30": text("protego 0.03 s", "a*", 30, "User-agent: *\nDisallow: /", "$\n"),
    "robots-stars-25": text("protego 0.04 s", "*a", 25, "User-agent: *\nDisallow: /", "*b\n"),
    "robots-garbage-50mb": text("protego 155 MB", "A", 50 * MILLION),
    "host-labels-100k": text("IDNAError", "a.", 50_000),
    "host-sharp-100k": text("IDNAError", "\u00df", 100_000),
    "host-sharp-labels-100k": text("the codec idna accepts it", "\u00df.", 50_000),
    "url-path-10mb": text("urlsplit 0.05 s", "x", 10 * MILLION, "http://example.com/"),
    "url-percent-60kb": text("httpx 0.2 s", "%", 60_000, "http://example.com/"),
    "url-query-1mb": Case(query, "courlan 1.0 s"),
    "url-dots-60kb": text("url_normalize 0.03 s", "../", 20_000, "http://example.com/"),
    "entity-amp-1mb": text("html.unescape 0.04 s", "&", MILLION),
    "entity-hex-1mb": text("html.unescape 0.02 s", "f", MILLION, "&#x", ";"),
}
