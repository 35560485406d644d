"""Whatever happens, everybody ends with the same, nothing is lost, what is erased stays so; and every rule counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.endpoint.model import CALM, STORM
from tests.endpoint.rules import RULES, course

SEEDS = 1500
"""Enough courses for every rule to be missed in this many; `benchmarks/soak.py` runs more."""


@pytest.mark.parametrize("odds", [CALM, STORM], ids=["calm", "storm"])
@given(seed=st.integers(0, 2**64))
@settings(max_examples=200, deadline=None)
def test_everybody_ends_with_the_same(odds: dict[str, int], seed: int) -> None:
    assert course(odds=odds)(seed) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = RULES[rule](monkeypatch)
    for seed in range(SEEDS):
        try:
            wrong = faults(seed)
        except (AssertionError, RecursionError, IndexError, KeyError):
            return
        if wrong:
            return
    pytest.fail(f"{SEEDS} courses ended well without {rule}")
