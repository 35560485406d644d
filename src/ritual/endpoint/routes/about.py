"""What the endpoint says about itself: `/v1/info`, `/v1/openapi.json`, `/healthz` and `/readyz`."""

import json
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ritual import __version__
from ritual.endpoint.answers import Refusal, answer
from ritual.endpoint.asking import Parts
from ritual.protocol.info import LIMITS, VERSION, Info, info_told


async def info(parts: Parts, _request: Request) -> Response:
    """Versions, limits, and whether anybody may make a team."""
    told = Info(VERSION, VERSION, __version__, LIMITS, ("live",), needs_admission=bool(parts.settings.admission))
    return answer(info_told(told))


async def openapi(_parts: Parts, _request: Request) -> Response:
    """The description of all routes for machines."""
    return answer(json.loads(files("ritual.endpoint").joinpath("openapi.json").read_text("utf-8")))


async def healthy(_parts: Parts, _request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


async def ready(parts: Parts, _request: Request) -> Response:
    """The disk takes a row."""
    await parts.storage.ready(parts.now())
    return PlainTextResponse("ok\n")


async def other_version(_parts: Parts, _request: Request) -> Response:
    """A version of the protocol that isn't spoken here."""
    raise Refusal("protocol", min=VERSION, max=VERSION)


async def nothing(_parts: Parts, _request: Request) -> Response:
    """No route."""
    raise Refusal("not-found")
