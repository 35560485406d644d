"""Tells live messages in a thread of its own; one that doesn't get through is lost, and nobody waits for it."""

import os
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from ritual.errors import SyncTrouble
from ritual.protocol.wire import Live, live_told
from ritual.sync.http import Http
from ritual.sync.live import sealed_live
from ritual.sync.sealing import Hand

_MOST: Final = 32
"""How many messages may wait; beyond that the oldest are lost, which come too late anyway."""

Said = tuple[bytes, int]
"""What is said, and for how many seconds it counts."""


class Teller:
    """One device's voice. `keys` gives the team's keys as they are known at that moment."""

    def __init__(self, http: Http, hand: Hand, keys: Callable[[], Mapping[int, bytes]]) -> None:
        self._http, self._hand, self._keys = http, hand, keys
        self._waiting: deque[Said] = deque(maxlen=_MOST)
        self._woken = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._run, daemon=True, name="ritual tells")

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def tell(self, said: Said) -> None:
        """Sends a message soon."""
        with self._woken:
            self._waiting.append(said)
            self._woken.notify()

    def stop(self) -> None:
        """Sends nothing more, once what is on its way is over with."""
        with self._woken:
            self._is_over = True
            self._woken.notify()
        self._thread.join()

    def _run(self) -> None:
        while said := self._next():
            words, ttl = said
            body = sealed_live(words, self._hand, self._keys(), os.urandom)
            with suppress(SyncTrouble):
                self._http.done("POST", f"/teams/{self._hand.team}/live", live_told(Live("", "", body, ttl)))

    def _next(self) -> Said | None:
        with self._woken:
            self._woken.wait_for(lambda: self._is_over or self._waiting)
            return None if self._is_over else self._waiting.popleft()
