"""Whatever happens, and whatever copy of its own files an endpoint is put back from, everybody ends with the same."""

import pytest

from tests.endpoint.model import CALM, STORM
from tests.endpoint.on_disk import RULES, faults

SEEDS = 8
MISSED = 16
"""A course in a storm that ends badly without the journal; `benchmarks/soak.py` runs more of them."""


@pytest.mark.parametrize("odds", [CALM, STORM], ids=["calm", "storm"])
def test_everybody_ends_with_the_same(odds: dict[str, int]) -> None:
    for seed in range(SEEDS):
        assert faults(seed, odds) == [], seed


def test_the_journal_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(MISSED, STORM) == []
    RULES["journal"](monkeypatch)
    assert "an erased entry is stored" in faults(MISSED, STORM)
