"""What a follower does with the record: short turns, one process at a time, so that nobody waits long for another."""

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from ritual.errors import SyncTrouble
from ritual.files.keys import Keys
from ritual.files.locks import alone
from ritual.files.places import Env
from ritual.protocol.cursor import START, Cursor
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync.engine import Engine
from ritual.sync.http import Http
from ritual.sync.log import Log
from ritual.sync.news import Batch
from ritual.sync.noting import went_well, went_wrong
from ritual.sync.sealing import Hand
from ritual.sync.whole import in_words, learn, whole

POLLS: Final = "sync.polls"
"""The endpoint to which streams don't get through, and until when that is believed."""
NEVER: Final = -1
_DAY, _HOUR = 86400, 3600
_AGAIN: Final = 0.1
"""Seconds until another process may be done."""


class Ground(NamedTuple):
    """What a follower stands on: one team's files here, its keys, the time, and what makes a copy of the record.

    `settle` does for others what is this machine's to do, with a record and an endpoint; it gives how much that was.
    """

    env: Env
    keys: Keys
    record: Path
    lock: Path
    now: Callable[[], datetime]
    keep_copy: Callable[[], None]
    settle: Callable[[SharedRecord, Http], int]

    @property
    def hand(self) -> Hand:
        """Who follows."""
        return Hand(self.keys.team, self.keys.member, self.keys.device)


class Turns:
    """One record and one log. Every turn raises SyncTrouble, StoreTrouble; `stop` lets a turn that waits fall out."""

    def __init__(self, ground: Ground, record: SharedRecord, http: Http, stop: threading.Event) -> None:
        self._ground, self._record, self._http, self._stop = ground, record, http, stop
        self.meanwhile: Callable[[], None] = lambda: None
        """Called now and then while another process has its turn."""
        self.engine = Engine(record, Log(http, ground.keys.team), ground.hand, ground.keys.epochs, os.urandom)
        self.engine.keep_copy = ground.keep_copy
        self._told = START
        self._handed = 0
        self._pushed = self._looked = self._settled = NEVER

    @property
    def cursor(self) -> Cursor:
        """How far the log is read."""
        return self._record.cursor

    def catch_up(self) -> None:
        """Syncs from one end to the other."""
        self._alone(self._whole)

    def take(self, batches: list[Batch]) -> None:
        """Takes in what the endpoint told."""
        self._alone(lambda: self._take(batches))

    def push(self) -> bool:
        """Hands over what was written since the last time; whether anything was written at all."""
        version = self._record.version()
        if version == self._pushed:
            return False
        self._pushed = NEVER
        self._alone(self._push)
        self._pushed = version
        return True

    def settle(self) -> None:
        """Does what the record asks of this machine since the last time; what that writes is pushed like all else."""
        version = self._record.version()
        if version != self._settled:
            self._settled = version
            self._alone(self._settle)

    def look(self) -> Standing | None:
        """How things stand, where the record has moved since the last look."""
        version = self._record.version()
        if version == self._looked:
            return None
        self._looked = version
        return self._record.standing()

    def went(self, trouble: SyncTrouble | None) -> None:
        """Notes for `ritual status` how it went."""
        if trouble:
            went_wrong(self._record, self._ground.now(), trouble)
        else:
            went_well(self._record, self._ground.now())

    @property
    def polls(self) -> bool:
        """Whether streams are known not to get through; a note from further ahead than a clock is put right by is one
        of a wrong clock."""
        endpoint, _, until = (self._record.meta(POLLS) or "").partition(" ")
        if endpoint != self._ground.keys.endpoint:
            return False
        return 0 < float(until) - self._ground.now().timestamp() <= _DAY + _HOUR

    def poll(self) -> None:
        """Remembers for a day that streams don't get through."""
        until = int(self._ground.now().timestamp()) + _DAY
        self._record.set_meta(POLLS, f"{self._ground.keys.endpoint} {until}")

    def _whole(self) -> None:
        whole(self._ground.env, self.engine, self._ground.keys.endpoint)
        if self._settle():
            whole(self._ground.env, self.engine, self._ground.keys.endpoint)
        self.went(None)
        self._handed, self._told = 0, self.cursor

    def _settle(self) -> int:
        return self._ground.settle(self._record, self._http)

    def _take(self, batches: list[Batch]) -> None:
        with in_words(self._ground.keys.endpoint):
            for batch in batches:
                self._take_one(batch)

    def _take_one(self, batch: Batch) -> None:
        """Another process may have been faster, or have brought the record back to an earlier day."""
        here, before, self._told = self.cursor.seq, self._told.seq, batch.cursor
        if here == before:
            is_whole = self.engine.take(batch.events, batch.cursor)
        elif here < batch.cursor.seq:
            self.engine.pull()
            self._handed, is_whole = 0, False
        else:
            return
        if not is_whole:
            learn(self._ground.env, self.engine)

    def _push(self) -> None:
        with in_words(self._ground.keys.endpoint):
            self._handed = self.engine.push(self._handed) or self._handed

    def _alone(self, turn: Callable[[], object]) -> None:
        while not self._stop.is_set():
            with alone(self._ground.lock, wait=False) as is_alone:
                if is_alone:
                    turn()
                    return
            self.meanwhile()
            self._stop.wait(_AGAIN)
