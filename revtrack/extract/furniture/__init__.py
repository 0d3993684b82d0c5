"""Sets page furniture aside: lines that stand on the page of an article and are not the article.

    Iran has responded to the assassination.              stays
    Start your day with The Canary News Digest            newsletter
    Estimated range of Iranian missiles                   photo-credit, because of
    (PA Graphics)                                         photo-credit
    Since you're here ...                                 donation, and so all that follows
    Please help us survive and thrive.                    donation

Nothing is thrown away: what is set aside is kept with the name of its rule. The rules prefer to leave furniture in: a
missed one shows as a harmless change, a wrong one would hide a real change. So each looks at a whole line, never at
part of one, and none at a line longer than any furniture is. What editors say about the article is article text: a note
of correction, "This is a breaking news story and will be updated.", who contributed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

import regex

from revtrack.extract.furniture.names import (
    ADVERTISEMENT,
    COMMENTS,
    is_label,
    labels_in,
    names_box,
    names_furniture,
    names_site,
)
from revtrack.extract.furniture.rules import RULES, Reach, Rule
from revtrack.extract.furniture.stamps import datelines, is_stamp, parted
from revtrack.extract.reading import Piece, kept, prose
from revtrack.model import BlockKind, SetAside

__all__ = [
    "ADVERTISEMENT",
    "COMMENTS",
    "RULES",
    "Reach",
    "Rule",
    "is_label",
    "labels_in",
    "names_box",
    "names_furniture",
    "names_site",
    "sort_out",
]

LONGEST_LINE: Final = 600
"""Characters of a line that may be furniture. The longest in the seeds, a copyright notice, has 132."""

LONGEST_REST: Final = 10
"""Pieces that a rule for all the rest may set aside, a count; with more, the article goes on after the box."""

MOST_OF_REST: Final = 2_000
"""Characters that a rule for all the rest may set aside."""

MOST_ENTRIES: Final = 20
"""Entries of a list below a line such as "Most read" that go with it, a count; longer lists are the article's."""

LONGEST_ENTRY: Final = 200
"""Characters of such an entry: a headline."""

LONGEST_ADVERTISEMENT: Final = 200
"""Characters of a block between the label of an advertisement and the line that the article goes on."""

LONGEST_CAPTION: Final = 120
"""Characters of an unpunctuated line that a credit below it makes a caption."""

BEGINNING: Final = 2
"""Characters of a line by which the rules are chosen that are tried on it, a count: after them two or three rules in
forty are still possible. With fewer there are more, with more the beginnings are too many to remember."""

STAMP: Final = Rule("timestamp", "")
"""What names a line that says nothing but when: its words tell it, no pattern."""

_GOES_ON: Final = regex.compile(
    r"(?:(?:Article|Story|Text) continues below|Scroll (?:down )?to continue(?: reading)?|End of advertisement"
    r"|Ende der Anzeige|Fin de la publicité|Fin de la publicidad|Fim da publicidade)[.…]{0,3}",
    regex.IGNORECASE,
)

_CREDITED: Final = regex.compile(r"(?P<caption>.{1,400}?[.!?”’\"'\p{L}])\s?(?P<credit>Credit(?:\.\.\.|…|:\s).{1,120})")
"""A caption with the credit of its picture glued to it, as copies of nytimes.com have it. Only the capital and the
points tell it from prose, so it is the one rule that minds capitals."""


def sort_out(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[SetAside, ...]]:
    """The pieces that are article text, and what was set aside, both in the order of the page."""
    rules = _named(pieces)
    kept: list[Piece] = []
    aside: list[SetAside] = []
    for piece, rule in zip(pieces, rules, strict=True):
        if rule is not None:
            aside.append(SetAside(text=piece.text, rule=rule))
            continue
        if apart := parted(piece):
            kept.append(replace(piece, text=apart[0]))
            aside.append(SetAside(text=apart[1], rule=STAMP.name))
            continue
        caption, credit = _credited(piece)
        kept.append(caption)
        aside += [SetAside(text=credit, rule="photo-credit")] if credit else []
    return tuple(kept), tuple(aside)


def _named(pieces: Sequence[Piece]) -> list[str | None]:
    """For each piece the name of the rule that sets it aside, or None."""
    names = [piece.rule for piece in pieces]
    for number in datelines(pieces):
        names[number] = names[number] or STAMP.name
    for number, rule in _found(pieces):
        names[number] = rule.name
        if rule.reach is Reach.REST and _short(pieces[number + 1 : number + 2 + LONGEST_REST]):
            return [*names[:number], *[rule.name] * (len(pieces) - number)]
        if rule.reach is Reach.CLOSED and _closed(pieces[number + 1 : number + 3]):
            names[number + 1] = names[number + 1] or rule.name
        if rule.reach is Reach.LIST:
            for entry in _entries(pieces, number + 1):
                names[entry] = names[entry] or rule.name
        if rule.reach is Reach.TITLED and number and _titles(pieces[number - 1], pieces[number]):
            names[number - 1] = names[number - 1] or rule.name
    return names


def _found(pieces: Sequence[Piece]) -> Iterator[tuple[int, Rule]]:
    for number, piece in enumerate(pieces):
        line = piece.text.strip()
        if piece.rule is None and len(line) <= LONGEST_LINE and (rule := _rule(line)) is not None:
            yield number, rule


@kept
def _rule(line: str) -> Rule | None:
    """The first rule that fits a line; most lines fit none."""
    fits = next((rule for rule, pattern in _possible(line[:BEGINNING]) if pattern.fullmatch(line)), None)
    return fits or (STAMP if is_stamp(line) else None)


@lru_cache(2_048)
def _possible(beginning: str) -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """The rules that a line with this beginning may fit."""
    return tuple((rule, pattern) for rule, pattern in _compiled() if pattern.fullmatch(beginning, partial=True))


@cache  # when first asked for, as most commands read no page
def _compiled() -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    return tuple((rule, regex.compile(rule.pattern, regex.IGNORECASE)) for rule in RULES)


def _short(rest: Sequence[Piece]) -> bool:
    return len(rest) <= LONGEST_REST and sum(len(piece.text) for piece in rest) <= MOST_OF_REST


def _closed(below: Sequence[Piece]) -> bool:
    """True for a short block and then the line that the article goes on."""
    match below:
        case [block, line]:
            return len(block.text) <= LONGEST_ADVERTISEMENT and _GOES_ON.fullmatch(line.text.strip()) is not None
        case _:
            return False


def _entries(pieces: Sequence[Piece], start: int) -> Sequence[int]:
    """The numbers of the entries of a list from one on, none where there are too many or one is running text."""
    end = start
    while end < len(pieces) and pieces[end].kind is BlockKind.LIST_ITEM:
        end += 1
    listed = pieces[start:end]
    short = all(len(piece.text) <= LONGEST_ENTRY and not prose(piece.text) for piece in listed)
    return range(start, end) if short and len(listed) <= MOST_ENTRIES else ()


def _titles(above: Piece, credit: Piece) -> bool:
    """True where the line above a credit is the title of its picture: right above it, short, and no sentence."""
    return credit.tight and len(above.text) <= LONGEST_CAPTION and not prose(above.text)


def _credited(piece: Piece) -> tuple[Piece, str | None]:
    """The piece as a caption without the credit glued to it, and that credit; or the piece as it is and None."""
    found = _CREDITED.fullmatch(piece.text) if len(piece.text) <= LONGEST_LINE and "Credit" in piece.text else None
    if not found:
        return piece, None
    return replace(piece, text=found["caption"], kind=BlockKind.CAPTION), found["credit"]
