"""The pages for users say what is true: every name in them exists, everything that exists is in them, examples play."""

import ast
import importlib
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import docs
import screenshots
from ritual.cli import table
from ritual.cli.manual import EVERYWHERE, Manual, Option
from ritual.cli.options import read
from ritual.cli.plain_words import RESERVED
from ritual.files import shelf
from ritual.model.palette import NAMES, STYLES
from ritual.model.ritual import DAYS, KINDS, LEVELS, ORDERS
from ritual.tui.commands import Kind, every
from ritual.tui.keymap import normal

ROOT = Path(__file__).parent.parent
PAGES = docs.pages(ROOT)
BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(rf"{BLOCK.pattern}|`[^`\n]+`", re.MULTILINE | re.DOTALL)
READERS = {"value", "text", "needed", "unique", "slug", "number", "flag", "choice", "choices", "tables", "table"}
HANDWRITTEN = {
    "rituals": "writing-rituals.md",
    "steps": "writing-rituals.md",
    "decks": "writing-rituals.md",
    "scales": "writing-rituals.md",
    "theme_layers": "themes.md",
    "config": "config.md",
    "card": "config.md",
}


def said(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """What stands below a heading of the second level, up to the next one; `#` in a block is no heading."""
    text = BLOCK.sub(lambda block: block[0].replace("\n#", "\n #"), said(page))
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    found = [part for part in parts if part.startswith(f"{heading}\n")]
    assert found, f"{page} has no heading “{heading}”"
    return found[0]


def named(page: str) -> set[str]:
    """Everything that a page shows as code, each word of a list by itself."""
    return set(re.findall(r"`([^`\n]+)`", said(page)))


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of headings."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(page: Path) -> Iterator[list[str]]:
    """Every command line of ritual that the page shows, in blocks and within sentences."""
    for code in CODE.findall(page.read_text("utf-8")):
        lines = [line.strip().removeprefix("$ ") for line in code.strip("`").splitlines()]
        for line in lines:
            for part in re.split(r" [|] | && ", line):
                if part == "ritual" or part.startswith("ritual "):
                    yield shlex.split(part.partition(" < ")[0], comments=True)[1:]


def is_sketch(words: list[str]) -> bool:
    """Whether a line says how a command is called rather than calling it: `ritual recap [WHAT]`."""
    return any("[" in word or "…" in word for word in words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            there = (page.parent / path).resolve() if path else page
            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_a_page_can_be_called_as_written(page: Path) -> None:
    for words in commands(page):
        _before, rest = read(words, (*EVERYWHERE, Option("--version", "")), first_word_ends=True)
        if rest and rest[0] != "help" and not is_sketch(words):
            row = table.find(rest[0])
            assert row, f"there is no ritual {rest[0]}"
            manual: Manual = importlib.import_module(row.module).MANUAL
            read(rest[1:], (*manual.options, *EVERYWHERE))


@pytest.mark.parametrize("row", table.rows(), ids=lambda row: row.name)
def test_every_command_has_its_section_with_every_option(row: table.Row) -> None:
    manual: Manual = importlib.import_module(row.module).MANUAL
    about = section("shell.md", f"## ritual {row.name}")
    for option in manual.options:
        assert re.search(rf"(?<![\w-]){re.escape(option.name)}(?![\w-])", about), option.name


def test_the_options_that_go_everywhere_are_told_once() -> None:
    about = section("shell.md", "## Everywhere")
    assert [option.name for option in EVERYWHERE if f"`{option.name}" not in about] == []


def test_every_key_of_the_json_is_told() -> None:
    about = section("shell.md", "## JSON")
    objects = [json.loads(line) for line in about.splitlines() if line.startswith("{")]
    assert len(objects) > 3
    assert {key for each in objects for key in each} - set(re.findall(r"`(\w+)`", about)) == set()


def test_every_picture_is_shown_and_small() -> None:
    pictures = {picture.stem: picture for picture in (ROOT / "docs/screens").glob("*.png")}
    assert set(pictures) == set(screenshots.shown(ROOT))
    assert {name for name, picture in pictures.items() if picture.stat().st_size > screenshots.LARGEST} == set()


def test_exit_codes_are_those_of_the_errors() -> None:
    tree = ast.parse((ROOT / "src/ritual/errors.py").read_text("utf-8"))
    codes = {n.value.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)}
    about = section("shell.md", "## Exit codes")
    assert {0, *codes, 130} <= {int(code) for code in re.findall(r"^\| (\d+) \|", about, re.MULTILINE)}


@pytest.mark.parametrize(("module", "page"), HANDWRITTEN.items())
def test_every_key_of_a_hand_written_file_is_in_its_page(module: str, page: str) -> None:
    tree = ast.parse((ROOT / f"src/ritual/files/{module}.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    keys = {c.args[0] for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in READERS and c.args}
    keys |= {c.args[1] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "phrase"}
    words = {key.value for key in keys if isinstance(key, ast.Constant)}
    assert words
    assert words - named(page) == set()


@pytest.mark.parametrize("words", [KINDS, ORDERS, tuple(f'"{level}"' for level in LEVELS)], ids=str)
def test_every_choice_of_a_step_is_told(words: tuple[str, ...]) -> None:
    assert set(words) - named("writing-rituals.md") == set()


def test_what_ships_is_named() -> None:
    where = shelf.shelf({"RITUAL_HOME": "/nowhere"}, Path("/"))
    for kind, page in [*((kind, "writing-rituals.md") for kind in ("rituals", "decks", "scales")), ("themes",) * 2]:
        names = {found.name for found in shelf.listing(where, kind)}
        assert names - named(page if page.endswith(".md") else "themes.md") == set()


def test_every_meaning_and_style_of_a_theme_is_told() -> None:
    assert {*NAMES, *STYLES} - named("themes.md") == set()


def test_days_in_the_page_are_days() -> None:
    assert set(re.findall(r'days = \["(\w+)"', said("writing-rituals.md"))) <= set(DAYS)


@pytest.mark.parametrize("command", every(), ids=lambda command: command.name)
def test_every_key_is_in_the_page_of_keys(command: Kind) -> None:
    row = re.search(rf"^\| (.+) \| `{command.name}` \|", said("keys.md"), re.MULTILINE)
    assert row, f"keys.md has no row for {command.name}"
    written = {SIGNS.get(key, key) for key in re.findall(r"`([^`]+)`", row[1])}
    assert {normal(key) for key in written} == {normal(key) for key in command.keys}


def test_every_reserved_word_of_the_plain_dialogue_is_told() -> None:
    assert {form for word in RESERVED for form in (*word.en, *word.de)} - named("plain.md") == set()


SIGNS = {"Enter": "enter", "Space": "space", "Esc": "escape", "PgUp": "pageup", "PgDn": "pagedown", "Tab": "tab"}
SIGNS |= {"Home": "home", "End": "end", "↑": "up", "↓": "down", "←": "left", "→": "right", "F1": "f1"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_show_what_ritual_says(page: Path) -> None:
    text = page.read_text("utf-8")
    assert docs.played(text) == text, "run scripts/docs, and read what it changed"
