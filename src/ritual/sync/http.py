"""The endpoint over HTTP, with patience where that helps; the only module that reaches httpx."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple, NoReturn, TypeVar
from urllib.parse import urlsplit

import httpx

from ritual import __version__
from ritual.errors import SyncTrouble
from ritual.model.instant import YEARS
from ritual.protocol.info import VERSION, Info, read_info
from ritual.protocol.problems import read_problem
from ritual.protocol.reading import Malformed, Told
from ritual.protocol.wire import written
from ritual.sync import saying
from ritual.sync.reasons import is_about_trust

Given = TypeVar("Given")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_AGAIN: Final = (429, 502, 503, 504)
_HELLO: Final = "ritual-protocol"
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_CONNECT_SECONDS, _READ_SECONDS = 10.0, 40.0
LARGEST: Final = 8 << 20
"""How many bytes an answer may have; the largest page of a log needs less than half of that."""
_WHOLE_SECONDS: Final = 300.0
"""How long an answer may take to arrive, however steadily it trickles."""


class Pausing(NamedTuple):
    """How to wait before another try, and how many there are: `sleep` takes seconds, `chance` gives 0 to 1."""

    sleep: Callable[[float], object]
    chance: Callable[[], float]
    tries: int = 4


class Answer(NamedTuple):
    """A status, the body behind it, and for how many seconds the endpoint asks to be left alone."""

    status: int
    body: bytes
    after: float = 0.0


class Flow(NamedTuple):
    """An answer that goes on: its bytes as they come, and what ends it from another thread."""

    chunks: Iterator[bytes]
    cut: Callable[[], None]


class Http:
    """One endpoint, spoken to from one device. Every method raises SyncTrouble."""

    def __init__(
        self, endpoint: str, token: str, pausing: Pausing, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.endpoint = checked(endpoint)
        # What is sealed doesn't shrink, and what is packed small may be endless.
        headers = {"Ritual-Client": f"ritual/{__version__}", "Accept-Encoding": "identity"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        self._client = self._built(headers, transport)
        self._pausing = pausing
        self.time = 0
        """What the endpoint's clock showed at its last answer, in seconds since 1970; 0 where it hasn't said."""

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def info(self) -> Info:
        """What an endpoint tells about itself before anything is shared through it; raises SyncTrouble for one that
        speaks another version."""
        try:
            found = self.read(self.done("GET", "/info"), read_info)
        except SyncTrouble as trouble:
            raise saying.at_first(trouble) from trouble
        if not found.oldest <= VERSION <= found.newest:
            raise saying.other_version(self.endpoint, found.oldest > VERSION)
        return found

    def ask(self, method: str, path: str, told: Told | None = None, **headers: str) -> Answer:
        """The endpoint's answer, whatever it says; tried again where it is busy or out of reach."""
        content = None if told is None else written(told)
        more = headers | ({"Content-Type": "application/json"} if content else {})
        left = self._pausing.tries
        while True:
            left -= 1
            asked = 0.0
            try:
                with self._client.stream(
                    method, f"{self.endpoint}/v1{path}", content=content, headers=more
                ) as response:
                    if response.status_code not in _AGAIN or not left:
                        return self._answer(response)
                    asked = _seconds(response.headers)
            except httpx.HTTPError as error:
                if not left or is_about_trust(error):
                    raise saying.unreachable(self.endpoint, error) from error
            self._pause(left, asked)

    @contextmanager
    def listen(self, path: str) -> Iterator[Flow]:
        """An answer that goes on, as long as the block lasts; tried once."""
        headers = {"Accept": "text/event-stream"}
        try:
            with self._client.stream("GET", f"{self.endpoint}/v1{path}", headers=headers) as response:
                self._greeted(response)
                if response.status_code >= 300:
                    self.refuse(self._answer(response))
                yield Flow(response.iter_raw(), lambda: _cut(response))
        except httpx.HTTPError as error:
            raise saying.unreachable(self.endpoint, error) from error
        except Malformed as error:
            raise saying.no_endpoint(self.endpoint, str(error)) from error

    def done(self, method: str, path: str, told: Told | None = None, **headers: str) -> bytes:
        """The body of an answer that says yes; raises SyncTrouble for any other."""
        answer = self.ask(method, path, told, **headers)
        if answer.status >= 300:
            self.refuse(answer)
        return answer.body

    def refuse(self, answer: Answer) -> NoReturn:
        """Raises what an answer complains about."""
        raise saying.refused(self.endpoint, read_problem(answer.status, answer.body), answer.after)

    def read(self, body: bytes, reader: Callable[[bytes], Given]) -> Given:
        """What a body says; raises SyncTrouble for one that can't be what was asked for."""
        try:
            return reader(body)
        except Malformed as error:
            raise saying.no_endpoint(self.endpoint, str(error)) from error

    def _built(self, headers: dict[str, str], transport: httpx.BaseTransport | None) -> httpx.Client:
        host = urlsplit(self.endpoint).hostname
        # What travels in the open may go to this machine alone, whatever proxy the environment names.
        direct = {f"all://{f'[{host}]' if ':' in host else host}": None} if host in _LOOPBACK else None
        timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
        try:
            return httpx.Client(headers=headers, timeout=timeout, transport=transport, mounts=direct)
        except OSError as error:
            raise saying.no_certificates(str(error)) from error
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise saying.no_proxy() from error

    def _answer(self, response: httpx.Response) -> Answer:
        self._greeted(response)
        self.time = _told_time(response.headers)
        return Answer(response.status_code, self._body(response), _seconds(response.headers))

    def _greeted(self, response: httpx.Response) -> None:
        """Raises SyncTrouble where no endpoint answers, or packs what it says."""
        if _HELLO not in response.headers:
            if response.status_code in _AGAIN:
                raise saying.out_of_reach(self.endpoint, response.status_code, _seconds(response.headers))
            raise saying.no_endpoint(self.endpoint, str(response.status_code))
        if (packed := response.headers.get("Content-Encoding", "identity")) != "identity":
            raise saying.no_endpoint(self.endpoint, packed[:40])

    def _body(self, response: httpx.Response) -> bytes:
        """The body, counted while it comes: what a header says about it may be a lie."""
        body, until = bytearray(), time.monotonic() + _WHOLE_SECONDS
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > LARGEST or time.monotonic() > until:
                raise saying.endless(self.endpoint)
        return bytes(body)

    def _pause(self, left: int, asked: float) -> None:
        most = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (self._pausing.tries - 1 - left))
        self._pausing.sleep(max(asked, self._pausing.chance() * most))


def checked(endpoint: str) -> str:
    """The address as it is kept; raises SyncTrouble for what is none, or would travel in the open."""
    written_out = endpoint if "://" in endpoint else f"https://{endpoint}"
    try:
        parts = urlsplit(written_out)
        host, _port = parts.hostname, parts.port
        httpx.URL(written_out).host.encode("idna")  # as it is looked up
    except (ValueError, httpx.InvalidURL):
        raise saying.no_address(endpoint) from None
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise saying.no_address(endpoint)
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise saying.in_the_open(endpoint)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/v1')}"


def _cut(response: httpx.Response) -> None:
    """Ends a connection that another thread reads: closing its socket wouldn't wake that one."""
    stream = response.extensions.get("network_stream")
    connected = stream.get_extra_info("socket") if stream else None
    if connected:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # not that of TLS, which the other one still uses


def _told_time(headers: Mapping[str, str]) -> int:
    try:
        told = parsedate_to_datetime(headers.get("Date", ""))
        return int(told.timestamp()) if told.year in YEARS else 0
    except (ValueError, OverflowError):
        return 0


def _seconds(headers: Mapping[str, str]) -> float:
    """How long the endpoint asks to wait, no longer than anybody would."""
    asked = headers.get("Retry-After", "")
    return min(_LONGEST_PAUSE, float(asked)) if asked.isascii() and asked.isdecimal() else 0.0
