"""The endpoint as an ASGI application: every route, and what is true for each of them."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from ritual.endpoint.answers import Refusal
from ritual.endpoint.asking import Parts
from ritual.endpoint.door import Door
from ritual.endpoint.gates import Gates
from ritual.endpoint.logbook import Logbook
from ritual.endpoint.rooms import Rooms
from ritual.endpoint.routes import about, events, invites, teams
from ritual.endpoint.settings import Settings
from ritual.endpoint.storage.contract import Storage, Unready

Handler = Callable[[Parts, Request], Awaitable[Response]]
ROUTES: Final[Mapping[str, Mapping[str, Handler]]] = {
    "/v1/teams/{team}/events": {"GET": events.pull, "POST": events.push},
    "/v1/teams/{team}/stream": {"GET": events.stream},
    "/v1/teams/{team}/live": {"POST": events.live},
    "/v1/teams/{team}": {"GET": teams.show, "DELETE": teams.delete},
    "/v1/teams/{team}/members/{member}": {"PATCH": teams.set_role, "DELETE": teams.remove_member},
    "/v1/teams/{team}/devices/{device}": {"DELETE": teams.remove_device},
    "/v1/teams/{team}/invites": {"GET": invites.show, "POST": invites.create},
    "/v1/teams/{team}/invites/{invite}": {"DELETE": invites.revoke},
    "/v1/invites/{invite}/accept": {"POST": invites.accept},
    "/v1/j/{invite}": {"GET": invites.link},
    "/v1/teams": {"POST": teams.found},
    "/v1/info": {"GET": about.info},
    "/v1/openapi.json": {"GET": about.openapi},
    "/healthz": {"GET": about.healthy},
    "/readyz": {"GET": about.ready},
}
_OTHER_VERSION: Final = "/v{version:int}/{rest:path}"
_ERASURES_KEPT: Final = 400 * 86400
_CARE: Final = 60.0
"""Seconds after which live messages that are over are dropped."""
_BETWEEN: Final = 60
"""How often that is done before the storage is asked what expires there."""


class _Place:
    """One path with its methods."""

    def __init__(self, template: str, methods: Mapping[str, Handler], parts: Parts) -> None:
        self._template = template
        self._methods = methods
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["ritual.template"] = self._template
        handler = self._methods.get(scope["method"]) or self._methods.get("*")
        if handler is None:
            raise Refusal("no-such-method", headers={"Allow": ", ".join(sorted(self._methods))})
        response = await handler(self._parts, Request(scope, receive, send))
        await response(scope, receive, send)


def parts_of(storage: Storage, settings: Settings) -> Parts:
    """What the routes work with, on this machine's clocks."""
    rooms = Rooms(storage, settings.streams, time.monotonic)
    return Parts(storage, rooms, Gates(settings.rates, time.monotonic), settings, lambda: int(time.time()))


def application(parts: Parts, log: Logbook) -> Door:
    """The whole application."""
    nothing = _Place("-", {"*": about.nothing}, parts)
    every = {**ROUTES, _OTHER_VERSION: {"*": about.other_version}}
    routes = [Route(path, _Place(path, methods, parts)) for path, methods in every.items()]

    @asynccontextmanager
    async def living(_app: object) -> AsyncIterator[None]:
        caring = asyncio.create_task(_care(parts))
        yield
        caring.cancel()

    return Door(Router(routes, redirect_slashes=False, default=nothing, lifespan=living), log)


async def _care(parts: Parts) -> None:
    while True:
        with suppress(Unready):  # the disk is full, say: what expires waits for the next time
            await parts.storage.expire(parts.now() - _ERASURES_KEPT, parts.now())
        for _ in range(_BETWEEN):
            await asyncio.sleep(_CARE)
            parts.rooms.forget()
