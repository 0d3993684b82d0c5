"""Words shown as changed, and how many of them did not change at all.

    old   The bridge is closed. Nobody was hurt in it.      shown   - The bridge is closed.
    new   Nobody was hurt in it. The bridge is closed.              + The bridge is closed.

False churn: the words of sentences that stand in both versions and are shown as deleted or inserted all the same, here
eight. It is the price of not seeing moves. A sentence that stands twice in old and once in new may be shown as deleted
once. Shorter sentences than five words ("Read more.") stand in many places by chance and are not counted.
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Final

from tests.bench.engines import Shown
from tests.bench.figures import table
from tests.bench.generate import sentences
from tests.bench.setting import Report, Setting
from tests.bench.speed import live_pairs
from tests.bench.texts import TextPair, write_pairs
from tests.bench.timing import ChildError, call, log, usable

__all__ = ["changed_words", "churn", "false_churn"]

LEAST_WORDS: Final = 5
PAIRS: Final = 30

OURS: Final = "revtrack"
ENGINES: Final = (
    *(OURS, "wikidiff2", "wikidiff2 all moves", "wikidiff2 sentences"),
    *("difflib sentences", "difflib words", "diff-match-patch", "rapidfuzz words"),
)


def changed_words(shown: Shown) -> int:
    """Words of the texts shown as deleted and as inserted."""
    return sum(len(text.split()) for side in shown for text in side)


def false_churn(old: str, new: str, shown: Shown) -> int:
    """Words of sentences that both texts have and that are shown as deleted or inserted all the same."""
    sides = [Counter(sentences(text)) for text in (old, new)]
    both = sides[0] & sides[1]
    words = 0
    for texts, side in zip(shown, sides, strict=True):
        seen = Counter(one for text in texts for one in sentences(text) if one in both)
        for sentence, times in seen.items():
            length = len(sentence.split())
            if length >= LEAST_WORDS:
                words += length * max(0, times - (side[sentence] - both[sentence]))
    return words


def churn(setting: Setting) -> Report:
    """Changed words and false churn on live blogs, for every engine that tells what it shows."""
    pairs = live_pairs(setting, PAIRS)
    path = setting.folder / "churn.jsonl"
    write_pairs(path, pairs)
    rows = []
    changed: dict[str, float] = {}
    false: dict[str, float] = {}
    for engine in usable(ENGINES, setting.say):
        log(f"churn: {engine}")
        try:
            answer = call("shown", engine=engine, pairs=str(path))["shown"]
        except ChildError as problem:
            setting.say(f"{engine}: {problem}")
            continue
        counts, wrong = _counts(pairs, answer)
        changed[engine], false[engine] = statistics.fmean(counts), statistics.fmean(wrong)
        some = sum(map(bool, wrong))
        figures = (changed[engine], statistics.median(counts), false[engine])
        rows.append((engine, *(f"{value:,.1f}" for value in figures), f"{some} of {len(pairs)}"))
    log("")
    lines = table(("engine", "changed words", "(median)", "false churn", "pairs with any"), rows)
    peers = [value for engine, value in changed.items() if engine != OURS]
    found = {}
    if OURS in changed and peers:
        found = {"false churn": false[OURS], "changed words": changed[OURS] / min(peers)}
    head = f"churn: words a pair, {len(pairs)} live blogs of {statistics.fmean(one.words for one in pairs):,.0f} words"
    return Report(lines=("", head, *lines), figures=found, data={"changed": changed, "false": false})


def _counts(pairs: Sequence[TextPair], answer: Sequence[Shown]) -> tuple[list[int], list[int]]:
    """Changed words and falsely changed words of each pair."""
    both = list(zip(pairs, answer, strict=True))
    return [changed_words(shown) for _, shown in both], [false_churn(pair.old, pair.new, shown) for pair, shown in both]
