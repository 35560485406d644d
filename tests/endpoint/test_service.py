"""The page on hosting: systemd takes its unit and shuts it in; unit and container call ritual as it can be called."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from ritual.cli.manual import EVERYWHERE
from ritual.cli.options import read
from ritual.cli.serve import MANUAL, PORT
from ritual.endpoint.app import ROUTES
from tests.endpoint.fronts import blocks

UNIT, OWN_CERTIFICATE = blocks("ini")
(CONTAINER,) = blocks("dockerfile")
EXPOSED = 20
"""How exposed a service may be at most, in tenths of what systemd says."""


def is_call(words: list[str]) -> bool:
    """Whether a command line calls `ritual serve` with options that it has."""
    program, name, *arguments = words
    read(arguments, (*MANUAL.options, *EVERYWHERE))
    return (Path(program).name, name) == ("ritual", "serve")


def analyzed(folder: Path, *words: str) -> str:
    """What systemd finds about the unit, with the lines for an own certificate too."""
    # The program only has to be there for the check.
    text = f"{UNIT}\n{OWN_CERTIFICATE}".replace("/opt/ritual/bin/ritual", shutil.which("true") or "")
    (folder / "ritual.service").write_text(text, "utf-8")
    ran = subprocess.run(
        ["systemd-analyze", *words, str(folder / "ritual.service")], capture_output=True, encoding="utf-8"
    )
    complaints = [line for line in ran.stderr.splitlines() if "ritual.service" in line]
    assert (ran.returncode, complaints) == (0, []), ran.stdout + ran.stderr
    return ran.stdout


def test_the_unit_calls_ritual_and_keeps_what_it_holds_in_its_own_folder() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(UNIT)
    service = parser["Service"]
    call = shlex.split(service["ExecStart"])
    assert is_call(call)
    assert call[call.index("--data") + 1] == f"/var/lib/{service['StateDirectory']}"
    assert is_call(shlex.split(OWN_CERTIFICATE.rpartition("ExecStart=")[2]))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyzed(tmp_path, "verify", "--man=no")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_unit_leaves_little_open(tmp_path: Path) -> None:
    told = analyzed(tmp_path, "security", "--offline=yes", f"--threshold={EXPOSED}")
    assert "Overall exposure level" in told


def test_the_container_calls_ritual_and_asks_whether_it_is_well() -> None:
    (call,) = re.findall(r"^CMD (.*)$", CONTAINER, re.MULTILINE)
    words = json.loads(call)
    assert is_call(words)
    assert f"VOLUME {words[words.index('--data') + 1]}\n" in CONTAINER
    assert f"EXPOSE {PORT}\n" in CONTAINER
    (path,) = re.findall(rf"http://127\.0\.0\.1:{PORT}(/\w+)", CONTAINER)
    assert "GET" in ROUTES[path]
