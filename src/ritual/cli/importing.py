"""`ritual import`: takes in notes, an export, or rows of another program, whichever it is."""

from pathlib import Path

from ritual.actions.carry import BEGIN
from ritual.actions.import_export import head_of
from ritual.cli.asking import STDIN
from ritual.cli.import_kinds import Taking, take_export, take_notes, take_rows
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import BadFile, Usage
from ritual.files.incoming import Incoming, opened, piped
from ritual.files.rows import csv_rows, is_csv, jrnl_rows
from ritual.words import mark, t

MANUAL = Manual(
    ("import -", "import FILE", "import FILE.csv --map text=Message --map at=Date", "import FILE --me @ana"),
    mark(
        "Sees by itself what it is: notes of `ritual waiting` within any text, an export of ritual, "
        "jrnl's JSON, or CSV with the columns at and text and, as you like, kind, author, to, with and link. Each "
        "entry lands once, however often it is taken in. Where a line is wrong, nothing is."
    ),
    (
        Option(
            "--as",
            mark("what rows are that don't say it: win (if you say nothing) or kudos"),
            "KIND",
            choices=("win", "kudos"),
        ),
        Option("--map", mark("which column of a CSV file is meant"), "OURS=THEIRS", many=True),
        Option("--map-author", mark("whose handle a name means"), "NAME=@HANDLE", many=True),
        Option("--guests", mark("keep the names of people who aren't in the team")),
        Option("--me", mark("who sits here, where an export makes its team on this machine"), "@HANDLE"),
        Option("--keep-going", mark("leave out lines that are wrong and take the rest")),
        Option("--dry-run", mark("only say what would land")),
    ),
    (
        "pbpaste | ritual import -",
        "jrnl --export json | ritual import - --dry-run",
        "ritual import wins.csv --map text=What --map at=When --map-author 'Ana R.=@ana'",
    ),
)


def run(given: Given, shell: Shell) -> int:
    """Looks what it is, takes it in, and says what landed."""
    if len(given.words) != 1:
        raise Usage(t("Which file? “-” is stdin."))
    source = given.words[0]
    if source == STDIN:
        return _take(Taking(piped(shell.stdin, t("stdin")), given, shell))
    incoming = opened(Path(shell.around.cwd, source).expanduser(), source)
    with incoming.file:
        return _take(Taking(incoming, given, shell))


def _take(taking: Taking) -> int:
    incoming = taking.incoming
    head = head_of(incoming)
    if head is not None:
        return take_export(taking, head)
    if incoming.head().lstrip().startswith(b"{"):
        return take_rows(taking, lambda: jrnl_rows(incoming))
    if is_csv(incoming) or taking.given.has("--map"):
        return take_rows(taking, lambda: csv_rows(incoming, taking.pairs("--map"), taking.problems))
    if BEGIN.encode() in incoming.all():
        return take_notes(taking)
    raise _nothing_known(incoming)


def _nothing_known(incoming: Incoming) -> BadFile:
    return BadFile(
        t("There is nothing in {path} that ritual can take in.", path=incoming.name),
        hint=t("It takes notes of `ritual waiting`, an export, jrnl's JSON, and CSV with the columns at and text."),
    )
