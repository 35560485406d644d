"""A long span as a story: sentences, few thanks to reread, wins by month, what became of promises, who came."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from ritual.model.chronicle_words import sentences
from ritual.model.instant import moment
from ritual.model.moments import Zone
from ritual.model.months import Months, by_month, charts, named
from ritual.model.promises import DONE, DROPPED, OPEN
from ritual.model.recap import ARRIVALS, MILESTONES, PROMISES, THANKS, WINS, Line, Recap, Section
from ritual.model.spread import spread
from ritual.model.team import Team
from ritual.words import t

LONG: Final = timedelta(days=32)
"""A span that lasts longer than this, longer than any month, is told instead of listed."""
_THANKS, _WINS, _PROMISES = 6, 45, 12
"""About so many thanks and wins in all, but some of every month; at most so many promises that ended alike."""
_THANKS_A_MONTH, _WINS_A_MONTH = 1, 5


def is_long(since: str, until: str) -> bool:
    """Whether a span (RFC 3339 UTC) is told rather than listed."""
    return moment(until) - moment(since) > LONG


def chronicle(whole: Recap, team: Team, zone: Zone) -> Recap:
    """The recap of a long span, told from the one that lists everything in it.

    Answers and parked topics stand in shorter recaps only.
    """
    quiet = {person.id for person in team.members if person.praise == "quiet"}
    thanks, wins, promised = (_of_kind(whole, kind) for kind in (THANKS, WINS, PROMISES))
    wins_by_month, thanks_by_month = (by_month(lines, whole.start, zone) for lines in (wins, thanks))
    promises = {state: [line for line in promised if _became(line) == state] for state in (DONE, OPEN, DROPPED)}
    came = [section for section in whole.sections if section.kind in (ARRIVALS, MILESTONES)]
    chosen = (
        *_thanks(thanks_by_month, whole.start, quiet),
        *_wins(wins_by_month, whole.start),
        *_promises(promises, whole.start),
    )
    return whole._replace(
        sections=(*_explained(chosen), *came),
        told=sentences(whole, wins_by_month, len(thanks), promises),
        charts=charts(wins_by_month, thanks_by_month, len(team.members)),
    )


def _of_kind(whole: Recap, kind: str) -> tuple[Line, ...]:
    return tuple(line for section in whole.sections if section.kind == kind for line in section.lines)


def _became(promise: Line) -> str:
    return promise.state if promise.state in (DONE, DROPPED) else OPEN


def _wins(months: Months, lot: str) -> Iterable[Section]:
    names = named(months)
    most = max(_WINS_A_MONTH, _WINS // max(1, len(months)))
    for begins, few in zip(months, spread(months.values(), most, lot), strict=True):
        yield Section(WINS, t("Wins in {month}", month=names[begins]), few, _chosen(few, months[begins]))


def _thanks(months: Months, lot: str, quiet: Collection[str]) -> Iterable[Section]:
    every = [line for lines in months.values() for line in lines]
    # Being among few is attention, which whoever wants no praise aloud doesn't want either.
    groups = [[line for line in lines if not {*line.people[1:]} & {*quiet}] for lines in months.values()]
    most = max(_THANKS_A_MONTH, _THANKS // max(1, len(groups)))
    few = tuple(line for chosen in spread(groups, most, lot) for line in chosen)
    if few:
        yield Section(THANKS, t("Thanks worth rereading"), few, _chosen(few, every))


def _promises(promises: Mapping[str, Sequence[Line]], lot: str) -> Iterable[Section]:
    titles = {DONE: t("Promises kept"), OPEN: t("Promises open"), DROPPED: t("Promises dropped")}
    for state, few in zip(promises, spread(promises.values(), _PROMISES, lot), strict=True):
        if few:
            # What became of them stands in the title already.
            lines = few if state == OPEN else tuple(line._replace(detail="") for line in few)
            yield Section(PROMISES, titles[state], lines, _chosen(few, promises[state]))


def _chosen(few: Sequence[Line], every: Sequence[Line]) -> str:
    return "" if len(few) == len(every) else t("{n} of {all}.", n=len(few), all=len(every))


def _explained(sections: Iterable[Section]) -> Iterable[Section]:
    """The sections, the first that isn't whole with how its lines were chosen; the others were chosen likewise."""
    how = " " + t("Chosen by lot among those that say enough, spread over people.")
    for section in sections:
        yield section._replace(note=section.note + how) if section.note and how else section
        how = "" if section.note else how
