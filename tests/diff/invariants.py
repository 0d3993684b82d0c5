"""What holds for every Comparison, as assertions; written from the definitions, not from the differ's code."""

from revtrack.diff import DiffOptions, compare
from revtrack.model import Comparison, Document, Operation, Pair, Span

__all__ = ["assert_sound", "assert_swap_mirrors", "rebuilt_sentences", "side_of"]

MIRRORED = {
    Operation.ADDED: Operation.DELETED,
    Operation.DELETED: Operation.ADDED,
    Operation.SPLIT: Operation.MERGED,
    Operation.MERGED: Operation.SPLIT,
    Operation.EDITED: Operation.EDITED,
    Operation.KEPT: Operation.KEPT,
}


def side_of(spans: tuple[Span, ...], side: str) -> str:
    """The text of one side: `-` for old, `+` for new."""
    return "".join(span.text for span in spans if span.sign in {"=", side})


def operation_of(pair: Pair, *, equal: bool) -> Operation:
    """The operation that follows from the shape of a Pair."""
    if not pair.new:
        return Operation.DELETED
    if not pair.old:
        return Operation.ADDED
    if len(pair.new) != len(pair.old):
        return Operation.SPLIT if len(pair.new) > len(pair.old) else Operation.MERGED
    return Operation.KEPT if equal else Operation.EDITED


def assert_sound(comparison: Comparison) -> None:
    """Every sentence once, operations as defined, spans that rebuild both sides, Changes for what changed alone."""
    assert_pairs_cover(comparison)
    assert_changes_tell_all(comparison)
    assert_spans_rebuild(comparison)


def assert_pairs_cover(comparison: Comparison) -> None:
    """Every sentence of both sides is in exactly one Pair, whose operation follows from its shape."""
    old, new = comparison.old.sentences, comparison.new.sentences
    assert sorted(i for pair in comparison.pairs for i in pair.old) == list(range(len(old)))
    assert sorted(j for pair in comparison.pairs for j in pair.new) == list(range(len(new)))
    for pair in comparison.pairs:
        assert list(pair.old) == sorted(pair.old)
        assert list(pair.new) == sorted(pair.new)
        equal = [old[i].key for i in pair.old] == [new[j].key for j in pair.new]
        assert pair.operation is operation_of(pair, equal=equal and len(pair.old) == 1)
        assert 0 <= pair.similarity <= 1
        assert (pair.rule is None) == (not pair.old or not pair.new)
        assert pair.old or pair.new
        assert not pair.moved or (pair.old and pair.new)


def assert_changes_tell_all(comparison: Comparison) -> None:
    """One Change for every Pair that is edited, added, deleted, split, merged or moved, numbered in their order."""
    telling = [pair for pair in comparison.pairs if pair.moved or pair.operation is not Operation.KEPT]
    assert len(telling) == len(comparison.changes)
    for number, (pair, change) in enumerate(zip(telling, comparison.changes, strict=True), start=1):
        assert change.number == number
        assert (change.operation, change.moved) == (pair.operation, pair.moved)
        assert (change.old.sentences if change.old else ()) == pair.old
        assert (change.new.sentences if change.new else ()) == pair.new
    ids = [change.id for change in comparison.changes]
    assert len(set(ids)) == len(ids)


def assert_spans_rebuild(comparison: Comparison) -> None:
    """The Spans of every Change and field give both texts, and marked letters give the words they mark."""
    for change in comparison.changes:
        assert side_of(change.spans, "-") == (change.old.text if change.old else "")
        assert side_of(change.spans, "+") == (change.new.text if change.new else "")
        assert all(span.text for span in change.spans)
        assert len(change.letters) in {0, len(change.spans)}
        for k, word in enumerate(change.letters):
            if word:
                gone, come = change.spans[k : k + 2]
                assert (gone.sign, come.sign) == ("-", "+")
                assert (side_of(word, "-"), side_of(word, "+")) == (gone.text, come.text)
    for field in comparison.fields:
        assert side_of(field.spans, "-") == (field.old or "")
        assert side_of(field.spans, "+") == (field.new or "")
    old, new = rebuilt_sentences(comparison)
    assert old == [sentence.text for sentence in comparison.old.sentences]
    assert new == [sentence.text for sentence in comparison.new.sentences]


def rebuilt_sentences(comparison: Comparison) -> tuple[list[str], list[str]]:
    """All sentences of old and of new: changed ones from the Spans of their Change, the others from their Pair.

    The joined text of a Change is cut at the lengths of the sentences it says it holds.
    """
    old: dict[int, str] = {}
    new: dict[int, str] = {}
    for pair in comparison.pairs:
        if pair.operation is Operation.KEPT and not pair.moved:
            old[pair.old[0]] = comparison.old.sentences[pair.old[0]].text
            new[pair.new[0]] = comparison.new.sentences[pair.new[0]].text
    for change in comparison.changes:
        for side, found, sign, document in (
            (change.old, old, "-", comparison.old),
            (change.new, new, "+", comparison.new),
        ):
            text = side_of(change.spans, sign)
            for place in side.sentences if side else ():
                length = len(document.sentences[place].text)
                found[place], text = text[:length], text[length:].removeprefix(" ")
            assert not text
    return [old[place] for place in sorted(old)], [new[place] for place in sorted(new)]


def assert_swap_mirrors(old: Document, new: Document, options: DiffOptions | None = None) -> None:
    """Exchanging the sides exchanges added with deleted and split with merged, and keeps all else."""
    options = options or DiffOptions()
    there, back = compare(old, new, options), compare(new, old, options)
    told = {(pair.old, pair.new, pair.operation, pair.moved, pair.similarity, pair.rule) for pair in there.pairs}
    turned = {
        (pair.new, pair.old, MIRRORED[pair.operation], pair.moved, pair.similarity, pair.rule) for pair in back.pairs
    }
    assert told == turned
    spans = {(change.old, change.new): change.spans for change in there.changes}
    for change in back.changes:
        gone_first = spans[change.new, change.old]
        assert side_of(change.spans, "-") == side_of(gone_first, "+")
        assert _same_of(change.spans) == _same_of(gone_first)
    assert len(there.coarse) == len(back.coarse)


def _same_of(spans: tuple[Span, ...]) -> list[str]:
    """The texts that hold still."""
    return [span.text for span in spans if span.sign == "="]
