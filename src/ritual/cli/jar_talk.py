"""What the shell says about a sealed note every time: only what is different from usual."""

from collections.abc import Iterable

from ritual.actions.desk import Desk
from ritual.actions.kudos import Thanked
from ritual.actions.outlook import AWAY, CROWDED, NO_ROUND, PARTLY, QUIET, Outlook, outlook
from ritual.cli.shell import Shell
from ritual.model.team import Person, called
from ritual.words import listed, t


def noticed(shell: Shell, desk: Desk, done: Thanked) -> None:
    """Says in one line what happens with the note, where that isn't what usually happens."""
    what = unusual(desk, outlook(desk, done.to))
    if what:
        shell.out.talk(what)


def unusual(desk: Desk, expected: Outlook) -> str:
    """What the giver should know beyond the usual, or ""."""
    names = listed(_names(desk, expected.people))
    if expected.code == QUIET:
        return t("It won't be read aloud, by the wish of {names}; it comes with the recap.", names=names)
    if expected.code == AWAY:
        return t("Away now: {names}. The note waits for the return.", names=_with_return(desk, expected.people))
    if expected.code == PARTLY:
        return t("Away now: {names}. It is read to those who are there.", names=_with_return(desk, expected.people))
    if expected.code == CROWDED:
        return t("More notes wait than one round reads, so it may take another.")
    if expected.code == NO_ROUND:
        return t("No ritual of the team opens the jar, so the note opens by itself after 7 days.")
    return ""


def _names(desk: Desk, people: Iterable[Person]) -> list[str]:
    names = called(desk.team.members)
    return [names.get(person.id, person.name) for person in people]


def _with_return(desk: Desk, people: tuple[Person, ...]) -> str:
    from ritual.model.moments import day  # only for somebody who is away

    shown = []
    for name, person in zip(_names(desk, people), people, strict=True):
        back = person.back(desk.now().date())
        shown.append(t("{name} until {day}", name=name, day=day(back)) if back else name)
    return listed(shown)
