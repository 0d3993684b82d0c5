"""A tiny gold of our own, in the neutral format: what the tests of the eval measure instead of other people's texts."""

import json
from pathlib import Path
from typing import Any, Final

__all__ = ["ALIGNED", "MARKED", "write_gold"]

ALIGNED: Final[list[dict[str, Any]]] = [
    {
        "doc_id": "harbour",
        "old": [
            "The harbour office opened a new ferry line on Monday.",
            "Nobody was hurt.",
            "The old bridge was closed for repairs and the buses were sent along the northern road.",
            "Tickets cost two crowns.",
        ],
        "new": [
            "The harbour office opened a new ferry line on Tuesday.",
            "Nobody was hurt.",
            "The old bridge was closed for repairs.",
            "The buses were sent along the northern road.",
            "Zebras graze far inland.",
        ],
        "align": [[0, 0], [1, 1], [2, 2], [2, 3]],
    },
    {"doc_id": "school", "old": ["Lessons begin at eight."], "new": ["Lessons begin at nine."], "align": [[0, 0]]},
]

MARKED: Final[list[dict[str, Any]]] = [
    {
        "id": "m1",
        "old": "Lessons begin at eight today",
        "new": "Lessons begin at nine today",
        "spans": [{"old": [17, 22], "new": [17, 21]}],
    },
    {
        "id": "m2",
        "old": "Trams run hourly",
        "new": "Trams will run hourly",
        "spans": [{"old": None, "new": [6, 10]}],
    },
]


def write_gold(folder: Path, **files: Any) -> Path:
    """The folder with one JSON file per name; those of this module where none is given."""
    for name, entries in (files or {"texts": ALIGNED, "words": MARKED}).items():
        (folder / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder
