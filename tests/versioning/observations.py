"""Observations of one day, made up for tests: of files, and of pages that came over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from revtrack.model import FROM_FEED, Check, FetchState, Observation
from revtrack.versioning import article_id, timeline

DAY = datetime(2020, 1, 3, tzinfo=UTC)


def seen(hour: float, text: str, content: str | None = None, **known: Any) -> Observation:
    """An observation of a text at an hour of the day; equal content means equal bytes."""
    moment = DAY + timedelta(hours=hour)
    return Observation(observed_at=moment, sha256=content or f"bytes of {text}", fingerprint=text, **known)


FIRE = "https://post.example/fire"


def received(
    hour: float,
    text: str,
    *,
    words: int = 400,
    address: str = FIRE,
    headline: str = "Fire",
    via: str = "fetched",
    **known: Any,
) -> Observation:
    """An observation of a page that came over HTTP."""
    return seen(hour, text, words=words, address=address, headline=headline, via=via, **known)


def texts(observations: list[Observation]) -> list[str]:
    """The fingerprints of the Versions they make, in order."""
    return [version.fingerprint for version in timeline(article_id(FIRE), observations)]


def missing(hour: float, state: FetchState = FetchState.MISSING) -> Check:
    """A look that found no article."""
    return Check(article=FIRE, at=DAY + timedelta(hours=hour), state=state, address=FIRE, detail="is not there")


some_observations = st.lists(
    st.builds(
        seen,
        st.integers(0, 6),
        st.sampled_from("abc"),
        st.sampled_from(["bytes 1", "bytes 2", "bytes 3", "bytes 4"]),
        headline=st.sampled_from(["Bridge closed", "Bridge reopens"]),
        source=st.sampled_from(["Gazette", "Herald"]),
        via=st.sampled_from(["page", FROM_FEED]),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda one: (one.observed_at, one.sha256),
)
