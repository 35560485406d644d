"""Rows of another program: CSV with a column for each thing, and jrnl's JSON; read, not yet understood."""

import csv
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final, NamedTuple

from ritual.errors import BadFile
from ritual.files.incoming import Incoming, Problems, parsed
from ritual.model.reading import tables, text, texts
from ritual.words import mark, t

COLUMNS: Final = ("kind", "author", "at", "text", "to", "with", "link")
"""In the order of a row."""
NEEDED: Final = ("at", "text")
LINE, ENTRY = mark("line {n}"), mark("entry {n}")
_BETWEEN: Final = ",;\t"


class Row(NamedTuple):
    """One row as it stands, and where that is; `to` and `beside`, which is `with`, are names with something between."""

    place: tuple[str, int]
    kind: str = ""
    author: str = ""
    at: str = ""
    text: str = ""
    to: str = ""
    beside: str = ""
    link: str = ""


def is_csv(incoming: Incoming) -> bool:
    """Whether the first line names columns that ritual knows, or the file's name says that it is CSV."""
    return incoming.name.casefold().endswith((".csv", ".tsv")) or set(NEEDED) <= set(_names(incoming)[1])


def csv_rows(incoming: Incoming, mapping: Mapping[str, str], problems: Problems) -> Iterator[Row]:
    """The rows of a CSV file; `mapping` says which column is meant where it isn't called as ritual calls it.

    Raises BadFile for a column that isn't there.
    """
    between, names = _names(incoming)
    # A column that isn't there is read from behind the last cell, where nothing is.
    where = _columns(names, mapping, incoming.name)
    in_order = itemgetter(*(where.get(column, len(names)) for column in COLUMNS))
    reader = csv.reader(_texts(incoming, problems), delimiter=between, strict=True)
    next(reader, None)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            problems.add(LINE, start, t("A quotation mark isn't closed, or a cell is far too long."))
            continue
        if cells is None:
            return
        if len(cells) > len(names):
            problems.add(LINE, start, t("There are more cells than columns."))
        elif any(cells):
            yield Row((LINE, start), *in_order(cells + [""] * (len(names) + 1 - len(cells))))


def jrnl_rows(incoming: Incoming) -> Iterator[Row]:
    """The entries of `jrnl --export json`; BadFile where it isn't that."""
    found = parsed(incoming.all()) or {}
    if not isinstance(found.get("entries"), list):
        raise BadFile(t("{path} is JSON, but neither an export of ritual nor of jrnl.", path=incoming.name))
    return (
        Row(
            (ENTRY, n),
            at=f"{text(entry, 'date')} {text(entry, 'time')}".strip(),
            text=f"{text(entry, 'title')}\n{text(entry, 'body')}".strip(),
            to=" ".join(tag for tag in texts(entry, "tags") if tag.startswith("@")),
        )
        for n, entry in enumerate(tables(found, "entries"), 1)
    )


def _names(incoming: Incoming) -> tuple[str, list[str]]:
    """What stands between the cells, and the columns' names; of several readings the one with most known names."""
    raw = incoming.head()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile(t("{path} is UTF-16.", path=incoming.name), hint=t("Save the file as UTF-8."))
    first = raw.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")
    readings = [(between, _cells(first, between)) for between in _BETWEEN]
    return max(readings, key=lambda reading: (len(set(reading[1]) & set(COLUMNS)), len(reading[1])))


def _cells(first: str, between: str) -> list[str]:
    try:
        return [name.strip().casefold() for name in next(csv.reader([first], delimiter=between), [])]
    except csv.Error:
        return []


def _columns(names: list[str], mapping: Mapping[str, str], file: str) -> dict[str, int]:
    every = {column: mapping.get(column, column).strip().casefold() for column in COLUMNS}
    missing = [every[column] for column in COLUMNS if every[column] not in names and column in {*NEEDED, *mapping}]
    if missing:
        raise BadFile(
            t("{path} has no column “{name}”.", path=file, name=missing[0]),
            hint=t(
                "There is: {all}. `--map text=NAME` says which one is meant.",
                all=", ".join(f"“{name}”" for name in names if name),
            ),
        )
    return {column: names.index(name) for column, name in every.items() if name in names}


def _texts(incoming: Incoming, problems: Problems) -> Iterator[str]:
    for number, raw in incoming.lines():
        if raw is None:
            problems.add(LINE, number, t("The line is far too long."))
            yield "\n"
        else:
            yield raw.decode("utf-8", "surrogateescape")
