"""Adding one entry with other programs and with ritual, side by side: what each takes, and how many fsyncs.

`--install DIR` makes an environment with the peers from PyPI, in pinned versions, and ends; `--peers DIR` uses it. What
isn't here is left out, and said.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fsyncs import fsyncs, has_strace
from rounds import Goal, interleaved, ratio, say, show, verdict
from sample import make_team, practise
from started import BARE, RITUAL, WRAPPER, compiled, environment, run, seconds

PINNED = ("jrnl==4.6", "td-watson==2.1.0", "khal==0.14.1")
LEAST = 6.0
WORDS = "the rollback notes saved me an hour at two in the morning"
FLOOR, MINE, JRNL = "python -I -c pass", "ritual kudos", "jrnl"
ONCE = 5
"""How often fsyncs are counted; one kudos in about seven closes its log and makes three more."""


class Peer(NamedTuple):
    """A program: its command to add one entry, and the one that says its version."""

    add: tuple[str, ...]
    version: tuple[str, ...]
    env: Mapping[str, str]


def install(folder: Path) -> int:
    """Makes the environment of the peers, compiled as every installation is."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PINNED], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(folder / "lib")], check=False)
    say(f"{', '.join(PINNED)} are in {folder}; --peers {folder} measures them.")
    return 0


def peers(home: Path, bins: Path | None) -> dict[str, Peer]:
    """Every peer that is here, set up in a home of its own; says which are missing."""
    found = {}
    for name, make in (("jrnl", _jrnl), ("watson", _watson), ("khal", _khal), ("task", _task), ("git", _git)):
        program = shutil.which(name, path=f"{bins or ''}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
        if program is None:
            say(
                f"{name} isn't here"
                + ("; --install makes an environment that has it." if name in "jrnlwatsonkhal" else ".")
            )
            continue
        own = home / name
        own.mkdir()
        found[name] = make(program, own)
    return found


def _env(home: Path, **more: str) -> dict[str, str]:
    kept = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "TZ": "UTC"}
    places = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return kept | places | {"HOME": str(home)} | more


def _jrnl(program: str, home: Path) -> Peer:
    settings = home / "jrnl.yaml"
    settings.write_text(
        f"journals:\n  default:\n    journal: {home}/journal.txt\nencrypt: false\neditor: ''\nversion: v4.6\n"
        "colors:\n  body: none\n  date: none\n  tags: none\n  title: none\n"
        "default_hour: 9\ndefault_minute: 0\nhighlight: false\nindent_character: '|'\nlinewrap: 79\n"
        "tagsymbols: '#@'\ntemplate: false\ntimeformat: '%F %r'\ndisplay_format: null\n",
        encoding="utf-8",
    )
    (home / "journal.txt").touch()
    start = (program, "--config-file", str(settings))
    return Peer((*start, WORDS), (program, "--version"), _env(home))


def _watson(program: str, home: Path) -> Peer:
    add = (program, "add", "--from", "2026-11-24 09:00", "--to", "2026-11-24 09:10", "rollback", "+notes")
    return Peer(add, (program, "--version"), _env(home, WATSON_DIR=str(home)))


def _khal(program: str, home: Path) -> Peer:
    (home / "calendar").mkdir()
    settings = home / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[home]]\npath = {home}/calendar\ntype = calendar\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {home}/khal.db\n[default]\ndefault_calendar = home\n",
        encoding="utf-8",
    )
    add = (program, "-c", str(settings), "new", "2026-11-24", "09:00", "09:10", WORDS)
    return Peer(add, (program, "--version"), _env(home))


def _task(program: str, home: Path) -> Peer:
    settings = home / "taskrc"
    settings.write_text(f"data.location={home}\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    return Peer((program, "add", WORDS), (program, "--version"), _env(home, TASKRC=str(settings)))


def _git(program: str, home: Path) -> Peer:
    who = {f"GIT_{one}_{what}": "a@b" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = _env(home, GIT_CONFIG_NOSYSTEM="1", **who)
    run((program, "-C", str(home), "init", "-q"), env)
    return Peer((program, "-C", str(home), "commit", "-q", "--allow-empty", "-m", WORDS), (program, "--version"), env)


def version(peer: Peer) -> str:
    """The first line that the program says of its version."""
    done = subprocess.run(peer.version, env=peer.env, capture_output=True, encoding="utf-8", check=False)
    return next(iter((done.stdout + done.stderr).strip().splitlines()), "?")


def main() -> int:
    """Measures and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", type=Path, metavar="DIR", help="make an environment with the peers from PyPI")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where that environment is")
    parser.add_argument("--rounds", type=int, default=12, help="how often each thing is measured (12)")
    parser.add_argument("--report", action="store_true", help="only print: a goal that is missed is no failure")
    asked = parser.parse_args()
    if asked.install:
        return install(asked.install)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        home = Path(folder, "ritual")
        home.mkdir()
        env = environment(home)
        make_team(env, people=8)
        practise(env)
        wrapper = home / "ritual"
        wrapper.write_text(WRAPPER, encoding="utf-8")
        mine = (sys.executable, str(wrapper))
        every = {MINE: Peer((*mine, "kudos", "@p01", WORDS), (*RITUAL, "--version"), env)}
        every |= peers(Path(folder), asked.peers and asked.peers.resolve() / "bin")
        say("; ".join((f"Python {sys.version.split()[0]}", *(version(peer) for peer in every.values()))))
        measures = {name: partial(seconds, peer.add, peer.env) for name, peer in every.items()}
        taken = interleaved({FLOOR: partial(seconds, BARE, env), **measures}, asked.rounds)
        counts = (
            {name: [fsyncs(p.add, p.env) for _ in range(ONCE)] for name, p in every.items()} if has_strace() else {}
        )
    show(taken, FLOOR)
    for name, seen in counts.items():
        say(f"{name}: {min(seen)} fsyncs" + (f" to {max(seen)}" if min(seen) < max(seen) else ""))
    if JRNL not in taken:
        return 0
    # How many times faster than jrnl, turned round: the smaller, the better.
    return verdict([Goal(f"kudos against {JRNL}", ratio(taken[MINE], taken[JRNL]), 1 / LEAST)], report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
