"""How ritual is started to be measured: the command, a clean environment, and compiled bytecode."""

import os
import resource
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = (sys.executable, "-I", "-c", "pass")
RITUAL = (
    sys.executable,
    "-I",
    "-c",
    "import sys; sys.argv[0] = 'ritual'; from ritual.cli.main import main; sys.exit(main())",
)
"""What scripts/ritual starts, and what an installed command comes to."""
WRAPPER = "import sys\nfrom ritual.cli.main import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
"""The script that an installer makes of the entry point."""
_NOWHERE = os.devnull
_METER = """
import os, resource, sys
nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status = os.waitpid(child, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def environment(home: Path) -> dict[str, str]:
    """Nothing of this machine but its PATH: no PYTHON…, NO_COLOR or the like changes what is measured."""
    return {
        "COLORTERM": "truecolor",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
        "RITUAL_HOME": str(home),
        "TERM": "xterm-256color",
        "TZ": "Europe/Madrid",
    }


def compiled() -> None:
    """Compiles everything that is measured, as an installation does."""
    found = subprocess.run(
        [sys.executable, "-I", "-c", "import ritual; print(ritual.__path__[0])"], capture_output=True
    )
    if found.returncode:
        sys.exit(f"{sys.executable} has no ritual. scripts/ritual --version makes .venv, which has.")
    for folder in (found.stdout.decode().strip(), sysconfig.get_path("purelib")):
        subprocess.run([sys.executable, "-I", "-m", "compileall", "-q", folder])


def run(command: Sequence[str], env: Mapping[str, str], given: str = "") -> None:
    """Runs a command that has to succeed, and that nobody measures."""
    done = subprocess.run(command, env=env, input=given, encoding="utf-8", capture_output=True, cwd=env["HOME"])
    if done.returncode:
        sys.exit(f"{command} failed with {done.returncode}: {done.stderr}")


def seconds(command: tuple[str, ...], env: Mapping[str, str]) -> float:
    """From start to exit, its output thrown away; it has to succeed."""
    begun = time.perf_counter()
    _finished(command, env)
    return time.perf_counter() - begun


def cpu_seconds(command: tuple[str, ...], env: Mapping[str, str]) -> float:
    """What it takes of a processor, its output thrown away; it has to succeed."""
    used = _finished(command, env)
    return used.ru_utime + used.ru_stime


def _finished(command: tuple[str, ...], env: Mapping[str, str]) -> resource.struct_rusage:
    nowhere = [(os.POSIX_SPAWN_OPEN, fd, _NOWHERE, os.O_RDWR, 0) for fd in (0, 1, 2)]
    child = os.posix_spawn(command[0], command, env, file_actions=nowhere)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{command} failed with {os.waitstatus_to_exitcode(status)}.")
    return used


def peak(command: tuple[str, ...], env: Mapping[str, str], given: str = "") -> float:
    """The most memory that a command holds at once, in MiB: resident pages, its interpreter's and libraries' too.

    A small process starts it, because what starts a program counts for it until the program is there.
    """
    meter = [sys.executable, "-I", "-S", "-c", _METER, *command]
    told = subprocess.run(meter, env=env, input=given, capture_output=True, text=True)
    if told.returncode:
        sys.exit(f"{command} failed: {told.stderr}")
    return int(told.stdout) / 1024
