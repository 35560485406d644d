"""What somebody wishes of whoever leads: it means something at its place, and nothing anywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.command import Command
from ritual.model.stage import CLOSED, LOBBY, PAUSED, RUNNING, Place, Seat, Stage
from ritual.model.wish import DONE, HAND, JOIN, LEAVE, Wish, command, read_wish, wish_data

HERE = Place("checkin", 1)
STAGE = Stage(state=RUNNING, seats=(Seat("a"), Seat("b"), Seat("c", here=False)), place=HERE)


def test_it_travels_and_comes_back() -> None:
    asked = Wish("s", "a", HAND, HERE, "b")
    assert read_wish(wish_data(asked)) == asked


@given(
    st.dictionaries(st.sampled_from(["session", "by", "want", "place", "who"]), st.none() | st.integers() | st.text())
)
def test_whatever_travels_is_read_as_something(data: dict[str, object]) -> None:
    assert command(read_wish(data), STAGE, ("a",)) is None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (Wish("s", "a", DONE, HERE), Command("next")),
        (Wish("s", "a", HAND, HERE, "b"), Command("call", "b")),
        (Wish("s", "a", DONE, Place("checkin", 2)), None),
        (Wish("s", "b", DONE, HERE), None),
        (Wish("s", "a", "dance", HERE), None),
        (Wish("s", "c", JOIN), Command("join", "c")),
        (Wish("s", "d", JOIN), Command("join", "d")),
        (Wish("s", "a", JOIN), None),
        (Wish("s", "a", LEAVE), Command("leave", "a")),
        (Wish("s", "c", LEAVE), None),
    ],
    ids=str,
)
def test_only_what_still_makes_sense_is_meant(asked: Wish, meant: Command | None) -> None:
    assert command(asked, STAGE, ("a",)) == meant


@pytest.mark.parametrize("state", [LOBBY, CLOSED])
def test_before_and_after_a_round_nothing_is(state: str) -> None:
    assert command(Wish("s", "c", JOIN), Stage(state=state), ()) is None


def test_somebody_may_come_while_it_is_paused() -> None:
    assert command(Wish("s", "c", JOIN), Stage(state=PAUSED), ()) == Command("join", "c")
