"""Every fault of the catalogue ends bounded, in the state it should end in, and with no other exception."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from revtrack.address import Allowance
from revtrack.ingest.web import FetchError, Web, WebOptions
from revtrack.model import Answer
from tests.faulty.server import FAULTS, FaultServer

ROOT = Path(__file__).resolve().parents[3]
PAGE = b"<html><body>" + b"<p>A sentence that must not vanish.</p>" * 3_000 + b"</body></html>"
SHORT = 0.8
"""Seconds for faults that end only when the time is up."""

STATES = {
    "limit-reached": """
        gzip10g gzip2g gzipgzip10g br10g zstd2g gzipx100 infinite infinite1xx trailersinf bigheader manyheaders
        manyheaders1e5 cookies clhuge chunk1 chunkline
    """,
    "truncated": """
        gziptrunc gzipfake http09 clshort clneg cldup clte chunkhuge rst chunkcut chunkgarbled
        transfercoded brtrunc zstdtrunc zstdwindow switching twolocations
    """,
    "encoding": "encunknown",
    "too-many-redirects": "redirchain",
    "unexpected-status": "304-unasked",
    "timeout": "dripheaders dripbody slow1xx noresponse redirslow",
    "refused": "redirfile redirjs redirbad redirnul",
    "unreachable": "closed resetatonce",
}
"""State → the faults that end in it; all others are answers, some of which only the text gives away."""
STATE_OF = {name: state for state, names in STATES.items() for name in names.split()}

ANSWERS = {
    "gziptrail": (200, len(PAGE)),
    "status999": (999, len(PAGE)),
    "redircrlf": (404, 0),
    "redirinfbody": (200, len(PAGE)),
    "cllong": (200, len(PAGE)),
    "204body": (204, 0),
    "empty200": (200, 0),
    "loginwall": (200, 87),
    "charsetflip": (200, len(PAGE)),
    "charset-punycode": (200, 400_000),
    "nolocation": (302, 0),
    "closecut": (200, len(PAGE) // 2),
}
"""Fault → status and size of the answer; of the other charsets, 15,000 bytes as they came."""


def get(server: FaultServer, name: str) -> Answer:
    """The answer to a fault."""
    seconds = SHORT if STATE_OF.get(name) == "timeout" else 20
    web = Web(WebOptions(seconds=seconds), allowance=Allowance.parse([server.authority]))
    return web.get(server.url(name))


@pytest.mark.parametrize("name", STATE_OF)
def test_a_fault_ends_in_its_state(name: str) -> None:
    with FaultServer(page=PAGE) as server:
        with pytest.raises(FetchError) as caught:
            get(server, name)
        assert caught.value.state == STATE_OF[name]
        assert caught.value.message == f"{server.url(name)}: {caught.value.detail}"
        assert caught.value.message.isprintable()


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in STATE_OF])
def test_a_fault_that_is_right_by_http_is_an_answer(name: str) -> None:
    with FaultServer(page=PAGE) as server:
        answer = get(server, name)
        assert (answer.status, len(answer.body)) == ANSWERS.get(name, (200, 15_000))


def test_the_catalogue_and_the_expectations_name_the_same_faults() -> None:
    assert set(STATE_OF) | set(ANSWERS) <= set(FAULTS)
    assert not set(STATE_OF) & set(ANSWERS)


def test_a_page_that_is_well_is_an_answer_byte_for_byte() -> None:
    with FaultServer(page=PAGE) as server:
        answer = Web(allowance=Allowance.parse([server.authority])).get(server.url("ok"))
        assert answer.body == PAGE


WHOLE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    b"Location: /ok\r\nSet-Cookie: a=b\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
)
PARTS = (b"\r\n", b"\x00", b"\xff", b": ", b"3", b"HTTP/1.1 302 Found\r\n", b"999999999999", b" \t", b"-", b"\x1f\x8b")


def garbled(chance: Random) -> bytes:
    """A whole answer with up to five things done to it."""
    data = bytearray(WHOLE)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = chance.randbytes(1)
            case 1:
                del data[place : place + chance.randrange(1, 10)]
            case 2:
                data[place:place] = chance.choice(PARTS)
            case _:
                del data[place:]
    return bytes(data)


def test_whatever_a_server_sends_it_is_an_answer_or_an_error_of_ours() -> None:
    chance = Random(5)  # noqa: S311  the same answers in every run
    with FaultServer() as server:
        web = Web(WebOptions(seconds=20), allowance=Allowance.parse([server.authority]))
        server.replies["/garbled"] = lambda exchange: exchange.send(garbled(chance))
        for _ in range(200):
            with suppress(FetchError):
                web.get(server.url("garbled"))
        assert len(server.requests) >= 200


CHILD = """
import json, sys
from pathlib import Path
from revtrack.address import Allowance
from revtrack.ingest.web import FetchError, Web, WebOptions
from revtrack.model import Answer
base, authority, faults = json.loads(sys.argv[1])
for name, seconds in faults:
    try:
        Web(WebOptions(seconds=seconds), allowance=Allowance.parse([authority])).get(base + name)
    except FetchError:
        pass
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory a process had since its start")
def test_all_faults_one_after_the_other_stay_within_two_hundred_megabytes() -> None:
    with FaultServer(page=PAGE) as server:
        faults = [(name, 0.3 if fault.endless else 20) for name, fault in FAULTS.items()]
        given = json.dumps([server.url(""), server.authority, faults])
        done = subprocess.run(
            [sys.executable, "-c", CHILD, given], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
        )
    assert int(done.stdout) < 200_000
