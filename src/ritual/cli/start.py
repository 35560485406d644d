"""`ritual start`: leads a session now, on the screens or line by line."""

from ritual.actions.company import followed
from ritual.actions.leading import prepare_passing
from ritual.actions.people import persons
from ritual.actions.workspace import open_workspace, passing_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.plain import lead
from ritual.cli.plain_offer import offer
from ritual.cli.plain_resume import USUAL, circle_to_lead, due
from ritual.cli.plain_stdin import typed_lines
from ritual.cli.screens import show
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.errors import BadFile, NotFound, Usage
from ritual.files.people import names
from ritual.words import mark, t

MANUAL = Manual(
    ("start [RITUAL]", "start [RITUAL] --with 'Ana, Bo, Chris'", "start [RITUAL] --plain --absent @bo"),
    mark(
        "Without a name the ritual that is due next. --plain leads the same session line by line: an empty line goes "
        "on, words are the answer of whose turn it is, help lists the reserved words, the end of input ends the round."
    ),
    (
        Option("--with", mark("a round of these people without a team; nothing is kept"), "NAMES"),
        Option("--absent", mark("who isn't there today"), "@HANDLE", many=True),
    ),
    ("ritual start standup", "ritual start retro --with 'Ana, Bo, Chris'"),
)


def run(given: Given, shell: Shell) -> int:
    """Leads the session to its recap."""
    if len(given.words) > 1:
        raise Usage(t("One ritual at a time."), t("`ritual rituals` lists all."))
    name = given.words[0] if given.words else ""
    return _passing(given, shell, name) if given.has("--with") else _team(given, shell, name)


def _team(given: Given, shell: Shell, name: str) -> int:
    try:
        ws = shell.open(open_workspace)
    except NotFound:
        if shell.team or not shell.has_screen:
            raise
        return show(shell, ritual=name or USUAL)
    typed = " ".join(given.texts("--absent")).replace(",", " ").split()
    absent = tuple(each.id for each in persons(ws.team, typed))
    if shell.has_screen:
        return show(shell, ritual=name or due(ws), absent=absent)
    with followed(ws):
        lines = typed_lines(shell)
        circle = circle_to_lead(shell, ws, name, absent, lines)
        if circle:
            lead(circle, lines, shell.out.data)
    return 0


def _passing(given: Given, shell: Shell, name: str) -> int:
    people, problems = names(argument(given.text("--with"), shell.out))
    if problems or not people:
        raise BadFile(t("These names can't be used.") if problems else t("Nobody is named."), problems)
    called = tuple(each.name for each in people)
    if shell.has_screen:
        return show(shell, ritual=name or USUAL, names=called)
    ws = shell.open(lambda around, _team: passing_workspace(around))
    if lead(prepare_passing(ws, name or USUAL, called), typed_lines(shell), shell.out.data):
        offer(shell, people)
    return 0
