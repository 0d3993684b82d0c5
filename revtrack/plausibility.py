"""PURE. Whether what came back from an address is the article, and which article it is.

    Answer ──state_of_answer──→ a FetchState, or None: read it
    Document ──state_of_document──→ a FetchState, or None: it is a page that may become a Version
    addresses ──belongs──→ the identity of the article, and why other addresses are taken for it

What can only be judged beside the Versions before it (a stub, another page behind a redirect) is judged there, by
`revtrack.versioning.plausible`: so that the order in which things arrive never decides.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from revtrack.model import Answer, Document, FetchState, Observation, ProblemKind
from revtrack.versioning import identity, in_common, is_address, may_stand_for, significant_query, spelling_reasons

__all__ = [
    "Belonging",
    "State",
    "belongs",
    "is_amp",
    "leads_to",
    "state_of_answer",
    "state_of_document",
    "state_of_encoding",
    "state_of_list",
]

READABLE: Final = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "multipart/related"}
)
"""Media types an article comes in. A server that states none is taken at its first bytes."""

HTML: Final = frozenset({"text/html", "application/xhtml+xml"})

DEEPER: Final = 2
"""Parts of a path that an article's must have more than the page it leads to, at least 1, for that page to count as a
section of the site: `/world/2026/02/fire` → `/world`."""

LONGEST_SHOWN: Final = 300
"""Characters of an address that a message repeats, at least 1."""

FLIPPED: Final = (
    "is said to be in another encoding than before, and has the text it had only in that one: name the right one under "
    "encoding of a [[source]] in revtrack.toml"
)

_BY_STATUS: Final = {
    401: (FetchState.UNAUTHORISED, "asks for a password (401)"),
    402: (FetchState.PAYWALLED, "asks for payment (402)"),
    403: (FetchState.FORBIDDEN, "forbids it (403)"),
    404: (FetchState.MISSING, "is not there (404)"),
    407: (FetchState.UNAUTHORISED, "asks for a proxy's password (407)"),
    410: (FetchState.GONE, "was taken away (410)"),
    429: (FetchState.BUSY, "asks for fewer requests (429)"),
    451: (FetchState.LEGAL, "is withheld for legal reasons (451)"),
}

_BY_PROBLEM: Final = {
    ProblemKind.EMPTY: FetchState.EMPTY,
    ProblemKind.BINARY: FetchState.NOT_TEXT,
    ProblemKind.UNDECODABLE: FetchState.ENCODING,
    ProblemKind.TOO_LONG: FetchState.LIMIT,
    ProblemKind.PAYWALLED: FetchState.PAYWALLED,
    ProblemKind.CONSENT_WALL: FetchState.CONSENT_WALL,
    ProblemKind.LOGIN_WALL: FetchState.LOGIN_WALL,
    ProblemKind.NOT_AN_ARTICLE: FetchState.NOT_AN_ARTICLE,
    ProblemKind.PARTIAL: FetchState.TRUNCATED,
    ProblemKind.ENCODING_DOUBT: FetchState.ENCODING,
}

_LIST: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?><(?:\?|!--).{0,2000}?>\s*+){0,9}+<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""How a feed, a sitemap or a list of feeds begins."""
_DATA: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*+(?:\[\s*+)?\{\s*+"[^"\\\r\n]{0,100}"\s*+:')
"""How an object of JSON begins, alone or in a list. No page and no text begins so."""
_INDEX: Final = re.compile(r"(?:index|home|default)(?:\.\w{2,5})?", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_AMP: Final = re.compile(r"(?:^|[/._-])amp(?:$|[/._-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class State:
    """Why a look gave no Snapshot."""

    state: FetchState
    detail: str
    """One sentence for people, without the name of the input."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which article a page belongs to."""

    identity: str
    reasons: tuple[tuple[str, str], ...] = ()
    """Other addresses of it, each with the reason; each once."""


def state_of_answer(answer: Answer) -> State | None:
    """What stands in the way of reading an answer as an article; None where nothing does."""
    if state := state_of_list(answer):
        return state
    if answer.media_type is not None and answer.media_type not in READABLE:
        return State(FetchState.NOT_TEXT, f"sends {answer.media_type[:80]}, which is no page")
    if answer.media_type in HTML and b"<" not in answer.body:
        return State(FetchState.NOT_AN_ARTICLE, "sends no HTML, though it says so")
    if _LIST.match(answer.body):
        return State(FetchState.NOT_AN_ARTICLE, "sends a feed or another list of pages, and calls it a page")
    if _DATA.match(answer.body):
        return State(FetchState.NOT_AN_ARTICLE, "sends data for programs (JSON), and calls it a page")
    if leads_home(answer.asked, answer.address):
        return State(FetchState.HOME, "leads to the front page or a section instead")
    return None


def state_of_list(answer: Answer) -> State | None:
    """What stands in the way of reading an answer as a feed or sitemap, or at all; None where nothing does."""
    status = answer.status
    if status in _BY_STATUS:
        return State(*_BY_STATUS[status])
    if status == 503 and answer.header("retry-after"):  # noqa: PLR2004  503 Service Unavailable, RFC 9110, 15.6.4
        return State(FetchState.BUSY, "asks to come back later (503)")
    if 500 <= status <= 599:  # noqa: PLR2004  the class of server errors, RFC 9110, 15.6
        return State(FetchState.SERVER_ERROR, f"has trouble of its own ({status})")
    if status == 206:  # noqa: PLR2004  nobody asked for a part, RFC 9110, 15.3.7
        return State(FetchState.TRUNCATED, "sends a part that nobody asked for (206)")
    if there := leads_to(answer):
        if leads_home(answer.asked, there):
            return State(FetchState.HOME, f"leads to the front page or a section instead ({status})")
        return State(FetchState.ELSEWHERE, f"leads to {there[:LONGEST_SHOWN]} ({status})")
    if status not in {200, 203}:
        return State(FetchState.STATUS, f"answers with the status {status}")
    if not answer.body.strip():
        return State(FetchState.EMPTY, "sends an empty page")
    return None


def leads_to(answer: Answer) -> str | None:
    """Where an answer leads that is a redirect which nobody followed, as in an archive; None where it is none."""
    is_redirect = 300 <= answer.status <= 399  # noqa: PLR2004  RFC 9110, section 15.4
    stated = answer.header("location") if is_redirect else None
    try:
        there = urljoin(answer.address, stated.strip()) if stated else ""
    except ValueError:  # such as "http://[half"
        return None
    return there if is_address(there) and there.isprintable() else None


def leads_home(asked: str, answered: str) -> bool:
    """True where an article's address led to the front page of a site, or to a section the article lies in."""
    before, after = _parts(asked), _parts(answered)
    if not (before or significant_query(asked)) or identity(asked) == identity(answered):
        return False
    if after and _INDEX.fullmatch(after[-1]):
        after = after[:-1]
    if not after or (len(after) == 1 and len(before) != 1 and _LANGUAGE.fullmatch(after[0])):
        return not urlsplit(answered).query
    return before[: len(after)] == after and len(before) >= len(after) + DEEPER


def state_of_document(document: Document) -> State | None:
    """Why a Document must make no Version; None where it may."""
    found = next((one for one in document.problems if one.kind.fatal or one.kind.withheld), None)
    return State(_BY_PROBLEM[found.kind], found.detail) if found else None


def state_of_encoding(said: Observation, again: Observation, before: Observation) -> State | None:
    """Why a page that is called another encoding than before must make no Version; None where it may.

    Its letters would change and nobody changed them. Which of two names is wrong the bytes do not tell; that they mean
    what they meant does the text that was there before.

    Args:
        said: the page, read in the encoding it is said to be in now.
        again: the same, read in the one it was said to be in before.
        before: the text that was there before.
    """
    if said.fingerprint in {again.fingerprint, before.fingerprint}:
        return None
    is_flip = again.fingerprint == before.fingerprint or (in_common(again, before) or 0) > (
        in_common(said, before) or 0
    )
    return State(FetchState.ENCODING, FLIPPED) if is_flip else None


def belongs(asked: str, answered: str | None = None, canonical: str | None = None, *, moved: bool = False) -> Belonging:
    """The article that a page belongs to.

    The address that was asked for names it. What the page says of itself, or a permanent redirect, counts only where
    the same site names another address of its own for the *same* article: see `revtrack.versioning.may_stand_for`. So
    neither a redirect of two articles to one page nor a page that names a section as canonical ever merges two
    histories.

    Args:
        asked: the address that was asked for.
        answered: the one that answered in the end, redirects followed; None: the same.
        canonical: what the page names as its canonical address; None: nothing.
        moved: whether all redirects in between were permanent.
    """
    start = identity(asked)
    there = start if answered is None else identity(answered)
    reasons: dict[str, str] = {}
    if spelt := spelling_reasons(asked):
        reasons[asked.strip()] = f"another spelling: {', '.join(spelt)}"
    home, why = start, ""
    if there == start or may_stand_for(there, start):
        named = identity(canonical) if canonical and is_address(canonical) else None
        if named is not None and may_stand_for(named, start):
            home, why = named, "names it as canonical"
            if is_amp(start) and not is_amp(named):
                why = "the AMP page of it"
        elif moved and not is_amp(there):
            home, why = there, "leads there for good"
        if home != start:
            reasons[start] = why
            reasons.pop(home, None)
    return Belonging(home, tuple(reasons.items()))


def is_amp(address: str) -> bool:
    """True where an address looks like that of the AMP page of an article."""
    return bool(_AMP.search(address))


def _parts(address: str) -> list[str]:
    return [part for part in urlsplit(address).path.split("/") if part]
