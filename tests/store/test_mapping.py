"""Record ⇄ model: what is read back is what was stored."""

from dataclasses import replace

import pytest
from hypothesis import given

from revtrack.errors import InputError, IntegrityError
from revtrack.model import BlockKind, Document
from revtrack.store.records import mapping
from revtrack.versioning import derive_article
from tests.store.histories import BRIDGE, taken
from tests.strategies import block_of, document_of, documents


@given(documents())
def test_a_document_is_read_back_as_it_was_written(document: Document) -> None:
    assert mapping.document_from_json(mapping.document_to_json(document)) == document


@given(documents())
def test_a_document_read_back_is_written_as_the_same_bytes(document: Document) -> None:
    data = mapping.document_to_json(document)
    assert mapping.document_to_json(mapping.document_from_json(data)) == data


def test_the_words_of_a_sentence_come_back_with_its_tokens() -> None:
    read = mapping.document_from_json(mapping.document_to_json(document_of("Five died .")))
    assert read.sentences[0].words == ("five", "died")


def test_a_field_stored_without_tokens_has_none_and_keeps_its_bytes() -> None:
    data = mapping.document_to_json(document_of("Il neige.", headline="Tempête"))
    read = mapping.document_from_json(data.replace(b'"Temp\xc3\xaate",["Temp\xc3\xaate"]', b'"Temp\xc3\xaate"'))
    assert [(field.value, field.tokens) for field in read.fields] == [("Tempête", ())]
    assert b'"fields":[["headline","Temp\xc3\xaate"]]' in mapping.document_to_json(read)


def test_the_bytes_of_a_document_are_pinned_so_that_stored_ones_stay_readable() -> None:
    document = document_of("Il neige.", headline="Tempête", language="fr")
    heading = block_of("“Why”", kind=BlockKind.HEADING, key=lambda text: text.strip("“”"))
    data = mapping.document_to_json(
        Document(
            fields=document.fields,
            blocks=(heading, *document.blocks),
            language="fr",
            fingerprint="f/1:0",
            tools=document.tools,
        )
    )
    assert data.decode() == (
        '{"blocks":[["heading",2,"“Why”",[[0,5,"Why",["“Why”"]]]],'
        '["paragraph",null,"Il neige.",[[0,9,null,["Il","neige."]]]]],'
        '"fields":[["headline","Tempête",["Tempête"]]],"fingerprint":"f/1:0","format":"document/1","language":"fr","problems":[],'
        '"set_aside":[],"tools":{"extractor":"strategy/1","normaliser":"strategy/1","segmenter":"strategy/1"}}'
    )


def test_the_address_a_page_names_as_its_own_is_kept_and_a_page_that_names_none_keeps_its_bytes() -> None:
    document = document_of("Il neige.")
    assert b"canonical" not in mapping.document_to_json(document)
    named = replace(document, canonical="https://example.org/neige")
    assert mapping.document_to_json(named).startswith(
        b'{"blocks":[["paragraph",null,"Il neige.",[[0,9,null,["Il","neige."]]]]],"canonical":"https://example.org/neige",'
    )
    assert mapping.document_from_json(mapping.document_to_json(named)) == named


def test_the_key_of_a_block_is_pinned_so_that_remembered_ones_stay_known() -> None:
    assert block_of("Sign up.", "It is free.").common_key == "c3d9d121517dcb3b"


def test_a_document_of_an_unknown_format_is_refused_with_the_remedy() -> None:
    with pytest.raises(IntegrityError, match="document/9") as caught:
        mapping.document_from_json(b'{"format":"document/9"}')
    assert caught.value.hint == "install a newer revtrack"


@pytest.mark.parametrize("identity", ["a\0b", "a\udcffb"])
def test_text_that_a_column_cannot_keep_is_refused_by_name(identity: str) -> None:
    article = derive_article(identity, [taken("It rained.").observation])
    with pytest.raises(InputError, match="the identity 'a"):
        mapping.article_record(article)


def test_an_article_is_read_back_as_it_was_written() -> None:
    article = derive_article(BRIDGE, [taken("It rained.").observation])
    assert mapping.article_of(mapping.article_record(article)) == article
