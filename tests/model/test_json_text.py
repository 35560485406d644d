"""JSON without json: the same values, and the same texts that are none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.json_text import array, value, written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
BLANKS = st.text(" \t\r\n", max_size=3)


def read(how: Any, text: str) -> str:
    try:
        return repr(how(text))
    except ValueError:
        return "no JSON"


@given(VALUES, st.booleans(), BLANKS, BLANKS)
def test_it_reads_what_json_wrote(found: object, is_ascii: bool, before: str, after: str) -> None:
    text = before + json.dumps(found, ensure_ascii=is_ascii) + after
    assert repr(value(text)) == repr(json.loads(text))


@given(st.text('{}[]",:0123456789.eE-+ \\utrflsanINy\ufeff\u00a0\n', max_size=12) | st.text())
def test_what_json_refuses_is_refused(text: str) -> None:
    assert read(value, text) == read(json.loads, text)


def test_what_is_too_deep_is_told() -> None:
    with pytest.raises(RecursionError):
        value("[" * 200_000)


@given(VALUES)
def test_it_writes_what_json_writes(found: object) -> None:
    assert written(found) == json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def test_what_json_has_nothing_for_is_refused() -> None:
    with pytest.raises(TypeError):
        written({"words": b"raw"})


@given(st.lists(st.text() | st.integers()))
def test_an_array_is_one_for_json(values: list[str | int]) -> None:
    assert json.loads(array(values)) == values
