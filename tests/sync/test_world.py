"""Whatever happens, every record ends with the same, nothing is lost, what is erased stays so; every rule counts."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.protocol.cursor import Cursor
from ritual.store import arriving, projection
from ritual.store.shared import Opened, SharedRecord
from tests.endpoint.model import FEW
from tests.sync.world import faults

SEEDS = 150
"""Enough courses for every rule here to be missed."""


@pytest.fixture(autouse=True, scope="module")
def _small_pushes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ritual.sync.engine.PUSH_EVENTS", FEW)
        yield


@given(st.integers(0, 2**64))
@settings(max_examples=200, deadline=None)
def test_every_record_ends_with_the_same(seed: int) -> None:
    assert faults(Random(seed)) == []


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


@pytest.mark.parametrize(
    "switch_off",
    [
        settled_when_answered,
        nothing_given_back,
        nothing_let_go,
        called_erased_and_shown_all_the_same,
        erased_here_not_remembered,
    ],
)
def test_every_rule_is_needed(
    switch_off: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_off(monkeypatch)
    assert any(faults(Random(seed)) for seed in range(SEEDS))
