"""Rituals from files: what they are for, when they are held, and their steps in order."""

from collections.abc import Callable

from ritual.errors import Problem
from ritual.files import decks, scales
from ritual.files.fields import Table
from ritual.files.named import Read, read
from ritual.files.shelf import Shelf, listing
from ritual.files.steps import read_step
from ritual.files.wording import phrase
from ritual.files.zones import is_zone
from ritual.model.ritual import Ritual
from ritual.model.schedule import parse_rrule, parse_when
from ritual.words import t

KIND = "rituals"


def read_ritual(where: Shelf, name: str) -> Read[Ritual]:
    """The ritual of that name with its scales filled in, or None and everything that is wrong with its file."""
    return read(where, KIND, name, lambda name, table: _ritual(where, name, table))


def check_all(where: Shelf) -> list[Problem]:
    """Everything that is wrong with any ritual, deck or scale on the shelf."""
    problems: list[Problem] = []
    for kind, reader in ((KIND, read_ritual), (decks.KIND, decks.read_deck), (scales.KIND, scales.read_scale)):
        for found in listing(where, kind):
            problems += reader(where, found.name)[1]
    return list(dict.fromkeys(problems))


def _ritual(where: Shelf, name: str, table: Table) -> Ritual:
    title = phrase(table, "title", needed=True)
    purpose = phrase(table, "purpose", needed=True)
    when, rrule, zone = _schedule(table)
    _visible(table)
    taken: set[str] = set()
    steps = tuple(read_step(where, step, taken) for step in table.tables("step"))
    if not steps:
        table.wrong("step", t("A ritual has at least one step."), "[[step]]")
    table.finish()
    return Ritual(name, title, purpose, steps, when, rrule, zone)


def _schedule(table: Table) -> tuple[str, str, str]:
    when, rrule, zone = table.text("when"), table.text("rrule"), table.text("zone")
    if when and rrule:
        table.wrong("rrule", t("“when” and “rrule” both say when; keep one."))
    for key, rule, parse in (("when", when, parse_when), ("rrule", rrule, parse_rrule)):
        _check_rule(table, key, rule, parse)
    if zone and not is_zone(zone):
        hint = t("Like “{example}”.", example="Europe/Madrid")
        table.wrong("zone", t("“{value}” isn't a time zone.", value=zone), hint)
    return when, rrule, zone


def _check_rule(table: Table, key: str, rule: str, parse: Callable[[str], object]) -> None:
    try:
        if rule:
            parse(rule)
    except ValueError as error:
        table.wrong(key, str(error))


def _visible(table: Table) -> None:
    if table.text("visible") == "two":
        table.wrong("visible", t("Rituals for two come later, together with keys that only the two hold."))
    else:
        table.choice("visible", ("team",), "team")
