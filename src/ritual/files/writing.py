"""Writes whole files so that a crash leaves the old one or the new one, never half of one."""

import os
from pathlib import Path

from ritual.errors import StoreTrouble
from ritual.words import t

SHARED, PRIVATE = 0o644, 0o600


def write(path: Path, text: str, mode: int = SHARED) -> None:
    """Puts the text in place at once; StoreTrouble where the disk or the folder says no.

    `mode` is for a new file, less what the umask takes; an existing file keeps its own, and a link stays a link.
    """
    try:
        place = path.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, text.encode("utf-8", "replace"), mode)
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


def _replace(place: Path, raw: bytes, mode: int) -> None:
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            beside.chmod(place.stat().st_mode & 0o777)
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
