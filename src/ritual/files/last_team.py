"""Which team this machine used last."""

from ritual.files.places import Env, last_team


def remember_team(env: Env, team_id: str) -> None:
    """Notes the team as the one used last."""
    from pathlib import Path  # only another team than the last pays for writing

    from ritual.files.writing import PRIVATE, write

    write(Path(last_team(env)), team_id + "\n", PRIVATE)


def remembered_team(env: Env) -> str:
    """The id of the team used last, or ""."""
    try:
        with open(last_team(env), encoding="utf-8", errors="replace") as file:  # noqa: PTH123  pathlib is slow to import
            return file.read().strip()
    except OSError:
        return ""
