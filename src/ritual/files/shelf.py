"""Named TOML files, searched nearest first: the team's, this person's, what ships; and how one file is read."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from ritual.errors import Problem
from ritual.files import places
from ritual.words import t

LARGEST = 1_000_000
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class Found(NamedTuple):
    """One named file, and the files of the same name further away that it hides."""

    name: str
    path: Path
    hides: tuple[Path, ...] = ()


class Shelf(NamedTuple):
    """The folders of each kind of file, nearest first."""

    folders: Mapping[str, tuple[Path, ...]]


def shelf(env: places.Env, cwd: Path) -> Shelf:
    """The shelf as seen from a folder."""
    return Shelf({kind: places.shelves(kind, env, cwd) for kind in places.KINDS})


def listing(where: Shelf, kind: str) -> tuple[Found, ...]:
    """All files of a kind by name; of one name the nearest wins."""
    by_name: dict[str, list[Path]] = {}
    for folder in where.folders.get(kind, ()):
        for path in _files(folder):
            by_name.setdefault(path.stem, []).append(path)
    return tuple(Found(name, paths[0], tuple(paths[1:])) for name, paths in sorted(by_name.items()))


def find(where: Shelf, kind: str, name: str) -> Found | None:
    """The file of that name that wins."""
    return next((found for found in listing(where, kind) if found.name == name), None)


def nearest(where: Shelf, kind: str, name: str) -> str:
    """The name on the shelf that is most like this one, or ""."""
    close = get_close_matches(name, [found.name for found in listing(where, kind)], n=1)
    return close[0] if close else ""


def load(path: Path) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """What a TOML file says, or an empty table and why it can't be read."""
    raw = _bytes(path)
    if isinstance(raw, Problem):
        return {}, (raw,)
    if len(raw) > LARGEST:
        return {}, (Problem(str(path), "", t("This is larger than a file of ritual ever is.")),)
    try:
        return tomllib.loads(raw.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        return {}, (_not_text(path, raw, error),)
    except tomllib.TOMLDecodeError as error:
        return {}, (_not_toml(path, error),)
    except RecursionError:
        return {}, (Problem(str(path), "", t("Tables or lists are nested too deeply.")),)


def _bytes(path: Path) -> bytes | Problem:
    try:
        # Reading a pipe or a device, which a link may point to, might never end.
        if path.exists() and not path.is_dir() and not path.is_file():
            return Problem(str(path), "", t("This isn't a file."))
        return path.read_bytes()
    except OSError as error:
        return Problem(str(path), "", t("Can't be read: {why}.", why=error.strerror or str(error)))


def _not_text(path: Path, raw: bytes, error: UnicodeDecodeError) -> Problem:
    row = raw.count(b"\n", 0, error.start) + 1
    sentence = t("Byte {n} isn't UTF-8 text.", n=error.start + 1)
    return Problem(str(path), t("line {n}", n=row), sentence, t("Save the file as UTF-8."))


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> Problem:
    where = _AT_LINE.search(str(error))
    why = _AT_LINE.sub("", str(error))
    key = t("line {n}", n=where[1]) if where else ""
    return Problem(str(path), key, t("This isn't TOML: {why}.", why=why))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    except OSError:
        return []
