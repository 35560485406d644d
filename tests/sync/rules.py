"""The rules that real records and the real engine keep to, to be switched off for once, each by its name."""

from collections.abc import Callable, Iterable

import pytest

from ritual.protocol.cursor import Cursor
from ritual.store import arriving, projection
from ritual.store.shared import Opened, SharedRecord


def settled_when_answered(patch: pytest.MonkeyPatch) -> None:
    settle = arriving.settle
    patch.setattr(arriving, "settle", lambda db, result, _seen: settle(db, result, 1 << 60))


def nothing_given_back(patch: pytest.MonkeyPatch) -> None:
    def start_over(self: SharedRecord, log: Iterable[Opened], cursor: Cursor) -> int:
        with self._writing():
            self._db.execute("UPDATE event SET mine = 0 WHERE place > 0")
        return over(self, log, cursor)

    over = SharedRecord.start_over
    patch.setattr(SharedRecord, "start_over", start_over)


def nothing_let_go(patch: pytest.MonkeyPatch) -> None:
    def start_over(self: SharedRecord, log: Iterable[Opened], cursor: Cursor) -> int:
        return sum(self.take_page(part.arrived, (), cursor) for part in log)

    patch.setattr(SharedRecord, "start_over", start_over)


def called_erased_and_shown_all_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SharedRecord, "withheld", lambda _: frozenset())


def erased_here_not_remembered(patch: pytest.MonkeyPatch) -> None:
    known = "SELECT 1 FROM event WHERE id = ?"
    patch.setattr(projection, "is_settled", lambda db, event: db.execute(known, (event.id,)).fetchone() is not None)


RULES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "settled": settled_when_answered,
    "give-back": nothing_given_back,
    "let-go": nothing_let_go,
    "withheld": called_erased_and_shown_all_the_same,
    "erased": erased_here_not_remembered,
}
"""Settled only when seen, giving back one's own, letting go, hiding what is called erased, remembering erasures."""
