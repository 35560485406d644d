"""The kinds of entries as people call them in the shell, in English and German."""

from collections.abc import Sequence

from ritual.errors import Refused, Usage
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, SESSION, WIN
from ritual.model.team import Person, first
from ritual.words import t

KINDS = {
    "thanks": KUDOS,
    "kudos": KUDOS,
    "dank": KUDOS,
    "win": WIN,
    "wins": WIN,
    "erfolg": WIN,
    "erfolge": WIN,
    "promise": ACTION,
    "promises": ACTION,
    "action": ACTION,
    "zusage": ACTION,
    "zusagen": ACTION,
    "answer": ANSWER,
    "answers": ANSWER,
    "antwort": ANSWER,
    "antworten": ANSWER,
    "parked": MARK,
    "geparkt": MARK,
    "round": SESSION,
    "session": SESSION,
    "runde": SESSION,
}
NAMED = tuple({kind: word for word, kind in reversed(KINDS.items())}.values())[::-1]
"""One English word for each kind."""
_MOODS = ("checkin", "check-in", "checkins", "mood", "moods", "energy", "checkout", "stimmung", "energie")


def kinds_named(typed: Sequence[str], by: Person | None, me: str) -> tuple[str, ...]:
    """The kinds of entries meant; Refused for check-ins, which aren't kept, and Usage for what is no kind."""
    words = [word for each in typed for word in each.replace(",", " ").casefold().split()]
    for word in words:
        if word in _MOODS:
            raise _not_kept(by, me)
        if word not in KINDS:
            raise _no_kind(word)
    return tuple(dict.fromkeys(KINDS[word] for word in words))


def _not_kept(by: Person | None, me: str) -> Refused:
    if by is None:
        return Refused(t("Check-ins aren't kept. To know how somebody is, ask."))
    if by.id == me:
        return Refused(t("Check-ins aren't kept, yours neither."))
    return Refused(t("Check-ins aren't kept. To know how {name} is, ask {name}.", name=first(by.name)))


def _no_kind(word: str) -> Usage:
    from difflib import get_close_matches  # only what is misspelt pays for it

    near = get_close_matches(word, KINDS, n=1)
    every = t("There is: thanks, win, promise, answer, parked, round.")
    return Usage(
        t("“{word}” is no kind of entry.", word=word), t("Did you mean “{near}”?", near=near[0]) if near else every
    )
