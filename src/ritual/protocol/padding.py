"""Fills plaintext up to a few sizes, so that what is sealed tells little of how long it is."""

from typing import Final

LEAST: Final = 256
_END: Final = 0x80


def padded(plaintext: bytes) -> bytes:
    """The plaintext, 0x80 and zeros, up to the next of 256, 512, 1024, … bytes."""
    return plaintext + bytes([_END]) + bytes(_size(len(plaintext)) - len(plaintext) - 1)


def unpadded(filled: bytes) -> bytes:
    """What `padded` was given; ValueError for bytes that it can't have made."""
    plaintext, end, zeros = filled.rpartition(bytes([_END]))
    if not end or zeros.strip(b"\0") or len(filled) != _size(len(plaintext)):
        raise ValueError("not padded")
    return plaintext


def _size(length: int) -> int:
    size = LEAST
    while size <= length:
        size *= 2
    return size
