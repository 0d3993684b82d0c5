r"""Cases of the differ as files: what it is about, old, new, and what must come out; no Python to add one.

    One sentence became two.                          any number of lines: what the case shows

    == old                                            one sentence a line, blank lines apart
    The mayor opened the bridge and thanked all.
    == new
    The mayor opened the bridge.
    She thanked all.
    == pairs                                          old sentences -> new sentences, operation, moved; from 1
    1 -> 1 2 split
    == marks                                          optional: edited, split and merged Changes, in their order
    The mayor opened the bridge[- and-]{+. She+} thanked all.

Instead of `pairs` there may be `wanted`, `today` and `why`, where the differ does not reach what is wanted: `today` is
asserted, so that an improvement is noticed. Further sections: `letters` (changed letters of changed words, in order),
`old text` and `new text` (blank lines part paragraphs, and the program cuts the sentences), `language`, `rules`.
`\u00a0` in a text stands for that character.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from revtrack.extract import document_from_sentences, document_from_text
from revtrack.model import Comparison, Document, Operation, Pair, Span

__all__ = ["CASES", "Case", "described", "letters", "marks", "read_case", "rendered"]

CASES = Path(__file__).resolve().parent.parent / "cases" / "diff"

SECTIONS = frozenset(
    {"old", "new", "old text", "new text", "pairs", "wanted", "today", "why", "marks", "letters", "language", "rules"}
)

MARKED = (Operation.EDITED, Operation.SPLIT, Operation.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file of `tests/cases/diff/`."""

    name: str
    description: str
    sections: dict[str, tuple[str, ...]]
    """Lines that are not blank, by section."""

    @property
    def reached(self) -> bool:
        """False where the differ does not yet give what is wanted."""
        return "wanted" not in self.sections

    @property
    def documents(self) -> tuple[Document, Document]:
        """Old and new."""
        language = next(iter(self.sections.get("language", ())), None)
        if "old text" in self.sections:
            old, new = ("\n\n".join(self.sections[f"{side} text"]) for side in ("old", "new"))
            return document_from_text(old, language=language), document_from_text(new, language=language)
        return (
            document_from_sentences(self.sections["old"], language),
            document_from_sentences(self.sections["new"], language),
        )

    @property
    def swapped(self) -> "Case":
        """The same case with the sides exchanged; only its documents are of use."""
        turn = {"old": "new", "new": "old", "old text": "new text", "new text": "old text"}
        sections = {turn.get(name, name): lines for name, lines in self.sections.items()}
        return Case(name=self.name, description=self.description, sections=sections)


def read_case(path: Path) -> Case:
    """The case of a file.

    Raises:
        ValueError: for a section nobody knows or a case without an expectation; the message names the file.
    """
    description, *parts = re.split(r"^== (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        lines = re.split(r"\n\s*\n", body) if name.endswith("text") else body.splitlines()
        sections[name.strip()] = tuple(_unescaped(" ".join(line.split())) for line in lines if line.strip())
    unknown = sections.keys() - SECTIONS
    if unknown:
        raise ValueError(f"{path.name}: unknown section {min(unknown)!r}")
    if not description.strip() or not ("pairs" in sections or sections.keys() >= {"wanted", "today", "why"}):
        raise ValueError(f"{path.name}: needs a description, and either pairs or wanted, today and why")
    return Case(name=path.stem, description=description.strip(), sections=sections)


def _unescaped(line: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), line)


def described(pair: Pair) -> str:
    """A Pair as the files write it: `2 -> 3 4 split moved`, sentences counted from 1."""
    old, new = (" ".join(str(place + 1) for place in side) for side in (pair.old, pair.new))
    words = [old, "->", new, str(pair.operation), "moved" if pair.moved else ""]
    return " ".join(word for word in words if word)


def rendered(spans: tuple[Span, ...]) -> str:
    """Spans as the files write them: `kept [-old-]{+new+} kept`."""
    drawn = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(drawn[span.sign].format(span.text) for span in spans)


def marks(comparison: Comparison) -> tuple[str, ...]:
    """The marked text of every edited, split or merged Change."""
    return tuple(rendered(change.spans) for change in comparison.changes if change.operation in MARKED)


def letters(comparison: Comparison) -> tuple[str, ...]:
    """The marked letters of every word that has such marks."""
    return tuple(rendered(word) for change in comparison.changes for word in change.letters if word)
