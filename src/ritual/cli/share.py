"""`ritual share`: hands the team's record to an endpoint, after saying what everyone who joins will be able to read."""

from ritual.actions.picking import PARKED
from ritual.actions.sharing import KINDS, Readable, look, may_share, readable, share
from ritual.actions.syncing import Asked
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.asking import agrees
from ritual.cli.checking import Checks
from ritual.cli.log_query import bounds_of
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.progress import Progress
from ritual.cli.shell import Shell
from ritual.cli.sync_talk import did
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.model.entry import ACTION, ANSWER, KUDOS, SESSION, WIN
from ritual.model.instant import moment
from ritual.model.moments import day, today
from ritual.words import mark, t, tn

ADMISSION = "RITUAL_ADMISSION_TOKEN"

MANUAL = Manual(
    ("share URL", "share URL --since 'last month' --yes"),
    mark(
        "First lists what everyone who joins will be able to read, and asks. Then the team's record goes to the "
        "endpoint, sealed: who runs it can't read a word. RITUAL_ADMISSION_TOKEN is the endpoint's admission token, "
        "where it wants one."
    ),
    (
        Option("--since", mark("only what was written from that day on; what is older stays on this machine"), "DAY"),
        Option("--yes", mark("without being asked"), short="-y"),
    ),
    ("ritual share https://ritual.example.org",),
)


def run(given: Given, shell: Shell) -> int:
    """Looks, lists, asks, shares."""
    if len(given.words) != 1:
        raise Usage(t("Through which endpoint?"), f"`ritual {MANUAL.usage[0]}`")
    ws = shell.open(open_workspace)
    address = may_share(ws, argument(given.words[0], shell.out))
    checks = Checks()
    since, _ = bounds_of(given, ws, shell.out, checks)
    checks.settle()
    admission = ws.around.env.get(ADMISSION, "")
    look(address, admission)  # nobody reads a list for nothing
    _tell(ws, shell, since)
    if not given.has("--yes") and not _agreed(shell, address):
        return 1
    progress = Progress(shell)
    try:
        done = share(ws, address, since=since, admission=admission, asked=Asked(progress=progress.reached))
    finally:
        progress.end()
    shell.out.data(t("“{team}” is shared through {endpoint}.", team=ws.team.name, endpoint=address))
    shell.out.talk(did(done))
    shell.out.talk(t("`ritual invite @handle` makes a link for one person."))
    shell.out.talk(
        t(
            "Only the team's machines have the key: without a machine and without a recovery sheet, all is lost. "
            "`ritual keys export` makes a sheet."
        )
    )
    return 0


def _tell(ws: Workspace, shell: Shell, since: str) -> None:
    found = readable(ws, since)
    shell.out.talk(
        t("Everyone who joins will be able to read:")
        if found
        else t("Nothing has been written yet that everyone who joins could read.")
    )
    for each in found:
        shell.out.talk(f"  {_line(each, ws)}")


def _line(each: Readable, ws: Workspace) -> str:
    counted = {
        KUDOS: tn("{n} thanks, sealed ones included", "{n} thanks, sealed ones included", each.many),
        WIN: tn("{n} win", "{n} wins", each.many),
        ACTION: tn("{n} promise", "{n} promises", each.many),
        SESSION: tn("{n} round", "{n} rounds", each.many),
        PARKED: tn("{n} parked topic", "{n} parked topics", each.many),
        ANSWER: tn("{n} answer that was kept", "{n} answers that were kept", each.many),
    }
    assert set(counted) == set(KINDS)
    first, last = (day(today(moment(at), ws.zone), year=True) for at in (each.oldest, each.newest))
    return counted[each.kind] + ", " + (first if first == last else t("{first} to {last}", first=first, last=last))


def _agreed(shell: Shell, address: str) -> bool:
    if not shell.can_ask:
        raise Usage(t("Sharing needs a yes."), t("--yes says it."))
    if agrees(shell, t("Share it through {endpoint}?", endpoint=address)):
        return True
    shell.out.talk(t("Nothing was shared."))
    return False
