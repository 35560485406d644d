"""Server-sent events as they go over a stream (docs/protocol.md, "Streams")."""

from datetime import UTC, datetime

from ritual.protocol.reading import Told
from ritual.protocol.shapes import LoggedShape
from ritual.protocol.wire import Live, Page, live_told, pulled_told, written

HEARTBEAT = b": hb\n\n"
RETRY = b"retry: 2000\n\n"


def hello(page: Page, now: float, heartbeat: float) -> bytes:
    """The first frame: how far the log goes, and the endpoint's time, to the millisecond."""
    time = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return _frame("hello", {"head": page.head, "epoch": page.epoch, "time": time, "heartbeat": heartbeat})


def events(page: Page) -> list[tuple[int, bytes]]:
    """Each event with its place; the cursor stands on the last, behind which everything on the page was told."""
    told = [(each.seq, _frame("ev", pulled_told(each))) for each in page.events]
    if told:
        seq, frame = told[-1]
        told[-1] = (seq, f"id: {page.cursor}\n".encode() + frame)
    return told


def live(message: Live) -> bytes:
    """A live message."""
    return _frame("live", live_told(message))


def bye(reason: str, retry_ms: int) -> bytes:
    """The last frame: why the stream ends, and after how long to come back."""
    return _frame("bye", {"reason": reason, "retry_ms": retry_ms})


def _frame(event: str, data: Told | LoggedShape) -> bytes:
    return b"event: " + event.encode() + b"\ndata: " + written(data) + b"\n\n"
