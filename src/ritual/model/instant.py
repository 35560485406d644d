"""Moments as they are written down, read and made; apart from their words so that quick commands load little."""

from datetime import UTC, datetime

YEARS = range(1000, 9000)
"""So far from both ends of the calendar that no week, zone or schedule counted from such a time falls off it."""


def moment(written: str) -> datetime:
    """An entry's time, aware; one that can't be read or reckoned with is the beginning of time, never a crash."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    if found.year not in YEARS:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """ "2026-11-24T09:30:00Z": UTC, whole seconds; raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"
