"""A recovery sheet: a machine on paper, whose lines say its team, the key and the secret that it is known by."""

import hashlib
from typing import Final, NamedTuple

from ritual.protocol.binary import ID_BYTES, id_bytes, id_text, lp, u32
from ritual.protocol.device import DeviceKeys
from ritual.protocol.sealing import KEY_BYTES, derived

SECRET_BYTES: Final = 16
"""How much of a sheet is random beside the key: 128 bits, from which all that its device has is derived."""
LINES: Final = 7
_SHEET: Final = b"ritual/sheet/1"
_VERSION: Final = b"\x00\x01"
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011", "-")
_BYTES, _CHECK_BITS, _LENGTH, _GROUP = 10, 20, 20, 5


class WrongLine(ValueError):
    """What was typed isn't this line of a sheet."""


class Sheet(NamedTuple):
    """What a sheet says: the team, an epoch with its key, and the secret of the device that it is."""

    team: str
    epoch: int
    key: bytes
    secret: bytes

    @property
    def device(self) -> str:
        """The id of the device that the sheet is."""
        raw = bytearray(self._derived(b"device")[:ID_BYTES])
        raw[6], raw[8] = raw[6] & 0x0F | 0x40, raw[8] & 0x3F | 0x80
        return id_text(bytes(raw))

    @property
    def token(self) -> bytes:
        """The secret of its token."""
        return self._derived(b"token")

    @property
    def keys(self) -> DeviceKeys:
        """Its secret keys."""
        return DeviceKeys(self._derived(b"wrap"), self._derived(b"sign"))

    def _derived(self, what: bytes) -> bytes:
        return derived(self.secret, id_bytes(self.team), _SHEET + b"/" + what)


def sheet_lines(sheet: Sheet) -> tuple[str, ...]:
    """The sheet to write down: seven lines of four groups, each line with a check of its own."""
    raw = _VERSION + id_bytes(sheet.team) + u32(sheet.epoch) + sheet.secret + sheet.key
    return tuple(_line(n, raw[n * _BYTES : (n + 1) * _BYTES]) for n in range(LINES))


def read_line(n: int, typed: str) -> bytes:
    """What line `n`, counted from 0, says, whatever its case, blanks and hyphens; WrongLine for any other."""
    letters = "".join(typed.split()).upper().translate(_LOOKALIKES)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        raise WrongLine
    number = sum(_LETTERS.index(each) << 5 * place for place, each in enumerate(reversed(letters)))
    raw = (number >> _CHECK_BITS).to_bytes(_BYTES, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(n, raw):
        raise WrongLine
    return raw


def read_sheet(lines: list[bytes]) -> Sheet:
    """The sheet of these lines; WrongLine where they don't belong together, or a newer ritual wrote them."""
    raw = b"".join(lines)
    team, rest = raw[2 : 2 + ID_BYTES], raw[2 + ID_BYTES :]
    sheet = Sheet(id_text(team), int.from_bytes(rest[:4], "big"), rest[-KEY_BYTES:], rest[4 : 4 + SECRET_BYTES])
    try:
        id_bytes(sheet.team)
    except ValueError:
        raise WrongLine from None
    if len(lines) != LINES or raw[:2] != _VERSION:
        raise WrongLine
    return sheet


def _line(n: int, raw: bytes) -> str:
    number = int.from_bytes(raw, "big") << _CHECK_BITS | _check(n, raw)
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return " ".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _check(n: int, raw: bytes) -> int:
    return int.from_bytes(hashlib.sha256(lp(_SHEET, bytes([n]), raw)).digest()[:3], "big") >> 4
