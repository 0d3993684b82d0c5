"""`check` finds whatever an insider or a broken disk does, and nothing else."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from revtrack.errors import IntegrityError
from revtrack.store import Store, open_store
from tests.store.histories import keep, keep_all, taken
from tests.store.raw import execute

KEY = "the bridge"
ID = taken("", article=KEY).article_id


@pytest.fixture
def whole(tmp_path: Path) -> str:
    """The address of a SQLite database with one article of three snapshots and two versions, nothing wrong with it."""
    url = f"sqlite:///{tmp_path / 'whole.db'}"
    fill(url)
    return url


def fill(url: str) -> None:
    """Store one article of three snapshots and two versions."""
    with open_store(url) as store:
        keep_all(store, *(taken(text, minute, article=KEY) for minute, text in enumerate(["a", "b", "b"])))
        assert store.check() == ()


def problems(url: str) -> tuple[str, ...]:
    """What the check says."""
    with open_store(url) as store:
        return store.check()


TAMPERED = {
    "UPDATE article SET versions = 3": "has 3 versions, but 2 are stored, up to number 2",
    "UPDATE article SET snapshots = 9": "has 9 snapshots, but 3 stored and 3 in versions",
    "UPDATE version SET number = 7 WHERE number = 2": "has 2 versions, but 2 are stored, up to number 7",
    "UPDATE version SET snapshots = 5 WHERE number = 1": "has 3 snapshots, but 3 stored and 7 in versions",
    "DELETE FROM version": "has 2 versions, but 0 are stored",
    "DELETE FROM version WHERE number = 2": "has 2 versions, but 1 are stored, up to number 1",
    "UPDATE document SET fingerprint = 'x'": "is recorded with the fingerprint of another text",
    "UPDATE document SET words = 99": "is recorded with 99 words, but has 1",
    "UPDATE article SET checks = 2": "has 2 looks without a snapshot, but 0 are stored",
    "UPDATE blob SET size = 0": "is damaged",
    "UPDATE blob SET encoding = 'rot13'": "is stored as “rot13”",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_every_tampering_is_found_and_put_in_words(whole: str, statement: str) -> None:
    execute(whole, statement)
    found = problems(whole)
    assert any(TAMPERED[statement] in problem for problem in found), found


def test_several_problems_are_all_named_on_each_back_end(database: str) -> None:
    fill(database)
    for statement in ("UPDATE article SET snapshots = 9", "UPDATE blob SET size = 0", "DELETE FROM version"):
        execute(database, statement)
    blobs = [sha256 for (sha256,) in execute(database, "SELECT sha256 FROM blob")]
    assert set(problems(database)) == {
        *(f"the content {sha256} is damaged" for sha256 in blobs),
        f"the article {ID} has 2 versions, but 0 are stored, up to number 0",
        f"the article {ID} has 9 snapshots, but 3 stored and 0 in versions",
    }


def test_a_flipped_bit_in_any_blob_is_found_by_its_hash(whole: str) -> None:
    for sha256, data in execute(whole, "SELECT sha256, data FROM blob"):
        for position in (len(data) // 2, len(data) - 1):
            flipped = bytearray(data)
            flipped[position] ^= 0x10
            set_data(whole, sha256, bytes(flipped))
            assert problems(whole) == (f"the content {sha256} is damaged",)
        set_data(whole, sha256, data)
    assert problems(whole) == ()


def set_data(url: str, sha256: str, data: bytes) -> None:
    """Change what a blob holds."""
    execute(url, "UPDATE blob SET data = :data WHERE sha256 = :sha256", data=data, sha256=sha256)


REMOVED = {
    "DELETE FROM blob": "the document ",
    "DELETE FROM document": "points at a document that is missing",
    "DELETE FROM snapshot WHERE id = 1": f"the version {ID} 1 points at a snapshot that is missing",
    "DELETE FROM article": f"the version {ID} 1 points at a article that is missing",
}


def test_a_look_whose_bytes_are_missing_is_named_and_one_without_bytes_is_well(whole: str) -> None:
    insert = "INSERT INTO look (article_id, at, state, address, identity, detail, sha256) VALUES "
    execute(whole, insert + "('none', '2026-02-03T10:00:00.000000Z', 'timeout', 'x', 'x', 'x', NULL)")
    assert problems(whole) == ()
    execute(whole, insert + "('none', '2026-02-03T10:00:00.000000Z', 'paywalled', 'x', 'x', 'x', 'gone')")
    assert problems(whole) == ("the look none 2026-02-03 10:00:00+00:00 paywalled x points at a blob that is missing",)


@pytest.mark.parametrize("statement", REMOVED)
def test_whatever_is_missing_is_named_by_what_points_at_it(whole: str, statement: str) -> None:
    execute(whole, statement)  # PostgreSQL would not let it happen
    found = problems(whole)
    assert any(REMOVED[statement] in problem for problem in found), found


def test_a_torn_page_of_the_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "revtrack.db"
    with open_store(f"sqlite:///{path}") as store:
        keep_all(store, *(taken(f"It rained. {number} " * 300, number, noise="x" * number) for number in range(30)))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * 4096 + whole[len(whole) // 2 + 4096 :])
    try:
        found = problems(f"sqlite:///{path}")
    except IntegrityError as problem:
        found = (problem.message,)
    assert any("damaged" in problem for problem in found), found


def test_a_postgresql_that_forgets_on_a_power_cut_is_a_problem(on_postgresql: str) -> None:
    execute(on_postgresql, f'ALTER DATABASE "{make_url(on_postgresql).database}" SET synchronous_commit = off')
    assert problems(on_postgresql) == (
        "the server runs with synchronous_commit = off, so a power cut may take what was stored",
    )


def test_checking_while_another_writes_sees_one_state_and_finds_nothing(store: Store, database: str) -> None:
    keep(store, taken("It rained."))
    with open_store(database) as other, other.writing(ID):
        assert store.check() == ()
