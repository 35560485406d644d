"""Why a connection came to nothing: each usual cause in words, with real sockets, and anything else as it came."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from ritual.sync.reasons import is_about_trust, reason
from tests.cli.test_links import says, server


@contextmanager
def silent() -> Iterator[int]:
    """The port of somebody who takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def why(address: str) -> str:
    """Why asking at an address comes to nothing."""
    with pytest.raises(httpx.HTTPError) as raised, httpx.Client(timeout=httpx.Timeout(5, read=0.05)) as client:
        client.get(address)
    assert not is_about_trust(raised.value)
    return reason(raised.value)


def test_the_usual_causes_have_words() -> None:
    assert why("https://ritual.invalid") == "nobody here knows that name"
    with silent() as port:
        assert why(f"http://127.0.0.1:{port}") == "nobody answered in time"
    assert why(f"http://127.0.0.1:{port}") == "nobody listens there"
    with server(says(200, b"")) as plain:
        assert why(plain.replace("http", "https")) == "https isn't spoken there"


def test_anything_else_is_said_as_it_came() -> None:
    assert reason(httpx.ReadError("cut off")) == "cut off"
    assert reason(httpx.ReadError("")) == "ReadError"
