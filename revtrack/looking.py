"""One look at an address on the web, as code: what comes back becomes a Snapshot, or a Check that says why not.

    address ──web──→ Answer ──plausibility──→ Snapshot ──pipeline──→ Capture
                │             └→ Check: 404, a wall, an empty page …
                └→ FetchError → Check: no answer, half an answer, an address that is never contacted …

Which article a page belongs to follows from all addresses it was ever met under: see `_settled`.

A page that has not changed costs a conditional request: 304 says that the bytes we have are still those that are there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final, Protocol
from urllib.parse import urlsplit

from revtrack import plausibility, versioning
from revtrack.errors import InputError
from revtrack.ingest.file import received_as
from revtrack.ingest.web import FetchError, retry_after
from revtrack.model import Alias, Answer, Check, Document, FetchState, Observation, ProblemKind, Snapshot, Validator
from revtrack.pipeline import Capture, capture, unite
from revtrack.reader import READER, Reader
from revtrack.store import Store

__all__ = [
    "Desk",
    "Getter",
    "Look",
    "Telling",
    "known_as",
    "lasting_address",
    "look",
    "record",
    "remember",
    "snapshot_of_answer",
    "take",
    "via_of",
]

MOST_HEADERS: Final = 100
"""Header fields kept with a Snapshot, a count; ordinary answers have twenty."""

NOT_MODIFIED: Final = 304

FOR_GOOD: Final = frozenset({301, 308})
"""Permanent redirects (RFC 9110, sections 15.4.2 and 15.4.9)."""

FEW_WORDS: Final = 50
"""Words of a first version below which whoever adds it is told that it may be only the beginning, at least 0. Our
judgement: briefs have sixty, and the openings that stand before a wall twenty to forty."""

SAME: Final = "is another address of the same article"


class Getter(Protocol):
    """The web: `revtrack.ingest.web.Polite.get`, in the program."""

    def __call__(self, url: str, *, validator: Validator | None = None) -> Answer:
        """The answer of an address; raises FetchError where there is none that can be used."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that a look needs from outside. The command line fills it."""

    store: Store
    get: Getter
    reader: Reader = READER
    now: Callable[[], datetime]
    source_of: Callable[[str], str | None] = lambda _: None
    """The publisher of an address, as the settings call it."""
    wants: Callable[[str], bool] = lambda _: True
    """Whether an address that a list names may be an article, as the settings say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is known of a page before it is looked at; None is unknown."""

    article: str | None = None
    """The user's own key for it; None: the address names it."""
    source: str | None = None
    title: str | None = None
    feed_title: str | None = None
    language: str | None = None
    via: str = "fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What became of one look: a Capture, or the Check that says why there is none."""

    address: str
    capture: Capture | None = None
    check: Check | None = None


def look(address: str, desk: Desk, telling: Telling | None = None) -> Look:
    """What became of one look at an address.

    Args:
        address: http or https.
        desk: all that is needed from outside.
        telling: what is known of the page.

    Raises:
        StoreError: when the database cannot take it; nothing is stored then.
    """
    told = telling or Telling()
    article = told.article or known_as(address, desk.store)
    validator = _usable(desk.store.memory.validator(address), article, desk.store)
    try:
        answer = desk.get(address, validator=validator)
    except FetchError as problem:
        check = Check(
            article=article,
            at=desk.now(),
            state=problem.state,
            address=address,
            detail=problem.detail,
            status=problem.status,
            final_address=problem.final_address,
            retry_after=problem.retry_after,
        )
        return record(check, desk.store)
    if answer.status == NOT_MODIFIED and validator:
        again = _seen_again(answer, validator, article, desk)
        return Look(address=address, capture=again) if again else _unknown(answer, article, desk.store)
    return take(answer, desk, told, is_new=True)


def take(answer: Answer, desk: Desk, telling: Telling | None = None, *, is_new: bool = False) -> Look:
    """What became of one answer: a Capture if it is a complete page of the article, else a Check.

    Args:
        answer: what came back.
        desk: all that is needed from outside.
        telling: what is known of the page.
        is_new: whether it came just now, so that what was seen last came before it: answers out of archives arrive in
            any order, which never decides what becomes of them.

    Raises:
        StoreError: when the database cannot take it; nothing is stored then.
    """
    told = telling or Telling()
    snapshot = snapshot_of_answer(answer, told, desk.source_of(answer.asked))
    state, document = plausibility.state_of_answer(answer), None
    if state is None:
        document, state = _read(snapshot, desk.reader)
    if is_new and document and not state:
        state = _flipped(snapshot, document, desk)
    if state:
        article = told.article or known_as(answer.asked, desk.store)
        return record(_check(answer, article, state), desk.store, answer.body)
    if document and any(problem.kind is ProblemKind.WALL_LIKE for problem in document.problems):
        snapshot = replace(snapshot, via=f"{snapshot.via}, {versioning.WALL_WORDS}")
    names: dict[str, str] = {}
    if told.article is None and document:
        identity, names = _settled(answer, document.canonical, desk.store)
        snapshot = replace(snapshot, article=identity, asked=_asked_again(answer, {identity, *names}))
        _unite(names, identity, desk.store)
    done = capture(snapshot, answer.asked, desk.store, desk.reader, document)
    _unite(names, snapshot.article, desk.store)  # looks under other names, of an article that was not stored before
    for address, reason in names.items():
        with suppress(InputError):  # a name too long to be kept is one that nobody finds the article by, and no more
            desk.store.add_alias(Alias(address=address, article_id=done.article.id, reason=reason))
    remember(answer, desk.store)
    return Look(address=answer.asked, capture=_doubted(done, document))


def _doubted(done: Capture, document: Document | None) -> Capture:
    """The same; of a first version that may be only the beginning of an article, that is said."""
    if document is None or done.verdict.outcome is not versioning.Outcome.FIRST or document.word_count >= FEW_WORDS:
        return done
    words = f"{document.word_count} word{'' if document.word_count == 1 else 's'}"
    problem = f"has {words}: if that is only what stands before a wall, name what the wall says under paywall of a "
    return replace(done, problems=(*done.problems, f"{problem}[[source]] in revtrack.toml"))


def _settled(answer: Answer, canonical: str | None, store: Store) -> tuple[str, dict[str, str]]:
    """The identity of the article a page belongs to, and the other names of it, each with the reason.

    All addresses that pages named as each other's are one article, and its identity is the first by `_rank` of those
    that were ever named: a function of the set of pages, so that the order in which they arrive never decides. An
    address that once belonged to it belongs to it for good, whatever a later page leaves unsaid.
    """
    moved = bool(answer.hops) and all(hop.status in FOR_GOOD for hop in answer.hops)
    belonging = plausibility.belongs(answer.asked, answer.address, canonical, moved=moved)
    start, home = versioning.identity(answer.asked), belonging.identity
    held = known_as(answer.asked, store)
    if home == start:
        identity, names = held, dict(belonging.reasons)
        if held != start:
            names[start] = "was met as an address of it"
    else:
        there = known_as(home, store)
        named = [one for one in (held, there) if _was_named(one, store)]
        identity = min([home, *named], key=_rank)
        names = {held: SAME, there: SAME, home: "was named as canonical"} | dict(belonging.reasons)
    for spelling in _spellings(identity):
        if any(found.identity == spelling for found in store.find(spelling)):
            names.setdefault(spelling, f"another spelling: {', '.join(versioning.spelling_reasons(spelling))}")
    names.pop(identity, None)
    return identity, names


def _rank(identity: str) -> tuple[bool, bool, bool, int, str]:
    """By what one of several identities is chosen: a key of the user's own, a plain page, then the shortest."""
    parts = urlsplit(identity) if versioning.is_address(identity) else None
    dressed = parts is not None and plausibility.is_amp(identity)
    return parts is not None, dressed, parts is not None and bool(parts.query), len(identity), identity


def _was_named(identity: str, store: Store) -> bool:
    """Whether a page ever named an article's identity: so it has another address that is no spelling of it."""
    aliases = store.aliases(versioning.article_id(identity))
    return any(versioning.identity(alias.address) != identity for alias in aliases)


def _spellings(identity: str) -> Iterator[str]:
    """What earlier releases took for identities of their own where they now are spellings of one."""
    if not versioning.is_address(identity):
        return
    for slash in ("", "/"):
        parts = urlsplit(identity)
        for scheme in {parts.scheme, "http"}:
            spelling = parts._replace(scheme=scheme, path=parts.path.rstrip("/") + slash).geturl()
            if spelling != identity and versioning.identity(spelling) == identity:
                yield spelling


def _unite(names: Mapping[str, str], identity: str, store: Store) -> None:
    """Let what is stored under other names be the article's."""
    for name in sorted(names):
        unite(name, identity, names[name], store)


def _read(snapshot: Snapshot, reader: Reader) -> tuple[Document | None, plausibility.State | None]:
    """What was read from a Snapshot, or why it must not be taken for the article."""
    try:
        document = reader.extract(snapshot, reader.rules(snapshot))
    except InputError as problem:  # a page that its parser may not finish
        return None, plausibility.State(FetchState.LIMIT, problem.message)
    return document, plausibility.state_of_document(document)


def _flipped(snapshot: Snapshot, document: Document, desk: Desk) -> plausibility.State | None:
    """Why a page that is called another encoding than before, and does not name it itself, must not be taken, if so."""
    article_id = versioning.article_id(known_as(snapshot.article, desk.store))
    seen = [] if snapshot.content.isascii() else versioning.plausible(article_id, desk.store.observations(article_id))
    last = desk.store.last_snapshot(article_id, seen[-1].sha256) if seen else None
    if last is None or (last.encoding or "").lower() == (snapshot.encoding or "").lower():
        return None
    again, state = _read(replace(snapshot, encoding=last.encoding), desk.reader)
    if again is None or state:
        return None
    said, other = Observation.of(snapshot, document), Observation.of(snapshot, again)
    flipped = plausibility.state_of_encoding(said, other, seen[-1])
    own = _read(replace(snapshot, encoding=None), desk.reader)[0] if flipped and snapshot.encoding else None
    return None if own and Observation.of(snapshot, own).fingerprint == said.fingerprint else flipped


def record(check: Check, store: Store, content: bytes | None = None) -> Look:
    """The look that gave no Snapshot, stored.

    Args:
        check: the look.
        store: where it is kept.
        content: the bytes it names, where they are to be kept.
    """
    article_id = versioning.article_id(check.article)
    with store.writing(article_id) as writer:
        known, checks = writer.observations(article_id), writer.checks(article_id)
        stored = {(one.at, one.state, one.address) for one in checks}
        if (check.at, check.state, check.address) not in stored:
            checks = (*checks, check)
        article = versioning.derive_article(check.article, known, checks) if known else None
        writer.record(check, article=article, content=content if check.sha256 else None)
    return Look(address=check.address, check=check)


def known_as(address: str, store: Store) -> str:
    """The identity of the article that an address is known to belong to, else its own.

    An article that an earlier release stored under another spelling is brought to that of today.
    """
    identity = versioning.identity(address)
    found = store.find(identity) or store.find(address)
    if len(found) != 1:
        return identity
    stored = found[0].identity
    known = versioning.identity(stored)
    if known != stored:
        unite(stored, known, f"another spelling: {', '.join(versioning.spelling_reasons(stored))}", store)
    return known


def _usable(validator: Validator | None, article: str, store: Store) -> Validator | None:
    """The Validator where the article has the bytes that the server would confirm; None otherwise."""
    seen = store.observations(versioning.article_id(versioning.identity(article))) if validator else ()
    return validator if validator and any(one.sha256 == validator.sha256 for one in seen) else None


def snapshot_of_answer(answer: Answer, telling: Telling | None = None, source: str | None = None) -> Snapshot:
    """A complete page as a Snapshot.

    Args:
        answer: the page.
        telling: what is known of it.
        source: the publisher, where `telling` names none.
    """
    told = telling or Telling()
    return Snapshot(
        article=told.article or versioning.identity(answer.asked),
        content=answer.body,
        observed_at=answer.at,
        media_type=received_as(answer.media_type, answer.body),
        encoding=answer.charset,
        source=told.source or source,
        title=told.title,
        language=told.language,
        via=via_of(told.via, answer),
        address=answer.address,
        headers=answer.headers[:MOST_HEADERS],
        feed_title=told.feed_title,
    )


def _asked_again(answer: Answer, names: Collection[str]) -> str | None:
    """What to ask for to get a page again, where that is not the address it came from; None where it is.

    Where permanent redirects led, if that names the article; else what was asked for.

    Args:
        answer: the page.
        names: the identity of its article, and the other names of it.
    """
    lasting = lasting_address(answer)
    where = lasting if versioning.identity(lasting) in names else answer.asked
    return None if where == answer.address else where


def lasting_address(answer: Answer) -> str:
    """What was asked for, or where permanent redirects led from there, those before any other."""
    lasting = answer.asked
    for hop in answer.hops:
        if hop.status not in FOR_GOOD:
            break
        lasting = hop.address
    return lasting


def via_of(via: str, answer: Answer) -> str:
    """How an answer was obtained, with the remark where only a passing redirect led to it."""
    elsewhere = versioning.identity(answer.address) != versioning.identity(answer.asked)
    passing = elsewhere and any(hop.status not in FOR_GOOD for hop in answer.hops)
    return f"{via}, {versioning.REDIRECTED}" if passing else via


def _check(answer: Answer, article: str, state: plausibility.State) -> Check:
    return Check(
        article=article,
        at=answer.at,
        state=state.state,
        address=answer.asked,
        detail=state.detail,
        status=answer.status,
        final_address=answer.address if answer.hops else plausibility.leads_to(answer),
        sha256=sha256(answer.body).hexdigest() if answer.body else None,
        retry_after=retry_after(answer),
    )


def _unknown(answer: Answer, article: str, store: Store) -> Look:
    """A server that confirms bytes which are not here, as where another article now has the address."""
    state = plausibility.State(FetchState.STATUS, "says that nothing changed (304), but what it means is not here")
    return record(_check(answer, article, state), store)


def _seen_again(answer: Answer, validator: Validator, article: str, desk: Desk) -> Capture | None:
    """The Capture of the bytes a server has confirmed; None where no Snapshot of the article has them."""
    known = desk.store.last_snapshot(versioning.article_id(versioning.identity(article)), validator.sha256)
    if known is None:
        return None
    asked = None if answer.asked == known.address else answer.asked
    again = replace(known, observed_at=answer.at, via=via_of("confirmed unchanged (HTTP 304)", answer), asked=asked)
    return capture(again, answer.asked, desk.store, desk.reader)


def remember(answer: Answer, store: Store) -> None:
    """Keep what makes the next request conditional, where the server gave something."""
    etag, modified = answer.header("etag"), answer.header("last-modified")
    if etag or modified:
        digest = sha256(answer.body).hexdigest()
        store.memory.keep_validator(Validator(address=answer.asked, sha256=digest, etag=etag, last_modified=modified))
