"""Golden files: what the program prints, kept to be read and reviewed like code."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "report"


def assert_golden(name: str, text: str) -> None:
    """Compare a text with its golden file; `python -m tests golden` rewrites the file instead."""
    path = FOLDER / name
    if os.environ.get("REVTRACK_TEST_UPDATE"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs; if that is right: python -m tests golden"
