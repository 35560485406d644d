"""Days ahead as people list them: one day, or from one to another, like "24 dec to 1 jan" or "3. bis 10. Dezember"."""

import re
import unicodedata
from datetime import date, timedelta

from ritual.model.dates import parse_day, parse_span
from ritual.model.span import DAY, Span

LONGEST = timedelta(days=366)
_BETWEEN = r"\s+(?:to|until|till|through|and|bis(?: zum)?|und|-)\s+|\s*[–—]\s*"
_FROM = r"^(?:from|between|von|vom|zwischen)\s+"
_DAY_ALONE = r"[0-9]{1,2}\.?"


def parse_stretch(text: str, today: date) -> Span | None:
    """The days ahead that the words mean on that day; None where they mean none, none in order, or over a year.

    What has begun and isn't over yet counts as ahead.
    """
    words = re.sub(_FROM, "", unicodedata.normalize("NFC", text).strip().casefold())
    first, *rest = re.split(_BETWEEN, words, maxsplit=1)
    if not rest:
        span = parse_span(words, today, future=True)
        return span if span and span.end_exclusive - span.start <= LONGEST else None
    last = rest[0]
    if re.fullmatch(_DAY_ALONE, first):
        first = f"{first}{re.sub('^[0-9]+[.]?', '', last)}"
    begun = parse_day(first, today) if re.search("[0-9]", first) else None
    for start in (begun, parse_day(first, today, future=True)):
        end = parse_day(last, start, future=True) if start else None
        if start and end and max(start, today) <= end < start + LONGEST:
            return Span(start, end + DAY)
    return None
