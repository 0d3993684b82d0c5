"""PURE. What stands around the text of an article and belongs to others: menus above it, lists and comments below it.

place        the element of a page that the running text of its article stands in
overlooked   the same where hardly any of that text is in what was read
regions      the elements by which a page says itself where its text stands; with what is_beside_title, is_beside_text
beyond       the pieces, those with their rule that stand outside it and are not the article's
in_comments  which pieces readers say, by the names of the elements they stand in
Site         whether links lead to other pages of the page's own site
in_teasers   which pieces lead to other pages of the site: teasers, and lines that are nothing but a link
"""

from revtrack.extract.around.beyond import AROUND, beyond
from revtrack.extract.around.comments import in_comments
from revtrack.extract.around.place import Place, letters_of, overlooked, place
from revtrack.extract.around.regions import is_beside_text, is_beside_title, regions
from revtrack.extract.around.sites import Site
from revtrack.extract.around.teasers import in_teasers

__all__ = [
    "AROUND",
    "Place",
    "Site",
    "beyond",
    "in_comments",
    "in_teasers",
    "is_beside_text",
    "is_beside_title",
    "letters_of",
    "overlooked",
    "place",
    "regions",
]
