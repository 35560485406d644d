"""`ritual join`: comes into a shared team by a link, which is read from a prompt or from stdin."""

from ritual.actions.joining_in import join, link_of
from ritual.actions.syncing import Asked
from ritual.cli.asking import STDIN, line
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.piped import piped
from ritual.cli.progress import Progress
from ritual.cli.shell import Shell
from ritual.cli.sync_talk import did
from ritual.cli.typed import argument, decoded, taken
from ritual.errors import BadFile, Usage
from ritual.files.people import Listed, people
from ritual.model.clean import line as on_one_line
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("join", "join -", "join - --me 'Jo Ek @jo Europe/Oslo'"),
    mark(
        "Asks for the link, or reads it from stdin; as an argument it would stay in the shell's history. A record of "
        "the same team that is here already is kept and shared."
    ),
    (Option("--me", mark("who comes, where the link is for nobody in particular"), "PERSON"),),
    ("ritual join", "ritual join - < link.txt"),
)


def run(given: Given, shell: Shell) -> int:
    """Joins, and says where one is now."""
    if given.words not in ((), (STDIN,)):
        raise Usage(t("The link isn't an argument: the shell would keep it."), t("`ritual join` asks for it."))
    link = link_of(_typed(given, shell))
    listed = None if link.person else _listed(given, shell)
    progress = Progress(shell)
    try:
        joined = join(shell.around, link, listed, Asked(progress=progress.reached))
    finally:
        progress.end()
    ws = shell.open(lambda _around, _team: joined.ws)
    shell.out.data(
        tn(
            "You are in “{team}”, with {n} person; {inviter} invited you.",
            "You are in “{team}”, with {n} people; {inviter} invited you.",
            len(ws.team.members),
            team=on_one_line(ws.team.name),
            inviter=joined.inviter,
        )
    )
    shell.out.talk(t("You are {name}.", name=on_one_line(ws.team.person(ws.me).name)))
    shell.out.talk(did(joined.synced))
    shell.out.talk(t("`ritual` opens the round. `ritual kudos` and `ritual win` work from any shell."))
    return 0


def _typed(given: Given, shell: Shell) -> str:
    if given.words:
        return taken(decoded(piped(shell.stdin), shell.out), shell.out)
    if not shell.can_ask:
        raise Usage(t("There is no terminal to ask on."), t("`ritual join -` reads the link from stdin."))
    return line(shell, t("The link:"))


def _listed(given: Given, shell: Shell) -> Listed:
    typed = argument(given.text("--me"), shell.out)
    if not typed and not shell.can_ask:
        raise Usage(t("Who comes?"), f"`ritual {MANUAL.usage[2]}`")
    found, problems = people(typed or line(shell, t("Who are you? Like “{example}”:", example="Jo Ek @jo")), "join")
    if problems or len(found) != 1:
        raise BadFile(t("That isn't one person."), problems, t("Like “{example}”.", example="Jo Ek @jo Europe/Oslo"))
    return found[0]
