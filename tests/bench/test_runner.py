"""The chore from its arguments to its last table, on the seeds."""

import json
from pathlib import Path

import pytest

from tests.bench.runner import main


def test_churn_is_measured_on_the_seeds_where_there_is_no_gold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    report = tmp_path / "report.json"
    assert main(["--quick", "--only", "churn", "--gold", str(tmp_path), "--json", str(report)]) == 0
    told = capsys.readouterr()
    assert not told.err
    lines = told.out.splitlines()
    assert lines[0].startswith(f"no gold in {tmp_path}")
    assert "wikidiff2: skipped: no php on this machine; apt install php-cli php-wikidiff2" in lines
    assert any(line.startswith("difflib sentences") for line in lines)
    assert [line.split()[-1] for line in lines[-2:]] == ["ok", "ok"]
    found = json.loads(report.read_text(encoding="utf-8"))["sections"]["churn"]
    assert found["figures"]["false churn"] == 0
    assert found["data"]["false"]["difflib sentences"] > 0


def test_the_profile_names_functions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "profile", "--gold", str(tmp_path)]) == 0
    assert "%" in capsys.readouterr().out.splitlines()[-1]


def test_broken_gold_ends_with_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("workload_govuk.jsonl", "histories_govuk.jsonl"):
        (tmp_path / name).write_text("oops", encoding="utf-8")
    assert main(["--only", "churn", "--gold", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "bench failed: workload_govuk.jsonl, line 1 is not JSON\n"


@pytest.mark.parametrize("rounds", ["0", "-1", "many"])
def test_rounds_must_be_a_whole_number_above_zero(rounds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--rounds", rounds])
    assert "must be a whole number above zero" in capsys.readouterr().err
