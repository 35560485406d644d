"""What the machines of a team tell one another while a session runs: who is here, and what somebody wishes.

All of it is live messages, which may be lost, late or doubled; what becomes of a session is in the record alone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ritual.actions.later import OFF, SWITCH
from ritual.errors import RitualError
from ritual.model import presence
from ritual.model.presence import Beat
from ritual.model.reading import table, text
from ritual.model.wish import Wish, read_wish, wish_data

if TYPE_CHECKING:
    from ritual.actions.workspace import Workspace
    from ritual.errors import RitualError
    from ritual.sync.state import State

BEAT, WISH = "beat", "wish"
WISH_LASTS = 5
_MOST = 200
"""So many messages wait at most; a flood of them pushes out the oldest."""


class Message(Protocol):
    """A live message that opened: its author and device, what it says, and how many seconds it lasts."""

    @property
    def author(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def data(self) -> Mapping[str, object]: ...
    @property
    def ttl(self) -> int: ...


class Link(Protocol):
    """The way to the others: `tell` sends a live message that may be lost, and comes back at once; `state` is how
    things stand between here and there."""

    def tell(self, data: Mapping[str, object], ttl: int) -> None: ...
    def state(self) -> "State": ...


class Company:
    """The others, as they are heard here. `hear` may be called from any thread, all else from one.

    `link` is None until there is a way to them.
    """

    def __init__(self, device: str, monotonic: Callable[[], float]) -> None:
        self.link: Link | None = None
        self.moved: Callable[[], None] = lambda: None
        """Called, in any thread, when something was said or has changed in the record."""
        self._device = device
        self._monotonic = monotonic
        self._inbox: deque[Message] = deque(maxlen=_MOST)
        self._beats: dict[str, Beat] = {}
        self._wishes: deque[tuple[float, str, Wish]] = deque(maxlen=_MOST)

    def hear(self, message: Message) -> None:
        """Takes a message in; what it says is looked at later, by whoever draws."""
        self._inbox.append(message)
        self.moved()

    @property
    def is_live(self) -> bool:
        """Whether what the others write comes in by itself."""
        return self.link is not None and self.link.state().is_live

    @property
    def trouble(self) -> RitualError | None:
        """What keeps news from coming in, None where nothing is known to."""
        state = self.link.state() if self.link else None
        return state.trouble if state and not state.is_live else None

    @property
    def offline_since(self) -> datetime | None:
        """Since when nothing comes in, None where something does, or is about to."""
        state = self.link.state() if self.link else None
        return state.since if state and state.is_offline else None

    def beats(self) -> tuple[Beat, ...]:
        """The newest beat of every machine but this one."""
        self._read()
        return tuple(self._beats.values())

    def wishes(self, session: str) -> list[Wish]:
        """What was wished in a session since the last call and still counts, by people whose wish it is to make."""
        self._read()
        now = self._monotonic()
        # Who begins to lead has heard all that the one before was asked for, and did.
        heard = [(author, wish) for until, author, wish in self._wishes if until > now and wish.session == session]
        self._wishes.clear()
        beats = self._beats.values()
        return [w for author, w in heard if presence.speaks_for(beats, author, w.by, session, now)]

    def tell_beat(self, session: str, speaks: Iterable[str], leads: bool, rev: int = 0, elapsed: float = 0.0) -> None:
        """Says that this machine is here, and where it leads how long its stage stands."""
        lasts = presence.LEADER_LASTS if leads else presence.OTHERS_LAST
        self._tell({"kind": BEAT, BEAT: presence.beat_data(session, speaks, leads, rev, elapsed)}, lasts)

    def tell_wish(self, wish: Wish) -> None:
        """Says what somebody here wishes."""
        self._tell({"kind": WISH, WISH: wish_data(wish)}, WISH_LASTS)

    def tell_gone(self) -> None:
        """Says that this machine is at no session any more."""
        self._tell({"kind": BEAT, BEAT: presence.beat_data("", (), False)}, presence.LEADER_LASTS)

    def _tell(self, data: Mapping[str, object], ttl: int) -> None:
        if self.link:
            self.link.tell(data, ttl)

    def _read(self) -> None:
        now = self._monotonic()
        while self._inbox:
            message = self._inbox.popleft()
            if message.device == self._device:
                continue
            kind = text(message.data, "kind")
            said = table(message.data, kind)
            if kind == BEAT:
                beat = presence.read_beat(message.author, message.device, said, now, message.ttl)
                self._beats[message.device] = beat
            elif kind == WISH:
                self._wishes.append((now + message.ttl, message.author, read_wish(said)))
        for device in [device for device, beat in self._beats.items() if beat.until < now - presence.OTHERS_LAST]:
            del self._beats[device]


def expect(ws: "Workspace") -> Company | None:
    """The company of a team that is shared, before there is a way to it; None where syncing is switched off."""
    if ws.company is None and ws.is_shared and ws.around.env.get(SWITCH) != OFF:
        ws.company = Company(ws.device, ws.around.monotonic)
    return ws.company


@contextmanager
def followed(ws: "Workspace") -> Iterator[None]:
    """Hears the others, and is heard by them, for as long as it takes; nothing where the team isn't shared."""
    if expect(ws) is None:
        yield
        return
    from ritual.actions.following import follow, unfollow  # speaks HTTP, which only a shared team needs

    follower = follow(ws)
    try:
        yield
    finally:
        if follower:
            unfollow(ws, follower)
