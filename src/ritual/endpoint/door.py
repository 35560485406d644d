"""What every request passes: headers that all answers have, refusals become problems, and a line in the log."""

import time
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ritual.endpoint.answers import Refusal, refused, slow_down
from ritual.endpoint.logbook import Logbook
from ritual.endpoint.storage.contract import DiskFull, NoTeam, Unready
from ritual.protocol.binary import is_id
from ritual.protocol.info import VERSION

_HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"ritual-protocol", str(VERSION).encode()),
    (b"x-content-type-options", b"nosniff"),
)
_METHODS: Final = frozenset({"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"})
_ENCRYPTED: Final = ((b"strict-transport-security", b"max-age=31536000"),)


class Door:
    """The application, with all that holds for every route."""

    def __init__(self, app: ASGIApp, log: Logbook) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                encrypted = _ENCRYPTED if scope["scheme"] == "https" else ()
                message["headers"] = [*message.get("headers", ()), *_HEADERS, *encrypted]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            pass
        except Exception as error:  # noqa: BLE001  the one place of the endpoint that catches everything
            if status:
                self._log.failed(error)
            else:
                await refused(self._refusal(error))(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _refusal(self, error: Exception) -> Refusal:
        if isinstance(error, Refusal):
            return error
        if isinstance(error, NoTeam):
            return Refusal("not-found")
        self._log.failed(error)
        if isinstance(error, DiskFull):
            return slow_down(60, "disk-full")
        return slow_down(5, "busy") if isinstance(error, Unready) else Refusal("failed")

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "?"
        team = str(scope.get("path_params", {}).get("team", ""))
        self._log.request(method, scope.get("ritual.template", "-"), status, seconds, team if is_id(team) else "")
