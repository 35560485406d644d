"""What networks do to an answer that goes on: held back, torn, told twice, cut into other pieces, fallen silent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BufferedIOBase
from random import Random
from typing import Final

BUFFERED = "nothing of the stream comes until there are eight kilobytes of it"
SILENT = "the stream falls silent somewhere, and the connection stays open"
TORN = "the connection breaks in the middle of a frame"
TWICE = "every frame of the stream comes twice"
SPLIT = "the stream comes in pieces of other sizes"
ENDED = "the stream comes by HTTP/1.0, and ends in the middle of a frame as if all were well"
END, STALL = b"", None
"""In the place of bytes: the connection breaks; nothing more happens on it."""
Piece = bytes | None
_LEAST: Final = 8 << 10
_FAR: Final = 4_000
"""Within how many bytes a stream breaks or falls silent: some frames."""
_PLACE = re.compile(rb"last-event-id:[^\r]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"transfer-encoding: chunked\r\n", re.IGNORECASE)


def without_place(request: bytes) -> bytes:
    """The request as a proxy passes it on that leaves out where the reader was."""
    return _PLACE.sub(b"", request)


def goes_on(head: bytes) -> bool:
    """Whether an answer is a stream, by its head."""
    return bool(_CHUNKED.search(head))


def frames(answer: BufferedIOBase) -> Iterator[bytes]:
    """What comes of a stream, each time whole frames."""
    while size := int(answer.readline() or b"0", 16):
        yield answer.read(size)
        answer.readline()


def bent(fault: str, head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    """The stream as it comes through."""
    return BENT.get(fault, _honest)(head, told, random)


def _honest(head: bytes, told: Iterable[bytes], _random: Random) -> Iterator[Piece]:
    yield head
    for each in told:
        yield _chunk(each)
    yield _chunk(b"")


def _buffered(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    held = b""
    for piece in _honest(head, told, random):
        held += piece or b""
        if len(held) >= _LEAST:
            yield held
            held = b""
    yield held
    yield END


def _silent(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    yield from _until(random.randrange(_FAR), _honest(head, told, random))
    yield STALL


def _torn(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    yield from _until(random.randrange(_FAR), _honest(head, told, random))
    yield END


def _twice(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    return _honest(head, (frame * 2 for each in told for frame in re.findall(rb".+?\n\n", each, re.DOTALL)), random)


def _split(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    for piece in _honest(head, (part for each in told for part in _parts(each, random)), random):
        yield from _parts(piece or b"", random)


def _ended(head: bytes, told: Iterable[bytes], random: Random) -> Iterator[Piece]:
    old = _CHUNKED.sub(b"Connection: close\r\n", head).replace(b"HTTP/1.1", b"HTTP/1.0", 1)
    yield old
    yield from _until(random.randrange(_FAR), told)
    yield END


BENT: Final[Mapping[str, Callable[[bytes, Iterable[bytes], Random], Iterator[Piece]]]] = {
    BUFFERED: _buffered,
    SILENT: _silent,
    TORN: _torn,
    TWICE: _twice,
    SPLIT: _split,
    ENDED: _ended,
}


def _until(left: int, pieces: Iterable[Piece]) -> Iterator[bytes]:
    """So many of their bytes."""
    for piece in pieces:
        if part := (piece or b"")[:left]:
            yield part
        left -= len(part)
        if not left:
            return


def _parts(piece: bytes, random: Random) -> Iterator[bytes]:
    while piece:
        size = random.randint(1, 100)
        yield piece[:size]
        piece = piece[size:]


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)
