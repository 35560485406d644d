"""How the plain dialogue reads back what it has just written down, and whether that stays."""

from collections.abc import Callable
from typing import Final

from ritual.actions.circle import Circle
from ritual.actions.recap import fingers
from ritual.actions.saying import Written
from ritual.cli.plain_kinds import shown
from ritual.cli.plain_lines import answered, quoted
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN
from ritual.model.moments import due_day
from ritual.model.promises import DONE, DROPPED, WANTED
from ritual.model.reading import text, texts
from ritual.model.scene import FINGERS, QUIET, Scene
from ritual.model.seats import names_in
from ritual.words import listed, t


def read_back(circle: Circle, written: Written) -> str:
    """What was written, for whom, whether it is kept, and how to take it back."""
    scene = circle.scene()
    if scene and scene.phase == FINGERS and written.point:
        return f"{shown(fingers(circle))} {t('undo takes it back.')}"
    return f"{_READ_BACK[written.kind](circle, written, scene)} {t('undo takes it back.')}"


def keeps(circle: Circle) -> bool:
    """Whether anything of this round reaches a disk: a round without a team keeps nothing."""
    return bool(circle.ws.team.id)


def _answer(circle: Circle, written: Written, scene: Scene | None) -> str:
    name = "" if _is_mine(circle, written) else _name(circle, written.by)
    said = answered(scene, written.point, written.words) if scene else quoted(written.words)
    if not said:
        return t("The number of {name} is taken away.", name=_name(circle, written.by))
    if written.kept and keeps(circle):
        return t("Kept for {name}: {answer}.", name=name, answer=said) if name else t("Kept: {answer}.", answer=said)
    if name:
        return t("Noted for {name} until the round ends: {answer}.", name=name, answer=said)
    return t("Noted until the round ends: {answer}.", answer=said)


def _thanks(circle: Circle, written: Written, scene: Scene | None) -> str:
    entry = circle.ws.record.entry(written.id)
    whom = listed([_name(circle, who) for who in texts(entry.data, "to")]) if entry else ""
    said, giver = quoted(written.words), _name(circle, written.by)
    if scene and scene.phase == QUIET:
        return t("In the jar for {whom}, from {giver}: {words}.", whom=whom, giver=giver, words=said)
    return t("Thanks kept for {whom}, from {giver}: {words}.", whom=whom, giver=giver, words=said)


def _win(circle: Circle, written: Written, _scene: Scene | None) -> str:
    name, said = _name(circle, written.by), quoted(written.words)
    if not keeps(circle):
        return t("Noted until the round ends: {answer}.", answer=said)
    return t("Win kept, of {name}: {words}.", name=name, words=said) if name else t("Win kept: {words}.", words=said)


def _promise(circle: Circle, written: Written, _scene: Scene | None) -> str:
    entry = circle.ws.record.entry(written.id)
    due = due_day(text(entry.data, "due"), entry.at) if entry else ""
    name, said = _name(circle, written.by), quoted(written.words)
    promise = f"{name}, {said}" if name else said
    promise = f"{promise}, {t('by {day}', day=due)}" if due else promise
    return t("Promise: {promise}.", promise=promise)


def _mark(circle: Circle, written: Written, _scene: Scene | None) -> str:
    entry = circle.ws.record.entry(written.id)
    settled = {DONE: t("Done."), WANTED: t("Still wanted."), DROPPED: t("Dropped.")}
    parked = t("Parked: {words}.", words=quoted(written.words))
    return settled.get(text(entry.data, "kind"), parked) if entry else parked


def _is_mine(circle: Circle, written: Written) -> bool:
    """Whether these are the words of whoever sits at this machine and takes part: that person needn't be named."""
    return not circle.leads and written.by == circle.ws.me


def _name(circle: Circle, who: str) -> str:
    return names_in(circle.stage, circle.room()).get(who, "") or (circle.ws.team.person(who).name if who else "")


_READ_BACK: Final[dict[str, Callable[[Circle, Written, Scene | None], str]]] = {
    ANSWER: _answer,
    KUDOS: _thanks,
    WIN: _win,
    ACTION: _promise,
    MARK: _mark,
}
