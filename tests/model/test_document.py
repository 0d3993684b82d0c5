"""A Document whose blocks are made when somebody asks for them is the same to everybody."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from revtrack.model import Block, Document, OnDemand
from tests.strategies import document_of

MADE = document_of("One fire. Two fires.", "Three", headline="Fires", language=None)


def waiting(asked: list[str] | None = None) -> Document:
    """The same, on demand; each time its blocks are made, that is noted."""

    def blocks() -> tuple[Block, ...]:
        if asked is not None:
            asked.append("blocks")
        return MADE.blocks

    others = {one.name: getattr(MADE, one.name) for one in fields(Document) if one.init and one.name != "blocks"}
    return Document.on_demand(OnDemand(blocks), **others)


def test_its_blocks_are_made_once_and_not_before() -> None:
    asked: list[str] = []
    document = waiting(asked)
    assert (document.headline, document.fingerprint, document.problems) == ("Fires", MADE.fingerprint, ())
    assert asked == []
    assert document.word_count == 5
    assert document.blocks == MADE.blocks
    assert asked == ["blocks"]


@pytest.mark.parametrize("name", [one.name for one in fields(Document)])
def test_whatever_is_asked_for_first_is_there(name: str) -> None:
    assert getattr(waiting(), name) == getattr(MADE, name)


@pytest.mark.parametrize(
    "look",
    [
        lambda document: document,
        repr,
        hash,
        copy.copy,
        copy.deepcopy,
        lambda document: pickle.loads(pickle.dumps(document)),  # noqa: S301  our own
        lambda document: replace(document, language="de"),
    ],
    ids=["equal", "repr", "hash", "copy", "deepcopy", "pickle", "replace"],
)
def test_nobody_can_tell_them_apart(look: Callable[[Document], Any]) -> None:
    assert look(waiting()) == look(MADE)
    assert look(MADE) == look(waiting())


def test_what_a_document_does_not_have_is_missed_as_anywhere() -> None:
    for document in (waiting(), MADE):
        with pytest.raises(AttributeError, match="'Document' object has no attribute 'paragraphs'"):
            document.paragraphs  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        waiting().language = "de"  # type: ignore[misc]
