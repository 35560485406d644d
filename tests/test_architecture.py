"""The shape of the house: arrows between layers, sizes, and what a quick command must not load."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.cli import table

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "ritual"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "catalogues")
LONGEST_MODULE = 250
LONGEST_FUNCTION = 50
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "base", "core"}
QUICK = (["kudos", "@bo", "Thanks for the pump"], ["win", "The pump runs"], ["checkin", "fine"], ["--version"])
PEOPLE = "Ana Ruiz @ana Europe/Madrid lead\nBo @bo\n"
STEADY = (
    ["kudos", "@bo", "Thanks for the pump"],
    ["kudos", "--now", "@all", "Thanks"],
    ["win", "The pump runs"],
    ["prompt"],
)
"""What is done in passing, day after day; each module that it loads costs everybody who does it."""
OWN = {
    "ritual",
    "ritual.actions",
    "ritual.actions.at_hand",
    "ritual.actions.machine",
    "ritual.actions.quick",
    "ritual.actions.slip",
    "ritual.actions.soon",
    "ritual.catalogues",
    "ritual.catalogues.de",
    "ritual.cli",
    "ritual.cli.language",
    "ritual.cli.main",
    "ritual.cli.quick",
    "ritual.files",
    "ritual.files.usual",
    "ritual.store",
    "ritual.store.putting",
    "ritual.store.quick",
    "ritual.words",
}
LOOKING = "_json, collections.abc, contextlib, functools, gc, itertools, math, sqlite3, types, zoneinfo"
"""What looking into the log may load beside ritual: no typing, re, json or pathlib, which take longer than the log."""
MOST_OWN = 75
HEAVY = {"textual", "rich", "httpx", "asyncio", "logging", "importlib.metadata", "importlib.resources"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def loaded(code: str, home: Path, **env: str) -> set[str]:
    """The modules that a clean interpreter has loaded after running `code`; what it prints goes nowhere."""
    program = f"""
import os, sys
sys.stdout, out = open(os.devnull, "w"), sys.stdout
def leave(code):
    assert not code, code
    out.write(" ".join(sys.modules))
    out.flush()
    end(code)
end, os._exit = os._exit, leave
try:
    {code}
except SystemExit as ended:
    leave(ended.code)
leave(0)
"""
    told = ("PATH", "SYSTEMROOT", "HOME")
    environment = {key: os.environ[key] for key in told if key in os.environ} | {"RITUAL_HOME": str(home)} | env
    clean = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}){program}"]
    run = subprocess.run(clean, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_every_import_follows_the_contracts() -> None:
    lint = "from importlinter.cli import lint_imports_command as main; main()"
    run = subprocess.run(
        [sys.executable, "-c", lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_opens_with_what_it_owns(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert path.stem not in VAGUE
    if path.name != "__init__.py":
        assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short(path: Path) -> None:
    lengths = {f"{f.name}, line {f.lineno}": (f.end_lineno or 0) - f.lineno + 1 for f in functions(path)}
    assert {where: length for where, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_half_of_all_functions_are_under_ten_lines() -> None:
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for path in MODULES for f in functions(path))
    assert lengths[len(lengths) // 2] < 10


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py" and p.parent != SOURCE], ids=name)
def test_a_package_initialiser_is_empty_or_one_table(path: Path) -> None:
    parts = (ast.Expr, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    body = ast.parse(path.read_text("utf-8")).body
    assert [type(node).__name__ for node in body if not isinstance(node, parts)] == []
    assert sum(isinstance(node, ast.Assign | ast.AnnAssign) for node in body) <= 1


def test_the_root_initialiser_holds_the_version_and_imports_nothing() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_the_model_loads_no_file_database_or_network_module(tmp_path: Path) -> None:
    every = ", ".join(
        ".".join(("ritual", *path.relative_to(SOURCE).with_suffix("").parts))
        for path in (SOURCE / "model").rglob("*.py")
        if path.name != "__init__.py"
    )
    assert loaded(f"import {every}", tmp_path) & (HEAVY | {"sqlite3", "tomllib", "platformdirs", "socket"}) == set()


@pytest.mark.parametrize("words", QUICK, ids=" ".join)
def test_a_quick_command_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    row = table.find(words[0])
    if row and not importlib.util.find_spec(row.module):
        pytest.skip("not made yet")
    people = tmp_path / "people"
    people.write_text(PEOPLE)
    begin = ["init", "Sun", "--me", "@ana", "--people", str(people)]
    loaded(f"from ritual.cli.main import main; sys.exit(main({begin!r}))", tmp_path / "home")
    modules = loaded(f"from ritual.cli.main import main; sys.exit(main({words!r}))", tmp_path / "home")
    assert modules & HEAVY == set()


@pytest.mark.parametrize("words", [["log"], ["log", "pump"], ["log", "-n", "3", "--kind", "win"]], ids=" ".join)
def test_looking_into_the_log_loads_little(words: list[str], tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.write_text(PEOPLE)
    for begin in (["init", "Sun", "--me", "@ana", "--people", str(people)], ["win", "the #pump runs"]):
        loaded(f"from ritual.cli.main import main; sys.exit(main({begin!r}))", tmp_path / "home")
    modules = loaded(f"from ritual.cli.main import main; sys.exit(main({words!r}))", tmp_path / "home")
    assert "ritual.actions.log" in modules
    own = {module for module in modules if module.split(".")[0] == "ritual"}
    assert modules - own - loaded(f"import {LOOKING}", tmp_path) == set()
    assert len(own) <= MOST_OWN


@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_is_done_in_passing_loads_these_modules_and_no_other(lang: str, tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.write_text(PEOPLE)

    def run(*words: str) -> set[str]:
        code = f"from ritual.cli.main import main; sys.argv = {['ritual', *words]!r}; sys.exit(main())"
        return loaded(code, tmp_path / "home", RITUAL_LANG=lang)

    run("init", "Sun", "--me", "@ana", "--people", str(people))
    for _ in range(3):
        run("kudos", "@bo", "Thanks for the pump")
    run("prompt")
    sqlite = loaded("import _sqlite3", tmp_path) | {"_collections_abc", "collections.abc"}
    for words in STEADY:
        assert run(*words) - sqlite <= OWN, words


def test_the_first_screen_waits_for_nothing_that_comes_after_it(tmp_path: Path) -> None:
    modules = loaded("import ritual.cli.main, ritual.cli.home, ritual.tui.app, ritual.tui.screens.home", tmp_path)
    later = {"actions.circle", "model.scene", "cli.today", *(f"tui.screens.{page}" for page in ("circle", "before"))}
    foreign = {"httpx", "markdown_it", "textual.widgets._markdown", "textual.widgets._data_table"}
    assert modules & (foreign | {f"ritual.{name}" for name in later}) == set()
