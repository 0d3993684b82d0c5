"""A whole static site as pages of text: somebody else writes them to a folder.

    index.html                          what changed last                          feed.atom beside it
    most-words.html, weightiest.html    the same in other orders
    all/2026-02/index.html              all articles, by the month they were first seen
    gone/index.html                     what its publisher took away
    source/index.html                   the sources
    source/<slug>/index.html            what changed last in one source            feed.atom beside it
    a/<id>/index.html                   the history of one article                 history.json, feed.atom beside it
    a/<id>/<old>..<new>/index.html      two versions side by side                  diff.json, diff.patch beside it

All links are relative and name `index.html`, so that the site works from a folder as it does from a server. The feeds
are made by `revtrack.publish`; every page here links the one it belongs to.

Building again is cheap for who keeps the Listing of each article with its `pages_key`: as long as the key is the same,
the Listing stands for the article, and none of its pages is made.
"""

from collections.abc import Iterable, Iterator

from revtrack.model import History
from revtrack.report.pages.article import article_pages
from revtrack.report.pages.chrome import Page, SiteOptions, source_slug
from revtrack.report.pages.listing import Listing, listing, listing_from_json, listing_to_json, pages_key
from revtrack.report.pages.lists import list_pages
from revtrack.report.pages.pair import Compare
from revtrack.report.pages.single import single_page

__all__ = [
    "Compare",
    "Listing",
    "Page",
    "SiteOptions",
    "listing",
    "listing_from_json",
    "listing_to_json",
    "pages_key",
    "single_page",
    "site",
    "source_slug",
]


def site(articles: Iterable[History | Listing], options: SiteOptions, compare: Compare | None = None) -> Iterator[Page]:
    """The pages of a site: those of each article as it comes, then the lists, the index last.

    Of an article whose pages are made, only what the lists show stays in memory. The same articles in the same order
    and the same options give the same bytes.

    Args:
        articles: each as its History, or, where its pages need not be made again, as its Listing.
        options: of the site.
        compare: finds the differences of Versions that are no neighbours; without it only neighbours have pages.
    """
    listings: list[Listing] = []
    for article in articles:
        if isinstance(article, History):
            yield from article_pages(article, options, compare)
            listings.append(listing(article))
        else:
            listings.append(article)
    yield from list_pages(listings, options)
