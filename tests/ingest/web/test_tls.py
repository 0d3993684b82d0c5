"""TLS: the certificate is the one of the host that was asked for, and a connection that is cut is noticed."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from revtrack.address import Allowance
from revtrack.ingest.web import FetchError, Web
from revtrack.ingest.web.connection import default_tls
from revtrack.model import FetchState
from tests.faulty.recorder import recording
from tests.faulty.server import Exchange, FaultServer

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """An authority of our own, and what it signed."""

    folder: Path

    @property
    def trusting(self) -> ssl.SSLContext:
        """TLS as the fetcher has it, trusting this authority as well."""
        context = default_tls()
        context.load_verify_locations(self.folder / "authority.pem")
        return context

    def of(self, name: str) -> ssl.SSLContext:
        """TLS for a server with one of the certificates."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates made now: a good one, one for another host, an expired one, and one that signs itself."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*given: str) -> None:
        try:
            subprocess.run(["openssl", *given], cwd=folder, check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("no openssl command to make certificates with")

    openssl(
        *("req", "-x509", *KEY, "-keyout", "authority.key", "-out", "authority.pem", "-days", "2"),
        *("-subj", "/CN=An authority", "-addext", "keyUsage=critical,keyCertSign"),
    )
    for name, host, days in (
        ("good", "post.example", "2"),
        ("other", "other.example", "2"),
        ("old", "post.example", "-1"),
    ):
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}\n", encoding="ascii")
        openssl("req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={host}")
        openssl(
            *("x509", "-req", "-in", f"{name}.csr", "-CA", "authority.pem", "-CAkey", "authority.key"),
            *("-set_serial", "2", "-days", days, "-extfile", f"{name}.ext", "-out", f"{name}.pem"),
        )
    openssl(
        *("req", "-x509", *KEY, "-keyout", "own.key", "-out", "own.pem", "-days", "2"),
        *("-subj", "/CN=post.example", "-addext", "subjectAltName=DNS:post.example"),
    )
    return Certificates(folder=folder)


@contextmanager
def serving(certificates: Certificates, name: str) -> Iterator[tuple[FaultServer, Web, str]]:
    """A server as https://post.example with one of the certificates, a fetcher, and the server's address."""
    with (
        FaultServer(page=b"<p>A page.</p>", tls=certificates.of(name)) as server,
        recording(let=[(server.host, server.port)]) as recorder,
    ):
        recorder.names["post.example"] = [["127.0.0.1"]]
        web = Web(allowance=Allowance.parse([server.authority]), tls=certificates.trusting)
        yield server, web, f"https://post.example:{server.port}"


def test_a_page_comes_from_the_host_that_was_asked_for(certificates: Certificates) -> None:
    with serving(certificates, "good") as (server, web, base):
        assert web.get(f"{base}/ok").body == b"<p>A page.</p>"
        assert server.requests[0].header("Host") == base.removeprefix("https://")


@pytest.mark.parametrize(
    ("name", "words"),
    [("other", "Hostname mismatch"), ("old", "certificate has expired"), ("own", "self-signed certificate")],
)
def test_a_certificate_that_proves_nothing_is_an_error_that_says_why(
    certificates: Certificates, name: str, words: str
) -> None:
    with serving(certificates, name) as (server, web, base):
        with pytest.raises(FetchError) as caught:
            web.get(f"{base}/ok")
        assert caught.value.state is FetchState.UNREACHABLE
        assert words in caught.value.message
        assert server.requests == []


def test_by_default_only_the_authorities_of_the_system_are_trusted(certificates: Certificates) -> None:
    with serving(certificates, "good") as (server, _, base), pytest.raises(FetchError) as caught:
        Web(allowance=Allowance.parse([server.authority])).get(f"{base}/ok")
    assert caught.value.state is FetchState.UNREACHABLE


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"], ids=["hangs up", "speaks no TLS"])
def test_a_server_that_speaks_no_tls_is_unreachable(certificates: Certificates, first: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        listener.settimeout(20)

        def answer() -> None:
            with listener.accept()[0] as connection:
                connection.recv(65_536)
                connection.sendall(first)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError) as caught:
            Web(allowance=Allowance.parse([place]), tls=certificates.trusting).get(f"https://{place}/")
        thread.join()
    assert caught.value.state is FetchState.UNREACHABLE


def test_a_body_without_a_length_ends_with_the_closing_message_of_tls(certificates: Certificates) -> None:
    def ends(exchange: Exchange) -> None:
        exchange.head()
        exchange.send(exchange.page)
        assert isinstance(exchange.connection, ssl.SSLSocket)
        exchange.connection.unwrap()

    def is_cut(exchange: Exchange) -> None:
        exchange.head()
        exchange.send(exchange.page)

    with serving(certificates, "good") as (server, web, base):
        server.replies.update({"/ends": ends, "/is-cut": is_cut})
        assert web.get(f"{base}/ends").body == server.page
        with pytest.raises(FetchError) as caught:
            web.get(f"{base}/is-cut")
        assert caught.value.state is FetchState.TRUNCATED


def test_a_page_may_redirect_from_https_to_http(certificates: Certificates) -> None:
    with serving(certificates, "good") as (_, web, base), pytest.raises(FetchError) as caught:
        web.get(f"{base}/to/302/{base.replace('https', 'http').replace('/', '%2F')}%2Fok")
    # The port speaks TLS, so that the hop itself is what shows.
    assert str(caught.value.final_address).startswith("http://post.example:")


def test_the_environment_does_not_make_keys_known(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    with serving(certificates, "good") as (_, web, base):
        assert web.get(f"{base}/ok").status == 200
    assert not (tmp_path / "keys").exists()
