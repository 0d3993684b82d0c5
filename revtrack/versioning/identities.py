"""What names an Article: one spelling for each address, and the id that follows from it.

An http or https address is brought into one spelling: scheme and host in lower case, escapes made alike; default port,
dot segments, doubled slashes, a slash at the end, known tracking parameters, user name and password removed, http
without a port read as https, and the fragment left out unless it names a page (`#!…`). Anything else is a key of the
user's own, kept as it is but for the white space around it.
"""

from base64 import b32encode
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from url_normalize import url_normalize

__all__ = ["article_id", "identity", "is_address", "spelling_reasons", "tracks"]

ID_LENGTH: Final = 10
"""Characters of an article id: 50 bits, so that a million articles meet a collision with a chance of 1 in 2,000."""

TRACKING_PREFIXES: Final = ("utm_", "mc_", "pk_")
TRACKING: Final = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "smid", "yclid", "cmpid"})
"""Query parameters that say how a reader came, never which article it is."""


def is_address(text: str) -> bool:
    """True for an http or https address with a host."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:  # such as "http://[half"
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(host)


def identity(article: str) -> str:
    """The one spelling of what names an article: a canonical address, or the user's key without blanks around it.

    Unparsable addresses are keys. Idempotent: `identity(identity(x)) == identity(x)`.
    """
    return _identity(article.strip())


@lru_cache(4_096)  # each look at an article asks again for the same few
def _identity(text: str) -> str:
    if not is_address(text):
        return text
    address, _, fragment = text.partition("#")
    try:
        parts = urlsplit(str(url_normalize(address) or address))
    except (ValueError, UnicodeError):
        return text
    host = parts.netloc.rpartition("@")[2]  # never keep a password
    query = "&".join(parameter for parameter in parts.query.split("&") if not tracks(parameter))
    scheme = "https" if parts.scheme == "http" and ":" not in host.rpartition("]")[2] else parts.scheme
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((scheme, host, path, query, fragment if fragment.startswith("!") else ""))


def spelling_reasons(address: str) -> tuple[str, ...]:
    """Why an address is another spelling of its identity, for people; nothing where it is the identity, or a key."""
    text = address.strip()
    canonical = identity(text)
    if not is_address(text) or text == canonical:
        return ()
    parts, known = urlsplit(text), urlsplit(canonical)
    reasons = []
    if parts.scheme.lower() != known.scheme:
        reasons.append("http and https")
    if parts.path.rstrip("/") != parts.path and parts.path.strip("/"):
        reasons.append("a slash at the end")
    if any(tracks(parameter) for parameter in parts.query.split("&")):
        reasons.append("tracking parameters")
    return tuple(reasons) or ("case, escapes or the like",)


def tracks(parameter: str) -> bool:
    """Whether a parameter of a query says how a reader came, not which article it is."""
    name = unquote_plus(parameter.partition("=")[0]).lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def article_id(identity_: str) -> str:
    """The 10-character id of an identity: lower-case base 32, the same in every database."""
    return b32encode(sha256(identity_.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:ID_LENGTH]
