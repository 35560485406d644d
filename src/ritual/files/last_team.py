"""Which team this machine used last."""

from ritual.files.places import Env, last_team
from ritual.files.writing import PRIVATE, write


def remember_team(env: Env, team_id: str) -> None:
    """Notes the team as the one used last."""
    write(last_team(env), team_id + "\n", PRIVATE)


def remembered_team(env: Env) -> str:
    """The id of the team used last, or ""."""
    try:
        return last_team(env).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
