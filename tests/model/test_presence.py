"""Who is at a session: a beat holds for a while, and an own machine speaks for its own person alone."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.presence import Beat, beat_data, here, read_beat, speaks_for

ANA = Beat("a", "A", "s", ("~Kim", "b"), True, 0.0, 12.0)
BO = Beat("b", "B", "s", (), False, 5.0, 50.0)
CHRIS = Beat("c", "C", "elsewhere", (), False, 5.0, 50.0)


def test_it_travels_and_comes_back() -> None:
    assert read_beat("a", "A", beat_data("s", ("~Kim", "b"), True), 0.0, 12) == ANA


@given(
    st.dictionaries(
        st.sampled_from(["session", "speaks", "leads", "rev", "elapsed"]), st.none() | st.integers() | st.text()
    )
)
def test_whatever_travels_is_read_as_something(data: dict[str, object]) -> None:
    assert read_beat("a", "A", data, 0.0, 1).author == "a"


def test_a_beat_holds_for_its_time_and_its_session() -> None:
    assert here([ANA, BO, CHRIS], "s", 6.0) == {"a", "~Kim", "b"}
    assert here([ANA, BO, CHRIS], "s", 12.0) == {"b"}
    assert here([ANA, BO, CHRIS], "s", 50.0) == frozenset()


def test_a_machine_speaks_for_those_who_have_none() -> None:
    assert speaks_for([ANA], "a", "b", "s", 6.0)
    assert not speaks_for([ANA, BO], "a", "b", "s", 6.0)
    assert speaks_for([ANA, BO], "a", "b", "s", 6.0) == (not speaks_for([ANA, BO], "b", "b", "s", 6.0))
    assert speaks_for([ANA, BO], "a", "~Kim", "s", 6.0)
    assert not speaks_for([ANA, BO], "b", "~Kim", "s", 6.0)


def test_everybody_speaks_for_oneself_heard_before_or_not() -> None:
    assert speaks_for([], "a", "a", "s", 6.0)
