"""JSON for programs: the shape its schema promises, both texts whole, and nothing a terminal would obey."""

import json
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import Comparison, FieldName, Label, Weight
from revtrack.report.as_json import (
    Json,
    article_json,
    comparison_json,
    document_json,
    history_json,
    to_text,
    version_json,
)
from tests.report.golden import assert_golden
from tests.report.handmade import (
    added,
    article,
    comparison,
    document,
    edited,
    field,
    fire,
    history,
    kept,
    label,
    moved,
    removed,
    versions,
)
from tests.report.json_schema import problems

SCHEMA = json.loads(files("revtrack.report").joinpath("diff.schema.json").read_text(encoding="utf-8"))

GENERATOR = "revtrack 1.2.3"


def of_the_fire() -> Json:
    """The JSON of two Versions of an Article."""
    address = "https://changes.example.org/"
    return comparison_json(history(fire()).transitions[0], fire(), generator=GENERATOR, base_url=address)


FIRE: dict[str, Any] = json.loads(to_text(of_the_fire()))


def of_files(found: Comparison) -> dict[str, Any]:
    """The JSON of two texts that belong to no article, read back."""
    loaded: dict[str, Any] = json.loads(to_text(comparison_json(None, found, generator=GENERATOR)))
    return loaded


def joined(spans: list[list[str]], signs: str) -> str:
    return "".join(text for sign, text in spans if sign in signs)


def test_golden_json_of_a_comparison_with_a_change_of_every_kind() -> None:
    assert_golden("fire.json", to_text(of_the_fire(), indent=2) + "\n")


def test_the_generator_is_the_one_the_caller_names() -> None:
    assert FIRE["generator"] == GENERATOR


@pytest.mark.parametrize(
    "made",
    [
        FIRE,
        of_files(fire()),
        of_files(comparison()),
        of_files(comparison(kept(1, "It rained."))),
        of_files(comparison(moved(2, 1, "It rained."), labels=[label("rewritten")])),
        of_files(comparison(fields=[field(FieldName.LINK, "[-https://post.example-]", label("link"))])),
    ],
    ids=["article", "files", "empty", "same", "moved", "field"],
)
def test_every_comparison_keeps_to_the_schema(made: dict[str, Any]) -> None:
    assert list(problems(made, SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("schema", "revtrack.diff/2"),
        ("old.words", -1),
        ("old.observed", "2026-02-03T11:47:00+00:00"),
        ("summary.changed_share", 1.5),
        ("summary.note", "found"),
        ("changes.0.op", "delete"),
        ("changes.0.spans.0", ["=", "a", "b"]),
        ("changes.0.spans.0", ["~", "a"]),
        ("changes.0.old.i", 7),
        ("changes.0.labels.0.class", "important"),
        ("changes.0.labels.0.delta", "two"),
        ("changes.0.labels.0.old_value", "about 3"),
        ("changes.0.labels.0.span_new", [1]),
        ("pairs.0.moved", 1),
        ("article", "7k2mqa4xyz"),
    ],
)
def test_the_schema_refuses_what_it_does_not_promise(path: str, wrong: object) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    spoilt: Any = deepcopy(FIRE)
    inner = spoilt
    for step in way:
        inner = inner[step]
    inner[last] = wrong
    assert list(problems(spoilt, SCHEMA, SCHEMA))


def test_a_label_tells_values_difference_places_and_language() -> None:
    told = Label(
        term="number",
        weight=Weight.FACT,
        old="three",
        new="five",
        rule="number-en/1",
        language="en",
        old_value="3",
        new_value="5",
        delta="2",
        old_span=(0, 5),
        new_span=(0, 4),
    )
    made = of_files(comparison(edited(1, "[-three-]{+five+} people died.", told)))
    assert list(problems(made, SCHEMA, SCHEMA)) == []
    assert made["changes"][0]["labels"] == [
        {
            "label": "number",
            "class": "fact",
            "old": "three",
            "new": "five",
            "old_value": "3",
            "new_value": "5",
            "delta": "2",
            "span_old": [0, 5],
            "span_new": [0, 4],
            "lang": "en",
            "rule": "number-en/1",
            "confidence": None,
        }
    ]


def test_unknown_is_null_and_never_missing() -> None:
    made = of_files(fire())
    assert made.keys() == FIRE.keys()
    assert made["article"] is None
    assert made["elapsed_seconds"] is None
    assert made["old"].keys() == FIRE["old"].keys()
    assert made["old"]["observed"] is None
    assert made["old"]["published"] is None
    assert {change["url"] for change in made["changes"]} == {None}


def test_spans_give_both_texts_of_every_change() -> None:
    for change in FIRE["changes"]:
        assert joined(change["spans"], "=-") == (change["old"]["text"] if change["old"] else "")
        assert joined(change["spans"], "=+") == (change["new"]["text"] if change["new"] else "")


def test_a_program_can_rebuild_both_texts_and_every_change_from_the_sentences() -> None:
    for side, paragraphs in (("old", 9), ("new", 9)):
        sentences = FIRE["sentences"][side]
        assert sorted(index for pair in FIRE["pairs"] for index in pair[side]) == list(range(len(sentences)))
        assert len(FIRE["paragraphs"][side]) == len(sentences) == FIRE[side]["sentences"]
        assert max(FIRE["paragraphs"][side]) == paragraphs
        for change in FIRE["changes"]:
            if change[side]:
                assert " ".join(sentences[index] for index in change[side]["i"]) == change[side]["text"]
                assert FIRE["paragraphs"][side][change[side]["i"][0]] == change[side]["paragraph"]


def test_the_words_of_an_operation_are_the_same_in_changes_and_pairs() -> None:
    assert [change["op"] for change in FIRE["changes"]] == [
        "edit",
        "add",
        "remove",
        "move",
        "edit",
        "split",
        "merge",
        "edit",
    ]
    assert [pair["op"] for pair in FIRE["pairs"] if pair["op"] != "keep"] == [
        change["op"] for change in FIRE["changes"]
    ]
    assert [change["moved"] for change in FIRE["changes"]].count(True) == 2


def test_the_summary_counts_labels_and_facts_without_a_note() -> None:
    told = FIRE["summary"]
    assert told["labels"]["number"] == 2
    assert told["note"] is None
    assert told["unnoted_fact_changes"] == 5
    assert told["fields"] == 2
    note = added(2, "Correction: five.", label("note", None, "Correction"))
    noted = of_files(comparison(edited(1, "[-3-]{+5+}.", label("number", "3", "5")), note))["summary"]
    assert (noted["note"], noted["unnoted_fact_changes"]) == ("added", 0)


def test_a_change_of_a_published_site_has_an_address_of_its_own() -> None:
    assert FIRE["url"] == "https://changes.example.org/a/7k2mqa4xyz/1..2/"
    assert FIRE["changes"][2]["url"] == "https://changes.example.org/a/7k2mqa4xyz/1..2/#c3"


def test_times_are_utc_with_a_z() -> None:
    assert FIRE["old"]["observed"] == "2026-02-03T11:47:00Z"
    assert FIRE["article"]["last_changed"] == "2026-02-03T14:02:00Z"
    assert FIRE["elapsed_seconds"] == 8100


def test_a_history_tells_its_versions_and_steps_in_order() -> None:
    told: Any = history_json(history(fire(), comparison(removed(1, "It rained.")), returns={3: 1}))
    assert told["schema"] == "revtrack.history/1"
    assert [version["version"] for version in told["versions"]] == [1, 2, 3]
    assert [(step["old"], step["new"], step["returns_to"]) for step in told["steps"]] == [(1, 2, None), (2, 3, 1)]
    assert told["steps"][1]["summary"]["removed"] == 1
    assert told["article"] == article_json(article(3))


def test_a_version_without_its_text_has_every_key_of_one_with_it_that_needs_no_text() -> None:
    (version,) = versions(1)
    assert version_json(version).keys() <= FIRE["old"].keys()
    assert set(version_json(None).values()) == {None}


def test_a_document_is_told_with_its_blocks_and_fields() -> None:
    (version,) = versions(1)
    made: Any = document_json(
        document([["It rained.", "It blew."]], [(FieldName.HEADLINE, "Storm")]), version, article(1)
    )
    assert made["version"]["words"] == 4
    assert made["fields"] == [{"field": "headline", "value": "Storm"}]
    assert made["blocks"] == [
        {
            "kind": "paragraph",
            "level": None,
            "text": "It rained. It blew.",
            "sentences": ["It rained.", "It blew."],
        }
    ]


@settings(deadline=None)
@given(st.recursive(st.text(), lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside)))
def test_json_text_says_the_same_in_utf_8_and_steers_no_terminal(value: object) -> None:
    text = to_text(value)
    assert json.loads(text.encode()) == value
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in text)
    assert not set("\u200f\u202e\u2066\u2067\u2068\u2069") & set(text)


def test_half_a_surrogate_pair_is_written_as_its_escape() -> None:
    assert to_text(["a\ud800b\u202e"]) == '["a\\ud800b\\u202e"]'
