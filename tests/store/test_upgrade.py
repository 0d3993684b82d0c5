"""A database of an older revtrack is upgraded where it stands, wholly or not at all, and goes on as one of today's."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revtrack.errors import IntegrityError
from revtrack.store import Store, open_store
from revtrack.store.engine import place_of
from revtrack.store.migrations.migrate import LATEST, REVISION_TABLE, SCRIPTS, upgrade
from revtrack.store.records.mapping import common_keys
from revtrack.versioning import Outcome, article_id, derive_article, timeline
from tests.store.histories import keep, taken
from tests.store.older_database import PAGE_ARTICLE, build, dump
from tests.store.raw import contents, execute
from tests.store.test_repository import HISTORY

KILLS = 6
SEED = 8


@pytest.fixture
def older(nothing: str, tmp_path: Path) -> str:
    """The address of a database as the first revtrack left it, on each back end."""
    folder = tmp_path / "scripts"
    folder.mkdir()
    build(nothing, "0001", folder)
    return nothing


def revision(url: str) -> object:
    """The migration a database says it is at."""
    return execute(url, f"SELECT version_num FROM {REVISION_TABLE}")[0][0]  # noqa: S608  a constant of ours


def test_every_history_of_an_older_database_is_what_it_was(older: str) -> None:
    with open_store(older, create=False) as store:
        assert (store.totals().articles, store.totals().versions, store.totals().snapshots) == (3, 10, 13)
        for identity in {one.snapshot.article for one in HISTORY}:
            observations = [one.observation for one in HISTORY if one.snapshot.article == identity]
            assert set(store.observations(article_id(identity))) == set(observations)
            assert store.versions(article_id(identity)) == timeline(article_id(identity), observations)
            assert store.find(identity) == (derive_article(identity, observations),)
        assert store.check() == ()
    assert revision(older) == LATEST


def test_an_upgraded_database_has_the_records_that_todays_revtrack_would_have_made(older: str, tmp_path: Path) -> None:
    """But for the web page, whose Documents are read otherwise today."""
    for table, condition in (("version", "article_id"), ("snapshot", "article_id"), ("article", "id")):
        page = article_id(PAGE_ARTICLE)
        execute(older, f"DELETE FROM {table} WHERE {condition} = :page", page=page)  # noqa: S608  constants of ours
    unused = "sha256 NOT IN (SELECT document FROM snapshot)"
    execute(older, f"DELETE FROM document WHERE {unused}")  # noqa: S608  a constant of ours
    execute(older, f"DELETE FROM blob WHERE {unused} AND sha256 NOT IN (SELECT sha256 FROM snapshot)")  # noqa: S608
    open_store(older, create=False).close()
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    with open_store(fresh) as store:
        for one in HISTORY:
            keep(store, one)
    assert contents(older) == contents(fresh)


def test_the_words_of_documents_stored_before_they_were_counted_are_counted(older: str) -> None:
    with open_store(older, create=False) as store:
        for article in store.articles():
            counted = [(one.observation.words, one.document.word_count) for one in store.snapshots(article.id)]
            assert counted
            assert all(words == count > 0 for words, count in counted)
            sketched = [(one.observation.sketch, one.document.sketch) for one in store.snapshots(article.id)]
            assert all(sketch == meant != "" for sketch, meant in sketched)


def test_the_blocks_that_older_articles_hold_are_known_by_source_or_host(older: str) -> None:
    with open_store(older, create=False) as store:
        for source in ("herald.example", "Post"):
            held = {
                key
                for article in store.articles()
                for one in store.snapshots(article.id)
                if source in {one.snapshot.source, article.host}
                for key in common_keys(one.document)
            }
            assert held
            assert store.common_blocks(source, least_articles=1, least_share=0) == held


def test_an_upgraded_database_takes_new_captures_into_its_histories(older: str) -> None:
    with open_store(older, create=False) as store:
        assert keep(store, taken("Seven died.", 99)).outcome is Outcome.CHANGED
        assert keep(store, HISTORY[0]).outcome is Outcome.SAME_SNAPSHOT
        assert store.check() == ()


def test_a_damaged_document_does_not_stop_an_upgrade_and_is_named_afterwards(older: str) -> None:
    ((digest,),) = execute(older, "SELECT min(sha256) FROM document")
    execute(older, "UPDATE blob SET size = size - 1 WHERE sha256 = :digest", digest=digest)
    with open_store(older, create=False) as store:
        assert store.check() == (f"the content {digest} is damaged",)
        words = [one.words for article in store.articles() for one in store.observations(article.id)]
    assert 0 in words
    assert any(words)


FAILING = '''
"""A migration of the tests."""
revision = "9000"
down_revision = "{}"


def upgrade():
    raise ZeroDivisionError
'''


def test_an_upgrade_that_fails_after_the_first_of_its_migrations_leaves_the_older_database(
    older: str, tmp_path: Path
) -> None:
    before = dump(older)
    (tmp_path / "9000_fails.py").write_text(FAILING.format(LATEST), encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        upgrade(place_of(older), (SCRIPTS / "versions", tmp_path))
    assert dump(older) == before
    open_store(older, create=False).close()
    assert revision(older) == LATEST


def test_an_upgrade_that_fails_when_all_is_filled_in_leaves_the_older_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'revtrack.db'}"
    folder = tmp_path / "scripts"
    folder.mkdir()
    build(url, "0001", folder)
    execute(url, "DELETE FROM article WHERE identity = :page", page=PAGE_ARTICLE)
    before = dump(url)
    with pytest.raises(IntegrityError, match="broken references"):
        open_store(url)
    assert dump(url) == before


OPEN_MANY = """
import sys
from revtrack.store import open_store

for number in range(int(sys.argv[2])):
    print(number, flush=True)
    open_store(f"sqlite:///{sys.argv[1]}/{number}.db").close()
"""


@pytest.mark.slow
def test_a_program_killed_while_it_upgrades_leaves_the_older_database_or_the_new_one(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    folder = tmp_path / "scripts"
    folder.mkdir()
    build(f"sqlite:///{tmp_path / 'older.db'}", "0001", folder)
    before = dump(f"sqlite:///{tmp_path / 'older.db'}")
    for kill in range(KILLS):
        copies = tmp_path / str(kill)
        copies.mkdir()
        paths = [Path(shutil.copy(tmp_path / "older.db", copies / f"{number}.db")) for number in range(6)]
        command = [sys.executable, "-c", OPEN_MANY, str(copies), str(len(paths))]
        with subprocess.Popen(command, cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 5)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.05)  # upgrading one takes about that long
            process.kill()
        for path in paths:
            url = f"sqlite:///{path}"
            assert revision(url) == LATEST or dump(url) == before
            check(url)


def check(url: str) -> None:
    """A database can be opened, and is whole."""
    with open_store(url, create=False) as store:
        assert whole(store)


def whole(store: Store) -> bool:
    """Whether nothing is wrong with a database, and nothing of it is lost."""
    return store.check() == () and store.totals().snapshots == 13
