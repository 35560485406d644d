"""Entries survive the way through events, and what can't be read folds to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.entry import KUDOS, WIN, Entry, erase, fold, put, replace
from ritual.model.event import PUT, Event, Pen

ANA = Pen("ana", "laptop", "2026-11-24T09:30:00Z", "Europe/Madrid")
BO = Pen("bo", "phone", "2026-11-25T10:00:00Z", "Europe/Oslo")

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


def entry_of(event: Event) -> Entry:
    entry = fold(event)
    assert entry is not None
    return entry


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), plain))
def test_any_data_survives_the_way_through_an_event(data: dict[str, object]) -> None:
    assert entry_of(put("e1", ANA, KUDOS, data)).data == data


def test_putting_keeps_who_where_and_when() -> None:
    entry = entry_of(put("e1", ANA, KUDOS, {"by": "ana"}))
    assert entry == Entry("e1", KUDOS, ANA.at, ANA.tz, 0, "ana", "laptop", {"by": "ana"})
    assert (entry.by, entry.order) == ("ana", (ANA.at, "e1"))


def test_replacing_changes_the_data_and_keeps_the_time() -> None:
    first = entry_of(put("e1", ANA, WIN, {"words": "a"}))
    again = entry_of(replace("e2", BO, first, {"words": "b"}))
    assert again == Entry("e1", WIN, ANA.at, ANA.tz, 1, "bo", "phone", {"words": "b"})


def test_erasing_leaves_no_words() -> None:
    first = entry_of(put("e1", ANA, WIN, {"words": "a"}))
    gone = erase("e2", BO, first)
    assert (gone.entry, gone.rev, gone.body) == ("e1", 1, "")
    assert fold(gone) is None


@pytest.mark.parametrize("by", [None, "", 0])
def test_nobody_in_particular_is_an_empty_name(by: object) -> None:
    assert entry_of(put("e1", ANA, WIN, {"by": by})).by == ""


@pytest.mark.parametrize(
    "body",
    ["", "no json", "[]", "null", '{"v":1}', '{"data":[]}', '{"data":"x"}', "[" * 200_000, '{"data":' * 200_000],
    ids=range(9),
)
def test_a_body_that_cant_be_read_is_no_entry(body: str) -> None:
    assert fold(Event("e1", PUT, None, 0, 0, "ana", "laptop", body)) is None


def test_a_body_without_kind_or_time_still_folds() -> None:
    entry = entry_of(Event("e1", PUT, None, 0, 0, "ana", "laptop", '{"data":{}}'))
    assert (entry.kind, entry.at, entry.tz) == ("", "", "")
