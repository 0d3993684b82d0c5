"""PURE. What stands around the text of an article and belongs to others: menus above it, lists and comments below it.

place        the element of a page that the running text of its article stands in
beyond       the pieces, those with their rule that stand outside it and are not the article's
in_comments  which pieces readers say, by the names of the elements they stand in
"""

from revtrack.extract.around.beyond import AROUND, beyond
from revtrack.extract.around.comments import in_comments
from revtrack.extract.around.place import Place, place

__all__ = ["AROUND", "Place", "beyond", "in_comments", "place"]
