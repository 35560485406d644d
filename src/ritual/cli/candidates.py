"""What the names in usage lines and options stand for: the people, rituals, ids, tags and days that could be meant.

Only looked at, never used: nothing is written, not even which team was used last.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from ritual.actions.choosing import names_here
from ritual.actions.desk import Desk
from ritual.actions.workspace import Workspace, glanced, passing_workspace
from ritual.cli import table
from ritual.cli.shell import Shell
from ritual.cli.usage import HANDLE
from ritual.errors import NotFound, RitualError
from ritual.files import places
from ritual.model.phrase import said
from ritual.store.query import Query
from ritual.words import language, t

if TYPE_CHECKING:
    from ritual.actions.log import Row

Candidate = tuple[str, str]
"""A word that could be meant, and what it is."""

FILES = frozenset(("FILE", "FOLDER"))
"""The names that stand for files, which the shell itself knows best."""
NEWEST, LOOKED_THROUGH = 20, 500
"""So many entries are offered, and so many are looked through for tags and values."""


def candidates(name: str, shell: Shell) -> Iterator[Candidate]:
    """Everything that the name may stand for; what can't be read is nothing that could be meant."""
    if name in _SOURCES:
        with suppress(RitualError):
            yield from _SOURCES[name](shell)


def _desk(shell: Shell) -> Workspace:
    return shell.open(glanced)


def _commands(_shell: Shell) -> Iterator[Candidate]:
    return ((row.name, t(row.help)) for row in table.rows())


def _people(shell: Shell) -> Iterator[Candidate]:
    try:
        team = _desk(shell).team
    except NotFound:
        from ritual.actions.founding import card_here  # only who joins a team pays for reading its card

        if (found := card_here(shell.around)) is None:
            return
        team = found
    yield from ((f"@{each.handle}", each.name) for each in team.members)


def _teams(shell: Shell) -> Iterator[Candidate]:
    here = places.team_ids(shell.around.env)
    return ((name, "") for name in names_here(shell.around, here).values())


def _rituals(shell: Shell) -> Iterator[Candidate]:
    from ritual.actions.rituals import every

    try:
        ws = _desk(shell)
    except NotFound:
        ws = shell.open(lambda around, _team: passing_workspace(around))
    return ((each.name, said(each.ritual.title, language()) if each.ritual else "") for each in every(ws))


def _decks(shell: Shell) -> Iterator[Candidate]:
    from ritual.actions.decks import every

    return ((deck.name, said(deck.title, language())) for deck in every(shell.around))


def _questions(shell: Shell) -> Iterator[Candidate]:
    from ritual.actions.decks import every

    asked = (question for deck in every(shell.around) for question in deck.questions)
    return ((question.id, said(question.words, language())) for question in asked)


def _themes(shell: Shell) -> Iterator[Candidate]:
    from ritual.files.shelf import shelf
    from ritual.files.themes import every

    for theme in every(shelf(shell.around.env, shell.around.cwd)):
        yield theme.name, said(theme.palette.title, language()) if theme.palette else ""


def _mine(shell: Shell) -> Iterator[Candidate]:
    from ritual.actions.mine import WRITTEN
    from ritual.model.recap import sentence

    desk = _desk(shell)
    written = (row for row in _log(desk, Query(kinds=WRITTEN, by=desk.me)) if desk.me and row.entry.author == desk.me)
    return ((row.short, sentence(row.line)) for row in islice(written, NEWEST))


def _sessions(shell: Shell) -> Iterator[Candidate]:
    from ritual.model.entry import SESSION
    from ritual.model.instant import moment
    from ritual.model.moments import day, local
    from ritual.model.recap import sentence

    desk = _desk(shell)
    for row in _log(desk, Query(kinds=(SESSION,), limit=NEWEST)):
        yield row.short, f"{sentence(row.line)}, {day(local(moment(row.entry.at), desk.zone).date(), year=True)}"


def _tags(shell: Shell) -> Iterator[Candidate]:
    from ritual.model.reading import text
    from ritual.model.tags import tags

    for row in _log(_desk(shell), Query(limit=LOOKED_THROUGH)):
        yield from ((tag, "") for tag in sorted(tags(text(row.entry.data, "words"))))


def _values(shell: Shell) -> Iterator[Candidate]:
    from ritual.model.entry import KUDOS, WIN
    from ritual.model.reading import text

    found = _log(_desk(shell), Query(kinds=(KUDOS, WIN), limit=LOOKED_THROUGH))
    return ((text(row.entry.data, "value"), "") for row in found)


def _log(desk: Desk, query: Query) -> "Iterator[Row]":
    from ritual.actions.log import log

    return log(desk, query)


def _days(name: str) -> Callable[[Shell], Iterator[Candidate]]:
    def found(shell: Shell) -> Iterator[Candidate]:
        from ritual.cli import candidate_days
        from ritual.model.moments import today

        now = today(shell.around.now(), shell.around.zone)
        return ((each, "") for each in getattr(candidate_days, name)(now))

    return found


_SOURCES: dict[str, Callable[[Shell], Iterable[Candidate]]] = {
    "COMMAND": _commands,
    HANDLE: _people,
    "TEAM": _teams,
    "RITUAL": _rituals,
    "DECK": _decks,
    "QUESTION": _questions,
    "THEME": _themes,
    "ID": _mine,
    "SESSION": _sessions,
    "TAG": _tags,
    "VALUE": _values,
    "DAY": _days("past"),
    "SPAN": _days("past"),
    "WHEN": _days("coming"),
    "DAYS": _days("ahead"),
}
