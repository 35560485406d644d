"""The manual page in man(7) macros: every command with its options, from the same table and manuals as the help."""

from collections.abc import Iterable, Iterator

from ritual import __version__
from ritual.cli.helping import CODES, TITLE, spelt
from ritual.cli.manual import EVERYWHERE, VERSION, Manual, Option
from ritual.cli.table import COMMANDS, EXAMPLES, HOME, Row
from ritual.words import mark, t

PLACES = (
    ("RITUAL_HOME", mark("one folder for settings, records and state, instead of the usual places")),
    ("RITUAL_TEAM", mark("the team meant, like --team")),
    ("RITUAL_LANG", mark("the language of the shell: en or de")),
    ("RITUAL_PLAIN", mark("1 makes every command plain, like --plain")),
    ("NO_COLOR", mark("no colours")),
)
"""What of the environment a person may set, as `docs/config.md` tells it."""


def page(manuals: dict[str, Manual]) -> str:
    """The page in the language that is spoken; `manuals` holds each command's by its name."""
    lines = [
        f'.TH RITUAL 1 "" "ritual {__version__}" "ritual"',
        *_section(t("Name"), [_said(t(TITLE)).replace(":", " \\-", 1)]),
        *_section(t("Synopsis"), [".B ritual", f".RI [ {_said(t('command'))} ]", f".RI [ {_said(t('words'))} ]"]),
        *_section(t("Examples"), _tagged(EXAMPLES)),
    ]
    for group, rows in COMMANDS.items():
        lines += _section(t(group), [line for row in rows for line in _command(row, manuals[row.name])])
    everywhere = (("ritual", HOME.help), *_pairs((*EVERYWHERE, VERSION)))
    lines += _section(t("Everywhere"), _tagged(everywhere))
    lines += _section(t("Environment"), _tagged(PLACES))
    lines += _section(t("Exit status"), [_said(t(CODES))])
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f'.SH "{_said(title.upper())}"', *lines]


def _command(row: Row, manual: Manual) -> Iterator[str]:
    yield f'.SS "ritual {row.name}"'
    yield ".nf"
    yield from (f"\\fBritual {_said(line)}\\fR" for line in manual.usage)
    yield ".fi"
    yield ".PP"
    yield _said(t(manual.about))
    yield from _tagged(_pairs(manual.options))
    if manual.examples:
        yield ".PP"
        yield ".nf"
        yield from (_said(example) for example in manual.examples)
        yield ".fi"


def _pairs(options: Iterable[Option]) -> Iterator[tuple[str, str]]:
    return ((spelt(option), option.help) for option in options)


def _tagged(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for typed, about in pairs:
        yield from (".TP", f"\\fB{_said(typed)}\\fR", _said(t(about)))


def _said(words: str) -> str:
    """Words as they stand: roff takes backslashes, and dots and quotes that begin a line, for its own."""
    shown = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return f"\\&{shown}" if shown.startswith((".", "\\(aq")) else shown
