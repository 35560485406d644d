"""The certificate an endpoint is to show: what is wrong with it is found before it listens, not by its clients."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ritual.protocol.certificate import Certificate, read_certificate

NO_PEM, OTHER_KEY, LOCKED, OVER = "no-pem", "other-key", "locked", "over"
RENEWED: Final = "renewed"
_LOOK: Final = 60.0
"""Seconds between two looks for a renewed certificate."""
_MISMATCH: Final = "KEY_VALUES_MISMATCH"


class Unfit(ValueError):
    """Certificate and key can't be shown: `why` is one of the constants above, `since` when a certificate was over."""

    def __init__(self, why: str, since: datetime | None = None) -> None:
        super().__init__(why)
        self.why, self.since = why, since


def certified(cert: Path, key: Path) -> Certificate:
    """What the certificate says; raises Unfit, and OSError for a file that can't be read."""
    try:
        found = read_certificate(cert.read_bytes())
        # Without this OpenSSL would ask for the password, at the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, _locked)
    except ssl.SSLError as error:
        raise Unfit(OTHER_KEY if error.reason == _MISMATCH else NO_PEM) from error
    except Unfit:
        raise
    except ValueError as error:
        raise Unfit(NO_PEM) from error
    if found.ends < datetime.now(UTC):
        raise Unfit(OVER, found.ends)
    return found


async def renew(context: ssl.SSLContext, cert: Path, key: Path, told: Callable[[str], None]) -> None:
    """Shows what is in these files to whoever connects from then on; what can't be shown changes nothing.

    `told` is given `renewed`, or why it isn't, each time the files have changed.
    """
    before = _stamp(cert, key)
    while True:
        await asyncio.sleep(_LOOK)
        now = _stamp(cert, key)
        if now != before:
            before = now
            told(_renewed(context, cert, key))


def _renewed(context: ssl.SSLContext, cert: Path, key: Path) -> str:
    try:
        certified(cert, key)
        context.load_cert_chain(cert, key, _locked)
    except Unfit as error:
        return error.why
    except OSError as error:
        return type(error).__name__
    return RENEWED


def _stamp(*paths: Path) -> list[tuple[int, int, int]]:
    """What tells that files are others than before; one that isn't there says nothing."""
    found = [path.stat() for path in paths if path.exists()]
    return [(each.st_ino, each.st_size, each.st_mtime_ns) for each in found]


def _locked() -> str:
    raise Unfit(LOCKED)
