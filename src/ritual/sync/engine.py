"""Pushes, pulls and starts over, by the rules of the protocol (docs/protocol.md, 7.3 and 7.4)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Final, NamedTuple, TypeVar

from ritual.model.event import Event
from ritual.protocol.cursor import START, Cursor
from ritual.protocol.sealing import NotOpened
from ritual.protocol.wire import STORED, Page, Pulled
from ritual.store.arriving import Arrived
from ritual.store.scan import Scan
from ritual.store.shared import Loss, Opened, SharedRecord, is_grave
from ritual.sync.ahead import Ahead, Read
from ritual.sync.batches import next_batch
from ritual.sync.remote import Gone, Remote
from ritual.sync.sealing import Hand, Random, opened, pushed, sealed, unread

Each = TypeVar("Each", bound=Read)
PAGE: Final = 500
_TRIES: Final = 8
"""How often an endpoint may say that its log is another one before it is given up on."""
_ROUNDS: Final = 5
_LARGEST: Final = 32 << 20
"""About how many bytes of bodies are taken in within one transaction at most."""


class Synced(NamedTuple):
    """What one sync did: events sent, events that were new here, and whether the log was another one."""

    sent: int
    came: int
    started_over: bool


class Grave(Exception):
    """Starting over would lose much of what others wrote; `loss` says how much. Nothing was changed."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


class Restless(Exception):
    """The endpoint contradicts itself again and again."""


class _Part(NamedTuple):
    """A page of the log, opened: where it ends, whether there are more, and how many bytes of bodies it had."""

    arrived: Sequence[Arrived]
    unopened: Sequence[Pulled]
    cursor: Cursor
    more: bool
    size: int


class Engine:
    """Syncs one record with one log.

    `keep_copy` is called before anything of others' is let go. `progress` is told how many events have been read.
    With `reads_ahead` pages are asked for and opened in a thread of their own while others are taken in.
    """

    def __init__(self, record: SharedRecord, remote: Remote, hand: Hand, keys: Mapping[int, bytes], random: Random):
        self.record, self.remote, self.hand, self.keys, self.random = record, remote, hand, keys, random
        self.keep_copy: Callable[[], None] = lambda: None
        self.progress: Callable[[int], None] = lambda _: None
        self.accepts_loss = self.reads_ahead = False
        self.together = 5_000
        """About how many events are taken in within one transaction: each costs as much as hundreds of events."""
        self._sent = self._came = self._seen = 0
        self._restarts = 0

    def sync(self) -> Synced:
        """Pulls, pushes and pulls until there is nothing left to say.

        Raises Grave where starting over would lose much, and SyncTrouble; what was done until then stays done.
        """
        self._sent = self._came = self._seen = self._restarts = 0
        self.pull()
        for _ in range(_ROUNDS):
            if not self.push():
                break
            self.pull()
        return Synced(self._sent, self._came, bool(self._restarts))

    def pull(self) -> None:
        """Reads the log to its end."""
        if self.record.cursor == START and self.record.holds_others():
            self.start_over()
        with self._ahead(self._part) as read:
            while self.page(read):
                pass

    def push(self, after: int = 0) -> int:
        """Hands over all that waits behind this row of the record; gives the last row handed over, 0 for none."""
        last = 0
        while batch := next_batch(self.record, self._sealed, after):
            answer = self.remote.push(self.record.cursor, [pushed(each.event, each.sealed) for each in batch])
            if isinstance(answer, Gone):
                self.start_over()
                after = 0
                continue
            self.record.settle(answer.results)
            self._sent += sum(result.status == STORED for result in answer.results)
            after = last = batch[-1].seq
        return last

    def start_over(self) -> None:
        """Reads the whole log anew and holds the record to it; raises Grave, Restless."""
        self._restarts += 1
        if self._restarts > _TRIES:
            raise Restless
        with Scan() as scan:
            self._read_all(scan)
            loss = self.record.loss(scan)
            if is_grave(loss) and not self.accepts_loss:
                raise Grave(loss)
            if loss.lost:
                self.keep_copy()
            self._came += self.record.start_over(map(self._read, scan.pages()), scan.cursor)

    def open_late(self) -> None:
        """Takes in what came earlier and can be opened with the keys that are here now."""
        self.record.open_late(self._read(self.record.sealed()).arrived)

    def page(self, read: Callable[[Cursor], "_Part | Gone"] | None = None) -> bool:
        """Takes the next page in, or some at once where many wait; whether there are more."""
        arrived: list[Arrived] = []
        unopened: list[Pulled] = []
        cursor, more = self.record.cursor, True
        size = 0
        while more and len(arrived) + len(unopened) < self.together and size < _LARGEST:
            answer = (read or self._part)(cursor)
            if isinstance(answer, Gone):
                self.start_over()
                return True
            self._tell(len(answer.arrived) + len(answer.unopened))
            part = self._sorted(answer.arrived, answer.unopened)
            arrived += part.arrived
            unopened += part.unopened
            cursor, more = answer.cursor, answer.more
            size += answer.size
        self._came += self.record.take_page(arrived, unopened, cursor)
        return more

    def take(self, events: Sequence[Pulled], cursor: Cursor) -> bool:
        """Takes in what follows in the log, and moves the cursor behind it; whether all of it could be opened."""
        part = self._sorted(*self._read(events))
        self._came += self.record.take_page(part.arrived, part.unopened, cursor)
        return not part.unopened

    def _read_all(self, scan: Scan) -> None:
        with self._ahead(self._pulled) as read:
            more = True
            while more:
                page = read(scan.cursor)
                if isinstance(page, Gone):
                    raise Restless
                self._tell(len(page.events))
                scan.add(page)
                more = page.more

    def _ahead(self, ask: Callable[[Cursor], Each | Gone]) -> AbstractContextManager[Callable[[Cursor], Each | Gone]]:
        return Ahead(ask) if self.reads_ahead else nullcontext(ask)

    def _tell(self, read: int) -> None:
        if read:
            self._seen += read
            self.progress(self._seen)

    def _pulled(self, cursor: Cursor) -> Page | Gone:
        answer = self.remote.pull(cursor, PAGE)
        if isinstance(answer, Page) and answer.more and answer.cursor.seq <= cursor.seq:
            raise Restless  # there would be more of the same for ever
        return answer

    def _part(self, cursor: Cursor) -> "_Part | Gone":
        """The next page, opened; reads nothing of the record, so that it may be done ahead."""
        page = self._pulled(cursor)
        if isinstance(page, Gone):
            return page
        size = sum([len(each.event.body) for each in page.events])
        return _Part(*self._read(page.events), page.cursor, page.more, size)

    def _sorted(self, arrived: Sequence[Arrived], unopened: Sequence[Pulled]) -> Opened:
        """What is here already needn't be opened."""
        known = self.record.known([each.event.id for each in unopened]) if unopened else frozenset()
        if not known:
            return Opened(arrived, unopened)
        seen = [self._arrived(each, unread(each)) for each in unopened if each.event.id in known]
        rest = [each for each in unopened if each.event.id not in known]
        return Opened(sorted((*arrived, *seen), key=lambda each: each.place), rest)

    def _read(self, events: Iterable[Pulled]) -> Opened:
        arrived, unopened = [], []
        for pulled in events:
            try:
                event = opened(pulled, self.hand, self.keys)
            except NotOpened:
                unopened.append(pulled)
            else:
                arrived.append(self._arrived(pulled, event))
        return Opened(arrived, unopened)

    def _sealed(self, event: Event) -> bytes:
        return sealed(event, self.hand, self.keys, self.random)

    def _arrived(self, pulled: Pulled, event: Event) -> Arrived:
        return Arrived(event, pulled.seq, pulled.author == self.hand.member)
