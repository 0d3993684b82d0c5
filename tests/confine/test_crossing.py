"""What crosses from a child is made anew by the type it should have, or refused."""

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.confine.crossing import Malformed, dumps, loads
from revtrack.extract import document_from_sentences, document_from_text
from revtrack.model import Block, BlockKind, Document, Operation, Pair, ProblemKind, Sentence, Snapshot
from tests.confine import misbehaving
from tests.strategies import any_text, document_of, documents


def test_every_kind_of_value_arrives_as_it_was() -> None:
    assert loads(dumps(misbehaving.VALUES, misbehaving.Values), misbehaving.Values) == misbehaving.VALUES
    assert loads(dumps(misbehaving.SNAPSHOT, Snapshot), Snapshot) == misbehaving.SNAPSHOT


def arrived(document: Document) -> Document:
    """What comes of a Document."""
    found: Document = loads(dumps(document, Document), Document)
    return found


def as_it_was(found: Document, document: Document) -> None:
    """Equal, and in what a Document computes itself as well."""
    assert found.keys == document.keys
    assert found == document
    assert [sentence.words for sentence in found.sentences] == [sentence.words for sentence in document.sentences]
    assert found.frequency == document.frequency
    assert (found.words_before, found.sentences_up_to) == (document.words_before, document.sentences_up_to)


@given(documents())
def test_every_document_arrives_as_it_was(document: Document) -> None:
    as_it_was(arrived(document), document)


@given(st.lists(st.tuples(any_text, st.lists(any_text, max_size=3)), max_size=4))
def test_a_document_of_any_texts_and_tokens_arrives_as_it_was(said: list[tuple[str, list[str]]]) -> None:
    """Whatever stands between texts and tokens on the way may stand in them."""
    document = replace(
        document_of(),
        blocks=tuple(
            Block(
                kind=BlockKind.CODE,
                text=text,
                sentences=(Sentence(start=0, end=len(text), text=text, key="\n".join(tokens), tokens=tuple(tokens)),),
            )
            for text, tokens in said
        ),
    )
    as_it_was(arrived(document), document)


@pytest.mark.parametrize(
    "document",
    [
        document_of(),
        document_from_sentences(("", " ", "One.", "\0", "\n")),
        document_from_text("a\0b. c\n\nd", headline="\0", language="\n"),
        document_from_text("He “said” so… Twice — she said."),
        document_from_text("Zażółć gęślą jaźń. 日本語の文。二つ目。 \U0001f1e9\U0001f1ea! \ud800"),
    ],
    ids=["nothing", "blanks", "bounds", "typography", "scripts"],
)
def test_odd_documents_arrive_as_they_were(document: Document) -> None:
    as_it_was(arrived(document), document)
    either = loads(dumps((document, None, document), tuple[Document | None, ...]), tuple[Document | None, ...])
    assert either == (document, None, document)


def test_a_text_crosses_once_and_unquoted_beside_its_tokens() -> None:
    document = document_of('He said "yes" \\ twice.')
    assert dumps(document, Document).count(document.blocks[0].text.encode()) == 2


@pytest.mark.parametrize("strings", [(), ("",), ("", ""), ("a",), ("a", "b"), ("a b", "c"), (" ",), ("a", "")])
def test_strings_are_joined_only_where_they_can_be_parted_again(strings: tuple[str, ...]) -> None:
    assert loads(dumps(strings, tuple[str, ...]), tuple[str, ...]) == strings


def test_what_a_type_computes_itself_does_not_cross() -> None:
    document = document_from_text("One sentence here. Another one there.")
    written = dumps(document, Document)
    assert loads(written, Document).sentences == document.sentences
    assert b"Another one there" in written, "the tokens"
    assert b"another one there" not in written, "the words"


def columns_of(data: bytes) -> list[Any]:
    """What crosses of a Document: other fields, kinds, levels, counts, keys, steps, texts."""
    head, _, texts = data.partition(b"\n")
    return [*json.loads(head), texts.decode()]


def put(place: int, value: object) -> Callable[[list[Any]], object]:
    return lambda columns: columns.__setitem__(place, value)


SOUND = document_of("One here. Two there.", "Three.")


def test_what_crosses_of_a_document_can_be_told_from_what_is_forged() -> None:
    """Control of the next test."""
    columns = columns_of(dumps(SOUND, Document))
    assert columns[1:6] == [["paragraph"] * 2, [None] * 2, [1, 1], [None] * 2, [0, 20, 0, 6]]
    assert columns[6].split("\0") == ["One here. Two there.", "Three.", "One here. Two there.", "Three."]
    assert loads(json.dumps(columns).encode(), Document) == SOUND


@pytest.mark.parametrize(
    "forge",
    [
        put(0, []),
        put(1, ["paragraph", "unheard-of"]),
        put(1, ["paragraph", []]),
        put(1, ["paragraph"]),
        put(1, "pp"),
        put(1, {"paragraph": 1, "heading": 2}),
        put(2, [None, "1"]),
        put(2, [None, True]),
        put(2, [None]),
        put(3, [1, 1.0]),
        put(3, [1, 2]),
        put(3, [3, -1]),
        put(3, [2]),
        put(4, [None, 7]),
        put(4, [None]),
        put(4, [None] * 3),
        put(4, None),
        put(5, [0, 20, 0, 7]),
        put(5, [0, 20, 1, 6]),
        put(5, [0, 20, -1, 6]),
        put(5, [0, 20, 0, True]),
        put(5, [0, 20, 0, 10**400]),
        put(5, [0, 20, 0]),
        put(5, [0, 20, 0, 6, 0, 0]),
        put(6, "One here. Two there.\0Three.\0Three."),
        put(6, "One here. Two there.\0Three.\0One\0Two\0Three"),
        put(6, "\0" * 10),
        put(6, ["One here. Two there.", "Three.", ["One", 7], "Three ."]),
        put(6, ["One here. Two there.", "Three.", None, "Three ."]),
        put(6, ["One here. Two there.", ["Three."], "One", "Three ."]),
        put(6, {}),
        lambda columns: columns.append(""),
        lambda columns: columns.pop(),
    ],
)
def test_what_is_no_document_is_refused_before_anybody_asks_for_its_blocks(
    forge: Callable[[list[Any]], object],
) -> None:
    columns = columns_of(dumps(SOUND, Document))
    forge(columns)
    with pytest.raises(Malformed):
        loads(json.dumps(columns).encode(), Document)


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
