"""A world of members, a log and bad luck: what every client of the protocol does, in its shortest form.

`Client` is the reference for the real one. One course of events writes, edits, erases, loses answers, stays offline,
lets erasures expire and puts the endpoint back from old copies; afterwards everybody syncs in peace, and `faults` says
what should not be.
"""

from collections.abc import Callable, Coroutine, Mapping
from random import Random
from typing import Any, Final, TypeVar

from ritual.endpoint.storage.contract import Gone, Joining
from ritual.endpoint.team_log import Hand
from ritual.protocol.binary import id_text
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.inviting import Invite
from ritual.protocol.people import Founding
from ritual.protocol.wire import ERASE, PUT, REPLACE, Page, Pulled, Pushed, Receipt
from tests.endpoint.memory import MemoryStorage

Given = TypeVar("Given")
FEW: Final = 4
"""How many events a push of the model holds, and one more than a page does: so small that everything is cut up."""

CALM: Final = {"put": 25, "edit": 8, "erase": 7, "push": 26, "pull": 28, "copy": 2, "put_back": 2, "expire": 2}
STORM: Final = CALM | {"put": 14, "erase": 6, "push": 34, "pull": 18, "copy": 8, "put_back": 11, "expire": 1}
"""What happens how often: in the second the endpoint is put back from old copies all the time."""


def at_once(work: Coroutine[Any, Any, Given]) -> Given:
    """What a coroutine gives that never waits for anything."""
    try:
        work.send(None)
    except StopIteration as done:
        given: Given = done.value
        return given
    raise AssertionError("it waits")


class Ids:
    """Ids and secrets of one course."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def secret(self) -> bytes:
        return self._random.randbytes(32)

    def fresh(self) -> str:
        raw = bytearray(self._random.randbytes(16))
        raw[6], raw[8] = raw[6] & 0x0F | 0x40, raw[8] & 0x3F | 0x80
        return id_text(bytes(raw))


class Client:
    """One device. `off` names a rule of the protocol that it breaks."""

    def __init__(self, hand: Hand, storage: MemoryStorage, team: str, ids: Ids, off: str = "") -> None:
        self.hand, self.storage, self.team, self.ids, self.off = hand, storage, team, ids, off
        self.events: dict[str, Pushed] = {}
        self.authors: dict[str, str] = {}
        self.made: list[str] = []
        self.outbox: list[str] = []
        self.cursor: Cursor = START
        self.dead: set[str] = set()
        self.alarms = 0

    def write(self, op: str, entry: str = "", body: bytes = b"sealed") -> Pushed:
        """Writes an event here and puts it into the outbox."""
        rev = 0
        if op == REPLACE:
            rev = 1 + max(e.rev for e in self.events.values() if e.op != ERASE and e.entry == entry)
        event = Pushed(self.ids.fresh(), op, entry, rev, 1, body)
        self.events[event.id] = event
        self.authors[event.id] = self.hand.member
        self.made.append(event.id)
        self.outbox.append(event.id)
        if op == ERASE:
            self._drop(entry)
        return event

    def push(self, *, lost: bool = False) -> None:
        """Pushes some of the outbox; where the answer is lost nothing is known of it."""
        batch = [self.events[each] for each in self.outbox[:FEW]]
        answer = at_once(self.storage.push(self.team, self.hand, self.cursor, batch, 0))
        if isinstance(answer, Gone):
            self.resync()
        elif not lost:
            self._settle(answer)

    def pull(self) -> None:
        """Reads one page."""
        answer = at_once(self.storage.pull(self.team, self.cursor, FEW - 1))
        if isinstance(answer, Gone):
            self.resync()
        else:
            self._apply(answer)

    def resync(self) -> None:
        """Reads everything again; gives back what is its own, lets go of others' that the log hasn't."""
        got: list[Pulled] = []
        page = self._page(START)
        got += page.events
        while page.more:
            page = self._page(page.cursor)
            got += page.events
        there = {pulled.event.id for pulled in got}
        for each, event in list(self.events.items()):
            if each in there or each in self.outbox:
                continue
            if self.authors[each] == self.hand.member and self.off != "reoffer":
                self.outbox.append(each)
            elif event.op != ERASE:
                del self.events[each]
        self.outbox.sort(key=lambda each: self.made.index(each) if each in self.made else -1)
        self._apply(page._replace(events=tuple(got)))

    def stands(self) -> tuple[object, ...]:
        """What changes where anything does."""
        return self.cursor, (*self.outbox,), (*self.events,)

    def view(self) -> dict[str, bytes]:
        """The entries as they stand here."""
        every = sorted((e for e in self.events.values() if e.op != ERASE), key=lambda e: e.rev)
        return {event.entry: event.body for event in every}

    def entries(self) -> list[str]:
        """The entries of this member, in an order that chance can't change."""
        mine = (e for e in self.events.values() if e.op != ERASE and self.authors[e.id] == self.hand.member)
        return sorted({event.entry for event in mine})

    def _page(self, cursor: Cursor) -> Page:
        answer = at_once(self.storage.pull(self.team, cursor, FEW - 1))
        assert isinstance(answer, Page), "a scan from the beginning was refused"
        return answer

    def _settle(self, receipt: Receipt) -> None:
        for each, status, seq, _problem in receipt.results:
            event = self.events.get(each)
            if status == "erased" and event and event.op != ERASE:
                self._drop(event.entry)
            if status == "superseded" and event and event.op != ERASE:
                del self.events[each]
            self.alarms += status == "rejected"
            seen = status in ("erased", "superseded") or (status in ("duplicate", "stored") and seq <= self.cursor.seq)
            if each in self.outbox and (seen or self.off == "settle"):
                self.outbox.remove(each)

    def _apply(self, page: Page) -> None:
        for pulled in page.events:
            event = pulled.event
            if event.id in self.outbox:
                self.outbox.remove(event.id)
            self.authors[event.id] = pulled.author
            if event.op == ERASE:
                self._drop(event.ref)
                self.events[event.id] = event
            elif event.entry not in self.dead:
                self.events[event.id] = event
        self.cursor = page.cursor

    def _drop(self, entry: str) -> None:
        self.dead.add(entry)
        self.events = {i: e for i, e in self.events.items() if e.op == ERASE or e.entry != entry}
        self.outbox = [each for each in self.outbox if each in self.events]


class World:
    """One course of events, as chance has it."""

    def __init__(self, random: Random, off: str = "", odds: Mapping[str, int] = CALM) -> None:
        self.random, self.off, self.odds = random, off, odds
        self.ids = Ids(random)
        self.storage = self._new()
        self.team = self.ids.fresh()
        self.written: dict[str, list[Pushed]] = {}
        self.erased: set[str] = set()
        self.clients = self._people()
        self.backup = self.storage.copied()

    def live(self) -> None:
        """Everything that may happen, many times over."""
        deeds: dict[str, Callable[[Client], None]] = {
            "put": self._put,
            "edit": lambda client: self._change(client, erases=False),
            "erase": lambda client: self._change(client, erases=True),
            "push": lambda client: client.push(lost=self.random.random() < 0.3),
            "pull": lambda client: client.pull(),
            "copy": self._copy,
            "put_back": self._put_back,
            "expire": lambda _: at_once(self.storage.expire(1, 0)),
        }
        for deed in self.random.choices([*self.odds], [*self.odds.values()], k=self.random.randint(20, 120)):
            deeds[deed](self.random.choice(self.clients))

    def rest(self) -> None:
        """Everybody syncs until nothing is left to say, or as often as would be enough for that."""
        for _ in range(80):
            before = [client.stands() for client in self.clients]
            for client in self.clients:
                client.pull()
                client.push()
                client.pull()
            # Who starts over may end where it stood before, with more in the log for the others.
            here = {client.cursor for client in self.clients}
            if len(here) == 1 and before == [client.stands() for client in self.clients]:
                return

    def faults(self) -> list[str]:
        """What should not be after a rest."""
        views = [client.view() for client in self.clients]
        found = ["an outbox is stuck"] if any(client.outbox for client in self.clients) else []
        found += ["views differ"] if any(view != views[0] for view in views) else []
        found += ["something was rejected"] if any(client.alarms for client in self.clients) else []
        rows = self._stored()
        for entry, revisions in self.written.items():
            if entry in self.erased:
                found += ["an erased entry is seen"] if any(entry in view for view in views) else []
                found += ["an erased entry is stored"] if any(e.entry == entry and e.op != ERASE for e in rows) else []
            else:
                newest = max(event.rev for event in revisions)
                fit = [event.body for event in revisions if event.rev == newest]
                found += [] if views[0].get(entry) in fit else ["an entry is lost or old"]
        return found

    def _new(self) -> MemoryStorage:
        return MemoryStorage()

    def _stored(self) -> list[Pushed]:
        """What the endpoint keeps with its body."""
        return [row.event for row in self.storage.teams[self.team].rows if row.event]

    def _copy(self, _: Client) -> None:
        self.backup = self.storage.copied()

    def _put_back(self, _: Client) -> None:
        self.storage.put_back(self.backup)

    def _put(self, client: Client) -> None:
        event = client.write(PUT, body=f"{client.hand.device} {len(client.made)}".encode())
        self.written[event.id] = [event]

    def _change(self, client: Client, *, erases: bool) -> None:
        entries = client.entries()
        if not entries:
            return
        entry = self.random.choice(entries)
        if erases:
            self.erased.add(entry)
            client.write(ERASE, entry)
        else:
            body = f"{client.hand.device} {len(client.made)}".encode()
            self.written[entry].append(client.write(REPLACE, entry, body))

    def _people(self) -> list[Client]:
        """Three members, one of them sometimes with two devices."""
        members = [self.ids.fresh() for _ in range(3)]
        owners = [*members, members[0]] if self.random.random() < 0.5 else members
        clients = []
        for n, member in enumerate(owners):
            device, token = self.ids.fresh(), self.ids.secret()
            if n == 0:
                assert at_once(self.storage.found(Founding(self.team, member, device, token), 0))
            else:
                invite = Invite(self.ids.fresh(), self.ids.secret(), b"", "admin", member if n == 3 else "", 9)
                at_once(self.storage.invite(self.team, invite))
                assert at_once(self.storage.join(Joining(invite.id, invite.auth_hash, member, device, token), 0))
            hand = Hand(member, device, "member")
            clients.append(Client(hand, self.storage, self.team, self.ids, self.off))
        return clients
