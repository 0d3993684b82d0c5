"""The plan of the house, executed: directions of imports, purity of the core, budgets of size.

The tables below are the ones ARCHITECTURE.md shows; a violation names file and line.
"""

import ast
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "revtrack"

_EVERYTHING = frozenset(
    {
        *("errors", "address", "settings", "model", "versioning", "plausibility", "extract", "diff", "report"),
        *("confine", "ingest", "store", "publish", "reader", "pipeline", "looking", "importing", "publishing", "watch"),
    }
)

MAY_IMPORT: dict[str, AbstractSet[str]] = {
    "errors": set(),
    "address": {"errors"},
    "settings": {"address", "errors"},
    "model": {"errors"},
    "versioning": {"model", "errors"},
    "plausibility": {"versioning", "model", "errors"},
    "extract": {"model", "errors"},
    "diff": {"model", "errors"},
    "report": {"model", "errors"},
    "confine": {"model", "errors"},
    "ingest": {"address", "model", "errors"},
    "store": {"model", "errors"},
    "publish": {"report", "model", "errors"},
    "reader": {"extract", "plausibility", "versioning", "store", "model", "errors"},
    "pipeline": {"reader", "extract", "versioning", "diff", "store", "model", "errors"},
    "looking": {"pipeline", "reader", "plausibility", "versioning", "ingest", "store", "model", "errors"},
    "importing": {"looking", "pipeline", "reader", "versioning", "ingest", "store", "model", "errors"},
    "publishing": {"pipeline", "diff", "report", "publish", "store", "model", "errors"},
    "watch": {"looking", "pipeline", "plausibility", "versioning", "ingest", "model", "errors"},
    "__init__": {"extract", "diff", "report", "model", "errors"},
    "__main__": {"cli"},
    "cli": _EVERYTHING,
}
"""Room → the rooms of ours it may import, itself always among them. Type-only imports count too."""

PURE = ("address", "settings", "model", "versioning", "plausibility", "extract", "diff", "report", "publish")
"""Rooms that touch neither clock, chance, disk, network, database nor console."""

FORBIDDEN_MODULES = frozenset(
    {
        *("os", "time", "random", "socket", "sqlite3", "sqlalchemy", "alembic", "urllib.request", "http", "httpx"),
        *("urllib3", "requests", "click", "feedparser", "subprocess", "threading", "tempfile", "shutil", "pathlib"),
        *("asyncio", "concurrent", "glob", "multiprocessing", "platform", "secrets", "signal", "ssl", "zoneinfo"),
        *("importlib.metadata", "importlib.resources"),
    }
)
FORBIDDEN_CALLS = frozenset({"open", "print", "input", "exec", "eval"})
FORBIDDEN_METHODS = frozenset({"now", "utcnow", "today", "uuid1", "uuid4"})
"""What tells the time or draws chance, by whatever name its module was imported."""

PURE_MODULES = (
    *("ingest/repositories/commits.py", "ingest/repositories/paths.py"),
    *("store/records/mapping.py", "watch/contents.py", "watch/schedule.py"),
)
"""Pure modules in rooms that are not."""

EXCEPTIONS = {
    "report/environment.py": "importlib.resources",  # loads the package's own templates
    **dict.fromkeys(("extract/segments.py", "extract/page/__init__.py"), "importlib.metadata"),
    **dict.fromkeys(("extract/head/metadata.py", "extract/options.py", "settings/checks.py"), "zoneinfo"),
}
"""Module of a pure room → what it may import all the same. A Document records the exact release of the library that cut
it, which only its metadata tells; what a time zone means only the machine's table does."""

MODULE_LINES = 400
FUNCTION_LINES = 80
PIPELINE_LINES = 200
ROOM_MODULES = 9
"""Modules of a room beside its `__init__` (and `__main__`)."""
FOLDER_DEPTH = 2
VAGUE_NAMES = {"utils", "util", "misc", "common", "helpers", "stuff"}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """A module's path inside the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    """The room a module belongs to: its folder, or its own name at the top."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def is_pure(path: Path) -> bool:
    """Whether a module touches nothing outside."""
    return room_of(path) in PURE or name_of(path) in PURE_MODULES


def imports(tree: ast.AST) -> Iterator[tuple[int, str, bool]]:
    """Line, dotted name, and whether it stands inside a function, of every import; relative ones keep their dots."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (f"{node.module}." if node.module else "")
            for alias in node.names:
                yield node.lineno, f"{start}{alias.name}", id(node) in inside


def is_allowed(name: str, rooms: AbstractSet[str]) -> bool:
    """Whether an import is none of ours, or names one of these rooms in full: a relative one hides where it points."""
    root, _, rest = name.partition(".")
    return bool(root) and (root != "revtrack" or rest.split(".")[0] in rooms)


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if name_of(path).startswith("store/migrations/versions/"):
        wrong = [
            f"{path}:{line} imports {name}"
            for line, name, _ in imports(parsed(path))
            if name.startswith(("revtrack", "."))
        ]
        assert not wrong, "a migration must mean the same next year"
        return
    assert room in MAY_IMPORT, f"{room} is a room the table does not know"
    allowed = MAY_IMPORT[room] | {room}
    wrong = [
        f"{path}:{line} {room} imports {name}"
        for line, name, _ in imports(parsed(path))
        if not is_allowed(name, allowed)
    ]
    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_our_own_modules_are_imported_inside_functions_only_by_the_command_line(path: Path) -> None:
    if room_of(path) == "cli":
        return
    hidden = [
        f"{path}:{line} {name}"
        for line, name, inside in imports(parsed(path))
        if inside and name.startswith("revtrack")
    ]
    assert not hidden


@pytest.mark.parametrize("name", PURE_MODULES)
def test_modules_named_here_are_where_they_are_said_to_be(name: str) -> None:
    assert (PACKAGE / name).is_file()


def impurities(tree: ast.AST, allowed: str | None = None) -> Iterator[tuple[int, str]]:
    """Line and what is wrong there, of all that a pure module must not import or call."""
    for line, name, _ in imports(tree):
        parents = {".".join(name.split(".")[:depth]) for depth in range(1, name.count(".") + 2)}
        if parents & FORBIDDEN_MODULES - {allowed}:
            yield line, f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name in FORBIDDEN_METHODS or (name in FORBIDDEN_CALLS and isinstance(called, ast.Name)):
                yield node.lineno, f"calls {name}()"


@pytest.mark.parametrize("path", [one for one in modules() if is_pure(one)], ids=name_of)
def test_pure_rooms_touch_nothing_outside(path: Path) -> None:
    wrong = impurities(parsed(path), EXCEPTIONS.get(name_of(path)))
    assert not [f"{path}:{line} {what}" for line, what in wrong]


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_one_that_is_needed(name: str) -> None:
    assert [what for _, what in impurities(parsed(PACKAGE / name)) if EXCEPTIONS[name] in what]


def test_a_room_has_no_more_modules_than_fit_in_one_glance() -> None:
    rooms: dict[Path, int] = {}
    for path in modules():
        rooms[path.parent] = rooms.get(path.parent, 0) + (path.stem not in {"__init__", "__main__"})
    assert not [f"{room} has {count} modules" for room, count in rooms.items() if count > ROOM_MODULES]


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_says_so_in_its_first_line(room: str) -> None:
    home = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
    docstring = ast.get_docstring(parsed(home)) or ""
    assert docstring.startswith("PURE."), home


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    limit = PIPELINE_LINES if name_of(path) == "pipeline.py" else MODULE_LINES
    assert text.count("\n") <= limit, f"{path} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{path}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_module_says_what_it_is_for_and_has_a_real_name(path: Path) -> None:
    assert ast.get_docstring(parsed(path)), path
    assert path.stem not in VAGUE_NAMES
    depth = len(path.relative_to(PACKAGE).parts) - 1
    assert depth <= FOLDER_DEPTH or name_of(path).startswith("store/migrations/")


def test_the_pipeline_is_free_functions() -> None:
    tree = parsed(PACKAGE / "pipeline.py")
    methods = [
        function.name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef)
    ]
    assert not methods


def test_the_check_itself_sees_a_wrong_arrow_and_an_impure_call() -> None:
    tree = ast.parse(
        "from revtrack.store import Store\nfrom . import x\nfrom ..store import y\nimport urllib.request\n"
        "urllib.request.open(datetime.now(UTC), open('x'))\n"
    )
    found = [name for _, name, _ in imports(tree)]
    assert found == ["revtrack.store.Store", ".x", "..store.y", "urllib.request"]
    assert [is_allowed(name, MAY_IMPORT["diff"]) for name in found] == [False, False, False, True]
    assert sorted(impurities(tree)) == [(4, "imports urllib.request"), (5, "calls now()"), (5, "calls open()")]
