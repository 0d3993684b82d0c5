"""What the head of a page says of its article: one table, field ← surfaces, the first that says something counts.

    <meta property="article:published_time" content="2020-01-08T01:17">   PUBLISHED, in the zone of the source
    {"@type": "NewsArticle", "dateModified": "2020-01-08T09:00Z", …}      MODIFIED
    <link rel="canonical" href="/2020/mayor">                             canonical, resolved against the page's address

Each title is a field of its own wherever the page has it, whether it equals the headline or not: so a title that is
changed shows as a change of that title, and none as one that comes or goes. Times keep their time of day and their
zone; none is guessed from the text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import regex
from lxml.html import HtmlElement

from revtrack.extract.head.linked import Linked, linked_data, names_of, texts_of, truth
from revtrack.extract.reading import byline, language, moment, target
from revtrack.extract.reading import field as field_of
from revtrack.model import Field, FieldName

__all__ = ["RULES", "Head", "Rule", "Surfaces", "canonical", "facts", "free", "head_of", "language_of", "paid_parts"]

LONGEST_ADDRESS: Final = 2_000
"""Characters of an address that a page may name as its own: the length browsers agree on."""

_SITE: Final = regex.compile(r"[\p{L}\p{N}-]+\.(?:[\p{L}\p{N}-]{2,}\.)*\p{Ll}{2,}")
"""The name of a host in place of a person's: "lefigaro.fr"; "will.i.am" is a singer."""

_BY: Final = regex.compile(r"^[Bb][Yy]:? +(?=\S)")

_DATED: Final = {"published": "published", "updated": "modified", "modified": "modified"}
"""Words in the class of a `time` element (microformats) → which time it is."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the elements of a page say of its article, gathered in one look over the page."""

    meta: Mapping[str, str]
    """`property`, `name`, `itemprop` or `http-equiv` in lower case → the first content that is not blank."""
    linked: Linked
    links: Mapping[str, str]
    """`rel` in lower case → the first address."""
    times: Mapping[str, str]
    """What a `time` element says it is: `published`, `modified` → its time."""
    title: str
    """What a browser's tab shows, empty for nothing."""
    tops: tuple[HtmlElement, ...] = field(default=(), compare=False)
    """All `h1`."""
    language: str | None = None
    """What the outermost element says."""


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Where a field is looked for: structured data by a function of the article's object, the rest by name."""

    meta: tuple[str, ...] = ()
    data: Callable[[Linked], list[str]] | None = None
    more_meta: tuple[str, ...] = ()
    """Looked at behind the structured data: names that many pages use for something else."""
    time: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is found."""

    name: FieldName
    surfaces: Surfaces
    read: Callable[[str, "Place"], str | None] = lambda text, _: text
    """What a surface says → the field's value, None where that is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """What values are read against."""

    address: str | None
    """Of the page; None is unknown."""
    zone: ZoneInfo | None
    """Of times that name none."""


def _time(text: str, place: Place) -> str | None:
    return moment(text, place.zone)


def _person(text: str, _: Place) -> str | None:
    """Names, without the word in front of them; many pages give the address of a profile or of the site instead."""
    if regex.match(r"https?://|@", text) or _SITE.fullmatch(text):
        return None
    line = " ".join(text.split())
    return byline(line) or _BY.sub("", line)


def _address(text: str, place: Place) -> str | None:
    stated = target(text)
    try:
        return urljoin(place.address or "", stated) if stated else None
    except ValueError:
        return None


def _corrections(linked: Linked) -> list[str]:
    """The texts of `correction`, each with its date where it has one (schema.org CorrectionComment)."""
    stated = linked.get("correction")
    found = []
    for one in stated if isinstance(stated, list) else [stated]:
        dates = [moment(date) for date in texts_of(one.get("datePublished"))] if isinstance(one, dict) else []
        found += [f"{text} ({dates[0]})" if dates else text for text in names_of(one, ("text", "description", "name"))]
    return found


def _data(key: str) -> Callable[[Linked], list[str]]:
    return lambda linked: texts_of(linked.get(key))


def _author(linked: Linked) -> list[str]:
    names = names_of(linked.get("author") or linked.get("creator"))
    return [", ".join(dict.fromkeys(names))] if names else []


def _image(linked: Linked) -> list[str]:
    return names_of(linked.get("image"), ("url", "contentUrl", "@id"))


RULES: Final = (
    Rule(FieldName.SOCIAL_TITLE, Surfaces(meta=("og:title", "twitter:title"))),
    Rule(FieldName.DATA_TITLE, Surfaces(data=_data("headline"))),
    Rule(
        FieldName.BYLINE,
        Surfaces(
            meta=("author",),
            data=_author,
            more_meta=("article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
        ),
        _person,
    ),
    Rule(
        FieldName.PUBLISHED,
        Surfaces(
            meta=("article:published_time",),
            data=_data("datePublished"),
            more_meta=(
                *("datepublished", "article:published", "og:published_time", "parsely-pub-date", "sailthru.date"),
                *(
                    "dc.date.issued",
                    "dcterms.issued",
                    "pubdate",
                    "pub_date",
                    "publish_date",
                    "publish-date",
                    "publishdate",
                ),
                *("publication_date", "date", "dc.date", "dcterms.created", "dc.date.created", "article_date_original"),
            ),
            time="published",
        ),
        _time,
    ),
    Rule(
        FieldName.MODIFIED,
        Surfaces(
            meta=("article:modified_time",),
            data=_data("dateModified"),
            more_meta=(
                *("datemodified", "article:modified", "og:updated_time", "dc.date.modified", "dcterms.modified"),
                *("article_date_updated", "last-modified"),
            ),
            time="modified",
        ),
        _time,
    ),
    Rule(FieldName.SECTION, Surfaces(meta=("article:section",), data=_data("articleSection"))),
    Rule(FieldName.CORRECTION, Surfaces(data=_corrections)),
    Rule(
        FieldName.IMAGE,
        Surfaces(meta=("og:image",), data=_image, more_meta=("twitter:image",), link="image_src"),
        _address,
    ),
)
"""The first surface that says something counts; of CORRECTION all that it says."""


def head_of(tree: HtmlElement) -> Head:
    """What the elements of a page say of its article."""
    meta: dict[str, str] = {}
    links: dict[str, str] = {}
    times: dict[str, str] = {}
    scripts = []
    tops = []
    title = ""
    for element in tree.iter("meta", "link", "script", "time", "title", "h1"):
        tag = element.tag
        if tag == "meta":
            _note(meta, _name_of_meta(element), element.get("content"))
        elif tag == "script":
            scripts.append(element)
        elif tag == "link":
            _note(links, element.get("rel"), element.get("href"))
        elif tag == "time":
            _note(times, _what_time(element), element.get("datetime"))
        elif tag == "h1":
            tops.append(element)
        elif not title and not _drawn(element):
            title = " ".join((element.text or "").split())
    return Head(
        meta=meta,
        linked=linked_data(scripts),
        links=links,
        times=times,
        title=title,
        tops=tuple(tops),
        language=language(tree.get("lang") or tree.get("xml:lang")),
    )


def _note(found: dict[str, str], name: str | None, value: str | None) -> None:
    if name and value and value.strip():
        found.setdefault(name.strip().lower(), value.strip())


def _name_of_meta(element: HtmlElement) -> str | None:
    names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
    return next(filter(None, names), None)


def _drawn(title: HtmlElement) -> bool:
    """True for the title of a picture drawn in the page."""
    above = title.getparent()
    return above is not None and above.tag not in {"head", "html", "body"}


def _what_time(element: HtmlElement) -> str | None:
    stated = element.get("itemprop") or ""
    if stated in {"datePublished", "dateModified"}:
        return "published" if stated == "datePublished" else "modified"
    if element.get("pubdate") is not None:
        return "published"
    words = (element.get("class") or "")[:200].lower().split()
    return next((_DATED[word] for word in words if word in _DATED), None)


def facts(head: Head, address: str | None, zone: ZoneInfo | None) -> Iterator[Field]:
    """All fields but the headline that a page states, by the table of rules; corrections one by one."""
    yield from field_of(FieldName.PAGE_TITLE, head.title)
    place = Place(address, zone)
    for rule in RULES:
        for values in _stated(head, rule.surfaces):
            found = [one for value in values for one in field_of(rule.name, rule.read(value, place))]
            if found:
                yield from found if rule.name is FieldName.CORRECTION else found[:1]
                break


def _stated(head: Head, surfaces: Surfaces) -> Iterator[list[str]]:
    for name in surfaces.meta:
        yield [head.meta[name]] if name in head.meta else []
    yield surfaces.data(head.linked) if surfaces.data else []
    for name in surfaces.more_meta:
        yield [head.meta[name]] if name in head.meta else []
    if surfaces.time and surfaces.time in head.times:
        yield [head.times[surfaces.time]]
    if surfaces.link and surfaces.link in head.links:
        yield [head.links[surfaces.link]]


def language_of(head: Head) -> str | None:
    """The language that a page names: of its outermost element, else of its structured data, else of its head."""
    stated = (
        head.language,
        *texts_of(head.linked.get("inLanguage")),
        head.meta.get("content-language"),
        head.meta.get("og:locale"),
    )
    return next((found for one in stated if (found := language(one))), None)


def canonical(head: Head, address: str | None) -> str | None:
    """The http or https address that a page names as its own, in full; None where it names none, or a site's front.

    Args:
        head: of the page.
        address: where the page came from, against which a relative one is resolved.
    """
    for stated in (head.links.get("canonical"), head.meta.get("og:url")):
        try:
            full = urljoin(address or "", (stated or "").strip())
            parts = urlsplit(full)
            named = parts.scheme in {"http", "https"} and parts.hostname
        except ValueError:
            continue
        front = parts.path in {"", "/"} and not parts.query
        if stated and named and not front and len(full) <= LONGEST_ADDRESS and full.isprintable() and " " not in full:
            return full
    return None


def free(linked: Linked) -> bool | None:
    """Whether the article may be read without paying, as the page states it; None where it does not."""
    return truth(linked.get("isAccessibleForFree"))


def paid_parts(linked: Linked) -> Iterable[str]:
    """The selectors of the parts that must be paid for (schema.org `hasPart`)."""
    parts = linked.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and truth(part.get("isAccessibleForFree")) is False:
            yield from texts_of(part.get("cssSelector"))
