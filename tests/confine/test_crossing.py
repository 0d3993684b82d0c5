"""What crosses from a child is made anew by the type it should have, or refused."""

import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given

from revtrack.confine.crossing import Malformed, dumps, loads
from revtrack.extract import document_from_text
from revtrack.model import Document, Operation, Pair, ProblemKind, Snapshot
from tests.confine import misbehaving
from tests.strategies import documents


def test_every_kind_of_value_arrives_as_it_was() -> None:
    assert loads(dumps(misbehaving.VALUES, misbehaving.Values), misbehaving.Values) == misbehaving.VALUES
    assert loads(dumps(misbehaving.SNAPSHOT, Snapshot), Snapshot) == misbehaving.SNAPSHOT


@given(documents())
def test_every_document_arrives_as_it_was(document: Document) -> None:
    assert loads(dumps(document, Document), Document) == document


@pytest.mark.parametrize("strings", [(), ("",), ("", ""), ("a",), ("a", "b"), ("a b", "c"), (" ",), ("a", "")])
def test_strings_are_joined_only_where_they_can_be_parted_again(strings: tuple[str, ...]) -> None:
    assert loads(dumps(strings, tuple[str, ...]), tuple[str, ...]) == strings


def test_what_a_type_computes_itself_does_not_cross() -> None:
    document = document_from_text("One sentence here. Another one there.")
    written = dumps(document, Document)
    assert loads(written, Document).sentences == document.sentences
    assert b"Another one there" in written, "the tokens"
    assert b"another one there" not in written, "the words"


PAIR = '[[0],[1],"split",false,0.5,null]'


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        (int, '"7"'),
        (int, "true"),
        (int, "7.0"),
        (bool, "1"),
        (str, "null"),
        (str, "7"),
        (tuple[str, ...], '["a", 7]'),
        (tuple[int, str], "[7]"),
        (tuple[int, str], '[7, "a", "b"]'),
        (tuple[int, str], '{"0": 7, "1": "a"}'),
        (bytes, '"not base64!"'),
        (ProblemKind, '"unheard-of"'),
        (ProblemKind, "[]"),
        (Literal["+", "-"], '"*"'),
        (Literal[1], "true"),
        (Pair, PAIR.replace("false", "7")),
        (Pair, PAIR.replace("split", "__class__")),
        (Pair, PAIR.replace("null", "null, 1")),
        (int | str, "[2, 7]"),
        (int | str, "[-1, 7]"),
        (int | str, '[0, "a"]'),
        (int | str, "null"),
        (Snapshot, '["", "", "2026-02-03", "", null, null, null, null, null, null, null, null, "", null]'),
        (int, "[" * 100_000 + "]" * 100_000),
        (int, "1" * 10_000),
        (int, "{"),
        (int, "\xff"),
    ],
)
def test_what_is_not_of_the_type_is_refused(hint: Any, text: str) -> None:
    assert loads(PAIR.encode(), Pair) == Pair((0,), (1,), Operation.SPLIT, moved=False, similarity=0.5, rule=None)
    with pytest.raises(Malformed):
        loads(text.encode("latin-1"), hint)


def test_a_pickle_that_runs_a_program_is_nonsense(tmp_path: Path) -> None:
    """Control: unpickled, it does."""
    bomb = misbehaving.bomb(tmp_path / "bang")
    with pytest.raises(Malformed):
        loads(bomb, Document)
    assert not (tmp_path / "bang").exists()
    pickle.loads(bomb)  # noqa: S301  the control
    assert (tmp_path / "bang").exists()


@dataclass(frozen=True)
class Loose:
    """A type that says nothing of what it holds."""

    what: Any


@pytest.mark.parametrize("hint", [Any, object, list[int], dict, Loose, tuple[Any, ...], type])
def test_a_type_that_says_nothing_of_what_it_holds_cannot_cross(hint: Any) -> None:
    with pytest.raises(TypeError):
        loads(json.dumps([]).encode(), hint)
