"""Everything a program reads: one serialiser for the command line, the files of a site and whatever sends a Comparison.

    comparison_json   revtrack.diff/1      one Comparison, described by `diff.schema.json` beside this module
    history_json      revtrack.history/1   an article, its Versions, and a summary of each step
    document_json     revtrack.document/1  the text and the fields of one Version

What is unknown is null, never missing. Times are RFC 3339 in UTC with `Z`. Additions keep the number of a schema, any
other change raises it. `op` is one of `keep`, `edit`, `add`, `remove`, `split`, `merge`, `move`; `move` is a sentence
that moved and is otherwise the same, and `moved` says of every op that the sentence moved.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from revtrack.model import (
    Article,
    Change,
    Check,
    Comparison,
    Document,
    FieldChange,
    FieldName,
    HeldBack,
    History,
    Label,
    Operation,
    Pair,
    SideText,
    Span,
    Transition,
    Version,
)
from revtrack.report.sides import paragraphs_of
from revtrack.report.wording import FACTS, all_changes, counts, note_found, summary

__all__ = [
    "Json",
    "article_json",
    "comparison_json",
    "document_json",
    "history_json",
    "looks_json",
    "step_json",
    "to_text",
    "version_json",
]

Json = dict[str, object]

DIFF_SCHEMA: Final = "revtrack.diff/1"
HISTORY_SCHEMA: Final = "revtrack.history/1"
DOCUMENT_SCHEMA: Final = "revtrack.document/1"

SHARE_DIGITS: Final = 4
"""Decimals of shares and similarities: one word in 10,000, finer than any article is long."""

_OPS: Final = {
    Operation.KEPT: "keep",
    Operation.EDITED: "edit",
    Operation.ADDED: "add",
    Operation.DELETED: "remove",
    Operation.SPLIT: "split",
    Operation.MERGED: "merge",
}

NOT_FOR_TERMINALS: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Characters written as JSON escapes: a terminal would obey them, a reader not see them, UTF-8 cannot hold them."""


def to_text(value: object, *, indent: int | None = None) -> str:
    """JSON as text without a line end: letters of every script as they are, what steers a terminal escaped.

    Args:
        value: of dicts, lists, strings, numbers, booleans and None.
        indent: blanks per level, None for a single line.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return NOT_FOR_TERMINALS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def comparison_json(
    transition: Transition | None, comparison: Comparison, *, generator: str, base_url: str | None = None
) -> Json:
    """One Comparison as `revtrack.diff/1`.

    In every change the `=` and `-` spans joined are the old text, `=` and `+` the new one. `sentences` holds both texts
    whole, in reading order, `paragraphs` the paragraph of each sentence from 1, `pairs` what became of each.

    Args:
        transition: the Article and Versions compared, None where there are none, as with two files.
        comparison: what differs.
        generator: name and version of the program, such as "revtrack 1.2.3".
        base_url: where the site is served; None gives null for every `url` of ours.
    """
    old, new = comparison.old, comparison.new
    elapsed = transition and int((transition.new.first_seen - transition.old.first_seen).total_seconds())
    page = _pair_address(transition, base_url)
    return {
        "schema": DIFF_SCHEMA,
        "generator": generator,
        "article": article_json(transition.article) if transition else None,
        "old": _side_json(transition.old if transition else None, old),
        "new": _side_json(transition.new if transition else None, new),
        "elapsed_seconds": elapsed,
        "url": page,
        "summary": summary_json(comparison, technical=transition is not None and transition.technical),
        "labels": [_label_json(label) for label in comparison.labels],
        "coarse": list(comparison.coarse),
        "fields": [_field_json(change) for change in comparison.fields],
        "changes": [_change_json(change, page) for change in comparison.changes],
        "pairs": [_pair_json(pair) for pair in comparison.pairs],
        "sentences": {"old": _sentences(old), "new": _sentences(new)},
        "paragraphs": {"old": paragraphs_of(old), "new": paragraphs_of(new)},
    }


def summary_json(comparison: Comparison, *, technical: bool = False) -> Json:
    """How much changed, and the same in words; of a technical step it is not told that a note is missing."""
    found = counts(comparison)
    changes = all_changes(comparison)
    labels = Counter(label.term for change in changes for label in change.labels)
    note = note_found(comparison)
    factual = sum(any(label.term in FACTS for label in change.labels) for change in changes)
    return {
        "edited": found.edited,
        "added": found.added,
        "removed": found.removed,
        "moved": found.moved,
        "split": found.split,
        "merged": found.merged,
        "unchanged": found.unchanged,
        "fields": len(comparison.fields),
        "words_added": found.words_added,
        "words_removed": found.words_removed,
        "changed_share": round(found.changed_share, SHARE_DIGITS),
        "labels": dict(sorted(labels.items())),
        "note": note,
        "unnoted_fact_changes": 0 if note or technical else factual,
        "text": summary(comparison, None if technical else ""),
    }


def article_json(article: Article) -> Json:
    """What is known of an Article."""
    return {
        "id": article.id,
        "identity": article.identity,
        "url": article.url,
        "source": article.source,
        "title": article.title,
        "lang": article.language,
        "first_seen": _time(article.first_seen),
        "last_changed": _time(article.last_changed),
        "last_checked": _time(article.last_checked),
        "versions": article.versions,
        "snapshots": article.snapshots,
        "gone_since": _time(article.gone_since) if article.gone_since else None,
        "last_state": article.last_state and article.last_state.value,
        "failed_looks": article.checks,
    }


def version_json(version: Version | None) -> Json:
    """What is known of a Version without its Document; null for everything where there is none."""
    return {
        "version": version and version.number,
        "observed": version and _time(version.first_seen),
        "last_observed": version and _time(version.last_seen),
        "time_note": version and version.time_note,
        "snapshots": version and version.snapshots,
        "returns_to": version and version.returns_to,
        "note": version and version.note,
        "technical": version and version.technical,
        "headline": version and version.headline,
        "sha256_text": version and version.fingerprint,
        "sha256_raw": version and version.sha256,
        "via": version and version.via,
    }


def history_json(history: History) -> Json:
    """An Article with its Versions and a summary of each step between neighbours, both in order of number; with the
    looks that gave no Snapshot, the times it was gone and what was held back, by time, and its other addresses.
    """
    return {
        "schema": HISTORY_SCHEMA,
        "article": article_json(history.article),
        "versions": [version_json(version) for version in history.versions],
        "steps": [step_json(transition) for transition in history.transitions],
        "checks": [_check_json(check) for check in history.checks],
        "absences": [
            {
                "since": _time(absence.since),
                "confirmed": _time(absence.confirmed_at),
                "state": absence.state.value,
                "until": _time(absence.until) if absence.until else None,
            }
            for absence in history.absences
        ],
        "held_back": [_held_back_json(one) for one in history.held_back],
        "aliases": [{"url": alias.address, "reason": alias.reason} for alias in history.aliases],
    }


def looks_json(checks: Iterable[Check]) -> Json:
    """The looks at an address that never gave a Snapshot, as the history of an article that is not there."""
    return {
        "schema": HISTORY_SCHEMA,
        "article": None,
        "versions": [],
        "steps": [],
        "checks": [_check_json(check) for check in checks],
        "absences": [],
        "held_back": [],
        "aliases": [],
    }


def _held_back_json(one: HeldBack) -> Json:
    return {
        "at": _time(one.observation.observed_at),
        "reason": one.doubt.value,
        "headline": one.observation.headline,
        "words": one.observation.words,
        "url": one.observation.address,
        "sha256_raw": one.observation.sha256,
    }


def _check_json(check: Check) -> Json:
    return {
        "at": _time(check.at),
        "state": check.state.value,
        "status": check.status,
        "detail": check.detail,
        "url": check.address,
        "final_url": check.final_address,
        "sha256_raw": check.sha256,
    }


def step_json(transition: Transition) -> Json:
    """One step of a history, without its text."""
    return {
        "article": transition.article.id,
        "old": transition.old.number,
        "new": transition.new.number,
        "observed": _time(transition.new.first_seen),
        "elapsed_seconds": int((transition.new.first_seen - transition.old.first_seen).total_seconds()),
        "returns_to": transition.new.returns_to,
        "summary": summary_json(transition.comparison, technical=transition.technical),
    }


def document_json(document: Document, version: Version | None = None, article: Article | None = None) -> Json:
    """The text and the fields of a Document."""
    return {
        "schema": DOCUMENT_SCHEMA,
        "article": article_json(article) if article else None,
        "version": _side_json(version, document),
        "lang": document.language,
        "fields": [{"field": item.name.value, "value": item.value} for item in document.fields],
        "blocks": [
            {
                "kind": block.kind.value,
                "level": block.level,
                "text": block.text,
                "sentences": [sentence.text for sentence in block.sentences],
            }
            for block in document.blocks
        ],
        "set_aside": [{"text": aside.text, "rule": aside.rule} for aside in document.set_aside],
        "tools": {
            "extractor": document.tools.extractor,
            "segmenter": document.tools.segmenter,
            "normaliser": document.tools.normaliser,
        },
        "problems": [{"kind": problem.kind.value, "detail": problem.detail} for problem in document.problems],
    }


def _side_json(version: Version | None, document: Document) -> Json:
    return {
        **version_json(version),
        "headline": document.headline,
        "sha256_text": document.fingerprint,
        "published": document.field(FieldName.PUBLISHED),
        "modified": document.field(FieldName.MODIFIED),
        "words": document.word_count,
        "sentences": len(document.sentences),
        "quality": document.problems[0].kind.value if document.problems else "ok",
    }


def _field_json(change: FieldChange) -> Json:
    return {
        "field": change.field.value,
        "old": change.old,
        "new": change.new,
        "spans": _spans(change.spans),
        "labels": [_label_json(label) for label in change.labels],
    }


def _change_json(change: Change, page: str | None) -> Json:
    letters = [_spans(inside) if inside else None for inside in change.letters] if any(change.letters) else None
    return {
        "id": change.id,
        "n": change.number,
        "op": _op(change),
        "moved": change.moved,
        "old": _text_json(change.old),
        "new": _text_json(change.new),
        "similarity": round(change.similarity, SHARE_DIGITS),
        "rule": change.rule and change.rule.value,
        "spans": _spans(change.spans),
        "letters": letters,
        "labels": [_label_json(label) for label in change.labels],
        "url": page and f"{page}#c{change.number}",
    }


def _pair_json(pair: Pair) -> Json:
    return {
        "old": list(pair.old),
        "new": list(pair.new),
        "op": _op(pair),
        "moved": pair.moved,
        "similarity": round(pair.similarity, SHARE_DIGITS),
        "rule": pair.rule and pair.rule.value,
    }


def _op(one: Change | Pair) -> str:
    return "move" if one.moved and one.operation is Operation.KEPT else _OPS[one.operation]


def _text_json(side: SideText | None) -> Json | None:
    return {"i": list(side.sentences), "paragraph": side.paragraph, "text": side.text} if side else None


def _label_json(label: Label) -> Json:
    return {
        "label": label.term,
        "class": label.weight.value,
        "old": label.old,
        "new": label.new,
        "old_value": label.old_value,
        "new_value": label.new_value,
        "delta": label.delta,
        "span_old": label.old_span and list(label.old_span),
        "span_new": label.new_span and list(label.new_span),
        "lang": label.language,
        "rule": label.rule,
        "confidence": None,  # nobody has measured the rules on labels made by people; a guess would look like a measure
    }


def _spans(spans: tuple[Span, ...]) -> list[list[str]]:
    return [[span.sign, span.text] for span in spans]


def _sentences(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def _pair_address(transition: Transition | None, base_url: str | None) -> str | None:
    if transition is None or base_url is None:
        return None
    pair = f"{transition.old.number}..{transition.new.number}"
    return f"{base_url.rstrip('/')}/a/{transition.article.id}/{pair}/"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
