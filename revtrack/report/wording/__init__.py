"""Words for readers: what a page, a terminal, a feed or a program's output says about a Change, in English.

    Label number, three, five  →  title    "Number changed: three to five"
                                  chip     "Number three → five"
                                  summary  "Number changed: three to five. … No new correction note found."

The vocabulary is neutral: it says what is found and what is not found, never why, for it accuses nobody. Sentences name
the two sides by words, "three to five"; arrows stand in chips only, for text from right to left turns them around.
Whatever is quoted from an article stands between U+2068 and U+2069, so that its direction cannot reorder our words.
"""

from revtrack.report.wording.counting import Counts, counts, counts_line, length_line, set_aside_line
from revtrack.report.wording.labels import chip
from revtrack.report.wording.measures import counted, gap, in_zone, percent, short_gap, short_percent, when
from revtrack.report.wording.notes import FACTS, later_note, no_edit, no_edit_in_short, note_found, note_statement
from revtrack.report.wording.summaries import summary
from revtrack.report.wording.titles import change_title, field_name, field_title, happening
from revtrack.report.wording.weighing import (
    WEIGHTS,
    all_changes,
    is_minor,
    most_telling,
    most_telling_of,
    weight,
    weightiest_first,
)

__all__ = [
    "FACTS",
    "WEIGHTS",
    "Counts",
    "all_changes",
    "change_title",
    "chip",
    "counted",
    "counts",
    "counts_line",
    "field_name",
    "field_title",
    "gap",
    "happening",
    "in_zone",
    "is_minor",
    "later_note",
    "length_line",
    "most_telling",
    "most_telling_of",
    "no_edit",
    "no_edit_in_short",
    "note_found",
    "note_statement",
    "percent",
    "set_aside_line",
    "short_gap",
    "short_percent",
    "summary",
    "weight",
    "weightiest_first",
    "when",
]
