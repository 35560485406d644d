"""Every path that ritual reads or writes, one function each.

`RITUAL_HOME` puts config, data and state below one folder. Otherwise the usual folders (the XDG ones) are taken on
Linux and where they exist, so that few commands need platformdirs, and elsewhere the platform's own places. What nearly
every command looks at is plain text, because pathlib is slow to import.
"""

import os
from collections.abc import Mapping

from ritual.files import usual
from ritual.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Env = Mapping[str, str]
KINDS = ("rituals", "decks", "scales", "themes")
TEAM_FOLDER = usual.TEAM_FOLDER


def config_dir(env: Env) -> "Path":
    """Where this person's settings and own rituals, decks, scales and themes are."""
    return _place(env, "config")


def data_dir(env: Env) -> "Path":
    """Where the records of teams are."""
    return _place(env, "data")


def state_dir(env: Env) -> "Path":
    """Where drafts, the demo team and what was used last are: losing it loses no record."""
    return _place(env, "state")


def config_file(env: Env) -> str:
    """This person's settings."""
    return f"{_where(env, 'config')}/{usual.CONFIG}"


def teams_dir(env: Env) -> "Path":
    """One folder a team."""
    return data_dir(env) / usual.TEAMS


def team_record(env: Env, team_id: str) -> str:
    """The record of one team; ValueError for an id that isn't one plain folder name."""
    if not usual.is_name(team_id):
        raise ValueError(f"not the id of a team: {team_id!r}")
    return f"{_where(env, 'data')}/{usual.TEAMS}/{team_id}/{usual.RECORD}"


def team_keys(env: Env, team_id: str) -> "Path":
    """The keys of one team, beside its record."""
    return _path(team_record(env, team_id)).with_name("keys.json")


def unfinished(env: Env, of: str) -> "Path":
    """What is kept of a joining, by its link's name, or of a sharing, by its team's id, until it is finished."""
    return data_dir(env) / "unfinished" / f"{of}.json"


def team_ids(env: Env) -> tuple[str, ...]:
    """The ids of all teams with a record on this machine."""
    try:
        ids = os.listdir(f"{_where(env, 'data')}/{usual.TEAMS}")  # noqa: PTH208
    except OSError:  # `closed` says which folder it is
        return ()
    known = (each for each in ids if usual.is_name(each) and os.path.exists(team_record(env, each)))  # noqa: PTH110
    return tuple(sorted(known))


def demo_home(env: Env) -> "Path":
    """The `RITUAL_HOME` of the sample team."""
    return state_dir(env) / "demo"


def last_team(env: Env) -> str:
    """The file that names the team used last."""
    return f"{_where(env, 'state')}/{usual.LAST_TEAM}"


def reminders_file(env: Env) -> "Path":
    """The file that says of which rounds this machine has reminded."""
    return state_dir(env) / "reminded"


def drafts_dir(env: Env) -> "Path":
    """Where unsent text waits."""
    return state_dir(env) / usual.DRAFTS


def endpoint_dir(env: Env) -> "Path":
    """Where an endpoint that runs here keeps what it holds."""
    return data_dir(env) / "endpoint"


def own_answers(env: Env) -> "Path":
    """The file with a person's own copy of what was answered from the shell."""
    return state_dir(env) / "own-answers.jsonl"


def team_folder(cwd: "Path") -> "Path | None":
    """The nearest `.ritual` folder, here or above."""
    above = (place / TEAM_FOLDER for place in (cwd, *cwd.parents))
    return next((folder for folder in above if _is_dir(folder)), None)


def team_card(folder: "Path") -> "Path":
    """The team card in a `.ritual` folder."""
    return folder / usual.TEAM_CARD


def built_in(kind: str) -> "Path":
    """The folder of what ships: inside the package once installed, else at the root of the checkout."""
    inside = kind if kind in ("rituals", "themes", "demo") else f"rituals/{kind}"
    package = _path(__file__).parents[1]
    return next((root / inside for root in (package, package.parents[1]) if _is_dir(root / inside)), package / inside)


def shelves(kind: str, env: Env, cwd: "Path") -> "tuple[Path, ...]":
    """The folders where files of one kind are looked for, nearest first."""
    team = team_folder(cwd)
    near = (team / kind,) if team else ()
    return (*near, config_dir(env) / kind, built_in(kind))


def closed(env: Env) -> "Path | None":
    """The folder of records that may not be looked into, where there is one."""
    teams = teams_dir(env)
    try:
        return next(filter(_is_closed, (teams, *teams.iterdir())), None)
    except PermissionError:
        return teams
    except OSError:  # there is none
        return None


def _is_closed(folder: "Path") -> bool:
    try:
        (folder / usual.RECORD).exists()
    except PermissionError:
        return True
    return False


def _place(env: Env, what: str) -> "Path":
    return _path(_where(env, what))


def _where(env: Env, what: str) -> str:
    return usual.place(env, what) if usual.is_settled(env, what) else _platform(what)


def _path(text: str) -> "Path":
    from pathlib import Path

    return Path(text)


def _platform(what: str) -> str:
    import platformdirs

    places = {
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
        "state": platformdirs.user_state_dir,
    }
    return places[what]("ritual", appauthor=False)


def _is_dir(path: "Path") -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above that may not be looked into
        return False
