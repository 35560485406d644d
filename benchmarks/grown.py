"""Other programs with as many entries, written straight into their own files, and how each lists its last ones."""

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sample import THANKED
from started import environment

_JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %R'
version: v{version}
"""


class Peer(NamedTuple):
    """The command that lists the last 20 entries, and the environment it runs in."""

    look: tuple[str, ...]
    env: Mapping[str, str]


def jrnl(folder: Path, entries: int) -> Peer:
    """jrnl with a journal of so many entries, one an hour."""
    program = _program("jrnl")
    env = environment(folder) | {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    (folder / "jrnl").mkdir(parents=True, exist_ok=True)
    journal = folder / "journal.txt"
    (folder / "jrnl" / "jrnl.yaml").write_text(_JRNL.format(journal=journal, version="4.3"), encoding="utf-8")
    with journal.open("w", encoding="utf-8") as file:
        file.writelines(f"[{at:%Y-%m-%d %H:%M}] {words}\n\n" for at, words in _said(entries))
    return Peer((program, "-n", "20", "--short"), env)


def task(folder: Path, entries: int) -> Peer:
    """Taskwarrior with so many pending tasks."""
    program = _program("task")
    env = environment(folder) | {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "taskrc").write_text("confirmation=no\nverbose=nothing\ncolor=off\n", encoding="utf-8")
    with (folder / "pending.data").open("w", encoding="utf-8") as file:
        for n, (at, words) in enumerate(_said(entries)):
            uuid = f"{n:08x}-0000-4000-8000-{n:012x}"
            file.write(f'[description:"{words}" entry:"{int(at.timestamp())}" status:"pending" uuid:"{uuid}"]\n')
    return Peer((program, "limit:20", "list"), env)


PEERS: Mapping[str, Callable[[Path, int], Peer]] = {"jrnl": jrnl, "task": task}


def _said(entries: int) -> list[tuple[datetime, str]]:
    last = datetime(2026, 1, 1)
    return [(last - timedelta(hours=entries - n), THANKED.format(n=n, rare="")) for n in range(entries)]


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        sys.exit(f"{name} isn't here.")
    return found
