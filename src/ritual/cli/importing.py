"""`ritual import`: takes in a block of notes."""

from pathlib import Path

from ritual.actions.carry import land
from ritual.actions.workspace import open_workspace
from ritual.cli.asking import STDIN
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.typed import decoded
from ritual.errors import BadFile, Usage
from ritual.model.entry import ANSWER, KUDOS, MARK, WIN
from ritual.model.team import called
from ritual.words import listed, mark, t, tn

MANUAL = Manual(
    ("import -", "import FILE"),
    mark("Takes in every block that `ritual waiting` has made, with whatever text around it. Each lands once."),
    examples=("pbpaste | ritual import -",),
)


def run(given: Given, shell: Shell) -> int:
    """Takes in what stands in the text, and says whose it is."""
    if len(given.words) != 1:
        raise Usage(t("Which file? “-” is stdin."))
    raw = _read(given.words[0], shell)
    ws = shell.open(open_workspace)
    landed = land(ws, decoded(raw, shell.out))
    if not landed.new:
        shell.out.data(t("Nothing new; all of it was here already."))
        return 0
    names = called(ws.team.people.values())
    what = [_many(kind, n) for kind, n in sorted(landed.new.items())]
    shell.out.data(t("From {names}: {what}.", names=listed([names[who] for who in landed.by]), what=listed(what)))
    return 0


def _many(kind: str, n: int) -> str:
    return {
        KUDOS: tn("{n} thanks", "{n} thanks", n),
        WIN: tn("{n} win", "{n} wins", n),
        ANSWER: tn("{n} answer ahead", "{n} answers ahead", n),
        MARK: tn("{n} wish to erase", "{n} wishes to erase", n),
    }[kind]


def _read(source: str, shell: Shell) -> bytes:
    if source == STDIN:
        return shell.stdin.read()
    try:
        return Path(shell.around.cwd, source).expanduser().read_bytes()
    except OSError as error:
        raise BadFile(t("{path} can't be read: {why}.", path=source, why=error.strerror or "?")) from error
