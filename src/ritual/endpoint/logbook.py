"""One line a request: what was asked, how it went and how long it took; never who, from where, or what for."""

import hashlib
import os
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

_DAY: Final = 86400


class Logbook:
    """Writes lines; teams appear under a number that nobody can turn back, another one each day."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._key = b""
        self._day = -1

    def request(self, method: str, template: str, status: int, seconds: float, team: str) -> None:
        """One request that was answered; `status` 0 for one that went before its answer."""
        of = f" team={self._number(team)}" if team else ""
        self._write(f"{_now()} {method} {template} {status or '-'} {seconds * 1000:.1f}ms{of}")

    def erased(self, entries: int, team: str) -> None:
        """Whoever runs the endpoint erased so many entries."""
        self._write(f"{_now()} operator erased {entries} team={self._number(team)}")

    def certificate(self, how: str) -> None:
        """The files of the certificate have changed, and whether it is shown now."""
        self._write(f"{_now()} certificate {how}")

    def failed(self, error: BaseException) -> None:
        """Something that must not happen: its kind and where, without what it says, which may hold anything."""
        at = error.__traceback__
        places = []
        while at is not None:
            code = at.tb_frame.f_code
            places.append(f"{Path(code.co_filename).name}:{at.tb_lineno}")
            at = at.tb_next
        self._write(f"{_now()} failed: {type(error).__name__} at {' '.join(places[-6:])}")

    def _number(self, team: str) -> str:
        day = int(time.time()) // _DAY
        if day != self._day:
            self._day, self._key = day, os.urandom(32)
        return hashlib.blake2b(team.encode(), key=self._key, digest_size=4).hexdigest()


def _now() -> str:
    return _time(int(time.time()))


@lru_cache(maxsize=2)
def _time(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
