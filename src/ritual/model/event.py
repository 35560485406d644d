"""The one kind of change in the log: an immutable event that puts, replaces or erases an entry, or forgets a member."""

from ritual.hints import NamedTuple

PUT, REPLACE, ERASE, FORGET = "put", "replace", "erase", "forget"


class Event(NamedTuple):
    """One change, in the shape of the sync protocol (version 1, sections 7.2 and 7.8).

    `id` is a UUIDv4; the entry it belongs to is `ref`, or the event itself when it puts one. `rev` counts the
    revisions of the entry from 0. `body` is the sealed part in the clear: JSON with v, kind, at, tz and data.
    """

    id: str
    op: str
    ref: str | None
    rev: int
    epoch: int
    author: str
    device: str
    body: str

    @property
    def entry(self) -> str:
        """The id of the entry that this event puts, replaces or erases; of a forgetting that of the member."""
        return self.ref or self.id


class Pen(NamedTuple):
    """Whose hand writes, where and when: `author` is a person id, `at` RFC 3339 UTC in whole seconds."""

    author: str
    device: str
    at: str
    tz: str
