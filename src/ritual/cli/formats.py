"""The forms that what is listed can be given in: their names, the short options, and the endings of files."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence

from ritual.cli.manual import Option
from ritual.cli.options import Given
from ritual.cli.output import csv_row, json_line
from ritual.errors import Usage
from ritual.hints import Final
from ritual.words import mark, t

TEXT: Final = "text"
MARKDOWN: Final = "markdown"
JSON: Final = "json"
CSV: Final = "csv"
HTML: Final = "html"
ALSO: Final = {"jsonl": JSON, "md": MARKDOWN, "txt": TEXT, "htm": HTML}
"""Other names of the same, which endings of files have too."""
LISTED: Final = (TEXT, JSON, CSV)
"""The forms of what is listed in lines of its own: these, and the two options that ask for another."""
JSON_LINES: Final = Option("--json", mark("JSON Lines, one object on each line"))
TABLE: Final = Option("--csv", mark("CSV with a header, safe to open in a spreadsheet"))

Fields = dict[str, object]
"""One object of JSON, with its version; in CSV its keys are the columns."""


def format_of(given: Given, every: Collection[str]) -> str:
    """The form that `--format`, `--json` or `--csv` asks for, else the ending of `--output`, else text.

    Usage for none of `every`, and for two at a time.
    """
    typed = given.texts("--format")
    asked = {ALSO.get(name.casefold(), name.casefold()): name for name in typed}
    asked |= {name: name for name in (JSON, CSV) if given.has(f"--{name}")}
    for unknown in sorted(asked.keys() - set(every)):
        raise Usage(
            t("There is no format “{format}”.", format=asked[unknown]), t("There is: {all}.", all=", ".join(every))
        )
    if len(asked) > 1:
        raise Usage(t("One format at a time: {all}.", all=", ".join(sorted(asked))))
    return next(iter(asked), "") or _by_ending(given.text("--output"), every)


def table(objects: Iterable[Fields], form: str, columns: Sequence[str]) -> Iterator[str]:
    """The objects as lines of JSON or, under a header, as rows of CSV, each as it comes and with its end."""
    if form == CSV:
        yield csv_row(columns)
    for fields in objects:
        yield as_row(fields, columns) if form == CSV else json_line(fields)


def as_row(fields: Fields, columns: Sequence[str]) -> str:
    """One object as a row of CSV, in which a column that it hasn't is empty."""
    return csv_row([fields.get(column) for column in columns])


def _by_ending(path: str, every: Collection[str]) -> str:
    ending = os.path.splitext(path)[1][1:].casefold()  # noqa: PTH122  pathlib is slow to import
    form = ALSO.get(ending, ending)
    return form if form in every else TEXT
