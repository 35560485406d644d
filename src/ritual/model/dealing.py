"""Which question of a deck goes to whom, and which questions come next so that none repeats."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ritual.model.deck import Question
from ritual.model.lot import shuffled
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import SHARED, Stage

MOST_IN_POOL = 40


def draw(
    questions: Iterable[Question], levels: Collection[str], asked: Collection[str], banned: Collection[str], lot: str
) -> tuple[Question, ...]:
    """The questions in the order drawn: those never asked first, so a deck is used up before one returns.

    `asked` is in the order of asking, the oldest first; `levels` empty means every level.
    """
    allowed = {q.id: q for q in questions if q.id not in banned and (not levels or q.level in levels)}
    before = {question: when for when, question in enumerate(asked)}
    drawn = sorted(shuffled(allowed, lot), key=lambda question: before.get(question, -1))
    return tuple(allowed[question] for question in drawn[:MOST_IN_POOL])


def deal(stage: Stage, room: Room) -> Stage:
    """Deals a question to everybody here who has none, or one to all, in every step that draws from a deck."""
    deals = {step.id: dealt for step in room.ritual.steps if (dealt := _dealt(step, stage, room))}
    return replace(stage, deals=deals)


def question(step: Step, who: str, stage: Stage, room: Room) -> Question | None:
    """The question that stands before this person, None in a step without a deck."""
    dealt = stage.deals.get(step.id, {})
    chosen = dealt.get(who) or dealt.get(SHARED)
    return next((q for q in room.pool.get(step.id, ()) if q.id == chosen), None)


def _dealt(step: Step, stage: Stage, room: Room) -> dict[str, str]:
    dealt = dict(stage.deals.get(step.id, {}))
    for who in stage.here if step.deal else (SHARED,):
        spare = unused(step.id, replace(stage, deals={step.id: dealt}), room)
        if who not in dealt and spare:
            dealt[who] = spare
    return dealt


def unused(step_id: str, stage: Stage, room: Room) -> str:
    """The next question of the step's pool that nobody has had today, "" when all are used."""
    used = {*stage.deals.get(step_id, {}).values(), *stage.asked}
    return next((q.id for q in room.pool.get(step_id, ()) if q.id not in used), "")
