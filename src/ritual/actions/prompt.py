"""What the shell's prompt may say in the coming days: which round is next when, and how many notes are due."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from ritual.actions import slip
from ritual.actions.gather import notes
from ritual.actions.look import EARLY, LATE
from ritual.actions.quick import Soon, soon
from ritual.actions.settings import rituals_from
from ritual.actions.slip_making import config_state, note
from ritual.actions.workspace import Workspace
from ritual.errors import StoreTrouble
from ritual.model.instant import iso
from ritual.model.jar import due
from ritual.model.moments import bounds, today
from ritual.model.phrase import inside
from ritual.model.ritual import Ritual
from ritual.model.schedule import schedule_of, times_between
from ritual.model.span import day_of
from ritual.words import LANGUAGES

HORIZON = timedelta(days=7)
"""How far ahead ROUNDS looks before it is made anew."""

Next = tuple[datetime, datetime, str]
"""Until when a round is the next one of its ritual, when it is held, and the ritual's name."""


def coming(ws: Workspace, *, noted: bool = True) -> Soon:
    """What the prompt says now; where `noted`, the quick way can say it from now on."""
    now = ws.now()
    stamp = ""
    with suppress(OSError):
        stamp = slip.rounds_stamp(ws.record.stand(), config_state(ws), ws.around.zone)
    head, rows = _rounds(ws, stamp, now)
    if noted and stamp:
        with suppress(StoreTrouble):
            note(ws, slip.ROUNDS, slip.write(head, rows))
    return soon(ws.config.lang, head, rows, now.timestamp())


def _rounds(ws: Workspace, stamp: str, now: datetime) -> tuple[dict[str, str], list[list[str]]]:
    day = today(now, ws.zone)
    here = [person.id for person in ws.team.members if not person.is_away(day)]
    head = {
        slip.STAMP: stamp,
        slip.SINCE: str(now.timestamp()),
        slip.UNTIL: str(_until(ws, now).timestamp()),
        slip.NOTES: str(len(due(notes(ws), here, ws.team))),
    }
    rituals = rituals_from(ws.record.settings())
    every = [each for ritual in rituals.values() for each in _nexts(ws, ritual, now)]
    titles = {name: [inside(ritual.title, lang) for lang in LANGUAGES] for name, ritual in rituals.items()}
    return head, [[str(until.timestamp()), str(at.timestamp()), *titles[name]] for until, at, name in _first(every)]


def _until(ws: Workspace, now: datetime) -> datetime:
    """When the rounds have to be looked at anew: after some days, or tomorrow where somebody comes back some day."""
    is_someone_to_return = any(person.away[:1].isdigit() for person in ws.team.members)
    return bounds(day_of(today(now, ws.zone)), ws.zone)[1] if is_someone_to_return else now + HORIZON


def _nexts(ws: Workspace, ritual: Ritual, now: datetime) -> list[Next]:
    """The rounds of a ritual, each as long as it is the next: until it is late, or at once where it was opened."""
    schedule = schedule_of(ritual, ws.zone)
    if schedule is None:
        return []
    times = [at for at in times_between(schedule, now - LATE, now + HORIZON + EARLY) if at > now - LATE]
    opened = [each.at for each in ws.record.openings(iso(now - LATE - EARLY)) if each.ritual == ritual.name]
    found = []
    for at, following in zip(times, [*times[1:], None], strict=True):
        is_opened = any(each >= iso(at - EARLY) for each in opened)
        held = following if is_opened else at
        if held:
            found.append((at + LATE, held, ritual.name))
    return found


def _first(every: Sequence[Next]) -> list[Next]:
    """Of the rounds of all rituals, which one is the next until when."""
    found: list[Next] = []
    for end in sorted({until for until, _, _ in every}):
        still: dict[str, Next] = {}
        for each in every:
            if each[0] >= end:
                still.setdefault(each[2], each)
        at, name = min((at, name) for _, at, name in still.values())
        found.append((end, at, name))
    return found
