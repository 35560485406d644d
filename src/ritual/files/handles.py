"""Handles: the short names after an @."""

import re
import unicodedata
from itertools import count

HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,38}")
EVERYBODY = "all"

# Letters that Unicode doesn't take apart into a plain one and its accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def folded(name: str) -> str:
    """The name in plain small letters and digits, with hyphens between; "" where nothing of it is left."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:30].strip("-")


def free_handle(name: str, taken: set[str]) -> str:
    """A handle for the name that nobody has: the first name, else the whole, else the first with a number."""
    whole = folded(name)
    first = folded(name.split(" ", 1)[0]) or whole or "member"
    usual = (first, whole or first)
    numbered = (f"{first}-{n}" for n in count(2))
    return next(handle for group in (usual, numbered) for handle in group if handle not in taken)
