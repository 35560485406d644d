"""The course of following: connected, live, cut off and back again, in one thread that works on the record."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from typing import Final, NamedTuple

from ritual.errors import RitualError, StoreTrouble, SyncTrouble
from ritual.protocol.device import token
from ritual.protocol.wire import Live
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http, Pausing
from ritual.sync.listening import Listener, Over
from ritual.sync.live import Heard, Hearing
from ritual.sync.looking import Looking
from ritual.sync.news import Batch, Bye, Hello
from ritual.sync.pace import Pace, Patience
from ritual.sync.state import CONNECTING, OFFLINE, STOPPED, Stand, State
from ritual.sync.telling import Teller
from ritual.sync.turns import Ground, Turns
from ritual.sync.ways import Ways

_ASLEEP: Final = 20.0
"""Seconds by which the clocks part while the machine sleeps; no connection survives that."""
_LONGEST_BYE: Final = 30.0


class Telling(NamedTuple):
    """Who is told of live messages, and of any change."""

    heard: Callable[[Heard], None]
    changed: Callable[[], None]


class Course:
    """What happens in the follower's thread; `wake`, `stop`, `tell` and `state` are for others."""

    def __init__(self, ground: Ground, telling: Telling, pace: Pace) -> None:
        self._ground, self._pace, self._patience = ground, pace, Patience(pace)
        self._stand = Stand(ground.now, telling.changed)
        self._hearing = Hearing(ground.keys.team, telling.heard)
        self._stop = threading.Event()
        self._teller: Teller | None = None
        self._listeners: list[Listener] = []
        """The one that listens now, and those before it that haven't ended yet."""

    @property
    def state(self) -> State:
        """How it stands."""
        return self._stand.state._replace(unheard=self._hearing.unheard)

    def wake(self) -> None:
        """Something was written."""
        for listener in self._listeners[-1:]:
            listener.wake()

    def stop(self) -> None:
        """Ends it, as soon as what is under way is over with."""
        self._stop.set()
        self.wake()

    def tell(self, said: bytes, ttl: int) -> None:
        """Passes a live message on, while anybody can hear it."""
        if self._teller and self._stand.state.is_live:
            self._teller.tell((said, ttl))

    def run(self) -> None:
        """Follows until it is stopped; what goes wrong is told by the state."""
        try:
            self._run()
        except RitualError as error:
            self._stand.shift(STOPPED, error)
        except Exception as error:  # noqa: BLE001  the one place in sync that catches everything
            self._stand.shift(STOPPED, saying.broken(error))

    def _run(self) -> None:
        ground = self._ground
        with ExitStack() as stack, SharedRecord.open(str(ground.record), create=False) as record:
            http = Http(ground.keys.endpoint, token(ground.keys.token), Pausing(self._stop.wait, random.random, 1))
            stack.callback(http.close)
            self._turns = Turns(ground, record, http, self._stop)
            self._ways = Ways(http, ground.keys.team, self._turns, self._pace.wait)
            self._looking = Looking(self._turns, self._stand, self._pace)
            self._turns.meanwhile = self._looking.look
            self._teller = Teller(http, ground.hand, lambda: self._turns.engine.keys)
            self._teller.start()
            stack.callback(self._teller.stop)
            stack.callback(self._join)
            while not self._stop.is_set():
                self._rest(self._once())

    def _join(self) -> None:
        for listener in self._listeners:
            listener.join()

    def _once(self) -> float:
        """Syncs, then follows as long as it goes well; gives the seconds to wait before the next time."""
        try:
            self._turns.catch_up()
            self._looking.look()
            with closing(self._listening()) as listener:
                return self._followed(listener)
        except RitualError as error:
            return self._failed(error)

    def _listening(self) -> Listener:
        listener = Listener(self._ways.source(), self._hear)
        self._listeners = [*(each for each in self._listeners if not each.is_over), listener]
        listener.start()
        if self._ways.polls:
            self._patience.well()
            self._stand.live(None)
        return listener

    def _hear(self, live: Live) -> None:
        before = self._hearing.unheard
        self._hearing.hear(live, self._turns.engine.keys)
        if self._hearing.unheard != before:
            self._stand.changed()

    def _followed(self, listener: Listener) -> float:
        """Works on the record while news come; gives the seconds to wait once there are no more."""
        drift = self._drift()
        while not self._stop.is_set():
            news = listener.come(self._pace.look)
            if batches := [each for each in news if isinstance(each, Batch)]:
                self._turns.take(batches)
            for each in news:
                if isinstance(each, Hello):
                    self._ways.well()
                    self._patience.well()
                    self._stand.live(each.time - self._ground.now().timestamp())
                elif isinstance(each, Bye | Over):
                    return self._ended(each)
            self._looking.push()
            if not news:
                self._looking.settle()
            self._looking.look()
            if self._is_dead(listener) or abs(self._drift() - drift) > _ASLEEP:
                return self._ended(Bye("", 0))
        return 0

    def _is_dead(self, listener: Listener) -> bool:
        """Whether nothing came for too long; where nothing ever did, pulls that wait are tried from now on."""
        if self._ways.polls:
            return self._ways.is_outdated  # a pull has a limit of its own
        seconds, is_open = listener.silence()
        if not is_open and seconds > self._pace.first:
            self._ways.held_back()
            return True
        return seconds > self._pace.silence

    def _drift(self) -> float:
        return self._ground.now().timestamp() - time.monotonic()

    def _ended(self, end: Bye | Over) -> float:
        """There are no more news. That may be nothing: the next sync says what is the matter."""
        trouble = end.trouble if isinstance(end, Over) else None
        if trouble and self._ways.crowded(trouble):
            return 0.0
        if trouble and not self._stand.state.is_live and trouble.kind not in saying.OTHER_LOG:
            self._ways.refused(trouble)
            raise trouble
        self._stand.shift(CONNECTING, saying.one_too_many(trouble))
        if isinstance(end, Bye):
            return min(end.after, _LONGEST_BYE)
        return max(self._patience.after(None), trouble.after if trouble else 0.0)

    def _failed(self, error: RitualError) -> float:
        is_new = str(self._stand.state.trouble) != str(error)
        self._stand.shift(OFFLINE, error)
        trouble = error if isinstance(error, SyncTrouble) else None
        with suppress(StoreTrouble):
            if trouble and is_new:
                self._looking.note(trouble)
        return self._patience.after(trouble)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stop.is_set() and (left := until - time.monotonic()) > 0:
            self._stop.wait(min(self._pace.look, left))
            self._looking.look()
