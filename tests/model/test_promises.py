"""What became of a promise."""

from ritual.model.entry import ACTION, MARK, Entry
from ritual.model.promises import coming_back, is_open, settled, state


def action(action_id: str, day: int = 1, **data: object) -> Entry:
    return Entry(action_id, ACTION, f"2026-11-{day:02}T09:00:00Z", "UTC", 0, "a", "A", {"words": "x", **data})


def mark(kind: str, on: str, day: int) -> Entry:
    return Entry(f"m{day}", MARK, f"2026-11-{day:02}T10:00:00Z", "UTC", 0, "b", "B", {"kind": kind, "on": on})


def test_the_last_mark_counts_and_without_one_the_promise_itself() -> None:
    assert state(action("p"), []) == "open"
    assert state(action("p", state="done"), []) == "done"
    assert state(action("p"), [mark("done", "p", 3), mark("wanted", "p", 2), mark("dropped", "q", 4)]) == "done"
    assert state(action("p"), [mark("opened", "p", 3)]) == "open"


def test_open_and_still_wanted_promises_come_back_oldest_first() -> None:
    actions = [action("r", 3), action("p", 1), action("q", 2)]
    marks = {"p": [mark("wanted", "p", 5)], "q": [mark("dropped", "q", 5)]}
    assert [a.id for a in coming_back(actions, marks)] == ["p", "r"]
    assert not is_open(action("q"), marks["q"])


def test_only_what_the_marks_say_settles_a_promise() -> None:
    assert settled(action("p"), []) == ""
    assert settled(action("p"), [mark("wanted", "p", 2)]) == "wanted"
