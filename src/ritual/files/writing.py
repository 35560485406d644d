"""Writes whole files so that a crash leaves the old one or the new one, never half of one."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ritual.errors import StoreTrouble
from ritual.words import t

SHARED, PRIVATE = 0o644, 0o600
Check = Callable[[Path], None]


def write(path: Path, text: str, mode: int = SHARED) -> None:
    """Puts the text in place at once; StoreTrouble where the disk or the folder says no.

    `mode` is for a new file, less what the umask takes; an existing file keeps its own, and a link stays a link.
    """
    write_lines(path, (text,), mode)


def write_lines(path: Path, lines: Iterable[str], mode: int = SHARED, check: Check | None = None) -> None:
    """Puts a text in place at once that is made while it is written; as `write`.

    `check` is given the path of the whole text before it counts, and raises what keeps it from being put in place.
    """
    with putting(path):
        place = path.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, lines, mode, check)


@contextmanager
def putting(path: Path) -> Iterator[None]:
    """Turns whatever the disk or the folder says inside it into StoreTrouble about writing `path`."""
    try:
        yield
    except OSError as error:
        sentence = t("{path} can't be written: {why}.", path=path, why=error.strerror or error)
        raise StoreTrouble(sentence, t("Check that there is room and that the folder is yours.")) from error


def remove(path: Path) -> None:
    """Takes the file away where there is one; StoreTrouble where the folder says no."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        sentence = t("{path} can't be removed: {why}.", path=path, why=error.strerror or error)
        raise StoreTrouble(sentence, t("Check that the folder is yours.")) from error


def _replace(place: Path, lines: Iterable[str], mode: int, check: Check | None) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
        with os.fdopen(handle, "wb") as file:
            for line in lines:
                file.write(line.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        if check:
            check(beside)
        if place.exists():
            beside.chmod(place.stat().st_mode & 0o777)
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
