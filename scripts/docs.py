"""Plays the console examples of the pages against the real program, so that they show what it says.

A block marked `console` is a shell of its own: `$` stands before a command, `>` before a line typed in answer; all
else is output. Blocks of one page follow one another in one home, on one folder, with a clock and ids of their own.
"""

import io
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from ritual.actions.surroundings import Surroundings
from ritual.cli.main import main as ritual
from ritual.cli.shell import Streams

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
START = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
ZONE = "Europe/Madrid"
COMMAND, TYPED = "$ ", "> "
READING = timedelta(seconds=9)
"""What it takes to speak or to type one line."""


class Example(NamedTuple):
    """One command of a block, and what is typed in answer to it; a here-document's lines are typed too."""

    command: str
    typed: tuple[str, ...]
    shown: tuple[str, ...]


def main(root: Path, words: list[str]) -> int:
    """Renews the pages, or with `check` says where they differ from what the program says; 1 where they do."""
    differ = False
    for page in pages(root):
        old = page.read_text("utf-8")
        new = played(old)
        if new != old and words == ["check"]:
            name = str(page.relative_to(root))
            sys.stdout.writelines(unified_diff(old.splitlines(True), new.splitlines(True), name, "ritual says"))
            differ = True
        elif new != old:
            page.write_text(new, "utf-8")
    return 1 if differ else 0


def pages(root: Path) -> tuple[Path, ...]:
    """Every page written for people who use ritual."""
    return (root / "README.md", *sorted((root / "docs").glob("*.md")))


def played(page: str) -> str:
    """The page with what the program says in its blocks."""
    if not BLOCK.search(page):
        return page
    with tempfile.TemporaryDirectory(prefix="ritual-docs-") as folder:
        stage = Stage(Path(folder).resolve())
        return BLOCK.sub(lambda block: "".join(stage.play(example) for example in examples(block[0])), page)


def examples(block: str) -> Iterator[Example]:
    """The commands of a block in order."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.startswith(COMMAND):
            command, *lines = part.splitlines()
            typed = tuple(line[len(TYPED) :] for line in lines if line.startswith((TYPED, TYPED.rstrip())))
            yield Example(command[len(COMMAND) :], typed, tuple(lines))


class Stage:
    """A home, a folder, a clock and ids, the same every time."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.here = self.home / "platform"
        for place in (self.here, *(self.home / f"{below}/ritual" for below in (".config", ".local/share"))):
            place.mkdir(parents=True)
        (self.home / ".local/state/ritual").mkdir(parents=True)
        self.time = START
        self.ids = 0
        self.code = 0
        self.heard = io.StringIO()

    def play(self, example: Example) -> str:
        """The command and what was said, as a block shows them."""
        self.heard = io.StringIO(f"{COMMAND}{example.command}\n")
        self.heard.seek(0, io.SEEK_END)
        program, *arguments = shlex.split(example.command, comments=True)
        if program == "cat":
            (self.here / arguments[0]).parent.mkdir(parents=True, exist_ok=True)
            (self.here / arguments[0]).write_text("".join(f"{line}\n" for line in example.shown), "utf-8")
            self.heard.write("".join(f"{line}\n" for line in example.shown))
        elif example.command == "echo $?":
            self.heard.write(f"{self.code}\n")
        else:
            self._run(program, arguments, example.typed)
        heard = self.heard.getvalue().replace("\r\n", "\n")  # CSV's lines end so; a page's don't
        return heard.replace(str(self.home), "~").replace(str(ROOT), "~/ritual")

    def _run(self, program: str, arguments: list[str], typed: tuple[str, ...]) -> None:
        if program != "ritual":
            raise ValueError(f"an example can't be played: {program}")
        source = ""
        if "<" in arguments:
            at = arguments.index("<")
            source = (self.here / arguments[at + 1]).read_text("utf-8")
            arguments = arguments[:at]
        stdin = Typing(self, typed) if typed else io.BytesIO(source.encode())
        self.code = ritual(arguments, self._around(), Streams(stdin, Said(self, typed), Said(self, typed)))
        self.time += timedelta(minutes=1)

    def _around(self) -> Surroundings:
        env = {"HOME": str(self.home)}
        return Surroundings(env, str(self.here), lambda: self.time, self._seconds, self._new_id, ZONE)

    def _seconds(self) -> float:
        return (self.time - START).total_seconds()

    def _new_id(self) -> str:
        self.ids += 1
        return str(UUID(int=(self.ids * 0x9E3779B97F4A7C15F39CC0605CEDC835) % (1 << 128), version=4))

    def typed(self, line: str) -> None:
        """Shows a typed line, on a line of its own."""
        if not self.heard.getvalue().endswith("\n"):
            self.heard.seek(0, io.SEEK_END)
            self.heard.seek(self.heard.tell() - 1)  # the blank behind a question
            self.heard.write("\n")
        self.heard.write(f"{TYPED}{line}".rstrip() + "\n")
        self.time += READING


class Typing(io.BytesIO):
    """A keyboard: each line shows when it is read."""

    def __init__(self, stage: Stage, lines: tuple[str, ...]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines).encode())
        self._stage = stage

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, shown as it is typed."""
        line = super().readline(size)
        if line:
            self._stage.typed(line.decode().rstrip("\n"))
        return line

    def isatty(self) -> bool:
        """A person types."""
        return True


class Said(io.StringIO):
    """A terminal too simple for screens: both ways out show in one order."""

    def __init__(self, stage: Stage, typed: tuple[str, ...]) -> None:
        super().__init__()
        self._stage = stage
        self._typed = typed

    def write(self, text: str, /) -> int:
        """Shows the text."""
        return self._stage.heard.write(text)

    def isatty(self) -> bool:
        """Whether a person is there to be asked."""
        return bool(self._typed)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main(ROOT, sys.argv[1:]))
