"""Every key there is, with the check of its value. A new setting is a line here, and a field in `values`."""

from dataclasses import fields
from typing import Final

from revtrack.settings import checks
from revtrack.settings.checks import Check
from revtrack.settings.values import Source

__all__ = ["FIXED", "KEYS", "LISTS", "PLANNED", "SCALARS", "SECTIONS"]

_REVTRACK: Final[dict[str, Check]] = {
    **dict.fromkeys(("db", "contact", "user_agent"), checks.text),
    "timezone": checks.timezone,
}
_FETCH: Final[dict[str, Check]] = {
    "jobs": checks.whole(1, 64),
    "per_host_delay": checks.span("0s", "5m"),
    "timeout": checks.span("1s", "10m"),
    "robots": checks.one_of("respect", "ignore"),
    "allow_private": checks.list_of(checks.private),
    "schedule": checks.periods,
    "max_bytes": checks.whole(1_000, 10**8),
}
_SOURCE: Final[dict[str, Check]] = {
    "name": checks.name,
    "title": checks.text,
    "hosts": checks.list_of(checks.host),
    **dict.fromkeys(("feeds", "sitemaps", "pages"), checks.list_of(checks.address)),
    **dict.fromkeys(("include", "exclude", "ignore_text", "paywall"), checks.list_of(checks.pattern)),
    **dict.fromkeys(("lang", "encoding", "timezone", "select"), checks.text),
    **dict.fromkeys(("drop", "headlines"), checks.list_of()),
    "content": checks.yes,
}
SECTIONS: Final = {"revtrack": _REVTRACK, "fetch": _FETCH, "source": _SOURCE}

SCALARS: Final = {
    f"{section}.{key}": check for section in ("revtrack", "fetch") for key, check in SECTIONS[section].items()
}
"""Every key that is not a source's."""

LISTS: Final = frozenset({"fetch.allow_private", "fetch.schedule"})
"""Those of them that are lists."""

PLANNED: Final = {
    "": ("labels", "publish", "notify"),
    "revtrack": (),
    "fetch": (),
    "source": ("canonical", "live", "cookies_file", "archive"),
}
"""Keys that a later version knows: they are passed over, and that is said."""

FIXED: Final[dict[str, dict[str, Check]]] = {
    "revtrack": {
        "keep_raw": checks.only(
            True,  # noqa: FBT003  the value of a key
            "what was received is the evidence, and what a newer extractor reads in the place of an older one",
        )
    },
    "fetch": {
        "confirm_gone": checks.only(
            2,
            "an article is gone once it was found missing twice: equal looks are one history everywhere",
        )
    },
    "source": {},
}
"""What may be said, but not otherwise: its contrary would break what is promised of every history."""

KEYS: Final = (*SCALARS, *(f"source.{one.name}" for one in fields(Source) if one.name != "place"))
"""Every key there is, with its section."""
