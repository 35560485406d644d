"""The journal beside the database: what was erased stays so, and keys stay changed, when a copy is put back."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ritual.endpoint.team_log import Row
from ritual.protocol.binary import b64, unb64
from ritual.protocol.wire import Pushed

NAME = "erasures.ndjson"


class Noted(NamedTuple):
    """One erasure or new key: of which team, by whom from where, when, and the event itself."""

    team: str
    author: str
    device: str
    received: int
    event: Pushed


DELETED, REMOVED, REVOKED = "delete", "remove", "revoke"
"""What is noted of a team, a member and a device that are gone, beside the erasures of the log."""


def gone(op: str, team: str, which: str) -> Noted:
    """A line that isn't in the log: the team, the member or the device is gone."""
    return Noted(team, "", "", 0, Pushed(which, op, "", 0, 0, b""))


class Journal:
    """An append-only file, flushed to the disk before the erasure itself is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, noted: Sequence[Noted]) -> None:
        """Adds erasures; they are on the disk when this returns."""
        lines = "".join(json.dumps(_told(each), separators=(",", ":")) + "\n" for each in noted).encode()
        fd = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(fd).st_size
            if size and os.pread(fd, 1, size - 1) != b"\n":  # what a crash or a full disk cut off ends here
                lines = b"\n" + lines
            while lines:
                lines = lines[os.write(fd, lines) :]
            os.fsync(fd)
        finally:
            os.close(fd)

    def noted(self) -> Iterator[Noted]:
        """Every erasure; a line that was cut off belongs to an erasure that never happened."""
        if not self._path.exists():
            return
        for line in self._path.read_text("utf-8").splitlines():
            try:
                yield _read(json.loads(line))
            except (ValueError, KeyError, TypeError):
                continue

    def lasting(self, team: str, author: str, device: str, received: int, rows: Iterable[Row]) -> list[Noted]:
        """The rows of one push as lines of the journal."""
        return [Noted(team, author, device, received, row.event) for row in rows]


def _told(noted: Noted) -> dict[str, object]:
    event = noted.event._asdict() | {"body": b64(noted.event.body)}
    return noted._asdict() | {"event": event}


def _read(told: dict[str, object]) -> Noted:
    event = told["event"]
    if not isinstance(event, dict):
        raise TypeError("no event")
    pushed = Pushed(**event | {"body": unb64(event["body"])})
    return Noted(str(told["team"]), str(told["author"]), str(told["device"]), int(str(told["received"])), pushed)
