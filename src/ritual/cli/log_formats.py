"""The forms that the log is printed in, and which one is asked for."""

from collections.abc import Callable, Iterable, Mapping

from ritual.actions.desk import Desk
from ritual.actions.log import Row
from ritual.cli.log_rows import as_markdown, as_object, as_text, short_text
from ritual.cli.options import Given
from ritual.cli.output import csv_row
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.words import t

TEXT, MARKDOWN, JSON, CSV = FORMATS = ("text", "markdown", "json", "csv")
COLUMNS = (
    "id", "kind", "at", "tz", "by", "noted_by", "to", "with", "words", "point", "link", "value", "due", "state",
    "sealed", "ritual", "session", "tags",
)  # fmt: skip
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""


def format_of(given: Given) -> str:
    """The form asked for by `--format`, `--json` or `--csv`; Usage for none that there is, and for two."""
    asked = {name for name in (JSON, CSV) if given.has(f"--{name}")} | set(given.texts("--format"))
    for unknown in sorted(asked.difference(FORMATS)):
        raise Usage(t("There is no format “{format}”.", format=unknown), t("There is: {all}.", all=", ".join(FORMATS)))
    if len(asked) > 1:
        raise Usage(t("One format at a time: {all}.", all=", ".join(sorted(asked))))
    return next(iter(asked), TEXT)


def cells(fields: Mapping[str, object]) -> list[object]:
    """The cells of an entry's row, from the object that JSON shows."""
    return [fields[column] for column in COLUMNS]


def printed(rows: Iterable[Row], form: str, desk: Desk, shell: Shell, *, width: int, short: bool) -> int:
    """Prints each row as it comes, and gives how many there were.

    `width` is that of the terminal in cells, 0 for a pipe, where a line may be as long as it is.
    """
    out, zone, count = shell.out, desk.zone, 0
    say: dict[str, Callable[[Row], None]] = {
        TEXT: lambda row: out.data(*(short_text if short else as_text)(row, zone, width)),
        MARKDOWN: lambda row: out.data(as_markdown(row, zone)),
        JSON: lambda row: out.record(as_object(row, desk.team)),
        CSV: lambda row: out.ready(csv_row(cells(as_object(row, desk.team)))),
    }
    if form == CSV:
        out.ready(csv_row(COLUMNS))
    for count, row in enumerate(rows, 1):  # noqa: B007  what was counted is what is given
        say[form](row)
    return count
