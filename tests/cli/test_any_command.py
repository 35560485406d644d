"""Whatever is typed or piped, into whichever command of the table: an answer, an exit code, and never a traceback."""

import importlib
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ritual.cli import table
from ritual.cli.failing import OWN_FAULT
from ritual.cli.manual import EVERYWHERE, Manual, Option
from ritual.store.record import Record
from tests.cli.shells import Typing
from tests.cli.test_nasty_words import at, calm
from tests.nasty import NASTY

OUTWARD = {"serve", "share", "join"}
"""What listens to others or calls at any address typed: test_serve.py and test_sharing.py try these."""
ROWS = tuple(row for row in (*table.rows(), *table.HIDDEN, table.HOME) if row.name not in OUTWARD)
MANUALS: dict[str, Manual] = {row.name: importlib.import_module(row.module).MANUAL for row in ROWS}
FILES = ("all.jsonl", "record.db", "rows.csv", "jrnl.json", "broken.jsonl", "nothing.txt", "folder", "folder/")
SPANS = ("today", "yesterday", "last week", "q3", "2026-W47", "24 dec to 1 jan", "monday", "2w", "0000-00-00", "29 feb")
OTHERS = (
    *("@ana", "@bo", "@all", "@", "bo", "@nobody", "~Kim", "-", "--", "-1", "0", "4", "1" * 400, "all", "yes", "nein"),
    *(
        "standup",
        "weekly",
        "energy",
        "light",
        "light-07",
        "hearth",
        "Platform",
        "a41f9c",
        "https://example.org",
        "text=x",
    ),
    *(f"{number:08x}" for number in range(20)),
)
# Nothing here may lead out of the folder that the test stands in.
HOSTILE = tuple(text for text in NASTY if "/" not in text and "~" not in text and len(text) < 300)
WORDS = (
    st.sampled_from((*FILES, *SPANS, *OTHERS))
    | st.sampled_from(HOSTILE)
    | st.text("ab @#-=\0\n\x1b[é😀\udcff", max_size=6)
)
STDIN = (
    st.sampled_from(
        (b"", b"\0", b"\xff\xfe", b" \n\t ", b"y\n@bo\n1\n", b"x" * 70_000, b"{}\n", b"at,text\n\n", b"\x1b[2J")
    )
    | st.binary(max_size=80)
    | st.sampled_from([text.encode("utf-8", "surrogatepass") for text in NASTY])
)


class Call(NamedTuple):
    """One command line."""

    name: str
    words: tuple[str, ...]


def typed(option: Option) -> st.SearchStrategy[tuple[str, ...]]:
    """An option in every way that it may be typed, right and wrong."""
    values = st.sampled_from(option.choices) | WORDS if option.choices else WORDS
    names = st.sampled_from([name for name in (option.name, option.short) if name])
    apart, joined = st.tuples(names, values), st.builds("{}={}".format, names, values).map(lambda word: (word,))
    alone = st.tuples(names)
    return st.one_of(apart, joined, alone) if option.value else st.one_of(alone, alone, joined)


def calls(name: str) -> st.SearchStrategy[Call]:
    """Command lines of one command: a beginning as its usage says it, then its options, its words and any others."""
    manual = MANUALS[name]
    known = [tuple(re.findall(r"[^\s\[\]|'…]+", line)[1:]) for line in manual.usage]
    part = st.one_of(*map(typed, (*manual.options, *EVERYWHERE)), WORDS.map(lambda word: (word,)))
    begin = st.sampled_from([(), *known, *((word,) for words in known for word in words)])
    return st.builds(
        # No argument of a process can have a zero byte in it.
        lambda first, parts: Call(name, tuple(w.replace("\0", "") for words in (first, *parts) for w in words)),
        begin,
        st.lists(part, max_size=4),
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a team, some entries, and files to take in."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = at(folder)
    for words in (
        ("kudos", "@bo", "for the #pump", "--value", "calm craft"),
        ("kudos", "@bo", "open", "--now"),
        ("win", "it runs", "--with", "@chris"),
        ("rituals", "adopt", "weekly"),
        ("checkin", "--mood", "4", "fine"),
        ("backup", "record.db"),
        ("export", "-o", "all.jsonl"),
    ):
        shell.run(*words)
    (folder / "rows.csv").write_text("at,text\n2026-01-02,one\nnever,two\n", "utf-8")
    (folder / "jrnl.json").write_text('{"entries": [{"date": "2026-01-02", "time": "10:00", "title": "x"}]}', "utf-8")
    (folder / "broken.jsonl").write_bytes((folder / "all.jsonl").read_bytes()[:-40] + b"\xff}\n[]")
    (folder / "nothing.txt").touch()
    (folder / "folder").mkdir()
    return folder


def kept(folder: Path) -> list[object]:
    """Everything that the records on this machine hold."""
    found: list[object] = []
    for path in sorted((folder / "home").rglob("record.db")):
        with Record.open(str(path), create=False) as record:
            found += record.events()
    return found


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(sorted(MANUALS)).flatmap(calls), STDIN, st.booleans())
@example(Call("import", ("all.jsonl", "--me=@bo")), b"", False)
@example(Call("backup", ("\udcff",)), b"", False)
def test_no_arguments_and_no_input_end_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, prepared: Path, call: Call, stdin: bytes, at_terminal: bool
) -> None:
    folder = tmp_path_factory.mktemp("any") / "here"
    shutil.copytree(prepared, folder)
    shell, env = Typing(folder), {"EDITOR": "true"}
    argv = (call.name, *call.words) if call.name else call.words
    if at_terminal:
        ran = shell.type(*argv, keys=stdin.decode("latin-1"), env=env)
    else:
        ran = shell.run(*argv, stdin=stdin, env=env)
    assert ran.code in (0, 1, 2, 3, 130), (call, ran)
    assert ran.code != OWN_FAULT
    assert "Traceback" not in ran.out + ran.err
    assert calm(ran), (call, ran)
    assert not (folder / "home" / "state" / "last-error.txt").exists()
    if ran.code:
        assert kept(folder) == kept(prepared), (call, ran)
    shutil.rmtree(folder)
