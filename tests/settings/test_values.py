"""Which source an address belongs to, and which addresses it wants."""

import pytest

from revtrack.errors import InputError
from revtrack.settings import Source
from tests.settings.test_reading import WHOLE, settings


def test_an_address_belongs_to_the_source_that_claims_its_host() -> None:
    found = settings(WHOLE)
    names = {
        "https://post.example/2026/a": "example-post",
        "https://www.post.example/a": "example-post",
        "https://m.post.example/a": None,
        "http://wire.example:8080/a": "wire",
        "https://deep.in.wire.example/a": "wire",
        "https://notwire.example/a": None,
        "https://[::1/": None,
        "mailto:a@post.example": None,
    }
    sources = {url: found.for_address(url) for url in names}
    assert {url: source.name if source else None for url, source in sources.items()} == names
    assert found.source("wire") == found.sources[1]
    assert found.source("wires") is None


def test_a_source_wants_what_it_includes_and_does_not_exclude() -> None:
    post = settings(WHOLE).sources[0]
    assert post.wants("https://post.example/2026/fire")
    assert not post.wants("https://post.example/2026/sport/cup")
    assert not post.wants("https://post.example/about")
    assert settings('[[source]]\nname = "a"\n').sources[0].wants("https://post.example/about")


def test_an_address_is_searched_as_far_as_addresses_may_be_long() -> None:
    source = Source(name="post", include=("fire",))
    assert source.wants(f"https://post.example/{'a' * 1_900}/fire")
    assert not source.wants(f"https://post.example/{'a' * 2_000}/fire")


def test_a_pattern_that_would_look_forever_at_an_address_ends_as_an_error_that_names_it() -> None:
    source = Source(name="post", exclude=(r"/(?:\w|\w\w)+\.html$",))
    with pytest.raises(InputError, match=r"html.* of the source “post” takes too long"):
        source.wants("https://post.example/" + "a" * 200)
