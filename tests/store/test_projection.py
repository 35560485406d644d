"""Any order of arrival ends in the same entries."""

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.entry import Entry, fold
from ritual.model.event import ERASE, PUT, REPLACE, Event
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import ANA, BO, kudos, memory

ENTRIES = ("a", "b", "c")
WORDS = ("fish", "bread", "wine", "honey")
BODIES = st.sampled_from(
    [
        f'{{"v":1,"kind":"{kind}","at":"2026-11-24T09:{minute:02}:00Z","tz":"UTC","data":{{"words":"{words}",'
        f'"by":"{by}","to":["{BO}"],"kept":{kept},"session":"s"}}}}'
        for kind in ("kudos", "answer", "haiku")
        for words, minute, by, kept in zip(
            WORDS, (1, 2, 3, 3), (ANA, BO, ANA, "~Guest"), ("true", "false") * 2, strict=True
        )
    ]
    + ["", "[]", "{", '{"v":2,"kind":"kudos","data":{}}', '{"v":1,"kind":"win","at":7,"data":{"words":[],"with":"x"}}']
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of a few entries: each put at most once, replaced with any rev, and some of them erased."""
    made = []
    for number in range(draw(st.integers(1, 12))):
        entry, op = draw(st.sampled_from(ENTRIES)), draw(st.sampled_from((PUT, REPLACE, REPLACE, REPLACE, ERASE)))
        rev = 0 if op == PUT else draw(st.integers(1, 3))
        event_id, ref = (entry, None) if op == PUT else (f"{draw(st.integers(0, 9))}-{number}", entry)
        body = "" if op == ERASE else draw(BODIES)
        made.append(Event(event_id, op, ref, rev, 0, ANA, "laptop", body))
    return list({event.id: event for event in made}.values())


def reference(events: Iterable[Event]) -> dict[str, Entry]:
    """The fold as the design says it: erased for ever, else the greatest (rev, id), if it can be read."""
    known = list(events)
    erased = {event.entry for event in known if event.op == ERASE}
    newest: dict[str, Event] = {}
    for event in sorted(known, key=lambda each: (each.rev, each.id)):
        newest[event.entry] = event
    readable = {entry: fold(event) for entry, event in newest.items() if '"v":1' in event.body and entry not in erased}
    return {entry: found for entry, found in readable.items() if found is not None}


def standing(record: Record) -> dict[str, Entry]:
    """Every entry of the record."""
    found = {entry: record.entry(entry) for entry in ENTRIES}
    return {entry: each for entry, each in found.items() if each is not None}


def searchable(entries: Iterable[Entry], word: str) -> set[str]:
    """The entries that may be found by this word."""
    return {
        entry.id
        for entry in entries
        if entry.data.get("words") == word
        and (entry.kind == "kudos" or (entry.kind, entry.data.get("kept")) == ("answer", True))
    }


def found(record: Record, word: str) -> set[str]:
    """The entries that are found by this word."""
    return {entry.id for entry in record.log(Query(words=word))}


def same(record: Record, events: Sequence[Event]) -> None:
    """Asserts that the record stands as the reference says, and is whole."""
    expected = reference(events)
    assert standing(record) == expected
    for word in WORDS:
        assert found(record, word) == searchable(expected.values(), word)
    assert record.check() == []


@given(history=histories(), data=st.data())
def test_any_order_with_any_repetition_ends_in_the_same_entries(history: list[Event], data: st.DataObject) -> None:
    arrivals = data.draw(st.permutations(history + data.draw(st.lists(st.sampled_from(history), max_size=4))))
    cut = data.draw(st.integers(0, len(arrivals)))
    with memory() as record:
        record.apply(arrivals[:cut])
        record.apply(arrivals[cut:])
        same(record, history)
        record.rebuild()
        same(record, history)


@given(history=histories(), data=st.data())
def test_what_a_record_still_says_makes_an_equal_record(history: list[Event], data: st.DataObject) -> None:
    with memory() as record, memory() as copy:
        record.apply(history)
        copy.apply(data.draw(st.permutations(list(record.events()))))
        same(copy, history)


@given(history=histories())
def test_only_the_newest_event_of_an_entry_keeps_its_words(history: list[Event]) -> None:
    with memory() as record:
        record.apply(history)
        said = [event.entry for event in record.events() if event.body]
        assert len(said) == len(set(said))
        assert all(not event.author for event in record.events() if event.op == ERASE)


def test_what_is_known_or_comes_twice_lands_once_among_what_is_new() -> None:
    first, second, third = (kudos(each, f"words of {each}") for each in ENTRIES)
    with memory() as record:
        assert record.apply([first, second]).ids == ("a", "b")
        assert record.apply([third, first]).ids == ("c",)
        assert record.apply([kudos("d", "twice"), kudos("d", "twice")]).ids == ("d",)
        assert len(list(record.events())) == 4
        assert record.check() == []
