"""What names an article: one spelling for each address, and ids that never change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.versioning import article_id, identity, is_address, spelling_reasons


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("  https://example.com/a\n", "https://example.com/a"),
        ("HTTPS://Example.COM/a", "https://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:80/a", "https://example.com/a"),
        ("http://example.com/a", "https://example.com/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("http://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.com/a/", "https://example.com/a"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://example.com/b/../a", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/%7ea", "https://example.com/~a"),
        ("https://example.com/é", "https://example.com/%C3%A9"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("https://example.com/a?id=7&utm_source=feed", "https://example.com/a?id=7"),
        ("https://example.com/a?UTM_Campaign=x&fbclid=1", "https://example.com/a"),
        ("https://example.com/a?gclid=1&b=2&a=1&smid=tw", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?flag&utm_source=feed", "https://example.com/a?flag"),
        ("https://example.com/a?q=a%20b;c&utm_medium=x", "https://example.com/a?q=a%20b;c"),
        ("https://example.com/a?utmost=1", "https://example.com/a?utmost=1"),
    ],
)
def test_an_address_has_one_spelling(spelling: str, canonical: str) -> None:
    assert identity(spelling) == canonical


@pytest.mark.parametrize(
    "key",
    ["nyt:iran-fired-missiles", "My Key", "ftp://example.com/a", "/home/a.txt", "http://", "http://[half", "été"],
)
def test_a_key_is_kept_as_it_is_but_for_blanks_around_it(key: str) -> None:
    assert identity(f"  {key}\n") == key
    assert not is_address(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.com:8000/a", "https://example.com/a"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://www.example.com/a"),
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("My Key", "my key"),
    ],
)
def test_two_addresses_or_keys_are_two_articles(one: str, other: str) -> None:
    assert identity(one) != identity(other)
    assert article_id(identity(one)) != article_id(identity(other))


address_parts = st.text(
    st.one_of(st.sampled_from("abXY12/?#&=%+.:;@[]-_~ éß٣"), st.characters(exclude_categories=["Cs"])), max_size=25
)


@settings(max_examples=500)
@given(st.sampled_from(["", "http://", "https://example.com/", "https://example.com/a?utm_id=1&"]), address_parts)
def test_the_canonical_spelling_is_its_own(start: str, rest: str) -> None:
    canonical = identity(start + rest)
    assert identity(canonical) == canonical


@settings(max_examples=500)
@given(st.lists(st.text("abc%=+;é", min_size=1, max_size=6), max_size=4), st.integers(0, 4))
def test_a_tracking_parameter_changes_nothing_wherever_it_stands(parameters: list[str], place: int) -> None:
    tracked = [*parameters[:place], "utm_source=feed", *parameters[place:]]
    assert identity(f"https://example.com/a?{'&'.join(tracked)}") == identity(
        f"https://example.com/a?{'&'.join(parameters)}"
    )


def test_the_id_of_an_article_is_pinned() -> None:
    """It is part of every address and feed that was ever published: it must never change."""
    assert article_id("https://example.com/a") == "fxhautcqiq"
    assert article_id("nyt:iran") == "vk2qaazoi4"
    assert article_id("lone \ud800 surrogate") == "i6jbkikees"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://user:secret@post.example/fire", "https://post.example/fire"),
        ("https://post.example/#!/story/1", "https://post.example/#!/story/1"),
        ("https://post.example/fire#top", "https://post.example/fire"),
        ("https://post.example//fire", "https://post.example/fire"),
    ],
)
def test_an_identity_holds_no_password_and_a_fragment_only_where_it_names_a_page(written: str, kept: str) -> None:
    assert identity(written) == kept
    assert identity(kept) == kept


@pytest.mark.parametrize(
    ("address", "reasons"),
    [
        ("https://post.example/fire", ()),
        ("fire", ()),
        ("http://post.example/fire", ("http and https",)),
        ("https://post.example/fire/", ("a slash at the end",)),
        ("https://post.example/fire?utm_source=x", ("tracking parameters",)),
        ("HTTPS://POST.example/fire", ("case, escapes or the like",)),
    ],
)
def test_why_an_address_is_another_spelling_is_told(address: str, reasons: tuple[str, ...]) -> None:
    assert spelling_reasons(address) == reasons
