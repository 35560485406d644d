"""Words as they come in: decoded, cleaned, and with whatever was wrong with them said on stderr."""

from ritual.cli.output import Output
from ritual.model.clean import clean
from ritual.words import tn

NAMED = 3
"""How many places of invalid bytes are named; more help nobody."""


def decoded(raw: bytes, out: Output) -> str:
    """The text of some bytes; those that aren't UTF-8 become U+FFFD, and their places are said."""
    places = _invalid(raw)
    if places:
        where = ", ".join(str(place + 1) for place in places[:NAMED]) + (" …" if len(places) > NAMED else "")
        out.talk(
            tn(
                "Byte {where} isn't UTF-8; “\ufffd” stands for it.",
                "Bytes {where} aren't UTF-8; “\ufffd” stands for them.",
                len(places),
                where=where,
            )
        )
    return raw.decode("utf-8", "replace")


def taken(text: str, out: Output) -> str:
    """The words without what could steer a terminal or hide what they say, and without blank ends."""
    found = clean(text)
    if found.dropped:
        out.talk(
            tn(
                "{n} control or escape sequence was left out.",
                "{n} control or escape sequences were left out.",
                found.dropped,
            )
        )
    return found.text.strip()


def argument(text: str, out: Output) -> str:
    """Words from the argument list, where bytes that aren't UTF-8 arrive as lone surrogates."""
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return taken(text, out)  # no argument of a process, so there are no bytes to name
    return taken(decoded(raw, out), out)


def _invalid(raw: bytes) -> list[int]:
    """Where the first bytes that aren't UTF-8 stand, counted from 0; one more than are named."""
    places: list[int] = []
    start = 0
    while len(places) <= NAMED:
        try:
            raw[start:].decode("utf-8")
        except UnicodeDecodeError as error:
            places.append(start + error.start)
            start += error.end
        else:
            break
    return places
