"""SHELL. The web: one way to fetch anything, judged, bounded and polite.

    manners     whose turn it is, and robots.txt obeyed      Polite.get(address) → Answer
    robots      what a robots.txt asks
    transport   one GET with its redirects                   Web.get(address) → Answer
    patience    Retry-After
    connection  the only place that connects
    decoding    content codings undone

Articles, feeds, sitemaps, archives and robots.txt itself all come through here; whatever cannot be used is a FetchError
with the state that the look ends in.
"""

from revtrack.ingest.web.manners import Polite
from revtrack.ingest.web.options import MannersOptions, WebOptions
from revtrack.ingest.web.patience import SYSTEM_CLOCK, Clock, retry_after
from revtrack.ingest.web.problem import FetchError, TooManyRedirectsError
from revtrack.ingest.web.transport import ANY, Web

__all__ = [
    "ANY",
    "SYSTEM_CLOCK",
    "Clock",
    "FetchError",
    "MannersOptions",
    "Polite",
    "TooManyRedirectsError",
    "Web",
    "WebOptions",
    "retry_after",
]
