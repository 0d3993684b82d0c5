"""What became of a round of looks, counted and worded."""

from collections import Counter
from typing import TYPE_CHECKING

from revtrack.cli.console import Console, echo_json
from revtrack.cli.telling import SHOWN, believed_when, name_some
from revtrack.errors import PartialError, RevtrackError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.pipeline import Capture
    from revtrack.watch.round import Told

__all__ = ["Tally", "told_json"]


class Tally:
    """What became of a round."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(lists=0, articles=0, new=0, changed=0, unchanged=0, held_back=0, failed=0)
        self.failures: list[str] = []
        self.notes: list[str] = []
        self.well = 0
        """Looks that did not fail, lists included."""

    def add(self, told: "Told") -> None:
        """Count one more thing that was looked at."""
        from revtrack.versioning import Outcome

        captures = _captures(told)
        for done in captures:
            outcome = done.verdict.outcome
            news = {Outcome.FIRST: "new", Outcome.HELD_BACK: "held_back"}
            news |= dict.fromkeys((Outcome.CHANGED, Outcome.RETURNED, Outcome.OUT_OF_ORDER), "changed")
            self.counts[news.get(outcome, "unchanged")] += 1
        self.counts["articles"] += len(captures) + (told.look is not None and told.look.capture is None)
        self.counts["lists"] += told.listing is not None
        self.notes += _notes(told)[: SHOWN - len(self.notes)]
        if told.note:
            return
        trouble = _trouble(told)
        self.well += trouble is None
        if trouble:
            self.counts["failed"] += 1
            if len(self.failures) < SHOWN:
                self.failures.append(f"{told.address} {trouble}")

    def tell(self, console: Console, *, as_json: bool, silent: bool, once: bool = False) -> None:
        """Say what became of the round.

        Args:
            console: where.
            as_json: as JSON.
            silent: only what went wrong.
            once: whether nobody looks again: a list that was read then is no success by itself.

        Raises:
            PartialError: some looks gave nothing.
            FetchError: all of them did.
        """
        if as_json:
            echo_json(dict(self.counts) | {"failures": self.failures, "notes": self.notes})
        elif not silent:
            console.tell(self._sentence())
        for note in self.notes if not as_json else ():
            console.say(f"note: {note}")
        if not self.counts["failed"]:
            return
        problem = self._problem(once=once)
        if not as_json and problem.message not in self.failures:  # else the error says it
            name_some(console, "failed", self.failures, self.counts["failed"])
        raise problem

    def _sentence(self) -> str:
        """What became of the round, counted."""
        counts = self.counts
        held_back = f"{counts['held_back']} held back, " if counts["held_back"] else ""
        return (
            f"{counted(counts['lists'], 'list')}, {counted(counts['articles'], 'article')} looked at: "
            f"{counts['new']} new, {counts['changed']} changed, {counts['unchanged']} unchanged, "
            f"{held_back}{counts['failed']} failed."
        )

    def _problem(self, *, once: bool) -> RevtrackError:
        """What to raise where some looks failed, or all."""
        from revtrack.ingest.web import FetchError
        from revtrack.model import FetchState

        if once:
            taken = sum(self.counts[what] for what in ("new", "changed", "unchanged", "held_back"))
            got = taken if self.counts["articles"] else self.well  # all that the lists name may be there already
            kept = "each look is kept with its reason; run it again to try them again"
        else:
            got = self.well
            kept = "each is kept with its reason, and looked at again when it is due"
        if not got:
            first, count = self.failures[0], self.counts["failed"]
            told = first if count == 1 else f"all {count:,} looks failed, the first of them at {first}"
            return FetchError(FetchState.UNREACHABLE, told, hint=kept)
        failed = counted(self.counts["failed"], "look")
        return PartialError(f"{failed} gave nothing; everything else was stored", kept)


def _notes(told: "Told") -> list[str]:
    """What is to be known of something that was looked at, or left alone, and stopped nothing."""
    notes = [f"{told.address} {told.note}"] if told.note else []
    for done, words in _held_back(told):
        notes.append(f"{done.article.identity} {words}{believed_when(done.verdict.doubt)}")
    return notes + [f"{told.address}: {problem}" for problem in (told.listing.problems if told.listing else ())]


def _captures(told: "Told") -> "list[Capture]":
    return [*told.captures, *([told.look.capture] if told.look and told.look.capture else [])]


def _held_back(told: "Told") -> "list[tuple[Capture, str]]":
    """What was received and is no version, each with the reason."""
    from revtrack.report.standing import held_back_words

    return [(done, held_back_words(done.verdict.doubt)) for done in _captures(told) if done.verdict.doubt]


def _trouble(told: "Told") -> str | None:
    """Why a look gave nothing."""
    if told.problem:
        return told.problem
    if told.look and told.look.check:
        return told.look.check.detail
    return told.listing.subscription.detail if told.listing and told.listing.subscription.failures else None


def told_json(told: "Told") -> dict[str, object]:
    """One thing that was looked at, for a line of JSON."""
    trouble = _trouble(told)
    done = told.look.capture if told.look else None
    check = told.look.check if told.look else None
    return {
        "address": told.address,
        "kind": "host" if told.note else "list" if told.listing else "article",
        "outcome": str(done.verdict.outcome) if done else (str(check.state) if check else None),
        "article": done.article.id if done else None,
        "version": done.verdict.number if done else None,
        "articles": len(told.listing.articles) + len(told.captures) if told.listing else None,
        "problem": trouble,
        "notes": [
            *([told.note] if told.note else []),
            *(f"{each.article.identity} {words}" for each, words in _held_back(told)),
            *(told.listing.problems if told.listing else ()),
        ],
    }
