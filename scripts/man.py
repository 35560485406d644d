"""Writes the manual pages from the table of commands, one in every language."""

import sys
from importlib import import_module
from pathlib import Path

from ritual.cli.man_page import page
from ritual.cli.table import rows
from ritual.words import LANGUAGES, speaking

ROOT = Path(__file__).resolve().parent.parent


def main(root: Path, words: list[str]) -> int:
    """Writes the pages, or with `check` says which aren't up to date; 1 where one isn't."""
    stale = {path: text for path, text in pages(root).items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if words == ["check"]:
            sys.stderr.write(f"{path.relative_to(root)} is not up to date: run scripts/man\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale and words == ["check"] else 0


def pages(root: Path) -> dict[Path, str]:
    """Where each page belongs, and what stands on it: man looks for other languages than English in their folders."""
    manuals = {row.name: import_module(row.module).MANUAL for row in rows()}
    found = {}
    for lang in LANGUAGES:
        with speaking(lang):
            folder = root / "docs/man" / ("" if lang == "en" else lang) / "man1"
            found[folder / "ritual.1"] = page(manuals)
    return found


if __name__ == "__main__":
    sys.exit(main(ROOT, sys.argv[1:]))
