"""The second word of a command that has several things to do."""

from collections.abc import Sequence
from difflib import get_close_matches

from ritual.errors import Usage
from ritual.words import t


def verb_of(words: Sequence[str], verbs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The verb and what follows; the first of the verbs where nothing was said, Usage for one that isn't there."""
    if not words:
        return verbs[0], ()
    verb, *rest = words
    if verb not in verbs:
        near = get_close_matches(verb, verbs, n=1)
        every = t("There is: {all}.", all=", ".join(verbs))
        raise Usage(
            t("There is no “{verb}” here.", verb=verb), t("Did you mean “{near}”?", near=near[0]) if near else every
        )
    return verb, tuple(rest)


def named(rest: Sequence[str]) -> str:
    """The one name after a verb; Usage where there is none, or more than one."""
    if len(rest) != 1:
        raise Usage(t("Say one name."))
    return rest[0]
