"""The one way anything is fetched: `Web.get` gives the complete answer to a GET, or a FetchError.

    address ──spelling──→ host ──gate──→ head ──redirect?──→ the next hop, from the start
                                          └──→ body, counted, decoded to its end ──→ Answer

No proxy, cookie, netrc or environment variable is read. Redirects are followed by hand, each hop through the same gate,
and their bodies are never read. What a status means is not judged here: 404 is an Answer like 200. Only what makes an
answer unusable whatever it says is an error.
"""

import http.client
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Final
from urllib.parse import urldefrag, urljoin

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, InvalidHeader, LocationValueError, SSLError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.util import Timeout

from revtrack.address import NOTHING_MORE, Allowance, address_problem
from revtrack.ingest.web.connection import Deadline, Gate, default_tls, pools
from revtrack.ingest.web.decoding import ACCEPTED, PIECE, decoded
from revtrack.ingest.web.options import WebOptions
from revtrack.ingest.web.problem import FetchError, TooManyRedirectsError, without_user
from revtrack.model import Answer, FetchState, Hop, Validator

__all__ = ["ANY", "Reply", "Tell", "Visit", "Web"]

ANY: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What is asked for by default, as browsers ask: servers choose by it, and a page is what is wanted."""

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED: Final = 304
SWITCHING_PROTOCOLS: Final = 101
BODILESS: Final = frozenset({204, 304})

CONTRADICTION: Final = "the answer states two lengths that contradict each other"

LONGEST_VALIDATOR: Final = 1_000
"""Characters of an ETag or a date that is sent back. Range 100 to 8,000; ordinary ones have fewer than 100."""

_BELOW: Final = (HTTPError, http.client.HTTPException, OSError, ValueError)
"""What the libraries below raise; UnicodeError is a ValueError."""

_CONTROL: Final = re.compile("[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one hop came to, for whoever waits between requests."""

    status: int
    headers: tuple[tuple[str, str], ...]


Tell = Callable[[Reply], None]
Visit = Callable[[str], AbstractContextManager[Tell]]
"""Stands round every single request: it is called with the address, may wait or raise, and is told the reply."""


def _at_once(_: str) -> AbstractContextManager[Tell]:
    return nullcontext(lambda _: None)


class Web:
    """The web, as far as it may be asked.

    Args:
        options: bounds, and what we call ourselves.
        allowance: addresses contacted although they are not public.
        tls: other certificates than the system's; None for these.
        now: the clock that answers are dated by.
    """

    def __init__(
        self,
        options: WebOptions | None = None,
        *,
        allowance: Allowance = NOTHING_MORE,
        tls: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.options = options or WebOptions()
        self.allowance = allowance
        self._tls = tls
        self._now = now

    @property
    def tls(self) -> ssl.SSLContext:
        """One for all requests, because loading the certificates takes longer than many a request."""
        if self._tls is None:
            self._tls = default_tls()
        return self._tls

    def get(
        self,
        url: str,
        *,
        validator: Validator | None = None,
        accept: str = ANY,
        cut_at: int | None = None,
        visit: Visit = _at_once,
    ) -> Answer:
        """The last answer of a chain of redirects, complete and with its codings undone, whatever its status.

        Args:
            url: an http or https address.
            validator: makes the request conditional, so that 304 may come; its texts are sent as they are.
            accept: the media types wanted, as the header field says them.
            cut_at: bytes of a decoded body that are enough: the rest is not read, and its end not asked for.
            visit: stands round the request of each hop.

        Raises:
            FetchError: with the state REFUSED, UNREACHABLE, TIMEOUT, TRUNCATED, REDIRECTS, LIMIT or STATUS (304 where
                nobody asked for it), or what `visit` raises; it carries the address, the last one asked, and the status
                where there was one.

        Source: RFC 9110, RFC 9112.
        """
        asking = _Asking(web=self, headers=self._headers(validator, accept), cut_at=cut_at)
        current, hops = url, list[Hop]()
        try:
            while True:
                _vet(current, hops)
                with visit(current) as tell:
                    reply, came = asking.ask(current, tell)
                if isinstance(came, bytes):
                    return Answer(
                        asked=url,
                        address=current,
                        hops=tuple(hops),
                        status=reply.status,
                        headers=reply.headers,
                        body=came,
                        at=self._now(),
                    )
                if len(hops) >= self.options.max_redirects:
                    detail = f"more than {self.options.max_redirects} redirects, one after the other"
                    raise TooManyRedirectsError(FetchState.REDIRECTS, detail)
                current = came
                hops.append(Hop(status=reply.status, address=current))
        except FetchError as problem:
            problem.named(url)
            if hops:
                problem.final_address = without_user(hops[-1].address)
            raise

    def _headers(self, validator: Validator | None, accept: str) -> dict[str, str]:
        conditions = {
            "If-None-Match": validator.etag if validator else None,
            "If-Modified-Since": validator.last_modified if validator else None,
        }
        return {
            "Accept": accept,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            "User-Agent": self.options.user_agent,
            **{name: value for name, value in conditions.items() if value and _is_sendable(value)},
        }


def _is_sendable(value: str) -> bool:
    """Whether a server's own words can be sent back to it: one line of a header, of reasonable length."""
    return len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()


def _vet(url: str, hops: list[Hop]) -> None:
    if problem := address_problem(url):
        detail = f"a redirect leads to where nobody goes: its address {problem}" if hops else f"the address {problem}"
        raise FetchError(FetchState.REFUSED, detail)


def _target(current: str, places: set[str]) -> str:
    """Where a redirect leads.

    The header is read as UTF-8 where it is, as browsers do; what is in it is judged before it is joined, for joining
    drops characters that should be seen.
    """
    if len(places) > 1:
        raise FetchError(FetchState.TRUNCATED, "a redirect leads to two places at once")
    written = next(iter(places)).strip(" \t")
    with suppress(UnicodeError):
        written = written.encode("latin-1").decode()
    if not written.isprintable() or "\\" in written:
        raise FetchError(FetchState.REFUSED, "a redirect leads to an address that cannot be printed")
    try:
        return urldefrag(urljoin(current, written)).url
    except ValueError:
        raise FetchError(FetchState.REFUSED, "a redirect leads to what is no address") from None


class _Asking:
    """The requests of one `get`: what they have in common, and the time they have left."""

    def __init__(self, *, web: Web, headers: Mapping[str, str], cut_at: int | None) -> None:
        self.web = web
        self.options = web.options
        self.headers = headers
        self.cut_at = cut_at
        self.left = web.options.seconds
        self.is_conditional = bool({"If-None-Match", "If-Modified-Since"} & set(headers))

    def ask(self, url: str, tell: Tell) -> tuple[Reply, bytes | str]:
        """One answer: its head, and its body, or where it leads; the head is told before the body is read.

        Only the time spent in here counts, not the waiting between two requests.
        """
        began = monotonic()
        try:
            with Deadline(self.left) as deadline:
                return self._exchange(url, tell, deadline)
        finally:
            self.left -= monotonic() - began

    def _exchange(self, url: str, tell: Tell, deadline: Deadline) -> tuple[Reply, bytes | str]:
        gate = Gate(deadline=deadline, allowance=self.web.allowance, options=self.options)
        is_plain = url[:5].lower() == "http:"  # needs no certificates, which take 20 ms to load
        manager = pools(gate, None if is_plain else self.web.tls)
        try:
            with _translated(deadline, FetchState.UNREACHABLE):
                silence = min(self.options.read_seconds, deadline.left())
                response = manager.request(
                    "GET",
                    url,
                    headers=self.headers,
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                    timeout=Timeout(connect=silence, read=silence),
                )
            try:
                reply = Reply(status=response.status, headers=tuple(_headers_of(response)))
                tell(reply)
                with _translated(deadline, FetchState.TRUNCATED):
                    if reply.status in REDIRECTS and "location" in response.headers:
                        return reply, _target(url, set(response.headers.getlist("location")))
                    return reply, self._body(response, deadline)
            except FetchError as problem:
                problem.status = response.status
                raise
            finally:
                response.close()
        finally:
            manager.clear()

    def _body(self, response: BaseHTTPResponse, deadline: Deadline) -> bytes:
        self._check_head(response)
        if response.status in BODILESS:
            return b""
        body = bytearray()
        codings = ",".join(response.headers.getlist("content-encoding"))
        wire = self._wire(response, deadline)
        for piece in decoded(wire, codings, limit=self.options.max_body, most=self.options.max_codings):
            deadline.left()
            body += piece
            if self.cut_at is not None and len(body) >= self.cut_at:
                return bytes(body[: self.cut_at])
        deadline.left()
        return bytes(body)

    def _wire(self, response: BaseHTTPResponse, deadline: Deadline) -> Iterator[bytes]:
        for piece in response.stream(PIECE, decode_content=False):
            deadline.left()
            yield piece

    def _check_head(self, response: BaseHTTPResponse) -> None:
        """Refuse an answer whose head contradicts itself or the question (RFC 9112, section 6)."""
        if response.status == SWITCHING_PROTOCOLS:
            raise FetchError(FetchState.TRUNCATED, "the answer switches to another protocol, which nobody asked for")
        if response.status == NOT_MODIFIED and not self.is_conditional:
            raise FetchError(FetchState.STATUS, "the answer is 304 although nothing was asked conditionally")
        lengths = {part.strip() for value in response.headers.getlist("content-length") for part in value.split(",")}
        transfer = ",".join(response.headers.getlist("transfer-encoding")).strip().lower()
        if any(not (length.isascii() and length.isdigit()) for length in lengths):
            raise FetchError(FetchState.TRUNCATED, "the answer states a length that is none")
        if len(lengths) > 1 or (lengths and transfer):
            raise FetchError(FetchState.TRUNCATED, CONTRADICTION)
        if transfer not in {"", "chunked"}:
            raise FetchError(FetchState.TRUNCATED, "the answer is in a transfer coding nobody asked for")
        has_body = response.status not in BODILESS and self.cut_at is None
        if has_body and any(_is_longer(length, self.options.max_wire) for length in lengths):
            raise FetchError(FetchState.LIMIT, f"the answer has more than {self.options.max_wire:,} bytes")


def _is_longer(length: str, limit: int) -> bool:
    """Whether a stated length is beyond a limit; hostile ones have more digits than Python reads."""
    digits = length.lstrip("0")
    return len(digits) > len(str(limit)) or int(digits or "0") > limit


def _headers_of(response: BaseHTTPResponse) -> Iterator[tuple[str, str]]:
    """The header fields in order, each on one line and without control characters."""
    for name, value in response.headers.iteritems():
        if name.isascii() and name.isprintable():
            yield name, _CONTROL.sub(" ", value).strip()


@contextmanager
def _translated(deadline: Deadline, broken: FetchState) -> Iterator[None]:
    """What the libraries below raise, as a FetchError.

    Args:
        deadline: once it is over, it is the reason for everything.
        broken: what a connection that breaks off means: UNREACHABLE before the answer has begun, then TRUNCATED.
    """
    try:
        yield
    except (FetchError, *_BELOW) as problem:
        if deadline.over and getattr(problem, "state", broken) in {FetchState.UNREACHABLE, FetchState.TRUNCATED}:
            raise FetchError(FetchState.TIMEOUT, "no complete answer came in time") from None
        if isinstance(problem, FetchError):
            raise
        raise _translation(problem, broken) from None


def _translation(problem: Exception, broken: FetchState) -> FetchError:
    cause = next((one for one in (*reversed(problem.args), problem) if isinstance(one, Exception)), problem)
    if isinstance(problem, HTTPTimeoutError) or isinstance(cause, TimeoutError):
        return FetchError(FetchState.TIMEOUT, "the server fell silent before its answer was complete")
    if isinstance(problem, InvalidHeader):
        return FetchError(FetchState.TRUNCATED, CONTRADICTION)
    if broken is FetchState.TRUNCATED:
        return FetchError(broken, "the answer breaks off before its end")
    if isinstance(cause, SSLError | ssl.SSLError):
        return FetchError(broken, f"no secure connection ({_certificate_words(cause)})")
    if isinstance(cause, ConnectionError):
        return FetchError(broken, "the server closes the connection without an answer")
    if isinstance(cause, http.client.LineTooLong) or type(cause) is http.client.HTTPException:  # too many lines
        return FetchError(FetchState.LIMIT, "the head of the answer has too many lines, or one that is too long")
    if isinstance(problem, LocationValueError | UnicodeError | http.client.InvalidURL):
        return FetchError(FetchState.REFUSED, "the address has no host that can be read")
    if isinstance(cause, http.client.HTTPException | ValueError):
        return FetchError(FetchState.TRUNCATED, "the answer is garbled: it does not begin as HTTP does")
    return FetchError(broken, "no connection")


def _certificate_words(problem: Exception) -> str:
    """What is wrong with a certificate, in OpenSSL's words."""
    cause = next((one for one in problem.args if isinstance(one, ssl.SSLError)), problem)
    words = getattr(cause, "verify_message", None) or getattr(cause, "reason", None) or "the handshake failed"
    return str(words)[:200]
