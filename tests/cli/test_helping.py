"""How help is set: examples first, everything within the width there is."""

import re
import shlex
from importlib import import_module

import pytest

from ritual.cli import helping, table
from ritual.cli.manual import EVERYWHERE
from ritual.cli.options import read
from ritual.cli.usage import next_places
from ritual.model.cells import cells
from tests.cli.shells import Typing

EXAMPLES = {example for row in table.rows() for example in import_module(row.module).MANUAL.examples}


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_help_keeps_to_the_width(empty: Typing, lang: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    most = min(columns, 80)
    for name in ("", *(row.name for row in table.rows())):
        for line in empty.give(*([name] if name else []), "--help", "--lang", lang).splitlines():
            # What is typed stands as it is typed, on one line.
            as_typed = line.strip().startswith(("ritual ", "-")) or line.strip() in EXAMPLES
            assert as_typed or cells(line) <= most, (name, line)


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_every_example_is_read_by_its_command(example: str) -> None:
    for line in re.findall(r"(?<![./])\britual [a-z][^|<>)]*", example):
        name, *words = shlex.split(line)[1:]
        row = table.find(name)
        assert row
        manual = import_module(row.module).MANUAL
        given, _ = read(words, (*manual.options, *EVERYWHERE))
        assert next_places(manual, ()) or not given.words
        # What the usage says can be followed to the last word but those of a sentence.
        assert not given.words or next_places(manual, given.words[:1]) or len(given.words) == 1


def test_examples_come_before_everything_else(empty: Typing) -> None:
    overview = empty.give("--help").splitlines()
    assert overview[2] == "Examples"
    assert overview[3].split() == ["ritual", "open", "the", "round", "that", "is", "due"]
    kudos = empty.give("kudos", "--help").splitlines()
    assert kudos.index("Examples") < kudos.index("Options") < kudos.index("Everywhere")


def test_a_narrow_terminal_puts_what_it_does_below(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert "  --now\n      open it at once for everybody instead of\n" in empty.give("kudos", "--help")


def test_a_long_name_has_a_line_of_its_own(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "EXAMPLES", (("ritual " + "x" * 40, "short"),))
    lines = empty.give("--help").splitlines()
    assert lines[3:5] == [f"  ritual {'x' * 40}", " " * 32 + "short"]
