"""Questions about many addresses at once."""

from datetime import UTC, datetime, timedelta

from revtrack.looking import Desk, take
from revtrack.model import Alias, Answer, Check, FetchState
from revtrack.store import Store
from revtrack.versioning import article_id

NOW = datetime(2026, 2, 3, tzinfo=UTC)
PAGE = b"<h1>Fire</h1><p>Four people died in the harbour.</p><p>It began at night, and nobody knows why.</p>"


def stored(store: Store, count: int) -> list[str]:
    """The identities of some articles."""
    addresses = [f"https://post.example/{number}" for number in range(count)]
    desk = Desk(store=store, get=lambda *_, **__: NotImplemented, now=lambda: NOW)
    for one in addresses:
        headers = (("Content-Type", "text/html"),)
        take(Answer(status=200, headers=headers, body=PAGE, address=one, hops=(), asked=one, at=NOW), desk)
    return addresses


def check(name: str, at: datetime, **fields: datetime | str) -> Check:
    """A failed look."""
    return Check(article=name, address=name, at=at, state=FetchState.BUSY, detail="asks for less", **fields)  # type: ignore[arg-type]


def keep(store: Store, *checks: Check) -> None:
    for one in checks:
        with store.writing(article_id(one.article)) as writer:
            writer.record(one, article=None)


def test_articles_are_found_by_identity_and_alias_among_thousands_of_names(store: Store) -> None:
    first, second = stored(store, 2)
    store.add_alias(Alias(address="https://post.example/amp", article_id=article_id(second), reason="amp"))
    names = [f"https://post.example/no/{number}" for number in range(1_200)]
    found = store.named([first, *names, "https://post.example/amp", "a\0b"])
    assert {name: article.identity for name, article in found.items()} == {
        first: first,
        "https://post.example/amp": second,
    }


def test_failed_looks_come_by_article_and_in_order(store: Store) -> None:
    late, early = check("a", NOW + timedelta(hours=1)), check("a", NOW)
    keep(store, late, early, check("b", NOW))
    found = store.checks_of([article_id("a"), article_id("c"), *map(str, range(1_200))])
    assert found == {article_id("a"): (early, late)}


def test_patience_that_is_over_is_not_told(store: Store) -> None:
    one, other = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    keep(store, check("a", NOW, retry_after=one), check("a", NOW + timedelta(minutes=1), retry_after=other))
    keep(store, check("b", NOW, retry_after=one, final_address="c"))
    assert store.waits(NOW) == {"a": other, "c": one}
    assert store.waits(one) == {"a": other}
