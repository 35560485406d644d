"""Of which rounds this machine has reminded already."""

from collections.abc import Iterable

from ritual.files.places import Env, reminders_file
from ritual.files.writing import PRIVATE, write


def reminded(env: Env) -> frozenset[str]:
    """The rounds, one a line, each with its time (RFC 3339 UTC) in front."""
    try:
        return frozenset(reminders_file(env).read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        return frozenset()


def note_reminded(env: Env, rounds: Iterable[str], since: str) -> None:
    """Notes these too, and forgets what was before `since`."""
    kept = sorted(each for each in {*reminded(env), *rounds} if each >= since)
    write(reminders_file(env), "".join(f"{each}\n" for each in kept), PRIVATE)
