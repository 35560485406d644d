"""What closed sessions leave behind for the next one."""

from ritual.model.memory import Held, asked, memory, newcomers
from ritual.model.stage import Stage
from tests.model.rooms import team


def held(day: int, first: str = "", last: str = "", ritual: str = "standup", questions: tuple[str, ...] = ()) -> Held:
    return Held(f"s{day}", f"2026-11-{day:02}T09:30:00Z", ritual, Stage(first=first, last=last, asked=questions))


def test_who_opened_when_is_remembered_for_each_ritual() -> None:
    found = memory(
        "standup", [held(1, "a", "b"), held(2, "c", "d", "weekly"), held(3, "b", "a"), held(4, "a", "c")], team()
    )
    assert found.opened == {"a": 1, "b": 2}
    assert found.closed == "c"


def test_a_session_without_a_fair_round_leaves_nobody() -> None:
    assert memory("standup", [held(1)], team()).opened == {}
    assert memory("standup", [], team()).closed == ""


def test_somebody_new_stays_new_for_five_sessions() -> None:
    late = team("abc", c={"joined": "2026-11-03T00:00:00Z"})
    assert newcomers([held(d) for d in range(1, 7)], late) == {"c"}
    assert newcomers([held(d) for d in range(1, 8)], late) == frozenset()


def test_questions_are_listed_in_the_order_of_their_last_asking() -> None:
    assert asked([held(1, questions=("u", "v")), held(2, questions=("u",))]) == ("v", "u")
