"""The course of following: connected, live, cut off and back again, in one thread that works on the record."""

import random
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from queue import Empty, Full, Queue
from typing import Final, NamedTuple

from ritual.errors import RitualError, StoreTrouble, SyncTrouble
from ritual.protocol.device import token
from ritual.protocol.wire import Live
from ritual.store.shared import SharedRecord
from ritual.sync import saying
from ritual.sync.http import Http, Pausing
from ritual.sync.listening import Listener, Over, polled, streamed
from ritual.sync.live import Heard, Hearing
from ritual.sync.looking import Looking
from ritual.sync.news import Batch, Bye, Hello, News
from ritual.sync.pace import Pace, Patience
from ritual.sync.state import CONNECTING, OFFLINE, STOPPED, Stand, State
from ritual.sync.telling import Teller
from ritual.sync.turns import Ground, Turns

_ASLEEP: Final = 20.0
"""Seconds by which the clocks part while the machine sleeps; no connection survives that."""
_LONGEST_BYE: Final = 30.0
_CROWDED: Final = 600.0
"""Seconds for which pulls wait instead of a stream where this device has as many of those as it may."""
_MOST: Final = 32
"""How many news wait for their turn before the endpoint has to."""
_REFUSED: Final = 3
"""How often in a row a stream may fail where everything else goes well, before pulls that wait are tried."""
_MOMENT: Final = 0.1


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
        self._news: Queue[News | Over | None] = Queue(_MOST)
        self._teller: Teller | None = None
        self._polls, self._polls_until = False, 0.0
        self._refused = 0

    @property
    def state(self) -> State:
        """How it stands."""
        return self._stand.state._replace(unheard=self._hearing.unheard)

    def wake(self) -> None:
        """Something was written."""
        with suppress(Full):  # then there is something to wake up for
            self._news.put_nowait(None)

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
            self._looking = Looking(self._turns, self._stand, self._pace)
            self._turns.meanwhile = self._looking.look
            self._teller = Teller(http, ground.hand, lambda: self._turns.engine.keys)
            self._teller.start()
            stack.callback(self._teller.stop)
            while not self._stop.is_set():
                self._rest(self._once(http, stack))

    def _once(self, http: Http, stack: ExitStack) -> float:
        """Syncs, then follows as long as it goes well; gives the seconds to wait before the next time."""
        try:
            self._turns.catch_up()
            self._looking.look()
            listener = self._listening(http)
            stack.callback(listener.join)
            with closing(listener):
                return self._followed(listener)
        except RitualError as error:
            return self._failed(error)

    def _listening(self, http: Http) -> Listener:
        team, cursor, self._polls = self._ground.keys.team, self._turns.cursor, self._has_to_poll
        source = polled(http, team, cursor, self._pace.wait) if self._polls else streamed(http, team, cursor)
        news: Queue[News | Over | None] = Queue(_MOST)
        self._news, engine = news, self._turns.engine

        def told(each: News | Over) -> None:
            self._hear(each, engine.keys) if isinstance(each, Live) else _put(news, each, listener)

        listener = Listener(source, told)
        listener.start()
        if self._polls:
            self._patience.well()
            self._stand.live(None)
        return listener

    def _hear(self, live: Live, keys: Mapping[int, bytes]) -> None:
        before = self._hearing.unheard
        self._hearing.hear(live, keys)
        if self._hearing.unheard != before:
            self._stand.changed()

    def _followed(self, listener: Listener) -> float:
        """Works on the record while news come; gives the seconds to wait once there are no more."""
        drift = self._drift()
        while not self._stop.is_set():
            news = self._come()
            if batches := [each for each in news if isinstance(each, Batch)]:
                self._turns.take(batches)
            for each in news:
                if isinstance(each, Hello):
                    self._refused = 0
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

    def _come(self) -> list[News | Over]:
        """All news that have come, after waiting a moment for some."""
        found = []
        with suppress(Empty):
            found.append(self._news.get(timeout=self._pace.look))
            while True:
                found.append(self._news.get_nowait())
        return [each for each in found if each is not None]

    def _is_dead(self, listener: Listener) -> bool:
        """Whether nothing came for too long; where nothing ever did, pulls that wait are tried from now on."""
        if self._polls:
            return not self._has_to_poll  # a pull has a limit of its own; in time a stream is tried again
        seconds, is_open = listener.silence()
        if not is_open and seconds > self._pace.first:
            self._turns.poll()
            return True
        return seconds > self._pace.silence

    @property
    def _has_to_poll(self) -> bool:
        return self._turns.polls or time.monotonic() < self._polls_until

    def _drift(self) -> float:
        return self._ground.now().timestamp() - time.monotonic()

    def _ended(self, end: Bye | Over) -> float:
        """There are no more news. That may be nothing: the next sync says what is the matter."""
        trouble = end.trouble if isinstance(end, Over) else None
        if trouble and trouble.kind == saying.CROWDED and not self._polls:
            self._polls_until = time.monotonic() + _CROWDED
            return 0.0
        if trouble and not self._stand.state.is_live and trouble.kind not in saying.OTHER_LOG:
            self._refuse(trouble)
            raise trouble
        self._stand.shift(CONNECTING)
        return min(end.after, _LONGEST_BYE) if isinstance(end, Bye) else self._patience.after(None)

    def _refuse(self, trouble: SyncTrouble) -> None:
        """Somebody in between won't have streams, it seems, where only these don't get through."""
        self._refused += trouble.kind in (saying.UNREACHABLE, saying.NO_ENDPOINT)
        if self._refused >= _REFUSED:
            self._turns.poll()

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


def _put(news: Queue[News | Over | None], each: News | Over, listener: Listener) -> None:
    """Hands it over once there is room, or nobody listens any more."""
    while not listener.is_closed:
        with suppress(Full):
            news.put(each, timeout=_MOMENT)
            return
