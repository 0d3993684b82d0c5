"""No request reaches an address that is not public, through whatever entrance, judged by the connections tried."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from revtrack.address import Allowance
from revtrack.ingest.web import FetchError, MannersOptions, Polite, Web, WebOptions
from revtrack.model import FetchState
from tests.faulty.recorder import Recorder, RefusedByTestError, recording
from tests.faulty.server import Exchange, FaultServer
from tests.faulty.vectors import PUBLIC, VECTORS, Vector

REDIRECTS = (301, 302, 303, 307, 308)
AT_ONCE = MannersOptions(delay=0, busy_seconds=0)

Entrance = Callable[[str], object]


@contextmanager
def a_server() -> Iterator[tuple[FaultServer, Recorder, Allowance]]:
    """A server that may be reached, and nothing else."""
    with FaultServer() as server, recording(let=[(server.host, server.port)]) as recorder:
        yield server, recorder, Allowance.parse([server.authority])


def directly(server: FaultServer, web: Web) -> Entrance:
    """The address is asked for."""
    del server
    return web.get


def by_redirect(status: int) -> Callable[[FaultServer, Web], Entrance]:
    """A page that is allowed redirects to the address."""

    def entrance(server: FaultServer, web: Web) -> Entrance:
        return lambda url: web.get(server.url("to", status, url))

    return entrance


def by_second_redirect(server: FaultServer, web: Web) -> Entrance:
    """The second redirect leads to the address."""
    return lambda url: web.get(server.url("to", 302, server.url("to", 301, url)))


def politely(server: FaultServer, web: Web) -> Entrance:
    """The robots.txt of the address is asked for before the address itself."""
    del server
    polite = Polite(web, AT_ONCE)
    return polite.get


def by_redirected_robots(server: FaultServer, web: Web) -> Entrance:
    """The robots.txt of a host that is allowed redirects to the address."""

    def fetch(url: str) -> object:
        def elsewhere(exchange: Exchange) -> None:
            exchange.redirect(url)

        server.replies["/robots.txt"] = elsewhere
        return Polite(web, AT_ONCE).get(server.url("ok"))

    return fetch


def politely_by_redirect(server: FaultServer, web: Web) -> Entrance:
    """A page that is allowed redirects to the address, whose robots.txt is asked for then."""
    polite = Polite(web, AT_ONCE)
    return lambda url: polite.get(server.url("to", 302, url))


ENTRANCES: dict[str, Callable[[FaultServer, Web], Entrance]] = {
    "direct": directly,
    **{f"redirect {status}": by_redirect(status) for status in REDIRECTS},
    "second redirect": by_second_redirect,
    "robots": politely,
    "redirected robots": by_redirected_robots,
    "robots of a redirect": politely_by_redirect,
}


def leaks(recorder: Recorder, fetch: Entrance, vectors: tuple[Vector, ...]) -> list[str]:
    """The vectors that reached inside."""
    found = []
    for vector in vectors:
        with recorder.watching() as tried, suppress(FetchError, RefusedByTestError):
            fetch(vector.url)
        found += [f"{vector.label} {vector.url!a} → {place}" for place in tried.leaks]
    return found


def passed(recorder: Recorder, fetch: Entrance) -> list[str]:
    """The public addresses that were tried, and they alone."""
    found = []
    for url in PUBLIC:
        with recorder.watching() as tried, suppress(FetchError, RefusedByTestError):
            fetch(url)
        if tried.places and not tried.leaks:
            found.append(url)
    return found


def one_of_each_form(turn: int) -> tuple[Vector, ...]:
    """A vector of each way of writing an address, each turn another target."""
    forms: dict[str, list[Vector]] = {}
    for vector in VECTORS:
        forms.setdefault(vector.label.partition(":")[0], []).append(vector)
    return tuple(vectors[turn % len(vectors)] for vectors in forms.values())


@pytest.mark.parametrize("name", ENTRANCES)
def test_a_share_of_the_vectors_reaches_nothing_through_any_entrance(name: str) -> None:
    # Every vector goes through some entrance here, and one of each form through each; all through each in the long run.
    turn = list(ENTRANCES).index(name)
    share = VECTORS if name == "direct" else tuple({*VECTORS[turn :: len(ENTRANCES)], *one_of_each_form(turn)})
    with a_server() as (server, recorder, allowance):
        fetch = ENTRANCES[name](server, Web(WebOptions(seconds=5), allowance=allowance))
        assert leaks(recorder, fetch, share) == []
        assert passed(recorder, fetch) == list(PUBLIC)


@pytest.mark.soak
@pytest.mark.parametrize("name", ENTRANCES)
def test_no_vector_reaches_inside_through_any_entrance(name: str) -> None:
    with a_server() as (server, recorder, allowance):
        fetch = ENTRANCES[name](server, Web(WebOptions(seconds=5), allowance=allowance))
        assert leaks(recorder, fetch, VECTORS) == []


def naive(url: str) -> None:
    """A fetcher as one writes it at first, without a gate."""
    with suppress(OSError, ValueError):
        parts = urlsplit(url)
        if parts.scheme == "file":
            Path(parts.path).open("rb").close()
        elif parts.hostname:
            family, kind, protocol, _, endpoint = socket.getaddrinfo(parts.hostname, parts.port or 80)[0]
            with socket.socket(family, kind, protocol) as connection:
                connection.connect(endpoint)


def test_the_recorder_sees_the_leaks_of_a_fetcher_without_a_gate() -> None:
    with recording() as recorder:
        found = leaks(recorder, naive, VECTORS)
        assert passed(recorder, naive) == list(PUBLIC)
    assert len(found) > 700
    assert any("169.254.169.254" in leak for leak in found)
    assert any(leak.endswith("file /etc/passwd") for leak in found)


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with recording() as recorder:
        monkeypatch.setitem(recorder.names, "rebind.test", [["93.184.216.34"], ["127.0.0.1"]])
        with recorder.watching() as tried, suppress(RefusedByTestError):
            Web().get("http://rebind.test/")
    assert tried.places == ["93.184.216.34"]


def test_a_name_with_one_inner_address_among_public_ones_is_refused() -> None:
    with recording() as recorder, recorder.watching() as tried, pytest.raises(FetchError) as caught:
        Web().get("http://mixed.test/")
    assert tried.places == []
    assert caught.value.state is FetchState.REFUSED
    assert "10.0.0.7, which is a private network" in caught.value.message


def test_what_may_be_reached_is_one_address_and_port() -> None:
    with FaultServer() as server, FaultServer() as other:
        web = Web(allowance=Allowance.parse([server.authority]))
        assert web.get(server.url("ok")).status == 200
        with pytest.raises(FetchError) as caught:
            web.get(server.url("to", 302, other.url("ok")))
        assert caught.value.state is FetchState.REFUSED
        assert caught.value.final_address == other.url("ok")
        assert other.requests == []
        assert f"127.0.0.1:{other.port}" in str(caught.value.hint)


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as proxy, recording(let=[(proxy.host, proxy.port)]) as recorder:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.authority}")
        with recorder.watching() as tried, suppress(RefusedByTestError):
            Web(allowance=Allowance.parse([proxy.authority])).get("http://example.com/")
        assert tried.places == ["93.184.216.34"]
        assert proxy.requests == []
