"""Scales from files: up to five labelled points."""

from ritual.files.fields import Table
from ritual.files.named import Read, read
from ritual.files.shelf import Shelf
from ritual.files.wording import languages, phrase
from ritual.model.phrase import Phrase
from ritual.model.ritual import Scale
from ritual.words import t

KIND = "scales"
MOST_POINTS = 5


def read_scale(where: Shelf, name: str) -> Read[Scale]:
    """The scale of that name, or None and everything that is wrong with its file."""
    return read(where, KIND, name, _scale)


def _scale(name: str, table: Table) -> Scale:
    title = phrase(table, "title", needed=True)
    points = tuple(_point(point) for point in table.tables("point"))
    if not 2 <= len(points) <= MOST_POINTS:
        table.wrong("point", t("A scale has 2 to {most} points; here are {n}.", most=MOST_POINTS, n=len(points)))
    table.finish()
    return Scale(name, title, points)


def _point(table: Table) -> Phrase:
    words = languages(table)
    table.finish()
    return words
