"""What a person set: read with everything that is wrong told, written one value at a time.

Quick commands read this, so what reading TOML takes is imported only where there is a file.
"""

import os
from collections.abc import Mapping
from types import MappingProxyType

from ritual.errors import BadFile, Problem
from ritual.files.places import Env, config_file
from ritual.hints import TYPE_CHECKING, NamedTuple
from ritual.model.clean import line
from ritual.words import LANGUAGES, t

if TYPE_CHECKING:
    from ritual.files.fields import Table

_NO_KEYS: Mapping[str, str] = MappingProxyType({})


class Config(NamedTuple):
    """A person's settings; "" means that somebody else decides: the locale, the team, the theme at home.

    `kudos` is "sealed" or "now". `footer` is "full", "short" or "" for the one that gets shorter with practice. `keys`
    holds command names and the keys this person wants for them; `git` the addresses and names that commits know people
    by, in small letters, and their handles. `own_answers` keeps a copy of my answers on this machine. `notify` is the
    program that shows reminders.
    """

    lang: str = ""
    team: str = ""
    theme: str = ""
    plain: bool = False
    kudos: str = "sealed"
    motion: bool = True
    footer: str = ""
    keys: Mapping[str, str] = _NO_KEYS
    git: Mapping[str, str] = _NO_KEYS
    own_answers: bool = False
    notify: str = ""


def read_config(env: Env) -> tuple[Config, tuple[Problem, ...]]:
    """The settings and all problems; what can't be used takes its default, so that there always are settings."""
    file = config_file(env)
    if not os.path.exists(file):  # noqa: PTH110  pathlib is slow to import; what may not be looked at isn't there
        return Config(), ()
    from pathlib import Path

    from ritual.files.fields import Table
    from ritual.files.shelf import load

    data, unreadable = load(Path(file))
    problems = list(unreadable)
    config = _config(Table(file, data, problems))
    return config, tuple(problems)


def set_value(env: Env, key: str, value: str | bool) -> None:
    """Writes one setting and leaves the rest of the file, comments too, as it is.

    BadFile where the file can't be read as it stands or wouldn't be right afterwards; StoreTrouble where it can't be
    written.
    """
    from pathlib import Path

    from ritual.files.fields import Table
    from ritual.files.shelf import load
    from ritual.files.toml_line import with_value
    from ritual.files.writing import write

    path = Path(config_file(env))
    before, unreadable = load(path) if path.exists() else ({}, ())
    problems = list(unreadable)
    _config(Table(str(path), {key: value}, problems))
    if problems:
        raise BadFile(t("This can't be set."), problems)
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    write(path, with_value(old, before, key, value))


def _config(table: "Table") -> Config:
    config = Config(
        lang=table.choice("lang", LANGUAGES, ""),
        team=table.text("team"),
        theme=table.text("theme"),
        plain=table.flag("plain"),
        kudos=table.choice("kudos", ("sealed", "now"), "sealed"),
        motion=table.flag("motion", True),
        footer=table.choice("footer", ("full", "short"), ""),
        notify=table.text("notify"),
        keys=_keys(table.table("keys")),
        git={line(name).casefold(): handle for name, handle in _keys(table.table("git")).items()},
        own_answers=table.flag("own_answers"),
    )
    table.finish()
    return config


def _keys(table: "Table") -> Mapping[str, str]:
    return {name: key for name in table.unread() if (key := table.text(name))}
