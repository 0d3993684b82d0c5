"""Marks the pieces that stand outside the place of an article and are not its text.

    Home, Politics, Sport …           above it: a menu
    <div class="story">               the place
      The mayor resigned. …
    </div>
    More from the region              below it: titles and links, with or without a teaser each
    Mill burns: The old mill …
    3 comments                        and from such a title on, all
    Anna: At last!

Running text outside the place stays, unless it stands among the others: a part of the article may stand in a box.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

import regex
from lxml.html import HtmlElement

from revtrack.extract.around.lost import Reader, with_lost
from revtrack.extract.around.place import LONG_TEXT, MOST_LOOKED_THROUGH, Place, letters_of, place, text_letters
from revtrack.extract.reading import Piece, prose
from revtrack.model import BlockKind, OnDemand

__all__ = ["AROUND", "beyond"]

AROUND: Final = "around"
"""What names a piece that stands around the article."""

MOST_ON_TOP: Final = 6
"""Lines above the first paragraph that may be the article's, a count: section, titles, byline, date, picture."""

LEAST_MENU: Final = 1 / 2
"""Share, in [0, 1], of such lines that are links, from which on they are a menu: what a dish is made of has none."""

MOST_BELOW: Final = 1 / 3
"""Running text below a place for one in it, in [0, 1], above which that is a part of the article."""

LEAST_SENTENCE: Final = 40
"""Characters of a sentence, more than which are running text."""

LEAST_WORDS: Final = 3
"""Words of a shorter sentence, at least, with which an article may end."""

LEAST_TITLE: Final = 10
"""Characters of a link, at least, that is the title of another article."""

MOST_LINKS: Final = 2_000
MOST_TITLES: Final = 50
"""Links of a page and titles below its article that are held against one another, counts."""

LEAST_LINKED: Final = 2
"""Such titles that make a list, a count."""

_NO_LINE: Final = frozenset({BlockKind.TABLE_ROW, BlockKind.CODE, BlockKind.CAPTION})
"""Kinds that are part of an article wherever they stand."""

_SENTENCES: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
_STOPS: Final = regex.compile(r"[.!?][\"'’”»]*$")

_COMMENTS: Final = regex.compile(
    r"(?:\d+ )?(?:(?:all|user|reader|your|alle|leser|tous les|los|os)[ -]?)?(?:comments?|kommentare?|commentaires?"
    r"|comentarios?|comentários?|commenti?|reacties|kommentarer|komentarze|коментари|комментарии|コメント|评论|댓글)"
    r"(?: ?[(\[]?\d+[)\]]?)?",
    regex.IGNORECASE,
)
_MARKS: Final = " \t:.…>»›"

_NOTE: Final = regex.compile(
    r"^\W*(?:updates?|updated|aktualisier|mise? à jour|actualiza|atualiza|aggiorna|bijgewerkt|nachtrag|追記)"
    r"|\b(?:correct(?:ions?|ed)\b|clarif|amended\b|retract|errat|editor[’']s note|korrektur|korrigier|berichtig"
    r"|klarstell|richtigstell|anmerkung der redaktion|correctif|rectif|précision|note de la rédaction|corregi"
    r"|correcci|aclaraci|nota de la redacci|nota del editor|correç|corrigi|retifica|nota da redação|correzion|rettific"
    r"|rectificatie|rättelse|rettelse)|訂正|更正|お断り",
    regex.IGNORECASE,
)
_SAYS: Final = regex.compile(r"[:：]|[.!?。]\W*$")
"""What a note has and the name of a page of notes in a menu has not."""


def beyond(tree: HtmlElement, pieces: Sequence[Piece], read: Reader) -> Sequence[Piece]:
    """The pieces with what was lost of the article's place; those above or below it that are not the article's with
    their rule.

    Args:
        tree: the page.
        pieces: found on it, in its order, one at least.
        read: gives the blocks of an element.
    """
    if _is_long(pieces[-1]) and next(tree.iter("article"), None) is not None:
        return pieces  # the page says itself where its article is, and it ends as one does
    several = [letters_of(piece.text) for piece in pieces]
    found = place(tree, several)
    if found is None:
        return pieces
    whole = with_lost(found.element, pieces, several, read)
    ends = _ends_of(found.element, whole, several if whole is pieces else [letters_of(piece.text) for piece in whole])
    return whole if ends is None else _marked(tree, found, whole, ends)


def _marked(tree: HtmlElement, found: Place, pieces: Sequence[Piece], ends: slice) -> Sequence[Piece]:
    links = OnDemand(_links, tree)
    above = [number for number in _above(links, pieces[: ends.start]) if not _is_note(pieces[number])]
    around = {*above, *(ends.stop + below for below in _below(links, found, pieces[ends.stop :]))}
    return [replace(piece, rule=AROUND) if number in around else piece for number, piece in enumerate(pieces)]


def _ends_of(element: HtmlElement, pieces: Sequence[Piece], several: Sequence[str]) -> slice | None:
    """Which of some pieces, with these letters, stand in the element: the first to the last; None where no running text
    does.

    What stands before the first running text in it is looked for in front of that, and what stands behind the last one
    behind it: a word of a menu may stand in the article too.
    """
    text = text_letters(element)
    if len(text) * len(pieces) > MOST_LOOKED_THROUGH:
        return None
    numbers = range(len(pieces))
    first = next((one for one in numbers if _is_long(pieces[one]) and several[one] in text), None)
    if first is None:
        return None
    last = next(one for one in reversed(numbers) if _is_long(pieces[one]) and several[one] in text)
    start, end = text.find(several[first]), text.rfind(several[last]) + len(several[last])
    while first and (at := text.rfind(several[first - 1], 0, start)) >= 0:
        first, start = first - 1, at
    while last + 1 < len(pieces) and (at := text.find(several[last + 1], end)) >= 0:
        last, end = last + 1, at + len(several[last + 1])
    return slice(first, last + 1)


def _above(links: OnDemand[set[str]], pieces: Sequence[Piece]) -> Sequence[int]:
    """The numbers of the lines above an article that are too many to be its title and what goes with it: a menu's."""
    lines = [number for number, piece in enumerate(pieces) if not _runs(piece)]
    if len(lines) <= MOST_ON_TOP:
        return ()
    linked = sum(letters_of(pieces[number].text) in links.value for number in lines[:MOST_TITLES])
    return lines if linked >= LEAST_MENU * min(len(lines), MOST_TITLES) else ()


def _below(links: OnDemand[set[str]], found: Place, pieces: Sequence[Piece]) -> Sequence[int]:
    """The numbers of the pieces below an article from the first on that belongs to others."""
    others = (number for number, piece in enumerate(pieces) if not (_runs(piece) or _ends(piece, links)))
    start = next(others, len(pieces))
    comments = next((number for number, piece in enumerate(pieces) if _titles_comments(piece)), len(pieces))
    if not _of_others(links, found, pieces[start:comments]):
        start = comments
    lines = (number for number in range(start, comments) if not _is_note(pieces[number]))
    return [*lines, *range(comments, len(pieces))]


def _of_others(links: OnDemand[set[str]], found: Place, pieces: Sequence[Piece]) -> bool:
    """True for lines without running text, and for titles that are links with a teaser for each at most."""
    if any(piece.kind in _NO_LINE for piece in pieces):
        return False
    running = [piece for piece in pieces if _runs(piece)]
    if not running:
        return not _is_list(links, pieces) or sum(len(piece.text) for piece in pieces) > MOST_BELOW * found.letters
    titles = [piece for piece in pieces if not _runs(piece)]
    if len(titles) < len(running) or sum(len(piece.text) for piece in running) > MOST_BELOW * found.letters:
        return False
    long = [text for text in links.value if len(text) >= LEAST_TITLE]
    told = [letters_of(title.text) for title in titles[:MOST_TITLES]]
    linked = sum(any(link in letters for link in long) for letters in told)
    return linked >= max(LEAST_LINKED, min(len(running), MOST_TITLES))


def _is_list(links: OnDemand[set[str]], pieces: Sequence[Piece]) -> bool:
    """True for the entries of a list that leads nowhere; below a title of its own, for one of sentences."""
    entries = [piece for piece in pieces if piece.kind is BlockKind.LIST_ITEM]
    titled = len(pieces) > 1 and pieces[0].kind is not BlockKind.LIST_ITEM
    if len(entries) + titled != len(pieces) or (titled and not all(prose(entry.text) for entry in entries)):
        return False
    return links.value.isdisjoint(letters_of(entry.text) for entry in entries)


def _links(tree: HtmlElement) -> set[str]:
    """The letters of the links of a page."""
    return {text_letters(link) for link in islice(tree.iter("a"), MOST_LINKS)}


def _runs(piece: Piece) -> bool:
    """True for running text, and for what is kept like it; no entry of a list is."""
    return piece.kind in _NO_LINE or (piece.kind is not BlockKind.LIST_ITEM and _is_long(piece))


def _is_long(piece: Piece) -> bool:
    return len(piece.text) > LEAST_SENTENCE and piece.kind is not BlockKind.HEADING and prose(piece.text)


def _ends(piece: Piece, links: OnDemand[set[str]]) -> bool:
    """True for a short sentence with which an article may end; a link is none."""
    is_sentence = piece.kind in _SENTENCES and len(piece.text.split()) >= LEAST_WORDS and _STOPS.search(piece.text)
    return bool(is_sentence) and letters_of(piece.text) not in links.value


def _is_note(piece: Piece) -> bool:
    """True for a line by which a publisher says that something was put right; the article's wherever it is."""
    return _NOTE.search(piece.text) is not None and _SAYS.search(piece.text) is not None


def _titles_comments(piece: Piece) -> bool:
    return len(piece.text) <= LONG_TEXT and _COMMENTS.fullmatch(piece.text.strip(_MARKS)) is not None
