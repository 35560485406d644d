"""Short forms of ids."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.store.ids import low, shortest


@given(st.lists(st.uuids().map(str), min_size=1, max_size=40, unique=True))
def test_a_short_form_means_one_id_only(known: list[str]) -> None:
    for each in known:
        short = shortest(each, [other for other in known if other != each])
        assert len(short) >= 4
        assert [other for other in known if other.startswith(short)] == [each]


def test_an_id_that_begins_another_is_shown_whole() -> None:
    assert shortest("abcdef", ["abcdefgh"]) == "abcdef"


def test_typed_letters_may_be_large_and_padded() -> None:
    assert low(" ABcd ") == "abcd"
