"""One page as a file of its own: it can be mailed, kept as evidence or printed, and needs nothing beside it."""

from revtrack.model import History, Transition
from revtrack.report.pages.article import history_page
from revtrack.report.pages.chrome import SiteOptions
from revtrack.report.pages.pair import pair_page

__all__ = ["single_page"]


def single_page(history: History, options: SiteOptions, step: Transition | None = None) -> str:
    """The HTML of a history with its Comparisons, or of one Comparison; links lead only where `base_url` is known.

    Args:
        history: of the article.
        options: of the site it would be part of.
        step: any two Versions of it and what differs; None for the whole history.
    """
    if step is None:
        return history_page(history, options, alone=True).text
    return pair_page(history, step, options, alone=True).text
