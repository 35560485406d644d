"""What a team has agreed on, as shared settings: its rituals, and what it banned."""

from collections.abc import Iterable, Mapping

from ritual.actions.desk import Desk
from ritual.model.entry import ANSWER, SETTING, Entry, put
from ritual.model.event import Event, Pen
from ritual.model.reading import Object, flag, table, text
from ritual.model.ritual import Ritual, from_data, to_data
from ritual.store.record import Record

RITUAL = "ritual/"
BANNED = "banned/"
COUNTS = "counts"

Settings = Mapping[str, object]


def rituals_from(settings: Settings) -> dict[str, Ritual]:
    """The rituals that the team has adopted, by name."""
    found = {key[len(RITUAL) :]: value for key, value in settings.items() if key.startswith(RITUAL)}
    return {name: from_data(value) for name, value in sorted(found.items()) if isinstance(value, dict)}


def definitions(desk: Desk, answers: Iterable[Entry]) -> list[Ritual]:
    """The rituals as the team has adopted them, and before each as it was where these answers were given.

    Nothing where there is no answer: only what an answer was given to has to be looked up.
    """
    ids = dict.fromkeys(text(answer.data, "session") for answer in answers if answer.kind == ANSWER)
    if not ids:
        return []
    opened = [opening for each in ids if each and (opening := desk.record.entry(each))]
    adopted = rituals_from(desk.settings).values()
    return [*adopted, *(from_data(table(opening.data, "ritual")) for opening in opened)]


def ritual_value(ritual: Ritual) -> Object:
    """The setting of an adopted ritual: the whole definition, all languages."""
    return to_data(ritual)


def banned_from(settings: Settings) -> frozenset[str]:
    """The ids of the questions that the team doesn't want to be asked."""
    return frozenset(key[len(BANNED) :] for key in settings if key.startswith(BANNED) and flag(settings, key))


def counts_points(settings: Settings) -> bool:
    """Whether the team wants the points of check-ins counted, without names."""
    return flag(settings, COUNTS)


def change(record: Record, pen: Pen, event_id: str, key: str, value: object) -> Event:
    """The event that changes one setting: its count is one more than any before, so that it wins."""
    counts = [entry.data.get("count") for entry in record.entries(SETTING) if entry.data.get("key") == key]
    count = max((count for count in counts if isinstance(count, int)), default=0) + 1
    return put(event_id, pen, SETTING, {"key": key, "value": value, "count": count})
