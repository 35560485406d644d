"""A small shelf in a folder of the test's own, beside what ships."""

from pathlib import Path
from textwrap import dedent

from ritual.files.shelf import Shelf, shelf


def home(folder: Path) -> dict[str, str]:
    """An environment whose places are all below one folder."""
    return {"RITUAL_HOME": str(folder / "home")}


def shipped(folder: Path) -> Shelf:
    """What ships, seen from a folder without files of its own."""
    return shelf(home(folder), folder)


def wrote(folder: Path, kind: str, name: str, text: str) -> Shelf:
    """The shelf after the team wrote one file."""
    place = folder / ".ritual" / kind
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.toml").write_text(dedent(text), encoding="utf-8")
    return shipped(folder)
