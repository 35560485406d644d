"""The help: of all commands from the table alone, and of one command from its manual; examples come first."""

from collections.abc import Iterable, Sequence
from shutil import get_terminal_size

from ritual.cli.manual import EVERYWHERE, VERSION, Manual, Option
from ritual.cli.table import COMMANDS, EXAMPLES, HOME, Row
from ritual.model.cells import cells, padded, wrapped
from ritual.words import mark, t

TITLE = mark("ritual: five human minutes at the start of a meeting")
CODES = mark(
    "Exit codes: 0 done, 1 refused by a rule, 2 usage or bad file, 3 store trouble, 4 sync trouble, 130 interrupted."
)
_LEFT, _MEASURE, _NARROW = 28, 80, 60
"""How wide the first column is, how long lines get at most, and below which width each side has its own lines."""


def overview() -> str:
    """All commands, from the table alone."""
    lines = [*_text(t(TITLE)), "", t("Examples")]
    lines += _rows((line, t(about)) for line, about in EXAMPLES)
    for group, commands in COMMANDS.items():
        lines += ["", t(group), *_rows((f"ritual {row.usage}", t(row.help)) for row in commands)]
    lines += ["", t("Everywhere"), *_rows([("ritual", t(HOME.help))]), *_options((*EVERYWHERE, VERSION))]
    lines += ["", *_text(t("`ritual COMMAND --help` says more about one of them.")), *_text(t(CODES))]
    return "\n".join(lines)


def of(row: Row, manual: Manual) -> str:
    """One command's help."""
    lines = [*(f"ritual {line}" for line in manual.usage), "", *_text(t(row.help))]
    if manual.examples:
        lines += ["", t("Examples"), *(f"  {example}" for example in manual.examples)]
    lines += ["", *_text(t(manual.about))]
    if manual.options:
        lines += ["", t("Options"), *_options(manual.options)]
    lines += ["", t("Everywhere"), *_options(EVERYWHERE)]
    return "\n".join(lines)


def spelt(option: Option) -> str:
    """An option as it is typed: "-o, --output FILE"."""
    names = ", ".join(name for name in (option.short, option.name) if name)
    return f"{names} {option.value}".rstrip()


def _options(options: Iterable[Option]) -> list[str]:
    return _rows((spelt(option), t(option.help)) for option in options)


def _rows(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [line for left, right in rows for line in _row(left, right, _width())]


def _row(left: str, right: str, width: int) -> Sequence[str]:
    """What is typed, and what it does beside it, or below it where there is no room."""
    if width < _NARROW:
        return [f"  {left}", *(f"      {line}" for line in wrapped(right, width - 6))]
    first, *rest = wrapped(right, width - _LEFT - 4)
    under = [" " * (_LEFT + 4) + line for line in rest]
    if cells(left) > _LEFT:
        return [f"  {left}", " " * (_LEFT + 4) + first, *under]
    return [f"  {padded(left, _LEFT)}  {first}", *under]


def _text(words: str) -> list[str]:
    return wrapped(words, _width())


def _width() -> int:
    return min(get_terminal_size((_MEASURE, 24)).columns or _MEASURE, _MEASURE)
