"""Words, tags and people are found alike, whether among the newest entries or in the index of all."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.entry import erase, put, replace
from ritual.store import searching
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import ANA, BO, CHRIS, kudos, memory, pen, stands, with_words

WORDS = ("pump", "pumps", "Pümp", "#pump", "valve", "#valve", "the", "x#pump", "")
QUERIES = tuple(
    Query(words=words, tag=tag, to=to, limit=limit)
    for words in ("", "pump", "the va", " ")
    for tag in ("", "pump")
    for to in ("", BO)
    for limit in (1, 3)
)


@contextmanager
def looking(newest: int, few: int) -> Iterator[None]:
    """With so few newest entries looked through first, and so many counted as few."""
    with patch.object(searching, "NEWEST", newest), patch.object(searching, "FEW", few):
        yield


def found(record: Record, query: Query) -> list[str]:
    return [entry.id for entry in record.log(query)]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=12))
def test_every_way_finds_the_same(said: list[str]) -> None:
    with memory() as record:
        for number, words in enumerate(said):
            to = {"to": [], "all": True} if number % 4 == 3 else {"to": [(BO, CHRIS)[number % 2]]}
            record.append([kudos(f"k{number}", words, number % 5, **to)])
        for query in QUERIES:
            ways = []
            for newest, few in ((300, 2000), (2, 2000), (2, 1), (4, 2)):
                with looking(newest, few):
                    ways.append(found(record, query))
            assert all(way == ways[0] for way in ways), query
            assert ways[0] == found(record, query._replace(limit=0))[: query.limit or None]


@pytest.mark.parametrize("newest", [1, 300])
def test_a_tag_goes_with_the_words_it_stood_in(newest: int) -> None:
    with memory() as record, looking(newest, 2000):
        record.append([kudos("a", "the #pump", 1), kudos("b", "the #pump", 2), kudos("c", "the pump", 3)])
        tagged = Query(tag="pump", limit=1)
        assert found(record, tagged) == ["b"]
        record.append([replace("r", pen(4), stands(record, "b"), with_words(stands(record, "b"), "the pump"))])
        assert found(record, tagged) == ["a"]
        record.rebuild()
        assert found(record, tagged) == ["a"]
        record.append([erase("e", pen(5), stands(record, "a"))])
        assert found(record, tagged) == []


def test_what_a_thanks_was_given_for() -> None:
    with memory() as record:
        record.append(
            [kudos("a", "x", value="Care"), kudos("b", "x", value=["Care"]), kudos("c", "x", value="Courage")]
        )
        record.append([put("w", pen(), "win", {"by": ANA, "words": "x", "value": "care"})])
        assert found(record, Query(value="CARE")) == ["w", "a"]
        assert found(record, Query(value="care", words="x", limit=1)) == ["w"]
        assert found(record, Query(value="none")) == []


def test_any_number_of_ids_can_be_hidden() -> None:
    with memory() as record:
        record.append([kudos("a", "x"), kudos("b", "x")])
        hidden = ["a", *(f"id {number}" for number in range(40_000))]
        assert found(record, Query(hidden=hidden)) == ["b"]
