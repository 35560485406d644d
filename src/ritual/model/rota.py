"""The rota: who is asked to lead the next rounds of a ritual. It is counted out of the record, never written down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from ritual.model.lot import shuffled
from ritual.model.memory import Held, new_for
from ritual.model.reading import flag, table, texts
from ritual.model.team import Team
from ritual.words import t

ROTA, SWAP = "rota/", "swap/"
"""The settings of a ritual's rota, and of who leads on a day instead: swap/standup/2026-12-03."""
LONGEST, LOT, LISTED, AGREED, ALONE = "longest", "lot", "listed", "agreed", "alone"
"""Led longest ago; nobody of them has led, so by lot or as they are listed; a swap; nobody else is asked."""


class Rota(NamedTuple):
    """What a team has agreed on for one ritual.

    `people` are the ids of those who are asked, in their order, all members where there are none; `swaps` says who
    leads on a day instead, by its date like "2026-12-03".
    """

    people: tuple[str, ...] = ()
    swaps: Mapping[str, str] = MappingProxyType({})


class Round(NamedTuple):
    """A coming round: its time, aware, and its day where it is held."""

    at: datetime
    day: date


class Turn(NamedTuple):
    """Who is asked to lead a round, "" for nobody, and why, as a code."""

    round: Round
    person: str
    reason: str = ""


def rota_from(settings: Mapping[str, object], ritual: str) -> Rota | None:
    """The rota of a ritual as the settings have it; None where the team has none."""
    about = table(settings, ROTA + ritual)
    if not flag(about, "on"):
        return None
    prefix = f"{SWAP}{ritual}/"
    swaps = {key[len(prefix) :]: who for key, who in settings.items() if key.startswith(prefix)}
    return Rota(texts(about, "people"), {day: who for day, who in swaps.items() if isinstance(who, str)})


def turns(rota: Rota, rounds: Sequence[Round], ritual: str, held: Sequence[Held], team: Team) -> tuple[Turn, ...]:
    """Who leads each of these rounds, which are in order; `held` are the closed sessions, oldest first.

    The one who led longest ago among those who are there that day and no newcomers. Who has agreed to lead one of the
    rounds right after isn't asked before it as long as somebody else can. A swap with somebody who isn't there or is
    new doesn't count.
    """
    asked = _asked(rota, team)
    led = {session.stage.leader: at for at, session in enumerate(held) if session.ritual == ritual}
    new = new_for(held, team)
    there = [_there(team, round_.day, new, ahead) for ahead, round_ in enumerate(rounds)]
    swapped = [rota.swaps.get(round_.day.isoformat(), "") for round_ in rounds]
    agreed = [who if who in can else "" for who, can in zip(swapped, there, strict=True)]
    found: list[Turn] = []
    for ahead, round_ in enumerate(rounds):
        if agreed[ahead]:
            turn = Turn(round_, agreed[ahead], AGREED)
        else:
            could = [who for who in asked if who in there[ahead]]
            free = [who for who in could if who not in agreed[ahead + 1 : ahead + len(asked)]] or could
            person = min(free, key=lambda who: led.get(who, -1), default="")
            turn = Turn(round_, person, _reason(rota, asked, led) if person else "")
        led[turn.person] = len(held) + ahead
        found.append(turn)
    return tuple(found)


def leads(turn: Turn, name: str) -> str:
    """Who leads and why, in words that say nothing about anybody else; "" where nobody is asked."""
    if not turn.person:
        return ""
    return {
        LONGEST: t("{name} leads: longest since.", name=name),
        LOT: t("{name} leads: by lot.", name=name),
        LISTED: t("{name} leads: next on the list.", name=name),
        AGREED: t("{name} leads: as agreed.", name=name),
    }.get(turn.reason, t("{name} leads.", name=name))


def _asked(rota: Rota, team: Team) -> tuple[str, ...]:
    """Those who are asked, in the order that counts where nobody has led yet."""
    members = [person.id for person in team.members]
    return tuple(who for who in rota.people if who in members) or shuffled(members, team.id, ROTA)


def _there(team: Team, day: date, new: Mapping[str, int], ahead: int) -> frozenset[str]:
    """Who is there on that day and, after so many rounds more, no newcomer."""
    members = (person for person in team.members if not person.is_away(day))
    return frozenset(person.id for person in members if new.get(person.id, 0) <= ahead)


def _reason(rota: Rota, asked: Sequence[str], led: Mapping[str, int]) -> str:
    """Counted over all who are asked, so that the reason is the same whoever is away."""
    if len(asked) == 1:
        return ALONE
    if any(who in led for who in asked):
        return LONGEST
    return LISTED if rota.people else LOT
