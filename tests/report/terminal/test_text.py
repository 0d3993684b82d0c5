"""The text of a Version, its sentences by age, and what is known of it."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import BlockKind, FieldName, SetAside, Snapshot
from revtrack.report.charts.blame import blame
from revtrack.report.terminal.inline import diff_text
from revtrack.report.terminal.listing import list_text
from revtrack.report.terminal.log import LogOptions, changes_text, log_text
from revtrack.report.terminal.setting import TextOptions, columns
from revtrack.report.terminal.split import split_text
from revtrack.report.terminal.text import blame_text, headers_text, meta_text, show_text
from revtrack.report.terminal.unified import sentence_lines, unified_text
from tests.report.golden import assert_golden
from tests.report.handmade import START, block, document, fire, history, versions
from tests.report.invented import busy, in_script
from tests.report.terminal.pages import PIPE


def test_golden_show() -> None:
    text = document([], [(FieldName.HEADLINE, "Warehouse fire kills five"), (FieldName.BYLINE, "Ana Ruiz")])
    kinds = {
        BlockKind.PARAGRAPH: ["A fire broke out.", "Smoke could be seen for miles around the harbour and beyond it."],
        BlockKind.HEADING: ["What we know"],
        BlockKind.QUOTE: ["We deny every word of it, and we shall say so in court as often as we are asked to."],
        BlockKind.CODE: ["a = 1\n    b = 2"],
    }
    blocks = [block(texts, kind) for kind, texts in kinds.items()]
    blocks[2:2] = [
        block(["Five people died in the fire, and many more were hurt, officials said."], BlockKind.LIST_ITEM),
        block(["Two streets are closed."], BlockKind.LIST_ITEM),
    ]
    text = replace(text, blocks=tuple(blocks))
    (_, version) = versions(2, returns={2: 1}, note="illustrative")
    assert_golden("show.txt", show_text(text, TextOptions(width=60), version=version))


def test_the_text_of_a_version_ends_with_the_count_of_what_was_set_aside() -> None:
    text = fire().new
    for number, said in ((1, "1 line"), (3, "3 lines")):
        aside = (SetAside(text="(AP)", rule="photo-credit"),) * number
        shown = show_text(replace(text, set_aside=aside), PIPE)
        assert shown == show_text(text, PIPE) + f"\n({said} of page furniture set aside)\n"


def test_golden_blame() -> None:
    told = busy()
    lines = blame(told)
    for name, width in (("blame.txt", 100), ("blame-narrow.txt", 60), ("blame-pipe.txt", 0)):
        shown = blame_text(lines, TextOptions(width=width), article=told.article, version=told.versions[-1])
        assert_golden(f"terminal/{name}", shown)


def test_each_sentence_of_a_blame_has_one_line_in_a_pipe_with_both_its_versions() -> None:
    told = history(fire())
    lines = blame(told)
    shown = blame_text(lines, PIPE, article=told.article, version=told.versions[-1]).splitlines()
    of_sentences = [line for line in shown if line.startswith("since")]
    assert len(of_sentences) == len(fire().new.sentences)
    (killed,) = [line for line in of_sentences if "killed five" in line]
    assert killed.startswith("since  v1 2026-02-03 11:47 UTC  edited v2 2026-02-03 14:02 UTC  The fire")


def test_no_line_of_a_text_or_a_blame_is_wider_than_the_terminal() -> None:
    for language in ("ar", "ja", "th"):
        told = in_script(language)
        for width in (40, 71, 72, 100, 200):
            options = TextOptions(width=width)
            last = told.versions[-1]
            for page in (
                show_text(told.transitions[-1].comparison.new, options, version=last),
                blame_text(blame(told), options, article=told.article, version=last),
            ):
                assert max(map(columns, page.splitlines())) <= width, page


def test_golden_facts_of_a_version() -> None:
    told = in_script("ar")
    snapshot = Snapshot(
        article=told.article.identity,
        content=b"x" * 1234,
        observed_at=START,
        media_type="text/html",
        encoding="windows-1256",
        address="https://post.example/final?a=1",
    )
    version = replace(told.versions[-1], note="Toll corrected", fingerprint="1:" + "0" * 64, sha256="1" * 64)
    text = told.transitions[-1].comparison.new
    text = replace(text, tools=replace(text.tools, segmenter="cut/1"))
    shown = meta_text(text, TextOptions(width=60), article=told.article, version=version, snapshot=snapshot)
    assert_golden("terminal/meta.txt", shown)


def test_headers_are_shown_as_received_but_harmless() -> None:
    headers = [("Content-Type", "text/html"), ("X-Evil\x1b[2J", "a\r\nSet-Cookie: b\u202e")]
    assert headers_text(headers) == "Content-Type: text/html\nX-Evil[2J: a  Set-Cookie: b[U+202E]\n"
    assert headers_text([]) == ""


def test_a_note_on_a_time_stands_wherever_that_time_does() -> None:
    told = history(fire(), note="illustrative")
    for page in (
        diff_text(fire(), PIPE, transition=told.transitions[0]),
        split_text(fire(), TextOptions(width=160), transition=told.transitions[0]),
        unified_text(fire(), PIPE, transition=told.transitions[0]),
        show_text(fire().new, PIPE, version=told.versions[1]),
        meta_text(fire().new, PIPE, article=told.article, version=told.versions[1]),
    ):
        times = re.findall(r"\d\d:\d\d UTC( \(illustrative\))?", page)
        assert times
        assert all(times)


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\n\r\u202e\u2066"))))
def test_hostile_names_titles_and_notes_are_inert_everywhere(text: str) -> None:
    told = history(fire(), note=text)
    about = replace(told.article, title=text, source=text, language=text, identity=text)
    version = replace(told.versions[1], note=text, via=text)
    step = replace(told.transitions[0], article=about, new=version)
    told = replace(told, article=about, transitions=(step,), versions=(told.versions[0], version))
    hostile = document([[text or "a"]], [(FieldName.HEADLINE, text), (FieldName.BYLINE, text)], text)
    for page in (
        list_text([about], PIPE),
        log_text(told, PIPE),
        log_text(told, PIPE, log=LogOptions(headlines=True)),
        changes_text([step], PIPE),
        diff_text(fire(), PIPE, transition=step, names=(text, text)),
        split_text(fire(), PIPE, transition=step),
        unified_text(fire(), PIPE, names=(text, text)),
        show_text(hostile, PIPE),
        sentence_lines(hostile),
        meta_text(hostile, PIPE, article=about, version=version),
        blame_text(blame(told), PIPE, article=about, version=version),
        headers_text([(text, text)]),
    ):
        assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in page.replace("\n", ""))
        assert not set(page) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
        for line in page.splitlines():
            assert line.count("\u2068") == line.count("\u2069")


def test_the_sentences_of_a_text_stand_one_on_a_line() -> None:
    text = document([["One.", "Two."], ["Three."]], [(FieldName.HEADLINE, "Numbers")])
    assert sentence_lines(text) == "Numbers\n\nOne.\nTwo.\n\nThree.\n"
