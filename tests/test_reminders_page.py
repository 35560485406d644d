"""The page about reminders: its units are units, its crontab line is one, and both call ritual as it can be called."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from ritual.cli.manual import EVERYWHERE
from ritual.cli.options import read
from ritual.cli.remind import MANUAL

PAGE = (Path(__file__).parent.parent / "docs/reminders.md").read_text("utf-8")
UNITS = dict(re.findall(r"^`~/.config/systemd/user/(\S+)`:\n\n```ini\n(.*?)```$", PAGE, re.MULTILINE | re.DOTALL))
CRON = re.findall(r"^```crontab\n(.*)\n```$", PAGE, re.MULTILINE)


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(UNITS[name])
    return parser


def is_call(command: str) -> bool:
    """Whether a command line calls `ritual remind` with options that it has."""
    program, name, *arguments = shlex.split(command)
    read(arguments, (*MANUAL.options, *EVERYWHERE))
    return (Path(program).name, name) == ("ritual", "remind")


def test_the_timer_starts_the_service_that_reminds() -> None:
    assert set(UNITS) == {"ritual-remind.service", "ritual-remind.timer"}
    assert is_call(unit("ritual-remind.service")["Service"]["ExecStart"])
    assert unit("ritual-remind.timer")["Timer"]["OnCalendar"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name, text in UNITS.items():
        # The program only has to be there for the check.
        (tmp_path / name).write_text(text.replace("%h/.local/bin/ritual", shutil.which("true") or ""), "utf-8")
    paths = [str(tmp_path / name) for name in UNITS]
    run = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *paths],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
    )
    complaints = [line for line in run.stderr.splitlines() if "ritual-remind" in line]
    assert (run.returncode, complaints) == (0, []), run.stderr


def test_the_line_for_cron_is_one() -> None:
    (line,) = CRON
    *when, command = line.split(" ", 5)
    assert len(when) == 5
    assert all(re.fullmatch(r"[*]|[0-9]+(-[0-9]+)?", part) for part in when)
    # cron takes a bare percent sign for the end of the line.
    assert "%" not in command
    assert is_call(command)
