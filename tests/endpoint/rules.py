"""The rules of the protocol, each by its name, for the model to do without for once: then it has to go wrong."""

from collections.abc import Callable, Mapping
from random import Random

import pytest

from ritual.endpoint import cursors
from ritual.endpoint.team_log import decide
from ritual.protocol.cursor import Cursor
from tests.endpoint import memory
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.model import CALM, STORM, World

Course = Callable[[int], list[str]]
"""What shouldn't be after the course of that seed."""


def course(off: str = "", odds: Mapping[str, int] = CALM) -> Course:
    """Courses of the model, whose clients break the rule of that name."""

    def faults(seed: int) -> list[str]:
        world = World(Random(seed), off, odds)
        world.live()
        world.rest()
        return world.faults()

    return faults


def no_chain_check(patch: pytest.MonkeyPatch) -> Course:
    def lenient(cursor: Cursor, log: cursors.Log, chains: cursors.Chains, *, reads: bool) -> str:
        told = cursors.trouble(cursor, log, chains, reads=reads)
        return "" if told == cursors.UNKNOWN else told

    patch.setattr(memory, "trouble", lenient)
    return course()


def no_base(patch: pytest.MonkeyPatch) -> Course:
    patch.setattr(memory, "base_of", lambda _cursor, _log: 0)
    return course()


def no_revisions(patch: pytest.MonkeyPatch) -> Course:
    patch.setattr(memory, "decide", lambda facts, *more: decide(facts._replace(roots={}), *more))
    return course()


def no_cursor_in_a_push(patch: pytest.MonkeyPatch) -> Course:
    def lenient(cursor: Cursor, log: cursors.Log, chains: cursors.Chains, *, reads: bool) -> str:
        return cursors.trouble(cursor, log, chains, reads=True) if reads else ""

    patch.setattr(memory, "trouble", lenient)
    return course(odds=STORM)


def no_journal(patch: pytest.MonkeyPatch) -> Course:
    def forgetful(self: MemoryStorage, teams: dict[str, memory.Held]) -> None:
        self.journal = []
        put_back(self, teams)

    put_back = MemoryStorage.put_back
    patch.setattr(MemoryStorage, "put_back", forgetful)
    return course()


RULES: dict[str, Callable[[pytest.MonkeyPatch], Course]] = {
    "chain": no_chain_check,
    "base": no_base,
    "revision": no_revisions,
    "journal": no_journal,
    "settled": lambda _patch: course("settle"),
    "give-back": lambda _patch: course("reoffer"),
    "push-cursor": no_cursor_in_a_push,
}
"""The cursor's check, where a scan began, the revision of an edit, the journal of erasures, settled only when seen,
giving back one's own, and the cursor in a push, which in calm weather one course in 60,000 needs."""
