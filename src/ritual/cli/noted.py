"""Lets the quick way know what a command has found out, where the team was the one that is meant without asking."""

from ritual.actions import slip_making
from ritual.actions.desk import Desk
from ritual.cli.shell import Shell


def note_people(shell: Shell, desk: Desk) -> None:
    """Notes whom the quick way can thank."""
    if not shell.team:
        slip_making.note_people(desk)
