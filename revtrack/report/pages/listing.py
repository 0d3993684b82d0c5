"""An article in a list: all that is kept of it once its pages are made, small enough to keep for every article.

It is also what makes building again cheap. A Listing goes through JSON and back, and `pages_key` says whether the pages
of an article would come out the same: who keeps both need not look at the article again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from revtrack.model import Article, Change, FieldChange, History, Operation, Transition, Weight
from revtrack.report.charts.strip import Spark, shares, spark
from revtrack.report.pages.chrome import SiteOptions
from revtrack.report.rows import (
    Chip,
    Fragment,
    Letters,
    Moment,
    Piece,
    chips,
    facts,
    fragments,
    language_tag,
    moment,
    untitled,
)
from revtrack.report.standing import StandingKind, standing, state_words
from revtrack.report.timeline import KINDS, Telling, kinds, pair_folder, telling
from revtrack.report.wording import (
    all_changes,
    chip,
    is_minor,
    later_note,
    most_telling,
    note_found,
    note_statement,
    percent,
    weight,
)
from revtrack.report.wording.weighing import WEIGHTS, weightiest_first

__all__ = ["Listing", "listing", "listing_from_json", "listing_to_json", "newest_first", "pages_key"]

CHIPS: Final = 4
"""Chips of an article in a list, the weightiest. Our choice."""

PAGES: Final = 3
"""Raised when pages of the same data look different, so that all are made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An article in a list."""

    article_id: str
    title: str
    language: str | None
    source: str | None
    first_seen: Moment
    changed: Moment | None
    """When it last changed, None where it never did."""
    checked: Moment
    extent: str
    """Versions and changes."""
    returns_to: int | None
    folder: str
    """Of the latest pair page, empty where there is none."""
    telling: Telling | None
    note: str
    """Whether a new correction note was found; empty where that is what is most telling, or no question."""
    chips: tuple[Chip, ...]
    """Of the latest change, the weightiest, without what is told already."""
    shares: tuple[float, ...]
    """Of changed words with each Version, oldest first."""
    weight: int
    """Of the weightiest change of the latest Version: 0 for a note to readers to 8 for page furniture."""
    kinds: tuple[str, ...]
    """Of `timeline.KINDS`: what the latest Version can be chosen by."""
    minor: bool
    """True where the latest Version changed nothing but spelling, punctuation, page furniture and the like."""
    gone: Moment | None
    """Since when it is gone, None where it is not."""
    failed: str
    """Why the last look failed, empty where it did not."""
    noted: int
    """Versions that came with a note to readers."""
    unnoted: int
    """Versions that changed facts without a note that was found."""

    @property
    def share(self) -> str:
        """Of words changed with the latest Version, such as "31 %"; empty where nothing was compared."""
        return percent(self.shares[-1]) if self.shares else ""

    @property
    def spark(self) -> Spark | None:
        """The shares as a picture; None where nothing was compared."""
        return spark(self.shares)


def listing(history: History) -> Listing:
    """The article as lists show it, with the most telling Change of its latest step."""
    article, known, steps = history.article, facts(history), history.transitions
    edits = [step for step in steps if not step.new.technical]
    latest = edits[-1] if edits else None
    most = telling(latest.comparison) if latest else None
    note = note_statement(latest.comparison) if latest else ""
    told_already = most is not None and note == "".join(run.text for run in most.title) + "."
    found = [kinds(step, later_note(steps, at)) for at, step in enumerate(steps) if not step.new.technical]
    stands = standing(article, history.absences)
    changes = all_changes(latest.comparison) if latest else ()
    return Listing(
        article_id=article.id,
        title=untitled(article.title),
        language=language_tag(article.language),
        source=article.source,
        first_seen=known.first_seen,
        changed=known.last_changed,
        checked=known.last_checked,
        extent=known.extent,
        returns_to=latest.new.returns_to if latest else None,
        folder=pair_folder(latest.old, latest.new) if latest else "",
        telling=most,
        note="" if told_already else note,
        chips=_chips(latest, most),
        shares=tuple(shares(history).values()),
        weight=min((WEIGHTS[weight(change)] for change in changes), default=len(WEIGHTS)),
        kinds=found[-1] if found else (),
        minor=bool(changes) and all(map(is_minor, changes)),
        gone=moment(article.gone_since) if article.gone_since else None,
        failed=state_words(article.last_state) if article.last_state and stands.kind is StandingKind.FAILED else "",
        noted=sum(note_found(step.comparison) == "added" for step in edits),
        unnoted=sum("unnoted" in one for one in found),
    )


def _chips(latest: Transition | None, told: Telling | None) -> tuple[Chip, ...]:
    """The weightiest labels of the latest step, without the one that is quoted and the one that the note says."""
    if latest is None:
        return ()
    labels = weightiest_first(label for change in all_changes(latest.comparison) for label in change.labels)
    said = {"".join(run.text for run in told.title) if told else "", _told(most_telling(latest.comparison))}
    found = chips([label for label in labels if label.weight not in {Weight.STRUCTURE, Weight.CONTENT}])
    return tuple(one for one in found if "".join(run.text for run in one.words) not in said)[:CHIPS]


def _told(change: Change | FieldChange | None) -> str:
    """The chip of the label that is the title of a Change; empty where its title tells another thing."""
    edited = isinstance(change, Change) and change.operation is Operation.EDITED and not change.moved
    label = next(iter(change.labels), None) if change and edited else None
    return "".join(run.text for run in fragments(chip(label))) if label else ""


def newest_first(found: Iterable[Listing]) -> list[Listing]:
    """Listings of articles that changed, latest change first, then of those that never did; ties by id."""
    by_id = sorted(found, key=lambda one: one.article_id)
    return sorted(by_id, key=lambda one: (one.changed is not None, (one.changed or one.first_seen).iso), reverse=True)


def pages_key(article: Article, options: SiteOptions) -> str:
    """64 hexadecimal digits: as long as they stay, the pages of an article and its Listing come out the same.

    They stand for all that an article is computed from but its bytes, which cannot change without its counts or times;
    whoever reads old bytes anew must make all pages again.
    """
    planned = options.next_check(article)
    facts_ = [
        *(article.id, article.identity, article.url, article.source, article.title, article.language),
        *(article.first_seen, article.last_changed, article.last_checked, article.versions, article.snapshots),
        *(article.gone_since, article.last_state, article.checks, planned.at, planned.reason),
        *(options.title, options.base_url, options.version, PAGES),
    ]
    return sha256("\x00".join(map(str, facts_)).encode("utf-8", "surrogatepass")).hexdigest()


def listing_to_json(one: Listing) -> str:
    """A Listing as one line of JSON, for `listing_from_json`."""
    return json.dumps(asdict(one), separators=(",", ":"), sort_keys=True)


def listing_from_json(text: str) -> Listing:
    """The Listing that a line of JSON holds.

    Raises:
        ValueError: when it is none of ours, such as one of another version.
    """
    try:
        known: dict[str, Any] = json.loads(text)
        found = {name: _moment(known[name]) for name in ("first_seen", "changed", "checked", "gone")}
        return Listing(
            **known
            | found
            | {
                "telling": _telling(known["telling"]),
                "chips": tuple(Chip(_fragments(one["words"]), bool(one["strong"])) for one in known["chips"]),
                "shares": tuple(map(float, known["shares"])),
                "kinds": tuple(kind for kind in known["kinds"] if kind in KINDS),
            }
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"not a listing of this revtrack: {problem}") from None


def _moment(known: Mapping[str, Any] | None) -> Moment | None:
    return Moment(**known) if known else None


def _telling(known: Mapping[str, Any] | None) -> Telling | None:
    if not known:
        return None
    sides = {side: tuple(map(_piece, known[side])) for side in ("old", "new")}
    return Telling(title=_fragments(known["title"]), language=known["language"], **sides)


def _fragments(known: Sequence[Mapping[str, Any]]) -> tuple[Fragment, ...]:
    return tuple(Fragment(**one) for one in known)


def _piece(known: Mapping[str, Any]) -> Piece:
    return Piece(known["text"], known["mark"], tuple(Letters(**one) for one in known["letters"]))
