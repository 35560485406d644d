"""How often something may be asked: token buckets in memory, one for each device or address."""

from collections.abc import Callable
from typing import Final, NamedTuple

_MOST: Final = 10_000
"""How many buckets are kept; full ones are as good as none."""


class Rate(NamedTuple):
    """So many a second, and so many at once."""

    each_second: float
    at_once: float


class Buckets:
    """Buckets that fill up again as time goes by; `clock` gives seconds from anywhere on."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, key: str) -> float:
        """Takes one and gives 0, or gives the seconds until there is one to take."""
        now = self._clock()
        left = self._filled(key, now)
        if left < 1:
            return (1 - left) / self._rate.each_second
        self._left[key] = (left - 1, now)
        if len(self._left) > _MOST:
            self._forget(now)
        return 0.0

    def _filled(self, key: str, now: float) -> float:
        left, since = self._left.get(key, (self._rate.at_once, now))
        return min(self._rate.at_once, left + (now - since) * self._rate.each_second)

    def _forget(self, now: float) -> None:
        """Drops the fullest half, so that whoever asks most is still known."""
        by_fill = sorted(self._left, key=lambda key: self._filled(key, now))
        self._left = {key: self._left[key] for key in by_fill[: _MOST // 2]}
