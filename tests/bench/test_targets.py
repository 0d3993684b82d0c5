"""What is asked is data, and what was missed is told."""

from tests.bench.runner import SECTIONS
from tests.bench.targets import TARGETS, Target, verdicts

AT_MOST = Target(section="speed", name="cost", what="cost of a pair", limit=0.65, unit="x", origin="invented")
AT_LEAST = Target(section="speed", name="gain", what="times faster", limit=40, at_least=True, origin="invented")


def test_every_target_has_its_own_name_a_section_and_an_origin() -> None:
    assert len({target.name for target in TARGETS}) == len(TARGETS)
    assert {target.section for target in TARGETS} <= set(SECTIONS)
    assert all(target.origin for target in TARGETS)


def test_a_target_holds_up_to_its_limit() -> None:
    assert AT_MOST.holds(0.65)
    assert not AT_MOST.holds(0.66)
    assert AT_LEAST.holds(40)
    assert not AT_LEAST.holds(39.9)


def test_verdicts_name_what_was_missed() -> None:
    lines = verdicts({"cost": 0.7, "gain": 41}, [AT_MOST, AT_LEAST])
    assert [line.split("  ")[0] for line in lines] == ["figure", "cost of a pair", "times faster"]
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "cost of a pair ≤ 0.65 x 0.7 x MISSED",
        "times faster ≥ 40 41 ok",
    ]


def test_what_could_not_be_measured_is_told() -> None:
    assert verdicts({"cost": 0.6}, [AT_MOST, AT_LEAST])[-1] == "not measured: gain"
    assert verdicts({}, [AT_MOST]) == ["not measured: cost"]
