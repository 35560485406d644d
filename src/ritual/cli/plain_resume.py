"""Which session the plain dialogue leads: a new one, or one that stopped, as somebody at the terminal decides."""

from collections.abc import Iterator, Sequence

from ritual.actions.circle import Circle
from ritual.actions.leading import Unfinished, drop, prepare, resume, unfinished
from ritual.actions.look import overview
from ritual.actions.recap import of_circle
from ritual.actions.sentences import stopped, stopped_choices
from ritual.actions.workspace import Workspace
from ritual.cli.plain_lines import recap
from ritual.cli.shell import Shell
from ritual.words import speaking, t

GO_ON, CLOSE, DELETE, LEAVE = "g", "c", "d", "l"
USUAL = "standup"


def circle_to_lead(
    shell: Shell, ws: Workspace, ritual: str, absent: Sequence[str], lines: Iterator[str]
) -> Circle | None:
    """The session to lead now, "" meaning the ritual that is due; None where nobody answers what to do.

    Only at a terminal it asks about a session that stopped. In a pipe it goes on with a fresh one of the same ritual,
    leaves one of another ritual alone, and closes an old one with what was kept.
    """
    left = unfinished(ws)
    if left is None:
        return prepare(ws, ritual or due(ws), absent)
    circle = resume(ws, left.id)
    with speaking(ws.lang):
        shell.out.data(stopped(left, ws.zone))
        choice = _asked(shell, left, lines) if shell.can_ask else _decided(left, circle, ritual)
        if choice in ("", GO_ON):
            return circle if choice else None
        shell.out.data(_settled(ws, circle, choice))
        if choice == CLOSE:
            for line in recap(of_circle(circle), ws.zone):
                shell.out.data(line)
    return prepare(ws, ritual or due(ws), absent)


def due(ws: Workspace) -> str:
    """The name of the ritual that is due next, or the usual one where the team holds none."""
    coming = overview(ws).next
    return coming.name if coming else USUAL


def _asked(shell: Shell, left: Unfinished, lines: Iterator[str]) -> str:
    """What somebody at the terminal wants; "" where the terminal is closed."""
    answers = {"c": CLOSE, "d": DELETE, "": GO_ON if left.is_fresh else CLOSE}
    while True:
        shell.out.prompt(stopped_choices(left))
        line = next(lines, None)
        if line is None:
            return ""
        if line.casefold() in answers:
            return answers[line.casefold()]


def _decided(left: Unfinished, circle: Circle, ritual: str) -> str:
    if not left.is_fresh:
        return CLOSE
    return GO_ON if ritual in ("", circle.ritual.name) else LEAVE


def _settled(ws: Workspace, circle: Circle, choice: str) -> str:
    if choice == DELETE:
        drop(ws, circle.session.id)
        return t("It is deleted.")
    if choice == CLOSE:
        circle.do("close")
        return t("It is closed, with what was kept.")
    return t("It goes on waiting: `ritual start {ritual} --plain`.", ritual=circle.ritual.name)
