"""What a sealed note has to expect, as far as the record says it without a look at the calendar."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.model.reading import number, tables, text
from ritual.model.team import Person

QUIET, AWAY, PARTLY, NO_ROUND, CROWDED, ROUND = "quiet", "away", "partly", "no-round", "crowded", "round"
"""Never aloud; waits for those away; some are away; no ritual opens the jar; more wait than one round reads; usual."""


class Outlook(NamedTuple):
    """What happens to the note, as a code, and the people it depends on."""

    code: str
    people: tuple[Person, ...] = ()


def outlook(desk: Desk, to: Iterable[str]) -> Outlook:
    """What a sealed note to these people has to expect."""
    people = [desk.team.person(who) for who in to]
    quiet = tuple(person for person in people if person.praise == "quiet")
    # The day in UTC is near enough: whoever is back within hours can hear the note as well.
    away = tuple(person for person in people if person.is_away(desk.now().date()))
    jars = jars_of(desk.record.settings())
    if quiet:
        return Outlook(QUIET, quiet)
    if not jars:
        return Outlook(NO_ROUND)
    if away:
        return Outlook(AWAY if len(away) == len(people) else PARTLY, away)
    if all(jars) and len(desk.record.unopened()) > max(jars):
        return Outlook(CROWDED)
    return Outlook(ROUND)


def jars_of(settings: Mapping[str, object]) -> list[int]:
    """How many notes each jar of the team's rituals reads at most, 0 for all."""
    rituals = [value for key, value in settings.items() if key.startswith("ritual/") and isinstance(value, dict)]
    steps = [step for ritual in rituals for step in tables(ritual, "steps")]
    return [number(step, "most") for step in steps if text(step, "kind") == "gratitude"]
