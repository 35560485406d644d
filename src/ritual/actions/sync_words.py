"""How a shared team stands, in few words: the quiet line of the screens, and what is the matter, for all front ends."""

from datetime import datetime
from typing import Final, NamedTuple

from ritual.errors import RitualError, SyncTrouble
from ritual.model.moments import Zone, clock, day, today
from ritual.store.outbox import Standing
from ritual.sync import saying
from ritual.sync.state import CONNECTING, State
from ritual.words import mark, t, tn

_SAYS_MORE = mark("`ritual sync` says more")
_WHAT: Final = {
    saying.UNREACHABLE: (mark("offline since {time}"), ""),
    saying.CERTIFICATE: (mark("the certificate doesn't fit, since {time}"), _SAYS_MORE),
    saying.PROXY: (mark("the proxy can't be used, since {time}"), _SAYS_MORE),
    saying.NO_ENDPOINT: (mark("no ritual endpoint answers, since {time}"), _SAYS_MORE),
    saying.NEWER: (mark("the endpoint is newer than this ritual, since {time}"), mark("update ritual here")),
    saying.OLDER: (mark("the endpoint is older than this ritual, since {time}"), mark("it has to be updated")),
    saying.LOSS: (mark("the endpoint has lost much, since {time}"), _SAYS_MORE),
    saying.RESTLESS: (mark("the endpoint contradicts itself, since {time}"), _SAYS_MORE),
    saying.SCREENS: (mark("too many screens here"), mark("close one")),
    "token-missing": (mark("no access any more, since {time}"), mark("ask for a new link")),
    "token-invalid": (mark("no access any more, since {time}"), mark("ask for a new link")),
    "slow-down": (mark("the endpoint is busy, since {time}"), ""),
    "busy": (mark("the endpoint is busy, since {time}"), ""),
    "disk-full": (mark("the endpoint's disk is full, since {time}"), ""),
}
_OTHER: Final = (mark("the endpoint says no, since {time}"), _SAYS_MORE)
_PASSING: Final = (saying.UNREACHABLE, "slow-down", "busy")
"""Troubles that end by themselves."""
_WRONG_CLOCK: Final = 60.0


class Part(NamedTuple):
    """A few words, and their meaning as a palette knows it."""

    words: str
    meaning: str = "muted"


def quiet(state: State, now: datetime, zone: Zone) -> list[Part]:
    """The quiet line of a team that is shared: what waits, whether news come, and what is the matter since when."""
    counts = [*_counts(state.standing), *_hint(state.standing)]
    return [Part(t("Shared")), *counts, _news(state, now, zone), *_clock(state.ahead)]


def in_a_round(state: State, now: datetime, zone: Zone) -> list[Part]:
    """The same in a round, which itself says that it hears nothing."""
    is_told = state.is_offline and passes(state.trouble)
    news = [] if is_told else [_news(state, now, zone)]
    return [*_counts(state.standing), *news, *_clock(state.ahead)]


def passes(trouble: RitualError | None) -> bool:
    """Whether it ends by itself, so that nobody has to do anything."""
    return trouble is None or (isinstance(trouble, SyncTrouble) and trouble.kind in _PASSING)


def matter(kind: str, since: str) -> str:
    """What is the matter, by its kind, since when as people say it, and what to do."""
    what, hint = _WHAT.get(kind, _OTHER)
    said = t(what, time=since)
    return f"{said}: {t(hint)}" if hint else said


def _counts(standing: Standing | None) -> list[Part]:
    if standing is None:
        return []
    waiting, sent, refused, unopened, withheld = standing
    told = [
        (waiting, tn("{n} waiting", "{n} waiting", waiting), "text"),
        (sent, tn("{n} on the way", "{n} on the way", sent), "muted"),
        (refused, tn("{n} refused", "{n} refused", refused), "warning"),
        (unopened, tn("{n} can't be opened", "{n} can't be opened", unopened), "warning"),
        (withheld, tn("{n} withheld", "{n} withheld", withheld), "warning"),
    ]
    all_sent = [] if waiting + sent else [Part(t("all sent"))]
    return all_sent + [Part(words, meaning) for n, words, meaning in told if n]


def _hint(standing: Standing | None) -> list[Part]:
    """What to do about what doesn't get better by itself."""
    return [Part(t("`ritual status` says more"))] if standing and any(standing[2:]) else []


def _news(state: State, now: datetime, zone: Zone) -> Part:
    if state.trouble:
        return _trouble(state.trouble, _at(state.since, now, zone))
    return Part(t("connecting") if state.phase == CONNECTING else t("live"))


def _trouble(trouble: RitualError, at: str) -> Part:
    if isinstance(trouble, SyncTrouble) and trouble.kind != saying.BROKEN:
        return Part(matter(trouble.kind, at), "text" if passes(trouble) else "warning")
    return Part(trouble.sentence, "error")


def _at(since: datetime, now: datetime, zone: Zone) -> str:
    then = today(since, zone)
    return clock(since, zone) if then == today(now, zone) else f"{day(then)}, {clock(since, zone)}"


def _clock(ahead: float | None) -> list[Part]:
    """The clocks' offset, where somebody would notice; nothing depends on it."""
    if ahead is None or abs(ahead) < _WRONG_CLOCK:
        return []
    minutes = int(abs(ahead) // 60)
    slow = tn("this clock is {n} min slow", "this clock is {n} min slow", minutes)
    fast = tn("this clock is {n} min fast", "this clock is {n} min fast", minutes)
    return [Part(slow if ahead > 0 else fast)]
