"""The team at hand: the one that is meant, as far as a slip in its record says who and what is in it."""

import os
import time

from ritual.actions import slip
from ritual.files import usual
from ritual.store.quick import look

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ritual.store.quick import Passing


class Here:
    """Where and when the quick way is asked: as `Surroundings`, in the plainest values; `now` in seconds since 1970."""

    def __init__(self, env: "Mapping[str, str]", cwd: str, now: float, new_id: "Callable[[], str]", zone: str) -> None:
        self.env = env
        self.cwd = cwd
        self.now = now
        self.new_id = new_id
        self.zone = zone


class AtHand:
    """A team's id and record, what stands at the head of PEOPLE, its people as rows of id, handle, name and whether
    usual."""

    def __init__(self, team: str, record: "Passing", config: str) -> None:
        self.team = team
        self.record = record
        self.config = config
        self.about, self.people = slip.read(record.meta.get(slip.PEOPLE, ""))


def no_team(here: Here) -> bool:
    """Whether there is no team on this machine at all."""
    return usual.is_settled(here.env, "data") and not os.path.exists(_teams(here))  # noqa: PTH110


def at_hand(here: Here, *, writing: bool = False) -> AtHand | None:
    """The team that is meant; None where that takes more than a look."""
    if not all(usual.is_settled(here.env, what) for what in ("config", "data", "state")):
        return None
    try:
        team = _last_team(here)
        config = slip.state(f"{usual.place(here.env, 'config')}/{usual.CONFIG}")
        record = look(_record(here, team), writing=writing) if usual.is_name(team) else None
        if record is None:
            return None
        found = AtHand(team, record, config)
        if _holds(found, here) and _is_meant(found, here, team):
            return found
    except OSError:
        return None
    record.close()
    return None


def _holds(found: AtHand, here: Here) -> bool:
    about, record = found.about, found.record
    day = time.strftime("%Y-%m-%d", time.gmtime(here.now))
    return (
        about.get(slip.STAMP) == slip.people_stamp(record.stand, found.config)
        and about[slip.ME] == record.meta.get("me")
        and about[slip.SINCE] <= day < about[slip.UNTIL]
        and not record.is_owed
    )


def _is_meant(found: AtHand, here: Here, team: str) -> bool:
    """Whether the team used last is the one meant here: the rules are those of `choosing.py`."""
    wanted = here.env.get("RITUAL_TEAM") or found.about[slip.ASKED]
    if wanted:
        named = wanted == team or wanted.casefold() == found.about[slip.TEAM].casefold()
        return named and len(os.listdir(_teams(here))) == 1  # noqa: PTH208
    card = usual.card(here.cwd)
    if not card:
        return True
    _, known = slip.read(found.record.meta.get(slip.CARDS, ""))
    named_there = [row[2] for row in known if row[:2] == [card, slip.state(card)]]
    return any(each == team or not os.path.exists(_record(here, each)) for each in named_there)  # noqa: PTH110


def _last_team(here: Here) -> str:
    try:
        with open(f"{usual.place(here.env, 'state')}/{usual.LAST_TEAM}", "rb") as file:  # noqa: PTH123
            return file.read().decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return ""


def _teams(here: Here) -> str:
    return f"{usual.place(here.env, 'data')}/{usual.TEAMS}"


def _record(here: Here, team: str) -> str:
    return f"{_teams(here)}/{team}/{usual.RECORD}"
