"""Manners: one request to a host at a time, pauses between them, and patience where it is asked for."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from revtrack.address import Allowance
from revtrack.ingest.web import Clock, FetchError, MannersOptions, Polite, Web, WebOptions, retry_after
from revtrack.model import Answer, FetchState, Validator
from tests.faulty.recorder import recording
from tests.faulty.server import Exchange, FaultServer, Reply, Request

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


class HandClock:
    """A clock that only sleeping and this test move."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.slept: list[float] = []

    @property
    def clock(self) -> Clock:
        """As manners want it."""
        return Clock(
            monotonic=lambda: self.seconds,
            sleep=self.sleep,
            now=lambda: NOON + timedelta(seconds=self.seconds - 1_000),
        )

    def sleep(self, seconds: float) -> None:
        """Sleep at once."""
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(page=b"<p>A page.</p>") as running:
        yield running


def polite(server: FaultServer, hand: HandClock, **options: float) -> Polite:
    """A fetcher with the ordinary manners, on a clock of its own."""
    web = Web(WebOptions(seconds=20), allowance=Allowance.parse([server.authority]))
    return Polite(web, MannersOptions(**options), clock=hand.clock)  # type: ignore[arg-type]


def status(line: str, **fields: object) -> Reply:
    """A path that answers with a status and header fields."""

    def reply(exchange: Exchange) -> None:
        exchange.answer(b"", line, **fields)

    return reply


def test_three_seconds_lie_between_the_end_of_a_request_and_the_next(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand)
    for _ in range(3):
        fetcher.get(server.url("ok"))
    assert hand.slept == [3.0, 3.0, 3.0]  # robots.txt comes first, and is a request like any other
    hand.seconds += 2
    fetcher.get(server.url("ok"))
    hand.seconds += 60
    fetcher.get(server.url("ok"))
    assert hand.slept[3:] == [1.0]


def test_what_another_process_asked_for_just_now_has_its_pause(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand, robots=False)
    fetcher.was_asked(server.url("page"), NOON - timedelta(seconds=1))
    fetcher.was_asked(server.url("other"), NOON - timedelta(seconds=2))
    fetcher.get(server.url("page"))
    assert hand.slept == [2.0]
    late = polite(server, hand, robots=False)
    late.was_asked(server.url("page"), NOON - timedelta(seconds=10))
    late.get(server.url("page"))
    assert hand.slept == [2.0]


def test_a_redirect_within_the_host_has_its_pause_too(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand)
    assert fetcher.get(server.url("to", 301, "/ok")).address == server.url("ok")
    assert hand.slept == [3.0, 3.0]


@pytest.mark.parametrize(("asked", "pause"), [("10", 10.0), ("1", 3.0), ("7.5", 7.5), ("100000", 300.0)])
def test_a_crawl_delay_is_heeded_within_bounds(server: FaultServer, hand: HandClock, asked: str, pause: float) -> None:
    server.replies["/robots.txt"] = f"User-agent: *\nCrawl-delay: {asked}\n".encode()
    fetcher = polite(server, hand)
    for _ in range(2):
        fetcher.get(server.url("ok"))
    assert hand.slept == [pause, pause]


@pytest.mark.parametrize("line", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("value", ["120", "Sat, 21 Nov 2026 12:02:00 GMT"])
def test_a_host_that_asks_for_patience_is_left_alone(
    server: FaultServer, hand: HandClock, line: str, value: str
) -> None:
    fetcher = polite(server, hand, delay=0)
    server.replies["/busy"] = status(line, Retry_After=value)
    answer = fetcher.get(server.url("busy"))
    assert answer.status == int(line[:3])
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.state is FetchState.BUSY
    assert caught.value.retry_after == NOON + timedelta(minutes=2)
    assert "until 2026-11-21 12:02:00 UTC" in caught.value.message
    assert server.asked("/ok") == 0
    hand.seconds += 120
    assert fetcher.get(server.url("ok")).status == 200


def test_a_day_is_the_longest_that_is_waited(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand)
    server.replies["/busy"] = status("429 Too Many Requests", Retry_After=10**9)
    fetcher.get(server.url("busy"))
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.retry_after == NOON + timedelta(days=1, seconds=3)  # the request came after a pause


def test_429_without_a_time_means_a_minute_and_503_nothing(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand, delay=0)
    server.replies["/away"] = status("503 Service Unavailable")
    fetcher.get(server.url("away"))
    assert fetcher.get(server.url("ok")).status == 200
    server.replies["/busy"] = status("429 Too Many Requests")
    fetcher.get(server.url("busy"))
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.retry_after == NOON + timedelta(minutes=1)


def test_patience_is_learnt_from_an_answer_that_breaks_off(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand, delay=0)
    server.replies["/busy"] = status("503 Service Unavailable", Retry_After=60, Content_Length=100)
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("busy"))
    assert (caught.value.state, caught.value.status) == (FetchState.TRUNCATED, 503)
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.state is FetchState.BUSY


def test_a_robots_txt_that_asks_for_patience_is_heeded(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand)
    server.replies["/robots.txt"] = status("429 Too Many Requests", Retry_After=60)
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.state is FetchState.BUSY
    assert [request.path for request in server.requests] == ["/robots.txt"]


def test_waiting_is_no_part_of_the_time_a_request_may_take(server: FaultServer) -> None:
    web = Web(WebOptions(seconds=1.0), allowance=Allowance.parse([server.authority]))
    fetcher = Polite(web, MannersOptions(delay=0.5))
    answer = fetcher.get(server.url("to", 302, server.url("to", 302, "/ok")))
    assert answer.status == 200
    assert len(answer.hops) == 2


@pytest.mark.parametrize(("redirects", "ends"), [(4, "ok"), (30, "too-many-redirects")])
def test_the_time_is_shared_by_all_hops(server: FaultServer, redirects: int, ends: str) -> None:
    def slow(exchange: Exchange) -> None:
        exchange.wait(0.1)
        number = int(exchange.path.rpartition("/")[2])
        exchange.redirect(f"/slow/{number - 1}" if number else "/ok")

    for number in range(redirects):
        server.replies[f"/slow/{number}"] = slow
    web = Web(WebOptions(seconds=20), allowance=Allowance.parse([server.authority]))
    try:
        found = "ok" if web.get(server.url(f"slow/{redirects - 1}")).status == 200 else ""
    except FetchError as problem:
        found = problem.state.value
    assert found == ends
    hurried = Web(WebOptions(seconds=0.25), allowance=Allowance.parse([server.authority]))
    with pytest.raises(FetchError) as caught:
        hurried.get(server.url(f"slow/{redirects - 1}"))
    assert caught.value.state is FetchState.TIMEOUT


def gaps(log: list[Request]) -> list[float]:
    """Seconds between the end of each request and the beginning of the next, below zero where they overlap."""
    log = sorted(log, key=lambda request: request.began)
    return [later.began - (earlier.answered or 0) for earlier, later in pairwise(log)]


@pytest.mark.parametrize(
    ("hosts", "requests", "threads", "delay"),
    [(2, 10, 8, 0.05), pytest.param(10, 1_000, 16, 0.01, marks=pytest.mark.soak)],
)
def test_the_log_of_a_server_shows_every_pause_and_one_connection_to_a_host_at_a_time(
    hosts: int, requests: int, threads: int, delay: float
) -> None:
    names = [f"host-{number}.test" for number in range(hosts)]
    with FaultServer(page=b"<p>A page.</p>") as server, recording(let=[(server.host, server.port)]) as recorder:
        recorder.names.update({name: [["127.0.0.1"]] for name in names})
        fetcher = Polite(Web(allowance=Allowance.parse([server.authority])), MannersOptions(delay=delay))
        addresses = [f"http://{name}:{server.port}/ok?{number}" for number in range(requests) for name in names]
        with ThreadPoolExecutor(threads) as pool:
            assert {answer.status for answer in pool.map(fetcher.get, addresses)} == {200}
    for name in names:
        log = [request for request in server.requests if str(request.header("Host")).startswith(f"{name}:")]
        assert len(log) == requests + 1  # robots.txt
        assert min(gaps(log)) >= delay


def test_the_log_of_a_server_shows_a_fetcher_without_manners() -> None:
    with FaultServer() as server:
        web = Web(allowance=Allowance.parse([server.authority]))
        meet = threading.Barrier(8, timeout=20)

        def together(exchange: Exchange) -> None:
            meet.wait()
            exchange.answer(b"")

        server.replies["/together"] = together
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(web.get, [server.url("together")] * 8))
        assert [answer.status for answer in answers] == [200] * 8
    assert min(gaps(server.requests)) < 0


def test_one_host_does_not_wait_for_another() -> None:
    # Both answers come only once both were asked, so they are under way at the same time.
    meet = threading.Barrier(2, timeout=20)

    def together(exchange: Exchange) -> None:
        meet.wait()
        exchange.answer(b"<p>A page.</p>")

    with FaultServer() as server:
        server.replies["/together"] = together
        allowance = Allowance.parse([server.authority, f"[::1]:{server.port}"])
        fetcher = Polite(Web(allowance=allowance), MannersOptions(delay=0))
        addresses = [server.url("together"), f"http://localhost:{server.port}/together"]
        with ThreadPoolExecutor(2) as threads:
            assert [answer.status for answer in threads.map(fetcher.get, addresses)] == [200, 200]


def test_a_host_is_a_name_whatever_its_port_and_spelling(hand: HandClock) -> None:
    with FaultServer() as server, FaultServer() as other:
        places = [("127.0.0.1", server.port), ("127.0.0.1", other.port)]
        with recording(let=places) as recorder:
            recorder.names["post.example"] = [["127.0.0.1"]]
            web = Web(allowance=Allowance.parse([server.authority, other.authority]))
            fetcher = Polite(web, MannersOptions(robots=False), clock=hand.clock)
            fetcher.get(f"http://post.example:{server.port}/ok")
            fetcher.get(f"http://POST.example:{other.port}/ok")
            fetcher.get(f"http://post.example.:{server.port}/ok")
    assert hand.slept == [3.0, 3.0]


def test_a_failed_request_is_one_too(server: FaultServer, hand: HandClock) -> None:
    fetcher = polite(server, hand, robots=False)
    for _ in range(2):
        with pytest.raises(FetchError):
            fetcher.get(server.url("clshort"))
    assert hand.slept == [3.0]


def test_hosts_beyond_the_limit_are_forgotten_but_not_those_to_be_left_alone(
    server: FaultServer, hand: HandClock
) -> None:
    fetcher = polite(server, hand, max_hosts=10, robots=False)
    server.replies["/busy"] = status("429 Too Many Requests", Retry_After=80_000)
    fetcher.get(server.url("busy"))
    hand.seconds += 1_000
    for number in range(50):
        with pytest.raises(FetchError):
            fetcher.get(f"http://127.0.1.{number}/")
        hand.seconds += 1_000
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.state is FetchState.BUSY


def test_a_conditional_request_carries_what_the_server_gave(server: FaultServer, hand: HandClock) -> None:
    def page(exchange: Exchange) -> None:
        if exchange.request.header("If-None-Match") == '"v1"':
            exchange.head("304 Not Modified", ETag='"v1"')
        else:
            exchange.answer(b"<p>A page.</p>", ETag='"v1"')

    server.replies["/page"] = page
    fetcher = polite(server, hand)
    first = fetcher.get(server.url("page"))
    assert (first.status, first.header("etag")) == (200, '"v1"')
    validator = Validator(
        address=server.url("page"), sha256="", etag='"v1"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT"
    )
    again = fetcher.get(server.url("page"), validator=validator)
    assert (again.status, again.body) == (304, b"")
    assert server.requests[-1].header("If-Modified-Since") == "Sat, 21 Nov 2026 10:00:00 GMT"
    assert server.requests[0].header("If-None-Match") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", NOON),
        ("120", NOON + timedelta(minutes=2)),
        (" 120 ", NOON + timedelta(minutes=2)),
        ("99999999999", NOON + timedelta(days=1)),
        ("Sat, 21 Nov 2026 12:02:00 GMT", NOON + timedelta(minutes=2)),
        ("Saturday, 21-Nov-26 12:02:00 GMT", NOON + timedelta(minutes=2)),
        ("Sat Nov 21 12:02:00 2026", NOON + timedelta(minutes=2)),
        ("Sat, 21 Nov 2020 12:02:00 GMT", NOON),
        ("Sat, 21 Nov 2099 12:02:00 GMT", NOON + timedelta(days=1)),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Sat, 99 Nov 2026 12:02:00 GMT", None),
        ("1" * 4_000, None),
        ("Sat, 21 Nov 999999999999 12:02:00 GMT", None),
    ],
)
def test_when_a_server_wants_to_be_asked_again(value: str, expected: datetime | None) -> None:
    answer = Answer(
        asked="http://post.example/",
        address="http://post.example/",
        status=429,
        headers=(("RETRY-AFTER", value),),
        body=b"",
        at=NOON,
    )
    assert retry_after(answer) == expected


def test_without_the_header_nobody_says_when(server: FaultServer, hand: HandClock) -> None:
    assert retry_after(polite(server, hand).get(server.url("ok"))) is None
