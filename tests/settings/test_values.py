"""Which source an address belongs to, and which addresses it wants."""

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
