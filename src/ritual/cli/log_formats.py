"""The forms that the log is printed in."""

from collections.abc import Callable, Iterable

from ritual.actions.desk import Desk
from ritual.actions.log import Row
from ritual.cli.formats import CSV, JSON, MARKDOWN, TEXT, as_row
from ritual.cli.log_rows import as_markdown, as_object, as_text, short_text
from ritual.cli.output import csv_row
from ritual.cli.shell import Shell

FORMATS = (TEXT, MARKDOWN, JSON, CSV)
COLUMNS = (
    "id", "kind", "at", "tz", "by", "noted_by", "to", "with", "words", "point", "link", "value", "due", "state",
    "sealed", "ritual", "session", "tags",
)  # fmt: skip
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""


def printed(rows: Iterable[Row], form: str, desk: Desk, shell: Shell, *, width: int, short: bool) -> int:
    """Prints each row as it comes, and gives how many there were.

    `width` is that of the terminal in cells, 0 for a pipe, where a line may be as long as it is.
    """
    out, zone, count = shell.out, desk.zone, 0
    say: dict[str, Callable[[Row], None]] = {
        TEXT: lambda row: out.data(*(short_text if short else as_text)(row, zone, width)),
        MARKDOWN: lambda row: out.data(as_markdown(row, zone)),
        JSON: lambda row: out.record(as_object(row, desk.team)),
        CSV: lambda row: out.ready(as_row(as_object(row, desk.team), COLUMNS)),
    }
    if form == CSV:
        out.ready(csv_row(COLUMNS))
    for count, row in enumerate(rows, 1):  # noqa: B007  what was counted is what is given
        say[form](row)
    return count
