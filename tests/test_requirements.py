"""What the requirements pin, older installers take too."""

from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parent.parent / "requirements"


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_what_is_asked_for_with_extras_is_pinned_with_them(name: str) -> None:
    """pip 23 takes `coverage[toml]` and `coverage` for two things: with one pinned, it refuses the other."""
    pins = [Requirement(line.removesuffix("\\")) for line in (FOLDER / name).read_text().splitlines() if "==" in line]
    extras = {canonicalize_name(pin.name): pin.extras for pin in pins}
    missing = {
        f"{asked.name}{sorted(asked.extras)}, asked for by {pin.name}"
        for pin in pins
        for asked in map(Requirement, _asks_for(pin))
        if _holds(asked, pin) and not asked.extras <= extras[canonicalize_name(asked.name)]
    }
    assert not missing


def _asks_for(pin: Requirement) -> list[str]:
    try:
        return requires(pin.name) or []
    except PackageNotFoundError:  # for another system or Python, as its marker says
        assert pin.marker
        return []


def _holds(asked: Requirement, pin: Requirement) -> bool:
    return not asked.marker or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *pin.extras))
