"""The keys of a shared team on this machine: one private file beside the record, never in it and in no copy of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ritual.errors import StoreTrouble
from ritual.files.places import Env, pending_keys, team_keys
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
    return _read(team_keys(env, team), team)


def write_keys(env: Env, keys: Keys) -> None:
    """Keeps the keys of a team, for this user alone; StoreTrouble where that isn't possible."""
    _write(team_keys(env, keys.team), keys)


def forget_keys(env: Env, team: str) -> None:
    """Deletes the keys of a team here; StoreTrouble where that isn't possible."""
    remove(team_keys(env, team))


def kept_for(env: Env, of: str, fresh: Keys) -> Keys:
    """The same keys for every try to share a team or to accept an invite, whose id `of` is, until it is done.

    An endpoint that has done it, and whose answer was lost, knows this device by them. Raises StoreTrouble.
    """
    path = pending_keys(env, of)
    keys = _read(path, fresh.team)
    if keys is None:
        _write(path, fresh)
    return keys or fresh


def done_with(env: Env, of: str) -> None:
    """There is no other try; StoreTrouble where the folder says no."""
    remove(pending_keys(env, of))


def _read(path: Path, team: str) -> Keys | None:
    try:
        told = json.loads(path.read_bytes())
        endpoint, member, device = (str(told[name]) for name in ("endpoint", "member", "device"))
        token, wrap, sign = (unb64(told[name]) for name in ("token", "wrap", "sign"))
        epochs = {int(epoch): unb64(key) for epoch, key in told["epochs"].items()}
        return Keys(team, endpoint, member, device, token, wrap, sign, epochs)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreTrouble(
            t("The keys of the team in {path} can't be read.", path=path),
            t("Bring that file back from a copy, or ask for a new link and `ritual join` again."),
        ) from error


def _write(path: Path, keys: Keys) -> None:
    epochs = {str(epoch): b64(key) for epoch, key in sorted(keys.epochs.items())}
    secrets = {name: b64(getattr(keys, name)) for name in ("token", "wrap", "sign")}
    told = {"v": 1, "endpoint": keys.endpoint, "member": keys.member, "device": keys.device}
    with putting(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write(path, json.dumps(told | secrets | {"epochs": epochs}, indent=1) + "\n", PRIVATE)
