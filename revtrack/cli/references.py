"""How users name articles, versions and ranges.

ARTICLE   an address · an id or the beginning of one (4 characters or more) · - for the one added last
VERSION   4 · v4 · first · last · prev · ~1 (one before the last) · a time: the version live at that moment
RANGE     3..4 · first..last · ..4 (what came before it, against 4) · 3.. (3 against the last)
"""

import difflib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from revtrack import versioning
from revtrack.cli.telling import shown_moment
from revtrack.errors import InputError, NotFoundError, UsageError
from revtrack.ingest import parse_moment
from revtrack.model import Article, Check, Version
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.store import Store

__all__ = ["check_url", "find_article", "find_range", "find_source", "find_version", "looks_at", "looks_like_range"]

NUMBER: Final = re.compile(r"[vV]?(\d{1,9})")
BACK: Final = re.compile(r"~(\d{1,9})")
LONGEST: Final = 200
"""Characters of a reference that a message repeats."""


def find_article(reference: str, store: "Store") -> Article:
    """The one article a reference names.

    Raises:
        NotFoundError: none.
        UsageError: several, or too short to tell.
    """
    shown = reference[:LONGEST]
    if reference == "-":
        last = store.latest_article()
        if last is None:
            raise NotFoundError("there is no article in the database yet", "revtrack add FILE stores a first one")
        return last
    found = store.find(versioning.identity(reference)) or store.find(reference.strip())
    if not found:
        if looks := looks_at(reference, store):
            where, why = looks[-1].address[:LONGEST], looks[-1].detail
            raise NotFoundError(
                f"{where} never gave an article: {counted(len(looks), 'look')} failed, the last one: {why}",
                f"revtrack log {where} --checks shows why; a page saved with a browser can be added with --url {where}",
            )
        raise NotFoundError(f"there is no article “{shown}”", "revtrack list shows the articles and their ids")
    if len(found) > 1:
        some = ", ".join(article.id for article in found[:4])
        raise UsageError(f"“{shown}” could be any of {len(found)} articles ({some}, …)", "give more of the id")
    return found[0]


def looks_at(reference: str, store: "Store") -> tuple[Check, ...]:
    """The looks at an address that never gave an article; none where it did."""
    identity = versioning.identity(reference)
    return () if store.find(identity) else store.checks(versioning.article_id(identity))


def find_version(reference: str, versions: Sequence[Version], article: Article) -> Version:
    """The one version a reference names.

    Raises:
        NotFoundError: the article has no such version.
        InputError: not a reference, or a time without a zone.
    """
    word = reference.strip().lower()
    numbered, back = NUMBER.fullmatch(word), BACK.fullmatch(word)
    if word == "first":
        return versions[0]
    if word == "last":
        return versions[-1]
    if word == "prev":
        back_by = 1
    elif back:
        back_by = int(back[1])
    else:
        number = int(numbered[1]) if numbered else _at(_moment(reference), versions, article)
        if 1 <= number <= len(versions):
            return versions[number - 1]
        raise _unknown(f"version {number}", versions, article)
    if back_by >= len(versions):
        raise _unknown(f"version {reference}", versions, article)
    return versions[-1 - back_by]


def _moment(reference: str) -> datetime:
    """The time by which a version is named.

    Raises:
        InputError: it is none; the remedy says how else a version is named.
    """
    try:
        return parse_moment(reference, "VERSION")
    except InputError as problem:
        hint = f"{problem.hint}; or name a version as 4, first, last, prev or ~1, and two of them with revtrack diff"
        raise InputError(problem.message, hint) from None


def _at(moment: datetime, versions: Sequence[Version], article: Article) -> int:
    """The number of the version that was live at a moment."""
    live = [version.number for version in versions if version.first_seen <= moment]
    if not live:
        raise NotFoundError(
            f"{article.id} was first seen {shown_moment(versions[0].first_seen)}, after that moment",
            f"revtrack log {article.id} shows its versions",
        )
    return live[-1]


def check_url(url: str | None) -> None:
    """Refuse a `--url` that names no article.

    Raises:
        UsageError: it is empty.
    """
    if url is not None and not url.strip():
        raise UsageError("--url is empty", "give the address of the article, or a key of your own")


def looks_like_range(text: str) -> bool:
    """True for a range or a version, and for nothing else: `../a.txt` is a file."""
    before, dots, after = text.strip().lower().partition("..")
    if not dots:
        return _is_version(before)
    return bool(before or after) and all(not end or _is_version(end) for end in (before, after))


def _is_version(word: str) -> bool:
    named = word in {"first", "last", "prev"} or NUMBER.fullmatch(word) or BACK.fullmatch(word)
    return bool(named) or _is_moment(word)


def find_source(name: str, store: "Store") -> str:
    """The source that a name or a host names.

    Raises:
        NotFoundError: none.
        UsageError: a host whose articles come from several sources.
    """
    articles = store.articles()
    if any(article.source == name for article in articles):
        return name
    of_host = sorted({article.source for article in articles if article.source and article.host == name.lower()})
    if not of_host:
        near = difflib.get_close_matches(
            name[:LONGEST], {article.source for article in articles if article.source}, n=1
        )
        hint = f"did you mean “{near[0]}”?" if near else "revtrack list shows each article with its source"
        raise NotFoundError(f"there is no article of a source “{name[:LONGEST]}”", hint)
    if len(of_host) > 1:
        raise UsageError(f"“{name[:LONGEST]}” is the host of several sources", f"name one of: {', '.join(of_host[:4])}")
    return of_host[0]


def find_range(reference: str | None, versions: Sequence[Version], article: Article) -> tuple[Version, Version]:
    """The old and the new version a range names; without a range, the last change.

    Raises:
        NotFoundError: the article has no such versions, or only one.
        UsageError: both ends are the same version.
    """
    if len(versions) == 1:
        raise NotFoundError(
            f"{article.id} has one version so far: there is nothing to compare",
            "add a later Snapshot of it; revtrack show prints its text",
        )
    if reference is None:
        return versions[-2], versions[-1]
    before, dots, after = reference.partition("..")
    if not dots:
        new = find_version(before, versions, article)
        before, after = "", str(new.number)
    new = find_version(after, versions, article) if after.strip() else versions[-1]
    if before.strip():
        old = find_version(before, versions, article)
    elif new.number > 1:
        old = versions[new.number - 2]
    else:
        raise _unknown("version before the first", versions, article)
    if old.number == new.number:
        raise UsageError(f"“{reference[:LONGEST]}” names version {old.number} twice", "name two, such as 1..2")
    return old, new


def _unknown(what: str, versions: Sequence[Version], article: Article) -> NotFoundError:
    known = "version 1" if len(versions) == 1 else f"versions 1 to {len(versions)}"
    return NotFoundError(f"{article.id} has no {what}", f"it has {known}; revtrack log {article.id} shows them")


def _is_moment(text: str) -> bool:
    """True for a time with a zone."""
    try:
        parse_moment(text, "")
    except InputError:
        return False
    return True
