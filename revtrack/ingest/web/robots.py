"""robots.txt: what a host asks of us, read by the rules of RFC 9309 and bounded before anything is matched.

    User-agent: a           our group, or that of *, all of its parts merged      allows("https://h/x")  →  False
    User-agent: revtrack    ─────────────────────────────────────────────→        crawl_delay            →  10.0
    Disallow: /x

Groups are found here, because the libraries take `User-agent: rev` for ours; the patterns of one group are matched by
protego, whose matching is linear however many stars a pattern holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Final
from urllib.parse import quote, urlsplit

from protego import Protego

from revtrack.address import LONGEST
from revtrack.ingest.web.options import PRODUCT, MannersOptions
from revtrack.ingest.web.patience import retry_after
from revtrack.ingest.web.problem import FetchError, TooManyRedirectsError
from revtrack.model import Answer, FetchState

__all__ = ["Robots", "RobotsFiles", "origin", "parse"]

LONGEST_PATTERN: Final = 4 * LONGEST
"""Characters of a pattern that is kept: a longer one matches no address that is ever asked for, percent signs and all.
"""

FORBIDDEN: Final = "its robots.txt asks not to look"
WITHOUT: Final = "its robots.txt cannot be had, which forbids everything"

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_TOKEN: Final = re.compile(r"[A-Za-z_-]*")
_STARS: Final = re.compile(r"\*{2,}")
_DELAY: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_SAFE: Final = "!\"$%&'()*+,/:;<=>?@[\\]^`{|}~"
"""What stays as written in a pattern, besides letters, digits and `-._`: all that can be printed in ASCII but the
blank and the comment sign."""

_NAMES: Final = {
    **dict.fromkeys(("user-agent", "useragent", "user agent"), "user-agent"),
    **dict.fromkeys(("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    **dict.fromkeys(("crawl-delay", "crawldelay", "crawl delay"), "crawl-delay"),
    "allow": "allow",
}
"""The fields that are read, and the slips in their spelling that Google's reader forgives as well. All others, Sitemap
among them, are passed over and end no group (RFC 9309, section 2.2.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one robots.txt asks of us."""

    crawl_delay: float | None = None
    """Seconds, the longest that is named for us; None where none is."""
    rules: Protego | None = None
    """None where nothing is asked."""

    def allows(self, url: str) -> bool:
        """Whether an address may be looked at; robots.txt itself always may."""
        return self.rules is None or self.rules.can_fetch(url, PRODUCT)


@dataclass(slots=True)
class _Group:
    """The rules for one name, from everywhere in the file."""

    named: bool = False
    rules: list[str] = field(default_factory=list)
    delay: float | None = None


def parse(body: bytes, product: str = PRODUCT) -> Robots:
    """What a robots.txt asks of a product token; content that is none asks nothing.

    The groups that name the product are merged, without regard to capitals; where none does, those of `*` are. The
    longest matching pattern wins, and Allow where two are equally long; a group without rules allows everything.

    Source: RFC 9309, section 2.2. Crawl-delay is an extension that many publishers use.
    """
    ours, everyone = _Group(), _Group()
    current: list[_Group] = []
    between = False  # a rule came since the last User-agent line, so that the next one begins a group
    for name, value in _fields(body):
        if name == "user-agent":
            if between:
                current, between = [], False
            group = ours if _TOKEN.match(value)[0].lower() == product.lower() else everyone  # type: ignore[index]
            if group is ours or value.split(None, 1)[:1] == ["*"]:
                group.named = True
                current.append(group)
            continue
        between = True
        for group in current:
            _add(group, name, value)
    group = ours if ours.named else everyone
    if not group.rules:
        return Robots(crawl_delay=group.delay)
    return Robots(crawl_delay=group.delay, rules=Protego.parse("\n".join([f"User-agent: {PRODUCT}", *group.rules])))


def _fields(body: bytes) -> Iterator[tuple[str, str]]:
    """The fields that are read, in order, with their values; comments are gone."""
    for line in _LINE_END.split(body.removeprefix(b"\xef\xbb\xbf")):
        text = line.partition(b"#")[0].decode(errors="replace").strip()
        written, colon, value = text.partition(":")
        name = _NAMES.get(written.strip().lower())
        if name is None and not colon:  # "disallow /x": what is meant is plain
            words = text.split()
            name, value = (_NAMES.get(words[0].lower()), words[1]) if len(words) == 2 else (None, "")  # noqa: PLR2004
        if name is not None:
            yield name, value.strip()


def _add(group: _Group, name: str, value: str) -> None:
    if name == "crawl-delay":
        if _DELAY.fullmatch(value):
            group.delay = max(group.delay or 0.0, float(value))
        return
    pattern = _STARS.sub("*", quote(value, safe=_SAFE))
    if 0 < len(pattern) <= LONGEST_PATTERN:
        group.rules.append(f"{name}: {pattern}")


def origin(url: str) -> str:
    """Scheme and authority of a vetted address, which is what a robots.txt speaks for, such as `https://h:8443`."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A robots.txt as it was last found."""

    at: float
    robots: Robots
    problem: FetchError | None = None
    """Why everything is forbidden, though no rule says so."""


class RobotsFiles:
    """The robots.txt of every origin, asked for when first needed and believed for a day.

    Args:
        fetch: gives the answer for an address of a robots.txt, its body cut at the limit.
        options: ages and limits.
        monotonic: the clock that ages are counted by, in seconds.
    """

    def __init__(self, fetch: Callable[[str], Answer], options: MannersOptions, monotonic: Callable[[], float]) -> None:
        self._fetch, self._options, self._monotonic = fetch, options, monotonic
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, Lock] = {}
        self._lock = Lock()

    def of(self, url: str) -> Robots:
        """What is asked for an address, which may be looked at.

        Raises:
            FetchError: ROBOTS where it may not. Where its robots.txt cannot be had, everything is forbidden: the
                state is then UNREACHABLE, REFUSED, BUSY or TIMEOUT for what keeps us from the host, else ROBOTS.
        """
        known = self._current(origin(url))
        if known.problem is not None:
            raise _again(known.problem, known.problem.state, known.problem.detail)
        if not known.robots.allows(url):
            raise FetchError(FetchState.ROBOTS, FORBIDDEN)
        return known.robots

    def _current(self, place: str) -> _Known:
        with self._lock:
            asking = self._asking.setdefault(place, Lock())
        with asking:  # whoever comes second finds what the first has found
            known = self._known.get(place)
            if known is None or not self._is_believed(known):
                known = self._found(place, known)
                with self._lock:
                    self._known.pop(place, None)
                    self._known[place] = known
                    self._forget()
        return known

    def _is_believed(self, known: _Known) -> bool:
        if known.problem is not None and known.problem.state is FetchState.BUSY:  # nobody was asked
            return False
        age = self._monotonic() - known.at
        return age < (self._options.robots_age if known.problem is None else self._options.robots_failure_age)

    def _found(self, place: str, earlier: _Known | None) -> _Known:
        """What robots.txt says now (RFC 9309, section 2.3.1)."""
        problem: FetchError
        try:
            answer = self._fetch(f"{place}/robots.txt")
        except TooManyRedirectsError:  # section 2.3.1.2: as if there were none
            return _Known(at=self._monotonic(), robots=Robots())
        except FetchError as failure:
            same_for_all = {FetchState.UNREACHABLE, FetchState.REFUSED, FetchState.BUSY}
            if failure.state in same_for_all and failure.final_address is None:  # true of the whole host
                problem = _again(failure, failure.state, failure.detail)
            else:
                state = FetchState.TIMEOUT if failure.state is FetchState.TIMEOUT else FetchState.ROBOTS
                problem = _again(failure, state, f"{WITHOUT}: {failure.detail}")
        else:
            if answer.status < 500:  # noqa: PLR2004  section 2.3.1.3: unavailable, so all is allowed
                body = answer.body if answer.status < 300 else b""  # noqa: PLR2004
                return _Known(at=self._monotonic(), robots=parse(_whole_lines(body, self._options.max_robots)))
            problem = FetchError(FetchState.ROBOTS, f"{WITHOUT}: the server answers {answer.status}")
            problem.status = answer.status
            problem.retry_after = retry_after(answer, self._options.max_retry_after)
        if earlier is not None and earlier.problem is None:  # section 2.4: an older one is better than none
            return _Known(
                at=self._monotonic() - self._options.robots_age + self._options.robots_failure_age,
                robots=earlier.robots,
            )
        return _Known(at=self._monotonic(), robots=Robots(), problem=problem)

    def _forget(self) -> None:
        """Keep within the limit; what was asked for longest ago goes first."""
        while len(self._known) > self._options.max_hosts:
            place = next(iter(self._known))
            del self._known[place]
            self._asking.pop(place, None)


def _again(problem: FetchError, state: FetchState, detail: str) -> FetchError:
    """A problem for another address: an exception that was raised once keeps its traceback and its address."""
    new = FetchError(state, detail, hint=problem.hint)
    new.status, new.retry_after = problem.status, problem.retry_after
    return new


def _whole_lines(body: bytes, limit: int) -> bytes:
    """The lines within a limit: half a rule would be another rule."""
    if len(body) < limit:
        return body
    kept = body[:limit]
    return kept[: max(kept.rfind(b"\n"), kept.rfind(b"\r")) + 1]
