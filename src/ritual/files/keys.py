"""The keys of a shared team on this machine: one private file beside the record, never in it and in no copy of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ritual.errors import StoreTrouble
from ritual.files.places import Env, team_keys
from ritual.files.writing import PRIVATE, putting, remove, write
from ritual.protocol.binary import b64, unb64
from ritual.words import t


class Keys(NamedTuple):
    """How this machine takes part in a team: where, as whom, from which device, and all that is secret about it.

    `token` is what the endpoint knows the device by, `wrap` and `sign` are the device's own keys, `epochs` the team's,
    32 bytes each.
    """

    team: str
    endpoint: str
    member: str
    device: str
    token: bytes
    wrap: bytes
    sign: bytes
    epochs: Mapping[int, bytes]

    @property
    def epoch(self) -> int:
        """The newest epoch that this machine has the key of."""
        return max(self.epochs)


def read_keys(env: Env, team: str) -> Keys | None:
    """The keys of a team, None where it isn't shared from here; StoreTrouble where the file can't be used."""
    path = team_keys(env, team)
    try:
        return keys_from(team, json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(path) from error


def unreadable(path: Path) -> StoreTrouble:
    """What to say about a file of keys that holds none."""
    return StoreTrouble(
        t("The keys of the team in {path} can't be read.", path=path),
        t("Bring that file back from a copy, or ask for a new link and `ritual join` again."),
    )


def write_keys(env: Env, keys: Keys) -> None:
    """Keeps the keys of a team, for this user alone; StoreTrouble where that isn't possible."""
    keep(team_keys(env, keys.team), keys_told(keys))


def keep(path: Path, told: Mapping[str, object]) -> None:
    """Writes a file of keys, for this user alone, as its folder if there is none; StoreTrouble as above."""
    with putting(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write(path, json.dumps(told, indent=1) + "\n", PRIVATE)


def keys_told(keys: Keys) -> dict[str, object]:
    """The keys as they stand in a file, whose name or place says of which team they are."""
    epochs = {str(epoch): b64(key) for epoch, key in sorted(keys.epochs.items())}
    secrets = {name: b64(getattr(keys, name)) for name in ("token", "wrap", "sign")}
    return {
        "v": 1,
        "endpoint": keys.endpoint,
        "member": keys.member,
        "device": keys.device,
        **secrets,
        "epochs": epochs,
    }


def keys_from(team: str, told: Any) -> Keys:
    """What `keys_told` told; raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    endpoint, member, device = (str(told[name]) for name in ("endpoint", "member", "device"))
    token, wrap, sign = (unb64(told[name]) for name in ("token", "wrap", "sign"))
    epochs = {int(epoch): unb64(key) for epoch, key in told["epochs"].items()}
    return Keys(team, endpoint, member, device, token, wrap, sign, epochs)


def forget_keys(env: Env, team: str) -> None:
    """Deletes the keys of a team here; StoreTrouble where that isn't possible."""
    remove(team_keys(env, team))
