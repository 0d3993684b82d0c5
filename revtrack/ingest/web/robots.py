"""robots.txt: what a host asks of us, read by the rules of RFC 9309 and bounded before anything is matched.

    User-agent: a           our group, or that of *, all of its parts merged      allows("https://h/x")  →  False
    User-agent: revtrack    ─────────────────────────────────────────────→        crawl_delay            →  10.0
    Disallow: /x

Groups are found here, because the libraries take `User-agent: rev` for ours; the patterns of one group are matched by
protego, whose matching is linear however many stars a pattern holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Final, Protocol
from urllib.parse import quote, urlsplit

from protego import Protego

from revtrack.address import LONGEST
from revtrack.ingest.web.options import PRODUCT, MannersOptions
from revtrack.ingest.web.patience import Clock, retry_after
from revtrack.ingest.web.problem import FetchError, TooManyRedirectsError
from revtrack.ingest.web.transport import LONGEST_VALIDATOR
from revtrack.model import Answer, FetchState, RobotsFile, Validator

__all__ = ["Memory", "Robots", "RobotsFiles", "origin", "parse"]

LONGEST_PATTERN: Final = 4 * LONGEST
"""Characters of a pattern that is kept: a longer one matches no address that is ever asked for, percent signs and all.
"""

NOT_MODIFIED: Final = 304
TOO_MANY: Final = 429

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


class Memory(Protocol):
    """What is kept from one command to the next; the Store is one."""

    def robots(self, origin: str, /) -> RobotsFile | None:
        """What an origin last answered; None where nobody knows."""

    def keep_robots(self, file: RobotsFile, /) -> None:
        """Keep it in the place of what was known of the same origin."""


class Ask(Protocol):
    """How a robots.txt is asked for."""

    def __call__(self, url: str, *, validator: Validator | None) -> Answer:
        """The answer, its body cut at the limit; raises FetchError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A robots.txt as it was last found."""

    until: float
    """Until when it is believed, by the clock that never goes back."""
    robots: Robots
    problem: FetchError | None = None
    """Why everything is forbidden, though no rule says so."""
    file: RobotsFile | None = None
    """What was received; None where there was nothing to be kept."""
    may_be_old: bool = False
    """Whether it comes from an earlier command, and not from the last minutes."""


class RobotsFiles:
    """The robots.txt of every origin, asked for when first needed and believed for a day, by later commands too.

    What an earlier command was told may forbid nothing before it is confirmed: who has just been let in by a publisher
    need not wait for a day.

    Args:
        ask: gives the answer for an address of a robots.txt.
        options: ages and limits.
        clock: that ages are counted by.
        product: the token by which the files speak of us.
    """

    def __init__(self, ask: Ask, options: MannersOptions, clock: Clock, product: str = PRODUCT) -> None:
        self._ask, self._options, self._clock, self._product = ask, options, clock, product
        self._memory: Memory | None = None
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, Lock] = {}
        self._lock = Lock()

    def remember(self, memory: Memory) -> None:
        """Keep there what was found so far and is found from now on, and look there before anybody is asked."""
        with self._lock:
            self._memory = memory
            found = [known.file for known in self._known.values() if known.file]
        for file in found:
            memory.keep_robots(file)

    def of(self, url: str) -> Robots:
        """What is asked for an address, which may be looked at.

        Raises:
            FetchError: ROBOTS where it may not. Where its robots.txt cannot be had, everything is forbidden: the
                state is then UNREACHABLE, REFUSED, BUSY or TIMEOUT for what keeps us from the host, else ROBOTS.
        """
        known = self._current(origin(url))
        if known.may_be_old and (known.problem is not None or not known.robots.allows(url)):
            known = self._current(origin(url), anew=True)
        if known.problem is not None:
            raise _again(known.problem, known.problem.state, known.problem.detail)
        if not known.robots.allows(url):
            raise FetchError(FetchState.ROBOTS, FORBIDDEN)
        return known.robots

    def _current(self, place: str, *, anew: bool = False) -> _Known:
        with self._lock:
            asking = self._asking.setdefault(place, Lock())
        with asking:  # whoever comes second finds what the first has found
            held = self._known.get(place)
            known = held or self._recalled(place)
            if known is None or not self._is_believed(known) or (anew and known.may_be_old):
                known = self._found(place, known)
            if known is not held:
                with self._lock:
                    self._known.pop(place, None)
                    self._known[place] = known
                    self._forget()
        return known

    def _is_believed(self, known: _Known) -> bool:
        if known.problem is not None and known.problem.state is FetchState.BUSY:  # nobody was asked
            return False
        return self._clock.monotonic() < known.until

    def _recalled(self, place: str) -> _Known | None:
        """What an earlier command was told; of a time to come, as where a clock was set back, it is not believed."""
        file = self._memory.robots(place) if self._memory else None
        if file is None:
            return None
        now = self._clock.now()
        left = (file.believed_until - now).total_seconds()
        known = self._known_by(file, left if left <= self._options.robots_age else 0.0)
        age = (now - file.at).total_seconds()
        return replace(known, may_be_old=not 0 <= age < self._options.robots_failure_age)

    def _known_by(self, file: RobotsFile, seconds: float) -> _Known:
        """What was received, believed for so long (RFC 9309, sections 2.3.1.3 and 2.3.1.4)."""
        until = self._clock.monotonic() + seconds
        if file.status < 500:  # noqa: PLR2004  unavailable, so all is allowed
            body = _whole_lines(file.body, self._options.max_robots)
            return _Known(until=until, robots=parse(body, self._product), file=file)
        problem = FetchError(FetchState.ROBOTS, f"{WITHOUT}: the server answers {file.status}")
        problem.status = file.status
        return _Known(until=until, robots=Robots(), problem=problem, file=file)

    def _found(self, place: str, earlier: _Known | None) -> _Known:
        """What robots.txt says now (RFC 9309, section 2.3.1), kept where it was said."""
        known = self._asked(place, earlier)
        unknown = known.problem is not None or (known.file is not None and known.file.status == TOO_MANY)
        if unknown and earlier is not None and earlier.problem is None:
            # section 2.4: an older one is better than none
            seconds = self._options.robots_failure_age
            file = earlier.file and replace(earlier.file, believed_until=self._after(seconds))
            known = replace(earlier, until=self._clock.monotonic() + seconds, file=file, may_be_old=False)
        if self._memory and known.file:
            self._memory.keep_robots(known.file)
        return known

    def _asked(self, place: str, earlier: _Known | None) -> _Known:
        problem: FetchError
        before = earlier.file if earlier and earlier.file and earlier.file.status < 300 else None  # noqa: PLR2004
        url = f"{place}/robots.txt"
        try:
            answer = self._ask(url, validator=_validator(url, before) if before else None)
        except TooManyRedirectsError:  # section 2.3.1.2: as if there were none
            return _Known(until=self._clock.monotonic() + self._options.robots_age, robots=Robots())
        except FetchError as failure:
            same_for_all = {FetchState.UNREACHABLE, FetchState.REFUSED, FetchState.BUSY}
            if failure.state in same_for_all and failure.final_address is None:  # true of the whole host
                problem = _again(failure, failure.state, failure.detail)
            else:
                state = FetchState.TIMEOUT if failure.state is FetchState.TIMEOUT else FetchState.ROBOTS
                problem = _again(failure, state, f"{WITHOUT}: {failure.detail}")
            until = self._clock.monotonic() + self._options.robots_failure_age
            return _Known(until=until, robots=Robots(), problem=problem)
        passing = answer.status >= 500 or answer.status == TOO_MANY  # noqa: PLR2004
        seconds = self._options.robots_failure_age if passing else self._options.robots_age
        known = self._known_by(self._received(place, answer, before, self._after(seconds)), seconds)
        if known.problem:
            known.problem.retry_after = retry_after(answer, self._options.max_retry_after)
        return known

    def _received(self, place: str, answer: Answer, before: RobotsFile | None, until: datetime) -> RobotsFile:
        """An answer as it is kept; 304 confirms the one before."""
        now = self._clock.now()
        if answer.status == NOT_MODIFIED and before:
            return replace(before, at=now, believed_until=until)
        return RobotsFile(
            origin=place,
            status=answer.status,
            body=answer.body if answer.status < 300 else b"",  # noqa: PLR2004
            at=now,
            believed_until=until,
            etag=_kept(answer.header("etag")),
            last_modified=_kept(answer.header("last-modified")),
        )

    def _after(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)

    def _forget(self) -> None:
        """Keep within the limit; what was asked for longest ago goes first."""
        while len(self._known) > self._options.max_hosts:
            place = next(iter(self._known))
            del self._known[place]
            self._asking.pop(place, None)


def _kept(value: str | None) -> str | None:
    """What makes the next request conditional, unless it is so long that it would not be sent back."""
    return value if value and len(value) <= LONGEST_VALIDATOR else None


def _validator(url: str, file: RobotsFile) -> Validator:
    return Validator(address=url, sha256="", etag=file.etag, last_modified=file.last_modified)


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
