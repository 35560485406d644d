"""Today's overview in lines, for where no screens can be shown."""

from typing import TYPE_CHECKING

from ritual.actions.look import Coming, Overview
from ritual.actions.sentences import stopped
from ritual.model.clean import line
from ritual.model.instant import moment
from ritual.model.moments import about_minutes, clock, day, today, within
from ritual.model.recap import sentence
from ritual.words import listed, t, tn

if TYPE_CHECKING:
    from ritual.actions.going_on import GoingOn


def rows(seen: Overview) -> list[str]:
    """What the first screen would say, one thing a line."""
    now = f"{day(today(seen.now, seen.zone))} {clock(seen.now, seen.zone)}"
    every = [f"{line(seen.team)} · {now}"]
    if seen.stopped:
        every.append(stopped(seen.stopped, seen.zone))
    if seen.going_on:
        every.append(_goes_on(seen.going_on, seen.zone))
    every += [_coming(seen, each) for each in seen.coming]
    every.append(" ".join(_people(seen)))
    if seen.notes:
        every.append(tn("{n} note in the jar.", "{n} notes in the jar.", seen.notes))
    for section in seen.week:
        for each in section.lines:
            every.append(f"{section.title}: {sentence(each)}")
    return every


def _goes_on(on: "GoingOn", zone: str) -> str:
    return t(
        "{ritual} is going on since {time}, and {name} leads. `ritual join-in` takes part.",
        ritual=line(on.title),
        time=clock(moment(on.at), zone),
        name=line(on.leader),
    )


def _people(seen: Overview) -> list[str]:
    parts = [tn("{n} person.", "{n} people.", seen.heads)]
    if seen.ahead:
        names = listed(seen.ahead)
        parts.append(tn("{names} has written ahead.", "{names} have written ahead.", len(seen.ahead), names=names))
    return parts


def _coming(seen: Overview, each: Coming) -> str:
    about = about_minutes(each.planned)
    if each.at is None:
        return t("{ritual}, when you like · {about}", ritual=line(each.title), about=about)
    seconds = (each.at - seen.now).total_seconds()
    when = clock(each.at, seen.zone)
    if today(each.at, seen.zone) != today(seen.now, seen.zone):
        when = f"{day(today(each.at, seen.zone))} {when}"
    return t(
        "{ritual} at {when}, {within} · {about}",
        ritual=line(each.title),
        when=when,
        within=within(seconds),
        about=about,
    )
