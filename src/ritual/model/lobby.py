"""What is shown before the start: who is here and who opens, which steps there are today, and what is kept."""

from dataclasses import dataclass
from datetime import date

from ritual.model import dealing, plan
from ritual.model.instant import moment
from ritual.model.moments import day, today
from ritual.model.order import Reason, order
from ritual.model.phrase import said
from ritual.model.promised import Keeping, keeping
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.rota import leads
from ritual.model.seats import names_in
from ritual.model.session import Session
from ritual.model.stage import Stage
from ritual.model.steps import KINDS
from ritual.model.steps.gratitude import is_open_to_guests
from ritual.model.team import Person, Team
from ritual.words import t, tn


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: in or out, and one note such as "opens: longest wait", "wrote ahead" or "back Wed"."""

    person: str
    name: str
    here: bool
    note: str
    guest: bool = False


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of today: in or out, how it is counted ("7 × 12 s", "2 notes", "open floor"), planned seconds."""

    step: str
    title: str
    detail: str
    planned: int
    on: bool


@dataclass(frozen=True, slots=True)
class Lobby:
    """Everything that stands on the screen before the start. `planned` is in seconds; `leads` who is asked to lead."""

    title: str
    purpose: str
    think_ahead: str
    people: tuple[PersonRow, ...]
    steps: tuple[StepRow, ...]
    keeping: Keeping
    planned: int
    host: str = ""
    leads: str = ""
    can_redraw: bool = False


def lobby(session: Session, room: Room, lang: str) -> Lobby:
    """The session before its start."""
    stage = session.stage
    live = plan.live_steps(stage, room)
    first = next((step for step in live if step.kind in ("checkin", "question")), None)
    return Lobby(
        title=said(room.ritual.title, lang),
        purpose=said(room.ritual.purpose, lang),
        think_ahead=_think_ahead(first, stage, room, lang),
        people=_people(live, stage, room, today(moment(session.at), room.team.zone or session.tz)),
        steps=tuple(_step(step, stage, room, lang) for step in plan.possible_steps(stage, room)),
        keeping=keeping(live, lang, keeps=not room.team.is_for_today, counts=room.counts_points),
        planned=plan.planned_total(stage, room),
        host=said(first.host, lang) if first else "",
        leads=leads(room.turn, names_in(stage, room).get(room.turn.person, "")) if room.turn else "",
        can_redraw=bool(first and dealing.unused(first.id, stage, room)),
    )


def reason(why: Reason) -> str:
    """Why somebody opens, in words that say nothing about anybody else."""
    return {
        "longest-wait": t("opens: longest wait"),
        "lot": t("opens: by lot"),
        "popcorn": t("opens, then names the next"),
        "lead-first": t("opens: lead goes first"),
        "together": t("begins after the silence"),
    }.get(why.code, t("opens"))


def _think_ahead(step: Step | None, stage: Stage, room: Room, lang: str) -> str:
    if step is None:
        return ""
    if step.deal:
        return t("A question for each, dealt at the start.")
    asked = dealing.question(step, "", stage, room)
    return said(asked.words, lang) if asked else said(step.prompt, lang)


def _people(live: tuple[Step, ...], stage: Stage, room: Room, on: date) -> tuple[PersonRow, ...]:
    names = names_in(stage, room)
    opener, why = _opener(live, stage, room)
    wrote = {who for step in live for who in room.ahead.get(step.id, {})}
    rows = []
    for seat in stage.seats:
        person = room.team.person(seat.person)
        ahead = t("wrote ahead") if seat.person in wrote and seat.here else _away(person, room.team, on)
        note = why if seat.person == opener else ahead
        rows.append(PersonRow(seat.person, names[seat.person], seat.here, note, person.is_guest))
    return tuple(rows)


def _opener(live: tuple[Step, ...], stage: Stage, room: Room) -> tuple[str, str]:
    for step in live:
        if KINDS[step.kind].calls_people:
            placed = order(step, stage.here, room)
            if placed.queue:
                return placed.queue[0], reason(placed.reason)
    return "", ""


def _away(person: Person, team: Team, on: date) -> str:
    if person.is_guest:
        return "" if team.is_for_today else t("guest")
    if not person.is_away(on):
        return ""
    back = person.back(on)
    return t("back {day}", day=day(back)) if back else t("away")


def _step(step: Step, stage: Stage, room: Room, lang: str) -> StepRow:
    planned = plan.planned(step, stage, room)
    on = plan.is_live(step, stage, room)
    return StepRow(step.id, said(step.title, lang), _detail(step, stage, room), planned, on)


def _detail(step: Step, stage: Stage, room: Room) -> str:
    turns = len(plan.turns(step, stage, room))
    if step.kind == "gratitude" and not is_open_to_guests(step, stage, room):
        return t("shut while a guest is here")
    if step.kind == "gratitude":
        return tn("{n} note", "{n} notes", turns) if turns else t("a silent minute first")
    if step.kind == "actions":
        return tn("{n} promise", "{n} promises", turns)
    if step.order == "open":
        return t("open floor")
    if step.whole or not turns:
        return t("all together") if step.is_together else t("everybody")
    return t("{n} × {seconds} s", n=turns, seconds=step.seconds)
