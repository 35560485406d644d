"""Live messages, which nobody keeps: sealed for the team, and opened and cleaned where they are heard."""

import json
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from ritual.model.carried import cleaned
from ritual.model.reading import Object
from ritual.protocol.reading import Malformed, read_object
from ritual.protocol.sealing import NONCE_BYTES, SALT_BYTES, NotOpened, Sender, seal_live, sealed_under, unseal_live
from ritual.protocol.wire import LIVE_BYTES, Live
from ritual.sync.sealing import Hand, Random

MOST: Final = LIVE_BYTES // 2 - 1
"""How many bytes of JSON a message may have: padded and sealed, twice as many would be too many."""
_DEVICES: Final = 256
"""Of how many devices the last message is remembered: an endpoint may tell of any number."""


class Heard(NamedTuple):
    """A live message of another device: the member it belongs to, what it says, for how many seconds that counts."""

    author: str
    device: str
    data: Object
    ttl: int


def words(data: Mapping[str, object]) -> bytes:
    """A message as it is sealed; ValueError for one that is too long."""
    found = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(found) > MOST:
        raise ValueError(f"a live message has at most {MOST} bytes")
    return found


def sealed_live(said: bytes, hand: Hand, keys: Mapping[int, bytes], random: Random) -> bytes:
    """The message for the endpoint, under the newest key."""
    epoch = max(keys)
    sender = Sender(hand.team, hand.member, epoch)
    return seal_live(keys[epoch], sender, said, random(SALT_BYTES), random(NONCE_BYTES))


def opened_live(live: Live, team: str, keys: Mapping[int, bytes]) -> Heard:
    """What a message says, its words cleaned; raises NotOpened."""
    key = keys.get(sealed_under(live.body))
    if key is None or not (live.author and live.device):
        raise NotOpened("no key for it")
    try:
        told = read_object(unseal_live(key, team, live.author, live.body))
    except Malformed as error:
        raise NotOpened("not an object") from error
    found = cleaned(told)
    assert isinstance(found, dict)
    return Heard(live.author, live.device, found, live.ttl)


class Hearing:
    """Opens what is said live, each message once; what doesn't open is only counted."""

    def __init__(self, team: str, heard: Callable[[Heard], None]) -> None:
        self._team, self._heard = team, heard
        self._latest: dict[str, bytes] = {}
        self.unheard = 0

    def hear(self, live: Live, keys: Mapping[int, bytes]) -> None:
        """Hands it on. Pulls that wait tell each message as long as it counts."""
        if self._latest.get(live.device) == live.body:
            return
        self._latest.pop(live.device, None)
        self._latest[live.device] = live.body
        if len(self._latest) > _DEVICES:
            del self._latest[next(iter(self._latest))]
        try:
            message = opened_live(live, self._team, keys)
        except NotOpened:
            self.unheard += 1
        else:
            self._heard(message)
