"""What a program leaves to the next one: pauses that are not over, patience that was asked for, robots.txt."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from revtrack.ingest.web import FetchError, Polite
from revtrack.model import FetchState, RobotsFile
from revtrack.store import Store, open_store
from tests.faulty.server import Exchange, FaultServer
from tests.ingest.web.test_manners import NOON, HandClock, polite, status

DAY = 86_400

Program = Callable[..., Polite]


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(page=b"<p>A page.</p>") as running:
        yield running


@pytest.fixture
def store(tmp_path: Path, hand: HandClock) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'test.db'}", now=hand.clock.now) as opened:
        yield opened


@pytest.fixture
def program(server: FaultServer, hand: HandClock, store: Store) -> Iterator[Program]:
    """Begins one program after the other; each ends, and leaves what it knows, before the next begins."""
    before: list[Polite] = []

    def begin(**options: float) -> Polite:
        for one in before:
            store.memory.keep_hosts(one.hosts())
        before[:] = [polite(server, hand, **options)]
        before[0].recall(store.memory.hosts(), store.memory)
        return before[0]

    yield begin
    before.clear()


def refusal(fetcher: Polite, address: str) -> FetchError:
    """Why an address is not looked at."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    return caught.value


def test_the_next_program_waits_out_the_pause_after_the_last_request_of_the_one_before(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    program().get(server.url("ok"))
    hand.seconds += 1
    program().get(server.url("ok"))
    assert hand.slept == [3.0, 2.0]
    hand.seconds += 10
    program().get(server.url("ok"))
    assert hand.slept == [3.0, 2.0]


def test_the_pause_that_a_robots_txt_asks_for_holds_between_programs(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nCrawl-delay: 40\n"
    program().get(server.url("ok"))
    hand.seconds += 10
    program().get(server.url("ok"))
    assert hand.slept == [40.0, 30.0]


def test_a_robots_txt_itself_waits_for_the_pause_of_its_host(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nCrawl-delay: 40\n"
    program().get(server.url("ok"))
    program(robots_age=0).get(server.url("ok"))
    assert hand.slept == [40.0, 40.0, 40.0]


@pytest.mark.parametrize("fields", [{"Retry_After": 600}, {}])
def test_patience_that_a_host_asked_for_outlives_the_program(
    program: Program, server: FaultServer, hand: HandClock, fields: dict[str, object]
) -> None:
    server.replies["/busy"] = status("429 Too Many Requests", **fields)
    program(delay=0).get(server.url("busy"))
    hand.seconds += 50
    for _ in range(2):
        problem = refusal(program(delay=0), server.url("ok"))
        assert problem.state is FetchState.BUSY
    assert server.asked("/ok") == 0
    hand.seconds += 550
    assert program(delay=0).get(server.url("ok")).status == 200


def test_of_hosts_without_a_pause_nothing_is_left_to_the_next_program(program: Program, server: FaultServer) -> None:
    fetcher = program(delay=0)
    fetcher.get(server.url("ok"))
    assert fetcher.hosts() == ()


def test_robots_txt_is_asked_for_once_a_day_by_all_programs_together(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    for _ in range(3):
        program().get(server.url("ok"))
        hand.seconds += DAY / 3 - 10
    assert server.asked("/robots.txt") == 1
    hand.seconds += 30
    program().get(server.url("ok"))
    assert server.asked("/robots.txt") == 2


def test_an_old_robots_txt_is_confirmed_by_its_validator(
    program: Program, server: FaultServer, hand: HandClock, store: Store
) -> None:
    asked = []

    def robots(exchange: Exchange) -> None:
        asked.append(exchange.request.header("if-none-match"))
        if asked[-1] == '"one"':
            exchange.head("304 Not Modified", ETag='"one"')
        else:
            exchange.answer(b"User-agent: *\nDisallow: /news\n", ETag='"one"', Content_Type="text/plain")

    server.replies["/robots.txt"] = robots
    for _ in range(3):
        fetcher = program()
        fetcher.get(server.url("ok"))
        assert refusal(fetcher, server.url("news")).state is FetchState.ROBOTS
        hand.seconds += DAY
    assert asked == [None, '"one"', '"one"']
    file = store.memory.robots(f"http://{server.authority}")
    assert file
    assert (file.body, file.status) == (b"User-agent: *\nDisallow: /news\n", 200)


def test_who_was_forbidden_earlier_asks_once_more_before_it_counts(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    refusal(program(), server.url("ok"))
    refusal(program(), server.url("ok"))
    assert server.asked("/robots.txt") == 1  # it was asked for just now
    hand.seconds += 3_600
    fetcher = program()
    refusal(fetcher, server.url("ok"))
    refusal(fetcher, server.url("ok"))
    assert server.asked("/robots.txt") == 2
    hand.seconds += 3_600
    server.replies["/robots.txt"] = b""
    assert program().get(server.url("ok")).status == 200


def test_a_server_that_fails_to_give_its_robots_txt_is_left_alone_for_minutes_by_all_programs(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    server.replies["/robots.txt"] = status("500 Broken")
    for _ in range(2):
        problem = refusal(program(), server.url("ok"))
        assert (problem.state, problem.status) == (FetchState.ROBOTS, 500)
        hand.seconds += 100
    assert server.asked("/robots.txt") == 1
    hand.seconds += 200
    server.replies["/robots.txt"] = b""
    assert program().get(server.url("ok")).status == 200


@pytest.mark.parametrize("answer", ["503 Away", "429 Too Many Requests"])
def test_an_earlier_robots_txt_counts_while_its_server_fails(
    program: Program, server: FaultServer, hand: HandClock, store: Store, answer: str
) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /news\n"
    program().get(server.url("ok"))
    hand.seconds += 2 * DAY
    server.replies["/robots.txt"] = status(answer)
    for _ in range(2):
        fetcher = program(busy_seconds=0)
        assert fetcher.get(server.url("ok")).status == 200
        assert refusal(fetcher, server.url("news")).state is FetchState.ROBOTS
    assert server.asked("/robots.txt") == 3  # once more before the first refusal, for the file is two days old
    file = store.memory.robots(f"http://{server.authority}")
    assert file
    assert file.at == NOON


def test_a_429_for_a_robots_txt_allows_everything_for_minutes_only(
    program: Program, server: FaultServer, hand: HandClock
) -> None:
    server.replies["/robots.txt"] = status("429 Too Many Requests")
    assert program(busy_seconds=0).get(server.url("ok")).status == 200
    hand.seconds += 400
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    assert refusal(program(), server.url("ok")).state is FetchState.ROBOTS


def test_a_host_that_could_not_be_reached_is_asked_again_by_the_next_program(
    program: Program, server: FaultServer, store: Store
) -> None:
    server.replies["/robots.txt"] = lambda exchange: exchange.reset()
    refusal(program(), server.url("ok"))
    assert store.memory.robots(f"http://{server.authority}") is None
    server.replies["/robots.txt"] = b""
    assert program().get(server.url("ok")).status == 200


def test_a_robots_txt_of_a_time_to_come_is_not_believed(
    program: Program, server: FaultServer, store: Store, hand: HandClock
) -> None:
    wrong = hand.clock.now().replace(year=2030)
    place = f"http://{server.authority}"
    store.memory.keep_robots(
        RobotsFile(origin=place, status=200, body=b"User-agent: *\nDisallow: /\n", at=wrong, believed_until=wrong)
    )
    assert program().get(server.url("ok")).status == 200


def test_no_more_of_a_robots_txt_is_kept_than_is_read(program: Program, server: FaultServer, store: Store) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\n" + b"Disallow: /news\n" * 60_000
    fetcher = program()
    fetcher.get(server.url("ok"))
    file = store.memory.robots(f"http://{server.authority}")
    assert file
    assert len(file.body) == fetcher.options.max_robots == 512_000


def test_what_was_found_before_there_was_a_database_is_kept_once_there_is_one(
    server: FaultServer, hand: HandClock, store: Store
) -> None:
    fetcher = polite(server, hand)
    fetcher.get(server.url("ok"))
    fetcher.recall((), store.memory)
    assert store.memory.robots(f"http://{server.authority}") is not None


def test_somebody_is_told_of_every_pause(server: FaultServer, hand: HandClock) -> None:
    told: list[tuple[str, float]] = []
    plain = polite(server, hand)
    fetcher = Polite(
        plain.web, plain.options, clock=hand.clock, waiting=lambda host, seconds: told.append((host, seconds))
    )
    fetcher.get(server.url("ok"))
    assert told == [(server.host, 3.0)]
