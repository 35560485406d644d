"""`ritual export`: all of the record as JSON Lines, to take along."""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from ritual.actions.export import Export
from ritual.actions.workspace import open_workspace
from ritual.cli.asking import STDIN
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.output import json_line
from ritual.cli.shell import Shell
from ritual.errors import StoreTrouble
from ritual.files.writing import PRIVATE, write_lines
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("export", "export -o FILE"),
    mark(
        "JSON Lines that `ritual import` takes in again: all entries and settings, and the ids of what was erased. "
        "Sealed notes of others and what isn't kept after a round stay out."
    ),
    (Option("--output", mark("write it to a file, whole or not at all"), "FILE", "-o"),),
    ("ritual export -o platform.jsonl", "ritual export | jq -r 'select(.type == \"event\") | .body.data.words'"),
)


class Checksum:
    """The lines of an export on their way into a file, and whether the file then holds just these."""

    def __init__(self, rows: Iterator[dict[str, object]]) -> None:
        self._rows = rows
        self._sum = 0

    def lines(self) -> Iterator[str]:
        """One line a row."""
        for row in self._rows:
            line = json_line(row)
            self._sum = crc32(line.encode("utf-8", "replace"), self._sum)
            yield line

    def check(self, path: Path) -> None:
        """Reads the file back; StoreTrouble where it isn't what was written."""
        read = 0
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                read = crc32(piece, read)
        if read != self._sum:
            raise StoreTrouble(t("The disk gave back something else than was written."), t("Try another disk."))


def run(given: Given, shell: Shell) -> int:
    """Prints the export, or writes it to a file."""
    given.without_words("export", t("`-o FILE` writes it to a file."))
    ws = shell.open(open_workspace)
    export = Export(ws)
    target = given.text("--output")
    if target in ("", STDIN):
        for row in export.rows():
            shell.out.record(row)
    else:
        path, written = Path(shell.around.cwd, target).expanduser(), Checksum(export.rows())
        write_lines(path, written.lines(), PRIVATE, written.check)
        shell.out.data(t("The export is in {path}.", path=target))
    _summed(export, shell)
    return 0


def _summed(export: Export, shell: Shell) -> None:
    out = shell.out
    out.talk(tn("{n} line of entries and settings.", "{n} lines of entries and settings.", export.entries))
    if n := export.erased:
        out.talk(tn("{n} id of what was erased.", "{n} ids of what was erased.", n))
    if n := export.sealed:
        out.talk(
            tn(
                "Left out, but in every backup: {n} note of others that is still sealed.",
                "Left out, but in every backup: {n} notes of others that are still sealed.",
                n,
            )
        )
    if export.fleeting:
        out.talk(t("Left out: what belongs to a round and isn't kept after it."))
