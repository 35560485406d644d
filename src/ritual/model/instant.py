"""The moment that a written time means."""

from datetime import UTC, datetime


def moment(written: str) -> datetime:
    """An entry's time, aware, in UTC; one that can't be read is the beginning of time, never a crash."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
