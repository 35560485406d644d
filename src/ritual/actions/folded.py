"""One session as its entries fold, and what surrounds it: read again from the record whenever that has moved."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ritual.actions import gather
from ritual.actions.workspace import Workspace
from ritual.model.command import Why
from ritual.model.memory import Held
from ritual.model.ritual import Ritual
from ritual.model.room import Room
from ritual.model.session import Session
from ritual.model.stage import LOBBY, RUNNING, Stage

STALE: Final = Why("led-elsewhere")
"""Why nothing is done to a session that somebody else has moved since it was shown here."""


class Folded:
    """A session in a record. Until it is opened nothing of it is written, and it stands here alone."""

    def __init__(self, ws: Workspace, session: Session, past: Sequence[Held]) -> None:
        self.ws = ws
        self.session = session
        self.past = past
        """The closed sessions before this one, oldest first."""
        self.is_gone = False
        """Whether somebody has deleted it: nothing of it is in the record any more."""
        self._room: tuple[int, Room] | None = None
        self._read = ws.record.version()
        self._since = ws.around.monotonic()

    @property
    def stage(self) -> Stage:
        """Where the session stands."""
        return self.session.stage

    @property
    def ritual(self) -> Ritual:
        """The definition that the session was opened with."""
        return self.session.ritual

    @property
    def is_open(self) -> bool:
        """Whether the session has begun and is written down."""
        return self.stage.state != LOBBY

    @property
    def is_led_here(self) -> bool:
        """Whether this machine wrote the stage that wins; nobody has written one before the session is open."""
        won = self.session.winner
        return won is None or won.device == self.ws.device

    def place(self, stage: Stage) -> None:
        """Sets the stage of a session that isn't open yet, which nobody else can see."""
        self.session = replace(self.session, stage=stage)
        self._room = None

    def room(self) -> Room:
        """What the rules look at, as the record has it now."""
        version = self.ws.record.version()
        if self._room is None or self._room[0] != version:
            found = gather.room(self.ws, self.session, self.past)
            self._room = (version, found)
        return self._room[1]

    def elapsed(self) -> float:
        """Seconds since the stage was last written: what screens add to the scene's times."""
        return self.ws.around.monotonic() - self._since if self.stage.state == RUNNING else 0.0

    def stands_since(self, rev: int, at: float) -> None:
        """Whoever leads says since when that revision of the stage stands: who joined later has seen less of it."""
        if self.session.winner and self.session.winner.rev == rev:
            self._since = min(self._since, at)

    def has_news(self) -> bool:
        """Whether the record has moved since the session was read from it."""
        return self.ws.record.version() != self._read

    def refresh(self) -> bool:
        """Reads the session again from the record; whether anything in it has changed meanwhile."""
        before = self.session
        self._read = self.ws.record.version()
        found = gather.folded(self.ws, before.id)
        self.session, self.is_gone = found or before, found is None and before.winner is not None
        self._room = None
        if self.session.winner != before.winner:
            self._since = self.ws.around.monotonic()
        return self.session != before

    def is_behind(self) -> bool:
        """Whether somebody else has moved the session since it was shown here, which it is then anew."""
        before = self.session.winner
        if self.has_news():
            self.refresh()
        return self.session.winner != before or self.is_gone
