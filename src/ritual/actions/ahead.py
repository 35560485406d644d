"""Answers given ahead of a session, which the next one claims at its start."""

from datetime import datetime
from typing import NamedTuple

from ritual.actions.claims import WAITS, waiting
from ritual.actions.desk import Desk
from ritual.actions.rounds import EARLY, next_round
from ritual.actions.settings import rituals_from
from ritual.errors import NotFound, Refused, Usage
from ritual.model.clean import line
from ritual.model.entry import ANSWER, Entry, erase, put
from ritual.model.instant import iso
from ritual.model.moments import clock, day, local, today
from ritual.model.phrase import said
from ritual.model.reading import number, text
from ritual.model.ritual import DAYS, Ritual, Step
from ritual.words import language, t

KINDS = ("checkin", "question", "checkout")
WINDOW = WAITS - EARLY
"""How long before a round it can be answered: an answer waits a little longer, so that a late round still has it."""


class Upcoming(NamedTuple):
    """The step that an answer given now belongs to; `at` is None where the ritual has no schedule."""

    ritual: Ritual
    step: Step
    at: datetime | None
    zone: str


def upcoming(desk: Desk, ritual: str = "") -> Upcoming:
    """The first step that can be answered ahead, of the ritual that is due next or of the one named.

    Raises what `open_steps` raises.
    """
    return open_steps(desk, ritual)[0]


def open_steps(desk: Desk, ritual: str = "") -> list[Upcoming]:
    """The steps that can be answered ahead, of the ritual that is due next or of the one named.

    Raises NotFound for a ritual the team hasn't adopted, Refused where nothing can be answered ahead.
    """
    adopted = rituals_from(desk.record.settings())
    if ritual and ritual not in adopted:
        every = ", ".join(adopted)
        raise NotFound(t("The team has no ritual called “{name}”.", name=ritual), t("There is: {all}.", all=every))
    found = [_steps(desk, each) for name, each in adopted.items() if ritual in ("", name)]
    rounds = [steps for steps in found if steps]
    if not rounds:
        raise Refused(
            t("There is no check-in that can be answered ahead."), t("`ritual rituals adopt standup` brings one.")
        )
    return min(rounds, key=lambda steps: (steps[0].at is None, steps[0].at or desk.now()))


def not_too_early(desk: Desk, coming: Upcoming) -> None:
    """Raises Refused, with the moment from which on it is possible, where an answer would be gone before the round."""
    if coming.at is None or coming.at - desk.now() <= WINDOW:
        return
    title = line(said(coming.ritual.title, language()))
    raise Refused(
        t("It is too early for “{ritual}”, {when}.", ritual=title, when=_when(coming.at, coming.zone)),
        t(
            "An answer waits a day and a half; from {when} on this one can.",
            when=_when(coming.at - WINDOW, coming.zone),
        ),
    )


def takes_words_ahead(step: Step) -> bool:
    """Whether people answer the step one by one in words or points: no open floor, no promises, no fingers at once."""
    shows_fingers = step.kind == "checkout" and step.scale is not None
    return step.kind in KINDS and step.order != "open" and step.yields != "action" and not shows_fingers


def point_of(step: Step, typed: str) -> int:
    """The point that a number or a label of the step's scale means.

    Usage where it means none, Refused where there is no scale.
    """
    if step.scale is None:
        raise Refused(t("“{step}” asks for no number; words are enough.", step=said(step.title, language())))
    labels = [{label.casefold() for label in point.values()} for point in step.scale.points]
    for n, names in enumerate(labels, 1):
        if typed.strip().casefold() in names | {str(n)}:
            return n
    raise Usage(
        t("The scale has no “{point}”.", point=typed), t("It goes from 1 to {most}.", most=len(step.scale.points))
    )


def answer_ahead(desk: Desk, coming: Upcoming, words: str, *, point: int = 0, wish: str = "", by: str = "") -> str:
    """Writes the answer for the next session and gives its id; an earlier one that still waits is erased.

    `wish` goes to whoever leads, so it is given only where its author wants that; a wish alone leaves the words and
    the point of the earlier answer as they are.
    """
    who = by or desk.me
    before = _waiting(desk, coming, who)
    if before and not (words or point):
        words, point = text(before[-1].data, "words"), number(before[-1].data, "point")
    data: dict[str, object] = {
        "session": None,
        "ritual": coming.ritual.name,
        "step": coming.step.id,
        "by": who,
        "point": point or None,
        "words": words,
        "kept": coming.step.kept,
    }
    if wish:
        data["wish"] = {"words": wish, "tell": True}
    event = put(desk.new_id(), desk.pen(), ANSWER, data)
    old = [erase(desk.new_id(), desk.pen(), entry) for entry in before]
    desk.write(*old, event)
    return event.id


def _waiting(desk: Desk, coming: Upcoming, who: str) -> list[Entry]:
    """What I wrote ahead for the same step and no session holds."""
    step = (desk.me, who, coming.ritual.name, coming.step.id)
    recent = waiting(desk, since=iso(desk.now() - WAITS))
    return [e for e in recent if (e.author, e.by, text(e.data, "ritual"), text(e.data, "step")) == step]


def _steps(desk: Desk, ritual: Ritual) -> list[Upcoming]:
    zone = desk.team.zone or desk.around.zone
    at = next_round(desk, ritual, zone)
    weekday = DAYS[today(at or desk.now(), zone).weekday()]
    asked = (s for s in ritual.steps if takes_words_ahead(s) and weekday in (s.days or DAYS) and s.on)
    return [Upcoming(ritual, step, at, zone) for step in asked]


def _when(moment: datetime, zone: str) -> str:
    return f"{day(local(moment, zone).date())} {clock(moment, zone)}"
