"""Labels: what is claimed about a change, and what never is."""

from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from revtrack import document_from_text
from revtrack.diff.labels import FACTS, WEIGHTS, label_change, label_comparison, label_field
from revtrack.diff.labels.mentions import names, words_of
from revtrack.diff.languages import lexicon_for
from revtrack.diff.languages.english import ENGLISH
from revtrack.model import Change, FieldChange, FieldName, Label, OnDemand, Operation, Span, Weight
from tests.diff.label_cases import CASES, LabelCase, cases_of, evidence, spans_between

FOUND = [(path.stem, case) for path in sorted(CASES.glob("*.json")) for case in cases_of(path)]
ALL = [pytest.param(case, id=f"{kind}: {case.name}") for kind, case in FOUND]

RULE = regex.compile(r"[a-z]+(-[a-z]+)*/\d+")

MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def labels_of(
    old: str | None, new: str | None, *, language: str | None = "en", lead: bool = False
) -> tuple[Label, ...]:
    return LabelCase(name="", old=old, new=new, labels=(), language=language, lead=lead).found()


def terms_of(old: str | None, new: str | None, *, language: str | None = "en") -> list[str]:
    return [label.term for label in labels_of(old, new, language=language)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He fought in World War I and came home.", ["World War I"]),
        ("World War I ended and he came home.", ["World War I"]),
        ("Suddenly I saw the fire.", ["Suddenly"]),  # by its place, and weak
    ],
)
def test_a_numeral_ends_a_name_and_no_first_word(text: str, told: list[str]) -> None:
    assert [name.text for name in names(text, ENGLISH)] == told


@pytest.mark.parametrize("case", ALL)
def test_a_case_gets_the_labels_of_its_file(case: LabelCase) -> None:
    assert evidence(case.found(), case.labels) == case.labels, case.why


def test_a_whole_english_sentence_has_the_same_labels_where_its_language_is_not_stated() -> None:
    texts = {text for _, case in FOUND if case.language == "en" for text in (case.old, case.new) if text}
    english = [text for text in sorted(texts) if lexicon_for(None, words_of(text)) is ENGLISH]
    assert len(english) >= 300
    for text in english:
        assert labels_of(None, text, language=None) == labels_of(None, text), text


def test_there_are_cases_of_every_kind() -> None:
    seen = {label[0] for _, case in FOUND for label in case.labels}
    assert len(FOUND) >= 200
    assert seen >= set(WEIGHTS) - {"unnoted", "revert", "rewritten"}


@pytest.mark.parametrize("case", ALL)
def test_a_note_or_a_fact_is_never_beside_a_minor_or_noise_label(case: LabelCase) -> None:
    weights = {label.weight for label in case.found()}
    if weights & {Weight.NOTICE, Weight.FACT}:
        assert not weights & {Weight.MINOR, Weight.NOISE}


@pytest.mark.parametrize("case", ALL)
def test_labels_are_sorted_by_value_and_rest_on_words_of_their_side(case: LabelCase) -> None:
    labels = case.found()
    ranks = [list(WEIGHTS).index(label.term) for label in labels]
    assert ranks == sorted(ranks)
    for label in labels:
        assert label.weight is WEIGHTS[label.term]
        assert RULE.fullmatch(label.rule)
        assert label.old is None or label.old in (case.old or "")
        assert label.new is None or label.new in (case.new or "")


@pytest.mark.parametrize("case", ALL)
def test_evidence_stands_where_its_offsets_say(case: LabelCase) -> None:
    for label in case.found():
        for text, words, span in (
            (case.old, label.old, label.old_span),
            (case.new, label.new, label.new_span),
        ):
            assert (words is None) == (span is None)
            if span:
                assert (text or "")[slice(*span)] == words


@pytest.mark.parametrize("case", ALL)
def test_a_label_names_a_language_where_its_rule_does(case: LabelCase) -> None:
    for label in case.found():
        assert label.language in {None, "en", "de", "fr", "es", "pt"}
        assert (label.language is not None) == label.rule.endswith(f"-{label.language}/2")


@pytest.mark.parametrize("case", ALL)
def test_a_difference_is_the_new_value_less_the_old_one(case: LabelCase) -> None:
    for label in case.found():
        if label.delta is not None:
            assert label.term == "number"
            assert Decimal(label.new_value or "") - Decimal(label.old_value or "") == Decimal(label.delta)


FAR = "It rained on and on near the old stone bridge by the river, as it does there; "

COUNTED = [pytest.param(case, id=case.name) for kind, case in FOUND if kind in {"number", "date", "values"}]


@pytest.mark.parametrize("case", COUNTED)
def test_what_stands_far_away_changes_no_number_or_date(case: LabelCase) -> None:
    old, new = (f"{FAR}{text}{FAR[:-2]}." for text in (case.old, case.new))
    there = labels_of(old, new, language=case.language)
    kinds = {"number", "date"}
    assert [(one.term, one.old, one.new) for one in there if one.term in kinds] == [
        (one.term, one.old, one.new) for one in case.found() if one.term in kinds
    ]


@pytest.mark.parametrize("case", ALL)
def test_the_words_of_the_documents_give_the_same_labels_as_the_texts(case: LabelCase) -> None:
    if case.field:
        return
    sides = [document_from_text(text or "", language=case.language).sentences for text in (case.old, case.new)]
    labels = label_change(
        operation=case.operation,
        moved=case.moved,
        spans=spans_between(case.old or "", case.new or ""),
        old_text=case.old,
        new_text=case.new,
        lead=case.lead,
        language=case.language,
        words=[sentence.words for side in sides for sentence in side],
        opening=case.first_sentence(),
    )
    assert labels == case.found()


@pytest.mark.parametrize("case", ALL)
def test_exchanged_sides_get_exchanged_claims(case: LabelCase) -> None:
    operation = {Operation.SPLIT: Operation.MERGED, Operation.MERGED: Operation.SPLIT}.get(
        case.operation, case.operation
    )
    turned = LabelCase(
        name=case.name,
        old=case.new,
        new=case.old,
        labels=(),
        language=case.language,
        operation=operation,
        moved=case.moved,
        opening=case.opening,
        field=case.field,
    )
    there = [MIRRORED.get(label.term, label.term) for label in case.found()]
    assert sorted(there) == sorted(label.term for label in turned.found())


# ------------------------------------------------------------------------------------------------------------- rules


def test_a_rule_that_reads_words_names_its_language() -> None:
    assert labels_of("Drei starben.", "Vier starben.", language="de-AT")[0].rule == "number-de/2"
    assert labels_of("3 ofiary.", "4 ofiary.", language="pl")[0].rule == "number/2"
    assert labels_of("Er sagte „ja“.", "Er sagte „nein“.", language="de")[0].rule == "quote/2"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: The fine was $5 million.", "correction"),
        ("This article was corrected on Friday.", "correction"),
        ("We regret the error.", "correction"),
        ("(Corrects spelling of name)", "correction"),
        ("This page has been changed to clarify the deadline.", "clarification"),
        ("Clarification, 8 January: the deadline is in May.", "clarification"),
        ("This story has been withdrawn.", "retraction"),
        ("Editors' note: the source has since died.", "editors-note"),
        ("Our headline story was edited after publication.", "amended"),
        ("(Changes headline)", "amended"),
        ("This article has since been updated.", "update"),
        ("Update on 25 January 2021:", "update"),
    ],
)
def test_the_rule_of_a_note_tells_its_kind(text: str, kind: str) -> None:
    note = labels_of(None, text)[0]
    assert (note.term, note.rule) == ("note", f"note-{kind}-en/2")


@pytest.mark.parametrize(
    "text",
    [
        "The Department of Correction said so.",
        "An earlier version of the bill failed.",
        "The code has been updated to clarify who gives way.",
        "He updated his will.",
        "The report was amended by the committee.",
    ],
)
def test_news_about_corrections_is_no_note(text: str) -> None:
    assert "note" not in terms_of(None, text)


def test_no_doubt_or_denial_in_english_needs_more_than_its_words_to_be_seen() -> None:
    assert not ENGLISH.certainty_heads, "a text in no stated language is read only where one of UNTOLD is in it"


def test_a_sentence_of_the_lead_says_so_in_its_rule() -> None:
    assert labels_of(None, "The mayor resigned.", lead=True)[0].rule == "added-lead/2"
    assert labels_of("The mayor resigned.", None, lead=True)[0].rule == "removed-lead/2"
    assert labels_of(None, "The mayor resigned.")[0].rule == "added/2"


def test_a_language_that_is_not_stated_is_recognised_by_its_words() -> None:
    assert labels_of("Es starben drei Menschen.", "Es starben vier Menschen.", language=None)[0].rule == "number-de/2"
    assert labels_of("Murieron tres personas.", "Murieron dos personas.", language=None)[0].rule == "number-es/2"
    assert labels_of("Updated 3:10 p.m. EST", "Updated 4:25 p.m. EST", language=None)[0].rule == "dateline-en/2"
    assert labels_of("Погибло 3.", "Погибло 4.", language=None)[0].rule == "number/2"


@pytest.mark.parametrize("change", [("?", "."), ("", "?"), ("？", "")])
def test_a_question_mark_is_never_punctuation_alone(change: tuple[str, str]) -> None:
    assert terms_of(f"Was he guilty{change[0]}", f"Was he guilty{change[1]}") == ["wording"]


# ------------------------------------------------------------------------------------------------------------ limits


def test_a_text_too_long_to_be_a_sentence_is_wording() -> None:
    old, new = "3 " * 5_000, "4 " * 5_000
    labels = label_change(
        operation=Operation.EDITED,
        moved=False,
        spans=(Span("-", old), Span("+", new)),
        old_text=old,
        new_text=new,
        lead=False,
        language="en",
    )
    assert [label.term for label in labels] == ["wording"]


def test_long_evidence_is_cut() -> None:
    quote = labels_of(None, f"“{'so ' * 400}”")[0]
    assert quote.new is not None
    assert len(quote.new) == 300
    assert quote.new.endswith("…")


def test_a_row_of_figures_gets_a_handful_of_labels() -> None:
    old, new = (" and ".join(str(n + base) for n in range(20)) for base in (10, 50))
    assert terms_of(old, new) == ["number"] * 5


def test_spans_that_do_not_rebuild_the_texts_do_no_harm() -> None:
    labels = label_change(
        operation=Operation.EDITED,
        moved=False,
        spans=(Span("=", "nonsense"), Span("-", "x")),
        old_text="Three died.",
        new_text="Five died.",
        lead=False,
        language="en",
    )
    assert [(label.term, label.old, label.new) for label in labels] == [("number", "Three", "Five")]


def test_marks_of_single_words_and_of_phrases_give_the_same_labels() -> None:
    old, new = "It is final, Finance Minister Ana Ruiz said.", "It is final, an official said."
    phrase = (
        Span("=", "It is final, "),
        Span("-", "Finance Minister Ana Ruiz"),
        Span("+", "an official"),
        Span("=", " said."),
    )
    for spans in (phrase, spans_between(old, new)):
        labels = label_change(
            operation=Operation.EDITED,
            moved=False,
            spans=spans,
            old_text=old,
            new_text=new,
            lead=False,
            language="en",
        )
        assert [label.term for label in labels] == ["attribution", "name"]


# -------------------------------------------------------------------------------------------------------- properties

PIECES = (
    "May one hundred and $ 1.5 3-4 % p.m. “ ” ' said not No. Ruiz Gen. 24 Correction: updated according to vingt quatre"
    " de 2019 th \u0301 « » ٣ ?"
)

TEXT = st.text(max_size=60) | st.lists(st.sampled_from([*PIECES.split(), "\n", "\u00a0"]), max_size=12).map(" ".join)


@given(
    old=TEXT | st.none(),
    new=TEXT | st.none(),
    operation=st.sampled_from(Operation),
    moved=st.booleans(),
    language=st.sampled_from([None, "en", "de", "fr", "es", "pt", "zh", "", "x-y"]),
)
def test_any_two_texts_get_labels_without_an_exception(
    old: str | None, new: str | None, operation: Operation, *, moved: bool, language: str | None
) -> None:
    labels = label_change(
        operation=operation,
        moved=moved,
        spans=spans_between(old or "", new or ""),
        old_text=old,
        new_text=new,
        lead=False,
        language=language,
    )
    weights = {label.weight for label in labels}
    assert labels or old == new
    assert not (weights & {Weight.NOTICE, Weight.FACT} and weights & {Weight.MINOR, Weight.NOISE})


@given(text=TEXT, language=st.sampled_from([None, "en", "de", "fr", "zh"]))
def test_identical_texts_get_no_label(text: str, language: str | None) -> None:
    assert terms_of(text, text, language=language) == []


@given(field=st.sampled_from(FieldName), old=TEXT | st.none(), new=TEXT | st.none())
def test_any_field_change_has_a_label(field: FieldName, old: str | None, new: str | None) -> None:
    assert label_field(field=field, old=old, new=new, spans=spans_between(old or "", new or ""), language=None)


@given(before=st.integers(0, 10**9), after=st.integers(0, 10**9), share=st.booleans())
def test_a_changed_number_is_always_a_number_or_a_date(before: int, after: int, *, share: bool) -> None:
    unit = "%" if share else ""
    terms = terms_of(f"They counted {before}{unit} of it.", f"They counted {after}{unit} of it.")
    assert (not terms) if before == after else set(terms) <= {"number", "date"}


PLAIN = (
    *("the", "a", "council", "school", "people", "market", "river", "bridge", "and", "of", "in", "with", "for", "near"),
    *("after", "old", "new", "open", "local"),
)
"""Words of sentences that state no fact."""

FACTUAL = (
    *("7", "2.5", "19%", "$3 million", "seventeen", "third", "three quarters", "dozens"),
    *("24 March", "March 24, 2020", "Tuesday", "9:15 p.m.", "2019", "yesterday"),
    *("“a grave error”", '"never"', "‘so-called’", "«oui»"),
    *("Ana Ruiz", "Ruiz", "Port Said", "NATO"),
    *("allegedly", "reportedly", "may", "could not be confirmed", "about 30"),
    *("not", "never", "no longer", "without"),
    *("Correction:", "This article was amended", "Editor’s note:", "according to Ana Ruiz", "the mayor said"),
)
"""A number, date, quotation, name, hedge, negation, note or speaker each."""


@given(
    words=st.lists(st.sampled_from(PLAIN), min_size=1, max_size=14),
    factual=st.sampled_from(FACTUAL),
    data=st.data(),
    added=st.booleans(),
    language=st.sampled_from(["en", None]),
)
def test_what_states_a_fact_is_never_minor_or_noise_alone(
    words: list[str], factual: str, data: st.DataObject, language: str | None, *, added: bool
) -> None:
    place = data.draw(st.integers(0, len(words)))
    bare = " ".join(words).capitalize() + "."
    told = " ".join([*words[:place], factual, *words[place:]])
    told = told[0].upper() + told[1:] + "."
    labels = labels_of(*((bare, told) if added else (told, bare)), language=language)
    assert {label.weight for label in labels} - {Weight.MINOR, Weight.NOISE}


@given(
    line=st.sampled_from(["Read more", "Sign up for our newsletter.", "Share on Facebook"]),
    factual=st.sampled_from(FACTUAL),
)
def test_furniture_that_states_a_fact_is_noise_no_more(line: str, factual: str) -> None:
    for told in (f"{factual} {line}", f"{line} {factual}", line.replace(" ", f" {factual} ", 1)):
        labels = labels_of(line, told)
        assert {label.weight for label in labels} - {Weight.MINOR, Weight.NOISE}, told


# ----------------------------------------------------------------------------------------------- the whole Comparison


def change_with(*labels: Label) -> Change:
    return Change(
        identity=OnDemand.of("c-000000000000"),
        number=1,
        operation=Operation.EDITED,
        moved=False,
        old=None,
        new=None,
        similarity=1.0,
        rule=None,
        spans=(),
        explanation=OnDemand.of(labels),
    )


def whole(*labels: Label, headline: tuple[Label, ...] = (), rewritten: bool = False) -> list[str]:
    field = FieldChange(field=FieldName.HEADLINE, old="a", new="b", spans=(), explanation=OnDemand.of(headline))
    found = label_comparison(changes=[change_with(*labels)], fields=[field], rewritten=rewritten)
    return [label.term for label in found]


@pytest.mark.parametrize("term", sorted(FACTS))
def test_a_fact_without_a_note_is_unnoted(term: str) -> None:
    fact = Label(term=term, weight=WEIGHTS[term], rule="x/1")
    assert whole(fact) == ["unnoted"]
    assert whole(headline=(fact,)) == ["unnoted"]


def test_a_note_that_came_or_changed_answers_for_the_facts() -> None:
    number = labels_of("Three died.", "Four died.")
    assert whole(*number, *labels_of(None, "Correction: four died.")) == []
    assert whole(*number, *labels_of("Correction: four died.", None)) == ["unnoted"]


def test_wording_alone_needs_no_note() -> None:
    assert whole(*labels_of("The council backs it.", "The council likes it.")) == []


def test_unnoted_claims_no_more_than_was_looked_for() -> None:
    (label,) = label_comparison(changes=[change_with(*labels_of("3 died.", "4 died."))], fields=[], rewritten=False)
    assert label.rule == "no note found by revtrack, note lexicon 2"


def test_a_version_that_has_an_earlier_text_again_says_which() -> None:
    (label,) = label_comparison(changes=[], fields=[], rewritten=False, returns_to=2)
    assert (label.term, label.weight, label.new_value) == ("revert", Weight.HEADLINE, "2")
    number = labels_of("Three died.", "Four died.")
    both = label_comparison(changes=[change_with(*number)], fields=[], rewritten=True, returns_to=1)
    assert [label.term for label in both] == ["unnoted", "revert", "rewritten"]


@pytest.mark.parametrize(("rewritten", "terms"), [(False, []), (True, ["rewritten"])])
def test_a_text_mostly_of_other_words_is_rewritten(rewritten: bool, terms: list[str]) -> None:
    assert whole(rewritten=rewritten) == terms
