"""Documents made the way users make them: from bytes with a media type."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revtrack.extract import extract
from revtrack.model import Document, Snapshot

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """The Document of some content: `read(content, media_type, **what the sender states)`."""

    def document(content: str | bytes, media_type: str = "text/plain", **stated: Any) -> Document:
        data = content if isinstance(content, bytes) else content.encode()
        observed = datetime(2020, 1, 3, tzinfo=UTC)
        return extract(Snapshot(article="key", content=data, observed_at=observed, media_type=media_type, **stated))

    return document


@pytest.fixture(scope="session")
def seed() -> Callable[[str], bytes]:
    """The bytes of a file in seeds/."""
    return lambda name: (SEEDS / name).read_bytes()
