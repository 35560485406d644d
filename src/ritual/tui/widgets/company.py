"""What a round that several machines share says of itself: what is on you or in the way, and who leads and is here."""

from ritual.actions.circle import Circle
from ritual.actions.going_on import GoingOn
from ritual.actions.shared_words import TROUBLE, USUAL, YOURS, how_it_stands, who_is_here, who_leads
from ritual.tui.ink import BLANK, Line, ink, joined
from ritual.words import t

_MEANINGS = {YOURS: "accent", TROUBLE: "warning"}


def what_matters(circle: Circle, rival: GoingOn | None, usual: Line) -> Line:
    """What matters most at this moment; `usual` where that is nothing in particular."""
    stands = how_it_stands(circle)
    if stands and stands.kind != USUAL:
        return ink(stands.words, _MEANINGS[stands.kind])
    if rival:
        return ink(t("{name} has opened this round too. You can drop yours and join.", name=rival.leader), "accent")
    return usual


def who_is_in(circle: Circle) -> Line:
    """Who leads and how many are here; nothing while that is what is in the way."""
    stands, part = how_it_stands(circle), circle.part
    if part is None or stands is None or stands.kind == TROUBLE:
        return BLANK
    return joined(ink(who_leads(circle), "clock"), ink(f" {who_is_here(part)}", "muted"))
