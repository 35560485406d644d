"""What is said of a round that several machines share: who leads, who is here, and what is the matter."""

from typing import NamedTuple

from ritual.actions.circle import Circle
from ritual.actions.part import Part
from ritual.model.moments import clock
from ritual.model.stage import PAUSED
from ritual.words import t, tn

USUAL, YOURS, TROUBLE = "usual", "yours", "trouble"
"""How it stands, it is on me now, or something is in the way."""


class Said(NamedTuple):
    """A sentence, and which of the three it is."""

    words: str
    kind: str = USUAL


def how_it_stands(circle: Circle) -> Said | None:
    """The one sentence that matters most now; None where nobody else can be in the round."""
    part = circle.part
    if part is None or not circle.is_open or circle.session.is_closed:
        return None
    return _trouble(circle, part) or _mine(circle, part) or Said(who_leads(circle))


def deleted() -> str:
    """That a round is gone, wherever it was deleted."""
    return t("The round isn't here any more. Thanks, wins and promises written in it stay.")


def leader(circle: Circle) -> str:
    """The name of whoever leads."""
    return circle.ws.team.person(circle.stage.leader).name


def _trouble(circle: Circle, part: Part) -> Said | None:
    name = leader(circle)
    if part.offline_since:
        since = clock(part.offline_since, circle.ws.zone)
        if part.is_cut_off:
            return Said(t("Cut off since {time}. What you write is kept here.", time=since), TROUBLE)
        return Said(t("Offline since {time}. What you write is kept and goes out by itself.", time=since), TROUBLE)
    if part.succession.is_taking:
        return Said(t("Taking over. The others will know in a moment."), TROUBLE)
    if part.beats.is_leaderless:
        return Said(t("{name} isn't heard any more. Somebody else can lead on.", name=name), TROUBLE)
    if circle.stage.state == PAUSED and not circle.leads:
        return Said(t("{name} has left for a moment. The round waits.", name=name), TROUBLE)
    return None


def _mine(circle: Circle, part: Part) -> Said | None:
    scene = circle.scene()
    if scene is None or circle.leads or not set(scene.movers) & set(part.mine):
        return None
    if part.has_ended_turn:
        return Said(t("Done. {name}'s machine goes on in a moment.", name=leader(circle)), YOURS)
    if scene.note:
        return Said(t("You read this aloud. Enter goes on."), YOURS)
    return Said(t("It is your turn. Enter when you are done; nothing has to be written."), YOURS)


def who_leads(circle: Circle) -> str:
    """Who leads the round."""
    if not circle.leads:
        return t("{name} leads.", name=leader(circle))
    if circle.stage.leader != circle.ws.me:
        return t("You lead until {name}'s machine takes over.", name=leader(circle))
    return t("You lead.")


def who_is_here(part: Part) -> str:
    """How many people are in the round now, as far as their machines say so."""
    return tn("{n} here", "{n} here", len(part.beats.here))
