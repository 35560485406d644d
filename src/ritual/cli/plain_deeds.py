"""What the plain dialogue does when a line was understood: one deed a verb, each with what is said afterwards."""

from collections.abc import Callable
from typing import Final, NamedTuple

from ritual.actions.circle import Circle
from ritual.actions.saying import Written
from ritual.actions.sentences import why
from ritual.actions.shared_words import leader
from ritual.cli.plain_back import read_back
from ritual.cli.plain_lines import who
from ritual.cli.plain_words import Heard, does, forms, reserved
from ritual.model.command import Why
from ritual.model.moments import length
from ritual.model.spoken import addressed
from ritual.model.team import guest
from ritual.words import t


class Done(NamedTuple):
    """What to say after a deed, how many things it wrote, whether the moment is to be said again, and whether somebody
    who takes part leaves."""

    lines: tuple[str, ...] = ()
    wrote: int = 0
    again: bool = False
    leaves: bool = False


def do(circle: Circle, heard: Heard) -> Done:
    """Does what a line asks for."""
    return DEEDS.get(heard.verb, _move)(circle, heard)


def _move(circle: Circle, heard: Heard) -> Done:
    return _moved(circle.do(heard.verb))


def _moved(reason: Why | None) -> Done:
    return Done((why(reason.code),)) if reason else Done()


def _seat(circle: Circle, heard: Heard) -> Done:
    """Somebody came late, left, or is called; nobody is guessed."""
    verb = {"late": "join", "left": "leave"}.get(heard.verb, heard.verb)
    seats = [seat.person for seat in circle.stage.seats]
    named, _ = addressed(f"{heard.rest}: .", circle.ws.team, seats)
    if heard.rest and not named:
        unknown = t("Nobody here is called “{name}”.", name=heard.rest)
        return Done((unknown, t("guest NAME adds somebody; a backslash in front makes it words.")))
    reasons = [circle.do(verb, person) for person in named or [""]]
    return Done(tuple(why(reason.code) for reason in reasons if reason))


def _take(circle: Circle, _heard: Heard) -> Done:
    """Leads on, once the one who led isn't heard any more."""
    if circle.part is None or not circle.part.beats.is_leaderless:
        return Done((t("{name} still leads.", name=leader(circle)),))
    return _moved(circle.part.succession.take())


def _wish(circle: Circle, heard: Heard) -> Done:
    outcome = circle.wish(heard.rest)
    if isinstance(outcome, Why):
        return Done((why(outcome.code),))
    return Done((t("{name} is told, and nobody else; it isn't kept.", name=leader(circle)),), 1)


def _pause(circle: Circle, heard: Heard) -> Done:
    """Leaves: the round waits for whoever leads, and goes on without anybody else."""
    if circle.leads:
        return _move(circle, heard)
    return Done(leaves=True)


def _guest(circle: Circle, heard: Heard) -> Done:
    return _moved(circle.do("join", guest(heard.rest) if heard.rest else ""))


def _point(circle: Circle, heard: Heard) -> Done:
    """The speaker's number, with words behind it or not; or all the numbers shown at once."""
    wrote = 0
    outcome: Written | Why = Why("no-such-point")
    for number in heard.points:
        # A finger that isn't shown is no number; only somebody's own can be taken away.
        outcome = circle.point(number) if number or circle.stage.current else Why("no-such-point")
        if isinstance(outcome, Why):
            return _wrote(circle, outcome, wrote)
        wrote += 1
    if heard.rest:
        return _wrote(circle, circle.say(heard.rest), wrote)
    return _wrote(circle, outcome, wrote - 1)


def _words(circle: Circle, heard: Heard) -> Done:
    return _wrote(circle, circle.say(heard.rest, at=circle.stage.place.step))


def _park(circle: Circle, heard: Heard) -> Done:
    return _wrote(circle, circle.park(heard.rest))


def _settle(circle: Circle, heard: Heard) -> Done:
    return _wrote(circle, circle.settle(heard.verb))


def _wrote(circle: Circle, outcome: Written | Why, before: int = 0) -> Done:
    """What was written, or why it wasn't; `before` counts what the same line had written already."""
    if isinstance(outcome, Why):
        return Done((why(outcome.code),), before)
    return Done((read_back(circle, outcome),), before + 1)


def _who(circle: Circle, _heard: Heard) -> Done:
    scene = circle.scene()
    return Done(tuple(who(scene)) if scene else ())


def _time(circle: Circle, _heard: Heard) -> Done:
    scene = circle.scene()
    if scene is None:
        return Done()
    spent, all_of_it = scene.spent + circle.elapsed(), circle.stage.total + circle.elapsed()
    step = t("This step: {spent} of {planned}.", spent=length(spent), planned=length(scene.planned))
    return Done((step, t("The whole round: {spent}.", spent=length(all_of_it))))


def _again(_circle: Circle, _heard: Heard) -> Done:
    return Done(again=True)


def _help(circle: Circle, _heard: Heard) -> Done:
    scene = circle.scene()
    known = [(word, told) for word in reserved(scene) if (told := does(word, scene))] if scene else []
    lines = [_explained(forms(word), word.takes, told) for word, told in known]
    lines.append(t("Everything else is words. A backslash in front makes any line words."))
    lines += [t("{name} wishes: {words}", name=name, words=words) for name, words in circle.wishes()]
    return Done(tuple(lines))


def _explained(typed: tuple[str, ...], takes: str, meaning: str) -> str:
    every = ", ".join(f"{form} {t(takes)}" if takes else form for form in typed)
    return f"{every}: {t(meaning)}."


DEEDS: Final[dict[str, Callable[[Circle, Heard], Done]]] = {
    "words": _words,
    "point": _point,
    "park": _park,
    "done": _settle,
    "wanted": _settle,
    "dropped": _settle,
    "late": _seat,
    "left": _seat,
    "call": _seat,
    "hand-over": _seat,
    "take": _take,
    "wish": _wish,
    "pause": _pause,
    "guest": _guest,
    "who": _who,
    "time": _time,
    "again": _again,
    "help": _help,
}
"""Every verb that isn't one of the session's own commands, which all go the same way."""
