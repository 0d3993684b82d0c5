"""How much CPU time a pair takes, beside others, and how that grows with the length of the texts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tests.bench.figures import exponent, table
from tests.bench.generate import Paragraphs, live_blogs, scale_pairs, seeded
from tests.bench.setting import Report, Setting
from tests.bench.texts import TextPair, evenly
from tests.bench.timing import Timings, measure, shuffled, usable

__all__ = ["growth", "live_pairs", "speed"]

OURS: Final = "revtrack"
LABELS: Final = "revtrack labels"

ENGINES: Final = (
    *(OURS, "revtrack reading", LABELS, "wikidiff2", "wikidiff2 all moves", "difflib sentences", "difflib words"),
    *("HtmlDiff", "diff-match-patch", "newsedits", "rapidfuzz words"),
)
GROWING: Final = (
    *(OURS, "revtrack reading", "wikidiff2", "wikidiff2 all moves", "difflib sentences", "rapidfuzz words"),
)

LIVE_WORDS: Final = (5_000, 20_000)
"""Words of the smallest and of the largest live blog; the sizes between them grow by equal factors."""
LIVE_COUNT: Final = 60
LIVE_SEED: Final = 20260102

QUICK_PAIRS: Final = 12
QUICK_LIVE: Final = 2
QUICK_LIVE_WORDS: Final = 600

SIZES: Final = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
QUICK_SIZES: Final = (1_000, 2_000, 5_000)
GROWTH_WORDS: Final = 110_000
"""Words of the articles that texts of growing size are joined from: two of the largest."""
GROWTH_SECONDS: Final = 3.0
"""CPU after which an engine is cut off at one size: its mean is known by then, and there are twelve sets."""

USUAL_SIZE: Final = 20_000
"""Words up to which the first exponent is fitted; the second takes all sizes."""


def live_pairs(setting: Setting, count: int = LIVE_COUNT) -> tuple[TextPair, ...]:
    """Live blogs of growing size: `count`, or a few small ones to try the bench."""
    low, high = LIVE_WORDS
    if setting.quick:
        count, low, high = QUICK_LIVE, QUICK_LIVE_WORDS, QUICK_LIVE_WORDS
    sizes = (int(low * (high / low) ** (at / max(1, count - 1))) for at in range(count))
    blogs = live_blogs(setting.material.entries, seeded(LIVE_SEED), sizes)
    return tuple(_pair(f"live:{at}", blog.old, blog.new) for at, blog in enumerate(blogs))


def _pair(name: str, old: Paragraphs, new: Paragraphs) -> TextPair:
    return TextPair(name, "\n\n".join(old), "\n\n".join(new))


def speed(setting: Setting) -> Report:
    """Real pairs, heavy rewrites and live blogs: a table for each."""
    sets = {"real": setting.material.real, "heavy": setting.material.heavy, "live": live_pairs(setting)}
    for name in [name for name, pairs in sets.items() if not pairs]:
        setting.say(f"{name}: skipped: no gold; name its folder with --gold DIR or REVTRACK_GOLD")
        del sets[name]
    sets = {name: shuffled(evenly(pairs, QUICK_PAIRS) if setting.quick else pairs) for name, pairs in sets.items()}
    engines = usable(ENGINES, setting.say)
    timings = measure(engines, sets, setting.folder, rounds=setting.rounds, seconds=setting.seconds)
    lines = [line for name in sets for line in _set_table(timings, engines, name, setting.against)]
    return Report(lines=tuple(lines), figures=_speed_figures(timings), data=_data(timings, engines))


def _set_table(timings: Timings, engines: Iterable[str], name: str, against: str) -> Iterator[str]:
    pairs = timings.sets[name]
    words = sum(pair.words for pair in pairs) / len(pairs)
    yield ""
    yield f"{name}: {len(pairs)} pairs of {words:,.0f} words a side; CPU µs per pair; x {against}: time over its"
    rows = []
    for engine in engines:
        if not (found := timings.summary(engine, name)):
            continue
        ratio = timings.ratio(engine, against, name)
        figures = (f"{value:,.0f}" for value in (timings.done(engine, name), found.median, found.mean, found.high))
        rest = (timings.speed(engine, name), timings.peak(engine, name))
        rows.append((engine, *figures, *(f"{value:,.1f}" for value in rest if value is not None), _ratio(ratio)))
    yield from table(("engine", "pairs", "median", "mean", "p99", "MB/s", "peak MB", f"x {against}"), rows)
    if (cost := timings.per_unit(LABELS, name)) is not None:
        yield f"labels: {cost:.1f} µs per changed sentence"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def _speed_figures(timings: Timings) -> dict[str, float]:
    wanted = {
        **{f"{name} / wikidiff2": timings.ratio(OURS, "wikidiff2", name) for name in ("real", "heavy", "live")},
        "live / wikidiff2 all moves": timings.ratio(OURS, "wikidiff2 all moves", "live"),
        **{
            f"real: {peer}": timings.ratio(peer, OURS, "real")
            for peer in ("diff-match-patch", "newsedits", "difflib words", "HtmlDiff")
        },
        "labels": timings.per_unit(LABELS, "real"),
    }
    return {name: value for name, value in wanted.items() if value is not None}


def _data(timings: Timings, engines: Iterable[str]) -> list[dict[str, object]]:
    return [
        {
            "engine": engine,
            "set": name,
            "pairs": timings.done(engine, name),
            "median_us": found.median,
            "mean_us": found.mean,
            "p99_us": found.high,
            "mb_per_second": timings.speed(engine, name),
            "peak_mb": timings.peak(engine, name),
            "us_per_unit": timings.per_unit(engine, name),
        }
        for engine in engines
        for name in timings.sets
        if (found := timings.summary(engine, name))
    ]


def growth(setting: Setting) -> Report:
    """Means at growing sizes, plain and with the last quarter in front, and the fitted exponents."""
    sizes = QUICK_SIZES if setting.quick else SIZES
    sets = {_set_name(kind, size): _scaled(setting, size, moved=kind == "moved") for kind in KINDS for size in sizes}
    engines = usable(GROWING, setting.say)
    seconds = min(GROWTH_SECONDS, setting.seconds)
    timings = measure(engines, sets, setting.folder, rounds=setting.rounds, seconds=seconds)
    lines: list[str] = []
    figures: dict[str, float] = {}
    for kind in KINDS:
        rows = []
        for engine in engines:
            points = list(_points(timings, engine, kind, sizes))
            slopes = [
                exponent((words, mean) for words, mean, size in points if size <= USUAL_SIZE),
                exponent((words, mean) for words, mean, _ in points),
            ]
            if engine == OURS and not setting.quick:
                figures |= {f"growth {kind}": slopes[0], f"growth {kind}, all": slopes[1]}
            means = {size: f"{mean:,.0f}" for _, mean, size in points}
            rows.append((engine, *(means.get(size, "–") for size in sizes), *(f"{slope:.2f}" for slope in slopes)))
        heads = ("engine", *(f"{size:,}" for size in sizes), f"to {USUAL_SIZE:,}", f"to {SIZES[-1]:,}")
        lines += ["", f"growth, {kind}: mean CPU µs per pair at so many words; exponents", *table(heads, rows)]
    return Report(lines=tuple(lines), figures=figures, data=_data(timings, engines))


KINDS: Final = ("plain", "moved")


def _set_name(kind: str, size: int) -> str:
    return f"{kind} {size}"


def _scaled(setting: Setting, size: int, *, moved: bool) -> Sequence[TextPair]:
    articles = []
    words = 0
    for pair in setting.material.articles:
        articles.append(pair)
        words += len(" ".join(pair[0]).split())
        if words > GROWTH_WORDS:
            break
    made = scale_pairs(articles, size, moved=moved)
    pairs = shuffled(_pair(f"{size}:{at}", old, new) for at, (old, new) in enumerate(made))
    return evenly(pairs, QUICK_LIVE) if setting.quick else pairs


def _points(timings: Timings, engine: str, kind: str, sizes: Iterable[int]) -> Iterator[tuple[float, float, int]]:
    """Mean words, mean CPU and nominal size of the pairs that an engine did, for each size."""
    for size in sizes:
        name = _set_name(kind, size)
        if found := timings.summary(engine, name):
            pairs: Sequence[TextPair] = timings.sets[name][: timings.done(engine, name)]
            yield sum(pair.words for pair in pairs) / len(pairs), found.mean, size
