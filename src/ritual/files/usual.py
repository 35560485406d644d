"""Where a person's files usually are, and what they are called, as plain text: for whoever can't wait for pathlib."""

import os
import sys
from collections.abc import Mapping

CONFIG, LAST_TEAM, DRAFTS, TEAMS, RECORD = "config.toml", "last-team", "drafts", "teams", "record.db"
TEAM_FOLDER, TEAM_CARD = ".ritual", "team.toml"

_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


def place(env: Mapping[str, str], what: str) -> str:
    """The folder for "config", "data" or "state", whether it is there or not."""
    home = env.get("RITUAL_HOME")
    if home:
        return f"{_from_here(_expanded(home))}/{what}"
    variable, below = _XDG[what]
    base = env.get(variable, "")
    return f"{base if base.startswith('/') else _expanded(env.get('HOME') or '~') + '/' + below}/ritual"


def is_settled(env: Mapping[str, str], what: str) -> bool:
    """Whether that folder is the one meant: asked for, there, or what Linux would say too."""
    if env.get("RITUAL_HOME") or os.path.isdir(place(env, what)):  # noqa: PTH112  pathlib is slow to import
        return True
    base = env.get(_XDG[what][0], "").strip()
    return sys.platform == "linux" and (not base or base.startswith("/"))


def card(cwd: str) -> str:
    """The path of the nearest team card, here or above; "" where the nearest folder has none."""
    folder = f"{cwd.rstrip('/')}/{TEAM_FOLDER}"
    if os.path.isdir(folder):  # noqa: PTH112
        found = f"{folder}/{TEAM_CARD}"
        return found if os.path.exists(found) else ""  # noqa: PTH110
    above = os.path.dirname(cwd)  # noqa: PTH120
    return "" if above == cwd else card(above)


def is_name(team_id: str) -> bool:
    """Whether an id can be the name of a folder, and leads nowhere else."""
    return team_id not in ("", ".", "..") and not any(sign in team_id for sign in "/\\\0")


def _from_here(path: str) -> str:
    """The path from the root on, so that it means one folder, and whoever is told of it finds it."""
    if path.startswith("/"):
        return path
    try:
        return os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH118  pathlib is slow to import
    except OSError:  # the folder is gone
        return path


def _expanded(path: str) -> str:
    """The path with its leading `~` filled in; as it stands where nobody knows that home, as shells do."""
    return os.path.expanduser(path)  # noqa: PTH111  pathlib is slow to import
