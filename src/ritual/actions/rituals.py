"""The rituals that there are: on the shelf, checked, made anew, and adopted by the team."""

from pathlib import Path
from typing import NamedTuple

from ritual.actions.settings import RITUAL, change, ritual_value, rituals_from
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, Problem, Refused, Usage
from ritual.files import places
from ritual.files.fields import SLUG
from ritual.files.rituals import KIND, check_all, read_ritual
from ritual.files.shelf import listing, shelf
from ritual.files.writing import write
from ritual.model.ritual import Ritual
from ritual.words import t

_BEGINNING = """\
# A ritual is a title, a purpose, perhaps a time, and steps. `ritual rituals check` says what is wrong.

title = "TITLE"
purpose = "Why we take these minutes."
# when = "mon-fri 09:30"

[[step]]
id = "check-in"
kind = "checkin"        # checkin, gratitude, wins, question, actions, checkout
title = "Check-in"
prompt = "How are you here today?"
order = "fair"          # fair, leader-first, leader-last, popcorn, open, fixed, together
keep = "nothing"        # or "record"
seconds = 20
"""


class Shown(NamedTuple):
    """One ritual as it would be held, where its file is, and whether the team adopted it just so."""

    name: str
    ritual: Ritual | None
    path: str
    is_adopted: bool
    differs: bool


def every(ws: Workspace) -> tuple[Shown, ...]:
    """All rituals on the shelf and all that the team adopted, by name."""
    adopted = rituals_from(ws.record.settings())
    files = {found.name: found for found in listing(ws.shelf, KIND)}
    shown = []
    for name in sorted({*files, *adopted}):
        on_shelf = read_ritual(ws.shelf, name)[0] if name in files else None
        differs = name in adopted and on_shelf is not None and adopted[name] != on_shelf
        path = str(files[name].path) if name in files else ""
        shown.append(Shown(name, adopted.get(name) or on_shelf, path, name in adopted, differs))
    return tuple(shown)


def check(around: Surroundings, name: str = "") -> list[Problem]:
    """Everything that is wrong with one ritual, or with all rituals, decks and scales."""
    where = shelf(around.env, around.cwd)
    return list(read_ritual(where, name)[1]) if name else check_all(where)


def adopt(ws: Workspace, name: str) -> Ritual:
    """Takes the ritual as its file stands for the whole team; BadFile where it can't be used."""
    found, problems = read_ritual(ws.shelf, name)
    if found is None:
        raise BadFile(t("The ritual “{name}” can't be adopted.", name=name), problems)
    ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + name, ritual_value(found)))
    return found


def leave(ws: Workspace, name: str) -> None:
    """The team doesn't hold this ritual any more; Refused where it never did."""
    if name not in rituals_from(ws.record.settings()):
        raise Refused(t("The team hasn't adopted “{name}”.", name=name))
    ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + name, None))


def new(around: Surroundings, name: str) -> Path:
    """Writes a small ritual to begin with, beside the team card where there is one, else among this person's own."""
    if not SLUG.fullmatch(name):
        raise Usage(t("“{value}” can't be an id.", value=name), t("Small letters, digits and hyphens."))
    folder = places.team_folder(around.cwd) or places.config_dir(around.env)
    path = folder / KIND / f"{name}.toml"
    if path.exists():
        raise Refused(t("{path} is there already.", path=path))
    write(path, _BEGINNING.replace("TITLE", name.replace("-", " ").capitalize()))
    return path
