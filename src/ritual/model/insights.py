"""What a team looks back on as pictures, never about a person: minutes, thanks and wins over time, promises, coverage.

A picture with too little in it is a sentence instead: fewer than three rounds, fewer than five lines of a kind, or a
team of one or two, where every bar would be about a person.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from ritual.model.chart import BARS, Chart, Row
from ritual.model.moments import length, month
from ritual.model.promises import DONE, DROPPED, OPEN, WANTED
from ritual.model.ritual import GO_ROUNDS, Ritual
from ritual.model.span import Span, month_of, week_of
from ritual.model.stage import Stage
from ritual.words import t

ROUNDS: Final = 3
LINES: Final = 5
PEOPLE: Final = 3
COVERED: Final = 6
"""People in a team from which on it is said that everybody was thanked."""
_WEEKS: Final = timedelta(weeks=27)
_SHORTEST_SCALE: Final = 4


@dataclass(frozen=True, slots=True)
class Insights:
    """The pictures of a span of whole weeks or months; `coverage` is a sentence, "" where there is nothing to say."""

    span: Span
    charts: tuple[Chart, ...]
    coverage: str = ""


class Round(NamedTuple):
    """One closed round: the day it began, its ritual's title, and how many seconds were planned and spent."""

    day: date
    title: str
    planned: float
    spent: float


class Slot(NamedTuple):
    """A week or a month as a row of a chart."""

    label: str
    span: Span


def slots(asked: Span, today: date) -> tuple[Slot, ...]:
    """The whole weeks, of a long span the whole months, that the days lie in, oldest first; at least one.

    Whole ones only, so that nothing can be cut out of a picture by moving the span by a day. Those that haven't begun
    are left out.
    """
    is_short = asked.end_exclusive - asked.start <= _WEEKS
    unit = week_of if is_short else month_of
    found = []
    at = asked.start
    while at < asked.end_exclusive:
        span = unit(at)
        found.append(Slot(week_label(at) if is_short else f"{month(at)} {at.year}", span))
        at = span.end_exclusive
        if at > today:
            break
    return tuple(found)


def week_label(day: date) -> str:
    """ "Week 48"."""
    return t("Week {week}", week=day.isocalendar().week)


def planned(ritual: Ritual, stage: Stage, notes: int) -> float:
    """Seconds that the steps of a closed round were planned to take, with as many people and notes as there were."""
    held = [step for step in ritual.steps if stage.spent.get(step.id, 0) > 0]
    each = {"gratitude": notes, "actions": 1}
    return float(
        sum(
            step.seconds
            if step.whole or step.order not in GO_ROUNDS
            else step.seconds * max(1, each.get(step.kind, stage.heads))
            for step in held
        )
    )


def by_ritual(rounds: Sequence[Round]) -> Chart:
    """How long a round of each ritual took on average, in minutes."""
    rows = []
    for title in dict.fromkeys(each.title for each in rounds):
        own = [each for each in rounds if each.title == title]
        rows.append((title, sum(e.planned for e in own) / len(own), sum(e.spent for e in own) / len(own)))
    return _minutes("minutes-by-ritual", t("Minutes of a round"), t("How long a round takes on average."), rows, rounds)


def by_time(rounds: Sequence[Round], rows: Iterable[Slot]) -> Chart:
    """How long the rounds of each week or month took together, in minutes."""
    sums = []
    for slot in rows:
        own = [each for each in rounds if slot.span.holds(each.day)]
        sums.append((slot.label, sum(e.planned for e in own), sum(e.spent for e in own)))
    return _minutes("minutes", t("Minutes together"), t("How long all rounds took together."), sums, rounds)


def thanks(counts: Sequence[int], rows: Sequence[Slot], people: int) -> Chart:
    """How many thanks were given in each week or month."""
    shows, hides = t("Thanks that are open to all, when given."), t("Not from whom, for whom, or what each one meant.")
    return _lines(Chart("thanks", BARS, t("Thanks"), shows, hides, "thanks", 0, meaning="praise"), counts, rows, people)


def wins(counts: Sequence[int], rows: Sequence[Slot], people: int) -> Chart:
    """How many wins were logged in each week or month."""
    shows, hides = t("Wins that somebody logged."), t("Not the wins that nobody logged; large and small count alike.")
    return _lines(Chart("wins", BARS, t("Wins"), shows, hides, "wins", 0, meaning="win"), counts, rows, people)


def promises(states: Collection[str], people: int) -> Chart:
    """What became of the promises of the span; `states` has one for each."""
    shows, hides = t("What became of the promises made in this time."), t("Not whose. Dropping one is fine.")
    blank = Chart("promises", BARS, t("Promises"), shows, hides, "promises", len(states), meaning="promise")
    if people < PEOPLE or len(states) < LINES:
        return blank._replace(quiet=_too_few(people, t("Fewer than five promises were made in this time.")))
    names = {t("done"): (DONE,), t("still open"): (OPEN, WANTED), t("dropped"): (DROPPED,)}
    found = {label: sum(state in meant for state in states) for label, meant in names.items()}
    rows = (Row(label, (n,), t("{n} of {all}", n=n, all=len(states))) for label, n in found.items())
    return blank._replace(rows=tuple(rows))


def coverage(members: Collection[str], thanked: Collection[str], when: str) -> str:
    """ "Everyone was thanked …", said only of a whole team of six or more; "" otherwise. `when` is a sentence."""
    return when if len(members) >= COVERED and set(members) <= set(thanked) else ""


def _minutes(
    name: str, title: str, shows: str, sums: Sequence[tuple[str, float, float]], rounds: Sequence[Round]
) -> Chart:
    hides = t("Not whether a round was worth it; shorter isn't better.")
    blank = Chart(name, BARS, title, shows, hides, "minutes", 0, series=(t("planned"), t("real")), meaning="clock")
    if len(rounds) < ROUNDS:
        return blank._replace(series=(), quiet=t("Fewer than three rounds were held in this time."))
    rows = tuple(Row(label, (wanted / 60, real / 60), _lengths(wanted, real)) for label, wanted, real in sums)
    return blank._replace(most=max(1.0, *(value for row in rows for value in row.values)), rows=rows)


def _lengths(wanted: float, real: float) -> str:
    if not real:
        return t("no round")
    return t("{spent} of {planned}", spent=length(real), planned=length(wanted))


def _lines(blank: Chart, counts: Sequence[int], rows: Sequence[Slot], people: int) -> Chart:
    if people < PEOPLE or sum(counts) < LINES:
        return blank._replace(quiet=_too_few(people, t("Fewer than five were kept in this time.")))
    told = tuple(Row(slot.label, (n,), str(n)) for slot, n in zip(rows, counts, strict=True))
    return blank._replace(most=max(_SHORTEST_SCALE, *counts), rows=told)


def _too_few(people: int, otherwise: str) -> str:
    return t("In a team of one or two every picture would be about a person.") if people < PEOPLE else otherwise
