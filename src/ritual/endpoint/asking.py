"""Who asks and what: the token, the team in the path, and a body that is no larger or slower than it may be."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from starlette.requests import Request

from ritual.endpoint.answers import Refusal, slow_down
from ritual.endpoint.gates import Gates
from ritual.endpoint.rooms import Rooms
from ritual.endpoint.settings import Settings
from ritual.endpoint.storage.contract import Device, Storage
from ritual.protocol.binary import is_id
from ritual.protocol.device import token_hash
from ritual.protocol.people import ADMIN
from ritual.protocol.reading import Malformed

SMALL = 64 << 10
"""The largest body of any route but that for pushing."""
Read = TypeVar("Read")


class Parts(NamedTuple):
    """What every route works with; `now` gives whole seconds since 1970."""

    storage: Storage
    rooms: Rooms
    gates: Gates
    settings: Settings
    now: Callable[[], int]


def address(request: Request) -> str:
    """Where the request comes from; kept in memory alone, and only to count."""
    return request.client.host if request.client else ""


def bearer(request: Request) -> str:
    """The token that is shown, "" for none."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return shown.strip() if scheme.lower() == "bearer" else ""


async def known(parts: Parts, request: Request) -> Device:
    """The device that asks; refuses whoever has no valid token before anything else is looked at."""
    shown = bearer(request)
    if not shown:
        raise Refusal("token-missing", headers={"WWW-Authenticate": "Bearer"})
    device = await parts.storage.device(token_hash(shown), parts.now())
    if device is None:
        parts.gates.failed(address(request))
        raise Refusal("token-invalid", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    wait = parts.gates.device.wait(device.id)
    if wait:
        raise slow_down(wait)
    return device


async def inside(parts: Parts, request: Request) -> Device:
    """The device that asks, of the team in the path; any other team looks like none."""
    device = await known(parts, request)
    if device.team != request.path_params["team"]:
        raise Refusal("not-found")
    return device


async def admin(parts: Parts, request: Request) -> Device:
    """The device of an admin of the team in the path."""
    device = await inside(parts, request)
    if device.role != ADMIN:
        raise Refusal("not-allowed")
    return device


def id_in_path(request: Request, name: str) -> str:
    """The id in the path; what isn't one names nothing."""
    value = str(request.path_params[name])
    if not is_id(value):
        raise Refusal("not-found")
    return value


async def body(request: Request, read: Callable[[bytes], Read], most: int = SMALL) -> Read:
    """The body, read by one of the protocol's readers; one that doesn't arrive in time ends the connection."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal("unsupported-encoding")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal("unsupported-media")
    try:
        return read(await _received(request, most))
    except Malformed as error:
        raise Refusal("malformed", str(error)) from error


async def _received(request: Request, most: int) -> bytes:
    """The bytes, counted while they come: what a header says about them may be a lie.

    As much again as is allowed is read on and dropped: who is still sending when the connection ends, a proxy say,
    never sees why.
    """
    received, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= most:
            received += chunk
        elif size > 2 * most:
            break
    if size > most:
        raise Refusal("too-large", headers={"Connection": "close"}, limit=most)
    return bytes(received)
