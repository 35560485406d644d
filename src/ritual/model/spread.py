"""Chooses few lines of many for rereading, spread over people, so that nobody is ranked and none stands out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from ritual.model.lot import shuffled
from ritual.model.recap import Line

SAYS_MORE: Final = 60
"""Characters from which on words say for themselves what happened."""


def spread(groups: Iterable[Sequence[Line]], most: int, lot: str) -> list[tuple[Line, ...]]:
    """At most so many lines of each group, in the order of time; the same lines and lot give the same choice.

    Whoever is in fewer of the lines chosen so far comes first, then lines with evidence or with more words, then the
    lot decides.
    """
    seen: Counter[str] = Counter()
    return [_few(group, most, lot, seen) for group in groups]


def _few(lines: Sequence[Line], most: int, lot: str, seen: Counter[str]) -> tuple[Line, ...]:
    drawn = {each: at for at, each in enumerate(shuffled((line.id for line in lines), lot))}
    left, chosen = list(lines), list[Line]()
    while left and len(chosen) < most:
        best = min(left, key=lambda line: (_met(line, seen), _says_little(line), drawn[line.id]))
        left.remove(best)
        chosen.append(best)
        seen.update(best.people)
    return tuple(sorted(chosen, key=lambda line: (line.at, line.id)))


def _met(line: Line, seen: Counter[str]) -> int:
    return max((seen[who] for who in line.people if who), default=0)


def _says_little(line: Line) -> bool:
    return not line.link and len(line.words) < SAYS_MORE
