"""What is configured: how servers are treated, which publishers there are; with the default of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

import regex

from revtrack.errors import InputError

__all__ = ["FetchSettings", "Period", "Settings", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Looks at an article so far apart, for so long."""

    every: timedelta
    lasting: timedelta


LONGEST_SEARCHED: Final = 2_000
"""Characters of an address in which a pattern is looked for: what addresses may have at all."""

SEARCH_SECONDS: Final = 1.0
"""How long one pattern may look at one address, seconds, > 0. An ordinary one takes microseconds, `(?:a|aa)+b` on sixty
letters forever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How servers are treated. Each is a key of [fetch]."""

    jobs: int = 4
    """Hosts asked at the same time, a count. Range [1, 64]; one host never is asked twice at a time."""
    per_host_delay: timedelta = timedelta(seconds=3)
    """Between the end of one request to a host and the start of the next. Range [0 s, 5 min]; Heritrix allows itself no
    less."""
    timeout: timedelta = timedelta(seconds=30)
    """For one answer in all, redirects included. Range [1 s, 10 min]; ten times what a slow page takes."""
    robots: str = "respect"
    """`respect` or `ignore`: whether robots.txt is obeyed. `ignore` is for servers of one's own."""
    allow_private: tuple[str, ...] = ()
    """Network addresses with their port that may be contacted though they are not public; see `address.Allowance`."""
    schedule: tuple[Period, ...] = ()
    """One period after the other from the last change of an article on; after the last nobody looks again."""
    max_bytes: int = 10_000_000
    """Of one answer, with its codings undone. Range [1,000, 10^8]; beyond ten million libxml2 drops text silently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher: what is watched there, and how its pages are read. Each is a key of [[source]]."""

    name: str
    """What commands call it: lower-case letters, digits, hyphens."""
    title: str | None = None
    """What readers call it."""
    hosts: tuple[str, ...] = ()
    """Whose articles are its own; `*.post.example` means every host below. Where none is named, those of its feeds,
    sitemaps and pages."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Addresses of articles."""
    include: tuple[str, ...] = ()
    """Regular expressions: an address in which none is found is no article. None at all lets every address be one."""
    exclude: tuple[str, ...] = ()
    """Regular expressions: nor is one in which any is found."""
    lang: str | None = None
    encoding: str | None = None
    """The character encoding of its pages, whatever its servers and pages say; None: as they say."""
    timezone: str | None = None
    """Of times on its pages that name no zone."""
    select: str | None = None
    """CSS of the article on a page."""
    drop: tuple[str, ...] = ()
    """CSS of what is not the article."""
    ignore_text: tuple[str, ...] = ()
    paywall: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    content: bool = False
    """Whether its feeds carry whole articles, so that the pages need not be fetched."""
    place: str = field(default="", compare=False)
    """The file and line of its description, for messages."""

    @property
    def called(self) -> str:
        """What readers call it, or its name where nobody has said."""
        return self.title or self.name

    def owns(self, host: str) -> bool:
        """Whether a host is one of its own; `www.` in front makes no difference."""
        return any(_fits(host, pattern) for pattern in self.hosts or self.watched_hosts)

    def wants(self, address: str) -> bool:
        """Whether an address that a list of its names may be an article, by `include` and `exclude`.

        Raises:
            InputError: when one of them takes too long to tell.
        """
        text = address[:LONGEST_SEARCHED]
        included = not self.include or any(self._finds(one, text) for one in self.include)
        return included and not any(self._finds(one, text) for one in self.exclude)

    def _finds(self, pattern: str, text: str) -> bool:
        try:
            return regex.search(pattern, text, timeout=SEARCH_SECONDS) is not None
        except TimeoutError:
            raise InputError(
                f"“{pattern[:64]}” of the source “{self.name}” takes too long to be looked for in an address",
                "write the pattern so that no text fits it in many ways",
            ) from None

    @property
    def watched_hosts(self) -> tuple[str, ...]:
        """The hosts of its feeds, sitemaps and pages."""
        found = [urlsplit(address).hostname for address in (*self.feeds, *self.sitemaps, *self.pages)]
        return tuple(dict.fromkeys(host for host in found if host))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that is configured, or its default."""

    db: str | None = None
    """A file or an address; None: see the command line's `--db`."""
    contact: str | None = None
    """Where publishers reach who runs this."""
    user_agent: str | None = None
    """What servers are told of who asks, such as `examplebot/2.1`, and robots.txt obeyed by; None: revtrack itself."""
    timezone: str = "UTC"
    """The IANA name of the zone in which commands tell times, and whose days are meant. All that is stored or published
    is in UTC."""
    fetch: FetchSettings = FetchSettings()
    sources: tuple[Source, ...] = ()
    """By name."""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Key such as `fetch.jobs` → where its value was said: file and line, variable or option."""
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What is said in the files and has no effect, one sentence each."""

    def for_address(self, url: str) -> Source | None:
        """The source that an address belongs to; the first by name where several claim its host."""
        try:
            host = urlsplit(url).hostname
        except ValueError:
            return None
        return next((source for source in self.sources if host and source.owns(host)), None)

    def publisher(self, address: str) -> str | None:
        """What readers call the source that an address belongs to."""
        source = self.for_address(address)
        return source.called if source else None

    def wants(self, address: str) -> bool:
        """Whether an address that a list names may be an article.

        Raises:
            InputError: as `Source.wants`.
        """
        source = self.for_address(address)
        return source is None or source.wants(address)

    def source(self, name: str) -> Source | None:
        """The source of this name."""
        return next((source for source in self.sources if source.name == name), None)


def _fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host.removeprefix("www.") == pattern.removeprefix("www.")
