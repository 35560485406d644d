"""How long a follower waits before it tries again."""

import pytest

from ritual.errors import SyncTrouble
from ritual.sync.pace import Pace, Patience
from ritual.sync.saying import LOSS, UNKNOWN

ALWAYS = "random.random"


def test_it_waits_longer_each_time_and_never_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ALWAYS, lambda: 1.0)
    patience = Patience(Pace())
    assert [patience.after(None) for _ in range(7)] == [0.5, 1, 2, 4, 8, 15, 15]
    patience.well()
    assert patience.after(None) == 0.5


def test_nobody_comes_back_at_the_same_moment_and_not_before_the_endpoint_wants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ALWAYS, lambda: 0.5)
    patience = Patience(Pace())
    assert patience.after(None) == 0.25
    assert patience.after(SyncTrouble("busy", kind="busy", after=7)) == 7


@pytest.mark.parametrize("kind", [*UNKNOWN, LOSS])
def test_what_only_somebody_can_end_is_tried_seldom(kind: str) -> None:
    assert Patience(Pace()).after(SyncTrouble("no", kind=kind)) == 300
