"""Days and spans to choose from, as `ritual` reads them in the language that is spoken."""

from collections.abc import Iterator
from datetime import date

from ritual.model.moments import weekday
from ritual.model.span import DAY
from ritual.words import mark, t

_SPANS = (
    mark("today"),
    mark("yesterday"),
    mark("this week"),
    mark("last week"),
    mark("this month"),
    mark("last month"),
    mark("this quarter"),
    mark("last quarter"),
    mark("this year"),
    mark("last year"),
)


def past(_today: date) -> Iterator[str]:
    """Days and spans to look back on."""
    return (t(each) for each in _SPANS)


def coming(today: date) -> Iterator[str]:
    """Single days to come: today, tomorrow and the weekdays after that."""
    yield t("today")
    yield t("tomorrow")
    yield from (weekday(today + n * DAY).casefold() for n in range(2, 8))


def ahead(today: date) -> Iterator[str]:
    """Days to come and spans of them."""
    yield from coming(today)
    yield t("next week")
    yield t("next month")
