"""What becomes of pushed events: one decision for a whole push, from what the log knows of them and nothing else.

Storages read the facts inside the transaction in which they write what was decided (protocol.md, "Pushing").
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ritual.protocol.cursor import link
from ritual.protocol.people import ADMIN
from ritual.protocol.problems import EPOCH, QUOTA
from ritual.protocol.wire import (
    DUPLICATE,
    ERASE,
    ERASED,
    FORGET,
    PUT,
    REJECTED,
    REKEY,
    REPLACE,
    STORED,
    SUPERSEDED,
    Pushed,
    Result,
)

CONFLICT, NOT_ALLOWED = "id-conflict", "not-allowed"


class Hand(NamedTuple):
    """Who pushes: a member with a role, from one device."""

    member: str
    device: str
    role: str


class Known(NamedTuple):
    """A row with this id is in the log: its place, and its body, None once that is blanked."""

    seq: int
    body: bytes | None


class Root(NamedTuple):
    """An entry of the log: who wrote it, and its newest revision."""

    author: str
    rev: int


class Facts(NamedTuple):
    """What the log knows of the events of one push: the team's head, and their ids and entries as far as they're there.

    `room` is how many more bytes of bodies the team may keep.
    """

    head: int
    chain: bytes
    epoch: int
    room: int
    known: Mapping[str, Known]
    erased: frozenset[str]
    roots: Mapping[str, Root]


class Row(NamedTuple):
    """An event with its place in the log."""

    seq: int
    chain: bytes
    event: Pushed


class Blanked(NamedTuple):
    """Bodies that go: of this entry, or of everything this member wrote, in rows before `seq`; for good or replaced."""

    entry: str
    member: str
    seq: int
    for_good: bool


class Decision(NamedTuple):
    """The results in the order of the events, and what is to be written, in order."""

    results: tuple[Result, ...]
    rows: tuple[Row, ...]
    blanked: tuple[Blanked, ...]
    roots: Mapping[str, Root]
    head: int
    chain: bytes
    epoch: int


def decide(facts: Facts, hand: Hand, events: Iterable[Pushed]) -> Decision:
    """What becomes of each event; one that is rejected never stands in the way of the others."""
    at = _Standing(facts, hand)
    results = tuple(at.take(event) for event in events)
    return Decision(results, tuple(at.rows), tuple(at.blanked), at.changed, at.head, at.chain, at.epoch)


class _Standing:
    """The log as it stands after the events taken so far."""

    def __init__(self, facts: Facts, hand: Hand) -> None:
        self.hand = hand
        self.head, self.chain, self.epoch, self.room = facts.head, facts.chain, facts.epoch, facts.room
        self.known = dict(facts.known)
        self.erased = set(facts.erased)
        self.roots = dict(facts.roots)
        self.changed: dict[str, Root] = {}
        self.begun = Root(hand.member, 0)
        self.rows: list[Row] = []
        self.blanked: list[Blanked] = []

    def take(self, event: Pushed) -> Result:
        """Decides one event, and goes on from what it changed."""
        entry = event.entry
        if event.id in self.erased or entry in self.erased:
            return Result(event.id, ERASED)
        known = self.known.get(event.id)
        if known:
            return _again(event, known)
        root = self.roots.get(entry)
        problem = self._problem(event, root)
        if problem:
            return Result(event.id, REJECTED, problem=problem)
        if root and event.op in (PUT, REPLACE) and event.rev <= root.rev:
            return Result(event.id, SUPERSEDED)
        return self._stored(event, entry)

    def _problem(self, event: Pushed, root: Root | None) -> str:
        if event.op == REKEY:
            return NOT_ALLOWED if self.hand.role != ADMIN else EPOCH if event.epoch != self.epoch + 1 else ""
        if event.epoch > self.epoch:
            return EPOCH
        if not self._may(event, root):
            return NOT_ALLOWED
        return QUOTA if len(event.body) > self.room and event.op in (PUT, REPLACE) else ""

    def _may(self, event: Pushed, root: Root | None) -> bool:
        if event.op == FORGET:
            return self.hand.member == event.ref or self.hand.role == ADMIN
        mine = root is None or root.author == self.hand.member
        return mine or (event.op == ERASE and self.hand.role == ADMIN)

    def _stored(self, event: Pushed, entry: str) -> Result:
        self.head += 1
        self.chain = link(self.chain, self.head, event.id)
        self.rows.append(Row(self.head, self.chain, event))
        self.known[event.id] = Known(self.head, event.body)
        self.room -= len(event.body)
        if event.op == PUT:
            self.roots[entry] = self.changed[entry] = self.begun
        else:
            self._apply(event)
        return Result(event.id, STORED, self.head)

    def _apply(self, event: Pushed) -> None:
        if event.op == REKEY:
            self.epoch = event.epoch
        elif event.op == FORGET:
            # The last of several takes all that the others would, and looks through the log once.
            self.blanked = [each for each in self.blanked if each.member != event.ref]
            self.blanked.append(Blanked("", event.ref, self.head, True))
            self._lose({entry for entry, root in self.roots.items() if root.author == event.ref})
        elif event.op == ERASE:
            self.blanked.append(Blanked(event.ref, "", self.head, True))
            self._lose({event.ref})
        else:
            self.blanked.append(Blanked(event.ref, "", self.head, False))
            self._supersede(event)
            self.roots[event.ref] = self.changed[event.ref] = Root(self.hand.member, event.rev)

    def _lose(self, entries: set[str]) -> None:
        """These entries are gone for good, with every event of theirs in this push."""
        self.erased |= entries
        self.erased |= {row.event.id for row in self.rows if row.event.entry in entries and row.event.op != ERASE}
        for entry in entries:
            self.roots.pop(entry, None)
            self.changed.pop(entry, None)

    def _supersede(self, by: Pushed) -> None:
        for row in self.rows:
            if row.event.entry == by.ref and row.event.id != by.id and row.event.op in (PUT, REPLACE):
                self.known[row.event.id] = Known(row.seq, None)


def _again(event: Pushed, known: Known) -> Result:
    """What needs no new row, because one with this id is there."""
    if known.body is None:
        return Result(event.id, SUPERSEDED, known.seq)
    if known.body != event.body:
        return Result(event.id, REJECTED, problem=CONFLICT)
    return Result(event.id, DUPLICATE, known.seq)
