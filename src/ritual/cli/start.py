"""`ritual start`: leads a session now, on the terminal's screens or line by line."""

from collections.abc import Sequence

from ritual.actions.leading import prepare_passing, unfinished
from ritual.actions.people import persons
from ritual.actions.workspace import Workspace, open_workspace, passing_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.plain import lead
from ritual.cli.plain_offer import offer
from ritual.cli.plain_resume import USUAL, circle_to_lead, due
from ritual.cli.plain_stdin import typed_lines
from ritual.cli.screens import show
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.cli.verbs import named
from ritual.errors import BadFile, NotFound, Usage
from ritual.files.people import Listed
from ritual.files.people import names as people_named
from ritual.words import mark, t

MANUAL = Manual(
    ("start [RITUAL]", "start [RITUAL] --with 'Ana, Bo, Chris'", "start [RITUAL] --plain"),
    mark(
        "Without a name it is the ritual that is due. With --plain, and without a terminal, the round is a dialogue: "
        "an empty line goes on, words are the speaker's answer, “help” says what else can be typed."
    ),
    (
        Option("--with", mark("a round of these people, without a team; nothing is kept"), "NAMES"),
        Option("--absent", mark("somebody who isn't here today; may be given several times"), "@HANDLE", many=True),
    ),
    ("ritual start", "ritual start standup --with 'Ana, Bo, Chris'", "ritual start weekly --plain --absent @bo"),
)


def run(given: Given, shell: Shell) -> int:
    """Leads a session to its end, or until it is left."""
    ritual = named(given.words) if given.words else ""
    if given.has("--with"):
        return _pass(shell, ritual or USUAL, _people(given, shell))
    try:
        ws = shell.open(open_workspace)
    except NotFound:
        if shell.team or not shell.has_screen:
            raise
        return show(shell, ritual=ritual)
    absent = _absent(given, ws)
    if not shell.has_screen:
        return _lead(shell, ws, ritual, absent)
    # Home asks what to do with a session that stopped.
    return show(shell) if unfinished(ws) else show(shell, ritual=ritual or due(ws), absent=absent)


def _lead(shell: Shell, ws: Workspace, ritual: str, absent: Sequence[str]) -> int:
    lines = typed_lines(shell)
    circle = circle_to_lead(shell, ws, ritual, absent, lines)
    if circle:
        lead(circle, lines, shell.out.data)
    return 0


def _pass(shell: Shell, ritual: str, people: Sequence[Listed]) -> int:
    names = [person.name for person in people]
    if shell.has_screen:
        return show(shell, ritual=ritual, names=names)
    ws = shell.open(lambda around, _team: passing_workspace(around))
    if lead(prepare_passing(ws, ritual, names), typed_lines(shell), shell.out.data):
        offer(shell, people)
    return 0


def _people(given: Given, shell: Shell) -> tuple[Listed, ...]:
    every, problems = people_named(argument(given.text("--with"), shell.out))
    if problems:
        raise BadFile(t("These names can't be used."), problems)
    if not every:
        raise Usage(t("Who is in the round?"), MANUAL.usage[1])
    return every


def _absent(given: Given, ws: Workspace) -> list[str]:
    handles = [handle for typed in given.texts("--absent") for handle in typed.replace(",", " ").split()]
    return [person.id for person in persons(ws.team, handles)]
