"""One GET: what is asked, which redirects are followed, and what the answer says of itself."""

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from revtrack.address import Allowance
from revtrack.errors import InputError, UsageError
from revtrack.ingest.web import ANY, FetchError, TooManyRedirectsError, Web, WebOptions
from revtrack.ingest.web.transport import Tell
from revtrack.model import FetchState, Hop, Validator
from tests.faulty.bombs import UNIT, brotli_zeros
from tests.faulty.recorder import recording
from tests.faulty.server import FaultServer, Reply

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
PAGE = b"<p>A page, and another sentence.</p>" * 500


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(page=PAGE) as running:
        yield running


def web(server: FaultServer, **options: float) -> Web:
    """A fetcher that may reach this server."""
    return Web(WebOptions(**options), allowance=Allowance.parse([server.authority]), now=lambda: NOON)  # type: ignore[arg-type]


def raw(data: bytes) -> Reply:
    """A path that sends these bytes and nothing else."""
    return lambda exchange: exchange.send(data)


def test_an_answer_holds_the_bytes_the_headers_and_the_moment(server: FaultServer) -> None:
    server.replies["/page"] = raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=UTF-7\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
        b"X-Folded: a\r\n  b\r\nX-Nul: a\x00b\r\nContent-Length: 3\r\n\r\n\xff\xfe!"
    )
    answer = web(server).get(server.url("page"))
    assert (answer.status, answer.body, answer.at) == (200, b"\xff\xfe!", NOON)
    assert (answer.asked, answer.address, answer.hops) == (server.url("page"), server.url("page"), ())
    assert (answer.media_type, answer.charset) == ("text/html", "UTF-7")
    assert [value for name, value in answer.headers if name == "X-Twice"] == ["1", "2"]
    assert answer.header("x-folded") == "a b"
    assert answer.header("x-nul") == "a b"


def test_a_request_says_who_asks_and_carries_nothing_else(server: FaultServer) -> None:
    fetcher = Web(WebOptions(contact="https://post.example/bot"), allowance=Allowance.parse([server.authority]))
    server.replies["/cookie"] = lambda exchange: exchange.answer(PAGE, Set_Cookie="a=b")
    for _ in range(2):
        fetcher.get(server.url("cookie"))
    fields = dict(line.split(": ", 1) for line in server.requests[1].head.decode().strip().split("\r\n")[1:])
    agent = fields.pop("User-Agent")
    assert agent.startswith("revtrack/")
    assert agent.endswith(" (+https://post.example/bot)")
    assert fields == {
        "Host": server.authority,
        "Accept": ANY,
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Connection": "close",
    }


@pytest.mark.parametrize("contact", ["", "a b", "a\r\nX: y", "(a)", "é", "a" * 201])
def test_a_contact_that_is_none_is_an_error_that_names_it(contact: str) -> None:
    with pytest.raises(UsageError):
        WebOptions(contact=contact)


def test_without_a_contact_the_name_stands_alone() -> None:
    assert WebOptions().user_agent.startswith("revtrack/")
    assert "+" not in WebOptions().user_agent


def test_who_gives_the_program_a_name_of_their_own_still_says_where_they_are_reached() -> None:
    contact = "https://post.example/bot"
    assert WebOptions(agent="examplebot/2.1", contact=contact).user_agent == f"examplebot/2.1 (+{contact})"
    said = f"examplebot/2.1 (+{contact})"
    assert WebOptions(agent=said, contact=contact).user_agent == said
    assert (WebOptions(agent=said).product, WebOptions().product) == ("examplebot", "revtrack")


@pytest.mark.parametrize(
    "agent",
    ["", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "a b\r\nCookie: x", "2bot", "/1", "böt/1", "x" * 65, "*"],
)
def test_a_name_that_is_none_or_a_browsers_is_refused(agent: str) -> None:
    with pytest.raises(UsageError, match="no name to ask servers by"):
        WebOptions(agent=agent)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_noted(server: FaultServer, status: int) -> None:
    answer = web(server).get(server.url("to", status, "/ok#part"))
    assert answer.body == PAGE
    assert answer.address == server.url("ok")
    assert answer.hops == (Hop(status=status, address=server.url("ok")),)
    assert server.requests[1].head.startswith(b"GET /ok HTTP/1.1\r\n")


@pytest.mark.parametrize("status", [300, 304, 305, 306, 399])
def test_other_statuses_are_no_redirects(server: FaultServer, status: int) -> None:
    validator = Validator(address="", sha256="", etag='"1"')
    assert web(server).get(server.url("to", status, "/ok"), validator=validator).status == status
    assert server.asked("/ok") == 0


def test_five_redirects_are_followed_and_six_are_not(server: FaultServer) -> None:
    address = server.url("ok")
    for _ in range(5):
        address = server.url("to", 302, address)
    assert len(web(server).get(address).hops) == 5
    with pytest.raises(TooManyRedirectsError) as caught:
        web(server).get(server.url("to", 302, address))
    assert caught.value.state is FetchState.REDIRECTS
    assert len(server.requests) == 12


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("stra%C3%9Fe", "/stra%C3%9Fe"),
        ("/straße", "/stra%C3%9Fe"),
        ("/a b", "/a%20b"),
        ("//{}/x", "/x"),
        ("?q", "/to?q"),
    ],
)
def test_a_location_is_read_as_browsers_read_it(server: FaultServer, written: str, path: str) -> None:
    server.replies["/to"] = lambda exchange: (
        exchange.answer(b"") if "?" in exchange.path else exchange.redirect(written.format(server.authority))
    )
    web(server).get(server.url("to"))
    assert server.requests[-1].path == path


def test_an_address_beyond_ascii_is_percent_encoded_on_the_way(server: FaultServer) -> None:
    web(server).get(server.url("") + "straße?frage=größe")
    assert server.requests[0].path == "/stra%C3%9Fe?frage=gr%C3%B6%C3%9Fe"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://post.example/", "the address does not begin with http:// or https://"),
        ("http://user@post.example/", "the address has a name or password before its host"),
        ("http://a\u200bb.example/", "the address has no host that can be read"),
    ],
)
def test_an_address_that_is_not_taken_is_refused_in_words(address: str, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        Web(WebOptions(seconds=5)).get(address)
    assert (caught.value.state, caught.value.detail) == (FetchState.REFUSED, words)


def test_an_error_of_fetching_is_one_of_ours_and_names_the_address(server: FaultServer) -> None:
    with pytest.raises(InputError) as caught:
        web(server).get(server.url("to", 302, server.url("clshort")))
    problem = caught.value
    assert isinstance(problem, FetchError)
    assert problem.exit_code == 5
    assert problem.message == f"{server.url('to', 302, server.url('clshort'))}: the answer breaks off before its end"
    assert problem.final_address == server.url("clshort")
    assert problem.status == 200


def test_a_password_in_an_address_is_never_shown(server: FaultServer) -> None:
    private = "http://reader:canary@post.example/a@b"
    for address in (private, server.url("to", 302, private)):
        with pytest.raises(FetchError) as caught:
            web(server).get(address)
        assert caught.value.state is FetchState.REFUSED
        shown = f"{caught.value} {caught.value.detail} {caught.value.hint} {caught.value.final_address}"
        assert "canary" not in shown.replace(server.url("to", 302, private), "")
        assert "http://…@post.example/a@b" in shown


def test_nobody_listening_is_unreachable() -> None:
    with FaultServer() as server:
        pass
    with pytest.raises(FetchError) as caught:
        web(server).get(server.url("ok"))
    assert caught.value.state is FetchState.UNREACHABLE
    assert "Connection refused" in caught.value.detail


def test_a_name_that_nobody_knows_is_unreachable() -> None:
    with recording(), pytest.raises(FetchError) as caught:
        Web(WebOptions(seconds=5)).get("http://nobody.invalid/")
    assert caught.value.state is FetchState.UNREACHABLE


def test_a_name_that_is_not_resolved_in_time_is_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait(20))
    try:
        with pytest.raises(FetchError) as caught:
            Web(WebOptions(seconds=0.2)).get("http://slow.example/")
    finally:
        never.set()
    assert caught.value.state is FetchState.TIMEOUT


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\nContent-Type: text",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
        b"HTTP/1.1 2",
        b"HTTP/1.1 ok ok\r\n\r\n",
        b"HTTP/3 200 OK\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\n",
    ],
)
def test_a_head_that_breaks_off_or_is_none_is_no_empty_page(server: FaultServer, head: bytes) -> None:
    server.replies["/page"] = raw(head)
    with pytest.raises(FetchError) as caught:
        web(server).get(server.url("page"))
    assert caught.value.state in {FetchState.TRUNCATED, FetchState.UNREACHABLE}


@pytest.mark.parametrize("status", [b"100 Continue", b"102 Processing", b"103 Early Hints"])
def test_preliminary_answers_are_passed_over(server: FaultServer, status: bytes) -> None:
    early = b"HTTP/1.1 " + status + b"\r\nLink: </x>\r\n\r\n"
    server.replies["/page"] = raw(early * 3 + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    answer = web(server).get(server.url("page"))
    assert (answer.status, answer.body, answer.header("link")) == (200, b"ok", None)


@pytest.mark.parametrize(
    "lengths",
    [b"", b"Content-Length: 2, 2\r\n", b"Content-Length: 2\r\nContent-Length: 2\r\n", b"Content-Length: 02\r\n"],
)
def test_the_same_length_twice_or_none_is_no_contradiction(server: FaultServer, lengths: bytes) -> None:
    server.replies["/page"] = raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + lengths + b"\r\nok")
    assert web(server).get(server.url("page")).body == b"ok"


@pytest.mark.parametrize("lengths", [b"+2", b"2a", b"2, 3", b"0x2", b"", "²".encode()])
def test_a_length_that_is_none_is_an_error(server: FaultServer, lengths: bytes) -> None:
    server.replies["/page"] = raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + lengths + b"\r\n\r\nok")
    with pytest.raises(FetchError) as caught:
        web(server).get(server.url("page"))
    assert caught.value.state is FetchState.TRUNCATED


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("identity", bytes),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("zstd , identity, deflate", lambda data: zlib.compress(zstd.compress(data))),
        ("gzip", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
        ("zstd", lambda data: zstd.compress(data[:100]) + zstd.compress(data[100:])),
    ],
)
def test_a_content_coding_is_undone(server: FaultServer, name: str, code: Callable[[bytes], bytes]) -> None:
    server.replies["/page"] = lambda exchange: exchange.coded(name, code(PAGE))
    assert web(server).get(server.url("page")).body == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_coded_page_that_is_cut_anywhere_is_an_error(server: FaultServer, name: str) -> None:
    code = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}[name]
    whole = code(PAGE)
    server.replies["/page"] = lambda exchange: exchange.coded(name, whole[: int(exchange.path.partition("?")[2])])
    for kept in (*range(1, len(whole), len(whole) // 5), len(whole) - 1):
        with pytest.raises(FetchError) as caught:
            web(server).get(f"{server.url('page')}?{kept}")
        assert caught.value.state is FetchState.TRUNCATED
    assert web(server).get(f"{server.url('page')}?{len(whole)}").body == PAGE


@pytest.mark.parametrize("name", ["deflate", "br", "zstd"])
def test_bytes_behind_the_end_of_a_coding_are_an_error(server: FaultServer, name: str) -> None:
    code = {"deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}[name]
    server.replies["/page"] = lambda exchange: exchange.coded(name, code(PAGE) + b"garbage")
    with pytest.raises(FetchError) as caught:
        web(server).get(server.url("page"))
    assert caught.value.state is FetchState.TRUNCATED


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(server: FaultServer) -> None:
    server.replies["/limit"] = b"a" * 10_000_000
    server.replies["/more"] = b"a" * 10_000_001
    server.replies["/coded"] = lambda exchange: exchange.coded("gzip", gzip.compress(bytes(10_000_000), 1))
    server.replies["/coded-more"] = lambda exchange: exchange.coded("gzip", gzip.compress(bytes(10_000_001), 1))
    assert len(web(server).get(server.url("limit")).body) == 10_000_000
    assert len(web(server).get(server.url("coded")).body) == 10_000_000
    for path in ("more", "coded-more"):
        with pytest.raises(FetchError) as caught:
            web(server).get(server.url(path))
        assert caught.value.state is FetchState.LIMIT


def test_a_body_is_cut_where_the_beginning_is_enough(server: FaultServer) -> None:
    server.replies["/long"] = b"a" * 20_000_000
    server.replies["/coded"] = lambda exchange: exchange.coded("br", brotli_zeros(UNIT))
    assert web(server).get(server.url("long"), cut_at=1_000).body == b"a" * 1_000
    assert web(server).get(server.url("coded"), cut_at=100_000).body == bytes(100_000)
    assert web(server).get(server.url("ok"), cut_at=10**6).body == PAGE


def test_304_is_an_answer_where_it_was_asked_for(server: FaultServer) -> None:
    server.replies["/page"] = lambda exchange: exchange.head("304 Not Modified", ETag='W/"1"')
    validator = Validator(address=server.url("page"), sha256="", etag='W/"1"')
    answer = web(server).get(server.url("page"), validator=validator)
    assert (answer.status, answer.body, answer.header("etag")) == (304, b"", 'W/"1"')
    assert server.requests[0].header("if-none-match") == 'W/"1"'


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', '"é"', f'"{"a" * 2_000}"', "\x00"])
def test_a_hostile_validator_is_not_sent(server: FaultServer, etag: str) -> None:
    validator = Validator(address=server.url("ok"), sha256="", etag=etag)
    assert web(server).get(server.url("ok"), validator=validator).status == 200
    assert b"If-None-Match" not in server.requests[0].head


def test_what_stands_round_a_request_is_told_of_every_hop(server: FaultServer) -> None:
    seen: list[object] = []

    @contextmanager
    def visit(url: str) -> Iterator[Tell]:
        yield lambda reply: seen.append((url, reply.status))

    web(server).get(server.url("to", 302, "/ok"), visit=visit)
    assert seen == [(server.url("to", 302, "/ok"), 302), (server.url("ok"), 200)]
