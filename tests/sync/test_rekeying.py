"""New keys: who learns them, and whom nobody believes."""

from pathlib import Path

import pytest

from ritual.files.keys import Keys, read_keys, write_keys
from ritual.model.entry import put
from ritual.model.event import Pen
from ritual.protocol.wire import Pulled, Pushed
from ritual.store.shared import SharedRecord
from ritual.sync.rekeying import DEVICE, announced, announcement, learned, next_epoch, sheet_announcement
from ritual.sync.sealing import Hand
from vectors import an_id, drawn

TEAM, EVENT = an_id("team"), an_id("event")
ENV = "RITUAL_HOME"


def keys(name: str) -> Keys:
    """The keys of somebody's one device."""
    token, wrap, sign = (drawn(f"{name} {what}") for what in ("token", "wrap", "sign"))
    return Keys(TEAM, "https://x", an_id(name), an_id(f"{name}'s device"), token, wrap, sign, {1: drawn("first key")})


ANA, BO, EVE = keys("ana"), keys("bo"), keys("eve")
BOTH = frozenset((each.member, each.device) for each in (ANA, BO))


@pytest.fixture
def record() -> SharedRecord:
    opened = SharedRecord.open(":memory:")
    for each in (ANA, BO, EVE):
        pen = Pen(each.member, each.device, "2026-11-24T09:00:00Z", "")
        opened.append([put(an_id(f"announced {each.member}"), pen, DEVICE, announcement(each))])
    return opened


def came(record: SharedRecord, event: Pushed, author: Keys) -> None:
    record.take_page([], [Pulled(3, event, author.member, author.device, 9)], record.cursor)


def known(record: SharedRecord, to: Keys, folder: Path) -> set[int]:
    """The epochs that a device has keys of, once it has looked."""
    env = {ENV: str(folder)}
    write_keys(env, to)
    found = learned(env, record, Hand(TEAM, to.member, to.device))
    kept = read_keys(env, TEAM)
    assert kept
    assert kept.epochs == found
    return set(found)


def test_who_stays_learns_the_new_key_and_nobody_else(record: SharedRecord, tmp_path: Path) -> None:
    event, changed = next_epoch(record, ANA, BOTH, EVENT)
    assert (event.epoch, changed.epoch) == (2, 2)
    came(record, event, ANA)
    assert known(record, BO, tmp_path / "bo") == {1, 2}
    assert known(record, ANA, tmp_path / "ana") == {1, 2}
    assert known(record, EVE, tmp_path / "eve") == {1}
    assert record.standing().unopened == 0


def test_a_change_that_another_device_signed_than_it_says_is_not_believed(record: SharedRecord, tmp_path: Path) -> None:
    event, _ = next_epoch(record, EVE._replace(device=ANA.device, member=ANA.member), BOTH, EVENT)
    came(record, event, ANA)
    assert known(record, BO, tmp_path) == {1}


def test_a_change_by_a_device_that_announced_nothing_is_not_believed(record: SharedRecord, tmp_path: Path) -> None:
    event, _ = next_epoch(record, ANA._replace(device=an_id("other")), BOTH, EVENT)
    came(record, event, ANA)
    assert known(record, BO, tmp_path) == {1}


def test_what_is_no_announcement_gives_no_keys(record: SharedRecord) -> None:
    pen = Pen(ANA.member, ANA.device, "2026-11-24T09:00:00Z", "")
    record.append([put(an_id("odd"), pen, DEVICE, {"device": "x", "wrap": "=", "sign": "="})])
    assert len(announced(record)) == 3


def says(record: SharedRecord, author: Keys, older: object) -> None:
    pen = Pen(author.member, author.device, "2026-11-24T09:00:00Z", "")
    record.append([put(an_id(f"sheet of {author.member}"), pen, DEVICE, {**announcement(BO), "older": older})])


def test_a_sheet_learns_older_keys_from_its_own_announcement(record: SharedRecord, tmp_path: Path) -> None:
    sheet = BO._replace(epochs={3: drawn("third key")})
    older = sheet_announcement(sheet, {1: drawn("first key"), 2: drawn("second key")})["older"]
    says(record, BO, {**older, "4": older["1"], "0": "AA"})  # type: ignore[dict-item, index]
    assert known(record, sheet, tmp_path) == {1, 2, 3}


def test_nobody_else_tells_older_keys_and_nonsense_is_none(record: SharedRecord, tmp_path: Path) -> None:
    sheet = BO._replace(epochs={3: drawn("third key")})
    says(record, ANA, {"1": "A" * 43})
    says(record, BO, {"one": "A" * 43})
    assert known(record, sheet, tmp_path) == {3}
