"""Follows a team while somebody looks at it: what comes is taken in, what is written goes out, messages are passed on.

One thread works on the record, one listens, one tells. Whoever watches the record sees what has come.
"""

import threading
from collections.abc import Callable, Mapping

from ritual.sync.course import Course, Telling
from ritual.sync.live import Heard, words
from ritual.sync.pace import Pace
from ritual.sync.state import State
from ritual.sync.turns import Ground


class Follower:
    """Follows one team from `start` to `stop`. No method waits for the network, and each may be called at any time.

    `heard` is given live messages, `changed` is called when the record or the state has moved; both are called in
    threads of the follower and must not raise.
    """

    def __init__(
        self,
        ground: Ground,
        heard: Callable[[Heard], None] = lambda _: None,
        changed: Callable[[], None] = lambda: None,
        pace: Pace = Pace(),  # noqa: B008  immutable
    ) -> None:
        self._course = Course(ground, Telling(heard, changed), pace)
        self._thread = threading.Thread(target=self._course.run, daemon=True, name="ritual follows")

    def start(self) -> None:
        """Begins to follow."""
        self._thread.start()

    def stop(self, seconds: float = 0.5) -> None:
        """Ends it. Waits so long for what is under way; what isn't done then is left, and nothing is lost by it."""
        self._course.stop()
        self._thread.join(seconds)

    def poke(self) -> None:
        """Something was written: it goes out at once, instead of within half a second."""
        self._course.wake()

    def tell(self, data: Mapping[str, object], ttl: int) -> None:
        """Tells the team's other devices something that counts for `ttl` seconds (1 to 120), or loses it.

        ValueError for what is longer than a live message may be.
        """
        self._course.tell(words(data), ttl)

    def state(self) -> State:
        """How it stands."""
        return self._course.state
