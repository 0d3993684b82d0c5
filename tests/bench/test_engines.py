"""Each engine compares two texts, and one that cannot run says how to get it."""

import pytest

from tests.bench.engines import ENGINES, LABELS, READING, Engine, EngineMissing, wikidiff2
from tests.memos import memos

OLD = "The mayor closed 3 bridges on Monday. Nobody was hurt in the city."
NEW = "The mayor closed 5 bridges on Monday. Nobody was hurt in the city."

IN_PYTHON = [name for name in ENGINES if not name.startswith("wikidiff2")]
TELLING = ["revtrack", "difflib sentences", "difflib words", "diff-match-patch", "rapidfuzz words"]


@pytest.mark.parametrize("name", IN_PYTHON)
def test_an_engine_compares_two_texts(name: str) -> None:
    engine = ENGINES[name]()
    assert isinstance(engine, Engine)
    assert engine.run(*engine.prepare(OLD, NEW))


@pytest.mark.parametrize("name", TELLING)
def test_an_engine_shows_the_word_that_changed(name: str) -> None:
    engine = ENGINES[name]()
    assert isinstance(engine, Engine)
    assert engine.shown
    shown = engine.shown(engine.run(*engine.prepare(OLD, NEW)))
    assert [[text for text in side if text] for side in shown] == [["3"], ["5"]]


def test_difflib_shows_whole_sentences_where_one_side_has_more() -> None:
    engine = ENGINES["difflib sentences"]()
    assert isinstance(engine, Engine)
    assert engine.shown
    shown = engine.shown(engine.run(*engine.prepare(OLD, f"{NEW} It opens again.")))
    assert shown == (["3"], ["5", "It opens again."])


def test_reading_makes_both_documents() -> None:
    old, new = READING.run(*READING.prepare(OLD, NEW))
    assert len(old.sentences) == len(new.sentences) == 2


def test_what_was_kept_of_one_pair_is_gone_before_the_next() -> None:
    READING.run(*READING.prepare(OLD, NEW))
    assert any(memo.cache_info().currsize for memo in memos())
    assert READING.before
    READING.before()
    assert not any(memo.cache_info().currsize for memo in memos())


def test_labels_are_counted_by_changed_sentence() -> None:
    assert LABELS.units
    comparison = LABELS.run(*LABELS.prepare(OLD, f"{NEW} It opens again."))
    assert LABELS.units(comparison) == 2


def test_an_engine_that_is_missing_says_how_to_get_it() -> None:
    with pytest.raises(EngineMissing, match=r"no such-php on this machine; apt install php-cli php-wikidiff2"):
        wikidiff2(php="such-php")
