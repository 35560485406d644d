"""Seals what leaves this machine, opens and cleans what comes."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from ritual.model.carried import DEEPEST, Unreadable, cleaned
from ritual.model.event import ERASE, FORGET, REPLACE, Event
from ritual.model.json_text import value, written
from ritual.protocol.reading import instant_text
from ritual.protocol.sealing import NONCE_BYTES, Binding, NotOpened, seal, sealed_under, unseal
from ritual.protocol.wire import REKEY, Pulled, Pushed

KIND: Final = "kind"
_ERASURE: Final = b'{"v":1,"kind":"erase"}'
Random = Callable[[int], bytes]
"""Gives so many random bytes."""


class Hand(NamedTuple):
    """Who syncs: a member of a team, from one device."""

    team: str
    member: str
    device: str


def sealed(event: Event, hand: Hand, keys: Mapping[int, bytes], random: Random) -> bytes:
    """The event's body for the log, under the newest key."""
    epoch = max(keys)
    plaintext = _ERASURE if event.op in (ERASE, FORGET) else event.body.encode("utf-8", "replace")
    bound = _binding(pushed(event, b"", epoch), hand.team, hand.member)
    return seal(keys[epoch], bound, plaintext, random(NONCE_BYTES))


def pushed(event: Event, body: bytes, epoch: int = 0) -> Pushed:
    """The event as it travels; `epoch` is read from the body where it has one."""
    rev = event.rev if event.op == REPLACE else 0
    return Pushed(event.id, event.op, event.ref or "", rev, epoch or sealed_under(body), body)


def opened(pulled: Pulled, hand: Hand, keys: Mapping[int, bytes]) -> Event:
    """The event with its body in the clear, its words cleaned, no later than it was received; raises NotOpened.

    An erasure counts only where it was sealed as one, so that the endpoint can't erase anything here.
    """
    op = pulled.event.op
    if op == REKEY:
        raise NotOpened("not an event of an entry")
    body = plaintext(pulled, hand, keys).decode("utf-8", "replace")
    if op not in (ERASE, FORGET):
        return unread(pulled, _readable(body, instant_text(pulled.received)))
    if _object(body).get(KIND) != ERASE:
        raise NotOpened("sealed as something else")
    return unread(pulled)


def unread(pulled: Pulled, body: str = "") -> Event:
    """The event without its body, for one that is here already; or with what its body says."""
    event = pulled.event
    return Event(event.id, event.op, event.ref or None, event.rev, event.epoch, pulled.author, pulled.device, body)


def plaintext(pulled: Pulled, hand: Hand, keys: Mapping[int, bytes]) -> bytes:
    """What the body says; raises NotOpened."""
    event = pulled.event
    key = keys.get(sealed_under(event.body))
    if key is None or not pulled.author:
        raise NotOpened("no key for it")
    return unseal(key, _binding(event, hand.team, pulled.author), event.body)


def _binding(event: Pushed, team: str, author: str) -> Binding:
    return Binding(team, event.id, author, event.op, event.ref, event.rev, event.epoch)


def _readable(body: str, received: str) -> str:
    """The body as the record keeps it: what this ritual doesn't understand stays to the letter."""
    found = _object(body)
    if found.get("v") != 1 or not isinstance(found.get("data"), dict):
        return body
    at = found.get("at")
    if not (is_tidy := _is_tidy(body)):
        try:
            found = {key: cleaned(each) for key, each in found.items()}
        except Unreadable as error:
            raise NotOpened("nested too deeply") from error
    if not isinstance(at, str) or at > received:
        found["at"] = received
    return written(found) if is_tidy else written(found).encode("utf-8", "replace").decode()


def _is_tidy(body: str) -> bool:
    """Whether one look at the whole tells that no word in it needs cleaning, as it mostly does."""
    return body.isprintable() and "\\" not in body and body.count("{") + body.count("[") < DEEPEST


def _object(body: str) -> dict[str, object]:
    try:
        found = value(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
