"""A joining that isn't finished: its keys, kept before the link is used up, so that it can go on."""

import json
from typing import NamedTuple

from ritual.files.keys import Keys, keys_from, keys_told, unreadable
from ritual.files.places import Env, unfinished_joining
from ritual.files.writing import PRIVATE, remove, write


class Unfinished(NamedTuple):
    """The keys of a device that joins; their team is "" until the endpoint has let it in, as are the names."""

    keys: Keys
    name: str = ""
    inviter: str = ""


def read_unfinished(env: Env, invite: str) -> Unfinished | None:
    """What was begun with this invite, None where nothing was; StoreTrouble where the file can't be used."""
    path = unfinished_joining(env, invite)
    try:
        told = json.loads(path.read_bytes())
        return Unfinished(keys_from(str(told["team"]), told), str(told["name"]), str(told["inviter"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(path) from error


def write_unfinished(env: Env, invite: str, begun: Unfinished) -> None:
    """Keeps what is needed to go on, for this user alone; StoreTrouble where that isn't possible."""
    path = unfinished_joining(env, invite)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {**keys_told(begun.keys), "team": begun.keys.team, "name": begun.name, "inviter": begun.inviter}
    write(path, json.dumps(told, indent=1) + "\n", PRIVATE)


def forget_unfinished(env: Env, invite: str) -> None:
    """It is finished, or will never be; StoreTrouble where the file can't be removed."""
    remove(unfinished_joining(env, invite))
