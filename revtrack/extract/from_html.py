"""HTML → Reading: the article of a page as pieces, what its head says of it as fields.

    <html lang="en"> <meta name="author" content="Jane Doe">     language en, BYLINE
    <nav>Home</nav>                                              gone
    <article> <h1>Rockets hit base</h1>                          HEADLINE
      <p>Seven people were killed.</p> <script>…</script>        PARAGRAPH, the script gone
      <ul><li>one</li></ul> <blockquote>…</blockquote>           LIST_ITEM, QUOTE
    </article> <footer>About us</footer>                         gone

Two readers stand behind it. trafilatura tells the article of a real page from everything around it (F1 .962 on 181
pages, and no noise when only advertisements change). Ours reads all blocks of the article element, else of the page. It
is taken where trafilatura has nothing to do or failed:

* the page has no furniture (no navigation, footer, script, `<div class="share-bar">`…), as pages written by hand;
* trafilatura finds nothing, or its last resort, all text in one paragraph, or less than a quarter of the paragraphs;
* the page has too many tags for it.

Before either, `10<sup>2</sup>` becomes `10²`, and a blank parts `<del>old</del><ins>new</ins>`: both stay, since who
reads the page sees both.

The headline is the `h1` that the page's title repeats, else the first one of the article, else the title. Links inside
the text are not fields yet: trafilatura is asked for the text alone, as it was when it was measured.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

import regex
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from revtrack.extract.furniture import names_furniture, sort_out
from revtrack.extract.normalise import normalise
from revtrack.extract.reading import (
    NOTHING,
    Piece,
    Reading,
    field,
    in_order,
    language,
    moment,
    split_byline,
    target,
    without,
)
from revtrack.model import BlockKind, Field, FieldName, Problem, ProblemKind

__all__ = ["EXTRACTOR", "fragment", "read_html"]

EXTRACTOR: Final = f"html/1+trafilatura/{version('trafilatura')}"

CUT_OFF: Final = Problem(
    kind=ProblemKind.TOO_LONG,
    detail="nests its elements too deeply (2,048 and more) to be read to its end: save the article as plain text",
)
"""libxml2 drops the rest of such a page without an error, which would look like a deletion."""

MOST_TAGS: Final = 20_000
"""Tags in a page that trafilatura is given, a count: it took 1 s for 20,000 paragraphs, over 60 s for 200,000."""

LEAST_SHARE: Final = 0.25
"""Share of the letters of the article's paragraphs, in [0, 1], below which trafilatura's result counts as a failure. On
real pages it finds 0.979 of the article; the paragraphs of a whole body include comments and teasers."""

MAIN_SHARE: Final = 0.5
"""Share of the letters in all paragraphs, in [0, 1], that an element must hold to be the article."""

MOST_CANDIDATES: Final = 20
"""Elements looked at as the possible article, a count: an article page has one, and teasers for a few others."""

MOST_SCRIPTS: Final = 20
"""Blocks of structured data that are read, a count; pages have one to five."""

LONGEST_SCRIPT: Final = 200_000
"""Characters of one block of structured data that are parsed."""

MOST_NODES: Final = 10_000
"""Values of structured data that are looked at in search of the article, a count."""

HEADING_LEVEL: Final = 2
"""The level of a heading whose level trafilatura does not tell."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the elements of one vocabulary mean for the text."""

    kinds: Mapping[str, BlockKind]
    """Elements that are a block of their own."""
    containers: frozenset[str]
    """Elements that end the block before them and are none themselves."""
    dropped: frozenset[str]
    """Elements whose text is not the article's."""
    cells: frozenset[str]
    breaks: frozenset[str]
    not_in_rows: frozenset[str]
    """Elements that make the row of a table a container: it holds the layout of the page then."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS: Final = _set("h1 h2 h3 h4 h5 h6")

_HTML: Final = Tags(
    kinds={
        **dict.fromkeys(_set("p dt dd address summary legend"), BlockKind.PARAGRAPH),
        **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
        "li": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTE,
        "figcaption": BlockKind.CAPTION,
        "caption": BlockKind.CAPTION,
        "tr": BlockKind.TABLE_ROW,
        "pre": BlockKind.CODE,
    },
    containers=_set(
        "article body center details div dl fieldset figure head header hr hgroup main ol section table tbody "
        "td tfoot th thead ul"
    ),
    dropped=_set(
        "aside audio button canvas datalist dialog embed footer form iframe input math menu nav "
        "noscript object option script select style svg template textarea title video"
    ),
    cells=_set("td th"),
    breaks=_set("br"),
    not_in_rows=_HEADINGS | _set("p div ul ol table blockquote section article"),
)

_TRAFILATURA: Final = Tags(
    kinds={
        "p": BlockKind.PARAGRAPH,
        "head": BlockKind.HEADING,
        "item": BlockKind.LIST_ITEM,
        "quote": BlockKind.QUOTE,
        "row": BlockKind.TABLE_ROW,
        "code": BlockKind.CODE,
    },
    containers=_set("body div list table cell"),
    dropped=_set("graphic"),
    cells=_set("cell"),
    breaks=_set("lb"),
    not_in_rows=_set("table"),
)

_FURNITURE: Final = _set("nav aside header footer form script iframe button input")
"""Elements that pages written by hand do not have, and pages of publishers do."""

_REGIONS: Final = _set("nav aside header footer")
"""Those that say what a region of a page is. With them trafilatura is taken at its word, as it was measured."""

_NEVER_FURNITURE: Final = _HEADINGS | _set("html head body main article td th tr")

_RAISED: Final = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""What is raised or lowered and has a character of its own. Else `10<sup>2</sup>` would read 102."""

_EDITS: Final = _set("del ins s strike")

_ARTICLE_TYPE: Final = regex.compile(r"Article|BlogPosting|Report")
_WHITE: Final = regex.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_BREAK: Final = regex.compile(r"\n *(?:\n *)+")
_SEPARATOR: Final = r"\s+[-–—|·]\s+"
_QUIET: Final = logging.NullHandler()


def read_html(text: str, title: str | None = None) -> Reading:
    """The pieces and fields of a page.

    Args:
        text: the page, decoded; what it says of its own encoding does not count any more.
        title: the headline, where the sender states one.
    """
    tree, cut_off = _parsed(text)
    if tree is None or cut_off:
        return Reading(problems=(CUT_OFF if cut_off else NOTHING,))
    _make_plain(tree)
    meta, linked = _meta(tree), _linked_data(tree)
    root = _root(tree)
    headline = title or _headline(tree, root, meta, linked)
    pieces, aside = sort_out(_body(tree, root))
    pieces = _without_headline(pieces, headline)
    facts = tuple(_facts(tree, meta, linked))
    pieces, names, repeated = split_byline(pieces, facts)
    return Reading(
        pieces=pieces,
        fields=in_order((*field(FieldName.HEADLINE, headline), *facts, *names)),
        set_aside=(*repeated, *aside),
        language=language(tree.get("lang") or tree.get("xml:lang")),
        problems=() if pieces else (NOTHING,),
    )


def fragment(text: str) -> tuple[Piece, ...]:
    """The pieces of some HTML that stands inside another text."""
    tree, _ = _parsed(f"<body>{text}</body>")
    if tree is None:
        return ()
    _make_plain(tree)
    return tuple(_Walk(tree, _HTML).pieces)


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree of a page, None where it has no element; and whether the parser gave up before its end."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None, False
    return tree, any("RESOURCE_LIMIT" in error.type_name for error in parser.error_log)


def _make_plain(tree: HtmlElement) -> None:
    """Writes into the tree what its text alone would not tell: raised figures, and where one edit ends."""
    for element in tree.iter(*_RAISED):
        wrapped = len(element) == 1 and not element.text and not element[0].tail
        leaf = element[0] if wrapped else element
        table = _RAISED[element.tag]
        if len(leaf) == 0 and leaf.text and all(ord(letter) in table for letter in leaf.text.strip()):
            leaf.text = leaf.text.translate(table)
    for element in tree.iter(*_EDITS):
        after = element.getnext()
        if not element.tail and after is not None and after.tag in _EDITS:
            element.tail = " "


# ------------------------------------------------------------------------------------------------------------ body
def _root(tree: HtmlElement) -> HtmlElement:
    """The element of the article: an `article`, else a `main`, that holds half of the paragraphs; else the whole page.

    Not its `body`: where a page leaves that tag out, the parser may count the article to the `head`.
    """
    least = MAIN_SHARE * _letters(tree)
    for tag in ("article", "main"):
        candidates = [found for found, _ in zip(tree.iter(tag), range(MOST_CANDIDATES), strict=False)]
        best = max(candidates, key=_letters, default=None)
        if best is not None and _letters(best) >= least > 0:
            return best
    return tree


def _letters(element: HtmlElement) -> int:
    return _length(piece for piece in _Walk(element, _HTML).pieces if piece.kind is BlockKind.PARAGRAPH)


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _body(tree: HtmlElement, root: HtmlElement) -> Sequence[Piece]:
    """The pieces of the article, from trafilatura or from our own reader by the rules on top of this module."""
    tags = [element.tag for element in tree.iter(etree.Element)]
    marked = _marked(tree)
    if _FURNITURE.isdisjoint(tags) and not marked:
        return _Walk(tree, _HTML).pieces
    ours = _Walk(root, _HTML, marked).pieces
    theirs = _main_text(tree) if len(tags) <= MOST_TAGS else []
    if theirs and _REGIONS.isdisjoint(tags):
        theirs = _outside(marked, theirs)
    if len(theirs) == 1 < len(ours):
        return ours
    if not theirs or _length(theirs) < LEAST_SHARE * _length(one for one in ours if one.kind is BlockKind.PARAGRAPH):
        return ours
    return theirs if root is tree else list(_with_captions(root, theirs))


def _outside(marked: Iterable[HtmlElement], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that stand in none of the elements; trafilatura keeps some of a page that has no other tags."""
    inside = {normalise(piece.text) for element in marked for piece in _Walk(element, _HTML).pieces}
    return [piece for piece in pieces if normalise(piece.text) not in inside]


def _marked(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The outermost elements whose `class` or `id` names furniture and that hold less than half of the page's text."""
    named = [
        one
        for one in tree.iter(etree.Element)
        if one.tag not in _NEVER_FURNITURE and names_furniture(one.get("class"), one.get("id"))
    ]
    if not named:
        return frozenset()
    letters: dict[HtmlElement, int] = {}
    for element in tree.iterdescendants(etree.Element):
        letters[element] = 0 if element.tag in _HTML.dropped else len((element.text or "").strip())
    for element in reversed(list(letters)):
        above = element.getparent()
        if above in letters:
            letters[above] += letters[element] + len((element.tail or "").strip())
    most = MAIN_SHARE * max(letters.values(), default=0)
    boxes = {one for one in named if letters.get(one, 0) < most}
    walker = etree.iterwalk(tree, events=("start",))
    outermost = []
    for _, element in walker:
        if element in boxes:
            outermost.append(element)
            walker.skip_subtree()
    return frozenset(outermost)


def _main_text(tree: HtmlElement) -> list[Piece]:
    """The pieces that trafilatura takes for the article, none where it fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415  it takes 0.2 s to import, and most commands read no page

    logging.getLogger("trafilatura").addHandler(_QUIET)  # else each page it declines is a line on standard error
    try:
        found = bare_extraction(tree, fast=True, include_comments=False)
    except Exception:  # noqa: BLE001  a parser of hostile pages may fail anyhow; ours reads the page then
        return []
    body = getattr(found, "body", None)
    return [] if body is None else _Walk(body, _TRAFILATURA).pieces


def _with_captions(root: HtmlElement, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces and, each below the paragraph it follows, the captions of figures, which trafilatura leaves out."""
    known = {normalise(piece.text) for piece in pieces}
    captions: dict[str, list[Piece]] = {}
    above = ""
    for element in root.iter("p", *_HEADINGS, "figcaption"):
        text = " ".join("".join(element.itertext()).split())
        key = normalise(text)
        if element.tag == "figcaption" and key and key not in known:
            captions.setdefault(above, []).append(Piece(text=text, kind=BlockKind.CAPTION))
            known.add(key)
        elif key in known:
            above = key
    yield from captions.pop("", ())
    for piece in pieces:
        yield piece
        yield from captions.pop(normalise(piece.text), ())


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that has begun and not ended."""

    element: HtmlElement
    kind: BlockKind
    level: int | None


class _Walk:
    """Collects the blocks below an element in order, each of the innermost kind it stands in."""

    def __init__(self, root: HtmlElement, tags: Tags, left_out: frozenset[HtmlElement] = frozenset()) -> None:
        self.tags = tags
        self.pieces: list[Piece] = []
        self.around: list[_Open] = []
        self.parts: list[str] = []
        self.cells = 0
        """Cells so far in the present row."""
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            gone = element.tag in tags.dropped or element in left_out
            if event == "start" and (gone or element.get("hidden") is not None):
                walker.skip_subtree()
            elif event == "start":
                self.start(element)
            else:
                self.end(element, is_root=element is root)
        self.flush()

    @property
    def kind(self) -> BlockKind:
        """The kind of the present block; a paragraph in a quote is a quote."""
        kinds = (block.kind for block in reversed(self.around))
        return next((kind for kind in kinds if kind is not BlockKind.PARAGRAPH), BlockKind.PARAGRAPH)

    @property
    def whole(self) -> bool:
        """True inside a row or code, where nothing begins a block."""
        return bool(self.around) and self.around[-1].kind in {BlockKind.TABLE_ROW, BlockKind.CODE}

    def start(self, element: HtmlElement) -> None:
        """Begins a block or goes on with the present one."""
        tag = str(element.tag)
        kind = self.tags.kinds.get(tag)
        if self.whole and tag in self.tags.cells:
            self.parts.append(" | " if self.cells else "")
            self.cells += 1
        elif self.whole:
            self.parts.append(" " if kind else "")
        elif kind is BlockKind.TABLE_ROW and next(element.iter(*self.tags.not_in_rows), None) is not None:
            self.flush()
        elif kind is not None:
            self.flush()
            self.around.append(_Open(element, kind, _level(element) if kind is BlockKind.HEADING else None))
            self.cells = 0
        elif tag in self.tags.containers:
            self.flush()
        if tag in self.tags.breaks:
            self.parts.append("\n")
        self.text(element.text)

    def end(self, element: HtmlElement, *, is_root: bool) -> None:
        """Ends what the element began; what follows it still belongs to the block around it."""
        if self.around and self.around[-1].element is element:
            self.flush()
            self.around.pop()
        elif not self.whole and (element.tag in self.tags.kinds or element.tag in self.tags.containers):
            self.flush()
        self.text(None if is_root else element.tail)

    def text(self, text: str | None) -> None:
        """Goes on with the present block."""
        if text:
            self.parts.append(text if self.kind is BlockKind.CODE else _WHITE.sub(" ", text))

    def flush(self) -> None:
        """Ends the present block, if there is any text in it; two line breaks in a row part it in two."""
        text, self.parts = "".join(self.parts), []
        if not text.strip():
            return
        kind, level = self.kind, self.around[-1].level if self.around else None
        if kind is BlockKind.CODE:
            self.pieces.append(Piece(text=text.strip("\n"), kind=kind))
            return
        chunks = (_WHITE.sub(" ", chunk).strip() for chunk in _PARAGRAPH_BREAK.split(text))
        self.pieces += [Piece(text=chunk, kind=kind, level=level) for chunk in chunks if chunk]


def _level(element: HtmlElement) -> int:
    name = str(element.get("rend") or element.tag)
    return int(name[1]) if name in _HEADINGS else HEADING_LEVEL


def _without_headline(pieces: Sequence[Piece], headline: str | None) -> tuple[Piece, ...]:
    key = normalise(headline or "")
    again = (piece for piece in pieces if piece.kind is BlockKind.HEADING and normalise(piece.text) == key)
    repeated = next(again, None)
    return without([piece for piece in pieces if piece is not repeated], headline)


# ------------------------------------------------------------------------------------------------------------ head
def _meta(tree: HtmlElement) -> dict[str, str]:
    """What the page's `meta` elements say: name in lower case → the first content that is not blank."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(tree: HtmlElement) -> Mapping[str, object]:
    """The first article in the page's structured data (schema.org in JSON-LD), empty where there is none."""
    scripts = (script for script in tree.iter("script") if script.get("type") == "application/ld+json")
    for script, _ in zip(scripts, range(MOST_SCRIPTS), strict=False):
        try:
            data = json.loads((script.text or "")[:LONGEST_SCRIPT])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            types = node.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
                return node
    return {}


def _nodes(data: object) -> Iterator[Mapping[str, object]]:
    """The objects of some JSON, outer ones first, at most MOST_NODES values looked at."""
    waiting = [data]
    for _, value in zip(range(MOST_NODES), waiting, strict=False):  # grows while it is read
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _names(author: object) -> str | None:
    """The names in an `author` of structured data: text, an object with a name, or a list of such."""
    several = author if isinstance(author, list) else [author]
    names = [one.get("name") if isinstance(one, dict) else one for one in several]
    return ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None


def _facts(tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, object]) -> Iterator[Field]:
    """All fields but the headline, as the head of the page states them; `in_order` keeps the first of each."""
    section = linked.get("articleSection")
    for name, values in (
        (FieldName.BYLINE, (meta.get("author"), _names(linked.get("author")))),
        (
            FieldName.PUBLISHED,
            (meta.get("article:published_time"), linked.get("datePublished"), meta.get("datepublished")),
        ),
        (FieldName.MODIFIED, (meta.get("article:modified_time"), linked.get("dateModified"), meta.get("datemodified"))),
        (
            FieldName.SECTION,
            (meta.get("article:section"), section[0] if isinstance(section, list) and section else section),
        ),
        (FieldName.IMAGE, (target(meta.get("og:image")),)),
    ):
        timed = name in {FieldName.PUBLISHED, FieldName.MODIFIED}
        for value in values:
            yield from field(name, moment(value) if timed else value)
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished":
            yield from field(FieldName.PUBLISHED, moment(element.get("datetime")))


def _headline(
    tree: HtmlElement, root: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, object]
) -> str | None:
    """The headline by the rule on top of this module, None for a page that has neither heading nor title."""
    window = " ".join((tree.findtext(".//title") or "").split())
    stated = linked.get("headline")
    titles = [meta.get("og:title") or "", stated if isinstance(stated, str) else "", window]
    tops = [" ".join("".join(element.itertext()).split()) for element in tree.iter("h1")]
    repeated = (top for top in tops if top and any(normalise(title).startswith(normalise(top)) for title in titles))
    own = next((" ".join("".join(element.itertext()).split()) for element in root.iter("h1")), None)
    site = meta.get("og:site_name")
    named = regex.sub(rf"{_SEPARATOR}{regex.escape(site)}$", "", window) if site else window
    candidates = (next(repeated, None), None if root is tree else own, *titles[:2], own, *tops[:1], named)
    return next((candidate.strip() for candidate in candidates if candidate and candidate.strip()), None)
