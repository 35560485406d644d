"""Why a connection came to nothing, in words: what lies behind an error of the network."""

import socket
import ssl
from collections.abc import Iterator
from typing import Final

from ritual.words import t

_NO_TLS: Final = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE")
"""What is wrong with the first bytes of whoever speaks something else, as releases of OpenSSL say it."""


def is_about_trust(error: BaseException) -> bool:
    """Whether the connection failed because the certificate doesn't fit."""
    return any(isinstance(each, ssl.SSLCertVerificationError) for each in _behind(error))


def reason(error: BaseException) -> str:
    """Why nobody was reached, as a clause; what isn't known is said as the system says it."""
    for each in _behind(error):
        if isinstance(each, socket.gaierror):
            return t("nobody here knows that name")
        if isinstance(each, ConnectionRefusedError):
            return t("nobody listens there")
        if isinstance(each, ssl.SSLError) and each.reason in _NO_TLS:
            return t("https isn't spoken there")
        if isinstance(each, TimeoutError):
            return t("nobody answered in time")
    return str(error) or type(error).__name__


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and whatever led to it, the outermost first."""
    while error:
        yield error
        error = error.__cause__ or error.__context__
