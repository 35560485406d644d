"""When the sample team met: the days of its rounds, counted back from the one that is due now."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

WEEKS = 12
MINUTES = 5
"""Rounds begin at full five minutes."""
_EVERY_TWELFTH = 12
_THURSDAY = 3
_HOURS_LATER = 4
_AN_HOUR = timedelta(hours=1)

Thing = TypeVar("Thing")


def due(now: datetime, zone: tzinfo) -> datetime:
    """When the next round is: a few minutes from now, in the zone of the team.

    In the hour that clocks show twice it is one more: schedules know only the first time.
    """
    local = now.astimezone(zone).replace(second=0, microsecond=0) + timedelta(minutes=2 + MINUTES)
    first = local.replace(fold=0) - timedelta(minutes=local.minute % MINUTES)
    return first if first > now else first + _AN_HOUR


def standups(first: datetime) -> tuple[datetime, ...]:
    """The standups of the last three months, oldest first, at the same time of the day; a few days were holidays."""
    days = [first - timedelta(days=back) for back in range(7 * WEEKS, 0, -1)]
    work = [day for day in days if day.weekday() < 5]
    return tuple(day for n, day in enumerate(work) if n % _EVERY_TWELFTH != 7)


def weekly_of(day: datetime) -> datetime:
    """When the weekly round of that day is, some hours before or after the standup and never on another day."""
    return day.replace(hour=day.hour + _HOURS_LATER if day.hour + _HOURS_LATER < 24 else day.hour - _HOURS_LATER)


def weeklies(rounds: Sequence[datetime]) -> tuple[datetime, ...]:
    """The weekly rounds: one each Thursday on which the team met."""
    return tuple(weekly_of(day) for day in rounds if day.weekday() == _THURSDAY)


def share(things: Sequence[Thing], n: int, of: int) -> Sequence[Thing]:
    """The n-th of so many even parts of some things, in their order; many parts may be empty."""
    return things[len(things) * n // of : len(things) * (n + 1) // of]
