"""Every file of tests/cases/diff is compared and gives what the file says."""

from pathlib import Path

import pytest

from revtrack.diff import compare
from tests.diff.case_files import CASES, described, letters, marks, read_case
from tests.diff.invariants import assert_sound, assert_swap_mirrors

FILES = sorted(CASES.glob("*.case"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_gives_what_its_file_says(path: Path) -> None:
    case = read_case(path)
    comparison = compare(*case.documents)
    found = tuple(described(pair) for pair in comparison.pairs)
    if case.reached:
        assert found == case.sections["pairs"], case.description
    else:
        assert found != case.sections["wanted"], "reached at last: turn `wanted` into `pairs`, drop `today` and `why`"
        assert found == case.sections["today"], case.description
    for name, shown in (("marks", marks), ("letters", letters)):
        if name in case.sections:
            assert shown(comparison) == case.sections[name], case.description
    if "rules" in case.sections:
        rules = tuple(pair.rule.value if pair.rule else "none" for pair in comparison.pairs)
        assert rules == case.sections["rules"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_sound_in_both_directions(path: Path) -> None:
    case = read_case(path)
    assert_sound(compare(*case.documents))
    assert_swap_mirrors(*case.documents)


def test_there_are_cases() -> None:
    assert len(FILES) >= 30


def test_a_file_with_an_unknown_section_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "typo.case"
    path.write_text("A typo.\n== old\nA.\n== new\nA.\n== pair\n1 -> 1 kept\n")
    with pytest.raises(ValueError, match="unknown section 'pair'"):
        read_case(path)


def test_a_file_that_expects_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hollow.case"
    path.write_text("Nothing expected.\n== old\nA.\n== new\nA.\n")
    with pytest.raises(ValueError, match="needs a description, and either pairs or wanted"):
        read_case(path)
