"""A team whose people each sit at a machine of their own: real records, the real engine, an endpoint in memory.

Live messages go from hand to hand; a machine that is cut off hears none and syncs nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from ritual.actions.circle import Circle
from ritual.actions.company import Company
from ritual.actions.founding import found
from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import prepare
from ritual.actions.part import Part
from ritual.actions.tidying import tidy
from ritual.actions.workspace import Workspace
from ritual.endpoint.storage.contract import Joining
from ritual.endpoint.team_log import Hand
from ritual.errors import RitualError
from ritual.files import places
from ritual.protocol.inviting import Invite
from ritual.protocol.people import ADMIN, Founding
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine
from ritual.sync.sealing import Hand as Sealing
from ritual.sync.state import LIVE, OFFLINE, State
from tests.actions.teams import TEAM, Machine, led
from tests.endpoint.memory import MemoryStorage
from tests.endpoint.model import Ids, at_once
from tests.sync.world import KEY, Wire

ENDPOINT = "https://ritual.example.org"


class Said(NamedTuple):
    """A live message."""

    author: str
    device: str
    data: Mapping[str, object]
    ttl: int


class Mate(Machine):
    """One person's machine; its ids are nobody else's."""

    def __init__(self, folder: Path, table: "Table", handle: str, number: int) -> None:
        super().__init__(folder)
        self.number = number
        self.table = table
        self.is_cut_off = False
        self.loses_messages = False
        self.trouble: RitualError | None = None
        self.ws: Workspace = found(self.around(), TEAM, handle)
        self.company = Company(self.ws.device, lambda: self.ticks)
        self.company.link = Way(self)
        self.ws.company = self.company

    def new_id(self) -> str:
        self.drawn += 1
        return f"{self.drawn:08x}-1111-4111-8111-{self.number:012x}"

    def share(self, storage: MemoryStorage, ids: Ids, team: str, role: str) -> None:
        """Makes this machine known at the endpoint, and its record one that is shared."""
        me, device, token = self.ws.me, self.ws.device, ids.secret()
        if not at_once(storage.found(Founding(team, me, device, token), 0)):
            invite = Invite(ids.fresh(), ids.secret(), b"", role, me if me in self.table.known else "", 9)
            at_once(storage.invite(team, invite))
            assert at_once(storage.join(Joining(invite.id, invite.auth_hash, me, device, token), 0))
        self.table.known.add(me)
        self.record = SharedRecord.open(str(places.team_record({"RITUAL_HOME": str(self.home)}, team)))
        self.record.share(ENDPOINT)
        wire = Wire(storage, team, Hand(me, device, role))
        wire.now = lambda: int(self.table[0].time.timestamp())
        self.engine = Engine(self.record, wire, Sealing(team, me, device), {1: KEY}, lambda n: ids.secret()[:n])
        self.engine.accepts_loss = True

    def sync(self) -> None:
        """What the real client does, but for the wire."""
        if not self.is_cut_off:
            self.engine.sync()
            if tidy(self.ws):
                self.engine.sync()


class Way:
    """This machine's way to the others."""

    def __init__(self, mate: Mate) -> None:
        self._mate = mate

    def tell(self, data: Mapping[str, object], ttl: int) -> None:
        mate = self._mate
        if not (mate.is_cut_off or mate.loses_messages):
            mate.table.carry(mate, Said(mate.ws.me, mate.ws.device, data, ttl))

    def state(self) -> State:
        return State(OFFLINE if self._mate.is_cut_off else LIVE, self._mate.time, trouble=self._mate.trouble)


class Table:
    """Everybody's machines; Ana's made the team and is its admin."""

    def __init__(self, folder: Path, handles: str = "ana bo chris") -> None:
        self.storage = MemoryStorage()
        self.known: set[str] = set()
        ids = Ids(Random(0))
        self.mates: list[Mate] = []
        for number, handle in enumerate(handles.split(), 1):
            mate = Mate(folder / f"{handle}{number}", self, handle, number)
            self.mates.append(mate)
            mate.share(self.storage, ids, TEAM.id, ADMIN if number == 1 else "member")
        self.spread()

    def __getitem__(self, number: int) -> Mate:
        return self.mates[number]

    def carry(self, sender: Mate, said: Said) -> None:
        """What a live message does: everybody hears it who is there."""
        for mate in self.mates:
            if mate is not sender and not mate.is_cut_off:
                mate.company.hear(said)

    def spread(self) -> None:
        """Everybody who isn't cut off syncs until nothing is new."""
        for _ in range(3):
            for mate in self.mates:
                mate.sync()

    def later(self, seconds: float) -> None:
        """Time passes everywhere."""
        for mate in self.mates:
            mate.later(seconds)


class Round:
    """One circle a machine, of one session that Ana's opened."""

    def __init__(self, table: Table, ritual: str = "standup") -> None:
        self.table = table
        self.ana = led(prepare(table[0].ws, ritual), "open")
        table.spread()
        self.others = [self.joined(mate) for mate in table.mates[1:]]
        self.moment()

    @property
    def circles(self) -> list[Circle]:
        return [self.ana, *self.others]

    def joined(self, mate: Mate) -> Circle:
        found = going_on(mate.ws)
        assert found
        return take_part(mate.ws, found.id)

    def moment(self, seconds: float = 0.5) -> None:
        """A moment passes: everybody attends, what was written spreads, and is seen."""
        self.table.later(seconds)
        for _ in range(2):
            for circle in self.circles:
                circle.attend()
            self.table.spread()
        for circle in self.circles:
            circle.attend()

    def agree(self) -> bool:
        return (
            len({(c.stage.place, c.stage.leader, c.stage.state, c.stage.here, c.stage.queue) for c in self.circles})
            == 1
        )


def part(circle: Circle) -> Part:
    assert circle.part
    return circle.part
