"""What a record notes about its last syncs: when one went well, or since when they fail and what is the matter."""

from datetime import datetime
from typing import Final

from ritual.errors import SyncTrouble
from ritual.model.instant import iso
from ritual.store.shared import SharedRecord

AT: Final = "sync.at"
FAILED: Final = "sync.failed"
TROUBLE: Final = "sync.trouble"
"""The kind of trouble of the last sync, where it failed."""


def went_well(record: SharedRecord, now: datetime) -> None:
    """Notes a sync that did all it should."""
    record.set_meta(AT, iso(now))
    for key in (FAILED, TROUBLE):
        if record.meta(key):
            record.set_meta(key, None)


def went_wrong(record: SharedRecord, now: datetime, trouble: SyncTrouble) -> None:
    """Notes since when syncing fails, and why; the same trouble as last time began when that did."""
    if not record.meta(FAILED) or record.meta(TROUBLE) != trouble.kind:
        record.set_meta(FAILED, iso(now))
        record.set_meta(TROUBLE, trouble.kind)
