"""The certificate an endpoint is to show: what is wrong with it is found before it listens, not by its clients."""

import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ritual.protocol.certificate import Certificate, read_certificate

NO_PEM, OTHER_KEY, LOCKED, OVER = "no-pem", "other-key", "locked", "over"
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


def _locked() -> str:
    raise Unfit(LOCKED)
