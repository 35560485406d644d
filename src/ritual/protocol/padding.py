"""Fills plaintext up to a few sizes, so that what is sealed tells little of how long it is."""

from typing import Final

LEAST: Final = 256
_END: Final = b"\x80"


def padded(plaintext: bytes) -> bytes:
    """The plaintext, 0x80 and zeros, up to the next of 256, 512, 1024, … bytes."""
    return plaintext + _END + bytes(_size(len(plaintext)) - len(plaintext) - 1)


def unpadded(filled: bytes) -> bytes:
    """What `padded` was given; ValueError for bytes that it can't have made."""
    ended = filled.rstrip(b"\0")
    if ended[-1:] != _END or len(filled) != _size(len(ended) - 1):
        raise ValueError("not padded")
    return ended[:-1]


def _size(length: int) -> int:
    return max(LEAST, 1 << length.bit_length())
