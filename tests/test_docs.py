"""Documents that cannot lie: their commands run, their links lead somewhere, and they name all there is."""

import doctest
import re
import shlex
from pathlib import Path

import click
import pytest

import revtrack
from revtrack import errors
from revtrack.cli import revtrack as program
from revtrack.diff.labels import WEIGHTS
from tests.cli.conftest import Ran, Run
from tests.cli.conftest import run as run  # noqa: PLC0414  the fixture
from tests.test_architecture import MAY_IMPORT

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "seeds/README.md", "reports/README.md"]
PAGE = "<html lang=en><h1>Fire in the harbour</h1><p>The fire killed {0} people. It began at night.</p></html>"


def commands(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        words = f"{path} {name}".strip()
        found += commands(command, words) if isinstance(command, click.Group) else [(words, command)]
    return found


def shell_lines() -> list[str]:
    """The lines of README's plain code blocks that call revtrack; those in blocks of sh need a network or files."""
    blocks = re.findall(
        r"^```\n(.*?)^```",
        re.sub(r"^```\w.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE),
        flags=re.DOTALL | re.MULTILINE,
    )
    return [line for block in blocks for line in block.splitlines() if re.match(r"(revtrack|curl)\b", line)]


@pytest.mark.parametrize(
    ("words", "command"), commands(program), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_is_in_the_readme_and_explains_itself(words: str, command: click.Command) -> None:
    assert f"revtrack {words}" in README
    assert command.help
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name


def test_the_commands_of_the_readme_run_as_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "monday.html").write_text(PAGE.format("three"), encoding="utf-8")
    (tmp_path / "tuesday.html").write_text(PAGE.format("five"), encoding="utf-8")
    (tmp_path / "captures" / "fire").mkdir(parents=True)
    (tmp_path / "captures" / "fire" / "2026-02-03T14-02Z.html").write_text(PAGE.format("five"), encoding="utf-8")
    lines = shell_lines()
    assert len(lines) > 12
    for line in lines:
        done = run_line(run, line)
        assert done.code == 0, f"{line}: {done.err}"


def run_line(run: Run, line: str) -> Ran:
    """One line of the README; what comes through a pipe from curl is a third version of the page."""
    fetched, _, piped = line.partition(" | ")
    words = shlex.split(piped or fetched)
    assert words.pop(0) == "revtrack"
    return run(*words, stdin=PAGE.format("seven").encode() if piped else None)


def test_the_library_examples_give_what_they_say() -> None:
    found = doctest.DocTestFinder().find(revtrack, "revtrack", module=revtrack)
    parser = doctest.DocTestParser()
    for block in re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL):
        found.append(parser.get_doctest(block, {}, "README.md", "README.md", 0))
    examples = 0
    for one in found:
        if one.examples:
            result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(one)
            assert result.failed == 0, one.name
            examples += result.attempted
    assert examples >= 10


def test_the_two_lines_without_make_do_what_make_does() -> None:
    demo = re.search(r"^demo:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert demo is not None
    steps = [step.strip().replace("$(BIN)", ".venv/bin") for step in demo[1].splitlines()]
    assert " && ".join(steps) in README


def test_architecture_shows_the_imports_that_the_check_allows() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("| room | may import |") :].split("\n\n")[0]
    shown: dict[str, set[str]] = {}
    for row in table.splitlines()[2:]:
        rooms, allowed = (set(re.findall(r"`(\w+)`", cell)) for cell in row.strip("|").split("|"))
        shown |= dict.fromkeys(rooms, allowed)
    assert shown == {room: allowed - {room} for room, allowed in MAY_IMPORT.items()}


def test_every_label_is_in_the_readme() -> None:
    assert not [term for term in WEIGHTS if f"`{term}`" not in README]


def test_every_exit_code_is_documented() -> None:
    codes = {getattr(errors, name).exit_code for name in errors.__all__} | {0, 1, 130}
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", README, flags=re.MULTILINE)}
    assert documented == codes
    assert {int(code) for code in re.findall(r"\b(\d+) [a-z]", program.epilog or "")} == codes


def test_the_error_tree_in_the_docstring_is_the_tree() -> None:
    drawn = dict(re.findall(r"(\w+Error)\b.*exit +(\d+)$", errors.__doc__ or "", flags=re.MULTILINE))
    assert drawn == {name: str(getattr(errors, name).exit_code) for name in errors.__all__}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_files_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        if "://" not in target:
            assert (ROOT / name).parent.joinpath(target).exists(), target


def test_everything_public_is_sorted_and_there() -> None:
    assert list(revtrack.__all__) == sorted(set(revtrack.__all__), key=lambda name: (name.islower(), name))
    assert all(hasattr(revtrack, name) for name in revtrack.__all__)


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    import subprocess  # noqa: PLC0415  only here: a fresh interpreter is what is tested
    import sys  # noqa: PLC0415

    heavy = {"trafilatura", "alembic", "sqlalchemy"}
    code = f"import sys, revtrack.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
