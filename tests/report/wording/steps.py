"""One step in an article's history, to be put into words."""

from revtrack.model import Change
from tests.report.handmade import Step, comparison, label


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def change(step: Step) -> Change:
    (made,) = comparison(step).changes
    return made


NUMBER = label("number", "3", "5")
