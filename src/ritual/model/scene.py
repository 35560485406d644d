"""What the circle shows at one moment, as plain words: the terminal, the plain dialogue and tests all draw from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ritual.model import dealing, plan, promises
from ritual.model.entry import Entry
from ritual.model.jar import reader, receivers
from ritual.model.phrase import said
from ritual.model.reading import flag, number, text
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.seats import WAITING, SeatView, names_in, seats
from ritual.model.session import Session
from ritual.model.stage import Stage
from ritual.model.steps import KINDS

QUIET, TURN, OPEN, ANNOUNCED, WORDS, PROMISE, FINGERS = (
    "quiet",
    "turn",
    "open",
    "announced",
    "words",
    "promise",
    "fingers",
)
"""The phases of a step: silence, somebody's turn, open floor, a note in two beats, a promise, fingers at once."""

LEADS, TAKES_PART = "leads", "takes-part"


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of the jar: for whom, from whom, who reads; words only once they may be seen."""

    id: str
    to: tuple[str, ...]
    by: str
    reader: str
    reader_id: str
    words: str
    link: str
    number: int
    of: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a session. Times are seconds; `turn_seconds` is what a turn, or the whole step, should take.

    `points` are the labels of the step's scale; `point` and `words` what the one whose turn it is has answered;
    `listed` the lines that belong to the step as a whole, such as the wins that were logged; `counted` is whether the
    step's points are counted, without names, though nothing else is kept; `part` what this machine has of a session
    that several share: it leads, or takes part.
    """

    ritual: str
    step: Step
    title: str
    number: int
    of: int
    phase: str
    prompt: str
    host: str
    points: tuple[str, ...]
    seats: tuple[SeatView, ...]
    speaker: str
    speaker_id: str
    then: str
    point: int
    words: str
    ahead: bool
    note: NoteView | None
    promise: Entry | None
    owner: str
    settled: str
    spent: float
    planned: int
    turn_seconds: int
    elapsed: float
    can_call: tuple[SeatView, ...] = ()
    can_redraw: bool = False
    keeps: bool = True
    counted: bool = False
    part: str = ""

    @property
    def movers(self) -> tuple[str, ...]:
        """Who may end this turn besides whoever leads: its speaker, or the reader of the note."""
        who = self.note.reader_id if self.note else self.speaker_id
        return (who,) if who and self.phase in (TURN, ANNOUNCED, WORDS) else ()

    @property
    def kept(self) -> bool:
        """Whether what is said now stays in the record."""
        return self.keeps and self.step.kept


def scene(
    session: Session, room: Room, lang: str, things: Sequence[Entry] = (), away: Collection[str] = ()
) -> Scene | None:
    """The moment a session is at; None before the first step and after the last.

    `things` are the kudos and actions that turns of this session refer to; `away` whose machines aren't heard any more.
    """
    stage = session.stage
    step = room.ritual.step(stage.place.step)
    if step is None:
        return None
    names = names_in(stage, room)
    phase = phase_of(step, stage)
    who = stage.current if KINDS[step.kind].calls_people else ""
    answer = session.answer(step.id, who) if who else None
    thing = next((entry for entry in things if entry.id == stage.current), None)
    steps = plan.live_steps(stage, room)
    asked = dealing.question(step, who, stage, room)
    sit = seats(stage, room, step, names, away)
    prompt = said(asked.words, lang) if asked else said(step.prompt, lang)
    return Scene(
        ritual=said(room.ritual.title, lang),
        step=step,
        title=said(step.title, lang),
        number=[s.id for s in steps].index(step.id) + 1,
        of=len(steps),
        phase=phase,
        prompt=prompt,
        host=said(step.host, lang),
        points=tuple(said(point, lang) for point in step.scale.points) if step.scale else (),
        seats=sit,
        speaker=names.get(who, ""),
        speaker_id=who,
        then=names.get(stage.upcoming, "") if KINDS[step.kind].calls_people else "",
        point=number(answer.data, "point") if answer else 0,
        words=text(answer.data, "words") if answer else "",
        ahead=bool(answer and answer.id in stage.claimed.get(step.id, {}).values()),
        note=_note(thing, stage, room, names) if phase in (ANNOUNCED, WORDS) and thing else None,
        promise=thing if phase == PROMISE else None,
        owner=names.get(thing.by, room.team.person(thing.by).name) if phase == PROMISE and thing and thing.by else "",
        settled=promises.settled(thing, session.marks) if phase == PROMISE and thing else "",
        spent=stage.spent.get(step.id, 0.0),
        planned=plan.planned(step, stage, room),
        turn_seconds=step.silent if phase == QUIET and step.silent else step.seconds,
        elapsed=stage.elapsed,
        can_call=tuple(seat for seat in sit if seat.state == WAITING) if step.order == "popcorn" else (),
        can_redraw=bool(asked and dealing.unused(step.id, stage, room)),
        keeps=not room.team.is_for_today,
        counted=room.counts_points and step.scale is not None and not step.kept,
    )


def phase_of(step: Step, stage: Stage) -> str:
    """Which phase of the step the stage is in."""
    if stage.is_quiet:
        return QUIET
    if not stage.current:
        return FINGERS if step.kind == "checkout" and step.scale else OPEN
    if step.kind == "gratitude":
        return WORDS if stage.place.beat else ANNOUNCED
    return PROMISE if step.kind == "actions" else TURN


def _note(note: Entry, stage: Stage, room: Room, names: dict[str, str]) -> NoteView:
    shown = stage.place.beat > 0
    to = () if flag(note.data, "all") else receivers(note, room.team)
    reads = reader(note, stage, room)
    return NoteView(
        id=note.id,
        to=tuple(names.get(who, room.team.person(who).name) for who in to),
        by=names.get(note.by, room.team.person(note.by).name),
        reader=names.get(reads, ""),
        reader_id=reads,
        words=text(note.data, "words") if shown else "",
        link=text(note.data, "link") if shown else "",
        number=stage.place.turn + 1,
        of=len(stage.queue),
        value=text(note.data, "value") if shown else "",
    )
