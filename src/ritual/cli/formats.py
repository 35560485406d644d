"""The forms that what is listed can be given in: their names, the short options, and the endings of files."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from ritual.cli.options import Given
from ritual.errors import Usage
from ritual.words import t

TEXT: Final = "text"
MARKDOWN: Final = "markdown"
JSON: Final = "json"
CSV: Final = "csv"
HTML: Final = "html"
ALSO: Final = {"jsonl": JSON, "md": MARKDOWN, "txt": TEXT, "htm": HTML}
"""Other names of the same, which endings of files have too."""


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


def _by_ending(path: str, every: Collection[str]) -> str:
    ending = Path(path).suffix[1:].casefold()
    form = ALSO.get(ending, ending)
    return form if form in every else TEXT
