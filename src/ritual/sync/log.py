"""The log of one team at an endpoint, over HTTP."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from ritual.protocol.cursor import Cursor
from ritual.protocol.problems import read_problem
from ritual.protocol.wire import Page, Push, Pushed, Receipt, push_told, read_page, read_receipt
from ritual.sync.http import Answer, Http
from ritual.sync.remote import Gone

Given = TypeVar("Given")
GONE: Final = 410


class Log:
    """The log of one team at an endpoint, as the engine needs it."""

    def __init__(self, http: Http, team: str) -> None:
        self._http = http
        self._path = f"/teams/{team}/events"

    def push(self, cursor: Cursor, events: Sequence[Pushed]) -> Receipt | Gone:
        """See `Remote`."""
        return self._read(self._http.ask("POST", self._path, push_told(Push(cursor, tuple(events)))), read_receipt)

    def pull(self, cursor: Cursor, limit: int, wait: int = 0) -> Page | Gone:
        """See `Remote`; `wait` is for how many seconds the endpoint may wait until there is something."""
        waiting = f"&wait={wait}" if wait else ""
        return self._read(self._http.ask("GET", f"{self._path}?after={cursor}&limit={limit}{waiting}"), read_page)

    def _read(self, answer: Answer, reader: Callable[[bytes], Given]) -> Given | Gone:
        if answer.status == GONE:
            return Gone(read_problem(answer.status, answer.body).type)
        if answer.status >= 300:
            self._http.refuse(answer)
        return self._http.read(answer.body, reader)
