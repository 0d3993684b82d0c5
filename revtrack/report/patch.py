"""A Comparison as a patch of diff-match-patch: applied to the text of old it gives the text of new.

    text of old   Bridge closed⏎⏎The bridge is closed. …
    patch         @@ -28,15 +28,13 @@
                   dge is
                  -closed
                  +open
                  . …

The text of a Document is its headline and its Blocks with a blank line between them, and a line feed at the end; what
`revtrack show … --text` prints. The patch is made of the marks that every other report shows: nothing is compared
again. What moved is deleted in one place and inserted in the other, for the format knows no moves.

Positions count code points, as diff-match-patch does in Python.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex
from diff_match_patch import diff_match_patch

from revtrack.model import Comparison, Document, Span
from revtrack.report.sides import common_ends, in_order, sentences_of

__all__ = ["document_text", "patch_text"]

Edit = tuple[int, str]
"""A part of both texts: -1 of old alone, 1 of new alone, 0 of both."""

Place = tuple[int, int]
"""Half-open offsets in the text of a Document."""

SECTION: Final = 20_000
"""Characters of old after which, at the next text that both sides have, a patch of its own begins. Range [1,000, 10^6].
diff-match-patch copies the text for every edit; in sections the work grows with the length, not with its square."""

_SIGNS: Final = {"=": 0, "-": -1, "+": 1}
_LONE_SURROGATE: Final = regex.compile("[\ud800-\udfff]")


def document_text(document: Document) -> str:
    """Headline and Blocks, a blank line between them, a line feed at the end; empty where there is neither.

    A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    return _encodable(_text_and_places(document)[0])


def patch_text(comparison: Comparison) -> str:
    """The patch in diff-match-patch's own text form, ASCII; empty where both texts are the same."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    patches = []
    for start, edits in _sections(_joined(_edits(comparison))):
        made = engine.patch_make("".join(text for sign, text in edits if sign <= 0), edits)
        for patch in made:
            patch.start1 += start  # where the patches before have been applied already
            patch.start2 += start
        patches += made
    return str(engine.patch_toText(patches))


def _encodable(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


def _text_and_places(document: Document) -> tuple[str, list[Place]]:
    """The text of a Document and where each of its sentences stands in it."""
    parts = [document.headline] if document.headline else []
    places: list[Place] = []
    length = sum(len(part) + 2 for part in parts)
    for block in document.blocks:
        places += [(length + sentence.start, length + sentence.end) for sentence in block.sentences]
        parts.append(block.text)
        length += len(block.text) + 2
    return ("\n\n".join(parts) + "\n" if parts else ""), places


def _edits(comparison: Comparison) -> Iterator[Edit]:
    """Both texts from beginning to end: the sentences that belong together, and what lies between these."""
    old, places = _text_and_places(comparison.old)
    new, new_places = _text_and_places(comparison.new)
    spans = {sentences_of(change): change.spans for change in comparison.changes}
    here = there = 0
    for ours, theirs in in_order(comparison):
        sides = _Side(old, [places[i] for i in ours]), _Side(new, [new_places[j] for j in theirs])
        yield from _replaced(old[here : sides[0].start], new[there : sides[1].start])
        if (ours, theirs) in spans:
            yield from _as_they_stand(spans[ours, theirs], *sides)
        else:
            yield from _replaced(old[sides[0].start : sides[0].end], new[sides[1].start : sides[1].end])
        here, there = sides[0].end, sides[1].end
    yield from _replaced(old[here:], new[there:])


class _Side:
    """Some sentences that follow each other, as they stand in a text."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self.start, self.end = places[0][0], places[-1][1]
        self.gaps: dict[int, str] = {}
        """Offset in the sentences joined by one blank each, of each of these blanks → what stands there in the text."""
        length = -1
        for (_, before), (after, _), (start, end) in zip(places, places[1:], places, strict=False):
            length += end - start + 1
            self.gaps[length] = text[before:after]


def _as_they_stand(spans: Iterable[Span], old: _Side, new: _Side) -> Iterator[Edit]:
    """Spans of sentences joined by one blank, with what stands between the sentences in the texts."""
    here = there = 0
    for span in spans:
        sign = _SIGNS[span.sign]
        done = 0
        for at in range(len(span.text) if old.gaps or new.gaps else 0):
            gone = old.gaps.get(here + at) if sign <= 0 else None
            come = new.gaps.get(there + at) if sign >= 0 else None
            if gone is not None or come is not None:
                yield sign, span.text[done:at]
                yield from _replaced(
                    (" " if gone is None else gone) if sign <= 0 else "",
                    (" " if come is None else come) if sign >= 0 else "",
                )
                done = at + 1
        yield sign, span.text[done:]
        here += len(span.text) if sign <= 0 else 0
        there += len(span.text) if sign >= 0 else 0


def _replaced(old: str, new: str) -> Iterator[Edit]:
    """Two texts opposite each other, what both begin with and end with apart."""
    head, tail = common_ends(old, new)
    yield 0, old[:head]
    yield -1, old[head : len(old) - tail]
    yield 1, new[head : len(new) - tail]
    yield 0, old[len(old) - tail :]


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits with neighbours of one kind joined, deleted text before inserted, nothing empty."""
    texts: dict[int, list[str]] = {0: [], -1: [], 1: []}
    for sign, text in edits:
        if text and (texts[0] if sign else texts[-1] or texts[1]):
            yield from _written(texts)
        if text:
            texts[sign].append(_encodable(text))
    yield from _written(texts)


def _written(texts: dict[int, list[str]]) -> Iterator[Edit]:
    for sign in (0, -1, 1):
        if texts[sign]:
            yield sign, "".join(texts[sign])
            texts[sign].clear()


def _sections(edits: Iterable[Edit]) -> Iterator[tuple[int, list[Edit]]]:
    """The edits in sections of about `SECTION` characters, and where in new each begins."""
    start = length = 0
    section: list[Edit] = []
    for edit in edits:
        section.append(edit)
        length += len(edit[1])
        if edit[0] == 0 and length > SECTION:
            yield start, section
            start += sum(len(text) for sign, text in section if sign >= 0)
            section, length = [], 0
    if section:
        yield start, section
