"""What a page sets apart from its article: advertisements, what is hidden and lists of others, by name and not lost.

    <div class="ad-slot">…</div>   <div data-ad-slot="top">…</div>      advertisement
    <div><span>Anzeige</span><p>Buy this.</p></div>                     advertisement, by its label
    <div hidden>…</div>   <p style="display: none">…</p>                hidden
    <ol class="comments"><li>At last! …</li>…</ol>                      comments
    <h3>Most read</h3> <ul><li><a href="/x">Mill burns</a></li>…</ul>   related, the title and all links below it
    <p><b>Lire aussi :</b> <a href="/x">Le moulin brûle</a></p>         related
    <p><a href="/y">The mayor through the years</a></p>                 related, see `in_teasers`

What is named so is set apart only where it is no more than that: see `MOST_APART` and `MOST_PROSE`. What is found by a
title is, where nothing but links to other pages, most of them of its own site, stands below it and the article is more
than that: what an article rests on is named at its end under the same titles, and stands elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.around import Site, in_comments, in_teasers
from revtrack.extract.furniture import ADVERTISEMENT, COMMENTS, is_label, names_box
from revtrack.extract.furniture.lists import begins_with_title, is_title
from revtrack.extract.furniture.stamps import is_stamp
from revtrack.extract.normalise import normalise
from revtrack.extract.page.shown import HIDING, letters_in
from revtrack.extract.page.tree import text_of, texts
from revtrack.extract.page.walk import HEADINGS, HTML, pieces_of
from revtrack.extract.reading import Piece, prose
from revtrack.model import BlockKind

__all__ = ["apart"]

MOST_APART: Final = 1 / 3
"""Share of the letters of an article, in [0, 1], below which what is named an advertisement or hidden is set apart from
it, each one and all together: a name on the article itself (`sponsored-content`, `ads`) costs none of it."""

MOST_PROSE: Final = 3
"""Blocks of running text in such an element, a count: with more it is a part of the article under an odd name."""

MOST_BOXES: Final = 1_000
"""Such elements that are looked at, and as many of those for comments, a count: a page of news has 50. In one written
to hurt each stands 2,000 deep."""

MOST_LABELLED: Final = 20
"""Elements with such a label that are looked at, a count."""

MOST_INSIDE: Final = 50
"""Elements inside one of them, a count."""

LONGEST_LABELLED: Final = 300
"""Letters of an element that begins with the label of an advertisement and so is one."""

MOST_TITLES: Final = 50
"""Titles of lists that are looked at, a count: a page of news has ten."""

MOST_ENTRIES: Final = 60
"""Elements below a title that may belong to its list, a count, and links in one of them: a longer list is no box."""

MOST_IN_ENTRY: Final = 2_000
"""Elements inside one of them, a count."""

LONGEST_ENTRY: Final = 400
"""Characters of a link in such a list: a headline, and the teaser below it."""

MOST_AROUND: Final = 10
"""Elements around a title that hold nothing but its list, a count."""

LONGEST_BESIDE_TITLE: Final = 20
"""Letters of links right beside a title that are no list yet: "See all"."""

LONGEST_MARK: Final = 40
"""Characters of what stands beside the link of an entry: a section, a day, a number."""

_NO_BOX: Final = frozenset({"html", "head", "body", "main", "article"})
"""Elements that are no advertisement, whatever their name."""

_UNNAMED: Final = _NO_BOX | {"a", "img", "script", "link", "meta", "svg", "path"}
"""Elements whose attributes are not looked at: what else holds no blocks of text is half of a page."""

_TITLED: Final = (*HEADINGS, "p", "div", "span", "strong", "b", "em", "a", "header", "summary", "legend", "dt")
"""Elements whose own text may be the title of a list."""

_ENTRIES: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.HEADING})
"""What the entries of a list are read as."""

_NO_LIST: Final = _NO_BOX | {"td", "tr", "table"}
"""Elements that no list of links fills."""

_UNLINKED: Final = etree.XPath(
    f"descendant::text()[not(ancestor::a or {' or '.join(f'parent::{tag}' for tag in HIDING)})]", smart_strings=False
)
_SENTENCE: Final = (".", '."', ".”", ".“", ".»", "。")
"""Ends of texts that are no title and no entry; what else ends a sentence is found more slowly, see `prose`."""

_WITHIN_SENTENCE: Final = ":–—,;(-"
"""Marks by which words go on behind a link."""

_HIDDEN: Final = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def apart(tree: HtmlElement, pieces: Sequence[Piece], addresses: Iterable[str | None] = ()) -> Sequence[Piece]:
    """The pieces, those that stand in an advertisement, out of sight or in a list of other articles with their rule.

    What an element holds is known again by its text, in whatever tree the pieces were found; a text that stands
    elsewhere on the page too stays.

    Args:
        tree: the page.
        pieces: found on it.
        addresses: of the page, as far as they are known.
    """
    boxes, comments = _boxes(tree)
    site = Site(tree, addresses)
    listed = list(_listings(tree, site)) if _may_list(tree, pieces) else []
    away = in_teasers(tree, pieces, lambda element: site.leads_elsewhere([element]), partial(pieces_of, tags=HTML))
    if not boxes and not comments and not listed and not away:
        return pieces
    keys = [normalise(piece.text) for piece in pieces]
    rules = _in_boxes(tree, boxes, keys) if boxes else {}
    said = in_comments(comments, pieces, lambda: pieces_of(tree, HTML, frozenset(comments))) if comments else ()
    rules |= {keys[number]: COMMENTS for number in said}
    if listed:
        rules |= _in_lists(tree, listed, pieces, keys)
    rules |= dict.fromkeys((keys[number] for number in away), "related")
    both = zip(pieces, keys, strict=True)
    return [replace(piece, rule=rules.get(key)) if piece.rule is None else piece for piece, key in both]


def _may_list(tree: HtmlElement, pieces: Sequence[Piece]) -> bool:
    """True where a title stands among the pieces, or two entries of a list in a row that are links.

    To look for lists takes longer than this, and most pages have none.
    """
    run: set[str] = set()
    last = ""
    for piece in pieces:
        entry, text = "", piece.text
        if len(text) <= LONGEST_ENTRY and not text.endswith(_SENTENCE):
            if begins_with_title(text):
                return True
            entry = text if piece.kind in _ENTRIES else ""
        if last and entry:
            run |= {last, entry}
        last = entry
    return bool(run) and any(" ".join(text_of(link).split()) in run for link in tree.iter("a"))


def _titles(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that begin with a title of a list."""
    found = (element for element in tree.iter(*_TITLED) if (text := element.text) and is_title(text))
    return list(islice(found, MOST_TITLES))


def _in_boxes(tree: HtmlElement, boxes: Mapping[HtmlElement, str], keys: Sequence[str]) -> dict[str, str]:
    """The rules of the texts that stand in these boxes and nowhere else; none where they are too much of it."""
    letters = Counter[str]()
    for key in keys:
        letters[key] += len(key)
    most = MOST_APART * letters.total()
    rules: dict[str, str] = {}
    for box, rule in boxes.items():
        inside = [piece.text for piece in _inside(box)]
        together = (letters.keys() & map(normalise, (*inside, " ".join(inside)))) - {""}
        if together and sum(letters[key] for key in together) < most and sum(map(prose, inside)) <= MOST_PROSE:
            rules |= dict.fromkeys(together, rule)
    if rules:
        for elsewhere in pieces_of(tree, HTML, frozenset(boxes)):
            rules.pop(normalise(elsewhere.text), None)
    return {} if sum(letters[key] for key in rules) >= most else rules


def _in_lists(
    tree: HtmlElement, listed: Sequence[HtmlElement], pieces: Sequence[Piece], keys: Sequence[str]
) -> dict[str, str]:
    """The rules of the texts that stand in lists of other articles, and elsewhere as links at most; none where no
    running text is left beside them.
    """
    found = {normalise(text) for element in listed for text in _said(element)}.intersection(keys) - {""}
    if found and (again := found & _elsewhere(tree, listed)):
        links = (link for link in tree.iter("a") if next(link.iter(*HEADINGS), None) is None)
        others = [link for link in links if link.getparent().tag not in HEADINGS]
        found -= again & _elsewhere(tree, (*listed, *others))
    goes_on = any(key not in found and prose(piece.text) for piece, key in zip(pieces, keys, strict=True))
    return dict.fromkeys(found, "related") if goes_on else {}


def _elsewhere(tree: HtmlElement, left_out: Iterable[HtmlElement]) -> set[str]:
    """The texts of a page outside some elements."""
    return {normalise(piece.text) for piece in pieces_of(tree, HTML, frozenset(left_out))}


def _said(element: HtmlElement) -> Iterator[str]:
    """The texts by which an element of a list may be known: its blocks, all of it, and each link."""
    blocks = [piece.text for piece in pieces_of(element, HTML)]
    yield from (*blocks, " ".join(blocks), text_of(element))
    yield from map(text_of, element.iter("a"))


def _boxes(tree: HtmlElement) -> tuple[dict[HtmlElement, str], dict[HtmlElement, str]]:
    """The outermost advertisements and hidden elements of a page, each with the name of its rule; and the same of boxes
    for comments, which may be named so around the whole page.
    """
    found: dict[HtmlElement, str] = {}
    comments: dict[HtmlElement, str] = {}
    labels: list[HtmlElement] = []
    looked_at = Counter[bool]()
    for element in tree.iter(etree.Element):  # once for both: to go through a page costs more than what is asked of it
        text, tag = element.text, element.tag
        if text and is_label(text) and tag not in HIDING:
            labels.append(element)
        rule = None if tag in _UNNAMED else _rule_of(tag, element.items())
        if rule is not None and looked_at[rule == COMMENTS] < MOST_BOXES:  # a thousand comments hide no advertisement
            looked_at[rule == COMMENTS] += 1
            same = comments if rule == COMMENTS else found
            if same.keys().isdisjoint(element.iterancestors()):
                same[element] = rule
    for element in islice(_labelled(labels), MOST_LABELLED):
        few = next(islice(element.iter(), MOST_INSIDE, None), None) is None
        if (
            few
            and letters_in(element) <= LONGEST_LABELLED
            and element not in found
            and found.keys().isdisjoint(element.iterancestors())
        ):
            found[element] = ADVERTISEMENT
    return found, comments


def _rule_of(tag: str, attributes: Sequence[tuple[str, str]]) -> str | None:
    """The rule by which its name and attributes set an element apart."""
    if tag == "template":
        return "hidden"
    for name, value in attributes:
        if name == "hidden" or (name == "style" and _HIDDEN.search(value)):
            return "hidden"
    return names_box(attributes)


def _labelled(labels: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements that begin with the label of an advertisement, and may have more in them."""
    for element in labels:
        above = element if len(element) else element.getparent()
        if above is None or above.tag in _NO_BOX:
            continue
        if above is element or (above[0] is element and not (above.text or "").strip()):
            yield above


def _inside(box: HtmlElement) -> list[Piece]:
    """The blocks in an element, whatever hides it."""
    if box.tag in HTML.dropped or box.get("hidden") is not None:
        box = deepcopy(box)
        box.tag, box.tail = "div", None
        box.attrib.clear()
    return pieces_of(box, HTML)


def _listings(tree: HtmlElement, site: Site) -> Iterator[HtmlElement]:
    """The elements of all lists that lead to other articles of the site."""
    for title in _titles(tree):
        found = _listing(title)
        if site.leads_elsewhere(found):
            yield from found


def _listing(title: HtmlElement) -> Sequence[HtmlElement]:
    """The elements of the list that begins with the text of this one, the title among them; none for no list."""
    if not is_title(text_of(title)):  # there is more in it than the title
        below = _entries(title.iterchildren())
        return [title] if below.to_end and title.tag not in _NO_LIST else ()
    for _ in range(MOST_AROUND):
        beside = _entries(title.itersiblings()) if not _says(title.tail) else _Entries((), to_end=False)
        around = title.getparent()
        if around is None or around.tag in _NO_LIST or not beside.to_end or not _begins(around, title):
            found = [title, *beside.elements]
            break
        title, found = around, [around]
        if sum(len(text_of(entry)) for entry in beside.elements) > LONGEST_BESIDE_TITLE:
            break
    else:
        return ()
    return found if title.tag != "a" else ()


@dataclass(frozen=True, slots=True)
class _Entries:
    """What stands below a title and is nothing but links."""

    elements: Sequence[HtmlElement]
    to_end: bool
    """Whether nothing else follows in the element around them."""


def _entries(below: Iterable[HtmlElement]) -> _Entries:
    """The elements up to the first that is more than links, those without any text left out."""
    found: list[HtmlElement] = []
    for number, element in enumerate(below):
        says = element.tag not in HIDING and _says(text_of(element))
        if number == MOST_ENTRIES or (says and not _is_entry(element)):
            return _Entries(found, to_end=False)
        found += [element] if says else []
        if _says(element.tail):
            return _Entries(found, to_end=False)
    return _Entries(found, to_end=True)


def _is_entry(element: HtmlElement) -> bool:
    """True for an element that is links, with no more than marks beside them: a headline is no sentence of its own."""
    if next(islice(element.iter(), MOST_IN_ENTRY, None), None) is not None:
        return False
    links = [link for link in element.iter("a") if _says(text_of(link))]
    if not 0 < len(links) <= MOST_ENTRIES:
        return False
    said = [" ".join(text_of(link).split()) for link in links]
    marks = [" ".join(text.split()) for text in texts(_UNLINKED, element)]
    if sum(map(len, marks)) > sum(map(len, said)) or not all(map(_is_mark, marks)):
        return False
    both = zip(links, said, strict=True)
    return all(len(text) <= LONGEST_ENTRY and (len(link) > 0 or not prose(text)) for link, text in both)


def _is_mark(text: str) -> bool:
    """True for a number, a day or the name of a section; not for words with which a sentence goes on."""
    if not any(letter.isalpha() for letter in text) or is_stamp(text):
        return True
    return len(text) <= LONGEST_MARK and not text[0].islower() and text[0] not in _WITHIN_SENTENCE and not prose(text)


def _begins(around: HtmlElement, element: HtmlElement) -> bool:
    """True for the child of an element with the first text in it."""
    before = (_says(one.tail) or _says(text_of(one)) for one in element.itersiblings(preceding=True))
    return not _says(around.text) and not any(before)


def _says(text: str | None) -> bool:
    return text is not None and any(letter.isalnum() for letter in text)
