"""The hand that writes the sample team's past: the same ids on every machine, and every line by its own author."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ritual.actions.demo_story import Said, Story
from ritual.actions.saying import PARKED
from ritual.model.entry import ACTION, KUDOS, MARK, WIN, put
from ritual.model.event import Event, Pen
from ritual.model.instant import iso


class Hand:
    """Puts entries one after the other. `me` is the handle of whoever leads, `events` everything written so far."""

    def __init__(self, story: Story) -> None:
        self._seed = f"ritual demo {story.lang}"
        self.me = story.me
        self._zones = {member.handle: member.zone for member in story.people}
        self._made = 0
        self.events: list[Event] = []

    def id_of(self, what: str) -> str:
        """The id of a person, a device or the team: always the same for the same name."""
        digest = hashlib.sha256(f"{self._seed}\0{what}".encode()).digest()
        return str(UUID(bytes=digest[:16], version=4))

    def new_id(self) -> str:
        """The next id."""
        self._made += 1
        return self.id_of(str(self._made))

    def person(self, handle: str) -> str:
        """The id of the person with that handle."""
        return self.id_of(f"@{handle}")

    def put(self, handle: str, at: datetime, kind: str, data: Mapping[str, object], entry_id: str = "") -> str:
        """Puts one entry on that person's own machine, and gives its id."""
        pen = Pen(self.person(handle), self.id_of(f"machine of {handle}"), iso(at), self._zones[handle])
        event = put(entry_id or self.new_id(), pen, kind, data)
        self.events.append(event)
        return event.id

    def thanks(self, said: Said, at: datetime) -> str:
        """A kudos that waits in the jar."""
        to = [self.person(handle) for handle in said.to]
        data = {"by": self.person(said.by), "to": to, "words": said.words, "now": False, "all": False}
        return self.put(said.by, at, KUDOS, data | ({"link": said.link} if said.link else {}))

    def win(self, said: Said, at: datetime) -> str:
        """A win, logged by whose it is."""
        beside = [self.person(handle) for handle in said.to]
        return self.put(said.by, at, WIN, {"by": self.person(said.by), "with": beside, "words": said.words})

    def promise(self, said: Said, at: datetime, due: str, session: str) -> str:
        """A promise of one person, noted in a session by whoever led it."""
        data = {"by": self.person(said.by), "words": said.words, "due": due, "state": "open", "session": session}
        return self.put(self.me, at, ACTION, data)

    def mark(self, at: datetime, kind: str, on: str, session: str) -> str:
        """What became of something in a session."""
        data = {"kind": kind, "on": on, "by": self.person(self.me), "session": session}
        return self.put(self.me, at, MARK, data)

    def park(self, words: str, at: datetime, session: str) -> str:
        """A topic that was put away."""
        return self.put(
            self.me, at, MARK, {"kind": PARKED, "on": session, "by": "", "words": words, "session": session}
        )
