"""Markup in every field of every template changes no element, no attribute and no address of any page.

Two judges: one compares tags as they are written, for every page; the other parses as browsers do, for one page of each
batch in turn. What they compare with is the same site with plain words in the same places.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import html5lib
import pytest

from revtrack.model import Absence, Alias, Check, FetchState, Field, FieldName, History
from revtrack.report.environment import style
from revtrack.report.site import Page, SiteOptions, single_page, site
from revtrack.report.standing import NextCheck
from tests.report.handmade import START
from tests.report.payloads import generated, given, share
from tests.report.test_site import OPTIONS, hostile

BATCH = 120
"""Payloads in each field at once: one after another, a line each."""

LEAST = 7_500
"""Payloads of our own, at least."""

LISTS = {"generated": generated(), "a share of them": share(), **given()}

TAG = re.compile(r"<[^<>]*>")
VALUE = re.compile(r'"[^"]*"')


def beset(payload: str) -> list[History]:
    """Two articles with the payload wherever somebody else has a say: one there, one gone."""
    made = hostile(payload)
    check = Check(article=payload, at=START, state=FetchState.TIMEOUT, address=payload, detail=payload)
    versions = tuple(replace(one, note=payload, time_note=payload, last_time_note=payload) for one in made.versions)
    new = made.transitions[0].comparison.new
    titles = [Field(name=name, value=payload) for name in (FieldName.PAGE_TITLE, FieldName.CORRECTION)]
    compared = replace(made.transitions[0].comparison, new=replace(new, fields=(*new.fields, *titles)))
    steps = tuple(replace(one, comparison=compared, new=versions[1], old=versions[0]) for one in made.transitions)
    there = replace(
        made,
        versions=versions,
        transitions=steps,
        checks=(check,),
        aliases=(Alias(address=payload, article_id=made.article.id, reason=payload),),
    )
    about = replace(made.article, id="b" * 10, gone_since=START, last_state=FetchState.GONE, checks=1)
    away = Absence(since=START, confirmed_at=START + timedelta(hours=1), state=FetchState.GONE)
    return [there, replace(there, article=about, absences=(away,))]


def options(payload: str) -> SiteOptions:
    return replace(
        OPTIONS,
        title=f"Changes {payload}",
        base_url=payload,
        version=payload,
        next_check=lambda _: NextCheck(at=START, reason=payload),
    )


def pages(payload: str) -> list[Page]:
    """Every kind of page, and both kinds of single files."""
    histories, chosen = beset(payload), options(payload)
    made = [page for page in site(histories, chosen) if page.path.endswith(".html")]
    made.append(Page("single.html", single_page(histories[0], chosen)))
    made.append(Page("single-pair.html", single_page(histories[0], chosen, histories[0].transitions[0])))
    return made


def written(page: str) -> list[str]:
    """The tags of a page as they are written, without the values of attributes."""
    return [VALUE.sub('""', tag) for tag in TAG.findall(page)]


def parsed(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page as browsers build them, with the names of their attributes."""
    short = page.replace(style().text, "").replace(style().script, "")  # ours, and slow to parse
    tree = html5lib.parse(short, treebuilder="etree", namespaceHTMLElements=False)
    return [(str(element.tag), tuple(sorted(map(str, element.attrib)))) for element in tree.iter()]


def addresses(page: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page)


PLAIN = pages("plain words")
PLAIN_WRITTEN = [written(page.text) for page in PLAIN]
PLAIN_PARSED = [parsed(page.text) for page in PLAIN]


def judged(payloads: Sequence[str], turn: int) -> list[str]:
    """What is wrong with the pages that hold these payloads."""
    wrong = []
    for place, page in enumerate(pages("\n".join(payloads))):
        if written(page.text) != PLAIN_WRITTEN[place]:
            wrong.append(f"{page.path}: other tags")
        if place == turn % len(PLAIN) and parsed(page.text) != PLAIN_PARSED[place]:
            wrong.append(f"{page.path}: other elements")
        if any(re.match(r"\s*(?:javascript|data|vbscript):", one, re.IGNORECASE) for one in addresses(page.text)):
            wrong.append(f"{page.path}: another scheme")
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.soak] if name == "generated" else []) for name in LISTS]
)
def test_no_payload_brings_an_element_an_attribute_or_a_scheme_into_any_page(name: str) -> None:
    for turn, start in enumerate(range(0, len(LISTS[name]), BATCH)):
        payloads = LISTS[name][start : start + BATCH]
        wrong = judged(payloads, turn)
        assert not wrong, next(([one], judged([one], turn)) for one in payloads if judged([one], turn))


def test_there_are_as_many_payloads_as_were_promised() -> None:
    assert len(LISTS["generated"]) >= LEAST


def test_every_template_is_among_the_pages() -> None:
    kinds = {re.sub(r"[^/]*(?=/index)|\d{4}-\d\d|[a-z0-9]{10}", "x", page.path) for page in PLAIN}
    assert len(kinds) >= 10
    assert {"index.html", "most-words.html", "gone/index.html", "single.html"} <= {page.path for page in PLAIN}


def test_a_payload_alone_is_inert_as_well() -> None:
    for turn, payload in enumerate(islice(LISTS["generated"], 0, None, 700)):
        assert judged([payload], turn) == []


def test_the_judges_see_what_gets_out() -> None:
    page = PLAIN[0].text
    for got_out in ("<img src=x onerror=alert(1)>", "</p><script>alert(1)</script>", "<b onclick=x>"):
        before, words, after = page.partition("<bdi>plain words")
        assert words
        changed = f"{before}<bdi>{got_out}{after}"
        assert written(changed) != written(page)
        assert parsed(changed) != parsed(page)
    assert re.match(r"\s*javascript:", next(addresses('<a href="javascript:alert(1)">')))
