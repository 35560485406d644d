"""What stays of a session when it closes: when, how long, who led, how many, and what was kept; nothing else."""

from collections.abc import Collection, Iterable

from ritual.model.entry import Entry
from ritual.model.pools import FEWEST
from ritual.model.reading import number, text
from ritual.model.ritual import Ritual, Step
from ritual.model.room import Room
from ritual.model.stage import CLOSED, Stage


def close(stage: Stage, room: Room) -> Stage:
    """The closed stage: no turn, no queue, no seat, no deal and no claim is left in it."""
    first, last = _ends(stage, room.ritual)
    kept = (*(answer.id for answer in room.answers if is_kept(answer, room.ritual)), *room.kept)
    return Stage(
        term=stage.term,
        leader=stage.leader,
        state=CLOSED,
        revealed=stage.revealed,
        spent=stage.spent,
        heads=len(stage.seats),
        first=first,
        last=last,
        asked=tuple(dict.fromkeys((*stage.asked, *_asked(stage)))),
        counts=_counts(room) if room.counts_points else {},
        kept=tuple(sorted(set(kept))),
    )


def is_kept(answer: Entry, ritual: Ritual) -> bool:
    """Whether an answer stays in the record: its step keeps, and there are words to keep."""
    step = ritual.step(text(answer.data, "step"))
    return step is not None and step.kept and bool(text(answer.data, "words") or answer.data.get("point"))


def to_erase(answers: Iterable[Entry], standing: Collection[Entry], ritual: Ritual) -> list[Entry]:
    """The answers that closing erases for good: those not kept, and those that others of the same slot beat."""
    stays = {answer.id for answer in standing if is_kept(answer, ritual)}
    return [answer for answer in answers if answer.id not in stays]


def _ends(stage: Stage, ritual: Ritual) -> tuple[str, str]:
    """The first and the last of the first fair go-round that was begun, for the next session's order."""
    for step in ritual.steps:
        queue = stage.queues.get(step.id, ())
        if step.order == "fair" and queue and _people(step):
            done = stage.place.step != step.id or stage.place.turn == len(queue) - 1
            return queue[0], queue[-1] if done else ""
    return "", ""


def _people(step: Step) -> bool:
    return step.kind not in ("gratitude", "actions")


def _asked(stage: Stage) -> list[str]:
    return [question for step, dealt in stage.deals.items() if step in stage.queues for question in dealt.values()]


def _counts(room: Room) -> dict[str, tuple[int, ...]]:
    """How often each point of each scale was given, without names: what a team may opt in to keep.

    Of few numbers nothing is counted, so that not even the file holds one person's.
    """
    counts = {}
    for step in room.ritual.steps:
        points = [number(a.data, "point") for a in room.answers if text(a.data, "step") == step.id]
        given = tuple(points.count(n) for n in range(1, len(step.scale.points) + 1)) if step.scale else ()
        if sum(given) >= FEWEST:
            counts[step.id] = given
    return counts
