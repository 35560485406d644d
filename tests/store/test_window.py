"""The log as a window: pages on either side of a place say what the whole log says, in both directions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.entry import erase, replace
from ritual.store import window
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import BO, CHRIS, entry, kudos, memory, pen, stands, with_words

QUERIES = (
    Query(),
    Query(words="apple"),
    Query(words="ap p"),
    Query(kinds=("win",)),
    Query(kinds=("kudos", "win")),
    Query(by=BO),
    Query(to=CHRIS),
    Query(to=CHRIS, words="apple", hidden=("e1", "e2")),
    Query(since="2026-11-24T09:02:00Z", until="2026-11-24T09:06:00Z"),
)
WORDS = ("apple", "apples and pears", "pear", "")
MADE = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(WORDS), st.sampled_from(("kudos", "win"))), max_size=25)
CHANGES = st.lists(st.tuples(st.integers(0, 24), st.sampled_from((*WORDS, None))), max_size=6)


def filled(record: Record, made: list[tuple[int, str, str]]) -> None:
    """Thanks and wins of few minutes, so that many share one."""
    for n, (minute, words, kind) in enumerate(made):
        if kind == "kudos":
            record.append([kudos(f"e{n}", words, minute, to=[CHRIS] if n % 2 else [], all=n % 3 == 0)])
        else:
            record.append([entry("win", f"e{n}", minute, by=BO, words=words, **{"with": [CHRIS]})])


def changed(record: Record, at: int, words: str | None) -> None:
    """Erases an entry, or gives it other words."""
    found = record.entry(f"e{at}")
    if found:
        event = f"c{at}{len(list(record.events()))}"
        record.append(
            [erase(event, pen(), found) if words is None else replace(event, pen(), found, with_words(found, words))]
        )


def down(record: Record, query: Query, limit: int) -> list[str]:
    """All pages from the newest on."""
    ids: list[str] = []
    page = record.log(query._replace(limit=limit))
    while page:
        ids += [each.id for each in page]
        page = record.log(query._replace(limit=limit, before=page[-1].order))
    return ids


def up(record: Record, query: Query, limit: int) -> list[str]:
    """All pages from the oldest on."""
    ids: list[str] = []
    page = record.newer(query._replace(limit=limit), ("", ""))
    while page:
        ids[:0] = [each.id for each in page]
        page = record.newer(query._replace(limit=limit), page[0].order)
    return ids


@settings(max_examples=30, deadline=None)
@given(MADE, CHANGES, st.integers(1, 7), st.sampled_from((1, 3, 2000)))
def test_pages_join_to_what_the_log_says_whatever_is_asked_erased_or_changed(
    made: list[tuple[int, str, str]], changes: list[tuple[int, str | None]], limit: int, many: int
) -> None:
    with memory() as record, pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "_MANY", many)
        filled(record, made)
        for change in (None, *changes):
            if change:
                changed(record, *change)
            for query in QUERIES:
                plain = [each.id for each in record.log(query)]
                assert down(record, query, limit) == plain
                assert up(record, query, limit) == plain
                assert record.count(query, 1000) == len(plain)


def test_counting_goes_no_further_than_asked() -> None:
    with memory() as record:
        filled(record, [(n % 10, "apple", "win") for n in range(9)])
        assert record.count(Query(), 5) == 5
        assert record.count(Query(before=("2026-11-24T09:02:00Z", "")), 100) == 2


def test_days_are_tallied_without_what_is_hidden_or_can_not_be_read_back() -> None:
    with memory() as record:
        filled(record, [(0, "a", "win"), (1, "b", "win"), (1, "c", "win"), (3, "d", "win")])
        record.append([entry("setting", "s", 1, key="k"), entry("answer", "a", 1, by=BO, words="x")])
        moments = [f"2026-11-24T09:0{n}:00Z" for n in range(5)]
        assert record.tally(moments) == [1, 2, 0, 1]
        assert record.tally(moments, ("e1",)) == [1, 1, 0, 1]
        assert record.tally(moments[:1]) == []


def test_without_a_limit_a_page_is_everything() -> None:
    with memory() as record:
        filled(record, [(n % 10, "apple", "win") for n in range(30)])
        assert len(record.log(Query())) == len(record.newer(Query(), ("", ""))) == 30
        assert stands(record, "e0").kind == "win"
