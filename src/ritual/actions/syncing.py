"""Syncs a team through its endpoint, and says how things stand between here and there."""

import os
import random
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from ritual.actions.desk import Desk
from ritual.errors import Refused, SyncTrouble
from ritual.files import places
from ritual.files.keys import Keys, read_keys
from ritual.files.locks import alone
from ritual.model.instant import iso
from ritual.protocol.device import token
from ritual.store import copies
from ritual.store.putting import ENDPOINT
from ritual.store.shared import SharedRecord, Standing
from ritual.sync import saying
from ritual.sync.engine import Engine, Grave, Restless, Synced
from ritual.sync.http import Http, Log, Pausing
from ritual.sync.rekeying import learned
from ritual.sync.sealing import Hand
from ritual.words import t

AT, FAILED, JOINED = "sync.at", "sync.failed", "sync.team"
COPIES_KEPT = timedelta(days=30)
_BEFORE = "before-sync"


class Asked(NamedTuple):
    """How to sync: whether losing much of others' is fine; `progress` is told how many events have come."""

    accepts_loss: bool = False
    progress: Callable[[int], None] = lambda _: None


USUAL = Asked()


class Stands(NamedTuple):
    """Where a shared team stands: its endpoint, the moments of the last sync and of the last that failed ("" for none,
    RFC 3339 UTC), and what waits."""

    endpoint: str
    at: str
    failed: str
    standing: Standing


def keys_of(desk: Desk) -> Keys:
    """The keys of a team that is shared; Refused for one that isn't."""
    # Who has joined and read nothing yet knows the team by its id alone.
    team = desk.team.id or desk.record.meta(JOINED)
    keys = read_keys(desk.around.env, team) if team else None
    # Keys alone are of a sharing that broke off: what was to stay here isn't noted yet.
    if keys is None or not desk.record.meta(ENDPOINT):
        raise Refused(
            t("“{team}” is on this machine alone.", team=desk.team.name),
            t("`ritual share` shares it through an endpoint."),
        )
    return keys


def connected(keys: Keys) -> Http:
    """The endpoint of a team, known there by this device's token."""
    return Http(keys.endpoint, token(keys.token), pausing())


def pausing() -> Pausing:
    """Waiting as processes do."""
    return Pausing(time.sleep, random.random)


def sync(desk: Desk, asked: Asked = USUAL) -> Synced:
    """Pushes and pulls, after any other process that does so. Raises Refused, SyncTrouble."""
    with alone(_lock(desk, keys_of(desk)), wait=True):
        return _synced(desk, asked)


def sync_unless_under_way(desk: Desk) -> None:
    """Pushes and pulls where no other process does so already. Raises Refused, SyncTrouble."""
    with alone(_lock(desk, keys_of(desk)), wait=False) as is_alone:
        if is_alone:
            _synced(desk, USUAL)


def stands(desk: Desk) -> Stands:
    """How things stand; Refused for a team that isn't shared."""
    keys = keys_of(desk)
    with SharedRecord.open(str(places.team_record(desk.around.env, keys.team)), create=False) as record:
        return Stands(keys.endpoint, record.meta(AT) or "", record.meta(FAILED) or "", record.standing())


def _noted(desk: Desk, record: SharedRecord, work: Callable[[], Synced]) -> Synced:
    """Does it, and notes when it went well or didn't."""
    try:
        done = work()
    except SyncTrouble:
        record.set_meta(FAILED, iso(desk.now()))
        raise
    record.set_meta(AT, iso(desk.now()))
    if record.meta(FAILED):
        record.set_meta(FAILED, None)
    return done


def _lock(desk: Desk, keys: Keys) -> Path:
    return places.team_record(desk.around.env, keys.team).with_name("sync.lock")


def _synced(desk: Desk, asked: Asked) -> Synced:
    keys = keys_of(desk)
    path = places.team_record(desk.around.env, keys.team)
    with SharedRecord.open(str(path), create=False) as record, closing(connected(keys)) as http:
        return _noted(desk, record, lambda: _driven(desk, record, http, keys, asked))


def _driven(desk: Desk, record: SharedRecord, http: Http, keys: Keys, asked: Asked) -> Synced:
    hand = Hand(keys.team, keys.member, keys.device)
    engine = Engine(record, Log(http, keys.team), hand, keys.epochs, os.urandom)
    engine.accepts_loss, engine.progress = asked.accepts_loss, asked.progress
    engine.keep_copy = lambda: _copy(desk, keys.team)
    try:
        done = engine.sync()
        while engine.keys != (known := learned(desk.around.env, record, hand)):
            engine.keys = known
            engine.open_late()
            more = engine.sync()
            done = Synced(done.sent + more.sent, done.came + more.came, done.started_over or more.started_over)
    except Grave as grave:
        raise saying.grave(keys.endpoint, *grave.loss) from grave
    except Restless as restless:
        raise saying.contradicts(keys.endpoint) from restless
    return done


def _copy(desk: Desk, team: str) -> None:
    """A copy of the record beside it, before anything is let go; those of a month ago go."""
    record = places.team_record(desk.around.env, team)
    folder = record.parent
    for old in folder.glob(f"{_BEFORE}-*.db"):
        if old.stem < f"{_BEFORE}-{(desk.now() - COPIES_KEPT).date()}":
            old.unlink(missing_ok=True)
    path = folder / f"{_BEFORE}-{desk.now().date()}.db"
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copies.copy(str(record), str(path))
