"""The smallest things a page shows, as values: marked text, chips, times, the facts of an article. No markup.

    spans    = The fire killed    - three    + five    = people.
    pieces   of old:  "The fire killed " three(removed) " people."
             of new:  "The fire killed " five(added)    " people."

Everything a template would have to work out is worked out here, in `side_by_side` and in `timeline`.
"""

import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from urllib.parse import urlsplit

from revtrack.model import Change, Document, FieldChange, History, Label, SetAside, Span, Tools, Weight
from revtrack.report.standing import BY_HAND, UNWATCHED, NextCheck, StandingKind, standing
from revtrack.report.wording import chip, counted, when

__all__ = [
    "STRONG",
    "Aside",
    "AsideRow",
    "Chip",
    "Facts",
    "Fragment",
    "Letters",
    "Moment",
    "Piece",
    "Side",
    "aside",
    "chips",
    "cut",
    "excerpt",
    "facts",
    "fragments",
    "inline",
    "language_tag",
    "marked",
    "moment",
    "tools_line",
    "untitled",
    "web_address",
]

Side = Literal["old", "new"]

UNTITLED: Final = "Untitled article"

STRONG: Final = frozenset({Weight.NOTICE, Weight.FACT, Weight.HEADLINE})
"""Weights whose chips stand out: what readers complain about when it changes silently."""

ISOLATED: Final = re.compile("\u2068(.*?)\u2069", re.DOTALL)
"""A quoted fragment as `wording` marks it in plain text."""

LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag."""

NOT_IN_ADDRESSES: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""White space, controls and direction marks: what an address never holds and a disguised one may."""

FURNITURE: Final = {
    "byline": "byline, read as a field",
    "donation": "appeal for donations",
    "hacker-news": "line of Hacker News",
    "image-label": "label of a picture",
    "page-title": "title of the page",
    "share": "links for sharing",
}
"""Rules of page furniture that are not simply their own name without hyphens."""

LEAST_STRUCK: Final = 3
"""Letters that stay legible under a line through them, at least. Our choice."""

MOST_FIGURES: Final = 24
"""Characters of a struck text with figures in it that is read for the figures; in a longer one the words tell."""

ILLEGIBLE_STRUCK: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
"""Letters that a line through them makes others, or illegible: a struck 三 is a 王. Measured on screen."""

EXCERPT: Final = 60
"""Characters that an excerpt keeps on each side of what it leaves out, at least 1: about ten words."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of a sentence of ours; `isolated` where it quotes an article, whose direction must not leak."""

    text: str
    isolated: bool = False


def fragments(text: str) -> tuple[Fragment, ...]:
    """A sentence of `wording` in runs of our words and quoted fragments, without the U+2068 and U+2069 around these."""
    runs = ISOLATED.split(text)
    return tuple(Fragment(run, position % 2 == 1) for position, run in enumerate(runs) if run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as machines and people read it."""

    iso: str
    """RFC 3339 in UTC, with `Z`."""
    text: str
    note: str | None = None
    """What to know about this time, such as "illustrative"."""


def moment(time: datetime, note: str | None = None) -> Moment:
    """A time to be shown, always with its zone."""
    iso = time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    return Moment(iso=iso, text=when(time), note=note)


_MARKS: Final[Mapping[str, Literal["", "del", "ins"]]] = {"=": "", "-": "del", "+": "ins"}


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters inside a changed word; `changed` where they are what differs."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one side's text: unmarked, removed or added."""

    text: str
    mark: Literal["", "del", "ins"] = ""
    letters: tuple[Letters, ...] = ()
    """The same text letter by letter, empty where the whole run differs."""

    @property
    def short(self) -> bool:
        """True where a line through it would make it illegible: digits, ideographs, one or two letters."""
        text = self.text.strip()
        figures = len(text) <= MOST_FIGURES and any(map(str.isdigit, text))
        return len(text) < LEAST_STRUCK or figures or ILLEGIBLE_STRUCK.search(text) is not None


def marked(change: Change | FieldChange, side: Side) -> tuple[Piece, ...]:
    """The text of one side of a Change in pieces; joined, they are that text. Empty for a side that has none."""
    return _pieces(change, "=-" if side == "old" else "=+")


def inline(change: Change | FieldChange) -> tuple[Piece, ...]:
    """Both sides of a Change as one text: what went stands before what came in its place."""
    return _pieces(change, "=-+")


def _pieces(change: Change | FieldChange, signs: str) -> tuple[Piece, ...]:
    """The spans with these signs."""
    letters = change.letters if isinstance(change, Change) else ()
    found = []
    for position, span in enumerate(change.spans):
        if span.sign not in signs or not span.text:
            continue
        pair_at = position - (span.sign == "+")  # the letters of both stand with what went
        inside = letters[pair_at] if span.sign != "=" and 0 <= pair_at < len(letters) else None
        found.append(Piece(span.text, _MARKS[span.sign], _letters(inside or (), span.sign)))
    return tuple(found)


def _letters(inside: Sequence[Span], own: str) -> tuple[Letters, ...]:
    """The letters of one side, or nothing where no letter is shared."""
    if not any(span.sign == "=" for span in inside):
        return ()
    return tuple(Letters(span.text, span.sign == own) for span in inside if span.sign in {"=", own})


def cut(pieces: Sequence[Piece], lengths: Sequence[int], gap: int = 1) -> tuple[tuple[Piece, ...], ...]:
    """Pieces cut at sentence ends, a tuple per sentence; what lies in the gaps between sentences is left out.

    Args:
        pieces: marked text of several sentences.
        lengths: of these sentences, in characters, in order.
        gap: characters between two of them.
    """
    rest = list(pieces)
    sentences = []
    for length in lengths:
        sentence, rest = _split(rest, length)
        _, rest = _split(rest, gap)
        sentences.append(tuple(sentence))
    return tuple(sentences)


def _split(pieces: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """The first `at` characters, and the rest. A word cut in two loses its letters, not its mark."""
    before: list[Piece] = []
    for position, piece in enumerate(pieces):
        if at <= 0:
            return before, list(pieces[position:])
        if len(piece.text) > at:
            tail = Piece(piece.text[at:], piece.mark)
            return [*before, Piece(piece.text[:at], piece.mark)], [tail, *pieces[position + 1 :]]
        before.append(piece)
        at -= len(piece.text)
    return before, []


def excerpt(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Marked text without what lies far from its marks; "…" stands where something was left out."""
    last = len(pieces) - 1
    kept = []
    for position, piece in enumerate(pieces):
        after_a_mark = piece.mark or position > 0 or last == 0
        before_a_mark = piece.mark or position < last
        text = _shortened(piece.text, EXCERPT if after_a_mark else 0, EXCERPT if before_a_mark else 0)
        kept.append(piece if text == piece.text else Piece(text, piece.mark))
    return tuple(kept)


def _shortened(text: str, head: int, tail: int) -> str:
    """The first `head` and the last `tail` characters of a text, in whole words where it has blanks."""
    if len(text) <= head + tail:
        return text
    start, end = text[:head], text[len(text) - tail :]
    return f"{start[: start.rfind(' ') + 1] or start}…{end[max(end.find(' '), 0) :]}"


@dataclass(frozen=True, slots=True)
class Chip:
    """A label as a small sign."""

    words: tuple[Fragment, ...]
    strong: bool
    """True for facts, notes and headlines."""


def chips(labels: Sequence[Label]) -> tuple[Chip, ...]:
    """A chip per label, each wording once, in their order."""
    strong_by_text: dict[str, bool] = {}
    for label in labels:
        strong_by_text.setdefault(chip(label), label.weight in STRONG)
    return tuple(Chip(fragments(text), strong) for text, strong in strong_by_text.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideRow:
    """A line set aside as page furniture; None for a side that has no such line."""

    why: str
    """The rule in words, such as "photo credit"."""
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What was set aside on both sides: text of the page that is not compared."""

    title: str
    old_language: str | None
    new_language: str | None
    rows: tuple[AsideRow, ...]


def aside(old: Document, new: Document) -> Aside | None:
    """What was set aside, the same line of both sides level; None where nothing was.

    The lines of old come in their order, then those that only new has.
    """
    if not (old.set_aside or new.set_aside):
        return None
    unmatched: dict[SetAside, deque[int]] = defaultdict(deque)
    for place, line in enumerate(new.set_aside):
        unmatched[line].append(place)
    rows = []
    matched = set()
    for line in old.set_aside:
        partner = unmatched[line].popleft() if unmatched[line] else None
        matched.add(partner)
        text = line.text if partner is not None else None
        rows.append(AsideRow(why=_why(line), old=line.text, new=text))
    rows += [
        AsideRow(why=_why(line), old=None, new=line.text)
        for place, line in enumerate(new.set_aside)
        if place not in matched
    ]
    before = counted(len(old.set_aside), "line")
    return Aside(
        title=f"Set aside as page furniture: {before} before, {len(new.set_aside):,} after",
        old_language=language_tag(old.language),
        new_language=language_tag(new.language),
        rows=tuple(rows),
    )


def _why(line: SetAside) -> str:
    return FURNITURE.get(line.rule, line.rule.replace("-", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an Article, for the block of facts that its pages carry."""

    source: str | None
    host: str | None
    """Of `address`: what stands for a source without a name."""
    identity: str
    """What names the article: its address, or a key."""
    address: str | None
    """The address of the original where it may be a link, else None."""
    language: str | None
    first_seen: Moment
    last_changed: Moment | None
    """None where nothing changed so far."""
    last_checked: Moment
    standing: str
    """How the original stands, such as "Gone"; the time and the details stand behind it."""
    standing_since: Moment | None
    """Since when it stands like that, None where that is the last look."""
    standing_detail: str
    """May be empty."""
    missing: bool
    """True where the original is gone, or the last look failed."""
    watched: bool
    """False where no look is planned, and none ever failed: `last_checked` is when the newest copy was made."""
    next_check: Moment | None
    checking: str
    """Why it is looked at then, or not at all; may be empty where there is a time."""
    extent: str
    """Versions and changes, such as "2 versions; changed once; 12 sentence changes, 1 field change"."""
    failed: str
    """Such as "3 looks failed"; empty where none did."""


def facts(history: History, next_check: NextCheck = BY_HAND) -> Facts:
    """The facts of an Article. Each time carries the note of the observation it is of, where that is known."""
    article = history.article
    stands = standing(article, history.absences)
    first, last = (history.versions[0], history.versions[-1]) if history.versions else (None, None)
    edit = next((version for version in reversed(history.versions) if not version.technical), None)
    changed = article.last_changed > article.first_seen or (edit is not None and edit.number > 1)
    address = web_address(article.url)
    return Facts(
        source=article.source,
        host=article.host if address else None,
        identity=article.identity,
        address=address,
        language=article.language,
        first_seen=moment(article.first_seen, first.time_note if first else None),
        last_changed=moment(article.last_changed, edit.time_note) if changed and edit else None,
        last_checked=moment(article.last_checked, last.last_time_note if last else None),
        standing=stands.words if next_check.at or stands.kind is not StandingKind.THERE else UNWATCHED,
        standing_since=moment(stands.since) if stands.since else None,
        standing_detail=stands.detail,
        missing=stands.kind in {StandingKind.GONE, StandingKind.FAILED},
        watched=next_check.at is not None or article.checks > 0,
        next_check=moment(next_check.at) if next_check.at else None,
        checking=next_check.reason,
        extent="; ".join([counted(article.versions, "version"), *(_changes(history) if changed else ())]),
        failed=f"{counted(article.checks, 'look')} failed" if article.checks else "",
    )


def _changes(history: History) -> tuple[str, str]:
    """How often an article changed, and how many sentences and fields in all."""
    times = history.article.versions - 1 - sum(version.technical for version in history.versions)
    edits = [transition.comparison for transition in history.transitions if not transition.new.technical]
    sentences = sum(len(comparison.changes) for comparison in edits)
    fields = sum(len(comparison.fields) for comparison in edits)
    found = [counted(sentences, "sentence change"), *([counted(fields, "field change")] if fields else [])]
    told = {0: "not changed so far", 1: "changed once", 2: "changed twice"}
    return told.get(times, f"changed {counted(times, 'time')}"), ", ".join(found)


def untitled(headline: str | None) -> str:
    """The headline, or the words for one that is missing."""
    return headline.strip() if headline and headline.strip() else UNTITLED


def tools_line(tools: Tools) -> str:
    """What read a text, such as "html/3, sentencex 1.0.32, nfc/1"."""
    return ", ".join(dict.fromkeys((tools.extractor, tools.segmenter, tools.normaliser)))


def language_tag(language: str | None) -> str | None:
    """The language where it has the shape of a tag, else None: a wrong `lang` is worse than none."""
    return language if language and LANGUAGE_TAG.fullmatch(language) else None


def web_address(address: str | None) -> str | None:
    """The address where a page may link to it: http or https with a host, without disguise; else None."""
    if not address or NOT_IN_ADDRESSES.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # such as "http://[half"
        return None
    return address if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
