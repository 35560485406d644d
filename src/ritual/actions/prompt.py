"""What the shell's prompt may say in the coming days: which round is next when, and how many notes are due."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from ritual.actions import slip
from ritual.actions.gather import notes
from ritual.actions.rounds import EARLY, LATE
from ritual.actions.settings import rituals_from
from ritual.actions.slip_making import config_state, note, same_until
from ritual.actions.soon import Soon, soon
from ritual.actions.workspace import Workspace
from ritual.errors import StoreTrouble
from ritual.model.clean import line
from ritual.model.instant import iso
from ritual.model.jar import due
from ritual.model.moments import bounds, today
from ritual.model.phrase import inside
from ritual.model.ritual import Ritual
from ritual.model.schedule import schedule_of, times_between
from ritual.model.span import DAY, day_of
from ritual.model.team import Team
from ritual.words import LANGUAGES

HORIZON = timedelta(days=7)
"""How far ahead ROUNDS looks before it is made anew."""

Next = tuple[datetime, datetime, str]
"""Until when a round is the next one of its ritual, when it is held, and the ritual's name."""


def coming(ws: Workspace, *, noted: bool = True) -> Soon:
    """What the prompt says now; where `noted`, the quick way can say it from now on."""
    now = ws.now()
    # The stamp comes first: what changes between it and the reading makes the slip stale, never wrong.
    head, notes_due, rows = _stamp(ws, now), _due(ws, now), _rounds(ws, now)
    if noted and head and not _is_noted(ws, head, now):
        with suppress(StoreTrouble):
            note(ws, slip.ROUNDS, slip.write({**head, slip.NOTES: str(notes_due)}, rows))
    return soon(ws.config.lang, rows, notes_due, now.timestamp())


def _is_noted(ws: Workspace, head: dict[str, str], now: datetime) -> bool:
    """Whether the slip there is says the same, so that looking again and again writes nothing."""
    there, _ = slip.read(ws.record.meta(slip.ROUNDS) or "")
    is_same = all(there.get(name) == head[name] for name in (slip.STAMP, slip.NEWEST))
    return is_same and float(there[slip.SINCE]) <= now.timestamp() < float(there[slip.UNTIL])


def _stamp(ws: Workspace, now: datetime) -> dict[str, str]:
    """The head of ROUNDS without what is said; empty where the settings can't be looked at."""
    stand, since = ws.record.stand(), iso(now - LATE - EARLY)
    try:
        stamp = slip.rounds_stamp(stand, config_state(ws), ws.around.zone)
    except OSError:
        return {}
    return {
        slip.STAMP: stamp,
        slip.SINCE: str(now.timestamp()),
        slip.UNTIL: str(_until(ws, now).timestamp()),
        slip.NEWEST: str(stand[3]),
        slip.ALL_USUAL: "yes" if _are_usual(ws.team, today(now, ws.zone)) else "",
        slip.FROM: since,
        slip.OPENED: " ".join(opening.id for opening in ws.record.openings(since)),
    }


def _are_usual(team: Team, day: date) -> bool:
    """Whether every note that thanks a member is due, so that the quick way may simply count them."""
    is_anybody_quiet = any(person.praise == "quiet" for person in team.people.values())
    return len(team.members) > 1 and not is_anybody_quiet and not any(p.is_away(day) for p in team.members)


def _due(ws: Workspace, now: datetime) -> int:
    """How many notes wait for the next round, as Home counts them."""
    day = today(now, ws.zone)
    here = [person.id for person in ws.team.members if not person.is_away(day)]
    return len(due(notes(ws), here, ws.team))


def _rounds(ws: Workspace, now: datetime) -> list[list[str]]:
    rituals = rituals_from(ws.record.settings())
    every = [each for ritual in rituals.values() for each in _nexts(ws, ritual, now)]
    titles = {name: [line(inside(ritual.title, lang)) for lang in LANGUAGES] for name, ritual in rituals.items()}
    return [[str(until.timestamp()), str(at.timestamp()), *titles[name]] for until, at, name in _first(every)]


def _until(ws: Workspace, now: datetime) -> datetime:
    """When the rounds have to be looked at anew: after some days, or when others are away."""
    other = same_until(ws.team, today(now, ws.zone), HORIZON + DAY)
    return min(now + HORIZON, bounds(day_of(other), ws.zone)[0])


def _nexts(ws: Workspace, ritual: Ritual, now: datetime) -> list[Next]:
    """The rounds of a ritual, each as long as it is the next: until it is late, or at once where it was opened."""
    schedule = schedule_of(ritual, ws.zone, ws.team.off)
    if schedule is None:
        return []
    times = [at for at in times_between(schedule, now - LATE, now + HORIZON + EARLY) if at > now - LATE]
    opened = [each.at for each in ws.record.openings(iso(now - LATE - EARLY)) if each.ritual == ritual.name]
    return [
        (at + LATE, held, ritual.name)
        for at, following in zip(times, [*times[1:], None], strict=True)
        if (held := following if any(each >= iso(at - EARLY) for each in opened) else at)
    ]


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
