"""What every test gets: an empty home, an empty folder to stand in, and no wishes from the environment."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ritual import words

# The same examples in every run, and none that fails because the machine was busy. `--hypothesis-profile=default`
# looks for new ones.
settings.load_profile("ci")

MANY_FILES = 200
"""So many are open only where tests have left some; `select` takes no file from the 1,024th on."""
WISHES = ("COLORTERM", "EDITOR", "FORCE_COLOR", "LANG", "LANGUAGE", "NO_COLOR", "PAGER", "SSH_TTY", "TZ", "VISUAL")
PREFIXES = ("LC_", "RITUAL_", "TEXTUAL", "XDG_")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that RITUAL_HOME names, not made yet; the test stands in an empty folder beside it."""
    for name in list(os.environ):
        if name in WISHES or name.startswith(PREFIXES):
            monkeypatch.delenv(name)
    outside = tmp_path_factory.mktemp("outside")
    here = outside / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(outside))
    monkeypatch.setenv("RITUAL_HOME", str(outside / "home"))
    return outside / "home"


@pytest.fixture(autouse=True)
def english() -> None:
    """English again, whatever an earlier test spoke."""
    words.speak("en")


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What tests have left open is closed in time, though a screen exempts all that is there when it starts."""
    yield
    gc.unfreeze()
    if sum(1 for _ in Path("/dev/fd").iterdir()) > MANY_FILES:
        gc.collect()
