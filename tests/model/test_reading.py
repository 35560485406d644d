"""A value of a wrong type reads as nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model import reading

EVERYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


def test_text_is_cleaned() -> None:
    assert reading.text({"a": "x\x1b[31m"}, "a") == "x"
    assert reading.texts({"a": ["x\x07", 1, "y"]}, "a") == ("x", "y")
    assert reading.texts({"a": ("x",)}, "a") == ("x",)


def test_what_is_missing_takes_its_default() -> None:
    assert reading.text({}, "a", "d") == "d"
    assert reading.number({}, "a", 7) == 7
    assert reading.flag({}, "a", True) is True
    assert reading.seconds({}, "a") == 0.0
    assert (reading.texts({}, "a"), reading.table({}, "a"), reading.tables({}, "a")) == ((), {}, ())


@pytest.mark.parametrize(("value", "read"), [(3, 3), (-3, -3), (True, 0), (2**53, 2**53), (2**53 + 1, 0), (1.0, 0)])
def test_a_number_is_whole_and_of_a_size_that_travels(value: object, read: int) -> None:
    assert reading.number({"a": value}, "a") == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, 3.0),
        (1.5, 1.5),
        (-1, 0.0),
        (True, 0.0),
        (10**400, 0.0),
        (float("nan"), 0.0),
        (float("inf"), 0.0),
        ("1", 0.0),
    ],
)
def test_seconds_are_finite_and_never_negative(value: object, read: float) -> None:
    assert reading.seconds({"a": value}, "a") == read


def test_flags_are_only_true_or_false() -> None:
    assert reading.flag({"a": True}, "a") is True
    assert reading.flag({"a": 1}, "a") is False


def test_tables_keep_what_is_one() -> None:
    assert reading.table({"a": {"b": 1, 2: 3}}, "a") == {"b": 1}
    assert reading.tables({"a": [{"b": 1}, 2, {"c": 3}]}, "a") == ({"b": 1}, {"c": 3})


@given(EVERYTHING)
def test_nothing_makes_a_reader_fail(value: object) -> None:
    data = {"a": value}
    assert isinstance(reading.text(data, "a"), str)
    assert isinstance(reading.number(data, "a"), int)
    assert reading.seconds(data, "a") >= 0
    assert reading.flag(data, "a") in (True, False)
    assert all(isinstance(item, str) for item in reading.texts(data, "a"))
    assert all(isinstance(key, str) for key in reading.table(data, "a"))
    assert all(isinstance(item, dict) for item in reading.tables(data, "a"))
