"""An event belongs to the entry that it puts, replaces or erases."""

from ritual.model.event import PUT, REPLACE, Event


def test_an_event_that_puts_is_its_entry() -> None:
    assert Event("e1", PUT, None, 0, 0, "ana", "laptop", "{}").entry == "e1"


def test_a_later_event_names_its_entry() -> None:
    assert Event("e2", REPLACE, "e1", 1, 0, "ana", "laptop", "{}").entry == "e1"
