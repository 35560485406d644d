"""Whatever happens, every record ends with the same, nothing is lost, what is erased stays so; every rule counts."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.endpoint.model import FEW
from tests.sync.rules import RULES
from tests.sync.world import faults

SEEDS = 150
"""Enough courses for every rule here to be missed."""


@pytest.fixture(autouse=True, scope="module")
def _small_pushes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ritual.sync.batches.PUSH_EVENTS", FEW)
        yield


@example(5543)  # two devices of one member offer the same event to a log that was put back
@given(st.integers(0, 2**64))
@settings(max_examples=200, deadline=None)
def test_every_record_ends_with_the_same(seed: int) -> None:
    assert faults(Random(seed)) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    RULES[rule](monkeypatch)
    assert any(faults(Random(seed)) for seed in range(SEEDS))
