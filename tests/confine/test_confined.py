"""A child that hangs, crashes or eats memory costs one answer; everything else goes on."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revtrack.confine import Confined, ConfinedError, Limits, Network, Reason
from revtrack.confine.wire import Kind
from revtrack.extract import extract
from revtrack.ingest import open_folder, read_bytes, snapshot_of
from revtrack.model import Document, Snapshot
from tests.confine import misbehaving

PACKAGES = ("revtrack", "tests")
ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 20.0
"""How long a process may take to be gone on a busy machine."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this fence")


def confined(*, fork: bool = True, **limits: Any) -> Confined:
    """With limits for slow machines; a test sets those it is about."""
    return Confined(Limits(**({"wall_s": 60, "cpu_s": 60} | limits)), packages=PACKAGES, fork=fork)


@pytest.fixture(scope="module")
def child() -> Iterator[Confined]:
    """One that is shared by tests which leave it usable."""
    with confined(children=1) as shared:
        yield shared


def reason(call: Callable[[], object]) -> tuple[Reason, str]:
    """Why a call has no answer, and what is said of it."""
    with pytest.raises(ConfinedError) as caught:
        call()
    assert caught.value.exit_code == 2
    return caught.value.reason, caught.value.message


def is_there(pid: int) -> bool:
    """Whether a process lives; one that nobody has asked about yet does not."""
    try:
        os.kill(pid, 0)
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except (ProcessLookupError, FileNotFoundError):
        return False


def is_gone(pid: int) -> bool:
    """Whether a process ends, now or in a while."""
    deadline = time.monotonic() + PATIENCE_S
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_there(pid)


def test_an_answer_is_the_one_that_is_given_here(child: Confined) -> None:
    assert child.call(misbehaving.values) == misbehaving.VALUES
    assert child.call(misbehaving.snapshot) == misbehaving.SNAPSHOT
    assert child.call(extract, misbehaving.SNAPSHOT) == extract(misbehaving.SNAPSHOT)
    assert child.call(misbehaving.echo, text="by name") == "by name"


def parts(document: Document) -> tuple[Any, ...]:
    """What a Document is and what it computes itself."""
    words = [sentence.words for sentence in document.sentences]
    return document, document.keys, words, document.words_before, document.sentences_up_to, document.frequency


@pytest.mark.parametrize("listed", open_folder(ROOT / "seeds").listed, ids=lambda listed: listed.path.stem)
def test_a_seed_is_read_as_it_is_here(child: Confined, listed: Any) -> None:
    seed = snapshot_of(read_bytes(listed.path), listed.path.name, listed.observed_at, listed.description)
    assert extract(seed).blocks
    assert parts(child.call(extract, seed)) == parts(extract(seed))


@pytest.mark.parametrize("content", misbehaving.ODD, ids=range(len(misbehaving.ODD)))
@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/markdown"])
def test_odd_content_is_read_as_it_is_here(child: Confined, content: bytes, media_type: str) -> None:
    odd = Snapshot(article="odd", content=content, observed_at=misbehaving.MOMENT, media_type=media_type)
    assert parts(child.call(extract, odd)) == parts(extract(odd))


def test_one_child_answers_call_after_call_in_a_process_and_session_of_its_own(child: Confined) -> None:
    assert child.call(misbehaving.who) == child.call(misbehaving.who) != os.getpid()
    assert child.call(misbehaving.session) != os.getsid(0), "Ctrl-C is the parent's alone"


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_what_hangs_is_ended_and_the_next_call_answered(fork: bool) -> None:
    with confined(fork=fork, children=1) as ours:
        first = ours.call(misbehaving.who)
        hurried = Limits(wall_s=0.3)
        ours._idle[0]._limits = hurried
        assert reason(lambda: ours.call(misbehaving.asleep, 60)) == (Reason.TIME, "takes more than 0.3 s to read")
        assert not is_there(first)
        assert ours.call(misbehaving.who) != first


@linux
def test_what_computes_for_too_long_is_ended_even_when_nobody_waits() -> None:
    with confined(cpu_s=1) as ours:
        assert reason(lambda: ours.call(misbehaving.busy, 60)) == (Reason.TIME, "takes more than 1 s to read")


def test_a_child_is_not_made_to_pay_for_all_pages_before() -> None:
    with confined(cpu_s=1, children=1) as ours:
        assert [ours.call(misbehaving.busy, 0.4) for _ in range(6)] == [0.4] * 6


@linux
def test_what_eats_memory_is_stopped(child: Confined) -> None:
    assert child.call(misbehaving.greedy, 2**28) == 2**28
    assert reason(lambda: child.call(misbehaving.greedy, 2**31)) == (
        Reason.MEMORY,
        "needs more than 1 GB of memory to read",
    )
    assert child.call(misbehaving.echo, "on we go") == "on we go"


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_what_crashes_the_interpreter_crashes_one_child(fork: bool) -> None:
    with confined(fork=fork) as ours:
        assert reason(lambda: ours.call(misbehaving.crashing)) == (Reason.CRASH, "crashes its reader")
        assert ours.call(misbehaving.echo, "on we go") == "on we go"


def test_a_crash_after_the_answer_is_nobody_elses(child: Confined) -> None:
    before = child.call(misbehaving.crashing_later)
    assert is_gone(before)
    assert child.call(misbehaving.who) != before


def test_an_exception_is_told_in_one_bounded_line_and_the_child_goes_on(child: Confined) -> None:
    before = child.call(misbehaving.who)
    why, message = reason(lambda: child.call(misbehaving.failing))
    assert why is Reason.FAILED
    assert message.startswith("cannot be read: ZeroDivisionError: a bbb")
    assert len(message) < 330
    assert reason(lambda: child.call(misbehaving.leaving)) == (Reason.FAILED, "cannot be read: SystemExit: bye")
    assert reason(lambda: child.call(misbehaving.lying))[0] is Reason.CRASH
    assert child.call(misbehaving.who) == before


def test_an_error_of_ours_keeps_its_sentence_and_its_remedy(child: Confined) -> None:
    with pytest.raises(ConfinedError) as caught:
        child.call(misbehaving.refusing)
    assert (caught.value.message, caught.value.hint) == ("cannot be read: holds no article", "save it again")


def test_an_answer_that_is_too_large_is_not_taken() -> None:
    with confined(result_bytes=100_000) as ours:
        assert len(ours.call(misbehaving.talkative, 99_000)) == 99_000
        assert reason(lambda: ours.call(misbehaving.talkative, 100_000)) == (
            Reason.SIZE,
            "is read as more than 97.7 kB",
        )
        assert reason(lambda: ours.call(misbehaving.boasting))[0] is Reason.CRASH


def test_a_document_has_a_limit_of_its_own() -> None:
    page = b"<h1>Fire</h1>" + b"<p>Four people died in the fire.</p>" * 400
    snapshot = Snapshot(article="a", content=page, observed_at=datetime.now(UTC), media_type="text/html")
    with confined(document_bytes=10_000) as ours:
        assert len(ours.call(misbehaving.talkative, 99_000)) == 99_000
        assert reason(lambda: ours.call(extract, snapshot)) == (Reason.SIZE, "is read as more than 9.77 kB")
    with confined(result_bytes=10_000) as ours:
        assert ours.call(extract, snapshot).word_count > 400


def test_a_child_that_was_taken_over_runs_nothing_here(child: Confined, tmp_path: Path) -> None:
    bang = tmp_path / "bang"
    for body in (misbehaving.bomb(bang), b"", b"\xff", b'["a"]', b"[" * 100_000):
        assert reason(lambda body=body: child.call(misbehaving.forged, body))[0] is Reason.CRASH  # type: ignore[misc]
    for kind in (Kind.ITEM, Kind.FAILED, Kind.CALL, 200):
        assert reason(lambda kind=kind: child.call(misbehaving.forged, misbehaving.bomb(bang), kind))  # type: ignore[misc]
    assert not bang.exists()
    assert child.call(misbehaving.echo, "on we go") == "on we go"


def test_a_child_makes_way_after_so_many_calls() -> None:
    with confined(children=1, most_calls=2) as ours:
        children = [ours.call(misbehaving.who) for _ in range(5)]
    assert children[0] == children[1] != children[2] == children[3] != children[4]
    assert not any(map(is_there, children))


def test_threads_share_the_children() -> None:
    with confined(children=2) as ours, ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(ours.call, [misbehaving.asleep] * 12, [0.05] * 12))
    assert len(set(answers)) == 2


def test_one_page_that_hangs_holds_up_no_other_thread() -> None:
    with confined(children=2) as ours, ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(ours.call, misbehaving.asleep, 3600)
        for number in range(20):
            assert ours.call(misbehaving.echo, str(number)) == str(number)
        assert not hanging.done()
        ours.close()
        with pytest.raises(ConfinedError) as caught:  # in the middle of it, or on a slow machine before it began
            hanging.result(PATIENCE_S)
        assert caught.value.reason is Reason.UNAVAILABLE


@pytest.mark.parametrize("function", [os.getpid, lambda: 1, misbehaving.speechless])
def test_only_functions_of_ours_that_say_what_they_return_are_run(child: Confined, function: Any) -> None:
    with pytest.raises(TypeError):
        child.call(function)
    with pytest.raises(TypeError):
        child.stream(function)
    with pytest.raises(TypeError):
        Confined().call(misbehaving.who)


# ----------------------------------------------------------------------------------------------------------- streams


def test_a_stream_gives_its_items_one_by_one_beside_calls(child: Confined) -> None:
    found = [child.call(misbehaving.echo, str(number)) for number in child.stream(misbehaving.numbers, 300)]
    assert found == [str(number) for number in range(300)]


def test_a_stream_is_ended_by_whoever_has_seen_enough(child: Confined) -> None:
    numbers = child.stream(misbehaving.numbers, 10**9)
    assert [next(numbers), next(numbers)] == [0, 1]
    numbers.close()  # type: ignore[attr-defined]  # an iterator that is a generator
    assert list(numbers) == []


def test_what_came_before_an_item_that_fails_is_kept(child: Confined) -> None:
    numbers = child.stream(misbehaving.failing_at, 2)
    assert [next(numbers), next(numbers)] == [0, 1]
    assert reason(lambda: next(numbers)) == (Reason.FAILED, "cannot be read: record 3 is cut off")


def test_the_limits_of_a_stream_are_those_of_an_item() -> None:
    with confined(wall_s=1) as ours:
        numbers = ours.stream(misbehaving.hanging_at, 2)
        found = [next(numbers)]
        time.sleep(1.1)  # whoever takes the items may take their time
        found.append(next(numbers))
        assert found == [0, 1]
        assert reason(lambda: next(numbers))[0] is Reason.TIME


# ------------------------------------------------------------------------------------------------------------ fences


@linux
def test_a_child_has_no_network_no_programs_and_no_pen(child: Confined, tmp_path: Path) -> None:
    """Control: here, all of it is possible."""
    assert child.fences().network is Network.KERNEL
    secret = tmp_path / "secret"
    secret.touch()
    denied = dict(child.call(misbehaving.denied, secret))
    assert denied.pop("read") == "done", "libraries are loaded and archives read"
    assert set(denied.values()) == {"PermissionError"}, denied
    assert list(tmp_path.iterdir()) == [secret]
    with socket.create_server(("127.0.0.1", 0)):
        here = dict(misbehaving.denied(secret))
    assert {name for name, what in here.items() if what != "done"} == {"connect"}, "nobody listens there"


@linux
def test_a_thread_may_be_started(child: Confined) -> None:
    assert child.call(misbehaving.threaded) == 7


def test_a_child_knows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVTRACK_DB", "postgresql://user:password@localhost/db")
    with confined() as ours:
        assert not [name for name in ours.call(misbehaving.environment) if "REVTRACK" in name]


# --------------------------------------------------------------------------------------------------------- processes


def test_nothing_is_started_before_the_first_call_and_nothing_is_left() -> None:
    ours = confined(children=1)
    assert ours._keeper._process is None  # type: ignore[attr-defined]  # nobody else can tell
    with ours:
        child = ours.call(misbehaving.who)
        nursery = ours._keeper._process.pid  # type: ignore[attr-defined]
        assert is_there(child)
        assert is_there(nursery)
    assert not is_there(child)
    assert not is_there(nursery)
    with pytest.raises(RuntimeError):
        ours.call(misbehaving.who)


@linux
def test_a_lost_nursery_is_replaced() -> None:
    with confined(children=1) as ours:
        first = ours.call(misbehaving.who)
        os.kill(ours._keeper._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        assert is_gone(first), "its children go with it"
        assert ours.call(misbehaving.who) != first
        assert reason(lambda: ours.call(misbehaving.crashing))[0] is Reason.CRASH
        os.kill(ours._keeper._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        assert ours.call(misbehaving.echo, "with no child left") == "with no child left"


def test_without_a_python_to_start_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    for fork in (True, False):
        with confined(fork=fork) as ours:
            why, message = reason(lambda ours=ours: ours.call(misbehaving.who))  # type: ignore[misc]
            assert why is Reason.UNAVAILABLE
            assert "No such file" in message


PROGRAM = """
import sys
from revtrack.confine import Confined, Limits
from tests.confine import misbehaving

print("started", flush=True)
with Confined(Limits(wall_s=3600, cpu_s=3600, children=1), packages=("tests",), fork=sys.argv[1] == "forked") as ours:
    print(ours.call(misbehaving.who), flush=True)
    ours.call({call})
"""


@pytest.mark.parametrize("how", ["forked", "spawned"])
def test_the_program_that_calls_is_not_run_again_in_its_children(how: str) -> None:
    code = PROGRAM.format(call="misbehaving.who")
    done = subprocess.run([sys.executable, "-c", code, how], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.count("started") == 1
    assert done.stderr == ""


@linux
@pytest.mark.parametrize("call", ["misbehaving.asleep, 3600", "misbehaving.busy, 3600"])
def test_when_the_parent_is_killed_its_children_end_in_the_middle_of_a_call(call: str) -> None:
    code = PROGRAM.format(call=call)
    parent = subprocess.Popen([sys.executable, "-c", code, "forked"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        child = int([parent.stdout.readline() for _ in range(2)][1])
        assert is_there(child)
        parent.kill()
        parent.wait()
        assert is_gone(child)


def test_limits_have_ranges() -> None:
    for wrong in ({"wall_s": 0}, {"children": 0}, {"address_space_bytes": 1}, {"most_calls": 10**9}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Limits(**wrong)
