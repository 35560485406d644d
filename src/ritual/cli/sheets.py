"""Recovery sheets on paper: printed after a question where others may see the screen, and typed in again."""

from collections.abc import Iterator, Sequence

from ritual.actions import recovering
from ritual.actions.desk import Desk
from ritual.actions.people import myself
from ritual.actions.syncing import Asked, keys_of
from ritual.cli.asking import STDIN, agrees, line
from ritual.cli.options import Given
from ritual.cli.piped import piped
from ritual.cli.progress import Progress
from ritual.cli.shell import Shell
from ritual.cli.sync_talk import did
from ritual.cli.typed import decoded, taken
from ritual.errors import Refused, Usage
from ritual.model.clean import line as on_one_line
from ritual.model.moments import day, today
from ritual.protocol.sheet import LINES, Sheet, WrongLine, read_line, read_sheet, sheet_lines
from ritual.words import t

_LETTERS = 20


def export(given: Given, shell: Shell, desk: Desk) -> int:
    """Makes a sheet and prints it."""
    me, keys = myself(desk.team, desk.me), keys_of(desk)
    if shell.out.stdout.isatty() and not given.has("--yes") and not _agreed(shell):
        return 1
    sheet = recovering.make_sheet(desk)
    team, who = on_one_line(desk.team.name), on_one_line(me.name)
    made = day(today(desk.now(), desk.zone), year=True)
    shell.out.data(t("Recovery sheet for “{team}”, {name}, {day}", team=team, name=who, day=made))
    shell.out.data("")
    shell.out.data(f"   {keys.endpoint}")
    for n, each in enumerate(sheet_lines(sheet), 1):
        shell.out.data(f"{n}  {each}")
    shell.out.data("")
    shell.out.data(t("`ritual keys recover` on a new machine asks for these lines."))
    shell.out.data(
        t(
            "Whoever has these lines reads and writes as {name}. Where that may be another: `ritual keys revoke {id}`.",
            name=who,
            id=sheet.device[:8],
        )
    )
    shell.out.talk(t("Print it or write it down, and keep it where only you get at it."))
    return 0


def recover(rest: Sequence[str], shell: Shell) -> int:
    """Reads a sheet, and brings its team onto this machine."""
    if tuple(rest) not in ((), (STDIN,)):
        raise Usage(t("The sheet isn't an argument: the shell would keep it."), t("`ritual keys recover` asks for it."))
    address, sheet = _piped(shell) if rest else _typed(shell)
    progress = Progress(shell)
    try:
        joined = recovering.recover(shell.around, address, sheet, Asked(progress=progress.reached))
    finally:
        progress.end()
    ws = shell.open(lambda _around, _team: joined.ws)
    name = on_one_line(ws.team.person(ws.me).name)
    shell.out.data(t("You are in “{team}” again, as {name}.", team=on_one_line(ws.team.name), name=name))
    shell.out.talk(did(joined.synced))
    shell.out.talk(t("The sheet stays good, for another time."))
    return 0


def _agreed(shell: Shell) -> bool:
    if not shell.can_ask:
        raise Usage(t("Printing a sheet on a screen needs a yes."), t("--yes says it."))
    if agrees(shell, t("Whoever sees the sheet reads and writes as you. Show it on this screen?")):
        return True
    shell.out.talk(t("Nothing was made. `ritual keys export | lpr` prints it without showing it."))
    return False


def _typed(shell: Shell) -> tuple[str, Sheet]:
    if not shell.can_ask:
        raise Usage(t("There is no terminal to ask on."), t("`ritual keys recover -` reads the sheet from stdin."))
    address = line(shell, t("The address on the sheet:"))
    return address, _sheet([_asked(shell, n) for n in range(LINES)])


def _asked(shell: Shell, n: int) -> bytes:
    while typed := line(shell, t("Line {n} of {all}:", n=n + 1, all=LINES)):
        try:
            return read_line(n, typed.removeprefix(f"{n + 1} "))
        except WrongLine:
            shell.out.talk(t("That isn't line {n} of a sheet; compare it letter by letter.", n=n + 1))
    raise Refused(t("Nothing was changed."))


def _piped(shell: Shell) -> tuple[str, Sheet]:
    text = taken(decoded(piped(shell.stdin), shell.out), shell.out)
    address = next((word for word in text.split() if "://" in word), "")
    found = []
    for n, each in enumerate(_lines(text)):
        try:
            found.append(read_line(n, each))
        except WrongLine:
            raise Refused(t("That isn't line {n} of a sheet; compare it letter by letter.", n=n + 1)) from None
    return address, _sheet(found)


def _lines(text: str) -> Iterator[str]:
    """What stands on the numbered lines of a sheet."""
    for each in text.splitlines():
        number, _, rest = each.strip().partition(" ")
        if number in map(str, range(1, LINES + 1)) and len("".join(rest.split())) == _LETTERS:
            yield rest


def _sheet(lines: list[bytes]) -> Sheet:
    try:
        return read_sheet(lines)
    except WrongLine:
        raise Refused(
            t("That isn't a whole sheet of this ritual."), t("It has an address and seven lines with numbers.")
        ) from None
