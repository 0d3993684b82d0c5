"""What is said about notes to readers, and what is never said."""

import pytest

from revtrack.model import Comparison, FieldName
from revtrack.report.wording import change_title, chip, later_note, note_statement, summary
from tests.report.handmade import added, comparison, edited, field, history, kept, label, removed
from tests.report.wording.steps import NUMBER

NOTES = [
    (comparison(kept(1, "A.")), ""),
    (comparison(added(1, "A.")), ""),
    (comparison(edited(1, "[-teh-]{+the+}.", label("spelling"))), ""),
    (comparison(edited(1, "[-3-]{+5+}.", NUMBER)), "No new correction note found."),
    (
        comparison(fields=[field(FieldName.HEADLINE, "[-3-]{+5+}", NUMBER)]),
        "No new correction note found.",
    ),
    (comparison(added(1, "A."), labels=[label("unnoted")]), "No new correction note found."),
    (
        comparison(
            edited(1, "[-3-]{+5+}.", NUMBER),
            added(2, "Correction: 5.", label("note", None, "Correction")),
        ),
        "Correction note added.",
    ),
    (comparison(edited(1, "Correction: [-3-]{+5+}.", label("note", "a", "a"))), "Correction note changed."),
    (comparison(removed(1, "Correction: 5.", label("note", "Correction"))), "Correction note removed."),
]


@pytest.mark.parametrize(
    ("rule", "noun"),
    [
        ("note-correction-en/1", "Correction note"),
        ("note-update-en/1", "Update note"),
        ("note-editors-note-de/1", "Editor’s note"),
        ("note-of-some-kind/1", "Correction note"),
    ],
)
def test_a_note_is_called_what_it_calls_itself(rule: str, noun: str) -> None:
    note = label("note", None, "Note", rule)
    found = comparison(added(1, "Note: it was five.", note))
    assert change_title(found.changes[0]) == f"{noun} added"
    assert chip(note) == f"{noun} added"
    assert note_statement(found) == f"{noun} added."


@pytest.mark.parametrize(("found", "said"), NOTES)
def test_a_note_is_stated_as_found_or_not_found(found: Comparison, said: str) -> None:
    assert note_statement(found) == said


def test_a_note_that_came_a_version_later_is_named_as_what_it_is() -> None:
    toll = comparison(edited(1, "[-3-]{+5+}.", NUMBER))
    note = label("note", None, "Update", "note-update-en/1")
    steps = history(toll, comparison(added(1, "Update: five.", note)), toll, toll).transitions
    said = [later_note(steps, position) for position in range(4)]
    assert said == ["An update note came with version 3.", "", "", ""]
    assert note_statement(toll, said[0]) == said[0]
    assert summary(toll, said[0]).endswith(said[0])
    assert note_statement(steps[1].comparison, "Never said.") == "Update note added."
    assert note_statement(comparison(added(1, "A.")), "Never said.") == ""


def test_a_note_that_only_changed_or_went_is_not_one_that_came_later() -> None:
    toll = comparison(edited(1, "[-3-]{+5+}.", NUMBER))
    gone = comparison(removed(1, "Correction: 5.", label("note", "Correction")))
    assert later_note(history(toll, gone).transitions, 0) == ""
