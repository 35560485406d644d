"""Whatever happens, everybody ends with the same, nothing is lost, what is erased stays so; and every rule counts."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.endpoint import cursors
from ritual.endpoint.team_log import decide
from ritual.protocol.cursor import Cursor
from tests.endpoint import memory
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.model import World

SEEDS = 1500
"""Enough courses for every rule but one to be missed in this many; `benchmarks/soak` runs more."""


def faults(random: Random, off: str = "") -> list[str]:
    world = World(random, off)
    world.live()
    world.rest()
    return world.faults()


@given(st.integers(0, 2**64))
@settings(max_examples=200, deadline=None)
def test_everybody_ends_with_the_same(seed: int) -> None:
    assert faults(Random(seed)) == []


def no_chain_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def lenient(cursor: Cursor, log: cursors.Log, chains: cursors.Chains, *, reads: bool) -> str:
        told = cursors.trouble(cursor, log, chains, reads=reads)
        return "" if told == cursors.UNKNOWN else told

    monkeypatch.setattr(memory, "trouble", lenient)


def no_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "base_of", lambda _cursor, _log: 0)


def no_revisions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "decide", lambda facts, *more: decide(facts._replace(roots={}), *more))


def no_cursor_in_a_push(monkeypatch: pytest.MonkeyPatch) -> None:
    def lenient(cursor: Cursor, log: cursors.Log, chains: cursors.Chains, *, reads: bool) -> str:
        return cursors.trouble(cursor, log, chains, reads=True) if reads else ""

    monkeypatch.setattr(memory, "trouble", lenient)


def no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: MemoryStorage, teams: dict[str, memory.Held]) -> None:
        self.journal = []
        put_back(self, teams)

    put_back = MemoryStorage.put_back
    monkeypatch.setattr(MemoryStorage, "put_back", forgetful)


RULES: dict[str, tuple[str, Callable[[pytest.MonkeyPatch], None]]] = {
    "the cursor's check": ("", no_chain_check),
    "where a scan began": ("", no_base),
    "the revision of an edit": ("", no_revisions),
    "the journal of erasures": ("", no_journal),
    "settled when seen": ("settle", lambda _: None),
    "giving back one's own": ("reoffer", lambda _: None),
}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    off, switch_off = RULES[rule]
    switch_off(monkeypatch)
    for seed in range(SEEDS):
        try:
            wrong = faults(Random(seed), off)
        except (AssertionError, RecursionError, IndexError, KeyError):
            return
        if wrong:
            return
    pytest.fail(f"{SEEDS} courses ended well without {rule}")
