"""The help: of all commands from the table alone, and of one command from its manual."""

from collections.abc import Iterable

from ritual.cli.manual import EVERYWHERE, Manual, Option
from ritual.cli.table import COMMANDS, HOME, Row
from ritual.words import mark, t

_CODES = mark(
    "Exit codes: 0 done, 1 refused by a rule, 2 usage or bad file, 3 store trouble, 4 sync trouble, 130 interrupted."
)


def overview() -> str:
    """All commands, from the table alone."""
    lines = [t("ritual: five human minutes at the start of a meeting"), "", _row("ritual", t(HOME.help))]
    for group, commands in COMMANDS.items():
        lines += ["", t(group), *(_row(f"ritual {row.usage}", t(row.help)) for row in commands)]
    lines += ["", t("Everywhere"), *_options((*EVERYWHERE, Option("--version", mark("which ritual this is"))))]
    lines += ["", t("`ritual COMMAND --help` says more about one of them."), t(_CODES)]
    return "\n".join(lines)


def of(row: Row, manual: Manual) -> str:
    """One command's help."""
    lines = [f"ritual {line}" for line in manual.usage]
    lines += ["", t(row.help), "", t(manual.about)]
    if manual.options:
        lines += ["", t("Options"), *_options(manual.options)]
    lines += ["", t("Everywhere"), *_options(EVERYWHERE)]
    if manual.examples:
        lines += ["", t("Examples"), *(f"  {example}" for example in manual.examples)]
    return "\n".join(lines)


def _options(options: Iterable[Option]) -> list[str]:
    return [_row(_spelt(option), t(option.help)) for option in options]


def _spelt(option: Option) -> str:
    names = ", ".join(name for name in (option.short, option.name) if name)
    return f"{names} {option.value}".rstrip()


def _row(left: str, right: str) -> str:
    return f"  {left:<28}  {right}"
