"""What the shell says around an answer: who will see it, what I wrote last time, and how it was understood."""

from contextlib import suppress
from typing import NamedTuple

from ritual.actions.ahead import Upcoming
from ritual.actions.desk import Desk
from ritual.cli.shell import Shell
from ritual.errors import StoreTrouble
from ritual.files.own_answers import Own, keep_own, own_answers
from ritual.model.clean import line
from ritual.model.instant import iso, moment
from ritual.model.moments import clock, day, local
from ritual.model.phrase import said
from ritual.model.ritual import Ritual, Step
from ritual.words import language, t


class Answered(NamedTuple):
    """An answer as it was written: its entry's id, the round it is for, its words and its point, 0 for none."""

    id: str
    coming: Upcoming
    words: str
    point: int


def told_before(shell: Shell, desk: Desk, ritual: Ritual, step: Step) -> None:
    """Says who sees the answer before anything of it is kept, and what I wrote last time if I keep a copy."""
    shell.out.talk(t("At your turn everybody in the round sees this."))
    if step.kept:
        shell.out.talk(t("It stays in the record."))
    if not shell.config.own_answers:
        return
    before = [o for o in own_answers(shell.around.env, desk.team.id) if (o.ritual, o.step) == (ritual.name, step.id)]
    if before:
        shell.out.talk(t("Last time you wrote, {day}: “{words}”", day=day_of(before[-1], desk), words=told(before[-1])))


def keep_copy(shell: Shell, desk: Desk, answer: Answered) -> None:
    """Keeps a copy of my answer on this machine, if that is what I set; trouble with it costs only the copy."""
    if not shell.config.own_answers or not (answer.words or answer.point):
        return
    ritual, step, at, _zone = answer.coming
    own = Own(
        id=answer.id,
        team=desk.team.id,
        ritual=ritual.name,
        step=step.id,
        at=iso(desk.now()),
        round=iso(at) if at else "",
        point=answer.point,
        label=point_label(step, answer.point),
        words=answer.words,
    )
    with suppress(StoreTrouble):
        keep_own(shell.around.env, own)


def told(own: Own) -> str:
    """ "4 good, slept well"."""
    shown = f"{own.point} {line(own.label)}".strip() if own.point else ""
    return ", ".join(part for part in (shown, line(own.words)) if part)


def day_of(own: Own, desk: Desk) -> str:
    """The day an answer was written, as clocks here show it."""
    return day(local(moment(own.at), desk.team.zone or desk.around.zone).date())


def point_label(step: Step, point: int) -> str:
    """The name of a point of the step's scale, "" for none."""
    return line(said(step.scale.points[point - 1], language())) if step.scale and point else ""


def pointed(step: Step, typed: str) -> tuple[int, str]:
    """The point that a line typed in answer begins with, 0 for none, and the words behind it."""
    from ritual.cli.plain_words import labelled  # only who is asked pays for it

    points = step.scale.points if step.scale else ()
    heard = labelled(typed, tuple(said(point, language()) for point in points))
    return (heard.points[0], heard.rest) if heard else (0, typed)


def understood(step: Step, point: int, words: str, *more: str) -> str:
    """What was answered, as it was understood: "4 good, slept well"."""
    shown = f"{point} {point_label(step, point)}" if point else ""
    return ", ".join(part for part in (shown, line(words), *more) if part)


def kept_ahead(coming: Upcoming, answer: str) -> str:
    """The line that acknowledges an answer ahead."""
    title = line(said(coming.ritual.title, language()))
    if coming.at is None:
        return t("Ahead for the next “{ritual}”: {answer}", ritual=title, answer=answer)
    when = f"{day(local(coming.at, coming.zone).date())} {clock(coming.at, coming.zone)}"
    return t("Ahead for “{ritual}”, {when}: {answer}", ritual=title, when=when, answer=answer)
