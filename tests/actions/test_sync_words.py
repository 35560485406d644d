"""The quiet line: what it says of each way a shared team may stand."""

from datetime import UTC, datetime

import pytest

from ritual.actions.sync_words import Part, in_a_round, matter, quiet
from ritual.errors import StoreTrouble, SyncTrouble
from ritual.store.outbox import Standing
from ritual.sync import saying
from ritual.sync.state import CONNECTING, LIVE, OFFLINE, STOPPED, State
from ritual.words import speak

AT = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SETTLED = Standing(0, 0, 0, 0)


def line(state: State, now: datetime = NOW) -> str:
    return " · ".join(part.words for part in quiet(state, now, "UTC"))


def offline(kind: str) -> State:
    return State(OFFLINE, AT, Standing(3, 0, 0, 0), SyncTrouble("A sentence.", "A hint.", kind))


def test_all_is_well() -> None:
    assert line(State(CONNECTING, AT)) == "Shared · connecting"
    assert line(State(LIVE, AT, SETTLED)) == "Shared · all sent · live"
    assert line(State(LIVE, AT, Standing(2, 1, 0, 0))) == "Shared · 2 waiting · 1 on the way · live"


def test_a_round_that_says_itself_that_it_is_offline_only_counts() -> None:
    def told(state: State) -> list[str]:
        return [part.words for part in in_a_round(state, NOW, "UTC")]

    assert told(State(LIVE, AT, SETTLED)) == ["all sent", "live"]
    assert told(State(OFFLINE, AT, Standing(2, 0, 0, 0))) == ["2 waiting"]
    assert told(offline(saying.UNREACHABLE)) == ["3 waiting"]
    assert told(offline("disk-full")) == ["3 waiting", "the endpoint's disk is full, since 09:12"]


def test_what_asks_for_somebody_is_not_said_by_colour_alone() -> None:
    state = State(LIVE, AT, Standing(0, 0, 1, 2))
    assert line(state) == "Shared · all sent · 1 refused · 2 can't be opened · `ritual status` says more · live"
    assert [part.meaning for part in quiet(state, NOW, "UTC")] == [
        "muted",
        "muted",
        "warning",
        "warning",
        "muted",
        "muted",
    ]
    assert Part("live").meaning == "muted"


def test_out_of_reach_since_when() -> None:
    state = offline(saying.UNREACHABLE)
    assert line(state) == "Shared · 3 waiting · offline since 09:12"
    assert quiet(state, NOW, "UTC")[-1].meaning == "text"
    later = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert line(state, later) == "Shared · 3 waiting · offline since Tue 24 Nov, 09:12"
    assert "10:12" in " ".join(part.words for part in quiet(state, NOW, "Europe/Paris"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("token-invalid", "no access any more, since 09:12: ask for a new link"),
        ("newer", "the endpoint is newer than this ritual, since 09:12: update ritual here"),
        ("certificate", "the certificate doesn't fit, since 09:12: `ritual sync` says more"),
        ("screens", "too many screens here: close one"),
        ("disk-full", "the endpoint's disk is full, since 09:12"),
        ("moon", "the endpoint says no, since 09:12: `ritual sync` says more"),
    ],
)
def test_what_is_the_matter(kind: str, words: str) -> None:
    assert line(offline(kind)).endswith(f"waiting · {words}")
    assert quiet(offline(kind), NOW, "UTC")[-1].meaning == "warning"
    assert matter(kind, "09:12") == words


@pytest.mark.parametrize("trouble", [StoreTrouble("The record is away."), saying.broken(ValueError("odd"))])
def test_trouble_of_this_machine_is_told_as_it_is(trouble: StoreTrouble | SyncTrouble) -> None:
    found = quiet(State(STOPPED, AT, SETTLED, trouble), NOW, "UTC")[-1]
    assert found == Part(trouble.sentence, "error")


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(59, "live"), (-59, "live"), (3600, "this clock is 60 min slow"), (-90, "this clock is 1 min fast")],
)
def test_a_clock_that_is_wrong_is_told(ahead: float, words: str) -> None:
    assert line(State(LIVE, AT, SETTLED, None, ahead)).endswith(words)


def test_in_german() -> None:
    speak("de")
    assert line(offline(saying.UNREACHABLE)) == "Geteilt · 3 warten · offline seit 09:12"
