"""Makes the slips that the quick way goes by, and notes them in the record where they aren't right any more."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from ritual.actions import slip
from ritual.actions.desk import ME, Desk
from ritual.actions.outlook import jars_of
from ritual.errors import StoreTrouble
from ritual.files import places, usual
from ritual.files.config import Config, read_config
from ritual.model.team import Team, called

HORIZON = timedelta(days=90)
"""How long PEOPLE holds at the most, where nobody goes away or comes back before."""
_CARDS_KEPT = 16


def note_people(desk: Desk) -> None:
    """Notes whom the quick way can thank, and which team the card here is of; a record that can't take it has none."""
    with suppress(StoreTrouble, OSError):
        _note_people(desk)
        _note_card(desk)


def config_state(desk: Desk) -> str:
    """What changes whenever the person's settings do; OSError where that can't be known."""
    return slip.state(places.config_file(desk.around.env))


def note(desk: Desk, key: str, written: str) -> None:
    """Puts a slip in place of the one before, or none."""
    if written or desk.record.meta(key):
        desk.record.set_meta(key, written or None)


def same_until(team: Team, day: date, most: timedelta) -> date:
    """The first day on which others are away than on this one; at the latest so much later."""
    away = _away(team, day)
    later = (day + timedelta(days=n) for n in range(1, most.days))
    return next((each for each in later if _away(team, each) != away), day + most)


def _note_people(desk: Desk) -> None:
    today = desk.now().date()
    day = today.isoformat()
    # The stamp comes first: what changes between it and the reading makes the slip stale, never wrong.
    stamp = slip.people_stamp(desk.record.stand(), config_state(desk))
    head, _ = slip.read(desk.record.meta(slip.PEOPLE) or "")
    is_right = head.get(slip.STAMP) == stamp and head[slip.ME] == desk.me
    if is_right and head[slip.SINCE] <= day < head[slip.UNTIL]:
        return
    team, config = desk.team, read_config(desk.around.env)[0]
    if desk.me in {person.id for person in team.members}:
        note(desk, slip.PEOPLE, _people(desk, team, config, stamp, today))


def _people(desk: Desk, team: Team, config: Config, stamp: str, today: date) -> str:
    jars = jars_of(desk.record.settings())
    head = {
        slip.STAMP: stamp,
        slip.SINCE: today.isoformat(),
        slip.UNTIL: same_until(team, today, HORIZON).isoformat(),
        slip.ME: desk.record.meta(ME) or "",
        slip.LANG: config.lang,
        slip.KUDOS: config.kudos,
        slip.ASKED: config.team,
        slip.TEAM: team.name,
        slip.MOST: str(max(jars) if all(jars) else slip.ALL) if jars else slip.NO_JAR,
    }
    return slip.write(head, _rows(team, today))


def _rows(team: Team, today: date) -> Iterable[tuple[str, ...]]:
    names, away = called(team.members), _away(team, today)
    for person in team.members:
        unusual = slip.UNUSUAL if person.praise == "quiet" or person.id in away else ""
        yield person.id, person.handle, names[person.id], unusual


def _away(team: Team, day: date) -> frozenset[str]:
    return frozenset(person.id for person in team.members if person.is_away(day))


def _note_card(desk: Desk) -> None:
    card = usual.card(desk.around.folder)
    state = slip.state(card)
    _, rows = slip.read(desk.record.meta(slip.CARDS) or "")
    if not state or [card, state] in (row[:2] for row in rows):
        return
    from pathlib import Path  # only a folder with a card that is new pays for reading TOML

    from ritual.files.card import read_card

    found, _problems = read_card(Path(card))
    others = [row for row in rows if row[0] != card][: _CARDS_KEPT - 1]
    note(desk, slip.CARDS, slip.write({}, [(card, state, found.id if found else ""), *others]))
