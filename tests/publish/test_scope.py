"""What a feed may be about, and ids that never change."""

import pytest

from revtrack.errors import UsageError
from revtrack.publish.scope import LABEL_SCHEME, Scope, ScopeKind, entry_id, feed_id, parse_scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("all", Scope(ScopeKind.ALL)),
        ("source:The Example Post", Scope(ScopeKind.SOURCE, "The Example Post")),
        ("article:https://post.example/fire", Scope(ScopeKind.ARTICLE, "https://post.example/fire")),
        (" source : The Example Post ", Scope(ScopeKind.SOURCE, "The Example Post")),
        ("source:all", Scope(ScopeKind.SOURCE, "all")),
    ],
)
def test_a_scope_is_read_from_its_text(text: str, scope: Scope) -> None:
    assert parse_scope(text) == scope


@pytest.mark.parametrize("text", ["all", "source:The Example Post", "article:https://post.example/fire"])
def test_a_scope_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_scope(text)) == text


@pytest.mark.parametrize("text", ["", "everything", "all:", "source", "source:", "article: ", "label:number", "ALL"])
def test_any_other_text_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_scope(text)
    assert f"“{text}”" in refused.value.message
    assert refused.value.hint == "write all, source:NAME or article:ID"


def test_ids_never_change_from_release_to_release() -> None:
    """Every subscriber sees every entry again when these values change."""
    fire = "https://post.example/fire"
    step = entry_id(fire, old="a" * 64, new="b" * 64, occurrence=0)
    assert step == "urn:uuid:0f9f948e-0e74-5309-96b7-6563a45f597d"
    assert feed_id(Scope(ScopeKind.ALL)) == "urn:uuid:4b6dd260-da7b-5242-9a4d-49993d79638c"
    assert feed_id(Scope(ScopeKind.SOURCE, "The Example Post")) == "urn:uuid:b25fa405-e433-5953-a466-585ad2610680"
    assert (
        feed_id(Scope(ScopeKind.ARTICLE, "https://post.example/fire"))
        == "urn:uuid:c026a957-708e-5e37-b2cb-30d0df01b061"
    )
    assert LABEL_SCHEME == "urn:uuid:1d780d89-d589-5cfb-af49-89a61b45332c"


def test_an_entry_has_an_id_of_its_own_for_each_article_each_step_and_each_time() -> None:
    ids = {
        entry_id(identity, old=old, new=new, occurrence=occurrence)
        for identity in ("one", "two")
        for old, new in (("a", "b"), ("b", "a"))
        for occurrence in (0, 1)
    }
    assert len(ids) == 8


def test_a_feed_never_has_the_id_of_an_entry() -> None:
    """Not even where somebody names an article like the feed of a source."""
    entry = entry_id("source:The Example Post", old="a", new="b", occurrence=0)
    assert entry != feed_id(Scope(ScopeKind.SOURCE, "The Example Post\na\nb\n0\n1"))


def test_an_identity_with_half_a_surrogate_pair_has_an_id_too() -> None:
    assert entry_id("\ud800", old="a", new="b", occurrence=0) != entry_id("", old="a", new="b", occurrence=0)
