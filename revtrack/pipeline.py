"""START HERE. The flow of revtrack as code: each function calls the rooms in order and decides nothing itself.

    Answer --looking--> Snapshot --reader, extract--> Document --versioning--> Version --diff--> Comparison
                └→ Check                                                                             └--publishing

Every job is a free function of plain arguments, the Store it works on and the Reader of foreign bytes; running one
twice does no harm.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from revtrack import versioning
from revtrack.diff import compare
from revtrack.extract import tools_for
from revtrack.model import Article, Comparison, Document, History, Observation, Snapshot, Tools, Transition, Version
from revtrack.reader import READER, Reader, read, read_anew
from revtrack.store import Store
from revtrack.versioning import Outcome, Verdict

__all__ = [
    "Capture",
    "Item",
    "already_latest",
    "capture",
    "compare_snapshots",
    "compare_versions",
    "furniture_of",
    "history",
    "item_of",
    "unite",
]

Item = tuple[Snapshot, Observation, Document | Tools]
"""A Snapshot, the same as the history sees it, and what was read from it; the tools alone where that is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What became of one Snapshot."""

    verdict: Verdict
    article: Article
    """As after the capture."""
    problems: tuple[str, ...] = ()
    """What the content had wrong with it that did not stop it, one sentence each; none where it was read before."""


def capture(
    snapshot: Snapshot, name: str, store: Store, reader: Reader = READER, document: Document | None = None
) -> Capture:
    """The verdict on one Snapshot, stored with its Document in one transaction unless it is already there.

    Args:
        snapshot: what was received.
        name: of the input, for messages.
        store: where it is kept.
        reader: of foreign bytes.
        document: what the reader made of it, where that is known.

    Raises:
        InputError: when there is no text in it to keep, or it is not the article; nothing is stored then.
        StoreError: when the database cannot take it; nothing is stored then.
    """
    identity = versioning.identity(snapshot.article)
    article_id = versioning.article_id(identity)
    item = item_of(snapshot, name, store, reader, document)
    read_anew(identity, store, reader)
    with store.writing(article_id) as writer:
        known, checks = writer.observations(article_id), writer.checks(article_id)
        verdict = versioning.verdict(known, item[1], article_id)
        if verdict.outcome is not Outcome.SAME_SNAPSHOT:
            known = (*known, item[1])
            article = versioning.derive_article(identity, known, checks)
            writer.save_all(article=article, versions=versioning.timeline(article_id, known), items=[item])
    fresh = item[2] if isinstance(item[2], Document) else None
    problems = tuple(problem.detail for problem in fresh.problems) if fresh else ()
    return Capture(verdict=verdict, article=versioning.derive_article(identity, known, checks), problems=problems)


def item_of(snapshot: Snapshot, name: str, store: Store, reader: Reader, document: Document | None = None) -> Item:
    """A Snapshot as it is stored: what the history sees, and what was read from it unless that is stored already."""
    tools = tools_for(snapshot.media_type, reader.rules(snapshot))
    article_id = versioning.article_id(versioning.identity(snapshot.article))
    before = None if document else store.read_before(article_id, snapshot, tools)
    if before:
        return snapshot, Observation.of(snapshot, before), tools
    fresh = document or read(snapshot, name, reader)
    return snapshot, Observation.of(snapshot, fresh), fresh


def unite(other: str, identity: str, reason: str, store: Store) -> None:
    """Let all that is stored of one article be another's, where the first is stored and either was ever captured.

    Args:
        other: the identity of the article that is no more afterwards.
        identity: of the one that has both histories; stored or not.
        reason: why they are one, for people.
        store: where they are.
    """
    other_id, article_id = versioning.article_id(other), versioning.article_id(identity)
    if other_id == article_id or not (store.observations(other_id) or store.checks(other_id)):
        return
    with store.writing(article_id) as writer:
        seen = {
            (one.observed_at, one.sha256): one for name in (other_id, article_id) for one in writer.observations(name)
        }
        looks = {
            (one.at, one.state, one.address): one for name in (other_id, article_id) for one in writer.checks(name)
        }
        if not seen:
            return
        article = versioning.derive_article(identity, tuple(seen.values()), tuple(looks.values()))
        writer.adopt(
            replace(article, id=other_id, identity=other),
            article=article,
            versions=versioning.timeline(article_id, seen.values()),
            reason=reason,
        )


def already_latest(snapshot: Snapshot, store: Store) -> Capture | None:
    """What is known of a Snapshot whose bytes the latest one of its article has too; None when they differ.

    Reading a file again is no new observation: nobody looked at the article in between.
    """
    identity = versioning.identity(snapshot.article)
    known = versioning.in_order(store.observations(versioning.article_id(identity)))
    if not known or known[-1].sha256 != snapshot.sha256:
        return None
    verdict = versioning.verdict(known, known[-1])
    return Capture(verdict=verdict, article=versioning.derive_article(identity, known))


def compare_versions(
    article: Article, old: Version, new: Version, store: Store, common: AbstractSet[str] | None = None
) -> Transition:
    """Two Versions of an Article and all that differs between them.

    Args:
        article: that they are Versions of.
        old: one side.
        new: the other.
        store: where they are.
        common: keys of the Blocks that its source's articles share; None: they are looked up.
    """
    shared = furniture_of(article, store) if common is None else common
    sides = store.document(old), store.document(new)
    comparison = compare(*sides, returns_to=new.returns_to, common=shared)
    return Transition(article=article, old=old, new=new, comparison=comparison)


def furniture_of(article: Article, store: Store) -> frozenset[str]:
    """The keys of the Blocks that the articles of an Article's source share."""
    source = article.source or article.host
    return store.common_blocks(source) if source else frozenset()


def compare_snapshots(old: Snapshot, new: Snapshot, names: tuple[str, str], reader: Reader = READER) -> Comparison:
    """All that differs between two Snapshots that no database knows.

    Args:
        old: one side.
        new: the other.
        names: of both, for messages.
        reader: of foreign bytes.

    Raises:
        InputError: when one of them holds no text, or is not an article.
    """
    return compare(read(old, names[0], reader), read(new, names[1], reader))


def history(article: Article, store: Store, common: AbstractSet[str] | None = None) -> History:
    """All an Article went through, as of one moment; the arguments are those of `compare_versions`."""
    shared = furniture_of(article, store) if common is None else common
    known, checks = store.observations(article.id), store.checks(article.id)
    article = versioning.derive_article(article.identity, known, checks)
    versions = versioning.timeline(article.id, known)
    return History(
        article=article,
        versions=versions,
        transitions=tuple(_steps(article, versions, store, shared)),
        checks=checks,
        absences=versioning.absences(known, checks),
        aliases=tuple(alias for alias in store.aliases(article.id) if alias.address != article.identity),
        held_back=versioning.held_back(article.id, known),
    )


def _steps(
    article: Article, versions: Sequence[Version], store: Store, common: AbstractSet[str]
) -> Iterator[Transition]:
    """Each Version but the first against the one before it; every Document is read once."""
    texts = map(store.document, versions)
    for (old, new), sides in zip(pairwise(versions), pairwise(texts), strict=True):
        found = compare(*sides, returns_to=new.returns_to, common=common)
        yield Transition(article=article, old=old, new=new, comparison=found)
