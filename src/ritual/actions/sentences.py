"""What a person is told about a session: why the rules say no, and where one stopped."""

from typing import TYPE_CHECKING

from ritual.model.instant import moment
from ritual.model.moments import ago, day_long, local, weekday
from ritual.words import mark, t

if TYPE_CHECKING:
    from ritual.actions.leading import Unfinished

SIX_DAYS = 6 * 24 * 60 * 60
"""Seconds for which a weekday alone says which day was meant."""

_WHY = {
    "closed": mark("This session is closed; it stays so."),
    "not-running": mark("The session isn't running. Go on with it first."),
    "already-open": mark("The session is already open."),
    "not-open": mark("The session hasn't been opened yet."),
    "nobody-here": mark("Nobody is in the circle. Put somebody in first."),
    "at-the-start": mark("This is the start; there is nothing before it."),
    "nobody-after": mark("Nobody comes after this turn."),
    "not-popcorn": mark("In this step nobody names the next; Enter goes on."),
    "not-to-call": mark("That is nobody who still waits for a turn."),
    "nobody-named": mark("Say who."),
    "already-here": mark("Already in the circle."),
    "not-here": mark("Not in the circle."),
    "no-such-step": mark("This ritual has no such step."),
    "already-begun": mark("This step has begun; skip it instead."),
    "nothing-ahead": mark("Nothing was written ahead for this turn."),
    "no-note": mark("There is no note open now."),
    "already-shown": mark("Its words were shown, so it counts as opened."),
    "no-other-question": mark("The deck has no other question for today."),
    "led-elsewhere": mark("Another terminal moved this session meanwhile; this is how it stands now."),
    "not-leading": mark("Another machine leads this round; that is for whoever leads."),
    "not-now": mark("Not now: it isn't your turn."),
    "not-yours": mark("Thanks from here are yours; everybody else writes elsewhere."),
    "taking-over": mark("Taking over. The others will know in a moment."),
    "no-step": mark("No step is open now."),
    "no-words": mark("There are no words to write down."),
    "no-scale": mark("This step asks for no number."),
    "no-such-point": mark("The scale has no such number."),
    "no-promise": mark("There is no promise at hand."),
    "quiet": mark("It is the silent minute; words come after it."),
    "thanks-to-whom": mark("Say whom first, like “Ana: the words”."),
    "thanks-to-oneself": mark("Thanks go to somebody else. “Ana, from Bo: the words” says from whom."),
    "nothing-to-undo": mark("There is nothing to take back."),
}


def why(code: str) -> str:
    """The sentence for a code that `reduce` or a circle gave."""
    return t(_WHY[code]) if code in _WHY else t("That isn't possible here.")


def stopped(left: "Unfinished", zone: str) -> str:
    """Where an unfinished session stands; a fresh one is gone on with, an old one is closed."""
    if left.is_fresh and left.stopped_at:
        return t("{ritual} stopped at {where}, {ago}.", ritual=left.title, where=left.stopped_at, ago=ago(left.ago))
    if left.is_fresh:
        return t("{ritual} stopped {ago}.", ritual=left.title, ago=ago(left.ago))
    day = local(moment(left.at), zone).date()
    when = weekday(day) if left.ago < SIX_DAYS else day_long(day)
    return t("{ritual} of {day} was never closed.", ritual=left.title, day=when)


def stopped_choices(left: "Unfinished") -> str:
    """What can be done about it, with the keys that do it."""
    if left.is_fresh:
        return t("Enter goes on, c closes it, d deletes it.")
    return t("Enter closes it with what was kept, d deletes it.")
