"""A joining or a sharing that isn't finished: its keys, kept before an endpoint knows them, so that it can go on."""

import json
from typing import NamedTuple

from ritual.files.keys import Keys, keep, keys_from, keys_told, unreadable
from ritual.files.places import Env, unfinished
from ritual.files.writing import remove


class Unfinished(NamedTuple):
    """The keys of a device; where it joins, their team is "" until the endpoint has let it in, as are the names."""

    keys: Keys
    name: str = ""
    inviter: str = ""


def read_unfinished(env: Env, of: str) -> Unfinished | None:
    """What was begun with this link, or with sharing this team; None where nothing was.

    Raises StoreTrouble where the file can't be used.
    """
    path = unfinished(env, of)
    try:
        told = json.loads(path.read_bytes())
        return Unfinished(keys_from(str(told["team"]), told), str(told["name"]), str(told["inviter"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(path) from error


def write_unfinished(env: Env, of: str, begun: Unfinished) -> None:
    """Keeps what is needed to go on, for this user alone; StoreTrouble where that isn't possible."""
    told = {**keys_told(begun.keys), "team": begun.keys.team, "name": begun.name, "inviter": begun.inviter}
    keep(unfinished(env, of), told)


def forget_unfinished(env: Env, of: str) -> None:
    """It is finished, or will never be; StoreTrouble where the file can't be removed."""
    remove(unfinished(env, of))
