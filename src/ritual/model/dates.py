"""Days and spans as people say them, in English and German: one of the forms, or from one to another.

Behind, "since monday" ends today, and "monday to friday" begins at the first as it is said alone. It ends at the second
as that is said alone, or where this would be before the beginning, at the next one after it. Ahead, it begins at the
next Monday and ends at the Friday after it; dates that have begun and aren't over yet count as ahead.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from ritual.model.date_forms import one
from ritual.model.span import Span

LONGEST = timedelta(days=366)
"""How long a span ahead may be."""

_IN = "(?:in|im|during|over|within) (?:the |den |der |dem )?|the |die |der |den |das "
_SINCE = "(?:since|from|seit|ab) (?:dem |der |the )?"
_FROM = "(?:from |between |von |vom |zwischen )?"
_TO = "(?: (?:-|to|until|till|through|and|bis zum|bis|und) | ?(?:\u2013|\u2014|\\.\\.\\.?|\u2026) ?)"
# "3-7 November", "3. bis 7.11." and "Nov 3-7": the month is said once, for both.
_SHARED_BEHIND = rf"(?P<a>[0-9]{{1,2}})\.?(?: ?- ?|{_TO})(?P<b>[0-9]{{1,2}})(?P<month>\.? ?[^\W\d].*|\. ?[0-9].*)"
_SHARED_BEFORE = (
    rf"(?P<month>[^\W\d]+\.? )(?P<a>[0-9]{{1,2}})(?: ?- ?|{_TO})(?P<b>[0-9]{{1,2}})(?P<year>,? [0-9]{{4}})?"
)


def parse_span(text: str, today: date, *, future: bool = False) -> Span | None:
    """The span that the words mean on that day; None when they mean none, or more than one.

    `future` is for days ahead: None also where they are over a year.
    """
    words = _plain(text)
    if not future:
        return _alone(words, today) or _since(words, today) or _between(words, today)
    span = _alone(words, today, future=True) or _between(words, today, future=True)
    return span if span and span.end_exclusive - span.start <= LONGEST else None


def parse_day(text: str, today: date, *, future: bool = False) -> date | None:
    """The day that the words mean; None also for more than one, or from one to one. `future` is for due dates."""
    span = _alone(_plain(text), today, future=future)
    return span.start if span and span.is_one_day else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _alone(words: str, today: date, *, future: bool = False) -> Span | None:
    found = one(words, today, future=future)
    if found:
        return found
    # Only of longer spans people say "in": "in 3 days" has been read by now, and "in monday" is no way to say it.
    inside = re.match(_IN, words)
    held = one(words[inside.end() :], today, future=future) if inside else None
    return held if held and not held.is_one_day else None


def _since(words: str, today: date) -> Span | None:
    said = re.match(_SINCE, words)
    first = _alone(words[said.end() :], today) if said else None
    tomorrow = today + timedelta(days=1)
    return Span(first.start, tomorrow) if first and first.start < tomorrow else None


def _between(words: str, today: date, *, future: bool = False) -> Span | None:
    for first, last in _ends(re.sub(f"^{_FROM}", "", words)):
        for begin in _beginnings(first, today, future=future):
            for end in _endings(last, begin, today, future=future):
                if begin <= end.start and (not future or today < end.end_exclusive <= begin + LONGEST):
                    return Span(begin, end.end_exclusive)
    return None


def _beginnings(first: str, today: date, *, future: bool) -> Iterator[date]:
    """When it may begin, the likeliest first: a weekday ahead is the next one, a date may have been already."""
    behind = _alone(first, today) if not future or re.search("[0-9]", first) else None
    ahead = _alone(first, today, future=True) if future else None
    return (span.start for span in (behind, ahead) if span)


def _endings(last: str, begin: date, today: date, *, future: bool) -> Iterator[Span]:
    near = None if future else _alone(last, today)
    return (span for span in (near, _alone(last, begin, future=True)) if span)


def _ends(words: str) -> list[tuple[str, str]]:
    """The ways to take the words apart into a beginning and an end."""
    behind, before = re.fullmatch(_SHARED_BEHIND, words), re.fullmatch(_SHARED_BEFORE, words)
    shared = []
    if behind and int(behind["a"]) < int(behind["b"]):
        shared.append((f"{behind['a']}{behind['month']}", f"{behind['b']}{behind['month']}"))
    if before and int(before["a"]) < int(before["b"]):
        year = before["year"] or ""
        shared.append((f"{before['month']}{before['a']}{year}", f"{before['month']}{before['b']}{year}"))
    return [*shared, *((words[: to.start()], words[to.end() :]) for to in re.finditer(_TO, words))]
