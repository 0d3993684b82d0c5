"""What a terminal shows: the list of articles, the log of one, what changed between two Versions, the text of one.

    ¶3  Number three → five
    ~ The fire killed [-three-]{+five+} people.      ~ edited, + added, - removed, ↓ ↑ moved, blank unchanged

The marks are those of wdiff and git, and a sign stands in front of every line of a changed sentence, so that `grep`
works. Colour adds to the marks and replaces nothing: what is copied stays true, and without its escape sequences the
coloured text is the plain one. Article text that holds `[-` or `{+` itself is left as it is; programs read the JSON.

All foreign text is made harmless. Signs of ours have an ASCII form each; letters of articles are left to the stream.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from revtrack.model import (
    Article,
    Block,
    BlockKind,
    Change,
    Comparison,
    Document,
    FieldChange,
    FieldName,
    History,
    Operation,
    Pair,
    Span,
    Transition,
    Version,
    Weight,
)
from revtrack.report.foreign import (
    DEFAULT,
    Run,
    TextOptions,
    columns,
    fitted,
    isolated,
    own,
    padded,
    painted,
    right_to_left,
    safe,
    set_lines,
)
from revtrack.report.rows import untitled
from revtrack.report.wording import (
    all_changes,
    chip,
    counted,
    counts,
    counts_line,
    field_name,
    gap,
    happening,
    is_minor,
    most_telling,
    note_found,
    note_statement,
    percent,
    set_aside_line,
    short_gap,
    summary,
    when,
)

__all__ = ["TextOptions", "diff_text", "list_text", "log_text", "safe", "show_text", "stat_text", "telling_text"]

GAP: Final = "  "
"""Between columns."""

LEAST_TITLE: Final = 20
"""Columns that a title needs in the list; with fewer it gets a line of its own."""

SOURCE_WIDTH: Final = 24
"""Columns of a source in the list, at most: with 24 the other columns fit into 80."""

INDENT: Final = " " * 6
"""In front of what a line of a table has no room for."""

FOLD: Final = 2
"""Unchanged sentences worth counting instead of showing, at least 1, unless only changes are wanted."""

STRIKABLE: Final = 4
"""Characters a removed text has at least to be struck through: shorter ones become illegible."""

SHARES: Final = (0.02, 0.05, 0.15, 0.30)
"""Changed shares up to which a log line shows the first to fourth of its bars. Our choice: small changes, which
are the many, stay apart; a rewritten article is full."""

BARS: Final = "▁▂▃▅▇"

OF_SENTENCES: Final = frozenset({"added", "removed", "moved", "split", "merged"})
"""Label terms that say what happened to a whole sentence: log lines give them as numbers, headings in words."""

BELOW_FACTS: Final = frozenset({Weight.WORDING, Weight.MINOR, Weight.NOISE})
"""Weights of labels about how something is said."""

LEFT_OUT: Final = OF_SENTENCES | {"note", "unnoted", "revert"}
"""Label terms that a log line says otherwise."""


def list_text(articles: Sequence[Article], options: TextOptions = DEFAULT) -> str:
    """A line per article in the order given, under a line of headings; then what to do next."""
    if not articles:
        return _page(["No article is stored yet.", "Next: revtrack add FILE"])
    table = [("Article", "Versions", "Changes", "Last changed", "Source", "Title")]
    table += [
        (
            article.id,
            f"{article.versions:,}",
            f"{article.versions - 1:,}",
            when(article.last_changed),
            own(_source(article, options), options),
            safe(untitled(article.title)),
        )
        for article in articles
    ]
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    heading, *rows = (_row(cells, widths, options) for cells in table)
    first = articles[0]
    verb = "diff" if first.versions > 1 else "show"
    lines = [*(painted(Run(line, "muted"), options) for line in heading), *(line for row in rows for line in row)]
    return _page([*lines, "", f"Next: revtrack {verb} {first.id}"])


def _source(article: Article, options: TextOptions) -> str:
    name = safe(article.source or "–")
    return fitted(name, SOURCE_WIDTH) if options.width else name


def _row(cells: Sequence[str], widths: Sequence[int], options: TextOptions) -> list[str]:
    """One line, or two where the title would have no room."""
    *aligned, title = (padded(cell, width) for cell, width in zip(cells, widths, strict=True))
    start, title = GAP.join(aligned), title.rstrip()
    if not options.width:
        return [f"{start}{GAP}{title}"]
    room = options.width - columns(f"{start}{GAP}")
    if room >= LEAST_TITLE:
        return [f"{start}{GAP}{own(fitted(title, room), options)}"]
    below = own(fitted(title, max(options.width - len(INDENT), LEAST_TITLE)), options)
    return [start.rstrip(), f"{INDENT}{below}"]


def log_text(history: History, options: TextOptions = DEFAULT, *, first: Document | None = None) -> str:
    """The Versions of an article, newest first: when, after how long, how much and what changed; then what to do next.

    Args:
        history: of the article.
        options: how to set it.
        first: the text of version 1, where the history has no other and thus no step to take it from.
    """
    article = history.article
    table = [_first_cells(history, first)] if history.versions else []
    steps = {transition.new.number: transition for transition in history.transitions}
    table += [_step_cells(steps[version.number], options) for version in history.versions[1:]]
    table.reverse()
    widths = [max((columns(cells[place]) for cells in table), default=0) for place in range(5)]
    lines = [line for cells in table for line in _log_lines(cells, widths, options)]
    lines += [line for said in _time_notes(history) for line in set_lines([Run(own(said, options), "muted")], options)]
    if history.transitions:
        latest = history.transitions[-1]
        following = f"diff {article.id} {latest.old.number}..{latest.new.number}"
    else:
        following = f"show {article.id}"
    return _page([*set_lines([_article_name(article, options)], options), *lines, "", f"Next: revtrack {following}"])


def _time_notes(history: History) -> Iterator[str]:
    """What to know about the times of a log, a sentence for neighbouring Versions of which the same is known."""
    for note, run in groupby(history.versions, key=lambda version: version.time_note):
        numbers = [version.number for version in run]
        if note:
            named = f"v{numbers[0]}" if len(numbers) == 1 else f"v{numbers[0]}–v{numbers[-1]}"
            yield f"Time of {named}: {safe(note)}" if len(numbers) == 1 else f"Times of {named}: {safe(note)}"


_Cells = tuple[str, str, str, str, str, str, str]
"""Of a log line: version, time, gap, share, numbers; labels and note, which are not aligned."""


def _first_cells(history: History, first: Document | None) -> _Cells:
    document = history.transitions[0].comparison.old if history.transitions else first
    extent = ""
    if document:
        extent = f"{counted(document.word_count, 'word')}, {counted(len(document.sentences), 'sentence')}"
    version = history.versions[0]
    return (f"v{version.number}", when(version.first_seen), "first", "", "", extent, "")


def _step_cells(step: Transition, options: TextOptions) -> _Cells:
    comparison = step.comparison
    found = counts(comparison)
    bar = BARS[sum(found.changed_share > bound for bound in SHARES)] if comparison.changes else " "
    words = [f"back to version {step.new.returns_to}"] if step.new.returns_to else []
    numbers = [f"{sign}{number}" for sign, number in zip("~+-↕", _numbers(comparison), strict=True) if number]
    numbers += [f"{number} {word}" for word in ("split", "merged") if (number := getattr(found, word))]
    if comparison.fields and not comparison.changes:
        numbers = ["fields only"]
    return (
        f"v{step.new.number}",
        when(step.new.first_seen),
        short_gap(step.old.first_seen, step.new.first_seen),
        own(f"{bar} {_share(found.changed_share)}", options) if comparison.changes else "",
        own(" ".join(numbers), options),
        ", ".join([*words, *filter(None, [" ".join(_terms(comparison))])]),
        _short_note(comparison),
    )


def _share(share: float) -> str:
    return f"{percent(share).replace('under ', '<'):>5}"


def _numbers(comparison: Comparison) -> tuple[int, int, int, int]:
    found = counts(comparison)
    return found.edited, found.added, found.removed, found.moved


def _log_lines(cells: _Cells, widths: Sequence[int], options: TextOptions) -> list[str]:
    """One line, or two where it would be too wide."""
    aligned = zip(cells[:5], widths, strict=True)
    start = " " + GAP.join(padded(cell, width) for cell, width in aligned if width)
    rest = GAP.join(filter(None, cells[5:]))
    whole = f"{start}{GAP}{rest}".rstrip()
    if not options.width or columns(whole) <= options.width:
        return [whole]
    return [start.rstrip(), *set_lines([Run(rest)], options, lead=Run(INDENT))]


def _terms(comparison: Comparison) -> list[str]:
    """The terms of all labels once each, the weightiest first, without those that are said otherwise."""
    order = list(Weight)
    found = [label for change in all_changes(comparison) for label in change.labels]
    found = sorted([*found, *comparison.labels], key=lambda label: order.index(label.weight))
    return [term for term in dict.fromkeys(label.term for label in found) if term not in LEFT_OUT]


def _short_note(comparison: Comparison) -> str:
    action = note_found(comparison)
    if action:
        return f"note {action}"
    return "no new note" if note_statement(comparison) else ""


def show_text(document: Document, options: TextOptions = DEFAULT, *, version: Version | None = None) -> str:
    """The text of a Document as one reads it: headline, byline, paragraphs with a blank line between them.

    A last line counts what was set aside as page furniture.

    Args:
        document: what to show.
        options: how to set it.
        version: what it is the text of, for a line that says so.
    """
    lines: list[str] = []
    if document.headline:
        lines += set_lines([Run(safe(document.headline), "strong")], options)
    if byline := document.field(FieldName.BYLINE):
        lines += set_lines([Run(safe(byline))], options)
    if version:
        returned = f", back to version {version.returns_to}" if version.returns_to else ""
        said = f"Version {version.number}, first seen {_moment(version, options)}{returned}"
        lines += set_lines([Run(said, "muted")], options)
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        for position, block in enumerate(blocks):
            if lines and not (position and kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}):
                lines.append("")
            lines += _block(block, options)
    if document.set_aside:
        lines += ["", *set_lines([Run(f"({set_aside_line(len(document.set_aside))})", "muted")], options)]
    return _page(lines)


def _block(block: Block, options: TextOptions) -> list[str]:
    if block.kind is BlockKind.CODE:
        return [f"    {safe(line)}".rstrip() for line in block.text.splitlines()]
    lead = {BlockKind.LIST_ITEM: "- ", BlockKind.QUOTE: "> "}.get(block.kind, "")
    hang = lead if block.kind is BlockKind.QUOTE else " " * len(lead)
    style = "strong" if block.kind is BlockKind.HEADING else ""
    return set_lines([Run(safe(block.text), style)], options, lead=Run(lead), hang=hang)


def diff_text(
    comparison: Comparison,
    options: TextOptions = DEFAULT,
    *,
    transition: Transition | None = None,
    names: tuple[str, str] | None = None,
) -> str:
    """What changed, sentence by sentence in reading order, after a summary of it.

    Args:
        comparison: what differs.
        options: how to set it.
        transition: the Article and Versions compared, where there are any.
        names: of old and of new, where there is no transition.
    """
    lines = _heading(comparison, options, transition, names)
    for remark in comparison.coarse:
        lines += set_lines([Run(safe(remark))], options)
    fields = [change for change in comparison.fields if options.minor or not is_minor(change)]
    if fields:
        lines.append("")
    for field in fields:
        lines += _field(field, options)
    if comparison.changes:
        lines += _body(comparison, options)
    hidden = sum(not options.minor and is_minor(one) for one in all_changes(comparison))
    if hidden:
        said = f"{counted(hidden, 'minor edit')} hidden: --minor shows {'it' if hidden == 1 else 'them'}"
        lines += ["", painted(Run(said, "muted"), options)]
    return _page(lines)


def stat_text(comparison: Comparison, options: TextOptions = DEFAULT) -> str:
    """How much changed, and what, without the text itself."""
    if comparison.same:
        return _page([summary(comparison)])
    return _page(
        [
            *set_lines([Run(_how_much(comparison))], options),
            *set_lines([Run(own(summary(comparison), options))], options),
        ]
    )


def telling_text(transition: Transition, options: TextOptions = DEFAULT) -> str:
    """The most telling change of a step alone, under what was compared."""
    lines = _heading(transition.comparison, options, transition, None)
    change = most_telling(transition.comparison)
    if change:
        lines += ["", *(_change(change, options) if isinstance(change, Change) else _field(change, options))]
    return _page(lines)


def _heading(
    comparison: Comparison, options: TextOptions, transition: Transition | None, names: tuple[str, str] | None
) -> list[str]:
    """What is compared, and the summary in words, which stands before any mark."""
    runs: list[list[Run]] = []
    if transition:
        runs.append([_article_name(transition.article, options)])
        runs.append([Run(_versions(transition, options))])
    elif names:
        runs.append([Run(own(f"{isolated(names[0])} → {isolated(names[1])}", options))])
    if comparison.same:
        runs.append([Run(summary(comparison))])
    else:
        runs.append([Run(" ".join(filter(None, [_how_much(comparison), note_statement(comparison)])))])
    return [line for one in runs for line in set_lines(one, options)]


def _how_much(comparison: Comparison) -> str:
    found = counts(comparison)
    sentences = [counts_line(found)]
    if found.words_added or found.words_removed:
        sentences.append(f"{percent(found.changed_share)} of the words changed")
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def _versions(transition: Transition, options: TextOptions) -> str:
    old, new = transition.old, transition.new
    later = _moment(new, options)
    day = f"{old.first_seen:%Y-%m-%d} "
    if later.startswith(day) and new.time_note == old.time_note:
        later = later.removeprefix(day)
    back = f", back to version {new.returns_to}" if new.returns_to else ""
    between = gap(old.first_seen, new.first_seen)
    arrow = own("→", options)
    return f"v{old.number} {_moment(old, options)} {arrow} v{new.number} {later} ({between}{back})"


def _field(change: FieldChange, options: TextOptions) -> list[str]:
    lead = f"{field_name(change.field)}  "
    return set_lines(_marks(change.spans, options), options, lead=Run(lead, "strong"), hang=" " * len(lead))


def _body(comparison: Comparison, options: TextOptions) -> list[str]:
    """All sentences: changes with what they are, a little of what stands beside them, the rest counted."""
    changes = {_sides(change): change for change in comparison.changes}
    steps = [(pair, changes.get((pair.old, pair.new))) for pair in comparison.pairs]
    lines: list[str] = []
    for quiet, run in groupby(steps, key=lambda step: step[1] is None or (not options.minor and is_minor(step[1]))):
        members = list(run)
        if quiet:
            before = options.context if members[0] is not steps[0] else 0
            after = options.context if members[-1] is not steps[-1] else 0
            if not lines:
                lines.append("")
            lines += _unchanged(comparison.new, members, (before, after), options)
        else:
            lines += [line for _, change in members if change for line in ("", *_change(change, options))]
    return lines


_Step = tuple[Pair, Change | None]


def _unchanged(new: Document, steps: Sequence[_Step], context: tuple[int, int], options: TextOptions) -> Iterator[str]:
    """A run without visible changes: its ends as they are, what lies between as a count."""
    sentences = new.sentences
    first, last = context[0], len(steps) - context[1]
    few = options.context and last - first < FOLD
    shown = [change is None and bool(few or not first <= at < last) for at, (_, change) in enumerate(steps)]
    for in_sight, numbered in groupby(enumerate(steps), key=lambda one: shown[one[0]]):
        members = [step for _, step in numbered]
        if in_sight:
            texts = (sentences[index].text for pair, _ in members for index in pair.new)
            yield from (line for text in texts for line in _signed(" ", [Run(safe(text))], options))
        else:
            yield painted(Run(f"  {own(_fold(new, members), options)}", "muted"), options)


def _fold(new: Document, steps: Sequence[_Step]) -> str:
    """What is folded, such as "… 4 unchanged sentences (¶1–2)"."""
    paragraph = [number for number, block in enumerate(new.blocks, start=1) for _ in block.sentences]
    places = [paragraph[index] for pair, _ in steps for index in pair.new]
    hidden = sum(change is not None for _, change in steps)
    parts = [(len(steps) - hidden, "unchanged sentence"), (hidden, "minor edit")]
    said = ", ".join(counted(number, noun) for number, noun in parts if number)
    if not places:
        return f"… {said}"
    first, last = min(places), max(places)
    return f"… {said} (¶{first})" if first == last else f"… {said} (¶{first}–{last})"


def _change(change: Change, options: TextOptions) -> list[str]:
    """A heading and the sentence, or the several sentences, with their marks."""
    heading = f"{_place(change)}  {' · '.join(_chips(change))}"
    lines = set_lines([Run(own(heading, options), "strong")], options, hang=GAP)
    unmarked = all(span.sign == "=" for span in change.spans)
    if change.operation in {Operation.ADDED, Operation.DELETED}:
        sign, style = ("+", "added") if change.operation is Operation.ADDED else ("-", "removed")
        side = change.new or change.old
        return lines + _signed(sign, [Run(safe(side.text if side else ""), style)], options, style)
    if change.moved:
        runs = [Run(safe(change.new.text), "moved")] if unmarked and change.new else _marks(change.spans, options)
        return lines + _signed(own(_arrow(change), options), runs, options, "moved")
    return lines + _signed("~", _marks(change.spans, options), options, "strong")


def _chips(change: Change) -> list[str]:
    """What a heading says: what happened to the sentence as a whole, then the labels that say more.

    Where sentences meet or part, every comma is other wording; that is left out.
    """
    whole = change.operation in {Operation.SPLIT, Operation.MERGED}
    more = [
        chip(label)
        for label in change.labels
        if label.term not in OF_SENTENCES and not (whole and label.weight in BELOW_FACTS)
    ]
    return list(dict.fromkeys(filter(None, [happening(change), *more]))) or ["Wording changed"]


def _place(change: Change) -> str:
    """The paragraph of a change, such as "¶3", or "¶2→¶6" where it moved."""
    sides = [side.paragraph for side in (change.old, change.new) if side]
    if change.moved and sides[0] != sides[-1]:
        return f"¶{sides[0]}→¶{sides[-1]}"
    return f"¶{sides[-1]}"


def _arrow(change: Change) -> str:
    """Which way a sentence moved."""
    old, new = ((side.paragraph, side.sentences) if side else (0, ()) for side in (change.old, change.new))
    return "↓" if new > old else "↑"


def _sides(change: Change) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return change.old.sentences if change.old else (), change.new.sentences if change.new else ()


def _marks(spans: Iterable[Span], options: TextOptions) -> list[Run]:
    """Spans as runs, removed and added text in the marks of wdiff."""
    runs = []
    for span in spans:
        text = isolated(span.text) if options.unicode and right_to_left(span.text) else safe(span.text)
        if span.sign == "=":
            runs.append(Run(safe(span.text)))
        elif span.sign == "-":
            runs.append(Run(f"[-{text}-]", "struck" if _strikable(span.text) else "removed"))
        else:
            runs.append(Run(f"{{+{text}+}}", "inserted"))
    return runs


def _strikable(text: str) -> bool:
    """True where a line through the text leaves it legible: long enough, without wide characters or digits."""
    short = len(text.strip()) < STRIKABLE
    return not short and columns(text) <= len(text) and not any(map(str.isdigit, text))


def _article_name(article: Article, options: TextOptions) -> Run:
    source = f" — {safe(article.source)}" if article.source else ""
    known = ", ".join([article.id, *([safe(article.language)] if article.language else [])])
    return Run(f"{safe(untitled(article.title))}{own(source, options)} ({known})", "strong")


def _moment(version: Version, options: TextOptions) -> str:
    """When a Version was first seen, and what to know about that time."""
    note = f" ({safe(version.time_note)})" if version.time_note else ""
    return own(f"{when(version.first_seen)}{note}", options)


def _signed(sign: str, runs: Iterable[Run], options: TextOptions, style: str = "") -> list[str]:
    """Text with a sign in front of each of its lines."""
    return set_lines(runs, options, lead=Run(f"{sign} ", style))


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
