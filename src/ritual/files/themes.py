"""Themes as files: one TOML file and its parents become a palette, together with everything that is wrong in them."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ritual.errors import Problem
from ritual.files import shelf
from ritual.files.named import missing
from ritual.files.theme_layers import joined, layer
from ritual.model.palette import COLOURLESS, HOME, Palette, bare
from ritual.words import t

KIND = "themes"

Stamp = tuple[Path, int, int]


class ThemeFile(NamedTuple):
    """A theme as it was read: no palette if it can't be used; all problems; what its files looked like at that time."""

    name: str
    palette: Palette | None
    problems: tuple[Problem, ...]
    stamps: tuple[Stamp, ...]


def read(where: shelf.Shelf, name: str) -> ThemeFile:
    """The theme of that name."""
    found = shelf.find(where, KIND, name)
    if found:
        return read_file(where, found.path)
    return ThemeFile(name, None, (missing(where, KIND, name),), ())


def read_file(where: shelf.Shelf, path: Path) -> ThemeFile:
    """The theme in one file, whatever else has its name; its parents are looked up on the shelf."""
    problems: list[Problem] = []
    stamps, layers = [_stamp(path)], [layer(path, problems)]
    while parent := _parent(where, layers[-1].parent, [stamp[0] for stamp in stamps], problems):
        stamps.append(_stamp(parent))
        layers.append(layer(parent, problems))
    return ThemeFile(path.stem, joined(path, layers, problems), tuple(problems), tuple(stamps))


def again(where: shelf.Shelf, before: ThemeFile) -> ThemeFile | None:
    """The theme read anew if one of its files has changed since, else None: ask once a second for a live preview."""
    if all(_stamp(path) == (path, changed, size) for path, changed, size in before.stamps):
        return None
    return read_file(where, before.stamps[0][0])


def every(where: shelf.Shelf) -> tuple[ThemeFile, ...]:
    """All themes by name."""
    return tuple(read_file(where, found.path) for found in shelf.listing(where, KIND))


def wanted(env: Mapping[str, str], name: str) -> str:
    """The theme to choose: the one without colour where `NO_COLOR` says anything, whatever the settings say."""
    return COLOURLESS if env.get("NO_COLOR") else name or HOME


def chosen(where: shelf.Shelf, name: str) -> tuple[Palette, tuple[Problem, ...]]:
    """The palette of that name, else of home, else of the bare terminal; and what is wrong with the one wished for."""
    theme = read(where, name)
    if theme.palette:
        return theme.palette, theme.problems
    home = shelf.find(where, KIND, HOME)
    spare = (read_file(where, path).palette for path in ((home.path, *home.hides) if home else ()))
    return next((found for found in spare if found), bare()), theme.problems


def _parent(where: shelf.Shelf, name: str, line: list[Path], problems: list[Problem]) -> Path | None:
    """The file of the parent that the last of `line` names; a parent of its own name is the file that it hides."""
    if not name:
        return None
    found = shelf.find(where, KIND, name)
    paths = (found.path, *found.hides) if found else ()
    if line[-1] in paths:
        paths = paths[paths.index(line[-1]) + 1 :]
    if not paths:
        problems.append(missing(where, KIND, name)._replace(file=str(line[-1]), key="parent"))
    elif paths[0] in line:
        sentence = t("“{name}” builds on this theme itself.", name=name)
        problems.append(Problem(str(line[-1]), "parent", sentence, t("Leave parent out in one of them.")))
    else:
        return paths[0]
    return None


def _stamp(path: Path) -> Stamp:
    try:
        seen = path.stat()
    except OSError:
        return path, 0, 0
    return path, seen.st_mtime_ns, seen.st_size
