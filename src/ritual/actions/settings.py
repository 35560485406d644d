"""What a team has agreed on, as shared settings: its rituals, and what it banned."""

from collections.abc import Mapping

from ritual.model.entry import SETTING, put
from ritual.model.event import Event, Pen
from ritual.model.reading import Object, flag
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
