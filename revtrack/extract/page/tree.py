"""The tree of a page, or what keeps it from being read whole; and what is written into it before it is read.

    text --fence--> Problem           more tags, or more attributes in one, than any page has: not parsed at all
         --parsed--> tree, Problem    the parser gave up, or the page breaks off: what is there is not the whole
         --cut_short--> Problem       a fetched page that stops in the middle of its text
         --plain--> tree              10<sup>2</sup> as 10², <del>old</del><ins>new</ins> with a blank between

libxml2 drops the rest of a page without an error where a limit of its own is reached, and a cut page parses as well as
a whole one. Either would look like a deletion; so the page is read as far as it goes and marked PARTIAL.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from revtrack.model import Problem, ProblemKind

__all__ = ["cut_short", "elements", "fence", "make_plain", "parsed", "text_of", "texts"]

MOST_TAGS: Final = 200_000
"""Tags of a page that is parsed, a count, closing ones included: an article has thousands, and trafilatura takes over a
minute for this many."""

MOST_ATTRIBUTES: Final = 1_000
"""Attributes of one tag in a page that is parsed, a count; 100,000 of them take the parser 23 s."""

SHORTEST_WIDE: Final = 2 * MOST_ATTRIBUTES
"""Characters that a tag of more attributes must have: one for each and one between."""

HEAD: Final = 2_000
"""Characters at the start of a text among which a whole page has opened its `html` or `body`."""

TAIL: Final = 2_000
"""Characters at the end of a page among which it is closed: some add a comment of the server behind `</html>`."""

_ATTRIBUTE: Final = re.compile(r"[^\s=/>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?")
_TAG: Final = re.compile(r"<[a-zA-Z]")
_OPENED: Final = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_FORM: Final = (("<form", "<FORM"), ("</form", "</FORM"))
_TAG_BEGUN: Final = re.compile(r"<[a-zA-Z/!]")

MOST_FORGOTTEN: Final = 1
"""Containers that are never closed in a page which does not close its `html` either, a count, up to which somebody may
have forgotten them: a page that is cut has some around its text. Of 1,500 pages of documentation with all the ends left
out that HTML lets one leave out none is taken for cut, and 99 in 100 of those cut anywhere are."""

_EVENT: Final = re.compile(
    r"<!--|-->|<(?P<end>/?)(?P<name>script|style|template|p|article|main|section|div|table|ul|ol|blockquote|figure|aside|nav"
    r"|header|footer)(?=[\s/>])[^<>]*+(?P<void>(?<=/)>)?",
    re.IGNORECASE,
)
"""What tells how much of a page is open at its end: elements that HTML lets nobody leave open, and paragraphs."""

LONGEST_END: Final = 60
"""Characters at the end of a page that tell whether a sentence ends there."""

_ENDED: Final = re.compile(r"""[.!?…:。！？।။።؟۔]["'”’»)\]]*$""")

_AROUND_TEXT: Final = ("article", "main")
"""Elements that there is one of, so that it is not by one too few that one stays open."""

_RAISED: Final = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""What is raised or lowered and has a character of its own. Else `10<sup>2</sup>` would read 102."""

_ONE_CLASS: Final = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element is an `HtmlElement`. lxml's own table, which knows forms and inputs, is asked in Python for each
element that is looked at, thousands of times a page: a twentieth of trafilatura's time."""

_HIDING: Final = frozenset({"script", "style", "template"})
"""Elements whose inside is no part of the page."""

_EDITS: Final = frozenset({"del", "ins", "s", "strike"})


def _partial(detail: str) -> Problem:
    return Problem(kind=ProblemKind.PARTIAL, detail=detail)


def fence(text: str) -> Problem | None:
    """What keeps a page from being parsed, found in one linear look; None for nothing."""
    if len(text) > MOST_TAGS and text.count("<") > MOST_TAGS:
        return _partial(
            f"has more than {MOST_TAGS:,} tags, the most that are read as one article; save the article alone"
        )
    if any(_wide(text, run) for run in _long_runs(text)):
        return _partial(f"has a tag with more than {MOST_ATTRIBUTES:,} attributes; save the article as plain text")
    return None


def _long_runs(text: str) -> Iterator[slice]:
    """The stretches of SHORTEST_WIDE characters or more in which no tag ends."""
    start = 0
    while len(text) - start >= SHORTEST_WIDE:
        last = text.rfind(">", start, start + SHORTEST_WIDE)
        if last < 0:
            end = text.find(">", start)
            last = end if end >= 0 else len(text)
            yield slice(start, last)
        start = last + 1


def _wide(text: str, run: slice) -> bool:
    """True for a stretch that is mostly the inside of one tag with too many attributes, and no script."""
    tag = _TAG.search(text, run.start, run.stop)
    if tag is None or len(text[run].split(maxsplit=MOST_ATTRIBUTES)) <= MOST_ATTRIBUTES:
        return False
    if len(_ATTRIBUTE.findall(text, tag.end(), run.stop)) <= MOST_ATTRIBUTES:
        return False
    return text.rfind("<script", 0, tag.start()) <= text.rfind("</script", 0, tag.start())


def parsed(text: str) -> tuple[HtmlElement | None, Problem | None]:
    """The tree of a page, None where it has no element; and what of the page is not in it, None for nothing.

    Comments are left out while it is parsed: behind one, trafilatura would lose the rest of a paragraph.
    """
    parser = HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None, None
    if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        return tree, _partial(
            "nests its elements too deeply (2,048 and more) to be read to its end: save the article as plain text"
        )
    _open_up(tree, text)
    return tree, _broken_off(text)


def _open_up(tree: HtmlElement, text: str) -> None:
    """Makes a mere container of each form, where one that is never closed may have swallowed the rest of the page."""
    if next(tree.iter("form"), None) is None:
        return
    begun, ended = (sum(map(text.count, tags)) for tags in _FORM)  # ten times as fast as one pattern
    if ended < begun:
        for form in tree.iter("form"):
            form.tag = "div"


def _broken_off(text: str) -> Problem | None:
    """What says that a page ends where nobody ends one: inside a tag, a comment or a script.

    Nothing is made of a missing `</html>` alone, which many pages leave out.
    """
    if not _OPENED.search(text, 0, HEAD) or _CLOSED.search(text, max(0, len(text) - TAIL)):
        return None
    after = text[text.rfind(">") + 1 :]
    lower = text.lower()
    inside = (
        ("a comment", lower.rfind("<!--") > lower.rfind("-->")),
        ("a script", lower.rfind("<script") > lower.rfind("</script")),
        ("a style sheet", lower.rfind("<style") > lower.rfind("</style")),
        ("a tag", _TAG_BEGUN.search(after) is not None),
    )
    where = next((name for name, found in inside if found), None)
    return _partial(f"breaks off inside {where}: save the page anew, and whole") if where else None


def cut_short(text: str) -> Problem | None:
    """What says that a page off the web stops in the middle of its text; None where nothing does, or it ends properly.

    A connection that closes early looks like the end of an answer whose length nobody said. HTML lets a page leave out
    the ends of its `html`, `body` and paragraphs, so their lack says nothing: what does are other elements left open,
    or a paragraph without its end, in the middle of a sentence, on a page that closes its paragraphs elsewhere.
    """
    if not _OPENED.search(text, 0, HEAD) or _CLOSED.search(text, max(0, len(text) - TAIL)):
        return None
    left_open, closed, last = _left_open(text)
    count = sum(number for name, number in left_open.items() if name != "p" and number > 0)
    ending = text[text.rfind(">") + 1 :].strip()
    is_cut = (
        count > MOST_FORGOTTEN
        or any(left_open[name] > 0 for name in _AROUND_TEXT)
        or (ending and count > 0)
        or (ending and last == "p" and closed["p"] and not _ENDED.search(ending[-LONGEST_END:]))
    )
    return _partial("breaks off in the middle of its text: look at it anew") if is_cut else None


def _left_open(text: str) -> tuple[Counter[str], Counter[str], str]:
    """Of each element how often it is opened more than closed, how often it is closed; and the last one, `/p` closed.

    One look from front to end; what stands in comments, scripts and style sheets does not count.
    """
    more, closed, last, inside = Counter[str](), Counter[str](), "", ""
    for event in _EVENT.finditer(text):
        name = (event["name"] or event[0]).lower()
        if inside:
            inside = "" if name == inside and event["end"] != "" else inside
        elif name == "<!--":
            inside = "-->"
        elif event["name"] and event["end"]:
            more[name] -= 1
            closed[name] += 1
            last = f"/{name}"
        elif name in _HIDING:
            inside = name
        elif event["name"] and not event["void"]:
            more[name] += 1
            last = name
    return more, closed, last


def make_plain(tree: HtmlElement) -> None:
    """Writes into the tree what its text alone would not tell: raised figures, and where one edit ends."""
    for element in tree.iter(*_RAISED, *_EDITS):
        if element.tag in _RAISED:
            _raise(element)
            continue
        after = element.getnext()
        if not element.tail and after is not None and after.tag in _EDITS:
            element.tail = " "


def _raise(element: HtmlElement) -> None:
    wrapped = len(element) == 1 and not element.text and not element[0].tail
    leaf = element[0] if wrapped else element
    table = _RAISED[element.tag]
    if len(leaf) == 0 and leaf.text and all(ord(letter) in table for letter in leaf.text.strip()):
        leaf.text = leaf.text.translate(table)


def elements(path: etree.XPath, tree: HtmlElement) -> list[HtmlElement]:
    """The elements that a path of XPath means, in the order of the page; nothing else that it may mean."""
    found = path(tree)
    return [one for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []


def text_of(element: HtmlElement) -> str:
    """All text in an element: four times as fast as to join what `itertext` gives."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def texts(path: etree.XPath, tree: HtmlElement) -> list[str]:
    """The texts that a path of XPath means, in the order of the page."""
    return cast("list[str]", path(tree))
