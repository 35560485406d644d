"""Recaps: of one session, or of any span of time."""

from collections.abc import Iterable
from datetime import timedelta

from ritual.actions import claims, gather, history
from ritual.actions.circle import Circle
from ritual.actions.look import sealed_ids
from ritual.actions.mine import asked_away
from ritual.actions.workspace import Workspace
from ritual.model import milestones
from ritual.model import recap as recaps
from ritual.model.chronicle import chronicle, is_long
from ritual.model.clean import line
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN, Entry
from ritual.model.instant import iso, moment
from ritual.model.memory import Held
from ritual.model.phrase import said
from ritual.model.promises import state
from ritual.model.reading import number, table, text
from ritual.model.recap import ARRIVALS, MILESTONES, Line, Recap, Section
from ritual.model.ritual import Step, from_data
from ritual.model.team import called
from ritual.store.query import Query
from ritual.words import t

EVER = timedelta(days=36500)
LINES = (KUDOS, WIN, ACTION, ANSWER, MARK)


def of_circle(circle: Circle) -> Recap:
    """The recap of a session that is led here, while it runs and once it is closed."""
    ws, session = circle.ws, circle.session
    stage = session.stage
    ids = stage.kept if session.is_closed else tuple(e.id for e in _so_far(circle))
    entries = gather.shown(ws, (entry for each in ids if (entry := ws.record.entry(each))))
    names = called(ws.team.people.values())
    return Recap(
        title=line(said(session.ritual.title, ws.lang)),
        start=session.at,
        end=stage.written or iso(ws.now()),
        sections=recaps.sections(entries, _states(ws, entries), [session.ritual], ws.team, ws.lang, noted=False),
        led=names.get(stage.leader, ""),
        heads=stage.heads or len(stage.seats),
        seconds=stage.total,
        session=session.id,
        team=ws.team.name,
    )


def step_lines(circle: Circle) -> tuple[Line, ...]:
    """What stands under the step at hand: wins logged since the last time, and what was written down in it; in silence
    only what was promised at this machine."""
    ws, session = circle.ws, circle.session
    step = session.ritual.step(session.stage.place.step)
    if step is None:
        return ()
    entries: list[Entry] = []
    if session.stage.is_quiet:
        entries = [e for e in _promises(circle) if circle.part and _is_here(e, ws, step)]
    elif step.yields == "action":
        entries = _promises(circle)
    elif step.kind == "wins":
        entries = gather.wins_since(ws, session.ritual.name, circle.past)
    elif step.kind == "gratitude":
        entries = gather.shown(ws, ws.record.entries(KUDOS, session=session.id))
    elif not session.stage.queue:
        entries = [a for (where, _), a in session.answers.items() if where == step.id and text(a.data, "words")]
    states = _states(ws, entries)
    found = recaps.sections(entries, states, [session.ritual], ws.team, ws.lang, noted=False)
    return tuple(each for section in found for each in section.lines)


def _promises(circle: Circle) -> list[Entry]:
    return gather.shown(circle.ws, circle.ws.record.entries(ACTION, session=circle.session.id))


def _is_here(promise: Entry, ws: Workspace, step: Step) -> bool:
    return promise.author == ws.me and text(promise.data, "step") == step.id


def fingers(circle: Circle) -> tuple[int, ...]:
    """How often each number was shown at once in the step at hand, without names."""
    step = circle.session.ritual.step(circle.stage.place.step)
    if step is None or step.scale is None:
        return ()
    own = [a for (where, _), a in circle.session.answers.items() if where == step.id]
    shown = [number(answer.data, "point") for answer in own]
    return tuple(shown.count(point) for point in range(1, len(step.scale.points) + 1))


def of_period(ws: Workspace, title: str, since: str, until: str) -> Recap:
    """The recap of a span of time (RFC 3339 UTC, `until` no longer included), whether or not a round was held in it.

    A long one is told in words, with few of its lines.
    """
    rounds = [s for s in history.held(ws, back=ws.now() - moment(since)) if since <= s.at < until]
    hidden = sealed_ids(ws) | asked_away(ws) | {answer.id for answer in claims.waiting(ws)}
    entries = ws.record.log(Query(kinds=LINES, since=since, until=until, hidden=hidden))
    rituals = history.definitions(ws, entries)
    found = recaps.sections(entries, _states(ws, entries), rituals, ws.team, ws.lang, noted=False)
    whole = Recap(
        title=title,
        start=since,
        end=until,
        sections=(*found, *_happened(ws, since, until)),
        seconds=sum(s.stage.total for s in rounds),
        rounds=len(rounds),
        team=ws.team.name,
    )
    return chronicle(whole, ws.team, ws.zone) if is_long(since, until) else whole


def last_session(ws: Workspace) -> Held | None:
    """The session that was closed last."""
    past = history.held(ws, back=timedelta(days=400))
    return past[-1] if past else None


def _happened(ws: Workspace, since: str, until: str) -> list[Section]:
    """Who came to the team in the span, and which rounds were the first or a round number of their ritual."""
    rounds = milestones.milestones(history.rounds(ws, back=EVER), since, until)
    lines = [milestones.told(each, _title(ws, each.id), ws.zone) for each in rounds]
    came = Section(ARRIVALS, t("Arrivals"), milestones.arrivals(ws.team, since, until, ws.zone))
    return [section for section in (came, Section(MILESTONES, t("Milestones"), tuple(lines))) if section.lines]


def _title(ws: Workspace, session: str) -> str:
    opening = ws.record.entry(session)
    return line(said(from_data(table(opening.data, "ritual")).title, ws.lang)) if opening else ""


def _so_far(circle: Circle) -> list[Entry]:
    answers = [a for a in circle.session.answers.values() if a.data.get("kept") is True and text(a.data, "session")]
    return [*answers, *gather.left_behind(circle.ws, circle.session, circle.past)]


def _states(ws: Workspace, entries: Iterable[Entry]) -> dict[str, str]:
    actions = [entry for entry in entries if entry.kind == ACTION]
    marks = ws.record.marks([action.id for action in actions]) if actions else []
    return {action.id: state(action, marks) for action in actions}
