"""Runs the endpoint in this process, until it is told to stop."""

import asyncio
import errno
import gc
import resource
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import uvicorn
import uvloop

from ritual.endpoint.app import application, parts_of
from ritual.endpoint.asking import Parts
from ritual.endpoint.certificate import Unfit, certified, renew
from ritual.endpoint.connection import limited
from ritual.endpoint.holding import Taken, held
from ritual.endpoint.logbook import Logbook
from ritual.endpoint.rooms import Rooms
from ritual.endpoint.settings import Settings
from ritual.endpoint.storage.sqlite.schema import Damaged, NotOurs
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.endpoint.wanted import Wanted, attend

__all__ = ["Damaged", "Listening", "NoPlace", "NotOurs", "Settings", "Taken", "Unfit", "certified", "run"]
_COLLECT_AFTER: Final = 100_000
"""How many objects more than before there are when the youngest are looked through."""
_ENDS_WITHIN: Final = 5
"""Seconds that requests have to be answered once the endpoint is told to stop."""


class Listening(NamedTuple):
    """Where to listen; certificate and key for TLS, and the addresses of proxies whose word is taken, by commas."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None
    proxies: str = ""


class NoPlace(OSError):
    """Nobody can listen at that address and port, or this user may not."""


class _Server(uvicorn.Server):
    """uvicorn's, but streams are told that it ends, and being told to stop is no failure."""

    def __init__(self, config: uvicorn.Config, rooms: Rooms) -> None:
        super().__init__(config)
        self._rooms = rooms

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the streams first: uvicorn waits for them."""
        self._rooms.end_all("shutdown")
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stops at the first signal in good order, at the second at once."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            with suppress(ValueError, RuntimeError):  # only the main thread of a process gets signals
                loop.add_signal_handler(each, self.handle_exit, each, None)
        yield


def run(
    folder: Path,
    listening: Listening,
    settings: Settings,
    log: Callable[[str], None],
    started: Callable[[int], None],
) -> None:
    """Serves until a signal comes; `started` is told the port.

    Raises NoPlace, Taken, NotOurs, and OSError where the folder or the certificate can't be used.
    """
    uvloop.run(serve(folder, listening, settings, log, started))


async def serve(
    folder: Path,
    listening: Listening,
    settings: Settings,
    log: Callable[[str], None],
    started: Callable[[int], None],
) -> None:
    """Like `run`, in a loop that runs already."""
    with held(folder), _bound(listening) as bound:
        _allow_many_connections()
        storage = SqliteStorage.open(folder, settings.room)
        try:
            parts, logbook = parts_of(storage, settings), Logbook(log)
            config = _config(listening, settings, parts, logbook)
            config.load()
            _collect_seldom()
            started(bound.getsockname()[1])
            async with _beside(_attend(folder, parts, logbook), _renew(config, listening, logbook)):
                await _Server(config, parts.rooms).serve([bound])
        finally:
            storage.close()


@asynccontextmanager
async def _beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Does that for as long as the endpoint serves."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _attend(folder: Path, parts: Parts, logbook: Logbook) -> None:
    """Does what whoever runs the endpoint wants erased, and tells the streams."""

    def done(wanted: Wanted) -> None:
        parts.rooms.poke(wanted.team)
        logbook.erased(len(wanted.entries), wanted.team)

    await attend(folder, parts.storage, done)


async def _renew(config: uvicorn.Config, listening: Listening, logbook: Logbook) -> None:
    """Shows a certificate that was renewed."""
    if config.ssl and listening.cert and listening.key:
        await renew(config.ssl, listening.cert, listening.key, logbook.certificate)


def _config(listening: Listening, settings: Settings, parts: Parts, logbook: Logbook) -> uvicorn.Config:
    return uvicorn.Config(
        application(parts, logbook),
        http=limited(settings.request, settings.connections),
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=bool(listening.proxies),
        forwarded_allow_ips=listening.proxies,
        ssl_certfile=listening.cert,
        ssl_keyfile=listening.key,
        timeout_graceful_shutdown=_ENDS_WITHIN,
    )


@contextmanager
def _bound(listening: Listening) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    try:
        listening.host.encode("idna")  # create_server would leave a socket open
        bound = socket.create_server((listening.host, listening.port), family=family, backlog=2048)
    except UnicodeError as error:  # what can't be the name of a host
        raise NoPlace(errno.EADDRNOTAVAIL, str(error)) from error
    except OSError as error:
        raise NoPlace(error.errno, error.strerror or str(error)) from error
    with bound:
        yield bound


def _collect_seldom() -> None:
    """What is there by now stays, and what a request makes goes without the collector, which was the longest wait of a
    push."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 50, 50)


def _allow_many_connections() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
