"""The scripts that set ritual up choose a Python that fits, or say what is missing; the pins are whole."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TOOLS = ("bash", "cat", "cmp", "dirname", "env", "rm")
FITS = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
TOO_OLD = "#!/bin/sh\nexit 1\n"
NO_VENV = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec "{sys.executable}" "$@"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder for the PATH with the few tools that every machine has, and no Python."""
    folder = tmp_path / "a bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    return folder


def put(path: Path, name: str, script: str) -> None:
    (path / name).write_text(script)
    (path / name).chmod(0o755)


def script(path: Path, root: Path, words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs `words` after scripts/environment in a copy of the project."""
    (root / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts/environment", root / "scripts")
    return subprocess.run(
        ["bash", "-c", f'. "$1/scripts/environment"; {words}', "scripts/ritual", str(root)],
        env={"PATH": str(path)} | env,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_first_python_that_fits_is_taken(path: Path, tmp_path: Path) -> None:
    put(path, "python3", TOO_OLD)
    put(path, "python3.13", NO_VENV)
    put(path, "python3.12", FITS)
    put(path, "python3.11", FITS)
    run = script(path, tmp_path / "the project", "find_python")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{path}/python3.12\n", "")


def test_a_named_python_comes_first(path: Path, tmp_path: Path) -> None:
    put(path, "python3", FITS)
    put(path, "mine", FITS)
    run = script(path, tmp_path / "project", "find_python", RITUAL_PYTHON=f"{path}/mine")
    assert run.stdout == f"{path}/mine\n"


@pytest.mark.parametrize("found", [{}, {"python3": TOO_OLD}])
def test_no_python_that_is_new_enough_is_said(path: Path, tmp_path: Path, found: dict[str, str]) -> None:
    for name, text in found.items():
        put(path, name, text)
    run = script(path, tmp_path / "project", "ensure run")
    assert run.returncode == 1
    assert run.stderr.startswith("ritual needs Python 3.11 or newer, and found none on the PATH.\n")
    assert run.stderr.endswith("The environment is not ready; the next start tries again.\n")


def test_a_python_that_cant_make_environments_is_said(path: Path, tmp_path: Path) -> None:
    put(path, "python3", NO_VENV)
    run = script(path, tmp_path / "project", "ensure run")
    assert run.returncode == 1
    assert run.stderr.startswith(f"{path}/python3 can't make environments: its venv and ensurepip are missing.\n")


def ready(root: Path, kind: str, pins: str) -> None:
    (root / "requirements").mkdir(parents=True)
    (root / "requirements" / f"{kind}.txt").write_text("textual==1\n")
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").symlink_to(sys.executable)
    (root / ".venv" / f"ready-{kind}").write_text(pins)


@pytest.mark.parametrize(("pins", "code"), [("textual==1\n", 0), ("textual==0\n", 1), ("", 1)])
def test_ready_means_that_exactly_these_pins_were_installed(path: Path, tmp_path: Path, pins: str, code: int) -> None:
    ready(tmp_path / "project", "run", pins)
    assert script(path, tmp_path / "project", "is_ready run").returncode == code


def test_an_environment_whose_python_has_gone_is_not_ready(path: Path, tmp_path: Path) -> None:
    ready(tmp_path / "project", "run", "textual==1\n")
    python = tmp_path / "project/.venv/bin/python"
    python.unlink()
    python.symlink_to(tmp_path / "gone")
    assert script(path, tmp_path / "project", "is_ready run").returncode == 1


def pinned(kind: str) -> list[Requirement]:
    """Each pinned distribution, with its version and the extras that others ask for."""
    lines = (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8").splitlines()
    return [Requirement(line.removesuffix("\\")) for line in lines if "==" in line]


def pins(kind: str) -> dict[str, str]:
    """Each pinned distribution and its version."""
    return {canonicalize_name(pin.name): str(pin.specifier) for pin in pinned(kind)}


def asked_for(pin: Requirement) -> list[Requirement]:
    """What it asks for here; nothing where it isn't installed, being for another system or Python."""
    try:
        every = map(Requirement, requires(pin.name) or [])
    except PackageNotFoundError:
        assert pin.marker
        return []
    extras = ("", *pin.extras)
    return [each for each in every if not each.marker or any(each.marker.evaluate({"extra": one}) for one in extras)]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}


def test_every_dependency_is_pinned_and_the_pins_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = names(project["project"]["dependencies"])
    assert wanted - pins("run").keys() == set()
    assert (wanted | names(project["dependency-groups"]["dev"])) - pins("dev").keys() == set()
    assert pins("run").items() - pins("dev").items() == set()


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_what_is_asked_for_with_extras_is_pinned_with_them(kind: str) -> None:
    # To pip 23 `coverage[toml]` and `coverage` are two things: with one pinned, it refuses the other.
    extras = {canonicalize_name(pin.name): pin.extras for pin in pinned(kind)}
    asked = {(pin.name, each) for pin in pinned(kind) for each in asked_for(pin)}
    assert [(who, str(each)) for who, each in asked if each.extras - extras[canonicalize_name(each.name)]] == []


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_pin_has_hashes_and_no_address(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text("utf-8")
    assert "://" not in text
    assert "index" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert [block for block in blocks if "==" in block.split("\n")[0] and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["scripts/ritual", "scripts/test", "scripts/check", "scripts/format", ".ci/run"])
def test_every_script_can_be_run_and_parses(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / name]).returncode == 0
