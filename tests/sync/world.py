"""The world of `tests/endpoint/model.py`, with real records and the real engine in the place of its clients."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random

from ritual.endpoint.storage import contract
from ritual.endpoint.team_log import Hand
from ritual.errors import StoreTrouble
from ritual.model import entry
from ritual.model.event import Event, Pen
from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import ERASE, PUT, Page, Pushed, Receipt
from ritual.store.migrations import migrate
from ritual.store.opening import MEMORY, opened
from ritual.store.outbox import Standing
from ritual.store.putting import PRAGMAS
from ritual.store.shared import SharedRecord
from ritual.sync import engine
from ritual.sync.remote import Gone
from ritual.sync.sealing import Hand as Sealing
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.model import CALM, FEW, Client, Ids, World, at_once

KEY = bytes(range(32))
PEN_AT = "1970-01-01T00:00:00Z"
QUIET = 8
"""How often everybody syncs at most until nothing is left to say."""


class Lost(Exception):
    """The answer never came."""


class Wire:
    """A remote that is a storage in this process."""

    def __init__(self, storage: contract.Storage, team: str, hand: Hand) -> None:
        self.storage, self.team, self.hand = storage, team, hand
        self.loses = False
        self.now: Callable[[], int] = lambda: 0

    def push(self, cursor: Cursor, events: Sequence[Pushed]) -> Receipt | Gone:
        answer = at_once(self.storage.push(self.team, self.hand, cursor, events, self.now()))
        if self.loses:
            raise Lost
        return Gone(answer.problem) if isinstance(answer, contract.Gone) else answer

    def pull(self, cursor: Cursor, limit: int) -> Page | Gone:
        answer = at_once(self.storage.pull(self.team, cursor, FEW - 1))
        return Gone(answer.problem) if isinstance(answer, contract.Gone) else answer


class RealClient(Client):
    """One device: a record in memory, and the engine."""

    def __init__(self, hand: Hand, storage: MemoryStorage, team: str, ids: Ids, record: SharedRecord) -> None:
        super().__init__(hand, storage, team, ids)
        self.record = record
        self.wire = Wire(storage, team, hand)
        self.engine = engine.Engine(
            record, self.wire, Sealing(team, hand.member, hand.device), {1: KEY}, lambda n: ids.secret()[:n]
        )
        self.engine.accepts_loss = True
        self.engine.together = FEW  # two pages

    def write(self, op: str, entry_id: str = "", body: bytes = b"sealed") -> Pushed:
        pen = Pen(self.hand.member, self.hand.device, PEN_AT, "Europe/Madrid")
        event = self._event(op, entry_id, pen, {"words": body.decode()})
        self.record.append([event])
        self.made.append(event.id)
        return Pushed(event.id, op, event.ref or "", event.rev, 1, body)

    def push(self, *, lost: bool = False) -> None:
        self.wire.loses = lost
        try:
            self.engine.push()
        except Lost:
            pass
        finally:
            self.wire.loses = False

    def pull(self) -> None:
        self.engine.page()

    def stands(self) -> tuple[Cursor, Standing]:
        return self.record.cursor, self.record.standing()

    def view(self) -> dict[str, bytes]:
        hidden = self.record.withheld()
        return {
            each.id: str(each.data["words"]).encode() for each in self.record.entries("win") if each.id not in hidden
        }

    def entries(self) -> list[str]:
        return sorted(each.id for each in self.record.entries("win") if each.author == self.hand.member)

    def _event(self, op: str, entry_id: str, pen: Pen, data: entry.Data) -> Event:
        if op == PUT:
            return entry.put(self.ids.fresh(), pen, "win", data)
        found = self.record.entry(entry_id)
        assert found
        if op == ERASE:
            return entry.erase(self.ids.fresh(), pen, found)
        return entry.replace(self.ids.fresh(), pen, found, data)


class RealWorld(World):
    """A course of events with real clients."""

    def rest(self) -> None:
        for _ in range(QUIET):
            before = [client.stands() for client in self.real]
            done = [client.engine.sync() for client in self.real]
            after = [client.stands() for client in self.real]
            if not any(map(any, done)) and before == after and len({cursor for cursor, _ in after}) == 1:
                break
        for client in self.real:
            standing = client.record.standing()
            client.outbox = ["waits"] * (standing.waiting + standing.sent)
            client.alarms = standing.refused + standing.unopened

    @property
    def real(self) -> list[RealClient]:
        return [client for client in self.clients if isinstance(client, RealClient)]

    def faults(self) -> list[str]:
        found = super().faults()
        for client in self.real:
            found += [str(problem) for problem in client.record.check()]
            client.record.close()
        return found

    def _people(self) -> list[Client]:
        return [self._real(client) for client in super()._people()]

    def _real(self, client: Client) -> Client:
        record = _empty()
        record.share("http://localhost")
        return RealClient(client.hand, self.storage, self.team, self.ids, record)


def _empty() -> SharedRecord:
    """A new record in memory; its tables are made once for all, which would take longer than what happens in it."""
    db = opened(MEMORY)
    db.deserialize(_tables())
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    return SharedRecord(db, MEMORY)


@cache
def _tables() -> bytes:
    db = opened(MEMORY)
    migrate(db, MEMORY)
    return db.serialize()


def faults(random: Random, odds: Mapping[str, int] = CALM) -> list[str]:
    """What should not be after one course."""
    world = RealWorld(random, odds=odds)
    try:
        world.live()
        world.rest()
    except StoreTrouble as trouble:
        return [str(trouble)]
    return world.faults()
