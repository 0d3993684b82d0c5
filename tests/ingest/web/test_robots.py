"""robots.txt: its rules, its absence, its hostile forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.address import Allowance
from revtrack.ingest.web import FetchError, MannersOptions, Polite, Web, WebOptions
from revtrack.ingest.web.robots import LONGEST_PATTERN, parse
from revtrack.model import FetchState
from tests.faulty.server import FAULTS, Exchange, FaultServer, Reply

HOST = "https://post.example"


@dataclass(slots=True, kw_only=True)
class Case:
    """One file, and what it means."""

    name: str
    lines: list[str] = field(default_factory=list)
    readers: list[tuple[str, list[str], list[str], float | None]] = field(default_factory=list)
    """Product token, what it may look at, what it may not, and its Crawl-delay."""

    @property
    def body(self) -> bytes:
        """The file."""
        text = re.sub(r"\\r", "\r", "\n".join(self.lines))
        return re.sub(rb"\\x(..)", lambda found: bytes.fromhex(found[1].decode()), text.encode())


def cases() -> Iterator[Case]:
    """The cases of the file beside this one."""
    text = Path(__file__).with_name("robots_cases.txt").read_text(encoding="utf-8")
    for block in text.split("\n= ")[1:]:
        name, *lines = block.splitlines()
        case = Case(name=name)
        for line in lines:
            word, _, rest = line.partition(" ")
            match word:
                case "|":
                    case.lines.append(rest)
                case "as":
                    case.readers.append((rest, [], [], None))
                case "yes":
                    case.readers[-1][1].extend(rest.split())
                case "no":
                    case.readers[-1][2].extend(rest.split())
                case "delay":
                    case.readers[-1] = (*case.readers[-1][:3], float(rest))
                case _:
                    assert not line, line
        yield case


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_a_robots_txt_means_what_its_case_says(case: Case) -> None:
    assert case.readers
    for product, allowed, forbidden, delay in case.readers:
        robots = parse(case.body, product)
        assert [path for path in allowed if not robots.allows(HOST + path)] == []
        assert [path for path in forbidden if robots.allows(HOST + path)] == []
        assert robots.crawl_delay == delay


def test_the_cases_tell_a_reader_of_the_old_rules_apart() -> None:
    # Python's own reader knows no stars, takes the first match and takes a part of a name for the name.
    failed = set()
    for case in cases():
        for product, allowed, forbidden, _ in case.readers:
            reader = RobotFileParser()
            reader.parse(case.body.decode(errors="replace").splitlines())
            wrong = [path for path in allowed if not reader.can_fetch(product, HOST + path)]
            wrong += [path for path in forbidden if reader.can_fetch(product, HOST + path)]
            failed |= {case.name} if wrong else set()
    assert len(failed) > 15


@given(st.binary(max_size=2_000) | st.text("user-agent: *revtackdislow/$%#\n\r ", max_size=500).map(str.encode))
def test_whatever_the_file_holds_reading_it_never_fails(body: bytes) -> None:
    parse(body).allows(f"{HOST}/a?b=c")


HOSTILE = {
    "one rule again and again": "User-agent: *\n" + "Disallow: /a*b\n" * 34_000,
    "different rules": "User-agent: *\n" + "".join(f"Disallow: /{number}*b\n" for number in range(30_000)),
    "stars and letters": "User-agent: *\nDisallow: /" + "a*" * 30 + "$\n",
    "stars and no end": "User-agent: *\nDisallow: /" + "*a" * 25 + "*b\n",
    "stars only": "User-agent: *\nDisallow: /" + "*" * 500_000 + "b\n",
    "long patterns of stars": "User-agent: *\n" + ("Disallow: /" + "*a" * 3_900 + "b\n") * 60,
    "no line": "A" * 512_000,
    "names": "".join(f"User-agent: a{number}\n" for number in range(25_000)) + "Disallow: /\n",
    "groups": "User-agent: *\nDisallow: /x\n" * 18_000,
    "a pattern without end": "User-agent: *\nDisallow: /" + "a" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_forbids_nothing_that_it_does_not_match(name: str) -> None:
    # Whatever tries every way a star may match, or every rule for every name, does not come to an end here.
    robots = parse(HOSTILE[name].encode())
    assert robots.allows(f"{HOST}/c{'a' * 1_900}")


def test_a_pattern_longer_than_any_address_is_left_out() -> None:
    kept = parse(b"User-agent: *\nDisallow: /" + b"*" * LONGEST_PATTERN + b"x\nDisallow: /" + b"y" * LONGEST_PATTERN)
    assert not kept.allows(f"{HOST}/ax")
    assert kept.allows(f"{HOST}/y")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(page=b"<p>A page.</p>") as running:
        yield running


def polite(server: FaultServer, **options: float) -> Polite:
    """A fetcher that may reach this server, and pauses for nothing but what it is told."""
    web = Web(WebOptions(seconds=options.pop("seconds", 20)), allowance=Allowance.parse([server.authority]))
    return Polite(web, MannersOptions(**{"delay": 0.0, **options}))  # type: ignore[arg-type]


def status(line: str) -> Reply:
    """A robots.txt that is answered with a status, and forbids everything should anybody read it."""

    def reply(exchange: Exchange) -> None:
        exchange.answer(b"User-agent: *\nDisallow: /\n", line)

    return reply


def redirect(target: str) -> Reply:
    """A redirect to a target."""

    def reply(exchange: Exchange) -> None:
        exchange.redirect(target)

    return reply


def test_what_robots_txt_forbids_is_not_asked_for(server: FaultServer) -> None:
    server.replies["/robots.txt"] = b"User-agent: revtrack\nDisallow: /page\n"
    fetcher = polite(server)
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("page"))
    assert caught.value.state is FetchState.ROBOTS
    assert caught.value.message == f"{server.url('page')}: its robots.txt asks not to look"
    assert fetcher.get(server.url("ok")).status == 200
    assert [request.path for request in server.requests] == ["/robots.txt", "/ok"]


def test_robots_txt_is_asked_for_once_and_again_when_it_is_old(server: FaultServer) -> None:
    fetcher = polite(server)
    for _ in range(3):
        fetcher.get(server.url("ok"))
    assert server.asked("/robots.txt") == 1
    stale = polite(server, robots_age=0)
    for _ in range(3):
        stale.get(server.url("ok"))
    assert server.asked("/robots.txt") == 4


@pytest.mark.parametrize("line", ["404 Not Found", "403 Forbidden", "401 Unauthorized", "410 Gone", "429 Slow Down"])
def test_without_a_robots_txt_everything_is_allowed(server: FaultServer, line: str) -> None:
    server.replies["/robots.txt"] = status(line)
    assert polite(server, busy_seconds=0).get(server.url("ok")).status == 200


@pytest.mark.parametrize("line", ["500 Broken", "503 Away", "599 What", "999 No"])
def test_a_server_that_fails_to_give_its_robots_txt_is_left_alone(server: FaultServer, line: str) -> None:
    server.replies["/robots.txt"] = status(line)
    fetcher = polite(server)
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            fetcher.get(server.url("ok"))
        assert caught.value.state is FetchState.ROBOTS
        assert caught.value.status == int(line[:3])
        assert f"the server answers {line[:3]}" in caught.value.detail
    assert server.asked("/robots.txt") == 1
    assert server.asked("/ok") == 0


@pytest.mark.parametrize(
    ("fault", "state"),
    [("gziptrunc", "robots"), ("clshort", "robots"), ("noresponse", "timeout")],
)
def test_a_robots_txt_that_cannot_be_read_to_its_end_forbids_everything(
    server: FaultServer, fault: str, state: str
) -> None:
    server.page = b"User-agent: *\nAllow: /\n" * 100
    server.replies["/robots.txt"] = FAULTS[fault].show
    with pytest.raises(FetchError) as caught:
        polite(server, seconds=1).get(server.url("ok"))
    assert caught.value.state == state
    assert server.asked("/ok") == 0


def test_a_robots_txt_that_is_a_bomb_is_cut_at_the_limit_and_forbids_nothing(server: FaultServer) -> None:
    server.replies["/robots.txt"] = FAULTS["gzipgzip10g"].show
    assert polite(server).get(server.url("ok")).status == 200


def test_a_host_that_cannot_be_reached_is_not_called_forbidden() -> None:
    with FaultServer() as server:
        fetcher = polite(server)
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("ok"))
    assert caught.value.state is FetchState.UNREACHABLE


def test_an_earlier_robots_txt_is_better_than_none(server: FaultServer) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /page\n"
    fetcher = polite(server, robots_age=0)
    assert fetcher.get(server.url("ok")).status == 200
    server.replies["/robots.txt"] = status("500 Broken")
    assert fetcher.get(server.url("ok")).status == 200
    with pytest.raises(FetchError) as caught:
        fetcher.get(server.url("page"))
    assert caught.value.detail == "its robots.txt asks not to look"


def test_robots_txt_is_read_behind_five_redirects_and_absent_behind_six(server: FaultServer) -> None:
    def chain(length: int) -> None:
        for number in range(length):
            path = "/robots.txt" if not number else f"/robots/{number}"
            server.replies[path] = redirect(f"/robots/{number + 1}")
        server.replies[f"/robots/{length}"] = b"User-agent: *\nDisallow: /\n"

    chain(5)
    with pytest.raises(FetchError) as caught:
        polite(server).get(server.url("ok"))
    assert caught.value.state is FetchState.ROBOTS
    chain(6)
    assert polite(server).get(server.url("ok")).status == 200


def test_the_first_half_million_bytes_are_read_and_half_a_line_is_none(server: FaultServer) -> None:
    head = b"User-agent: *\n"
    rule = b"Disallow: /page/more\n"
    filler = b"#" * (512_000 - len(head) - len(rule) - 1) + b"\n"
    server.replies["/robots.txt"] = head + filler + rule + b"Disallow: /ok\n" + b"#" * 20_000_000
    fetcher = polite(server)
    with pytest.raises(FetchError):
        fetcher.get(server.url("page", "more"))
    assert fetcher.get(server.url("ok")).status == 200

    server.replies["/robots.txt"] = head + filler + b"#" + rule  # the limit falls inside the rule
    assert polite(server).get(server.url("page")).status == 200


def test_a_redirect_obeys_the_robots_txt_of_where_it_leads(server: FaultServer) -> None:
    with FaultServer() as other:
        other.replies["/robots.txt"] = b"User-agent: *\nDisallow: /ok\n"
        web = Web(allowance=Allowance.parse([server.authority, other.authority]))
        fetcher = Polite(web, MannersOptions(delay=0))
        with pytest.raises(FetchError) as caught:
            fetcher.get(server.url("to", 302, other.url("ok")))
        assert caught.value.state is FetchState.ROBOTS
        assert caught.value.final_address == other.url("ok")
        assert [request.path for request in other.requests] == ["/robots.txt"]


def test_robots_txt_is_not_asked_for_where_that_is_switched_off(server: FaultServer) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    assert polite(server, robots=False).get(server.url("ok")).status == 200
    assert server.asked("/robots.txt") == 0


@pytest.mark.parametrize(("agent", "forbidden"), [(None, "/theirs"), ("examplebot/2.1 (tests)", "/ours")])
def test_the_rules_are_those_for_the_name_that_servers_are_told(
    server: FaultServer, agent: str | None, forbidden: str
) -> None:
    server.replies["/robots.txt"] = (
        b"User-agent: revtrack\nDisallow: /theirs\n\nUser-agent: ExampleBot\nDisallow: /ours\n"
    )
    server.replies["/theirs"] = server.replies["/ours"] = b"<p>A page.</p>"
    web = Web(WebOptions(agent=agent), allowance=Allowance.parse([server.authority]))
    fetcher = Polite(web, MannersOptions(delay=0.0))
    for path in ("/theirs", "/ours"):
        if path == forbidden:
            with pytest.raises(FetchError, match="asks not to look"):
                fetcher.get(server.url(path))
        else:
            fetcher.get(server.url(path))
    assert server.asked(forbidden) == 0
    assert (server.requests[-1].header("User-Agent") or "").startswith(agent or "revtrack/")
